"""格表: all cells, findings and stated figures of any number of reports as a workbook to sort, filter and reckon with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from gongkai.law.annual_report import EDITIONS
from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.papers.long_sheets import Column, Entry, LongSheets
from gongkai.papers.xlsx import printed
from gongkai.reading.checks.findings import Sureness
from gongkai.reading.shapes import CellJson, ClaimJson, FindingJson, PlaceJson, ReportJson, SeenJson
from gongkai.reading.tables.alignment import Certainty

_WHOSE = (Column("文件", 28), Column("机关", 22), Column("年度", 7), Column("格式", 7))
SHEETS: dict[str, tuple[Column, ...]] = {
    "格": (
        *_WHOSE,
        *(Column("表", 26), Column("行列名称", 46), Column("行", 13), Column("列", 13), Column("值", 10)),
        *(Column("状态", 10), Column("原文", 12), Column("位置", 14), Column("把握", 20), Column("至多", 7)),
    ),
    "问题": (
        *_WHOSE,
        *(
            Column("级别", 7),
            Column("规则", 36, True),
            Column("说明", 60, True),
            Column("左边", 10),
            Column("右边", 10),
        ),
        *(
            Column("差额", 10),
            Column("所涉各格", 40),
            Column("疑点", 30, True),
            Column("改法", 36, True),
            Column("位置", 14),
        ),
        *(Column("原文", 40), Column("依据", 22), Column("把握", 18), Column("检查项", 10)),
    ),
    "文中所述": (
        *_WHOSE,
        *(Column("所述", 30), Column("表", 26), Column("数", 10), Column("单位", 7), Column("确数", 7)),
        *(Column("位置", 14), Column("原文", 60, True)),
    ),
    "文件": (
        *_WHOSE,
        *(Column("载体", 10), Column("读出格数", 10), Column("未读出格数", 11), Column("红错", 7), Column("黄警", 7)),
        *(Column("提问", 7), Column("不能核对的原因", 40), Column("说明", 60), Column("上年报告", 28)),
        *(Column("字节", 10), Column("SHA-256", 20)),
    ),
}
"""工作表: their columns."""

_TITLES = {(edition.key, key): table.title for edition in EDITIONS for key, table in edition.tables.items()}
_ANY_TITLE = {key: title for (_, key), title in _TITLES.items()}
"""Sentences speak of tables that a report's own form no longer has."""


def write_workbook(target: Path | IO[bytes], records: Iterable[ReportJson]) -> None:
    """写格表: one row a cell, a finding, a claim, a file. Raises OSError."""
    with LongSheets(target, dict(SHEETS), title="年报校对") as book:
        for record in records:
            whose: tuple[Entry, ...] = (record["file"], record["authority"], record["year"], record["edition"])
            for cell in record["cells"]:
                book.add("格", (*whose, *_cell(record, cell)))
            for finding in record["findings"]:
                book.add("问题", (*whose, *_finding(finding)))
            for claim in record["claims"]:
                book.add("文中所述", (*whose, *_claim(record, claim)))
            book.add("文件", (*whose, *_file(record)))


def _cell(record: ReportJson, cell: CellJson) -> tuple[Entry, ...]:
    certainty = Certainty(cell["certainty"]).label if cell["certainty"] else ""
    return (
        *(_table(record, cell["table"]), "·".join(cell["path"]), cell["row"], cell["column"], cell["value"]),
        *(State(cell["state"]).label, cell["text"], _where(cell["place"]), certainty, cell["at_most"]),
    )


def _finding(finding: FindingJson) -> tuple[Entry, ...]:
    return (
        *(Level(finding["level"]).label, finding["rule"], finding["explanation"], finding["left"], finding["right"]),
        *(finding["difference"], "；".join(map(_seen, finding["cells"])), finding["culprit"], finding["mend"]),
        *(_where(finding["place"]), finding["place"]["excerpt"] if finding["place"] else "", finding["basis"]),
        *(Sureness(finding["sureness"]).label, finding["code"]),
    )


def _seen(cell: SeenJson) -> str:
    return f"{cell['label']} {State(cell['state']).label if cell['value'] is None else printed(cell['value'])}"


def _claim(record: ReportJson, claim: ClaimJson) -> tuple[Entry, ...]:
    exact = "是" if claim["exact"] else "约数"
    excerpt = claim["place"]["excerpt"] if claim["place"] else ""
    return (
        *(claim["label"], _table(record, claim["table"]), claim["value"], claim["unit"], exact),
        *(_where(claim["place"]), excerpt),
    )


def _file(record: ReportJson) -> tuple[Entry, ...]:
    unread = sum(cell["state"] == State.UNREAD for cell in record["cells"])
    levels = Counter(finding["level"] for finding in record["findings"])
    counts: tuple[Entry, ...] = (len(record["cells"]) - unread, unread, *(levels[str(level)] for level in Level))
    return (
        record["carrier"],
        *counts,
        *(record["error"], "；".join(record["notes"]), record["last_year"], record["size"], record["digest"]),
    )


def _table(record: ReportJson, key: str) -> str:
    return _TITLES.get((record["edition"] or "", key)) or _ANY_TITLE.get(key, "")


def _where(place: PlaceJson | None) -> str:
    return place["where"] if place else ""
