"""`make bench`: one run, one table. ``python -m bench [quick] [PART …] [postgresql://…]`` chooses parts and database.

``quick`` leaves out what takes more than some minutes: a million applications, a ledger of a million rows, a million texts.
Each part runs in a process and a house of its own, one after the other, so that none is measured beside another.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from bench.house import say
from bench.measures import Row
from bench.parts import PARTS


def main() -> None:
    """Measure everything and print it."""
    arguments = sys.argv[1:]
    database = next((each for each in arguments if "://" in each), "")
    table = Table("what", "measured", "aim", title=f"Gongkai, {database.split(':')[0] or 'sqlite'}, one run, medians")
    for name in [each for each in arguments if each in PARTS] or PARTS:
        say(f"part: {name}")
        for row in _rows(name, [*(["quick"] if "quick" in arguments else []), *([database] if database else [])]):
            table.add_row(*row)
            say(" | ".join(row))
        table.add_section()
    Console(width=150).print(table)


def _rows(name: str, arguments: Sequence[str]) -> Iterator[Row]:
    """The rows of a part as they come; a part that breaks is told of in the table, and the others are measured all the same."""
    command = [sys.executable, "-m", "bench.parts", name, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            what, measured, aim = json.loads(line)
            yield what, measured, aim
    if process.returncode:
        yield f"{name}: NOT MEASURED", f"it ended with {process.returncode}", ""


if __name__ == "__main__":
    main()
