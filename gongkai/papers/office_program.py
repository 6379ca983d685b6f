"""转换的程序: run by its path; sets bounds on itself, leaves the network where the system lets it, and becomes the command.

Handed over: seconds of processor time, bytes of memory, bytes it may write to one file, and the command.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_END_WITH_PARENT = 1


def main(seconds: str, memory: str, written: str, *command: str) -> None:
    """Bounds first, then the command in place of this program."""
    for kind, most in (
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_AS, int(memory)),
        (resource.RLIMIT_FSIZE, int(written)),
        (resource.RLIMIT_CORE, 0),
    ):
        allowed = resource.getrlimit(kind)[1]
        most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (most, most))
    _leave_the_network()
    _end_with_the_parent()
    os.execv(command[0], command)  # noqa: S606


def _leave_the_network() -> None:
    """A network of its own, in which there is nothing; systems that forbid it leave us with the settings of the profile."""
    user, group = os.getuid(), os.getgid()
    try:
        if ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NET) == 0:
            for name, said in (
                ("setgroups", "deny"),
                ("uid_map", f"{user} {user} 1"),
                ("gid_map", f"{group} {group} 1"),
            ):
                Path("/proc/self", name).write_text(said, encoding="ascii")
    except (OSError, AttributeError):
        return


def _end_with_the_parent() -> None:
    """Where the system can, the command is killed when the process that waits for it is."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
