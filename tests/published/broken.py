"""印坏的年报: whole reports made by the thousand, each in one shape and with some of the troubles of real ones.

``broken(seed)`` makes one report with its truth: which number, blank or mark stands in each cell, whose report it is and of
which year. Shapes and troubles are those seen in reports of many provinces (towns print nearly nothing but zeros, web pages
lose what was merged, PDFs cut words and columns). ``planted`` reports hold exactly one error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

from opencc import OpenCC

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.annual_report.report import Section
from gongkai.law.grammar.sheets import Sheet, State, Value, total
from gongkai.law.grammar.tables import Level, Relation, Table
from tests.published import grids, prose
from tests.published.figures import SCALES, Scale, filled
from tests.published.grids import Box, Grid, Merged, Place
from tests.published.shapes import SHAPES, Shape
from tests.published.writing import WORDINGS, Writing, noted

FORMS = {edition.key: edition for edition in EDITIONS}


@dataclass(frozen=True)
class Planted:
    """错处: the kind of the one error, and the cell or the figure it is in."""

    kind: str
    place: Place | None = None


@dataclass
class Broken:
    """一份印坏的年报: its text with the truth about it."""

    text: str
    edition: Edition
    year: int
    authority: str
    truth: Mapping[Place, Value]
    shape: str
    troubles: tuple[str, ...]
    planted: Planted | None = None


@dataclass
class _Plan:
    """What befalls one report; ``troubles`` names it for the table of the bench."""

    chance: Random
    shape: Shape
    troubles: list[str] = field(default_factory=list)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    planted: bool = False

    def befalls(self, trouble: str, odds: float) -> bool:
        if self.chance.random() >= odds:
            return False
        self.troubles.append(trouble)
        return True

    def one_of(self, odds: float, *troubles: str) -> str:
        """One of these troubles, or none."""
        if self.chance.random() >= odds:
            return ""
        self.troubles.append(trouble := self.chance.choice(troubles))
        return trouble


def broken(seed: int, *, shape: str = "", form: str = "", plant: str = "") -> Broken:
    """One report. ``plant`` is the kind of the error to put in: cell, text, period; empty for none."""
    chance = Random(seed)
    name = shape or chance.choice(list(SHAPES))
    plan = _Plan(chance, SHAPES[name])
    edition = FORMS[form or chance.choices(list(FORMS), (2, 3, 5))[0]]
    year = edition.first + chance.randint(0, (edition.last or edition.first + 4) - edition.first)
    scale = chance.choices(list(SCALES.values()), (1, 4, 3, 2))[0]
    sheets = filled(edition, chance, scale)
    edition_of = _mixed(plan, edition, sheets, scale)
    planted = _plant(sheets, edition, plant, chance)
    plan.planted = planted is not None
    writing = _writing(plan)
    authority = prose.authority(chance)
    lines = list(_lines(plan, edition_of, year, authority, sheets, writing, planted))
    text = _in_script(plan, "\n".join(_paged(plan, lines, authority, year)))
    truth = {
        (table, row, column): writing.truth(sheet.value(row, column))
        for table, sheet in sheets.items()
        for row, column in sheet
        if (table, row) not in plan.left_out
    }
    return Broken(text, edition, year, authority, truth, name, tuple(plan.troubles), planted)


def _mixed(plan: _Plan, edition: Edition, sheets: dict[str, Sheet], scale: Scale) -> Edition:
    """The form as this report prints it: now and then with tables of another year's."""
    if edition.key == "2014":
        return edition
    older, newer = FORMS["2019"], FORMS["2021"]
    other = newer if edition is older else older
    manner = plan.one_of(0.12, "applications of another form", "procurement kept")
    taken = {"applications of another form": "applications", "procurement kept": "article_20_9"}.get(manner, "")
    if not taken or taken not in other.tables:
        return edition
    sheets[taken] = filled(other, plan.chance, scale)[taken]
    return replace(edition, sections=tuple(_with(section, sheets[taken].table) for section in edition.sections))


def _with(section: Section, table: Table) -> Section:
    """The section with the table of another form: in place of its own, or behind the small tables of article 20."""
    if any(each.key == table.key for each in section.tables):
        return replace(section, tables=(table,))
    last = table.key == "article_20_9" and section.key == "disclosure" and table not in section.tables
    return replace(section, tables=(*section.tables, table)) if last else section


def _plant(sheets: dict[str, Sheet], edition: Edition, kind: str, chance: Random) -> Planted | None:
    if kind == "cell":
        table, row, column = chance.choice([each for each in balanced_cells(edition) if each[:2] in _rows(sheets)])
        number = (sheets[table][row, column] or 0) + chance.randint(1, 9)
        sheets[table] = sheets[table].put(row, column, Value.of(number))
        return Planted(kind, (table, row, column))
    return Planted(kind) if kind else None


def _rows(sheets: Mapping[str, Sheet]) -> set[tuple[str, str]]:
    return {(key, row) for key, sheet in sheets.items() for row in sheet.table.row_lines}


@cache
def balanced_cells(edition: Edition) -> tuple[Place, ...]:
    """Every cell that stands in an equation of this year's report."""
    return tuple(
        (name, row, column)
        for name, table in edition.tables.items()
        for row, column in table.cells
        if any(
            (row, column) == (operand.row, operand.column)
            for balance in table.balances
            if balance.relation is Relation.EQUAL and balance.level is Level.RED and not balance.across_years
            for operand in balance.operands
        )
    )


def _writing(plan: _Plan) -> Writing:
    chance = plan.chance
    zero = "0"
    if plan.shape.ruled and plan.befalls("zeros blank", 0.15):
        zero = ""
    elif plan.befalls("zeros as marks", 0.08):
        zero = chance.choice(("/", "-", "—", "无", "／"))
    elif plan.befalls("zeros as letters", 0.05):
        zero = chance.choice(("〇", "O", "零", "○"))
    manner = plan.one_of(0.3, "thousands", "full width", "with unit", "Chinese numerals", "blanks around")
    return Writing(zero, manner, chance)


def _lines(
    plan: _Plan,
    edition: Edition,
    year: int,
    authority: str,
    sheets: Mapping[str, Sheet],
    writing: Writing,
    planted: Planted | None,
) -> Iterator[str]:
    chance = plan.chance
    before, after = prose.around(chance, authority, year)
    yield from before
    yield from prose.title(authority, year, chance)
    period = year - 1 if planted and planted.kind == "period" else year
    yield f"本报告中所列数据的统计期限自{period}年1月1日起至{period}年12月31日止。"
    together = plan.befalls("run together", 0.05)
    stated = chance.choice(prose.STATISTICS if "statistics" in sheets else prose.SIX_SECTIONS)
    lie = (
        {chance.randrange(len(stated.cells)): chance.choice((-2, -1, 1, 2, 10))}
        if planted and planted.kind == "text"
        else {}
    )
    said = stated.said(sheets, {at: abs(off) for at, off in lie.items()})
    for section in edition.sections:
        if not (together and section.tables):
            yield _heading(section, chance)
        if section.key in ("overview",) or (not section.tables and "statistics" in sheets):
            yield from prose.prose(chance, said)
            said = ""
        elif section.key == "problems":
            yield chance.choice(prose.PROBLEMS)
        elif not section.tables:
            yield chance.choice(prose.OTHERS)
        if section.tables:
            yield from _tables(plan, section, sheets, writing)
    yield from after


def _heading(section: Section, chance: Random) -> str:
    return section.title if chance.random() < 0.9 else section.title.replace("、", "、 ")


def _tables(plan: _Plan, section: Section, sheets: Mapping[str, Sheet], writing: Writing) -> Iterator[str]:
    chance, shape = plan.chance, plan.shape
    merged = chance.choice(shape.merged)
    if merged is Merged.REPEATED:
        plan.troubles.append("merged repeated")
    for boxes in _grids(plan, section, sheets, writing):
        changed = _relabelled(plan, boxes)
        for piece in _pieces(plan, _widened(plan, section, changed)):
            yield from shape.print(piece, merged, chance)
    if plan.befalls("notes below", 0.08):
        yield "注：1.本表统计口径为本级政府及所属部门；2.数据截至12月31日。"


def _grids(plan: _Plan, section: Section, sheets: Mapping[str, Sheet], writing: Writing) -> Iterator[Grid]:
    own = [table for table in section.tables if table.key in sheets]
    if own[0].key == "remedies":
        sheet = sheets["remedies"]
        manner = plan.one_of(0.3, "remedies by rows", "remedies downwards", "remedies in three")
        if manner == "remedies in three":
            yield from grids.in_three(sheet, writing)
            return
        if manner == "remedies by rows":
            yield grids.by_rows(sheet, writing, grouped=plan.chance.random() < 0.5)
            return
        if manner:
            yield grids.downwards(sheet, writing)
            return
    yield grids.printed(own, sheets, writing)


def _relabelled(plan: _Plan, boxes: Grid) -> Grid:
    """Labels as reports print them: with blanks strewn in, cut by a break, in other words, with a note behind."""
    chance = plan.chance
    manner = plan.one_of(0.35, "blanks strewn", "labels cut", "other words", "notes in labels")

    def change(box: Box) -> str:
        text = box.text
        if manner == "blanks strewn" and len(text) > 3 and chance.random() < 0.4:
            at = chance.randrange(1, len(text))
            return f"{text[:at]} {text[at:]}"
        if manner == "labels cut" and len(text) > 3 and chance.random() < 0.3:
            at = len(text) // 2
            return f"{text[:at]}\n{text[at:]}"
        if manner == "other words":
            return WORDINGS.get(text, text)
        return noted(text) if manner == "notes in labels" and chance.random() < 0.5 else text

    return grids.labelled(boxes, change)


def _widened(plan: _Plan, section: Section, boxes: Grid) -> Grid:
    """Columns and rows the form does not have; columns in another order; the table on its side."""
    if section.key == "remedies" or not plan.shape.ruled:
        return boxes
    high, wide = grids.height(boxes), grids.width(boxes)
    manner = plan.one_of(0.2, "serial numbers", "unit column", "remarks", "own row", "columns moved", "turned", "row left out")
    if manner == "serial numbers":
        head = grids.depth(boxes)
        return grids.with_column(boxes, 0, ["序号", *[""] * (head - 1), *map(str, range(1, high - head + 1))])
    if manner == "unit column":
        first = min(box.column for box in boxes if box.numeric)
        return grids.with_column(boxes, first, ["单位", *["件"] * (high - 1)])
    if manner == "remarks":
        return grids.with_column(boxes, wide, ["备注", *[""] * (high - 1)])
    if section.key == "applications":
        if manner == "row left out" and not plan.planted:
            return _without_row(plan, boxes)
        if manner == "own row":
            return grids.with_row(boxes, high - 1, _own_row(boxes, wide))
        if manner == "columns moved":
            return grids.reordered(boxes, [*range(wide - 7), *(wide - 7 + at for at in (6, 0, 1, 2, 3, 4, 5))])
        if manner == "turned":
            return grids.turned(boxes)
    if manner:
        plan.troubles.remove(manner)
    return boxes


def _without_row(plan: _Plan, boxes: Grid) -> Grid:
    """A row of the form that this report does not print."""
    rows = sorted({box.row for box in boxes if box.numeric})
    at = plan.chance.choice(rows[4:-2])
    plan.left_out |= {box.place[:2] for box in boxes if box.row == at and box.place}
    return grids.without_row(boxes, at)


def _own_row(boxes: Grid, wide: int) -> list[Box]:
    label = Box("（八）其中：网上申请", 0, 1, colspan=2)
    return [label, *(Box("0", 0, at, numeric=True) for at in range(wide - 7, wide))]


def _pieces(plan: _Plan, boxes: Grid) -> list[Grid]:
    """The table whole, or torn in two with its head printed again or not."""
    high, head = grids.height(boxes), grids.depth(boxes)
    if high - head < 4 or "turned" in plan.troubles or not plan.befalls("torn", 0.15):
        return [boxes]
    at = plan.chance.randrange(head + 2, high - 1)
    again = plan.chance.random() < 0.5
    return list(grids.torn(boxes, at, head if again else 0))


def _paged(plan: _Plan, lines: Sequence[str], authority: str, year: int) -> Iterator[str]:
    """Page numbers and running heads between the lines, where the shape is that of paper."""
    if "html" in plan.troubles or plan.shape.print.__name__ in ("_html", "_markdown"):
        yield from lines
        return
    manner = plan.one_of(0.25, "page numbers", "running heads")
    number = 0
    for at, line in enumerate(lines, 1):
        yield line
        if manner and not at % 28:
            number += 1
            yield plan.chance.choice(
                (f"- {number} -", f"— {number} —", f"第 {number} 页 共 9 页", f"第{number}页", f"－{number}－")
            )
            if manner == "running heads":
                yield f"{authority}{year}年政府信息公开工作年度报告"


def _in_script(plan: _Plan, text: str) -> str:
    return _traditional().convert(text) if plan.befalls("traditional", 0.06) else text


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def with_error(seed: int, **wishes: str) -> Broken:
    """A report with exactly one error of a kind drawn by chance."""
    kind = Random(seed).choices(("cell", "text", "period"), (6, 2, 1))[0]
    return broken(seed, plant=kind, **wishes)
