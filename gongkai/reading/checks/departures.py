"""表式: where the tables of a report are otherwise than the form has them: rows of its own, other columns, another order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.rule import Check
from gongkai.reading.report import Reading

SHAPE = Check(
    "A12",
    "统计表的行、列按格式，不增减、不换序",
    Level.YELLOW,
    "恢复格式规定的行、列和次序；本地要求另报的数，另列附表",
    basis="年度报告格式",
    official=Level.RED,
    reason="转换文件也会打乱表式；行、列仍可辨认的，数字照常核对",
)
OWN_ROWS = Check(
    "A12.1",
    "统计表没有格式以外的行",
    Level.QUESTION,
    "确是自行增加的行，移出统计表；是格式中的行而行名写错的，改正行名",
    basis="年度报告格式",
    official=Level.RED,
    reason="也可能是行名残缺，没有认出",
)

_ROW = re.compile(r"(?:[(（]?[一二三四五六七八九\d]+[)）、.])?[\u4e00-\u9fff]{4,}")
_SHOWN = 3


def of_departures(reading: Reading) -> Iterator[Finding]:
    """表式的问题: each departure by itself; rows that are in no form, together."""
    for departure in reading.departures:
        yield SHAPE.found(departure.what, departure.place, table=departure.table)
    rows = [unplaced for unplaced in reading.unplaced if unplaced.reason.startswith("行名不在表中")]
    named = [unplaced for unplaced in rows if _ROW.match(unplaced.place.excerpt)]
    if named:
        labels = "、".join(f"“{unplaced.place.excerpt[:16]}”" for unplaced in named[:_SHOWN])
        more = f"等{len(named)}行" if len(named) > _SHOWN else ""
        yield OWN_ROWS.found(f"表中有{labels}{more}，格式中没有这样的行", named[0].place)
