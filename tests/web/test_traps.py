"""公众表单: guarded without a captcha, and sent twice it is sent once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from gongkai.web import clock
from gongkai.web.traps import LATEST, SOONEST, PublicForm, new_once_token, opened_at, opening_token


class Letter(PublicForm):
    name = forms.CharField(label="姓名")


def filled(**changed: Any) -> Letter:
    opened = opening_token(clock.now() - timedelta(minutes=3))
    data = QueryDict(mutable=True)
    data.update({"name": "陈样例", "opened": opened, "once": new_once_token(), "leave_blank": "", **changed})
    return Letter(data)


def test_a_person_passes_unseen() -> None:
    assert filled().is_valid()


def test_a_program_that_fills_in_every_field_is_refused() -> None:
    assert not filled(leave_blank="http://example.com").is_valid()


@pytest.mark.parametrize("token", ["", "1", opening_token(datetime(2030, 1, 1, tzinfo=clock.BEIJING)) + "x"])
def test_a_time_of_opening_that_is_made_up_is_refused(token: str) -> None:
    assert not filled(opened=token).is_valid()


def test_a_form_returned_at_once_is_refused() -> None:
    assert filled(opened=opening_token(clock.now())).errors["opened"] == ["提交过快，请核对内容后再次提交"]


def test_a_form_left_open_for_days_can_be_sent_again_as_it_stands() -> None:
    form = filled(opened=opening_token(clock.now() - LATEST - SOONEST))
    assert not form.is_valid()
    renewed = opened_at(str(form["opened"].value()))
    assert renewed is not None
    assert clock.now() - renewed < timedelta(seconds=10)
    assert form["name"].value() == "陈样例"


def test_a_lost_token_is_renewed() -> None:
    form = filled(once="nothing of ours")
    assert not form.is_valid()
    assert form["once"].value() != "nothing of ours"
    assert filled(once=form["once"].value()).is_valid()


def test_every_form_handed_out_has_a_token_of_its_own_and_keeps_it_through_errors() -> None:
    assert Letter()["once"].value() != Letter()["once"].value()
    form = filled(name="", once="a" * 32)
    assert not form.is_valid()
    assert form["once"].value() == "a" * 32


@given(st.integers(0, 4_102_444_800))
def test_the_time_of_opening_reads_back_to_the_second(timestamp: int) -> None:
    at = datetime.fromtimestamp(timestamp, clock.BEIJING)
    assert opened_at(opening_token(at)) == at
