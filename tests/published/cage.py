"""笼: hostile files read in a process of their own, which may neither reach out nor run or write anything; what it took.

``python -m tests.published.cage FOLDER`` reads names of beasts from its standard input, or paths of files where they begin with
a stroke, and answers each with one line of JSON. Each is read in a fork that is bounded in memory; an audit hook raises where
it would reach for the network, start a program other than our guarded ones, or write outside its folder.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import AF_INET, SOCK_STREAM, socket
from typing import Any

from gongkai.papers import guarded
from tests.published.oracle import Fault, judge
from tests.published.zoo import CANARY, Beast, Trap, beasts, fixed

SECONDS = 10.0
MEMORY = 512 * 2**20
_ADDRESS_SPACE = 2 * 2**30
_OUR_PROGRAMS = ("gongkai.papers.guarded_program", "gongkai.papers.office_program")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_NEVER = (
    "os.exec",
    "os.system",
    "os.startfile",
    "pty.spawn",
    "socket.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
)


@dataclass(frozen=True)
class Outcome:
    """结果: what came of one: the refusal or "read", the fault, processor seconds, bytes of the largest process."""

    name: str
    said: str
    fault: str
    seconds: float
    memory: int


def outcomes(names: Sequence[str], patience: float = 60.0) -> Iterator[Outcome]:
    """结果: of each; one that ends its process, or never ends, is a fault of its own. Checks the trap after each."""
    with tempfile.TemporaryDirectory(prefix="gongkai-zoo-") as name, _listening() as (port, asked):
        folder = Path(name)
        (folder / "canary").write_text(CANARY, encoding="utf-8")
        (folder / "home").mkdir()
        around = {**os.environ, "HOME": str(folder / "home"), "TMPDIR": str(folder / "home")}
        command = [sys.executable, "-m", "tests.published.cage", str(folder), str(port)]
        for each in _answers(command, names, around, patience):
            left = sorted(path.name for path in (folder / "home").iterdir())
            trapped = [
                *(["the address was asked for"] if asked() else []),
                *(["the mark was made"] if (folder / "mark").exists() else []),
                *([f"left behind: {left}"] if left else []),
            ]
            fault = "; ".join([each["fault"], *trapped] if each["fault"] else trapped)
            yield Outcome(each["name"], each["said"], fault, each["seconds"], each["memory"])


def _answers(
    command: Sequence[str], names: Sequence[str], around: dict[str, str], patience: float
) -> Iterator[dict[str, Any]]:
    asked = [*command, str(patience)]
    with subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=around, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in names:
            process.stdin.write(json.dumps(name) + "\n")
            process.stdin.flush()
            yield json.loads(process.stdout.readline())
        process.stdin.close()


@contextmanager
def _listening() -> Iterator[tuple[int, Any]]:
    """A port at which nobody may ask, and whether somebody has."""
    with socket(AF_INET, SOCK_STREAM) as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)

        def asked() -> bool:
            try:
                server.accept()
            except BlockingIOError:
                return False
            return True

        yield server.getsockname()[1], asked


def main(folder: str, port: str, patience: str) -> None:
    """Each in a fork, so that it finds everything imported and its memory is its own."""
    trap = Trap(f"http://127.0.0.1:{port}", Path(folder, "canary"), Path(folder, "mark"))
    known = beasts()
    for line in sys.stdin:
        name = json.loads(line)
        beast = Beast(name, fixed(Path(name).read_bytes())) if name.startswith("/") else known[name]
        print(json.dumps(_forked(beast, trap, float(patience))), flush=True)


def _forked(beast: Beast, trap: Trap, patience: float) -> dict[str, object]:
    """Made in one fork and read in another, so that what it takes to make it is not counted."""
    given = trap.canary.with_name("given")
    given.unlink(missing_ok=True)
    _in_fork(lambda: given.write_bytes(beast.make(trap)))
    said, status, used = _in_fork(lambda: _caged(beast, trap, given.read_bytes(), patience))
    if said:
        return json.loads(said)  # type: ignore[no-any-return]
    why = f"the process ended: {os.waitstatus_to_exitcode(status)}"
    return {"name": beast.name, "said": "", "fault": why, "seconds": used.ru_utime, "memory": used.ru_maxrss * 1024}


def _in_fork(act: Callable[[], object]) -> tuple[str, int, resource.struct_rusage]:
    """What it gives, as JSON, from a process of its own; empty where that process ended before."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        os.close(read_end)
        try:
            with open(write_end, "w") as out:  # noqa: PTH123
                json.dump(act(), out)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(write_end)
    with open(read_end) as answer:  # noqa: PTH123
        said = answer.read()
    return (said, *os.wait4(child, 0)[1:])


def _caged(beast: Beast, trap: Trap, data: bytes, patience: float) -> dict[str, object]:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(patience), int(patience) + 1))
    _forbid(trap.canary.parent / "home")
    said, fault = "", ""
    before = _used(resource.RUSAGE_SELF)[0]
    try:
        said = judge(data, beast.called)
    except Fault as found:
        fault = f"Fault: {found}"
    except BaseException as found:
        fault = f"{type(found).__name__}: {found} {_where(found)}"
    if CANARY in said:
        fault = "the canary is out"
    guarded._KEEPER.end()
    own, helpers = _used(resource.RUSAGE_SELF), _used(resource.RUSAGE_CHILDREN)
    seconds, memory = own[0] - before + helpers[0], max(own[1], helpers[1])
    return {"name": beast.name, "said": said[:200], "fault": fault, "seconds": round(seconds, 2), "memory": memory}


def _used(whose: int) -> tuple[float, int]:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def _where(found: BaseException) -> str:
    """The last line of our own that was at work."""
    trace, last = found.__traceback__, ""
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if "gongkai" in path and "site-packages" not in path:
            last = f"{Path(path).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return last


def _forbid(home: Path) -> None:
    """From here on nothing is reached for, started or written elsewhere in this process."""

    def hook(event: str, given: tuple[Any, ...]) -> None:
        if event.startswith(_NEVER) and event != "socket.__new__":
            raise Fault(f"{event} {given!r}"[:200])
        if event == "subprocess.Popen" and not _ours(given[1]):
            raise Fault(f"started {given[1]!r}"[:200])
        if event == "open" and isinstance(given[2], int) and given[2] & _WRITES and not _is_at_home(given[0], home):
            raise Fault(f"wrote {given[0]!r}"[:200])

    sys.addaudithook(hook)


def _is_at_home(path: object, home: Path) -> bool:
    """Whether a file is in the folder; ends of pipes are numbers and no files."""
    return not isinstance(path, str) or path == os.devnull or Path(path).is_relative_to(home)


def _ours(command: Iterable[object]) -> bool:
    return any(each in _OUR_PROGRAMS for each in command)


if __name__ == "__main__":
    main(*sys.argv[1:])
