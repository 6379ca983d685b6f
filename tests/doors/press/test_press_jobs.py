"""重做静态页: killed and gone on with, cancelled and gone on with, it makes what a press from nothing makes."""

from __future__ import annotations

import pytest
from django.test import override_settings

from gongkai.doors.followers import press, press_jobs
from gongkai.doors.followers.models import Cursor
from gongkai.engines.press import pressing
from gongkai.engines.press.models import PressedPage
from gongkai.office.jobs import acts, running
from gongkai.office.jobs.models import Job, State
from tests.doors.press.pressing import differing, lying, unsound
from tests.office.killing import a_step, again, die_at
from tests.publication.conftest import DAY, House


def asked(house: House) -> Job:
    return acts.ask(house.people.bureau, "press.anew", "重做静态页", by=house.people.li)


def test_a_press_killed_cancelled_and_gone_on_with_makes_the_same_pages(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_jobs, "SOME", 10)
    press.begin(house.people.bureau.pk)
    before, tree = lying(), pressing.the_tree()
    lost = list(tree.places())[::2]
    for at in lost:
        tree.remove(at)
    stray = PressedPage.objects.filter(look="").order_by("pk")[0]
    PressedPage.objects.create(**{**values(stray), "address": "/shili-minzheng/strange/"})
    job = asked(house)
    die_at(2, noted=False)
    a_step()
    acts.cancel(job, on=DAY, by=house.people.li)
    running.work_off("乙机")
    assert (again(job).state, again(job).goes_on) == (State.CANCELLED, True)
    assert differing(lying(), before) != []
    acts.go_on(job, on=DAY, by=house.people.li)
    running.work_off("乙机")
    job = again(job)
    assert job.state == State.DONE and job.done == job.total and lost
    assert differing(lying(), before) == [] and unsound() == []
    assert Cursor.objects.filter(follower=press.NAME, authority_id=house.people.bureau.pk, seq__gt=0).exists()


def values(row: PressedPage) -> dict[str, object]:
    """A row without its number."""
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if not each.primary_key}


def test_where_nothing_is_pressed_it_says_so(house: House) -> None:
    job = asked(house)
    with override_settings(PRESSED=False):
        running.work_off("甲机")
    assert (again(job).state, again(job).goes_on) == (State.FAILED, False)
    assert "没有启用静态页" in again(job).says
