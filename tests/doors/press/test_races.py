"""抢先与落后: a withdrawal that comes while a page is being pressed leaves nothing readable, whoever was quicker."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.db import connections, transaction
from django.test import override_settings

from gongkai.doors.followers import press, rendering
from gongkai.engines.press import notes, pressing
from gongkai.engines.press.notes import Key
from gongkai.engines.press.places import place
from gongkai.engines.press.pressing import Rendered
from gongkai.office.authorities.models import Official
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.models import Content
from tests.doors.press.pressing import differing, from_nothing, lying, notes_left, text_of, unsound
from tests.publication.conftest import DAY, House, furnish
from tests.publication.killable import people
from tests.publication.shelf import opened, published
from tests.publication.worlds import World, a_world

pytestmark = pytest.mark.django_db(transaction=True)


def pages_showing(content: Content) -> list[Key]:
    code = content.authority.code
    return [("", queries.address(content)), ("", f"/{code}/lm/{content.column.slug}/"), ("", f"/{code}/fdzdgknr/")]


def test_a_page_rendered_before_a_withdrawal_is_not_put_in_place_after_it(house: House) -> None:
    content = published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    drawn: list[int] = []

    def render_and_be_overtaken(keys: Sequence[Key]) -> list[Rendered]:
        pages = rendering.render(keys)
        if not drawn:
            disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
        drawn.append(sum(b"\xe9\x9b\xa8\xe5\xad\xa3" in (each.page or b"") for each in pages))
        return pages

    pressing.press(pressing.the_tree(), pages_showing(content), render_and_be_overtaken, day=DAY)
    assert drawn[0] > 0 and drawn[1:] == [0]
    assert "雨季" not in text_of(lying()) and unsound() == [] and notes_left() == []


def test_overtaken_again_and_again_the_press_holds_the_lock_while_it_renders(house: House) -> None:
    column = opened(house.people, "通知公告", "tzgg")
    contents = [published(house, column, f"关于雨季的第{number}号通知") for number in range(pressing.TRIES)]
    last = published(house, column, "关于旱季的通知")
    waiting = list(contents)

    def render_and_be_overtaken(keys: Sequence[Key]) -> list[Rendered]:
        pages = rendering.render(keys)
        if waiting:
            disclosure.withdraw(waiting.pop(), on=DAY, by=house.people.wang, reason="有误")
        return pages

    pressing.press(pressing.the_tree(), pages_showing(last), render_and_be_overtaken, day=DAY)
    assert "雨季" not in text_of(lying()) and "旱季" in text_of(lying())
    assert unsound() == [] and notes_left() == []


def test_a_withdrawal_that_is_rolled_back_costs_nothing_but_a_rendering(house: House) -> None:
    content = published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    press.follow()
    before = lying()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
        assert "雨季" not in text_of(lying())
        raise ZeroDivisionError
    press.follow()
    assert differing(lying(), before) == [] and unsound() == [] and notes_left() == []


def test_what_a_dead_press_had_put_in_place_goes_with_a_withdrawal(house: House) -> None:
    """Its rows were never committed; its note tells which pages it was about to touch."""
    content = published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    tree, keys = pressing.the_tree(), pages_showing(content)
    notes.leave(tree, keys)
    for each in rendering.render(keys):
        tree.put(place(each.key[1]), each.page or b"")
    assert "雨季" in text_of(lying())
    disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
    assert "雨季" not in text_of(lying())
    press.follow()
    assert differing(lying(), from_nothing()) == [] and unsound() == [] and notes_left() == []


# -- at once -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A database that several threads can reach, each by its own connection."""

    def prepare() -> None:
        house = furnish(people())
        column = opened(house.people, "通知公告", "tzgg")
        for number in range(6):
            published(house, column, f"第{number}号秘密")

    with a_world(tmp_path, prepare) as world, override_settings(PRESSED=True):
        yield world


def at_once(world: World, *works: object) -> list[BaseException]:
    """Every piece of work in a thread of its own; what went wrong in them."""
    wrong: list[BaseException] = []

    def run(work: object) -> None:
        connections["default"] = world.onlooker()
        try:
            work()  # type: ignore[operator]
        except BaseException as error:
            wrong.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_withdrawals_beside_two_presses_leave_nothing_readable_from_the_moment_they_return(world: World) -> None:
    seen: list[str] = []
    over = threading.Event()

    def press_on() -> None:
        while not over.is_set():
            press.follow()

    def withdraw_all() -> None:
        try:
            wang = Official.objects.get(username="wang")
            for content in Content.objects.everywhere().order_by("pk"):
                disclosure.withdraw(content, on=DAY, by=wang, reason="有误")
                seen.extend(at for at, page in lying().items() if content.title.encode() in page)
        finally:
            over.set()

    assert at_once(world, press_on, press_on, withdraw_all) == []
    assert seen == []
    press.follow()
    assert "秘密" not in text_of(lying())
    assert unsound() == [] and notes_left() == []
    assert differing(lying(), from_nothing()) == []


def test_two_presses_at_once_leave_what_one_would_leave(world: World) -> None:
    assert at_once(world, press.follow, press.follow) == []
    assert unsound() == [] and notes_left() == []
    assert differing(lying(), from_nothing()) == []
