"""回应关切追随: which public pages an entry touches: of the event, of the conference, the rumours and the conferences.

What is warned of now is a matter of minutes: warnings, and the page that begins with them, are never pressed.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongkai.law.response_flow import Act
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told
from gongkai.publication.response.conferences.models import PressConference
from gongkai.publication.response.events import queries
from gongkai.publication.response.events.models import OpinionEvent


def pages(told: Told) -> Iterator[str]:
    """所及页面: of the event whose file it is, or of the conference."""
    if told.dossier_id is not None:
        events = OpinionEvent.objects.everywhere().filter(dossier=told.dossier_id)
        for code, event in events.values_list("authority__code", "pk"):
            yield from _of_event(code, event)
    elif isinstance(note := told.data.get("note"), dict) and "conference" in note:
        rows = PressConference.objects.everywhere().filter(pk=note["conference"], authority=told.authority_id)
        for code, conference, event in rows.values_list("authority__code", "pk", "event"):
            yield from _of_conference(code, conference)
            if event is not None:
                yield from _of_event(code, event)


def answers(told: Told) -> Iterator[int]:
    """所及回应: the event whose file it is, for whoever finds answers by their words."""
    if told.dossier_id is not None:
        rows = OpinionEvent.objects.everywhere().filter(dossier=told.dossier_id)
        yield from rows.order_by("pk").values_list("pk", flat=True)


def hidden(told: Told) -> Iterator[str]:
    """撤下的页面: whatever shows an answer that was taken down."""
    return pages(told) if told.act == Act.WITHDRAW else iter(())


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面: of whoever ever answered anything, or ever announced a conference."""
    for event in queries.public_events(authority).order_by("pk").values_list("pk", flat=True):
        yield from _of_event(authority.code, event)
    for conference in PressConference.objects.of(authority).order_by("pk").values_list("pk", flat=True):
        yield from _of_conference(authority.code, conference)


def _of_event(code: str, event: int) -> Iterator[str]:
    yield reverse("response:public_event", args=[code, event])
    yield reverse("response:rumours", args=[code])


def _of_conference(code: str, conference: int) -> Iterator[str]:
    yield reverse("response:public_conference", args=[code, conference])
    yield reverse("response:public_conferences", args=[code])
