"""筛查的差事: a stretch of what is public, and dropped files that nobody has taken up."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.notices.work import Chore
from gongkai.publication.gate.acts import throw_away_old
from gongkai.publication.gate.sweeping import sweep_some

SECONDS = 20.0
"""Of every turn: the other chores wait meanwhile."""


def sweep_today(now: datetime) -> None:
    """筛查一段已公开的内容."""
    sweep_some(now.date(), SECONDS)


def throw_away_today(now: datetime) -> None:
    """删除过期的原件."""
    throw_away_old(now.date())


CHORES = [
    Chore("已公开内容筛查", timedelta(minutes=10), sweep_today),
    Chore("门口的原件删除", timedelta(hours=6), throw_away_today),
]
