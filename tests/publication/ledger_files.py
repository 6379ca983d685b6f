"""台账样本: small ledgers in every carrier, and the way from a file to a ledger that is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from gongkai.law.disclosure import ContentClass
from gongkai.law.ledgers import Choice
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.disclosure.ledger import acts, queries, staging, storage
from gongkai.publication.disclosure.ledger.models import Ledger

TODAY = date(2025, 9, 18)
HEADS = ("序号", "索引号", "信息名称", "发文字号", "发布机构", "生成日期", "上载日期", "公开类目", "公开形式", "网址")


def row(number: int, **changed: str) -> list[str]:
    """A sound row of the year 2018; the keyword names the column to change."""
    cells = {
        "序号": str(number),
        "索引号": f"A{number:03d}/2018",
        "信息名称": f"关于第{number}号事项的通知",
        "发文字号": f"示民发〔2018〕{number}号",
        "发布机构": "示例县民政局",
        "生成日期": "2018-03-01",
        "上载日期": f"2018-03-{number % 28 + 1:02d}",
        "公开类目": "行政规范性文件",
        "公开形式": "政府网站、微信" if number % 2 else "政府网站",
        "网址": f"http://www.example.invalid/2018/{number}.html",
    }
    return list({**cells, **changed}.values())


def workbook(path: Path, rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS) -> Path:
    """台账: a banner merged across, the head, the rows."""
    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet("台账")
        sheet.merge_range(0, 0, 0, len(heads) - 1, "2018年主动公开台账")
        sheet.write_row(1, 0, heads)
        for place, each in enumerate(rows, 2):
            sheet.write_row(place, 0, each)
    return path


def opened(authority: Authority, path: Path, by: Official | None = None, *, year: int = 2018) -> Ledger:
    """上传并确认各列, as recognised."""
    kept, digest = storage.copied(path)
    ledger = acts.open_ledger(
        authority,
        kept,
        name=path.name,
        year=year,
        on=TODAY,
        by=by,
        digest=digest,
        kind=ContentClass.DOCUMENT,
    )
    acts.map_columns(ledger, [target for _, target in ledger.mapping])
    return ledger


def read(authority: Authority, path: Path, by: Official | None = None, *, year: int = 2018, chunk: int = 3) -> Ledger:
    """上传并读到底."""
    ledger = opened(authority, path, by, year=year)
    staging.read_on(ledger, today=TODAY, chunk=chunk)
    return ledger


def accepted(ledger: Ledger, by: Official | None = None, choice: Choice = Choice.SKIP) -> Ledger:
    """接受: every unknown column is opened."""
    chosen = {name: acts.NEW for name in queries.columns_to_choose(ledger) if name}
    acts.accept(ledger, choice, on=TODAY, by=by, columns=chosen)
    return ledger


def imported(authority: Authority, path: Path, by: Official | None = None, choice: Choice = Choice.SKIP) -> Ledger:
    """导入到底."""
    ledger = accepted(read(authority, path, by), by, choice)
    acts.publish_on(ledger, chunk=3)
    return ledger
