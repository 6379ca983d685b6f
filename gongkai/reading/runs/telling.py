"""说明结果: what was found in a file as lines for people at a terminal, the gravest first, short unless all is asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.law.grammar.words import Word
from gongkai.reading.checks.findings import Finding, Sureness, unread
from gongkai.reading.outputs.survey import Survey
from gongkai.reading.report import Reading
from gongkai.reading.runs.command import Checked
from gongkai.reading.tables.cells import Cell, Place, ReadTable

_NUMBERED = re.compile(r"(.*)第(\d+)行")
"""An address that ends in the number of a line or row."""


class Detail(Word):
    """详略: how much is told of one file."""

    BRIEF = "brief", "扼要"
    SHORT = "short", "简短"
    ALL = "all", "全部"


_SHORT = 12
"""How many findings of one file are told at first, and how many rows of unread cells."""

_BRIEF = 3
"""How many where there are many files."""


def told(checked: Checked, detail: Detail = Detail.ALL) -> Iterator[str]:
    """给人看的结果: whose report it is, its findings, and one line that sums it up."""
    if checked.reading is None:
        yield f"{checked.file}：{checked.error.removeprefix(Path(checked.file).name).removeprefix('：')}"
        return
    reading = checked.reading
    yield f"{checked.file}：{titled(reading)}"
    if detail is Detail.BRIEF:
        yield from _told_briefly(checked.findings, reading)
    else:
        yield from _told_at_length(checked.findings, reading, None if detail is Detail.ALL else _SHORT)
    yield from (f"  对照　{each}" for each in checked.unread)
    yield f"  合计：{'，'.join(summary(reading, checked.findings))}"


def _told_briefly(findings: Sequence[Finding], reading: Reading) -> Iterator[str]:
    """The first of the red ones, a line each."""
    red = [finding for finding in findings if finding.level is Level.RED]
    for finding in red[:_BRIEF]:
        where = f"{reading.address(finding.place)}，" if finding.place else ""
        yield f"  {finding.level.label}　{finding.rule}：{where}{finding.explanation}"
    if len(red) > _BRIEF:
        yield f"  另有红错{len(red) - _BRIEF}处"


def _told_at_length(findings: Sequence[Finding], reading: Reading, most: int | None) -> Iterator[str]:
    for finding in findings[:most]:
        yield from told_finding(finding, reading)
    if most is not None and (rest := Counter(finding.level for finding in findings[most:])):
        left = "、".join(f"{level.label}{rest[level]}处" for level in Level if rest[level])
        yield f"  另有{left}，加 --all 全部列出"
    missing = list(_unread(reading))
    yield from missing[:most]
    if most is not None and len(missing) > most:
        yield f"  未读出　另有{len(missing) - most}行，加 --all 全部列出"
    for unplaced in reading.unplaced[:most]:
        yield f"  未归位　{addressed(reading, unplaced.place)}：{unplaced.reason}"
    if most is not None and len(reading.unplaced) > most:
        yield f"  未归位　另有{len(reading.unplaced) - most}处，加 --all 全部列出"
    yield from (f"  说明　{note}" for note in reading.notes)


def told_new(checked: Checked) -> Iterator[str]:
    """对照上年的结果: only what the comparison added; nothing where it added nothing."""
    if checked.reading and checked.added:
        yield f"{checked.file}：与{checked.last_year}对照"
        for finding in checked.added:
            yield from told_finding(finding, checked.reading)


def told_together(found: Survey) -> Iterator[str]:
    """相互对照的结果: which authorities repeat each other, what is asked of figures out of proportion."""
    for pair in found.copies[:_SHORT]:
        much = f"相同的长句{pair['sentences']}句、{pair['characters']}字，占较短一份的{pair['share']:.0%}"
        yield f"雷同　{pair['one_called']}与{pair['other_called']}：{much}"
    for asked in found.questions[:_SHORT]:
        yield f"提问　{asked['year']}年度：{asked['explanation']}"
    more = [("雷同", found.all_copies), ("提问", found.all_questions)]
    left = "、".join(f"{name}{count - _SHORT}处" for name, count in more if count > _SHORT)
    if left:
        yield f"不同机关的报告之间另有{left}，加 --overview 写出"


def titled(reading: Reading) -> str:
    """报告名分: whose report, of which year, on which form."""
    year = f"{reading.year}年度" if reading.year else "年度不明"
    form = f"{reading.edition.key}年格式" if reading.edition else "没有统计表"
    return f"{reading.authority or '机关不明'}，{year}，{form}"


def addressed(reading: Reading, place: Place) -> str:
    """位置和所见: where a place is, as its carrier calls it, and what stands there."""
    return f"{reading.address(place)}“{place.excerpt}”" if place.excerpt else f"{reading.address(place)}（空行）"


def told_finding(finding: Finding, reading: Reading) -> Iterator[str]:
    """一处问题: level, rule and place; the arithmetic; the likely slip, how to mend it, what it rests on."""
    where = f"　{addressed(reading, finding.place)}" if finding.place else ""
    yield f"  {finding.level.label}　{finding.rule}{where}"
    yield f"    {finding.explanation}"
    if finding.culprit:
        yield f"    疑点：{finding.culprit}"
    if finding.mend:
        yield f"    改法：{finding.mend}"
    if finding.sureness is not Sureness.PROVEN:
        yield f"    把握：{finding.sureness.label}"
    places = [cell.place for cell in finding.cells if cell.place]
    if len({place.line for place in places}) > 1:
        yield f"    所涉各格见{spans(reading, places)}"


def spans(reading: Reading, places: Sequence[Place]) -> str:
    """各处: the addresses of several places, runs of neighbouring lines drawn together: 第5张表第4至5、27行."""
    addresses = dict.fromkeys(reading.address(place) for place in sorted(places, key=lambda place: place.line))
    parts = [_NUMBERED.fullmatch(address) for address in addresses]
    told = []
    for before, run in groupby(zip(addresses, parts, strict=True), key=lambda each: each[1][1] if each[1] else ""):
        numbers = [int(part[2]) for _, part in run if part]
        told += [f"{before}第{'、'.join(_runs(numbers))}行"] if numbers else []
    return "、".join([*told, *(address for address, part in zip(addresses, parts, strict=True) if part is None)])


def _runs(lines: Sequence[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(lines), key=lambda each: each[1] - each[0]):
        first, *_, last = [*(line for _, line in run)] * 2
        yield str(first) if first == last else f"{first}至{last}"


def summary(reading: Reading, findings: Sequence[Finding]) -> Iterator[str]:
    """合计: how many findings of each level, cells read and unread, figures without a place, figures in sentences."""
    levels = Counter(finding.level for finding in findings)
    cells = sum(len(table.cells) for table in reading.tables.values())
    missing = len(unread(reading.tables))
    yield from (f"{level.label}{levels[level]}处" for level in Level)
    yield f"读出{cells - missing}格，未读出{missing}格" if cells else "没有可读的统计表"
    if reading.unplaced:
        yield f"未归位{len(reading.unplaced)}处"
    if reading.claims:
        yield f"文中所述{len(reading.claims)}个数"


def _unread(reading: Reading) -> Iterator[str]:
    """The rows of which something could not be read, with what stands there."""
    for table in reading.tables.values():
        if not table.read:
            yield f"  未读出　{table.table.title}：整表{len(table.cells)}格"
            continue
        rows: dict[str, list[Cell]] = {}
        for cell in table.cells.values():
            if cell.value.state is State.UNREAD:
                rows.setdefault(cell.row, []).append(cell)
        yield from (_unread_row(reading, table, row, cells) for row, cells in rows.items())


def _unread_row(reading: Reading, table: ReadTable, row: str, cells: Sequence[Cell]) -> str:
    place = cells[0].place
    label = "·".join(table.table.path(row)) or table.table.title
    return f"  未读出　{label}：{len(cells)}格　{addressed(reading, place) if place else '未见此行'}"
