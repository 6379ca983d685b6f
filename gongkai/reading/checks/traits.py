"""特征: the few things by which a report is compared with those of other authorities: its sort, and figures that do not grow
with the size of a place, or are compared among authorities of one sort only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.words import Word
from gongkai.reading.checks.across import name_of
from gongkai.reading.report import Reading
from gongkai.reading.tables.cells import number_in


class Rank(Word):
    """层级: what sort of authority a report is of, as far as names and words tell."""

    PREFECTURE = "prefecture", "州、市"
    COUNTY = "county", "县、区"
    TOWN = "town", "乡镇、街道"
    DEPARTMENT = "department", "部门"
    UNKNOWN = "unknown", "不明"


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


_SEAT = re.compile(r"人民政府(?:办公[室厅])?$")


def same_authority(name: str) -> str:
    """同一机关: a name by which reports of one authority are put together: 示例县 and 示例县人民政府 are one."""
    return _SEAT.sub("", name)


@dataclass(frozen=True)
class Traits:
    """特征: of one report: how it is called, its sort, its figures by the name of their indicator, what it disclosed in all."""

    called: str
    rank: Rank
    figures: Mapping[str, Number]
    disclosed: Number | None


def traits(reading: Reading) -> Traits:
    """特征: of a report; a figure that is not there or 0 is left out."""
    read = ((indicator.name, indicator.value(reading)) for indicator in INDICATORS)
    figures = {name: number for name, number in read if number is not None and number > 0}
    return Traits(name_of(reading), rank_of(reading), figures, _disclosed(reading))


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
