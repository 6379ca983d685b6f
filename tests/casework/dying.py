"""赴死（受理）: an act of this room in a process of its own, ended by SIGKILL before the point that ``DIES_AT`` names."""

from __future__ import annotations

import os
import signal
import sys

import django


def main() -> None:
    """Do the act of the scenario named, and die on the way."""
    django.setup()
    from tests.casework.test_killed_acts import SCENARIOS
    from tests.publication.failpoints import failpoints
    from tests.publication.worlds import the_same_again

    with the_same_again():
        deed = SCENARIOS[sys.argv[1]].deed()
        with failpoints(int(os.environ["DIES_AT"]), die=lambda _: os.kill(os.getpid(), signal.SIGKILL)):
            deed()


if __name__ == "__main__":
    main()
