"""`make bench`: one run, one table of comparisons and one of the rest. ``python -m bench [quick] [PART …] [postgresql://…]``.

``quick`` leaves out what takes more than some minutes: a million applications, a ledger of a million rows, a million texts.
Each part runs in a process and a house of its own, one after the other, so that none is measured beside another. The yardstick is
laid at the head and after each part, so that two runs can be compared and a disturbed one is recognised.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from bench import yardstick
from bench.board import HEADS
from bench.house import say
from bench.parts import PARTS

WIDTH = 190


def main() -> None:
    """Measure everything and print it."""
    arguments = sys.argv[1:]
    database = next((each for each in arguments if "://" in each), "")
    given = [*(["quick"] if "quick" in arguments else []), *([database] if database else [])]
    compared, rest = Table(*HEADS, show_lines=True), Table("what", "measured", "aim")
    yards = [yardstick.laid()]
    say(f"yardstick: {yards[0]}")
    rest.add_row("yardstick", str(yards[0]), f"aims in ms are for {yardstick.AT} s CPU")
    rest.add_section()
    for name in [each for each in arguments if each in PARTS] or PARTS:
        say(f"part: {name}")
        for row in _rows(name, given):
            (compared if len(row) == len(HEADS) else rest).add_row(*row)
            say(" | ".join(row).replace("\n", ";"))
        rest.add_section()
        yards.append(yardstick.laid())
    compared.title = rest.title = f"Gongkai, {database.split(':')[0] or 'sqlite'}, one run, medians; {_range(yards)}"
    for table in (compared, rest):
        if table.rows:
            Console(width=WIDTH).print(table)


def _range(yards: Sequence[yardstick.Yard]) -> str:
    """The yardstick at the head, and how far it moved while the run went on."""
    spent = [each.processor for each in yards]
    told = f"yardstick {yards[0]} at the head, {min(spent):.2f}–{max(spent):.2f} s through the run"
    return f"{told} (aims in ms are for {yardstick.AT} s)"


def _rows(name: str, arguments: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows of a part as they come; a part that breaks is told of in the table, and the others are measured all the same."""
    command = [sys.executable, "-m", "bench.parts", name, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield tuple(json.loads(line))
    if process.returncode:
        yield f"{name}: NOT MEASURED", f"it ended with {process.returncode}", ""


if __name__ == "__main__":
    main()
