"""核对命令: one file in, what was read and found in it out. It never raises: what cannot be read is said in the answer.

The exit code is 0 where nothing red was found, 1 where something red was found, 2 where a file could not be read or is
no report (whatever was found in the others).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.law.grammar.tables import Level
from gongkai.reading.carriers import UnreadableFile
from gongkai.reading.checking import check
from gongkai.reading.findings import Finding
from gongkai.reading.gathering import SUFFIXES, gather
from gongkai.reading.record import ReportJson, Trace, error_json, report_json
from gongkai.reading.report import Reading, read


@dataclass(frozen=True)
class Checked:
    """核对结果: a file with what was read and found in it, or why it could not be read; and its bytes.

    ``added`` are the findings that came of comparing it with the report of the year before, the file ``last_year``.
    """

    file: str
    reading: Reading | None
    findings: tuple[Finding, ...] = ()
    error: str = ""
    data: bytes = b""
    last_year: str = ""
    added: tuple[Finding, ...] = ()

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


def check_file(path: Path) -> Checked:
    """核对一个文件: never raises."""
    data = b""
    try:
        data = path.read_bytes()
        reading = read(data, path.name)
        return Checked(str(path), reading, check(reading), data=data)
    except FileNotFoundError:
        return refused(path, "文件不存在")
    except IsADirectoryError:
        known = "、".join(sorted(suffix[1:] for suffix in SUFFIXES))
        return refused(path, f"目录中没有可以核对的文件（{known}）")
    except UnreadableFile as refusal:
        return refused(path, str(refusal), data)
    except OSError:
        return refused(path, "不能读取，请检查权限")
    except MemoryError:
        return refused(path, "文件展开后过大，不能核对", data)
    except Exception as slip:
        # 成批核对时，一个文件上的差错不应使其余的停下；单个文件也应说出是哪个文件、什么差错。
        return refused(path, f"核对时程序出错（{type(slip).__name__}：{slip}），请将此文件交开发者", data)


def refused(path: Path, why: str, data: bytes = b"") -> Checked:
    """不能读取: the answer for a file that could not be checked."""
    return Checked(str(path), None, error=why, data=data)
