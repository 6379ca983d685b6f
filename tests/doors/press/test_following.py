"""出版追随台账: whatever happened in whatever order, what lies on the disk is what a press from nothing would make."""

from __future__ import annotations

import pytest
from django.test import override_settings

from gongkai.doors.followers import press
from gongkai.engines.press import pressing
from gongkai.engines.press.places import place
from gongkai.law.specials import Block, BlockKind
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.carriers import acts as carriers
from gongkai.publication.disclosure.carriers.acts import Selected
from gongkai.publication.specials import acts as specials
from gongkai.publication.specials.acts import SpecialPlan
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


def test_the_look_for_elder_readers_is_pressed_beside_the_standard_one_and_withdrawn_with_it(house: House) -> None:
    column = opened(house.people, "通知公告", "tzgg")
    with override_settings(PRESSED_LOOKS=("elder",)):
        content = published(house, column, "关于雨季的通知")
        press.follow()
        elder = pressing.the_tree().read(place(queries.address(content), "elder"))
        assert elder is not None and 'class="elder"' in elder.decode() and "关于雨季的通知" in elder.decode()
        assert "elder/shili-minzheng/lm/tzgg/index.html" in lying()
        now = lying()
        assert unsound() == [] and differing(now, from_nothing()) == []
        disclosure.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
        assert "雨季" not in text_of(lying())
    press.follow()
    assert not [at for at in lying() if at.startswith("elder/")]  # this installation does not press them any more


def test_an_issue_of_the_gazette_has_its_page_and_loses_what_is_withdrawn_from_it(house: House) -> None:
    county, clerk = house.people.county, house.people.wang
    column = opened(house.people, "通知公告", "tzgg")
    content = published(house, column, "关于雨季的通知")
    issue = carriers.compose(county, "示例县人民政府公报", [Selected(content, "部门文件")], on=DAY, today=DAY, by=clerk)
    at = str(place(f"/{county.code}/zfgb/{issue.pk}/"))
    press.follow()
    assert at not in lying()
    carriers.issue_gazette(issue, 500, on=DAY, today=DAY, by=clerk)
    press.follow()
    assert queries.address(content) in lying()[at].decode()
    disclosure.withdraw(content, on=DAY, by=clerk, reason="有误")
    assert at not in lying()
    press.follow()
    assert queries.address(content) not in lying()[at].decode()
    now = lying()
    assert unsound() == [] and differing(now, from_nothing()) == []


def test_a_topic_is_pressed_follows_what_it_shows_and_stays_when_it_is_archived(house: House) -> None:
    column = opened(house.people, "通知公告", "tzgg")
    by, at = house.people.wang, str(place("/shili-minzheng/ztzl/fangxun/"))
    row = specials.prepare(house.people.bureau, "fangxun", SpecialPlan("防汛", "汛期提示。", "办公室"), on=DAY, by=by)
    shown = Block(BlockKind.COLUMNS, "通知", (str(column.pk),))
    specials.arrange(row, [shown], on=DAY, by=by, seen=1)
    press.follow()
    assert at not in lying()
    specials.open_special(row, on=DAY, by=by)
    press.follow()
    assert at in lying() and "/ztzl/fangxun/" in lying()[str(place("/shili-minzheng/ztzl/"))].decode()
    content = published(house, column, "关于雨季的通知")
    press.follow()
    assert "关于雨季的通知" in lying()[at].decode()
    disclosure.withdraw(content, on=DAY, by=by, reason="有误")
    press.follow()
    assert "关于雨季的通知" not in text_of(lying())
    specials.close(row, "汛期结束。", on=DAY, by=by)
    press.follow()
    now = lying()
    assert "已归档" in now[at].decode() and str(place("/shili-minzheng/ztzl/sitemap.xml")) in now
    assert unsound() == [] and differing(now, from_nothing()) == []
