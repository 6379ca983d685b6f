"""`make bench`: one run, one table. ``python -m bench [ROWS] [quick] [postgresql://…]`` chooses rows and database; ``quick``
leaves out what takes more than some minutes, such as the ledger of a million rows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.house import open_house, say
from bench.ledger_import import SIZES, Imported, imported

BY_ACTS = 10_000
RELEASES = 100_000


def main() -> None:
    """Measure everything and print it."""
    arguments = sys.argv[1:]
    rows = int(next((each for each in arguments if each.isdecimal()), 1_000_000))
    database = next((each for each in arguments if "://" in each), "")
    table = Table("what", "measured", "aim", title=f"Gongkai, {database.split(':')[0] or 'sqlite'}, one run, medians")
    with open_house(database) as folder:
        _measure(table, rows)
        _imports(table, folder, SIZES if "quick" in arguments else (*SIZES, 1_000_000))
    Console(width=130).print(table)


def _measure(table: Table, rows: int) -> None:
    from bench import contents, deadlines, ledger, pages, sheets  # models need a configured house

    for name, rate in deadlines.deadlines().items():
        table.add_row(f"deadlines: {name}", f"{rate:,.0f} a second", "")
    say(f"making {BY_ACTS:,} applications by the bulk act")
    where = ledger.place()
    table.add_row("journal: sealed entries by the bulk act", f"{ledger.made_by_acts(where, BY_ACTS):,.0f} a second", "")
    small = sheets.compared(where.authority)
    for name, milliseconds in pages.pages(where).items():
        table.add_row(f"page at {BY_ACTS:,} rows: {name}", f"{milliseconds:.1f} ms CPU", _aim(name))
    say(f"filling a column with {RELEASES:,} releases")
    contents.filled(where, RELEASES)
    for name, told in contents.measured(where).items():
        table.add_row(f"contents at {RELEASES:,} releases: {name}", told, "")
    say(f"copying them to {rows:,}")
    many = ledger.copied_to(rows)
    large = sheets.compared(where.authority)
    for size, one in ((BY_ACTS, small), (many, large)):
        told = f"{one.sheet * 1000:,.0f} ms / {one.bare * 1000:,.0f} ms = {one.ratio:.2f} ×"
        table.add_row(f"sheet of a year over {size:,} applications / bare GROUP BY", told, "≤ 2 ×")
        table.add_row(
            f"  peak of Python memory for it ({one.groups} groups, {one.counted:,} new)", f"{one.memory:.2f} MB", "flat"
        )
    for name, milliseconds in pages.pages(where).items():
        table.add_row(f"page at {many:,} rows: {name}", f"{milliseconds:.1f} ms CPU", _aim(name))


def _imports(table: Table, folder: Path, sizes: Sequence[int]) -> None:
    """Ledgers of past years, each by a process of its own; the rate must not fall by more than a fifth.

    Beside the rate by the clock stands the one by the seconds of the processor, which other work on the machine hardly moves.
    """
    first: Imported | None = None
    for rows in sizes:
        say(f"importing a ledger of {rows:,} rows")
        one = imported(rows, folder)
        first = first or one
        told = (
            f"{one.rate:,.0f} rows a second ({one.rate / first.rate:.2f} ×), "
            f"{one.effort:,.0f} a second of processor ({one.effort / first.effort:.2f} ×), peak {one.peak:.0f} MB"
        )
        table.add_row(f"ledger of {rows:,} rows, from file to public", told, "≥ 0.8 ×, flat")


def _aim(name: str) -> str:
    return "≤ 25 ms" if "file with" in name else "≤ 20 ms"


if __name__ == "__main__":
    main()
