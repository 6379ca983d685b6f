"""公开时限: what is understood says the same again, what is not is never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.statute import Unit
from gongkai.law.limits import PERIODIC, Limit, LimitKind, read_limit


@given(st.text(max_size=60))
def test_whatever_is_written_keeps_its_wording_and_is_understood_or_says_why_not(wording: str) -> None:
    limit = read_limit(wording)
    assert limit.wording == wording
    assert (limit.kind is None) == bool(limit.unread)


BEGINNINGS = st.sampled_from(["信息形成或者变更", "处罚决定作出", "本级财政部门批复", "收到批复文件", "公示期满", ""])


@given(
    BEGINNINGS, st.integers(1, 366), st.sampled_from(["个工作日", "日", "天"]), st.sampled_from(["公开", "发布", ""])
)
def test_26_a_term_of_any_length_from_any_event_is_read_to_the_day(
    begins: str, days: int, unit: str, tail: str
) -> None:
    limit = read_limit(f"{begins}之日起{days}{unit}内{tail}" if begins else f"{days}{unit}内{tail}")
    assert (limit.kind, limit.days, limit.begins) == (LimitKind.TERM, days, begins)
    assert limit.unit is (Unit.WORKING_DAYS if "工作日" in unit else Unit.CALENDAR_DAYS)


@given(st.integers(1, 99))
def test_a_number_in_characters_is_the_same_number(number: int) -> None:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    written = (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")
    assert read_limit(f"自形成之日起{written}个工作日内").days == number


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("实时公开", LimitKind.REALTIME),
        ("按日公开", LimitKind.DAILY),
        ("按月公开", LimitKind.MONTHLY),
        ("按季公开", LimitKind.QUARTERLY),
        ("按年公开", LimitKind.YEARLY),
        ("事件触发", LimitKind.EVENT),
        ("公示期不少于7个工作日", LimitKind.DISPLAY),
    ],
)
def test_the_limits_of_pingchuan_are_understood(wording: str, kind: LimitKind) -> None:
    assert read_limit(wording).kind is kind
    assert read_limit(wording).is_periodic == (kind in PERIODIC)


@pytest.mark.parametrize(
    ("wording", "month", "day", "after"),
    [
        ("每月10日前", 0, 10, False),
        ("次月10日前公开", 0, 10, True),
        ("季度终了后15日内", 0, 15, True),
        ("每年3月31日前", 3, 31, False),
        ("每年6月底前", 6, 30, False),
        ("次年1月31日前", 1, 31, True),
        ("每年度终了后20日内", 0, 20, True),
    ],
)
def test_a_day_within_the_period_or_after_it_is_told_apart(wording: str, month: int, day: int, after: bool) -> None:
    limit = read_limit(wording)
    assert (limit.month, limit.day, limit.after) == (month, day, after)


def test_a_display_stands_beside_the_term() -> None:
    limit = read_limit("制定或获取信息之日起10个工作日内，公示7个工作日")
    assert (limit.days, limit.display, limit.display_unit) == (10, 7, Unit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("wording", "why"),
    [
        ("信息形成20个工作日内；其中许可、处罚自决定之日起7个工作日内", "没有读懂，不能只按前一句推算"),
        ("及时公开，公告期限5个工作日", "没有写明期限"),
        ("发生后5小时内", "以小时计"),
        ("2025-03-31", "是日期或者数字"),
        ("45747", "是日期或者数字"),
        ("每年2月30日前", "不在1至29之间"),
        ("每年13月1日前", "没有13月"),
        ("自形成之日起0个工作日内", "日数不合理"),
        ("自形成之日起2000个工作日内", "日数不合理"),
        ("每月或者每季公开", "没有读懂"),
        ("每季度结束20个工作日内", "不是起算点"),
        ("", "没有写明时限"),
    ],
)
def test_what_is_not_understood_is_said_and_not_guessed(wording: str, why: str) -> None:
    limit = read_limit(wording)
    assert limit.kind is None and why in limit.unread
    assert limit == Limit(wording, unread=limit.unread), "nothing of it is kept as if it had been read"
