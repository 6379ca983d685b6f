"""核对命令: one file in, what was read and found in it out. It never raises: what cannot be read is said in the answer.

The exit code is 0 where nothing red was found, 1 where something red was found, 2 where a file could not be read or is
no report (whatever was found in the others).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.law.grammar.tables import Level
from gongkai.reading.carriers import UnreadableFile
from gongkai.reading.checks.across import against_parts
from gongkai.reading.checks.checking import check, check_with_and_without
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.once import in_order
from gongkai.reading.record import Trace, error_json, report_json
from gongkai.reading.report import Reading, read
from gongkai.reading.runs.gathering import SUFFIXES, gather
from gongkai.reading.shapes import ReportJson


@dataclass(frozen=True)
class Checked:
    """核对结果: a file with what was read and found in it, or why it could not be read; and its bytes.

    ``added`` are the findings that came of comparing it with other reports; ``last_year`` is the file of the year before;
    ``unread`` says which reports could not be compared.
    """

    file: str
    reading: Reading | None
    findings: tuple[Finding, ...] = ()
    error: str = ""
    data: bytes = b""
    last_year: str = ""
    added: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """退出代码: 0 nothing red, 1 something red, 2 not readable."""
        if self.reading is None:
            return 2
        return int(any(finding.level is Level.RED for finding in self.findings))

    @property
    def json(self) -> ReportJson:
        """JSON: the shape declared in record.py."""
        trace = Trace.of(self.data, self.last_year)
        if self.reading is None:
            return error_json(self.file, self.error, trace)
        return report_json(self.file, self.reading, self.findings, trace)


def check_all(paths: Iterable[Path]) -> Iterator[Checked]:
    """逐个核对: every file, and every file of every folder that may be a report, in the order of their names."""
    return map(check_file, gather(paths))


Shelf = dict[Path, Reading]
"""案头: reports that are at hand, so that one of several years is read once."""


def check_file(
    path: Path, last_year: Path | None = None, parts: Sequence[Path] = (), shelf: Shelf | None = None
) -> Checked:
    """核对一个文件: alone, against the report of the year before, against the reports of the parts. Never raises."""
    shelf = {} if shelf is None else shelf
    data = b""
    try:
        data = path.read_bytes()
        shelf[path] = shelf.get(path) or read(data, path.name)
        return _checked(path, data, last_year, parts, shelf)
    except FileNotFoundError:
        return refused(path, "文件不存在")
    except IsADirectoryError:
        known = "、".join(sorted(suffix[1:] for suffix in SUFFIXES))
        return refused(path, f"目录中没有可以核对的文件（{known}）")
    except UnreadableFile as refusal:
        return refused(path, str(refusal), data)
    except OSError:
        return refused(path, "不能读取，请检查权限", data)
    except MemoryError:
        return refused(path, "文件展开后过大，不能核对", data)
    except Exception as slip:
        # 成批核对时，一个文件上的差错不应使其余的停下；单个文件也应说出是哪个文件、什么差错。
        return refused(path, f"核对时程序出错（{type(slip).__name__}：{slip}），请将此文件交开发者", data)


def _checked(path: Path, data: bytes, last_year: Path | None, parts: Sequence[Path], shelf: Shelf) -> Checked:
    reading = shelf[path]
    unread: list[str] = []
    before = _other(last_year, unread, shelf) if last_year else None
    beneath = [found for each in parts if (found := _other(each, unread, shelf))]
    compared, alone = check_with_and_without(reading, before) if before else (check(reading),) * 2
    findings = in_order((*compared, *against_parts(reading, beneath))) if beneath else compared
    return Checked(
        str(path),
        reading,
        findings,
        data=data,
        last_year=str(last_year) if before else "",
        added=tuple(finding for finding in findings if finding not in alone) if findings is not alone else (),
        unread=tuple(unread),
    )


def _other(path: Path, unread: list[str], shelf: Shelf) -> Reading | None:
    """A report to compare with; None, and a word about it, where it cannot be read."""
    try:
        shelf[path] = shelf.get(path) or read(path.read_bytes(), path.name)
        return shelf[path]
    except UnreadableFile as refusal:
        unread.append(f"没有与{path}对照：{refusal}")
    except OSError:
        unread.append(f"没有与{path}对照：文件不存在，或者不能读取")
    return None


def refused(path: Path, why: str, data: bytes = b"") -> Checked:
    """不能读取: the answer for a file that could not be checked."""
    return Checked(str(path), None, error=why, data=data)
