"""标注建议: what speaks for which attribute, each with its reason and article; a proposal never decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.attributes import GROUNDS, Attribute, Ground
from gongkai.law.documents import DocumentKind
from gongkai.law.labelling import Similar, genre, leading, likeness, most_alike, propose

TITLES = st.text(alphabet="关于做好年临时救助请示报告纪要通知办法的", min_size=0, max_size=20)


@given(st.sampled_from([*DocumentKind]), TITLES, st.text(max_size=60))
def test_every_proposal_gives_its_reason_and_article_and_the_default_is_open(
    kind: DocumentKind, title: str, text: str
) -> None:
    found = propose(kind, title, text)
    assert all(each.reason and each.basis for each in found)
    assert found[-1].attribute is Attribute.PROACTIVE and found[-1].basis.short == "条例第十三条"
    for each in found:
        assert each.ground is None or each.basis == GROUNDS[each.ground]
        assert each.ground is None or each.attribute is not Attribute.PROACTIVE


def test_20_a_normative_document_is_open_by_law() -> None:
    first = leading(propose(DocumentKind.NORMATIVE, "示例县临时救助办法", "第一条 为了救助。"))
    assert first.attribute is Attribute.PROACTIVE and first.basis.short == "条例第二十条第（一）项"


@pytest.mark.parametrize("title", ["关于申请资金的请示", "关于上半年工作的报告", "县长办公会议纪要"])
def test_a_request_a_report_or_minutes_are_a_mark_to_look_twice_and_no_ban(title: str) -> None:
    found = propose(DocumentKind.OTHER, title, "")
    assert leading(found).ground is Ground.DELIBERATION and "提示，不是禁止" in leading(found).reason
    assert found[-1].attribute is Attribute.PROACTIVE


@pytest.mark.parametrize(
    ("text", "ground", "article"),
    [
        ("本件含国家秘密", Ground.STATE_SECRET, "条例第十四条"),
        ("联系电话13900000000", Ground.THIRD_PARTY, "条例第十五条"),
        ("身份证号110101190001010014", Ground.THIRD_PARTY, "条例第十五条"),
        ("春节期间值班安排", Ground.INTERNAL, "条例第十六条第一款"),
        ("现将讨论稿印发", Ground.DELIBERATION, "条例第十六条第二款"),
        ("附询问笔录", Ground.ENFORCEMENT, "条例第十六条第二款"),
    ],
)
def test_14_to_16_words_that_point_at_an_exemption_are_shown_with_its_article(
    text: str, ground: Ground, article: str
) -> None:
    first = leading(propose(DocumentKind.OTHER, "关于有关事项的通知", text))
    assert (first.ground, first.basis.short) == (ground, article)


def test_a_number_found_is_not_spread_by_the_proposal_itself() -> None:
    first = leading(propose(DocumentKind.OTHER, "通知", "身份证号：110101190001010014，电话13900000000"))
    assert "110101190001010014" not in first.reason and "13900000000" not in first.reason


def test_similar_documents_speak_by_their_majority() -> None:
    similar = [
        Similar("关于2024年救助的通知", Attribute.PROACTIVE),
        Similar("关于2023年救助的通知", Attribute.PROACTIVE),
    ]
    similar.append(Similar("关于2022年救助的通知", Attribute.WITHHELD))
    first = leading(propose(DocumentKind.OTHER, "关于2025年某事的通知", "", similar))
    assert first.attribute is Attribute.PROACTIVE and "3件，其中2件为主动公开" in first.reason


@pytest.mark.parametrize(
    ("title", "word"),
    [("关于做好防汛的通知", "通知"), ("示例县临时救助办法（试行）", "办法"), ("防汛应急预案", "预案"), ("大事记", "")],
)
def test_the_genre_of_a_title_is_what_it_ends_with(title: str, word: str) -> None:
    assert genre(title) == word


@given(TITLES, TITLES)
def test_likeness_is_the_same_both_ways_and_whole_for_the_same_title(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) in {0.0, 1.0}


def test_the_year_does_not_make_two_titles_unlike() -> None:
    wanted = "关于做好2025年临时救助工作的通知"
    found = most_alike(wanted, [("关于防汛的通知", 1), ("关于做好2024年临时救助工作的通知", 2), (wanted, 3)])
    assert [key for _, key in found] == [2, 3]
