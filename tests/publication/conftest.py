"""公开测试的夹具: the company with letter codes, a column for documents and one for interpretations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from gongkai.law.disclosure import ContentClass
from gongkai.office.authorities.models import Official
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from tests.cast import BEGINNING, Cast, cast, official

DAY = date(2025, 9, 18)


@dataclass(frozen=True)
class House:
    """公开人物: the cast, with three reviewers beside 王 (drafts) and 李 (signs), and two columns of the bureau."""

    people: Cast
    sun: Official
    qian: Official
    wu: Official
    files: Column
    explained: Column


@pytest.fixture
def people(db: None) -> Cast:
    """The company; the bureau has its letter code."""
    company = cast()
    for authority in (company.bureau, company.elsewhere):
        authority.profile.letter_code = "示民发"
        authority.profile.save()
    return company


@pytest.fixture
def house(people: Cast) -> House:
    """The company ready to publish: 孙, 钱 and 吴 review."""
    return furnish(people)


def furnish(people: Cast) -> House:
    """布置: two columns and three reviewers for the bureau."""
    plans = [
        ColumnPlan("行政规范性文件", "xzgfxwj", "办公室", [ContentClass.DOCUMENT], category="0101"),
        ColumnPlan("政策解读", "zcjd", "办公室", [ContentClass.INTERPRETATION], category="0102"),
    ]
    files, explained = (
        Column.objects.of(people.bureau).filter(slug=plan.slug).first()
        or catalogue.open_column(people.bureau, plan, on=BEGINNING, by=None, owner=people.wang)
        for plan in plans
    )
    sun, qian, wu = (
        official(username, name, people.bureau, *offices)
        for username, name, offices in (
            ("sun", "孙审稿", ("unit_deputy",)),
            ("qian", "钱保密", ("label_reviewer",)),
            ("wu", "吴属性", ("label_reviewer",)),
        )
    )
    return House(people, sun, qian, wu, files, explained)
