"""读导出文件: an xlsx or csv as a table of texts, its head row, which column is what, and the rows in it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word
from gongkai.papers.text import PaperError
from gongkai.papers.xlsx import read_xlsx

MOST_ROWS = 20_000
MOST_COLUMNS = 60
_EXCEL_BEGINS = date(1899, 12, 30)
"""Day 0 of Excel's numbers, as it counts after February 1900."""


class Meaning(Word):
    """列义: what a column of an export tells."""

    TITLE = "title", "标题"
    POSTED_ON = "posted_on", "发布日期"
    LINK = "link", "链接"
    TEXT = "text", "正文或者摘要"


ALIASES: Mapping[Meaning, tuple[str, ...]] = {
    Meaning.TITLE: ("标题", "内容标题", "图文标题", "文章标题", "推文标题", "微博标题"),
    Meaning.POSTED_ON: ("发布时间", "发表时间", "发布日期", "发表日期", "推送时间", "群发时间", "时间", "日期"),
    Meaning.LINK: ("链接", "内容url", "url", "文章链接", "微博链接", "内容链接", "地址", "永久链接"),
    Meaning.TEXT: ("正文", "摘要", "内容", "微博内容", "博文", "博文内容", "微博正文"),
}
"""列名别名: what the back ends call them; any other name is chosen by hand and remembered."""


@dataclass(frozen=True)
class Post:
    """推文: one row of an export; ``trouble`` says why it cannot be used."""

    number: int
    title: str = ""
    link: str = ""
    text: str = ""
    posted_on: date | None = None
    trouble: str = ""


def read_table(data: bytes, extension: str) -> list[list[str]]:
    """读表: the texts of the first sheet with the most rows; refused with its rule where it is too large or empty."""
    rows = _xlsx(data) if extension == "xlsx" else _csv(data)
    rows = [row for row in rows if any(row)]
    if not rows:
        raise Unlawful("文件中没有数据", field="file")
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        raise Unlawful(f"文件超过{MOST_ROWS}行或者{MOST_COLUMNS}列，请分开导出", field="file")
    return rows


def head_row(table: Sequence[Sequence[str]]) -> int:
    """表头行: the first of the leading rows in which two cells bear names we know; else the first row."""
    for at, row in enumerate(table[:10]):
        if len(guess(row)) >= 2:
            return at
    return 0


def guess(heads: Sequence[str]) -> dict[str, int]:
    """猜列: the column of each meaning by the names we know."""
    found: dict[str, int] = {}
    for meaning, names in ALIASES.items():
        for name in names:
            places = [at for at, head in enumerate(heads) if _name(head) == name and at not in found.values()]
            if places:
                found[meaning.value] = places[0]
                break
    return found


def remembered(heads: Sequence[str], names: Mapping[str, str]) -> dict[str, int]:
    """记住的列: the columns by the names that were chosen the last time; those not found again are guessed."""
    there = {_name(head): at for at, head in reversed(list(enumerate(heads)))}
    found = {meaning: there[_name(name)] for meaning, name in names.items() if _name(name) in there}
    return {**{key: at for key, at in guess(heads).items() if at not in found.values()}, **found}


def posts(table: Sequence[Sequence[str]], head: int, columns: Mapping[str, int]) -> Iterator[Post]:
    """读行: every row under the head with what its columns tell."""
    for at, row in enumerate(table[head + 1 :], head + 2):
        yield _post(at, row, columns)


def _post(number: int, row: Sequence[str], columns: Mapping[str, int]) -> Post:
    def cell(meaning: Meaning) -> str:
        at = columns.get(meaning.value, -1)
        return row[at].strip() if 0 <= at < len(row) else ""

    title, text, link = cell(Meaning.TITLE), cell(Meaning.TEXT), cell(Meaning.LINK)
    title = (title or text.split("\n")[0])[:300]
    written = cell(Meaning.POSTED_ON)
    posted_on = read_day(written)
    trouble = ""
    if not title:
        trouble = "没有标题也没有正文"
    elif not written:
        trouble = "没有发布日期"
    elif posted_on is None:
        trouble = f"发布日期“{written[:30]}”不能识别"
    return Post(number, title, link[:500], text, posted_on, trouble)


def read_day(text: str) -> date | None:
    """读日期: as people and back ends write it: with a time behind it, 20250918, or the number Excel keeps."""
    text = text.strip()
    if figures := re.fullmatch(r"(\d{5})(?:\.\d+)?", text):
        return _EXCEL_BEGINS + timedelta(int(figures[1]))
    if figures := re.fullmatch(r"(20\d\d)(\d\d)(\d\d)(?:\d{6})?", text):
        text = "-".join(figures.groups()[:3])
    day = re.match(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?", text)
    try:
        return read_date(day[0].replace(".", "-").replace(" ", "") if day else text)
    except ValueError:
        return None


def _name(head: str) -> str:
    return re.sub(r"[\s（(].*$|\s", "", head.strip()).lower()


def _xlsx(data: bytes) -> list[list[str]]:
    try:
        grids = read_xlsx(data)
    except PaperError as error:
        raise Unlawful(f"不能读出Excel文件：{error}", field="file") from error
    if not grids:
        return []
    return [list(line) for line in max(grids, key=lambda grid: grid.height).texts]


def _csv(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    separator = "\t" if text.partition("\n")[0].count("\t") > text.partition("\n")[0].count(",") else ","
    return [[cell.strip() for cell in row] for row in csv.reader(StringIO(text), delimiter=separator)]
