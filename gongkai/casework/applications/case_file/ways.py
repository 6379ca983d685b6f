"""救济期限: until when the applicant may still seek a remedy, as the page of the file shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.applications import Standing
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.outcomes import outcome
from gongkai.law.remedies import Way, ways_against, ways_against_silence
from gongkai.law.service import ServiceMethod


@dataclass(frozen=True)
class OpenWay:
    """救济期限: one way, its last day in words, and whether it is still open."""

    name: str
    until: str
    basis: str
    open: bool


@dataclass(frozen=True)
class Ways:
    """救济期限一览: the ways against a reply, or against silence, and from what they are reckoned."""

    since: str
    ways: tuple[OpenWay, ...]
    note: str = ""


def ways(standing: Standing, on: date, calendar: Calendar) -> Ways | None:
    """救济期限: None while there is neither a served reply nor a term that has run out."""
    if standing.service is not None and standing.outcome is not None and standing.replied_on is not None:
        leaf, served = outcome(standing.outcome), standing.service.served_on
        found = ways_against(leaf, standing.replied_on, served, calendar)
        posted = standing.service.method is ServiceMethod.POST
        note = "邮寄的，登记的是交邮之日，期限自申请人实际收到之日起算，应以签收凭证为准" if posted else ""
        first = "；不予公开的，应当先申请行政复议，不服复议决定的，15日内起诉" if len(found) == 1 else ""
        return _told(f"自{chinese_date(served)}送达答复之日起算{first}", found, on, note) if found else None
    due = standing.due(calendar)
    if standing.closed_on is None and standing.pending is None and due is not None and on > due.on:
        since = f"答复期限已于{chinese_date(due.on)}届满而没有答复，自届满之日起算"
        return _told(since, ways_against_silence(due.on, calendar), on, "")
    return None


def _told(since: str, found: tuple[Way, ...], on: date, note: str) -> Ways:
    shown = tuple(
        OpenWay(
            way.name,
            f"{chinese_date(way.until.on)}{'（暂计）' if way.until.provisional else ''}",
            way.term.basis.short,
            way.is_open(on),
        )
        for way in found
    )
    return Ways(since, shown, note)
