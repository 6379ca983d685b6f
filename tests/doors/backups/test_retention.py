"""备份留存: the newest always stays, each period has its newest, and nothing stays that no rule asks for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.doors.backups import retention
from gongkai.doors.backups.troubles import BackupError

NOW = datetime(2026, 11, 29, 4, tzinfo=UTC)
moments = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=6),
    st.integers(0, 400 * 24).map(lambda hours: NOW - timedelta(hours=hours)),
    min_size=1,
    max_size=60,
)
rules = st.fixed_dictionaries({}, optional={name: st.integers(0, 12) for name in ("daily", "weekly", "monthly")})


def daily(days: int) -> dict[str, datetime]:
    return {f"{day:03d}": NOW - timedelta(days=day) for day in range(days)}


def test_a_year_of_daily_backups_comes_down_to_days_weeks_and_months() -> None:
    stay = retention.kept(daily(400), {"daily": 7, "weekly": 5, "monthly": 12})
    assert {f"{day:03d}" for day in range(7)} <= stay
    assert 18 <= len(stay) <= 24
    assert max(stay) >= "300"


@given(moments, rules)
def test_the_newest_stays_and_no_more_than_the_rule_asks_for(given: dict[str, datetime], rule: dict[str, int]) -> None:
    stay = retention.kept(given, rule)
    assert max(given, key=lambda name: (given[name], name)) in stay
    assert len(stay) <= max(1, sum(rule.values()) + 1)


@given(moments, rules)
def test_clearing_twice_is_clearing_once(given: dict[str, datetime], rule: dict[str, int]) -> None:
    once = {name: given[name] for name in retention.kept(given, rule)}
    assert retention.kept(once, rule) == set(once)


def test_a_rule_is_read_or_refused_in_chinese() -> None:
    assert retention.read_rule(["daily=7", "monthly=12"]) == {"daily": 7, "monthly": 12}
    for words in (["7"], ["daily=x"], ["hourly=3"], ["daily=0"]):
        with pytest.raises(BackupError, match="留存规则"):
            retention.read_rule(words)
