"""次序: in whatever order things are published, moved, corrected, withdrawn, brought back and abolished, and whenever the press
comes between, what lies on the disk in the end is what a press from nothing makes; what is withdrawn never lies there.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.doors.followers import press
from gongkai.engines.press import pressing
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.validity import ChangeKind
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.acts import register_review
from gongkai.publication.documents.models import Instrument
from gongkai.publication.documents.validity import acts as validity
from gongkai.publication.documents.validity.acts import Mark, Source
from tests.doors.press.pressing import differing, from_nothing, lying, text_of
from tests.publication import interpreting
from tests.publication.conftest import DAY, House
from tests.publication.instruments import registered
from tests.publication.shelf import opened, published

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[House, int], object]


def content(number: int) -> Content:
    rows = list(Content.objects.everywhere().order_by("pk"))
    if not rows:
        raise Unlawful("还没有内容")
    return rows[number % len(rows)]


def column(number: int) -> Column:
    rows = list(Column.objects.everywhere().exclude(slug__in=("xzgfxwj", "zcjd")).order_by("pk"))
    return rows[number % len(rows)]


def publish(house: House, number: int) -> None:
    published(house, column(number), f"绝密之{number}，独一无二{Content.objects.everywhere().count()}")


def withdraw(house: House, number: int) -> None:
    disclosure.withdraw(content(number), on=DAY, by=house.people.wang, reason="有误")


def bring_back(house: House, number: int) -> None:
    review = register_review(house.people.bureau, title="再审", checks={}, reviewers=[], on=DAY, by=house.qian)
    disclosure.publish_again(content(number), on=DAY, today=DAY, by=house.people.wang, review=review)


def correct(house: House, number: int) -> None:
    changed = {"title": f"改过的标题{number}"}
    disclosure.correct(content(number), changed, on=DAY, today=DAY, by=house.people.wang, reason="笔误", note="改标题")


def move(house: House, number: int) -> None:
    disclosure.move(content(number), column(number + 1), on=DAY, by=house.people.wang, reason="放错了")


def rename(house: House, number: int) -> None:
    catalogue.rename_column(column(number), f"栏目{number}", f"lm{number}", on=DAY, by=house.people.wang)


def abolish(house: House, number: int) -> None:
    rows = list(Instrument.objects.everywhere().order_by("pk"))
    mark = Mark(rows[number % len(rows)], ChangeKind.REPEAL, DAY)
    source = Source("关于废止文件的决定", f"示民发〔2025〕{number}号", DAY)
    validity.mark(source, [mark], entered_on=DAY, today=DAY, by=house.people.wang)


def press_now(house: House, number: int) -> None:
    press.follow()


ACTS: tuple[Act, ...] = (publish, withdraw, bring_back, correct, move, rename, abolish, press_now)
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9)), min_size=4, max_size=12)


def furnished(house: House) -> None:
    above = opened(house.people, "通知公告", "tzgg")
    opened(house.people, "办事通知", "bstz", parent=above)
    interpreting.published(house)
    registered(house, "示民发〔2015〕1号", "示例县第1项办法")


def happened(house: House, steps: list[tuple[Act, int]]) -> None:
    for act, number in steps:
        try:
            act(house, number)
        except Unlawful:
            continue
        lying_now = text_of(lying())
        gone = Content.objects.everywhere().exclude(withdrawn_on=None).filter(title__startswith="绝密")
        assert [each.title for each in gone if each.title in lying_now] == []


@settings(max_examples=max(settings().max_examples // 16, 1))
@given(STEPS)
def test_the_pages_are_those_of_a_press_from_nothing(house: House, steps: list[tuple[Act, int]]) -> None:
    pressing.the_tree().clear()
    with transaction.atomic():
        furnished(house)
        press.follow()
        happened(house, steps)
        press.follow()
        found = lying()
        assert differing(found, from_nothing()) == []
        transaction.set_rollback(True)
