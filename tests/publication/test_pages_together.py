"""多页同绘: many pages are drawn from as many questions as one, and each says what the page alone would say."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from gongkai.doors.house import portal_house
from gongkai.law.validity import ChangeKind
from gongkai.publication.disclosure import pages, queries
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.validity import acts as register
from gongkai.publication.documents.validity.acts import Mark
from gongkai.web.context import shell
from tests.publication import interpreting
from tests.publication.conftest import DAY, House
from tests.publication.instruments import registered
from tests.publication.test_contents import in_a_batch, published

MOST = 15
"""Questions for any number of pages, where everything there can be beside a content is there; a plain one asks fewer."""


@pytest.fixture
def contents(house: House) -> list[Content]:
    """A policy with its interpretation, an instrument that was abolished by it, and plain ones enough for a batch."""
    policy, _ = interpreting.published(house)
    published(house)
    in_a_batch(house, 20)
    old = registered(house, "示民发〔2015〕1号", "旧办法")
    assert policy.document is not None
    source = register.source_of(policy.document)
    register.mark(source, [Mark(old, ChangeKind.REPEAL, DAY)], entered_on=DAY, today=DAY, by=house.people.wang)
    rows = pages.whole(queries.public_contents(house.people.bureau))
    return list(rows)


def test_twenty_pages_ask_as_often_as_one(
    contents: list[Content], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert len(contents) > 20
    with django_assert_max_num_queries(MOST) as alone:
        pages.content_contexts(contents[:1], DAY)
    with django_assert_max_num_queries(MOST) as together:
        pages.content_contexts(contents, DAY)
    assert len(together) <= MOST and len(alone) <= len(together)


def test_a_page_says_the_same_alone_among_many_and_to_a_reader(
    contents: list[Content], house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.web.clock.today", lambda: DAY)
    for content, context in zip(contents, pages.content_contexts(contents, DAY), strict=True):
        path = queries.address(content)
        drawn = render_to_string(pages.CONTENT, {**context, **shell(portal_house(content.authority, path), path)})
        read = Client().get(path).content.decode()
        assert without_the_switch(drawn) == without_the_switch(read)


def without_the_switch(page: str) -> list[str]:
    """The lines but the one that leads to the other look of the page."""
    return [line for line in page.splitlines() if line.strip() and "look-switch" not in line]
