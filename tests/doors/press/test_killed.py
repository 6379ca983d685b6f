"""断点: the press and the withdrawal are killed before each statement, commit, rename, removal and flush.

At once nothing withdrawn is readable; after the next press every page is, to the byte, what a press from nothing makes.
The usual run takes some points; ``soak`` takes all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import override_settings

from gongkai.doors.followers import press
from gongkai.law.disclosure import ContentClass
from gongkai.office.authorities.models import Official
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import ReleaseReview
from tests.doors.press.pressing import Pages, differing, from_nothing, lying, notes_left, text_of, unsound
from tests.publication.conftest import DAY, furnish
from tests.publication.failpoints import failpoints
from tests.publication.killable import people
from tests.publication.shelf import opened, published
from tests.publication.worlds import World, a_world, the_same_again

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SECRET = "关于雨季的通知"
LEAST = 200
DAILY = 4
"""So many points of each deed in the usual run, evenly spread."""


def wang() -> Official:
    return Official.objects.get(username="wang")


def publish() -> None:
    into, review = Column.objects.everywhere().get(slug="tzgg"), ReleaseReview.objects.everywhere().latest("pk")
    item = disclosure.Item(ContentClass.NOTICE, "关于旱季的通知")
    disclosure.publish(into, item, on=DAY, today=DAY, by=wang(), review=review, once="f" * 32)


def publish_and_press() -> None:
    publish()
    press.follow()


def withdraw() -> None:
    content = Content.objects.everywhere().get(title=SECRET)
    disclosure.withdraw(content, on=DAY, by=wang(), reason="附件有误", once="f" * 32)


def withdraw_and_press() -> None:
    withdraw()
    press.follow()


DEEDS: dict[str, Callable[[], None]] = {"publish": publish_and_press, "withdraw": withdraw_and_press}


@dataclass(frozen=True)
class Course:
    """A run nobody killed: its points, and what lay there at its end."""

    points: list[str]
    after: Pages

    def thinned(self) -> list[int]:
        return list(range(1, len(self.points) + 1, max(1, len(self.points) // DAILY)))


def prepare() -> None:
    house = furnish(people())
    published(house, opened(house.people, "通知公告", "tzgg"), SECRET)
    press.follow()


def course_of(world: World, name: str) -> Course:
    world.begin_again()
    assert SECRET in text_of(lying())
    with the_same_again(), failpoints() as points:
        DEEDS[name]()
    after = lying()
    assert unsound() == [] and notes_left() == []
    assert differing(after, from_nothing()) == []
    return Course(points.passed, after)


def killed_at(at: int, world: World, name: str, course: Course) -> None:
    world.begin_again()
    with the_same_again(), failpoints(at, die=world.die) as points:
        try:
            DEEDS[name]()
        except BaseException:  # Killed, or whatever the dying process still met on its way out
            if not points.dead:
                raise
    assert points.dead
    world.revive()
    if Content.objects.everywhere().filter(title=SECRET).exclude(withdrawn_on=None).exists():
        assert SECRET not in text_of(lying()), (at, points.passed[-1])
    with the_same_again():
        DEEDS[name]()
    assert differing(lying(), course.after) == [], (at, points.passed[-1])
    assert unsound() == [] and notes_left() == [], (at, points.passed[-1])


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", sorted(DEEDS))
def test_killed_at_a_point_nothing_withdrawn_is_readable_and_the_next_press_makes_all_good(
    name: str, tmp_path: Path
) -> None:
    with a_world(tmp_path, prepare) as world, override_settings(PRESSED=True):
        course = course_of(world, name)
        for at in course.thinned():
            killed_at(at, world, name, course)


@pytest.mark.soak
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("name", sorted(DEEDS))
def test_killed_at_every_point(name: str, tmp_path: Path) -> None:
    with a_world(tmp_path, prepare) as world, override_settings(PRESSED=True):
        course = course_of(world, name)
        print(name, len(course.points), "points")
        assert len(course.points) >= LEAST
        for at in range(1, len(course.points) + 1):
            killed_at(at, world, name, course)
