"""回应台账: what the yearly report counts of events, answers and press conferences, and the records behind each number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Q

from gongkai.law.response_facts import AnswerFact
from gongkai.office.authorities.models import Authority
from gongkai.publication.response.conferences import queries as conferences
from gongkai.publication.response.conferences.models import PressConference
from gongkai.publication.response.events import queries as events
from gongkai.publication.response.events.models import EventResponse, OpinionEvent


@dataclass(frozen=True, slots=True)
class Behind:
    """数字背后的一条: an answer or a press conference, as a list shows it; ``event`` and ``conference`` lead to its page."""

    title: str
    at: datetime
    where: str
    of: str
    authority: Authority
    event: int | None = None
    conference: int | None = None


@dataclass(frozen=True)
class AnswerLedger:
    """回应台账: of an authority, or also of everybody beneath it; ``only`` narrows it further."""

    authority: Authority
    beneath: bool
    only: Q = field(default_factory=Q)

    def narrowed(self, only: Q) -> AnswerLedger:
        """缩小: to the rows that fit."""
        return replace(self, only=only)

    def facts(self, year: int) -> list[AnswerFact] | None:
        """年度回应事实: None where there is no ledger of events."""
        known, told = OpinionEvent.objects, EventResponse.objects
        mine = known.under(self.authority) if self.beneath else known.of(self.authority)
        out = told.under(self.authority) if self.beneath else told.of(self.authority)
        return events.facts(mine.filter(self.only), out.filter(self.only), year)

    def conference_facts(self, year: int) -> list[AnswerFact] | None:
        """年度发布会事实: None where there is no ledger of press conferences."""
        rows = PressConference.objects
        mine = rows.under(self.authority) if self.beneath else rows.of(self.authority)
        return conferences.facts(mine.filter(self.only), year)

    def behind(self, given: Iterable[AnswerFact], year: int) -> list[Behind]:
        """数字背后的记录: the answers and the conferences these facts were counted from."""
        facts = list(given)
        told, held = EventResponse.objects, PressConference.objects
        out = told.under(self.authority) if self.beneath else told.of(self.authority)
        seen = held.under(self.authority) if self.beneath else held.of(self.authority)
        return [
            *(_answer(row) for row in events.behind(out, year, facts)),
            *(_conference(row) for row in conferences.behind(seen, year, facts)),
        ]


def _answer(row: EventResponse) -> Behind:
    event = row.event
    name = f"{event.dossier.number} {event.dossier.title}"
    return Behind(row.title, row.released_at, row.channel_label, name, row.authority, event=event.dossier_id)


def _conference(row: PressConference) -> Behind:
    led = "主要负责同志参加" if row.principal else ""
    return Behind(row.topic, row.at, row.place, led, row.authority, conference=row.pk)
