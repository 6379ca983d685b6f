"""总览: many authorities over many years in one table, with charts; as a page, as CSV, as a workbook.

Results are read one by one and only their standings kept, so that ten thousand reports fit. Charts are drawn for the
authorities with most applications, and the page says so.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from os.path import relpath
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from markupsafe import Markup

from gongkai.law.grammar.tables import Level
from gongkai.papers.charts import Series, columns
from gongkai.papers.long_sheets import Column, Entry, LongSheets
from gongkai.papers.xlsx import printed
from gongkai.reading.checks.traits import same_authority
from gongkai.reading.outputs.drawing import stream
from gongkai.reading.outputs.standing import Standing
from gongkai.reading.outputs.survey import Outlines, Survey
from gongkai.reading.summary import MEASURES

MOST_CHARTS = 30
"""最多画图的机关."""

_HEADS = ("机关", "年度", "格式", "读出格", "未读出", *(level.label for level in Level))
HEADS = (*_HEADS, *(measure.name for measure in MEASURES), "文件", "不能核对的原因")
"""表头: of the table in every carrier."""

_Key = Literal["one_called", "other_called", "sentences", "characters", "share", "excerpt", "one", "other"]
_COPIES: Mapping[str, _Key] = {
    "机关、年度": "one_called",
    "与哪份雷同": "other_called",
    "相同的长句": "sentences",
    "字数": "characters",
    "占较短一份": "share",
    "最长的一句": "excerpt",
    "文件": "one",
    "另一文件": "other",
}
"""雷同表: its heads and what stands under them."""
_QUESTION_HEADS = ("年度", "规则", "所问")
_WIDTHS = {"机关": 24, "机关、年度": 28, "与哪份雷同": 28, "文件": 40, "另一文件": 40, "不能核对的原因": 40}
_WIDTHS |= {"最长的一句": 60, "规则": 28, "所问": 80}

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What programs take for a formula at the beginning of a text."""


@dataclass(frozen=True)
class Group:
    """一个机关: its name, its reports by year, and its chart where one is drawn."""

    name: str
    number: int
    standings: tuple[Standing, ...]
    chart: str = ""


def write_overview(path: Path, found: Survey, outlines: Outlines, pages: Mapping[str, Path] | None = None) -> None:
    """写总览: by the suffix of the path: csv, xlsx, json, or a page with charts; ``pages`` are the marked pages of the files.

    Raises OSError.
    """
    match path.suffix.lower():
        case ".csv":
            _write_csv(path, found.standings)
        case ".xlsx":
            _write_xlsx(path, found)
        case ".json":
            _write_json(path, found, outlines)
        case _:
            _write_page(path, found, pages or {})


def _row(each: Standing) -> tuple[Entry, ...]:
    counts = (each.read, each.unread, *each.levels)
    return (each.authority, each.year, each.form, *counts, *each.figures, each.file, each.error)


def _write_csv(path: Path, standings: Sequence[Standing]) -> None:
    """With the mark by which spreadsheet programs know UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADS)
        writer.writerows([_inert(entry) for entry in _row(each)] for each in standings)


def _inert(entry: Entry) -> Entry:
    """A text that no spreadsheet program takes for a formula."""
    return f"'{entry}" if isinstance(entry, str) and entry.startswith(_ACTIVE) else entry


def _write_xlsx(path: Path, found: Survey) -> None:
    sheets = {"总览": HEADS, "雷同": tuple(_COPIES), "对照之问": _QUESTION_HEADS}
    columns_of: dict[str, Sequence[Column]] = {
        name: [Column(head, _WIDTHS.get(head, 10)) for head in heads] for name, heads in sheets.items()
    }
    with LongSheets(path, columns_of, title="年报校对总览") as book:
        for each in found.standings:
            book.add("总览", _row(each))
        for pair in found.copies:
            book.add("雷同", tuple(pair[key] for key in _COPIES.values()))
        for asked in found.questions:
            book.add("对照之问", (asked["year"], asked["rule"], asked["explanation"]))


def _write_json(path: Path, found: Survey, outlines: Outlines) -> None:
    """Report by report, so that it takes no more memory for many."""
    with path.open("w", encoding="utf-8") as file:
        file.write('{"reports": [')
        for number, each in enumerate(outlines()):
            file.write(",\n" if number else "\n")
            json.dump(each, file, ensure_ascii=False)
        rest = {"copies": found.copies, "questions": found.questions}
        file.write(f"\n], {json.dumps(rest, ensure_ascii=False, indent=1)[1:]}\n")


def _write_page(path: Path, found: Survey, pages: Mapping[str, Path]) -> None:
    standings = found.standings
    by_name = groupby(standings, key=lambda each: same_authority(each.authority))
    groups = [Group(name, number, tuple(each)) for number, (name, each) in enumerate(by_name, 1)]
    drawn = _with_charts(groups)
    links = {file: quote(relpath(page, path.parent).replace("\\", "/")) for file, page in pages.items()}
    stream(
        path,
        "overview.html",
        groups=groups,
        drawn=drawn,
        more=sum(_chartable(group) for group in groups) - len(drawn),
        links=links,
        heads=HEADS,
        measures=MEASURES,
        levels=list(Level),
        totals=[sum(each.levels[at] for each in standings) for at in range(len(Level))],
        files=len(standings),
        failed=[each for each in standings if each.error],
        by_year=_findings_by_year(standings),
        found=found,
        printed=printed,
    )


def _with_charts(groups: Sequence[Group]) -> list[Group]:
    """The authorities with most applications, each with its chart; only those with two years to compare."""
    largest = sorted(filter(_chartable, groups), key=lambda group: (-_received(group), group.number))[:MOST_CHARTS]
    return [
        Group(group.name, group.number, group.standings, _chart(group))
        for group in sorted(largest, key=lambda group: group.number)
    ]


def _years(group: Group) -> list[tuple[int, int, int]]:
    """Year, received and handled, of the years in which both were read; the first file of a year."""
    found: dict[int, tuple[int, int]] = {}
    for each in group.standings:
        received, handled = each.figures[0], each.figures[3]
        if each.year is not None and received is not None and handled is not None:
            found.setdefault(each.year, (int(received), int(handled)))
    return [(year, *figures) for year, figures in sorted(found.items())]


def _chartable(group: Group) -> bool:
    return bool(group.name) and len(_years(group)) > 1 and _received(group) > 0


def _received(group: Group) -> int:
    return sum(received for _, received, _ in _years(group))


def _chart(group: Group) -> Markup:
    years = _years(group)
    labels = [str(year) for year, _, _ in years]
    received = Series("本年新收", [number for _, number, _ in years])
    handled = Series("办理结果总计", [number for _, _, number in years])
    return columns(f"c{group.number}", f"{group.name}历年申请", labels, [received, handled])


def _findings_by_year(standings: Sequence[Standing]) -> Markup:
    years = sorted({each.year for each in standings if each.year is not None})
    if not years:
        return Markup("")
    counts = {level: Counter[int]() for level in (Level.RED, Level.YELLOW)}
    for each in standings:
        if each.year is not None:
            counts[Level.RED][each.year] += each.red
            counts[Level.YELLOW][each.year] += each.yellow
    series = [Series(level.label, [counts[level][year] for year in years]) for level in counts]
    return columns("findings", "各年度查出的问题", [str(year) for year in years], series, unit="处")
