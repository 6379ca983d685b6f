"""核对年报（条例第五十条）: what is asked of a report besides its balances: full tables, finished texts, figures that agree.

Red must be put right before the report is frozen, yellow explained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongkai.law.annual_report.prose import NOT_FILLED, PENDING, loose_figures
from gongkai.law.annual_report.report import Edition, Section
from gongkai.law.grammar.checking import Defect, Sheets, defects
from gongkai.law.grammar.sheets import Number, Sheet, figure
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.tables import Level

SHORTEST_PROBLEMS = 50
"""问题部分最少字数: less than this says nothing of problems and improvements."""
MOST_ALIKE = 0.8
"""雷同: the share of last year's text at which a new one is asked about."""
COINCIDENCES, BY_NO_CHANCE = 2, 10
"""巧合: so many rows alike, of numbers at least so large, are no chance."""
_SHINGLE = 5
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Concern:
    """问题: something the check found. ``key`` names it whatever its figures, ``says`` states it with them.

    ``section`` is where it can be put right, ``in_text`` whether that is in its text rather than in its tables.
    """

    key: str
    level: Level
    says: str
    basis: Article | None = None
    section: str = ""
    in_text: bool = False


def of_cells(form: Edition, sheets: Sheets, *, blank_is_zero: bool = False) -> Iterator[Concern]:
    """格内问题: cells that hold no proper number, one concern for each fault of a table."""
    for key, sheet in sheets.items():
        by_fault: dict[str, list[Defect]] = defaultdict(list)
        for defect in defects(sheet, blank_is_zero=blank_is_zero):
            by_fault[defect.fault].append(defect)
        for fault, found in by_fault.items():
            names = "、".join(each.label for each in found[:_NAMED])
            more = f"等{len(found)}格" if len(found) > _NAMED else ""
            says = f"{sheet.table.title}：{names}{more}{found[0].fault.label}"
            yield Concern(f"{key}:{fault}", Level.RED, says, sheet.table.basis, section_of(form, key))


def section_of(form: Edition, table: str) -> str:
    """所在部分: the key of the section a table stands in."""
    return next(section.key for section in form.sections if table in {each.key for each in section.tables})


def of_rules(sheets: Sheets, *, makes_rules: bool) -> Iterator[Concern]:
    """规章: reported by an authority that cannot make any."""
    sheet = sheets.get("article_20_1")
    if sheet is None or makes_rules:
        return
    filled = [column for column in sheet.table.column_lines if sheet["rules", column]]
    if filled:
        cells = "、".join(f"{sheet.table.column_lines[column].label}{_shown(sheet, column)}" for column in filled)
        says = f"本机关没有规章制定权，规章一行却填了{cells}"
        yield Concern("rules", Level.YELLOW, says, sheet.table.basis, "disclosure")


def of_stock_repeated(sheets: Sheets) -> Iterator[Concern]:
    """存量当作流量: decisions that equal the items at the end of the year in several rows; one is a flow, the other a stock."""
    same = [
        sheet.table.describe(row, "handled")
        for sheet in sheets.values()
        if {"previous", "change", "handled"} <= sheet.table.column_lines.keys()
        for row in sheet.table.row_lines
        if _repeats_the_stock(sheet, row)
    ]
    if len(same) >= COINCIDENCES:
        says = f"{'、'.join(same)}恰等于上一年项目数量加本年增减；处理决定数量应填本年作出决定的件数，不是事项数"
        yield Concern("stock_repeated", Level.YELLOW, says, None, "disclosure")


def _repeats_the_stock(sheet: Sheet, row: str) -> bool:
    before, change, handled = (sheet[row, column] for column in ("previous", "change", "handled"))
    if before is None or change is None or handled is None:
        return False
    return handled >= BY_NO_CHANCE and handled == before + change


def _shown(sheet: Sheet, column: str) -> str:
    number = sheet["rules", column]
    return "" if number is None else figure(number)


def of_texts(form: Edition, texts: Mapping[str, str], *, of_government: bool) -> Iterator[Concern]:
    """正文: sections unfinished, silent on what they must speak of, or too short; ``texts`` are read with their figures."""
    for section in form.sections:
        text = texts.get(section.key, "")
        for what, says in _wanting(section, text, of_government):
            about = f"“{section.title}”{says}"
            yield Concern(f"{what}:{section.key}", Level.RED, about, form.contents, section.key, in_text=True)


def _wanting(section: Section, text: str, of_government: bool) -> Iterator[tuple[str, str]]:
    if PENDING in text:
        yield "pending", "还有待补充的内容"
    if NOT_FILLED in text:
        yield "unfilled", "引用了还没有数的格"
    if not text.strip() and not section.tables:
        yield "empty", "没有内容"
        return
    asked = (*section.topics, *(section.of_governments if of_government else ()))
    if silent := [topic for topic in asked if topic not in text]:
        yield "silent", f"没有写{'、'.join(silent)}"
    if section.key == "problems" and len("".join(text.split())) < SHORTEST_PROBLEMS:
        yield "short", f"不足{SHORTEST_PROBLEMS}字，应当写明存在的主要问题及改进情况"


def of_loose_figures(
    form: Edition, texts: Mapping[str, str], sheets: Sheets, beside: Iterable[Number] = ()
) -> Iterator[Concern]:
    """散数: figures typed into the text that equal no cell and none ``beside``; ``texts`` are as the clerk wrote them."""
    known = tuple(beside)
    for section in form.sections:
        if typed := loose_figures(texts.get(section.key, ""), sheets, known):
            says = f"“{section.title}”正文中的{'、'.join(typed)}不在统计表中，请核对来源"
            yield Concern(f"figures:{section.key}", Level.YELLOW, says, form.contents, section.key, in_text=True)


def of_likeness(form: Edition, text: str, last_year: str) -> Iterator[Concern]:
    """雷同: the section on problems repeats last year's."""
    share = likeness(text, last_year)
    if share > MOST_ALIKE:
        says = f"“存在的主要问题及改进情况”与上年度报告重复{share:.0%}，请确认问题和措施是本年的"
        yield Concern("alike:problems", Level.YELLOW, says, form.contents, "problems", in_text=True)


def likeness(text: str, other: str) -> float:
    """相似度: the share of a text's runs of five characters that occur in another; 0 for texts too short to tell."""
    mine, theirs = _runs(text), _runs(other)
    return len(mine & theirs) / len(mine) if len(mine) >= SHORTEST_PROBLEMS and theirs else 0.0


def _runs(text: str) -> frozenset[str]:
    plain = "".join(character for character in text if character.isalpha())
    return frozenset(plain[at : at + _SHINGLE] for at in range(len(plain) - _SHINGLE + 1))


def worst_first(concerns: Iterable[Concern]) -> list[Concern]:
    """先红后黄: in their order, the red before the yellow."""
    return sorted(concerns, key=lambda concern: concern.level is not Level.RED)
