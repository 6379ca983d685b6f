"""``python -m tests.simulated 40 7``: forty units through a year by the seed 7, in a database of its own in memory."""

from __future__ import annotations

import os
import sys


def main(units: int = 40, seed: int = 7, days: int = 365, each: int = 32) -> int:
    """过一年并报告: 1 where something was missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    from tests.simulated.report import lines, missed
    from tests.simulated.year import run

    old = setup_databases(verbosity=0, interactive=False)
    try:
        outcome = run(units, seed, days=days, each=each)
        sys.stdout.write("\n".join(lines(outcome)) + "\n")
        return 1 if missed(outcome) else 0
    finally:
        teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
