"""核对命令: files and folders in, findings and one exit code out. One bad file never stops the rest.

The exit code is 0 where nothing red was found, 1 where something red was found, 2 where a file could not be read or is
no report (whatever was found in the others).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from gongkai.law.grammar.tables import Level
from gongkai.reading.carriers import UnreadableFile
from gongkai.reading.cells import Cell
from gongkai.reading.checking import check
from gongkai.reading.findings import Finding, unread
from gongkai.reading.record import ReportJson, error_json, report_json
from gongkai.reading.report import Reading, read

SUFFIXES = (".txt", ".md", ".html", ".htm")
"""文本: what is taken from a folder."""

_MOST_ROWS = 12


@dataclass(frozen=True)
class Checked:
    """核对结果: a file with what was read and found in it, or why it could not be read."""

    file: str
    reading: Reading | None
    findings: tuple[Finding, ...] = ()
    error: str = ""

    @property
    def exit_code(self) -> int:
        """退出代码: 0 nothing red, 1 something red, 2 not readable."""
        if self.reading is None:
            return 2
        return int(any(finding.level is Level.RED for finding in self.findings))

    @property
    def json(self) -> ReportJson:
        """JSON: the shape declared in record.py."""
        if self.reading is None:
            return error_json(self.file, self.error)
        return report_json(self.file, self.reading, self.findings)


def check_all(paths: Iterable[Path]) -> Iterator[Checked]:
    """逐个核对: every file, and every text file of every folder, in the order of their names."""
    for path in paths:
        if path.is_dir():
            files = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())
            yield from map(check_file, files) if files else [_refused(path, "目录中没有文本文件")]
        else:
            yield check_file(path)


def check_file(path: Path) -> Checked:
    """核对一个文件: never raises; what cannot be read is said in the answer."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _refused(path, "文件不存在")
    except OSError:
        return _refused(path, "不能读取，请检查权限")
    try:
        reading = read(data, path.name)
    except UnreadableFile as refusal:
        return _refused(path, str(refusal))
    return Checked(str(path), reading, check(reading))


def _refused(path: Path, why: str) -> Checked:
    return Checked(str(path), None, error=why)


def told(checked: Checked) -> Iterator[str]:
    """给人看的结果: the lines for one file: whose report it is, each finding, and one line that sums it up."""
    if checked.reading is None:
        yield f"{checked.file}：{checked.error}"
        return
    reading = checked.reading
    year = f"{reading.year}年度" if reading.year else "年度不明"
    form = f"{reading.edition.key}年格式" if reading.edition else "没有统计表"
    yield f"{checked.file}：{reading.authority or '机关不明'}，{year}，{form}"
    for finding in checked.findings:
        yield from _told(finding)
    yield from _unread(reading)
    for unplaced in reading.unplaced:
        yield f"  未归位　{unplaced.place}：{unplaced.reason}"
    yield from (f"  说明　{note}" for note in reading.notes)
    yield f"  合计：{_summary(checked, reading)}"


def _unread(reading: Reading) -> Iterator[str]:
    """The rows of which something could not be read, with what stands there."""
    for table in reading.tables.values():
        if not table.read:
            yield f"  未读出　{table.table.title}：整表{len(table.cells)}格"
            continue
        rows: dict[str, list[Cell]] = {}
        for cell in unread({table.table.key: table}):
            rows.setdefault(cell.row, []).append(cell)
        for row, cells in list(rows.items())[:_MOST_ROWS]:
            label = "·".join(table.table.path(row)) or table.table.title
            yield f"  未读出　{label}：{len(cells)}格　{cells[0].place or '未见此行'}"
        if len(rows) > _MOST_ROWS:
            yield f"  未读出　{table.table.title}：另有{len(rows) - _MOST_ROWS}行"


def _told(finding: Finding) -> Iterator[str]:
    where = f"　{finding.place}" if finding.place else ""
    yield f"  {finding.level.label}　{finding.rule}{where}"
    yield f"    {finding.explanation}"
    if finding.culprit:
        yield f"    疑点：{finding.culprit}"
    lines = sorted({cell.place.line for cell in finding.cells if cell.place})
    if len(lines) > 1:
        yield f"    所涉各格见第{'、'.join(_spans(lines))}行"


def _spans(lines: Sequence[int]) -> Iterator[str]:
    """Line numbers with runs of neighbours drawn together: 56至74、76."""
    for _, run in groupby(enumerate(lines), key=lambda each: each[1] - each[0]):
        first, *_, last = [*(line for _, line in run)] * 2
        yield str(first) if first == last else f"{first}至{last}"


def _summary(checked: Checked, reading: Reading) -> str:
    levels = Counter(finding.level for finding in checked.findings)
    cells = sum(len(table.cells) for table in reading.tables.values())
    missing = len(unread(reading.tables))
    parts = [f"{level.label}{levels[level]}处" for level in Level]
    parts.append(f"读出{cells - missing}格，未读出{missing}格" if cells else "没有可读的统计表")
    parts += [f"未归位{len(reading.unplaced)}处"] if reading.unplaced else []
    parts += [f"文中所述{len(reading.claims)}个数"] if reading.claims else []
    return "，".join(parts)
