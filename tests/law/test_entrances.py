"""互动入口: all ways are always offered, and the words decide only which comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.entrances import GISTS, Way, offers


@given(st.text(max_size=80))
def test_every_way_is_offered_once_whatever_is_typed_and_the_likely_ones_come_first(words: str) -> None:
    found = offers(words)
    assert sorted(offer.way for offer in found) == sorted(Way) and set(GISTS) == set(Way)
    likely = [offer.likely for offer in found]
    assert likely == sorted(likely, reverse=True)
    assert all(sign in words for offer in found for sign in offer.why)


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("医保怎样缴费", Way.CONSULT),
        ("建议在小区门口增设公交站", Way.SUGGEST),
        ("楼下夜间施工噪声扰民", Way.COMPLAIN),
        ("举报商户出售过期食品", Way.REPORT),
        ("工资被拖欠三个月", Way.HELP),
        ("申请公开征地补偿标准的文件", Way.APPLY),
        ("网站上的链接打不开", Way.PAGE_ERROR),
        ("我的身份证号在公示名单里写错了", Way.CORRECT),
        ("村里的补助名单没有依法公开", Way.DISCLOSURE_COMPLAINT),
        ("对养犬管理办法征求意见稿的看法", Way.COMMENT),
    ],
)
def test_the_words_of_a_way_bring_it_to_the_front(words: str, way: Way) -> None:
    assert offers(words)[0].way is way


def test_without_words_the_ways_stand_in_their_own_order() -> None:
    assert [offer.way for offer in offers("")] == list(Way)
