"""登记簿导入: rows a second from a workbook to records with their journal, and the peak of the process.

    python -m bench.registers_import [ROWS] [postgresql://…]        100,000 if not told

A database of its own is made for it: a file, or on the server named (or in ``POSTGRES``) one that is dropped afterwards.
"""

from __future__ import annotations

import os
import resource
import sys
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from bench.house import open_house

ROWS = 100_000
DAY = date(2026, 3, 2)


def workbook(path: Path, rows: int) -> Path:
    """Permits as an approval office exports them, with the national names of the columns."""
    heads = (
        *("XK_XDR_MC", "XK_XDR_LB", "XK_XDR_SHXYM", "XK_FRDB", "XK_FR_ZJLX", "XK_FR_ZJHM", "XK_XKWS", "XK_WSH"),
        *("XK_XKLB", "XK_NR", "XK_JDRQ", "XK_YXQZ", "XK_YXQZI", "XK_XKJG", "XK_ZT", "XK_LYDW"),
    )
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("行政许可")
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head)
        for number in range(rows):
            for place, cell in enumerate(_row(number)):
                sheet.write_string(number + 1, place, cell)
    return path


def _row(number: int) -> tuple[str, ...]:
    day = (DAY - timedelta(days=number % 700)).isoformat()
    return (
        *(f"示例{number % 30_000:05d}号商行", "法人及非法人组织", "91350100M000100Y43", "张测试", "身份证"),
        *("11010519491231002X", "食品经营许可证", f"示许准〔2025〕{number}号", "普通"),
        *("准予从事预包装食品销售", day, day, "2099-12-31", "示例县市场监督管理局", "有效", "示例县市场监督管理局"),
    )


def main() -> None:
    """Import and print: seconds of reading and of registering, rows a second, the peak in megabytes."""
    rows = next((int(each) for each in sys.argv[1:] if each.isdecimal()), ROWS)
    server = next((each for each in sys.argv[1:] if "://" in each), os.environ.get("POSTGRES", ""))
    with open_house(server) as folder:
        from bench.registers_process import run  # models need a configured house

        path = workbook(folder / "rows.xlsx", rows)
        done = run(path, DAY)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        together = done.reading + done.registering
        print(
            f"{'PostgreSQL' if server else 'SQLite'}: {done.rows:,} of {rows:,} rows, read and judged in {done.reading:.1f} s, "
            f"registered with their journal in {done.registering:.1f} s, {together:.1f} s together "
            f"({rows / together:,.0f} a second, {done.processor:.0f} s of the processor), peak {peak:.0f} MB"
        )


if __name__ == "__main__":
    main()
