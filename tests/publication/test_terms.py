"""名词解释: each term is marked once, in running text only, and nothing of the text is lost."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publication.disclosure.terms import explained, gathered

WORDS = st.lists(st.tuples(st.text("低保对象临时救助", min_size=1, max_size=4), st.just("意思")), max_size=4)
ADDED = re.compile(r'<dfn><a href="#term-\d+">|</a></dfn>')


@given(st.text("低保对象临时救助<>&，。a", max_size=60), WORDS)
def test_taking_the_marks_away_gives_the_text_back_and_no_term_is_marked_twice(
    text: str, words: list[tuple[str, str]]
) -> None:
    body = SafeString(f"<p>{escape(text)}</p>")
    terms = gathered(words)
    marked = explained(body, terms)
    assert ADDED.sub("", marked) == body
    places = re.findall(r"#term-(\d+)", marked)
    assert len(places) == len(set(places)) and set(map(int, places)) <= set(range(1, len(terms) + 1))


def test_a_term_is_marked_in_running_text_and_left_alone_in_links_and_headings() -> None:
    body = SafeString('<h2>低保</h2><p><a href="/x">低保</a>与低保，低保</p>')
    assert explained(body, [("低保", "最低生活保障")]) == (
        '<h2>低保</h2><p><a href="/x">低保</a>与<dfn><a href="#term-1">低保</a></dfn>，低保</p>'
    )


def test_a_term_is_gathered_once_as_first_explained_and_a_single_character_is_none() -> None:
    assert gathered([("低保", "一"), ("低保", "二"), ("县", "三"), ("特困", " ")]) == [("低保", "一")]
