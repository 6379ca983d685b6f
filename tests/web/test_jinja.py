"""模板: filters say days and figures as an official writes them, and a missing name stops the page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import jinja2
import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.applications import ApplicantKind
from gongkai.web.jinja import environment


def said(template: str, **context: object) -> str:
    return engines.all()[0].from_string(template).render(context)


@pytest.mark.parametrize(
    ("template", "value", "text"),
    [
        ("{{ v|date }}", date(2025, 9, 8), "2025年9月8日"),
        ("{{ v|date }}", None, ""),
        ("{{ v|date }}", datetime(2025, 9, 17, 17, 0, tzinfo=UTC), "2025年9月18日"),
        ("{{ v|weekday }}", date(2025, 9, 18), "周四"),
        ("{{ v|isodate }}", date(2025, 9, 8), "2025-09-08"),
        ("{{ v|moment }}", datetime(2025, 9, 17, 17, 5, tzinfo=UTC), "2025-09-18 01:05"),
        ("{{ v|number }}", 12345, "12,345"),
        ("{{ v|number }}", None, ""),
        ("{{ v|number }}", 0, "0"),
        ("{{ v|money }}", Decimal("1234.5"), "1,234.50"),
        ("{{ v|label }}", ApplicantKind.PERSON, "自然人"),
        ("{{ v|label }}", "person", "person"),
        ("{{ url_or_none(v) }}", "nobody:built_this", "None"),
        ("{{ url(v, 'shili') }}", "portal:zone", "/shili/"),
    ],
)
def test_what_a_template_says(template: str, value: object, text: str) -> None:
    assert said(template, v=value) == text


@given(st.text())
def test_whatever_people_typed_is_escaped_on_a_page(text: str) -> None:
    shown = said("<p>{{ v }}</p>", v=text)[3:-4]
    assert "<" not in shown
    assert '"' not in shown


def test_pages_are_escaped_and_a_letter_in_plain_text_is_left_as_it_is() -> None:
    names = ("page.html", "feed.xml", "emblem.svg", "unknown.abc", "letters/disclosed.txt")
    house = environment(loader=jinja2.DictLoader(dict.fromkeys(names, "{{ v }}")))
    shown = [house.get_template(name).render(v="《甲》<乙>") for name in names]
    assert shown == ["《甲》&lt;乙&gt;"] * 4 + ["《甲》<乙>"]


def test_an_article_carries_the_tags_the_inspectors_ask_for_and_no_empty_ones() -> None:
    at = datetime(2025, 9, 17, 17, 5, tzinfo=UTC)
    tags = said('{% import "web/meta.html" as meta %}{{ meta.article("公告", at, "示例县人民政府") }}', at=at)
    assert tags.splitlines() == [
        '<meta name="ArticleTitle" content="公告">',
        '<meta name="PubDate" content="2025-09-18 01:05">',
        '<meta name="ContentSource" content="示例县人民政府">',
    ]


def test_a_name_nobody_gave_stops_the_page() -> None:
    with pytest.raises(jinja2.UndefinedError):
        said("{{ nobody }}")
