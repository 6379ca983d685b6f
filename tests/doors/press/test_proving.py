"""核对: whoever changes, adds or takes away a pressed page is found out, and one command puts it right."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gongkai.doors.followers import press
from gongkai.doors.followers.models import Cursor
from gongkai.engines.press.baseline import Wrong
from gongkai.publication.disclosure.models import Content
from tests.doors.press.pressing import differing, lying, notes_left, unsound
from tests.publication.conftest import House
from tests.publication.shelf import opened, published

pytestmark = pytest.mark.django_db(transaction=True)


def told(*options: str) -> str:
    out = StringIO()
    call_command("press", *options, stdout=out)
    return out.getvalue()


def test_every_way_of_meddling_is_found_and_repaired(house: House, tree: Path) -> None:
    published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    assert "读入台账" in told()
    before = lying()
    assert "一致" in told("--check")
    zone = tree / "standard" / "shili-minzheng"
    (zone / "index.html").write_text("别的内容", encoding="utf-8")
    (zone / "zfxxgkzn" / "index.html").unlink()
    (zone / "lm" / "tzgg" / "index.html.gz").write_bytes(b"x")
    (zone / "strange.html").write_text("哪里来的", encoding="utf-8")
    wrong = {each.wrong for each in press.check(afresh=False)}
    assert wrong == {Wrong.CHANGED, Wrong.MISSING, Wrong.TWIN, Wrong.STRANGE}
    with pytest.raises(CommandError, match="4处不符"):
        told("--check")
    assert "已修复" in told("--repair")
    assert "一致" in told("--check")
    assert differing(lying(), before) == [] and unsound() == [] and notes_left() == []


def test_a_page_that_is_not_what_would_be_drawn_now_is_found(house: House) -> None:
    published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    press.follow()
    Content.objects.everywhere().update(title="绕过台账改的标题")
    assert {each.wrong for each in press.check(afresh=True)} == {Wrong.STALE}


def test_a_rebuild_makes_the_same_pages_and_stands_where_the_journal_is(house: House) -> None:
    published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    press.follow()
    before = lying()
    told("--rebuild")
    assert differing(lying(), before) == [] and unsound() == []
    assert Cursor.objects.filter(follower=press.NAME, seq__gt=0).exists()
    assert press.follow() == 0
