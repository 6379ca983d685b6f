"""培训的差事: in the morning whoever missed a question is told that it comes again."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.notices.work import Chore
from gongkai.oversight.training.practice.reminding import remind_reviews

MORNING = 8
"""The hour from which people are told."""


def remind_today(now: datetime) -> None:
    """复习提醒: nobody is told the same twice."""
    if now.hour >= MORNING:
        remind_reviews(now.date())


CHORES = [Chore("复习提醒", timedelta(hours=2), remind_today)]
