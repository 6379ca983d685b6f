"""存疑: figures that no balance forbids and yet a reviewer would ask about. All yellow; each says why it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.tables import Key, Level
from gongkai.reading.cells import ReadTable
from gongkai.reading.findings import Finding, seen, show

_NO_LEGISLATOR = re.compile(r"(?:(?<!自治)[县区乡镇旗](?:人民政府)?(?:办公室)?|街道(?:办事处)?|(?<!总)局)$")
_STOCK = (
    ("article_20_5", "permits"),
    ("article_20_5", "other_services"),
    ("article_20_6", "penalties"),
    ("article_20_6", "coercion"),
)
_COINCIDENCES = 2


def doubts(tables: Mapping[str, ReadTable], authority: str) -> Iterator[Finding]:
    """存疑: everything a reviewer should be asked about these tables."""
    yield from _rules_without_power(tables, authority)
    yield from _made_but_not_published(tables)
    yield from _stock_taken_for_decisions(tables)
    yield from _more_cases_than_applications(tables)


def _number(tables: Mapping[str, ReadTable], table: str, key: Key) -> Number | None:
    found = tables.get(table)
    return found.cells[key].value.number if found and key in found.cells else None


def _doubt(tables: Mapping[str, ReadTable], rule: str, keys: Iterable[tuple[str, Key]], explanation: str) -> Finding:
    cells = tuple(seen(tables[table], key) for table, key in keys)
    return Finding(Level.YELLOW, rule, cells[0].table, None, None, cells, explanation, cells[0].place)


def _rules_without_power(tables: Mapping[str, ReadTable], authority: str) -> Iterator[Finding]:
    """规章 are made by governments of cities divided into districts and above; not by counties, nor by departments there."""
    made = _number(tables, "article_20_1", ("rules", "made"))
    if made and _NO_LEGISLATOR.search(authority):
        yield _doubt(
            tables,
            "没有规章制定权的机关，规章应为0",
            [("article_20_1", ("rules", "made"))],
            f"{authority}填报规章{show(made)}件；县级政府、部门和乡镇没有规章制定权，疑把规范性文件填入规章",
        )


def _made_but_not_published(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    keys = [("article_20_1", ("normative", "made")), ("article_20_1", ("normative", "published"))]
    made, published = (_number(tables, table, key) for table, key in keys)
    if made is not None and published is not None and made > published:
        text = (
            f"规范性文件新制作{show(made)}件，只公开{show(published)}件；规范性文件属于主动公开范围，应说明未公开的原因"
        )
        yield _doubt(tables, "新制作的规范性文件应当公开", keys, text)


def _stock_taken_for_decisions(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    """Items are a stock, decisions a flow: equal once by chance, not in several rows."""
    same = []
    for table, row in _STOCK:
        before, change, handled = (_number(tables, table, (row, each)) for each in ("previous", "change", "handled"))
        if before and change is not None and handled == before + change:
            same.append((table, (row, "handled")))
    if len(same) >= _COINCIDENCES:
        text = f"有{len(same)}行的处理决定数量恰等于上一年项目数量加本年增减，疑把项目数当作处理决定数"
        yield _doubt(tables, "处理决定数量不是项目数量", same, text)


def _more_cases_than_applications(tables: Mapping[str, ReadTable]) -> Iterator[Finding]:
    keys = [("remedies", (row, "total")) for row in ("review", "direct", "after_review")]
    received = [("applications", (row, "total")) for row in ("new", "carried_in")]
    cases = [_number(tables, table, key) for table, key in keys]
    new = _number(tables, *received[0])
    if new is None or None in cases:
        return
    carried_in = _number(tables, *received[1]) or 0
    total = sum(case for case in cases if case is not None)
    if total > new + carried_in:
        text = f"复议、诉讼共{show(total)}件，多于申请{show(new + carried_in)}件，疑把其他行政案件一并填入"
        yield _doubt(tables, "复议诉讼件数与申请件数相称", [*keys, received[0]], text)
