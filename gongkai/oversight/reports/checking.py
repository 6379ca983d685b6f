"""核对: everything that is wrong or odd with a report, each with its cells and its arithmetic, the red first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from gongkai.law.annual_report import concerns
from gongkai.law.annual_report.concerns import Concern
from gongkai.law.annual_report.procedure import Standing
from gongkai.law.annual_report.report import Edition
from gongkai.law.authorities import duties
from gongkai.law.grammar.checking import Examination, Finding, Reading, Unchecked
from gongkai.law.grammar.sheets import Number, Sheet, figure
from gongkai.law.grammar.tables import Level
from gongkai.oversight.reports.content import Content

_MOST_TERMS = 10


@dataclass(frozen=True)
class Found:
    """问题: a concern with what shows it: the cells of both sides and the reckoning. ``cells`` are (row, column) of ``table``."""

    concern: Concern
    rule: str = ""
    table: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    left: str = ""
    right: str = ""
    reckoning: str = ""
    at_least: str = ""
    remark: str = ""

    @property
    def title(self) -> str:
        """要求: the rule that is broken; where there is no rule of a table, what was found."""
        return self.rule or self.concern.says

    @property
    def red(self) -> bool:
        """红错."""
        return self.concern.level is Level.RED

    @property
    def handle(self) -> str:
        """编号: a short name for addresses, the same as long as the concern is."""
        return sha256(self.concern.key.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Checked:
    """核对结果: what was found, how many balances hold, and which could not be judged."""

    found: tuple[Found, ...]
    balances: int
    unchecked: tuple[Unchecked, ...]
    compared: bool

    @property
    def red(self) -> tuple[Found, ...]:
        """红错: must be put right."""
        return tuple(each for each in self.found if each.red)

    @property
    def yellow(self) -> tuple[Found, ...]:
        """黄警: must be explained."""
        return tuple(each for each in self.found if not each.red)

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """问题: as the law takes them before freezing."""
        return tuple(each.concern for each in self.found)

    def unexplained(self, standing: Standing) -> int:
        """未说明的黄警: how many."""
        return sum(not standing.explained(each.concern) for each in self.yellow)


def check(content: Content, standing: Standing, *, more: Iterable[Found] = (), problems_before: str = "") -> Checked:
    """核对: tables by themselves and against last year's, cells, texts, and whatever ``more`` was found elsewhere."""
    if content.form is None:
        return Checked(tuple(more), 0, (), compared=False)
    results = content.form.examine(content.sheets, content.previous, blank_is_zero=_blank_is_zero(content, standing))
    of_balances = [
        _of_finding(content.form, key, finding) for key, result in results.items() for finding in result.findings
    ]
    others = [Found(each) for each in _concerns(content.form, content, standing, problems_before)]
    found = sorted((*of_balances, *others, *more), key=lambda each: not each.red)
    return Checked(
        found=tuple(found),
        balances=_judged(content, results),
        unchecked=tuple(each for result in results.values() for each in result.unchecked),
        compared=bool(content.previous),
    )


def _blank_is_zero(content: Content, standing: Standing) -> bool:
    return standing.imported and content.blank_is_zero


def _judged(content: Content, results: Mapping[str, Examination]) -> int:
    """How many balances were judged: those within a year, and those across years where last year's table is at hand."""
    within = sum(not balance.across_years for sheet in content.sheets.values() for balance in sheet.table.balances)
    across = sum(
        balance.across_years
        and all(_at_hand(content, sheet, operand.table) for operand in balance.operands if operand.last_year)
        for sheet in content.sheets.values()
        for balance in sheet.table.balances
    )
    return within + across - sum(len(result.unchecked) for result in results.values())


def _at_hand(content: Content, sheet: Sheet, table: str) -> bool:
    return (table or sheet.table.key) in content.previous


def _concerns(form: Edition, content: Content, standing: Standing, problems_before: str) -> Iterator[Concern]:
    """What is asked besides balances. An imported report is taken as it was printed: its texts are not ours to finish."""
    yield from concerns.of_cells(form, content.sheets, blank_is_zero=_blank_is_zero(content, standing))
    yield from concerns.of_rules(content.sheets, makes_rules=duties(standing.of).makes_rules)
    yield from concerns.of_stock_repeated(content.sheets)
    if standing.imported:
        return
    texts = {section.key: content.read(section.key) for section in form.sections}
    yield from concerns.of_texts(form, texts, of_government=duties(standing.of).is_government)
    yield from concerns.of_loose_figures(form, content.texts, content.sheets, content.beside.values())
    yield from concerns.of_likeness(form, texts.get("problems", ""), problems_before)


def _of_finding(form: Edition, table: str, finding: Finding) -> Found:
    balance = finding.balance
    left, right = _side(finding.readings, 1), _side(finding.readings, -1)
    return Found(
        concern=Concern(
            f"{table}:{balance}", finding.level, str(finding), balance.basis, concerns.section_of(form, table)
        ),
        rule=str(balance),
        table=table,
        cells=tuple(
            (each.operand.row, each.operand.column)
            for each in finding.readings
            if not each.operand.last_year and not each.operand.table
        ),
        left=_sum(left, finding.left),
        right=_sum(right, finding.right),
        reckoning=figure(max(finding.difference, -finding.difference)),
        at_least="" if finding.exact else "至少",
        remark=_remark(finding),
    )


def _remark(finding: Finding) -> str:
    """What the reckoning rests on, and the cell that is probably wrong."""
    if finding.suspect:
        return f"{finding.suspect}。"
    if finding.jointly:
        return "有的格没有数或未能读出，无论为何数，都不能与其他勾稽关系同时成立。"
    return "" if finding.exact else "有的格没有数或未能读出，按两边最接近的情形计算。"


def _side(readings: Sequence[Reading], sign: int) -> list[Reading]:
    return [each for each in readings if each.operand.sign == sign]


def _sum(side: Sequence[Reading], comes_to: Number) -> str:
    """One side in words: each cell with its number; of a long side those that are not 0."""
    telling = [each for each in side if each.value.number != 0] if len(side) > _MOST_TERMS else list(side)
    terms = "＋".join(_term(each) for each in telling[:_MOST_TERMS])
    rest = "＋…" if len(telling) > _MOST_TERMS else "（其余各格为0）" if len(telling) < len(side) else ""
    return f"{terms}{rest}" + (f"＝{figure(comes_to)}" if len(side) > 1 else "")


def _term(reading: Reading) -> str:
    return f"{reading.label} {str(reading.value) or reading.value.state.label}"


# -- subordinate reports ---------------------------------------------------------------------------------------------------


def of_subordinates(form: Edition, published: Sequence[Content], counted: Mapping[str, Sheet]) -> Iterator[Found]:
    """汇总: what the subordinate authorities published, added up, against what is counted now from their files.

    One finding for each table; cells nobody counts are not compared.
    """
    for key, sheet in counted.items():
        added = sum((each.sheets[key] for each in published if _same(each, sheet)), Sheet(sheet.table))
        apart = [cell for cell in sheet.table.counted if (sheet[cell] or 0) != (added[cell] or 0)]
        if apart and added.filled:
            cells = "；".join(
                f"{sheet.table.describe(*cell)}：已公布之和{figure(added[cell] or 0)}，台账{figure(sheet[cell] or 0)}"
                for cell in apart[:_MOST_TERMS]
            )
            more = f"等{len(apart)}格" if len(apart) > _MOST_TERMS else ""
            says = f"{sheet.table.title}：{len(published)}份下级年报已公布的数与台账不一致，{cells}{more}"
            section = concerns.section_of(form, key)
            concern = Concern(f"subordinates:{key}", Level.YELLOW, says, sheet.table.basis, section)
            yield Found(concern, table=key, cells=tuple(apart))


def _same(content: Content, sheet: Sheet) -> bool:
    return sheet.table.key in content.sheets and content.sheets[sheet.table.key].table is sheet.table
