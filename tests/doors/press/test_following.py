"""出版追随台账: whatever happened in whatever order, what lies on the disk is what a press from nothing would make."""

from __future__ import annotations

import pytest

from gongkai.doors.followers import press
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries
from tests.doors.press.pressing import differing, from_nothing, lying, notes_left, text_of, unsound
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_published_content_lies_on_the_disk_with_every_page_that_lists_it(house: House) -> None:
    column = opened(house.people, "通知公告", "tzgg")
    press.follow()
    published(house, column, "关于雨季的通知")
    press.follow()
    now = lying()
    print(sorted(now))
    assert "关于雨季的通知" in text_of(now)
    assert unsound() == [] and notes_left() == []
    assert differing(now, from_nothing()) == []


def test_a_withdrawn_content_is_off_the_disk_before_the_press_comes(house: House) -> None:
    column = opened(house.people, "通知公告", "tzgg")
    content = published(house, column, "关于雨季的通知")
    published(house, column, "关于旱季的通知")
    press.follow()
    assert "雨季" in text_of(lying())
    disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
    assert "雨季" not in text_of(lying())
    assert unsound() == []
    press.follow()
    assert "雨季" not in text_of(lying()) and "旱季" in text_of(lying())
    assert unsound() == [] and notes_left() == []
    now = lying()
    assert differing(now, from_nothing()) == []
    assert queries.address(content)
