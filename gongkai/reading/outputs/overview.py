"""总览: many authorities over many years in one table, with charts; as a page, as CSV, as a workbook.

Results are read one by one and only their standings kept, so that ten thousand reports fit. Charts are drawn for the
authorities with most applications, and the page says so.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from os.path import relpath
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from gongkai.law.grammar.tables import Level
from gongkai.papers.charts import Series, columns
from gongkai.papers.long_sheets import Column, Entry, LongSheets
from gongkai.papers.xlsx import printed
from gongkai.reading.outputs.drawing import stream
from gongkai.reading.outputs.standing import MEASURES, Standing, same_authority, standing
from gongkai.reading.record import ReportJson

MOST_CHARTS = 30
"""最多画图的机关."""

_HEADS = ("机关", "年度", "格式", "读出格", "未读出", *(level.label for level in Level))
HEADS = (*_HEADS, *(measure.name for measure in MEASURES), "文件", "不能核对的原因")
"""表头: of the table in every carrier."""

_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""What programs take for a formula at the beginning of a text."""


@dataclass(frozen=True)
class Group:
    """一个机关: its name, its reports by year, and its chart where one is drawn."""

    name: str
    number: int
    standings: tuple[Standing, ...]
    chart: str = ""


def write_overview(path: Path, records: Iterable[ReportJson], pages: Mapping[str, Path] | None = None) -> None:
    """写总览: by the suffix of the path: csv, xlsx, or a page with charts; ``pages`` are the marked pages of the files.

    Raises OSError.
    """
    standings = sorted(
        map(standing, records),
        key=lambda each: (not each.authority, same_authority(each.authority), each.year or 0, each.file),
    )
    match path.suffix.lower():
        case ".csv":
            _write_csv(path, standings)
        case ".xlsx":
            _write_xlsx(path, standings)
        case _:
            _write_page(path, standings, pages or {})


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


def _write_xlsx(path: Path, standings: Sequence[Standing]) -> None:
    widths = {"机关": 24, "文件": 40, "不能核对的原因": 40}
    heads = [Column(head, widths.get(head, 10)) for head in HEADS]
    with LongSheets(path, {"总览": heads}, title="年报校对总览") as book:
        for each in standings:
            book.add("总览", _row(each))


def _write_page(path: Path, standings: Sequence[Standing], pages: Mapping[str, Path]) -> None:
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
