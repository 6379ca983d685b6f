"""取数: the rows of the tables that one figure of a room fills, and who feeds every other cell of a form.

A room that keeps such a figure puts its ``Feed`` into ``FEEDS``. A feed that says None for a year keeps nothing of that year:
the row is typed for it.
"""

from __future__ import annotations

from gongkai.law.annual_report.facts import RoomFact, RoomFigure
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports.feeds import fees, people, points, training
from gongkai.oversight.reports.feeds.feed import Behind, Feed

__all__ = ["FEEDS", "Behind", "Feed", "facts"]

FEEDS: dict[RoomFigure, Feed] = {
    RoomFigure.FEES: fees.FEES,
    RoomFigure.OFFICES: people.OFFICES,
    RoomFigure.READING_POINTS: points.READING_POINTS,
    RoomFigure.STAFF_FULL_TIME: people.FULL_TIME,
    RoomFigure.STAFF_PART_TIME: people.PART_TIME,
    RoomFigure.FUNDS: people.FUNDS,
    RoomFigure.MEETINGS: training.ASSEMBLIES,
    RoomFigure.TRAININGS: training.CLASSES,
    RoomFigure.TRAINEES: training.PERSON_TIMES,
}
"""各行的取数."""


def facts(authority: Authority, year: int, *, beneath: bool) -> list[RoomFact]:
    """房间的数: of every feed that keeps the year."""
    told = ((figure, feed.count(authority, beneath, year)) for figure, feed in FEEDS.items())
    return [RoomFact(figure, number) for figure, number in told if number is not None]
