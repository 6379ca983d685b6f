"""转换的程序: run by its path; sets bounds on itself, leaves the network where the system lets it, and becomes the command.

Handed over: seconds of processor time, bytes of memory, bytes it may write to one file, and the command.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from pathlib import Path

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


def main(seconds: str, memory: str, written: str, *command: str) -> None:
    """Bounds first, then the command in place of this program."""
    for kind, most in (
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_AS, int(memory)),
        (resource.RLIMIT_FSIZE, int(written)),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    _leave_the_network()
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


if __name__ == "__main__":
    main(*sys.argv[1:])
