"""钟: the only module of the house that reads the clock. Everybody else is handed a day."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.law.grammar.dates import BEIJING

__all__ = ["BEIJING", "now", "today"]


def now() -> datetime:
    """此刻: the moment, in Beijing time."""
    return datetime.now(BEIJING)  # noqa: TID251 (this is the clock)


def today() -> date:
    """今天: the day, in Beijing time."""
    return now().date()
