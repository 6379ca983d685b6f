"""部分: what `make bench` measures, part by part; each is run by a process of its own and prints its rows as JSON.

``python -m bench.parts NAME [quick] [postgresql://…]``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.board import Line
from bench.house import open_house, say
from bench.ledger_import import SIZES, Imported, imported
from bench.measures import Row

BY_ACTS = 10_000
RELEASES = 100_000
MILLION = 1_000_000
ASKED = 100_000


@dataclass(frozen=True)
class Wish:
    """要求: without what takes long, and on which database."""

    quick: bool = False
    database: str = ""


def province(wish: Wish) -> Iterator[Line]:
    """The one table: ours, the limit and the peer on the same work, and how each grows."""
    from bench.province import lines

    yield from lines(wish.database, quick=wish.quick)


def applications(wish: Wish) -> Iterator[Row]:
    """The clock, the journal, the statutory sheet and the pages of the desk over many applications; contents in a column."""
    with open_house(wish.database):
        yield from _applications(BY_ACTS * 10 if wish.quick else MILLION)


def _applications(rows: int) -> Iterator[Row]:
    from bench import contents, deadlines, ledger, pages, sheets  # models need a configured house

    for name, rate in deadlines.deadlines().items():
        yield f"deadlines: {name}", f"{rate:,.0f} a second", ""
    say(f"making {BY_ACTS:,} applications by the bulk act")
    where = ledger.place()
    yield "journal: sealed entries by the bulk act", f"{ledger.made_by_acts(where, BY_ACTS):,.0f} a second", ""
    small = sheets.compared(where.authority)
    for name, milliseconds in pages.pages(where).items():
        yield f"page at {BY_ACTS:,} rows: {name}", f"{milliseconds:.1f} ms CPU", _aim(name)
    say(f"filling a column with {RELEASES:,} releases")
    contents.filled(where, RELEASES)
    for name, told in contents.measured(where).items():
        yield f"contents at {RELEASES:,} releases: {name}", told, ""
    say(f"copying them to {rows:,}")
    many = ledger.copied_to(rows)
    large = sheets.compared(where.authority)
    for size, one in ((BY_ACTS, small), (many, large)):
        told = f"{one.sheet * 1000:,.0f} ms / {one.bare * 1000:,.0f} ms = {one.ratio:.2f} ×"
        yield f"sheet of a year over {size:,} applications / bare GROUP BY", told, "≤ 2 ×"
        memory = f"  peak of Python memory for it ({one.groups} groups, {one.counted:,} new)"
        yield memory, f"{one.memory:.2f} MB", "flat"
    for name, milliseconds in pages.pages(where).items():
        yield f"page at {many:,} rows: {name}", f"{milliseconds:.1f} ms CPU", _aim(name)


def _aim(name: str) -> str:
    return "≤ 25 ms" if "file with" in name else "≤ 20 ms"


def applications_open(wish: Wish) -> Iterator[Row]:
    """A desk with a thousand and with a hundred thousand open files: inbox, reminders, a holiday notice, figures."""
    with open_house(wish.database):
        from bench.open_files import measured  # models need a configured house

        yield from measured(BY_ACTS if wish.quick else RELEASES)


def imports(wish: Wish) -> Iterator[Row]:
    """Ledgers of past years, each by a process of its own; the rate must not fall by more than a fifth.

    Beside the rate by the clock stands the one by the seconds of the processor, which other work on the machine hardly moves.
    """
    with open_house(wish.database) as folder:
        first: Imported | None = None
        for rows in SIZES if wish.quick else (*SIZES, MILLION):
            say(f"importing a ledger of {rows:,} rows")
            one = imported(rows, folder)
            first = first or one
            told = (
                f"{one.rate:,.0f} rows a second ({one.rate / first.rate:.2f} ×), "
                f"{one.effort:,.0f} a second of processor ({one.effort / first.effort:.2f} ×), peak {one.peak:.0f} MB"
            )
            yield f"ledger of {rows:,} rows, from file to public", told, "≥ 0.8 ×, flat"


def press(wish: Wish) -> Iterator[Row]:
    """Cold pages, the rate of pressing, a publication and a withdrawal, a pressed page through nginx."""
    from bench.press import measured

    with open_house(wish.database) as folder:
        yield from measured(BY_ACTS if wish.quick else RELEASES, folder)


def search(wish: Wish) -> Iterator[Row]:
    """The search as a page asks it, against the bare engine."""
    from bench.search import rows

    yield from rows(RELEASES)
    if not wish.quick:
        yield from rows(MILLION)


def serving(wish: Wish) -> Iterator[Row]:
    """A pressed county is read while contents are published and withdrawn; every answer is held against what it must say."""
    from bench.serving import course

    size = (8, 4_000, 20) if wish.quick else (40, RELEASES, 60)
    with open_house(wish.database) as folder:
        for line in course(folder, *size):
            yield f"county of {size[0]} authorities and {size[1]:,} contents", line, ""


def alike(wish: Wish) -> Iterator[Row]:
    """What stands beside an application among many: found by blind marks, opened and compared."""
    with open_house(wish.database):
        from bench import finding, ledger

        many = ASKED // 10 if wish.quick else ASKED
        say(f"making and marking {many:,} applications")
        where = ledger.place()
        yield "alike: applications marked", f"{finding.made(where.authority, many):,.0f} a second", ""
        for name, told in finding.looked(where.authority).items():
            yield f"alike at {many:,} applications: {name}", told, "≤ 30 ms CPU" if "beside" in name else ""


def reading(wish: Wish) -> Iterator[Row]:
    """Published reports broken in all the ways of real ones: cells, planted errors, false alarms, rate and memory."""
    from bench import reading as reports
    from bench import reading_speed

    yield from reports.rows(quick=wish.quick)
    yield from reading_speed.rows(quick=wish.quick)


def tickets(wish: Wish) -> Iterator[Row]:
    """A year of a hotline comes in; the inbox and the figures over a few and very many tickets."""
    with open_house(wish.database):
        from bench import tickets as letters  # models need a configured house

        yield from letters.measured(BY_ACTS if wish.quick else ASKED)


def proposals(wish: Wish) -> Iterator[Row]:
    """A session of a thousand files: its figures, its list, its public summary."""
    with open_house(wish.database):
        from bench import proposals as files  # models need a configured house

        yield from files.measured(1_000)


def registers(wish: Wish) -> Iterator[Row]:
    """A register of a million records: pages filtered, sorted and counted, and the whole of it as a table."""
    with open_house(wish.database) as folder:
        from bench.registers import measured  # models need a configured house

        yield from measured(ASKED if wish.quick else MILLION, folder)


def register_imports(wish: Wish) -> Iterator[Row]:
    """Permits from another system's workbook to records with their journal."""
    from bench.registers_import import DAY, ROWS, workbook

    rows = ROWS // 10 if wish.quick else ROWS
    with open_house(wish.database) as folder:
        from bench.registers_process import run  # models need a configured house

        done = run(workbook(folder / "rows.xlsx", rows), DAY)
        told = f"{done.reading + done.registering:.0f} s, {done.processor:.0f} s of the processor"
        yield f"register: import of {done.rows:,} rows with their journal", told, "≤ 180 s for 100,000"


def crawl(wish: Wish) -> Iterator[Row]:
    """Another site with planted faults, traps and slow pages: walked, killed on the way, walked on."""
    from bench.crawl import rows

    yield from rows(BY_ACTS // 10 if wish.quick else BY_ACTS)


PARTS: dict[str, Callable[[Wish], Iterator[Row | Line]]] = {
    each.__name__: each
    for each in (
        *(province, applications, applications_open, alike, imports, press, search, serving, reading, tickets),
        *(proposals, registers, register_imports, crawl),
    )
}


def main() -> None:
    """One part."""
    name, *rest = sys.argv[1:]
    for row in PARTS[name](Wish("quick" in rest, next((each for each in rest if "://" in each), ""))):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
