"""照格直读: what is read straight off is what would be put together, and nothing that is not as the form has it is."""

from __future__ import annotations

import pytest

from gongkai.law.annual_report import EDITIONS
from gongkai.law.grammar.tables import Layout
from gongkai.reading.carriers import page
from gongkai.reading.tables.alignment import align
from gongkai.reading.tables.books import book_of, books, columns_of
from gongkai.reading.tables.heads import heads
from gongkai.reading.tables.mending import mended, proof_for
from gongkai.reading.tables.parting import rows
from gongkai.reading.tables.regions import regions
from gongkai.reading.tables.rows import Row
from gongkai.reading.tables.straight import read_straight
from gongkai.reading.tables.strips import strips
from tests.published.broken import broken

RULED = ("tabs", "bars", "markdown", "html")
PERMITS = "信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
ROWS = ("行政许可\t1\t2\t3\n", "其他对外管理服务事项\t4\t5\t6\n")
TABLE = EDITIONS[1].tables["article_20_5"]


def read(lines: tuple[Row, ...]) -> list[str]:
    above = heads(lines, columns_of(TABLE))
    return list(read_straight(lines, TABLE, tuple(TABLE.column_lines), above, book_of(TABLE)))


@pytest.mark.parametrize("shape", RULED)
def test_what_is_read_straight_off_is_what_would_be_put_together(shape: str) -> None:
    straight = 0
    for seed in range(12):
        report = broken(seed, shape=shape)
        lines = rows(page(report.text))
        for region in regions(lines, report.edition, books(report.edition)):
            for table in region.tables if region.rows else ():
                if table.layout is Layout.STRIP:
                    continue
                order, book, columns = tuple(table.column_lines), book_of(table), columns_of(table)
                own, proof = next(region.stretches(table)), proof_for(table, order)
                above = heads(own, columns)
                found = read_straight(own, table, order, above, book)
                if found:
                    straight += 1
                    seen = mended(strips(own, order, proof, columns, above), len(order), proof, book.named)
                    placed = align(seen, tuple(table.row_lines), book, proof)
                    assert {key: (each.strip.slots, each.certainty) for key, each in found.items()} == {
                        key: (each.strip.slots, each.certainty) for key, each in placed.items()
                    }
    assert straight > 12


def test_a_table_as_the_form_has_it_is_read_straight_off() -> None:
    assert read(rows(page(PERMITS + "".join(ROWS)))) == ["permits", "other_services"]


@pytest.mark.parametrize(
    "text",
    [
        PERMITS + ROWS[0],
        PERMITS + ROWS[1] + ROWS[0],
        PERMITS + ROWS[0] + "行政确认\t7\t8\t9\n" + ROWS[1],
        PERMITS + ROWS[0] + ROWS[1] + ROWS[1],
        PERMITS + ROWS[0] + "\t4\t5\t6\n",
        PERMITS + ROWS[0] + "其他对外管理服务事项\t4 5 6\t\t\n",
        "".join(ROWS),
    ],
)
def test_a_table_otherwise_than_the_form_is_not(text: str) -> None:
    assert read(rows(page(text))) == []
