"""已公开的: responses, warnings, press conferences."""

from __future__ import annotations

from datetime import date

from gongkai.law.gatherings import GatheringState
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of
from gongkai.publication.response.conferences import queries as conferences
from gongkai.publication.response.conferences.models import PressConference
from gongkai.publication.response.events.acts import WORDS
from gongkai.publication.response.events.models import EventResponse
from gongkai.publication.response.warnings import queries as warnings
from gongkai.publication.response.warnings.models import PublicWarning


def _responses(authority: Authority, on: date) -> OwnedQuerySet[EventResponse]:
    return EventResponse.objects.of(authority).filter(withdrawn_on=None).select_related("event__dossier")


def _warnings(authority: Authority, on: date) -> OwnedQuerySet[PublicWarning]:
    return warnings.public(authority)


def _conferences(authority: Authority, on: date) -> OwnedQuerySet[PressConference]:
    return conferences.conferences(authority)


def of_response(row: EventResponse) -> list[Part]:
    """回应: with the name of the matter and the concern it answers."""
    words = {name: str(getattr(row, name)).strip() for name in WORDS}
    told = {"名称和关切": [row.event.dossier.title, row.event.concern], "回应": words}
    return of_words(f"event {row.event_id}", told)


def of_warning(row: PublicWarning) -> list[Part]:
    """预警."""
    return of_words("warning", {"预警": [row.title, row.area, row.text]})


def of_conference(row: PressConference) -> list[Part]:
    """发布会: the announcement, what was said, or why it was called off."""
    if row.state == GatheringState.HELD:
        return [
            *of_words("conference", {"发布会": [row.topic, row.preview]}),
            *of_words("conference", {"发布会": [row.speakers, row.transcript]}),
        ]
    announced = of_words("conference", {"发布会": [row.topic, row.speakers, row.preview]})
    return [*announced, *of_words("conference", {"发布会": [row.reason]})] if row.reason else announced


SUBJECTS = [
    rows_of("responses", "回应", _responses, of_response),
    rows_of("warnings", "预警", _warnings, of_warning),
    rows_of("conferences", "新闻发布会", _conferences, of_conference),
]
