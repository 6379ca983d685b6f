"""同行：Datasette: a plain table of so many purchases with an index for the two filters, and one of documents with an index of
their words, asked as the public asks.

``python -m bench.peers.datasette_site ROWS FILE``, by a Python that has Datasette. What it could do besides (facets, suggestions)
is turned off, it may count as long as it likes, and the words of the documents are cut for it: all to its advantage.
"""

# mypy: ignore-errors

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import process_time
from urllib.parse import urlencode

from datasette.app import Datasette

METHODS = ("公开招标", "邀请招标", "竞争性谈判", "竞争性磋商", "单一来源", "询价", "框架协议", "其他")
WEIGHTS = (40, 2, 8, 15, 5, 20, 5, 5)
WORDS = ("救助", "低保", "耕地", "医保", "招生", "供水", "林草", "养老", "扶贫", "就业", "住房", "审批", "环保", "交通")
LINES = 20
COLUMNS = ("id", "project_code", "name", "unit", "method", "supplier", "amount", "made_on", "remark")
ROUNDS = 15


def main() -> None:
    """Fill, ask, tell."""
    rows, path = int(sys.argv[1]), Path(sys.argv[2])
    filled(path, rows)
    sys.stdout.write(json.dumps(asyncio.run(asked(path))) + "\n")


def filled(path: Path, rows: int) -> None:
    """The table, as many columns as ours has, and the index."""
    random = Random(20250918)
    with closing(sqlite3.connect(path)) as table, table:
        table.execute(
            "CREATE TABLE purchase (id INTEGER PRIMARY KEY, " + ", ".join(f"{c} TEXT" for c in COLUMNS[1:]) + ")"
        )
        marks = ", ".join("?" for _ in COLUMNS)
        table.executemany(f"INSERT INTO purchase VALUES ({marks})", (row(random, number) for number in range(rows)))
        table.execute("CREATE INDEX by_unit_and_method ON purchase (unit, method)")
        table.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, title TEXT, number TEXT, theme TEXT, body TEXT)")
        table.executemany("INSERT INTO document VALUES (?, ?, ?, ?, ?)", map(document, range(rows)))
        table.execute(
            "CREATE VIRTUAL TABLE document_fts USING fts5(title, body, content='document', content_rowid='id')"
        )
        table.execute("INSERT INTO document_fts(document_fts) VALUES ('rebuild')")
        table.execute("ANALYZE")


def row(random: Random, number: int) -> tuple[object, ...]:
    """One purchase."""
    made_on = date(2016, 1, 1) + timedelta(random.randrange(3500))
    return (
        *(number, f"SLX-{number:07d}", f"第{number}号设备采购", f"示例县第{random.randrange(60)}局"),
        *(random.choices(METHODS, WEIGHTS)[0], f"样例供应商{random.randrange(20_000)}号公司"),
        *(f"{random.paretovariate(1.2) * 2:.2f}", made_on.isoformat(), "依法采购，合同已备案。"),
    )


def document(number: int) -> tuple[object, ...]:
    """One document, a space on both sides of each word that is sought."""
    one, two = WORDS[number % len(WORDS)], WORDS[number // 7 % len(WORDS)]
    title = f"关于做好 {one} 和 {two} 工作的第{number}号通知"
    return number, title, f"示政发〔2018〕{number}号", one, f"{one} 工作由 {two} 部门牵头。" * LINES


async def asked(path: Path) -> list[float]:
    """Median milliseconds of the processor for each page, its threads together."""
    settings = {"default_page_size": 20, "suggest_facets": False, "allow_facet": False, "sql_time_limit_ms": 60_000}
    site = Datasette([str(path)], settings=settings)
    await site.invoke_startup()
    filters = urlencode({"unit__exact": "示例县第7局", "method__exact": "公开招标"})
    addresses = (f"/{path.stem}/purchase?{filters}", f"/{path.stem}/document?{urlencode({'_search': WORDS[0]})}")
    return [await _spent(site, address) for address in addresses]


async def _spent(site: Datasette, address: str) -> float:
    times = []
    for _ in range(ROUNDS + 2):
        begun = process_time()
        answer = await site.client.get(address)
        times.append((process_time() - begun) * 1000)
        if answer.status_code != 200 or "type-pk" not in answer.text:
            raise RuntimeError(f"{address}: {answer.status_code}")
    return median(times[2:])


if __name__ == "__main__":
    main()
