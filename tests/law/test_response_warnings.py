"""预警: no act leaves the table, and a warning is over only when every channel on which it stood has said so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.response_warnings import FLOW, Act, Standing, State, WarningChannel, WarningLevel, open_warning

CHINA = national()
DAY = date(2025, 7, 1)


def prepared(**said: JSON) -> Standing:
    details: dict[str, JSON] = {
        **{"kind": "flood", "level": "orange", "area": "示例镇", "title": "山洪预警", "text": "沿河转移", "by": "wang"},
        **{"begins": "2025-07-01 08:00", "ends": "2025-07-02 08:00"},
    }
    return open_warning(Step("prepare", DAY, {**details, **said}), CHINA)


def went(standing: Standing, *acts: tuple[str, Mapping[str, JSON]], on: date = DAY) -> Standing:
    for act, details in acts:
        standing = standing.take(Step(act, on, details), CHINA)
    return standing


SIGNED = ("sign", {"by": "li"})


def on_channel(act: str, channel: str, hour: int) -> tuple[str, Mapping[str, JSON]]:
    return act, {"channel": channel, "at": f"2025-07-01 {hour:02d}:00"}


DETAILS = st.fixed_dictionaries(
    {
        "by": st.sampled_from(["wang", "li"]),
        "reason": st.just("雨停"),
        "channel": st.sampled_from([each.value for each in WarningChannel]),
        "level": st.sampled_from([each.value for each in WarningLevel]),
        "ends": st.sampled_from(["2025-07-02 08:00", "2025-07-03 08:00"]),
        "at": st.integers(8, 23).map(lambda hour: f"2025-07-01 {hour:02d}:00"),
    }
)
WALK = st.lists(st.tuples(st.sampled_from(list(Act)), st.integers(0, 9), DETAILS), max_size=30)


@given(WALK)
def test_no_order_of_acts_ends_a_warning_that_still_stands_somewhere(
    walk: list[tuple[Act, int, dict[str, JSON]]],
) -> None:
    standing, on = prepared(), DAY
    for pick, (wanted, later, details) in enumerate(walk):
        on += timedelta(days=later // 8)
        offered = FLOW.open_acts(standing.state)
        act = Act(offered[later % len(offered)].act) if pick % 3 and offered else wanted
        before = standing
        try:
            standing = standing.take(Step(act.value, on, details), CHINA)
        except Unlawful:
            assert standing is before
            continue
        assert (before.state, act, standing.state) in {(row.source, row.act, row.target) for row in FLOW.rows}
        assert (standing.closed_on is not None) == FLOW.closed(standing.state)
        assert standing.lifted.keys() <= standing.channels.keys()
        if standing.state is State.LIFTED:
            assert standing.lifted.keys() == standing.channels.keys() and standing.channels
        assert all(standing.lifted[each] >= standing.channels[each] for each in standing.lifted)


def test_what_went_out_by_three_ways_is_lifted_by_three_ways() -> None:
    ways = ("website", "sms", "loudspeaker")
    standing = went(prepared(), SIGNED, *(on_channel("issue", way, 9) for way in ways))
    lifting = went(standing, ("lift", {"at": "2025-07-01 18:00", "reason": "降雨结束"}))
    for way in ways:
        with pytest.raises(Unlawful, match="还没有登记解除"):
            went(lifting, ("finish", {}))
        lifting = went(lifting, on_channel("lift_on", way, 19))
    assert went(lifting, ("finish", {})).state is State.LIFTED


def test_a_warning_has_an_end_that_may_be_changed_and_stands_beyond_it_until_lifted() -> None:
    standing = went(prepared(), SIGNED, on_channel("issue", "website", 9))
    due = standing.due(CHINA)
    assert due and due.on == date(2025, 7, 2)
    longer = went(standing, ("change", {"level": "red", "ends": "2025-07-04 08:00", "reason": "雨势加大"}))
    assert longer.level is WarningLevel.RED and longer.ends_at.day == 4
    with pytest.raises(Unlawful, match="没有变化"):
        went(longer, ("change", {"level": "red", "ends": "2025-07-04 08:00", "reason": "同前"}))
    with pytest.raises(Unlawful, match="晚于生效"):
        prepared(ends="2025-07-01 08:00")


def test_who_prepares_a_warning_does_not_sign_it_and_no_channel_is_lifted_that_was_not_used() -> None:
    with pytest.raises(Unlawful, match="不能签发自己"):
        went(prepared(), ("sign", {"by": "wang"}))
    lifting = went(
        prepared(), SIGNED, on_channel("issue", "website", 9), ("lift", {"at": "2025-07-01 10:00", "reason": "解除"})
    )
    with pytest.raises(Unlawful, match="没有发布过"):
        went(lifting, on_channel("lift_on", "sms", 11))
    with pytest.raises(Unlawful, match="不能早于发布"):
        went(lifting, on_channel("lift_on", "website", 8))
    assert went(prepared(), ("drop", {"reason": "预报调整"})).state is State.DROPPED
