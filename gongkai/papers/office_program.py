"""转换的程序: run in a process of its own; has the office program make one file docx, and leaves nothing behind.

It is told seconds and the command, is asked once as ``answering`` says, with the ``suffix`` of the file, and answers
with the bytes of the docx; none where there is none. The folder, with the file and the profile of the office program in it,
is its own. Whoever asks may die or lose patience at any time: then its standard input ends, and so do the office program,
everything that one began, and the folder.
"""

from __future__ import annotations

import ctypes
import os
import resource
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from gongkai.papers.answering import answer, next_job

BOUNDS = (
    (resource.RLIMIT_AS, 3 * 1024**3),
    (resource.RLIMIT_DATA, 352 * 2**20),
    (resource.RLIMIT_FSIZE, 64 * 2**20),
    (resource.RLIMIT_CORE, 0),
)
"""界限: of its address space, most of which is never used; of memory of its own; of a file it writes."""

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_END_WITH_PARENT, _TAKE_ORPHANS = 1, 36
_LOOK = 0.05
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SETTINGS = (
    ("Security/Scripting", "MacroSecurityLevel", "3"),
    ("Security/Scripting", "DisableMacrosExecution", "true"),
    ("Security/Scripting", "DisableActiveContent", "true"),
    ("Security/Scripting", "BlockUntrustedRefererLinks", "true"),
)
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
)


def main(seconds: float, office: str) -> None:
    """Convert what is asked; whatever happens, the folder goes."""
    asked = next_job()
    if asked is None:
        return
    job, data = asked
    _take_orphans()
    with TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as name:
        made = _converted(Path(name), data, str(job["suffix"]), seconds, office)
    with suppress(BrokenPipeError):
        answer(made)


def _converted(folder: Path, data: bytes, suffix: str, seconds: float, office: str) -> bytes:
    """The docx; nothing where the office program made none, its time was over or nobody waits for it any more."""
    source, made = folder / f"paper.{suffix}", folder / "made" / "paper.docx"
    source.write_bytes(data)
    _settle(folder)
    until, ended = monotonic() + seconds, False
    child = _begun(folder, _command(office, folder, source), seconds)
    try:
        while not ended and monotonic() < until and not _is_left():
            ended = os.waitpid(child, os.WNOHANG)[0] == child
    finally:
        _end_all(child)
    return made.read_bytes() if ended and made.is_file() else b""


def _settle(folder: Path) -> None:
    """A profile in which nothing runs and no link is followed.

    Step by step: whoever stopped waiting may have thrown the folder away, and it must not come again.
    """
    profile = folder / "profile" / "user"
    profile.parent.mkdir()
    profile.mkdir()
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (profile / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), encoding="utf-8")


def _command(office: str, folder: Path, source: Path) -> list[str]:
    return [
        *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
        *("--headless", "--norestore", "--nodefault", "--nolockcheck", "--nologo"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made"), str(source)),
    ]


def _is_left() -> bool:
    """Whether nobody waits any more: more than the one job is never sent, so what there is to read is the end. Takes a moment."""
    return bool(select.select([sys.stdin], [], [], _LOOK)[0])


# ---- the office program


def _begun(folder: Path, command: list[str], seconds: float) -> int:
    """Started in a session of its own, in the folder, with bounds, seeing nothing of ours; its number."""
    child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        os.chdir(folder)
        nothing = os.open(os.devnull, os.O_RDWR)
        for end in range(3):
            os.dup2(nothing, end)
        _bound(seconds)
        _leave_the_network()
        _end_with_the_parent()
        around = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
        os.execve(command[0], command, {**around, "LANG": "C.UTF-8"})  # noqa: S606
    finally:
        os._exit(1)


def _bound(seconds: float) -> None:
    for kind, most in (*BOUNDS, (resource.RLIMIT_CPU, int(seconds) + 1)):
        allowed = resource.getrlimit(kind)[1]
        most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (most, most))


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
    _control(_END_WITH_PARENT, signal.SIGKILL)


# ---- its end


def _take_orphans() -> None:
    """Where the system can, what the office program leaves behind becomes ours, and can be waited for."""
    _control(_TAKE_ORPHANS, 1)


def _control(what: int, value: int) -> None:
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(what, value, 0, 0, 0)


def _end_all(group: int) -> None:
    """End the office program and all it began, and wait until they are gone: nothing then writes into the folder any more."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            for child in _children():
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            os.waitpid(-1, 0)


def _children() -> Iterator[int]:
    with suppress(OSError):
        yield from map(int, Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split())


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2])
