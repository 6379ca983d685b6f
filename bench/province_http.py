"""全省的应答数: requests a second, asked by wrk of nginx and of one process of the server each program is given."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import sleep

from bench.board import Board, Side
from bench.house import say
from bench.peers import wagtail
from bench.peers.environment import Environment
from bench.province_house import House
from bench.work_names import DETAIL_A_SECOND, LIST_A_SECOND, PRESSED
from gongkai.doors.followers import press
from gongkai.engines.press.places import place
from gongkai.engines.press.pressing import the_tree
from gongkai.publication.disclosure import queries
from tests.ports import free_port

RATES = (LIST_A_SECOND, DETAIL_A_SECOND)
STARTS_WITHIN = 60
ROUNDS = 3
SLOWLY = 20


def measured(board: Board, size: int, folder: Path, there: Environment, house: House) -> None:
    """测量: the pressed page, then the cold ones, ours and the peer's by the same server with the same threads."""
    if shutil.which("wrk") is None:
        for name in (PRESSED, *RATES):
            board.excuse(name, size, Side.OURS, "wrk is not installed")
        return
    _pressed(board, size, folder, house)
    code = house.where.authority.code
    list_page, detail = f"/{code}/lm/{house.column.slug}/", queries.address(house.last)
    env = {**os.environ, "GONGKAI_PRESSED": "0"}
    with _serving([sys.executable, "-m", "granian"], "gongkai.wsgi:application", env, "/healthz") as site:
        empty = _rate(f"{site}/{code}/nothing/")
        for name, address in zip(RATES, (list_page, detail), strict=True):
            board.note(name, size, Side.OURS, _rate(site + address))
            board.note(name, size, Side.LIMIT, empty)
    _peer(board, size, folder / "peers", there)


def _peer(board: Board, size: int, folder: Path, there: Environment) -> None:
    kept = folder / f"wagtail-{size}"
    if not there.is_there or not kept.is_dir():
        for name in RATES:
            board.excuse(name, size, Side.PEER, there.reason or "its pages were not made")
        return
    say("requests a second of the peer")
    command = [str(there.python), "-m", "granian"]
    with _serving(command, "bench.peers.wagtail_wsgi:application", wagtail.environment(kept), "/wj/") as site:
        for name, address in zip(RATES, ("/wj/", "/wj/d0/"), strict=True):
            board.note(name, size, Side.PEER, _rate(site + address))


def _pressed(board: Board, size: int, folder: Path, house: House) -> None:
    """A page of a content from rows to file, then by nginx as it is deployed, and its bytes as a plain file."""
    from tests.doors.press.nginxed import nginx, program

    if program() is None:
        board.excuse(PRESSED, size, Side.OURS, "nginx is not installed")
        return
    address = queries.address(house.last)
    press.press([address])
    plain, port = folder / "plain", free_port()
    plain.mkdir(exist_ok=True)
    plain.chmod(0o755)
    (plain / "page.html").write_bytes(the_tree().read(place(address)) or b"")
    extra = f"server {{ listen 127.0.0.1:{port}; root {plain}; types {{ text/html html; }} }}"
    with nginx(folder, folder / "nginx", "127.0.0.1:1", extra) as running:
        bare = _rate(f"http://127.0.0.1:{port}/page.html")
        board.note(PRESSED, size, Side.OURS, _rate(f"http://127.0.0.1:{running.port}{address}"))
        board.note(PRESSED, size, Side.LIMIT, bare)


@contextmanager
def _serving(granian: Sequence[str], target: str, env: Mapping[str, str], first: str) -> Iterator[str]:
    """One process of the server, four threads, until it is no longer asked."""
    port = free_port()
    options = ("--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--log-level", "error")
    command = [*granian, "--host", "127.0.0.1", "--port", str(port), *options, target]
    running = subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL)
    try:
        _until_it_answers(f"http://localhost:{port}{first}", running)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(20)


def _until_it_answers(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(STARTS_WITHIN * 5):
        if running.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 (the server that was just started)
                return
        except OSError:
            sleep(0.2)
    raise RuntimeError(f"the server did not start: {address}")


def _rate(address: str) -> float:
    """Requests a second, the median of three rounds, each of two seconds after one that is not counted.

    What gives no answer within that one is asked for longer, after whatever it is still busy with.
    """
    seconds = 2 if _asked(address, 1) else SLOWLY
    return median(_asked(address, seconds) for _ in range(ROUNDS))


def _asked(address: str, seconds: int) -> float:
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "-H", "Host: localhost", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise RuntimeError(f"{address}: {told}")
    found = re.search(r"Requests/sec:\s*([\d.]+)", told)
    if found is None:
        raise RuntimeError(f"{address}: {told}")
    return float(found[1])
