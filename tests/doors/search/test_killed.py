"""断点: the worker killed while the index follows the journal or is made anew: at every statement, commit, rename, engine call.

Started again it comes to the index a rebuild would make, to the key and digest, with the same totals and counts for fixed
queries; and at no moment is anything shown that was withdrawn. The usual run takes every fifteenth point; ``soak`` takes all.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from gongkai.doors.followers import index as follower
from gongkai.doors.followers.models import Cursor
from gongkai.doors.search import index, texts
from gongkai.engines.search.embedded import Embedded
from gongkai.engines.search.values import Facet, Query
from gongkai.law.disclosure import ContentClass
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.models import Content
from tests.doors.search.conftest import worked
from tests.doors.search.test_index import held, of_a_rebuild
from tests.publication.conftest import DAY, furnish
from tests.publication.failpoints import Points, failpoints
from tests.publication.killable import people
from tests.publication.shelf import opened, published
from tests.publication.worlds import World, a_world, the_same_again

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # who is killed closes no files
]

LEAST = 150
"""So many points all works have together at least."""
STEP = 15
QUERIES = (
    Query("救助"),
    Query("临时救助", titles_only=True),
    Query("名单 公示"),
    Query("", filters={Facet.COLUMN: ("jz",)}),
    Query("救助", filters={Facet.KIND: ("document",)}),
)
GONE = "撤回的救助名单"


def furnished() -> None:
    """An index that is whole, and then a day's work that nobody has followed yet."""
    house = furnish(people())
    wang, notices = house.people.wang, opened(house.people, "通知公告", "tzgg")
    rows = [published(house, notices, f"第{number}批临时救助名单公示", text="姓名略。") for number in range(6)]
    gone = published(house, notices, GONE)
    worked()
    disclosure.withdraw(gone, on=DAY, by=wang, reason="涉及个人信息")
    disclosure.correct(rows[0], {"title": "特困供养名单公示"}, on=DAY, today=DAY, by=wang, reason="误", note="改正标题")
    disclosure.move(rows[1], opened(house.people, "社会救助", "jz"), on=DAY, by=wang, reason="放错了栏目")
    catalogue.rename_column(notices, "公告公示", "gggs", on=DAY, by=wang)
    published(house, house.files, "示例县临时救助办法", ContentClass.DOCUMENT, text="本办法所称临时救助。")
    index.forget()


def _renamed_anew() -> None:
    """The cursors are lost: every authority is begun anew."""
    Cursor.objects.filter(follower=follower.NAME).delete()


def _piecemeal() -> None:
    """Entry by entry, so that there is a death between any two."""
    with patch.object(follower, "INDEX", replace(follower.INDEX, batch=1)):
        follower.follow()


def _rebuilt_piecemeal() -> None:
    """Content by content."""
    with patch.object(texts, "BATCH", 1):
        follower.rebuild()


WORKS: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
    "follow": (lambda: None, follower.follow),
    "begin_anew": (_renamed_anew, follower.follow),
    "follow_piecemeal": (lambda: None, _piecemeal),
    "rebuild": (lambda: None, follower.rebuild),
    "rebuild_piecemeal": (lambda: None, _rebuilt_piecemeal),
    "repair": (lambda: None, lambda: follower.check(repair=True)),
}
"""What is killed: what stands before it, and the work itself."""


@contextmanager
def killed(at: int | None, die: Callable[[str], object] | None) -> Iterator[Points]:
    """The points of ``failpoints``, and one before each call that changes what the engine holds."""
    with failpoints(at, die=die) as points, ExitStack() as patched:
        for name in ("put", "drop", "commit", "close"):
            patched.enter_context(patch.object(Embedded, name, _before(points, getattr(Embedded, name))))
        yield points


def _before(points: Points, call: Callable[..., Any]) -> Callable[..., Any]:
    def before(*given: Any, **named: Any) -> Any:
        points.reach(f"ENGINE {call.__name__}")
        return call(*given, **named)

    return before


def found() -> list[tuple[int, dict[str, dict[str, int]]]]:
    """Totals and counts of the fixed queries."""
    told = [index.find(query) for query in QUERIES]
    return [(one.total, {facet.value: dict(counts) for facet, counts in one.counts.items()}) for one in told]


def shown() -> set[str]:
    """The titles a reader finds at this moment."""
    index.forget()
    answers = [Client().get("/search/results.json", {"q": q}).json() for q in ("救助", "撤回 名单", GONE)]
    return {each["标题"] for told in answers for each in told["结果"]}


def begun(world: World, before: Callable[[], object]) -> None:
    index.forget()
    world.begin_again()
    before()


def died(world: World, what: str) -> None:
    """The folder as it lies at this moment; a file that the engine's own threads have just renamed makes another moment."""
    for _ in range(50):
        try:
            return world.die(what)
        except (shutil.Error, FileNotFoundError):
            sleep(0.02)
    raise AssertionError("文件夹一直在变")


def points_of(world: World, name: str) -> list[str]:
    before, work = WORKS[name]
    begun(world, before)
    with the_same_again(), killed(None, None) as points:
        work()
    return points.passed


def dies_and_recovers(world: World, name: str, at: int, wanted: object) -> None:
    before, work = WORKS[name]
    begun(world, before)
    with the_same_again(), killed(at, lambda what: died(world, what)) as points:
        try:
            work()
        except BaseException:  # Killed, or whatever the dying process still met on its way out
            if not points.dead:
                raise
    assert points.dead
    index.forget()
    world.revive()
    assert GONE not in shown()
    worked()
    assert held() == of_a_rebuild(), points.passed[-1]
    assert found() == wanted, points.passed[-1]
    assert GONE not in shown() and not follower.check()


def wanted_of(world: World) -> object:
    """What a rebuild of the same contents finds."""
    begun(world, lambda: None)
    follower.rebuild()
    told = found()
    assert told[0][0] and Content.objects.everywhere().get(title=GONE).withdrawn_on
    return told


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", sorted(WORKS))
def test_a_worker_killed_at_a_point_comes_to_the_index_of_a_rebuild(name: str, tmp_path: Path) -> None:
    with a_world(tmp_path, furnished) as world:
        wanted = wanted_of(world)
        passed = points_of(world, name)
        for at in range(1, len(passed) + 1, STEP):
            dies_and_recovers(world, name, at, wanted)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_worker_is_killed_at_every_point_of_at_least_two_hundred(tmp_path: Path) -> None:
    with a_world(tmp_path, furnished) as world:
        wanted = wanted_of(world)
        counted = {name: len(points_of(world, name)) for name in sorted(WORKS)}
        print(counted, "together", sum(counted.values()))
        assert sum(counted.values()) >= LEAST
        for name, many in counted.items():
            for at in range(1, many + 1):
                dies_and_recovers(world, name, at, wanted)
