"""往年台账: rows a second from an Excel ledger to contents with their releases, and the peak of the whole process.

Each size is imported by a process of its own into the house that stands, so that its peak is its own; the ledgers are made
beforehand.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import xlsxwriter

SIZES = (10_000, 100_000)
SECTIONS = ("办公室", "财务股", "救助股", "审批股")


@dataclass(frozen=True)
class Imported:
    """How many rows became contents: seconds of reading and of publishing, the peak in megabytes, seconds of processor."""

    rows: int
    reading: float
    publishing: float
    peak: float
    cpu: float

    @property
    def rate(self) -> float:
        """Rows a second from file to public."""
        return self.rows / (self.reading + self.publishing)

    @property
    def effort(self) -> float:
        """Rows a second of processor."""
        return self.rows / self.cpu


def ledger_of(rows: int, path: Path) -> Path:
    """A ledger as a county keeps it: a banner, a head in two rows, 80 columns, three of four rows numbered by another rule."""
    with xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("台账")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.merge_range(0, 0, 0, 12, "2018年主动公开台账")
        heads = ("序号", "索引号", "标题", "文号", "发文机关", "成文日期", "发布日期", "公开类目", "责任部门", "网址")
        for place, head in enumerate(heads):
            sheet.merge_range(1, place, 2, place, head)
        sheet.merge_range(1, 10, 1, 12, "公开渠道")
        sheet.write_row(2, 10, ("政府网站", "政务微信", "其他"))
        for number in range(rows):
            _row(sheet, number + 3, number, f"G{rows:07d}", day)
    return path


def _row(sheet: object, at: int, number: int, code: str, day: object) -> None:
    cells = [
        *(number + 1, f"{code}-{number % 40:02d}-2018-{number:06d}" if number % 4 else ""),
        *(f"示例县民政局关于第{number}号示例事项的通知", f"示民发〔2018〕{number}号", "示例县民政局"),
    ]
    sheet.write_row(at, 0, cells)  # type: ignore[attr-defined]
    sheet.write_number(at, 5, 43101 + number % 300, day)  # type: ignore[attr-defined]
    url = f"http://www.example.invalid/xxgk/2018/{number}.html" if number % 10 else ""
    rest = [f"2018-{number % 300 // 25 + 1:02d}-28", f"栏目{number % 80:02d}", SECTIONS[number % 4], url, "√"]
    sheet.write_row(at, 6, [*rest, "2018-12-30" if number % 3 == 0 else "", "√" if number % 7 == 0 else ""])  # type: ignore[attr-defined]


def imported(rows: int, folder: Path) -> Imported:
    """Import so many rows in a process of its own."""
    path = ledger_of(rows, folder / f"{rows}.xlsx")
    command = [sys.executable, "-m", "bench.ledger_import", str(path), str(rows)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
    path.unlink()
    return Imported(rows, *map(float, done.stdout.split()[-4:]))


def main() -> None:
    """One ledger, in this process: seconds of reading, of publishing, peak in megabytes."""
    import django

    django.setup()
    from bench.ledger_process import run

    started = perf_counter()
    sys.stdout.write(run(Path(sys.argv[1]), f"bench-{sys.argv[2]}", started))


if __name__ == "__main__":
    main()
