"""夹具: the demo of one place, served; every type of page walked once; one browser for them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from gongkai.doors import serving
from tests.browser import opened
from tests.demo.test_serve import Installation, until_running
from tests.everyone.site import PLACE, Visitor, Walk, accounts, password
from tests.ports import free_port


@dataclass(frozen=True)
class Site:
    """站点: where it answers, what was found on a walk through it, and the session of each account."""

    address: str
    walk: Walk
    sessions: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same commands as ``make run``, in a data folder of its own."""
    made = Installation(tmp_path_factory.mktemp("everyone"))
    built = made.manage("demo", "--rebuild", "--place", PLACE)
    assert built.returncode == 0, built.stderr
    made.manage("collectstatic", "--noinput", "--verbosity", "0")
    port = free_port()
    with made.serving(port) as process:
        until_running(process)
        yield walked(port, made.var / serving.NOTE)


def walked(port: int, note: Path) -> Site:
    """走遍: as a stranger first, then with every account of the place."""
    walk = Walk(port)
    walk.go(Visitor(port), "", ["/", f"/{PLACE}/"])
    sessions = {}
    for username, start in accounts(note).items():
        visitor = Visitor(port)
        visitor.log_in(username, password(note))
        walk.go(visitor, username, [start, "/desk/"])
        sessions[username] = visitor.cookie("sessionid")
    return Site(f"http://127.0.0.1:{port}", walk, sessions)


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """One browser for all pages of a module."""
    with opened(tmp_path_factory.mktemp("profile")) as browser:
        yield browser
