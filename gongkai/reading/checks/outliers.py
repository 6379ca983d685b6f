"""离群: figures of one authority out of all proportion to those of its like. Questions, never more.

What is compared does not grow with the size of a place (items per unit, amounts per project), or is compared among
authorities of one kind only. Among a few, the highest and the lowest are asked about; among many, those far from the
middle.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Level
from gongkai.law.grammar.words import Word
from gongkai.reading.checks.across import name_of
from gongkai.reading.checks.findings import Finding, Seen, show
from gongkai.reading.checks.rule import Check, Needs
from gongkai.reading.report import Reading
from gongkai.reading.tables.cells import number_in


class Rank(Word):
    """层级: what sort of authority a report is of, as far as names and words tell."""

    PREFECTURE = "prefecture", "州、市"
    COUNTY = "county", "县、区"
    TOWN = "town", "乡镇、街道"
    DEPARTMENT = "department", "部门"
    UNKNOWN = "unknown", "不明"


PROPORTION = Check(
    "D01",
    "同类机关的同一指标相称",
    Level.QUESTION,
    "核对本指标的统计口径；口径不同的统一口径，口径相同的说明原因",
    needs=Needs.SIBLINGS,
)
WHOLE = Check(
    "D02",
    "上级地方的总数不小于下级地方",
    Level.QUESTION,
    "核对主动公开政府信息数是否包括所属各县区、按条计一次",
    needs=Needs.SIBLINGS,
)

_FEW = 8
_APART = Decimal("2.5")
"""Among a few: how many times the lowest the highest may be."""

_FAR = 5
"""Among many: how many times the middle, or what part of it, is far."""

_MOST = 5
_POWERS = re.compile(r"(?P<units>\d{1,9})个(?:部门|单位|部门单位)[^。;]{0,14}?权责清单(?:信息)?(?P<items>\d{1,9})条")
_RANKS = (
    (Rank.TOWN, re.compile(r"(?:乡|镇|街道|办事处)(?:人民政府)?$")),
    (Rank.DEPARTMENT, re.compile(r"(?:局|厅|委员会|委|办公室|中心)$")),
    (Rank.COUNTY, re.compile(r"(?:县|区|旗)(?:人民政府)?(?:办公室)?$")),
    (Rank.PREFECTURE, re.compile(r"(?:州|市|盟)(?:人民政府)?(?:办公室)?$")),
)
_SCOPES = (
    (Rank.PREFECTURE, "全州"),
    (Rank.PREFECTURE, "全市"),
    (Rank.COUNTY, "全县"),
    (Rank.COUNTY, "全区"),
    (Rank.TOWN, "全镇"),
    (Rank.DEPARTMENT, "我局"),
)
_GOVERNMENT_OFFICE = re.compile(r"人民政府办公[室厅]$")


@dataclass(frozen=True)
class Indicator:
    """指标: a name, a unit, how it is read from a report, and whether only authorities of one kind can be compared."""

    name: str
    unit: str
    value: Callable[[Reading], Number | None]
    by_rank: bool = True


def rank_of(reading: Reading) -> Rank:
    """层级: by the authority's name; failing that, by the words for the whole place the report uses most."""
    name = _GOVERNMENT_OFFICE.sub("", reading.authority)
    for rank, pattern in _RANKS:
        if pattern.search(name):
            return rank
    text = "".join(sentence.text for sentence in reading.sentences)
    counted = {word: text.count(word) for _, word in _SCOPES}
    best = max(counted, key=lambda word: counted[word])
    return next(rank for rank, word in _SCOPES if word == best) if counted[best] > 2 else Rank.UNKNOWN


def outliers(readings: Sequence[Reading]) -> tuple[Finding, ...]:
    """离群的数: the questions on many reports of about one year."""
    ranks = [rank_of(reading) for reading in readings]
    found = [finding for indicator in INDICATORS for finding in _of_indicator(indicator, readings, ranks)]
    return (*found, *_whole_less_than_part(readings, ranks))


def _of_indicator(indicator: Indicator, readings: Sequence[Reading], ranks: Sequence[Rank]) -> Iterator[Finding]:
    groups: dict[Rank, list[tuple[Reading, Number]]] = defaultdict(list)
    for reading, rank in zip(readings, ranks, strict=True):
        value = indicator.value(reading)
        if value is not None and value > 0 and (rank is not Rank.UNKNOWN or not indicator.by_rank):
            groups[rank if indicator.by_rank else Rank.UNKNOWN].append((reading, value))
    for values in groups.values():
        yield from _of_few(indicator, values) if len(values) < _FEW else _of_many(indicator, values)


def _of_few(indicator: Indicator, values: Sequence[tuple[Reading, Number]]) -> Iterator[Finding]:
    low, high = (pick(values, key=lambda each: each[1]) for pick in (min, max))
    if len(values) > 1 and high[1] >= _APART * low[1]:
        one, other = (f"{name_of(reading)}{_shown(value)}{indicator.unit}" for reading, value in (high, low))
        text = f"{indicator.name}：{one}，{other}，相差悬殊，口径是否一致"
        yield _question(indicator, text, high, low)


def _of_many(indicator: Indicator, values: Sequence[tuple[Reading, Number]]) -> Iterator[Finding]:
    middle = median(Decimal(value) for _, value in values)
    far = [each for each in values if each[1] > _FAR * middle or each[1] * _FAR < middle]
    far.sort(key=lambda each: -max(Decimal(each[1]) / middle, middle / Decimal(each[1])))
    for each in far[:_MOST]:
        usual = f"{len(values)}家的中位数为{_shown(middle)}{indicator.unit}"
        text = f"{indicator.name}：{name_of(each[0])}{_shown(each[1])}{indicator.unit}，{usual}，口径是否一致"
        yield _question(indicator, text, each, (each[0], middle))


def _question(indicator: Indicator, text: str, one: tuple[Reading, Number], other: tuple[Reading, Number]) -> Finding:
    cells = [
        Seen("", "", "", f"{name_of(reading)}{indicator.name}", value, State.NUMBER, "", None)
        for reading, value in (one, other)
    ]
    return PROPORTION.found(text, None, left=_rounded(one[1]), right=_rounded(other[1]), cells=cells)


def _rounded(number: Number) -> Number:
    return number if isinstance(number, int) else round(number, 2)


def _shown(number: Number) -> str:
    return show(_rounded(number))


def _whole_less_than_part(readings: Sequence[Reading], ranks: Sequence[Rank]) -> Iterator[Finding]:
    """A prefecture that disclosed less than one county: one of the two counts in another way."""
    totals = [(reading, rank, _disclosed(reading)) for reading, rank in zip(readings, ranks, strict=True)]
    above = [(reading, total) for reading, rank, total in totals if rank is Rank.PREFECTURE and total]
    below = [(reading, total) for reading, rank, total in totals if rank is Rank.COUNTY and total]
    if not above or not below:
        return
    low, high = min(above, key=lambda each: each[1]), max(below, key=lambda each: each[1])
    if low[1] < high[1]:
        text = f"主动公开政府信息数：{name_of(low[0])}{show(low[1])}条，少于{name_of(high[0])}{show(high[1])}条，口径是否一致"
        cells = [Seen("", "", "", name_of(reading), total, State.NUMBER, "", None) for reading, total in (low, high)]
        yield WHOLE.found(text, None, left=low[1], right=high[1], cells=cells)


# -- how the indicators are read --------------------------------------------------------------------------------------------


def _cell(reading: Reading, table: str, row: str, column: str) -> Number | None:
    return number_in(reading.tables, table, (row, column))


def _stated(reading: Reading, row: str) -> Number | None:
    """The figure of the table of 2014, or the smallest exact one sentences state for it."""
    printed = _cell(reading, "statistics", row, "value")
    told = [
        claim.number for claim in reading.claims if claim.row == row and claim.table == "statistics" and claim.exact
    ]
    return printed if printed is not None else min(told, default=None)


def _disclosed(reading: Reading) -> Number | None:
    return _stated(reading, "disclosed_total")


def _stock(table: str, row: str) -> Callable[[Reading], Number | None]:
    def value(reading: Reading) -> Number | None:
        before, change = (_cell(reading, table, row, column) for column in ("previous", "change"))
        return None if before is None or change is None else before + change

    return value


def _normative(reading: Reading) -> Number | None:
    made = _cell(reading, "article_20_1", "normative", "made")
    return _stated(reading, "normative_made") if made is None else made


def _ratio(whole: Number | None, parts: Number | None) -> Number | None:
    return Decimal(whole) / Decimal(parts) if whole and parts else None


def _purchase(reading: Reading) -> Number | None:
    return _ratio(*(_cell(reading, "article_20_9", "procurement", column) for column in ("amount", "count")))


def _per_person(reading: Reading) -> Number | None:
    return _ratio(_disclosed(reading), _stated(reading, "staff"))


def _powers_per_unit(reading: Reading) -> Number | None:
    for sentence in reading.sentences:
        match = _POWERS.search(sentence.text) if "权责清单" in sentence.text else None
        if match:
            return _ratio(int(match["items"]), int(match["units"]))
    return None


INDICATORS: tuple[Indicator, ...] = (
    Indicator("每个单位的权责清单条数", "条", _powers_per_unit, by_rank=False),
    Indicator("行政许可项目数", "项", _stock("article_20_5", "permits")),
    Indicator("行政处罚项目数", "项", _stock("article_20_6", "penalties")),
    Indicator("每个集中采购项目的金额", "万元", _purchase, by_rank=False),
    Indicator("每名工作人员公开的信息数", "条", _per_person, by_rank=False),
    Indicator("制发规范性文件数", "件", _normative),
)
"""所比的指标."""
