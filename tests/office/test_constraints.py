"""约束的说法: whatever rule of the database is broken, an official reads it in Chinese, with the field it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.constraints import in_chinese, sayings
from gongkai.office.authorities.models import Authority, Handover, HolidayNotice, LocalDay, Official, Posting, Profile
from gongkai.office.journal.models import Dossier
from tests.cast import Cast

DAY = date(2025, 9, 8)
OURS = [model for model in apps.get_models() if model.__module__.startswith("gongkai.office.")]
CONSTRAINTS = [constraint for model in OURS for constraint in model._meta.constraints]


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda constraint: str(constraint.name))
def test_every_constraint_of_the_office_has_words(constraint: models.BaseConstraint) -> None:
    assert constraint.name in sayings()


def test_no_two_constraints_share_a_name() -> None:
    names = [constraint.name for model in apps.get_models() for constraint in model._meta.constraints]
    assert len(names) == len(set(names))


BREAKING: dict[str, tuple[Callable[[Cast], models.Model], str]] = {
    "用户名已被使用": (lambda people: Official(username="wang", name="王示众", enrolled_on=DAY), "username"),
    "账号已注销，不能启用": (lambda people: Official(username="x", name="x", enrolled_on=DAY, closed_on=DAY), ""),
    "网址代码已被使用": (lambda people: Authority(code="shili", name="x", established_on=DAY), "code"),
    "撤销日期应晚于设立日期": (lambda people: Authority(code="x", name="x", established_on=DAY, dissolved_on=DAY), ""),
    "机关已被使用": (lambda people: Profile(authority=people.county), "authority"),
    "该人员已在本机关担任此岗位": (
        lambda people: Posting(authority=people.bureau, official=people.wang, office="informant", since=DAY),
        "office",
    ),
    "离任日期不能早于任职日期": (
        lambda people: Posting(
            authority=people.bureau, official=people.wang, office="expert", since=DAY, until=date(2025, 9, 7)
        ),
        "",
    ),
    "移交人尚未签字，不能接收": (
        lambda people: Handover(
            authority=people.bureau,
            posting=people.wang.postings.of(people.bureau)[0],
            successor=people.li,
            opened_on=DAY,
            signed_on=DAY,
            accepted_on=date(2025, 9, 7),
        ),
        "",
    ),
    "答复书审核级数应在0至3之间": (
        lambda people: Profile(pk=people.county.profile.pk, authority=people.county, reply_reviews=4),
        "",
    ),
    "该日已登记，请先撤销原登记": (
        lambda people: LocalDay(authority=people.county, date=DAY, name="x", source="x"),
        "date",
    ),
    "该年该版次的放假通知已录入": (lambda people: HolidayNotice(year=2031, text="", entered_on=DAY), "revision"),
    "该编号已被使用": (
        lambda people: Dossier(authority=people.county, kind="errand", number="〔2025〕001号", opened_on=DAY),
        "number",
    ),
}


@pytest.mark.parametrize(("said", "breaking"), BREAKING.items(), ids=BREAKING.keys())
def test_a_broken_rule_is_told_by_its_message_and_field(
    people: Cast, said: str, breaking: tuple[Callable[[Cast], models.Model], str]
) -> None:
    build, field = breaking
    LocalDay(authority=people.county, date=DAY, name="x", source="x").save()
    HolidayNotice(year=2031, text="", entered_on=DAY).save()
    Dossier(authority=people.county, kind="errand", number="〔2025〕001号", opened_on=DAY).save()
    with transaction.atomic(), pytest.raises(Unlawful) as refused, in_chinese():
        build(people).save()
    assert (refused.value.reason, refused.value.field) == (said, field)


def test_a_broken_rule_without_words_is_not_hidden(people: Cast) -> None:
    with transaction.atomic(), pytest.raises(IntegrityError), in_chinese():
        Posting(authority=people.bureau, official=people.wang, office="expert").save()
