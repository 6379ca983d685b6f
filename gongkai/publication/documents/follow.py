"""追随: which public pages of the register, of drafts under comment and of meetings an entry touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from gongkai.law.disclosure import CONTENT_ACTS
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told
from gongkai.publication.documents.models import DecisionDraft, Instrument, InstrumentChange, Meeting

LISTS = ("library", "abolished", "public_decisions", "public_meetings")


def pages(told: Told) -> Iterator[str]:
    """所及页面: an instrument and those that changed it or were changed by it; a draft; a meeting."""
    said = _said(told)
    changes = InstrumentChange.objects.everywhere().filter(
        Q(entry=told.seq) | Q(entry=said.get("change") or 0), authority=told.authority_id
    )
    which = Q(entry=told.seq, authority=told.authority_id) | Q(pk__in=changes.values("instrument"))
    which |= Q(pk__in=changes.values("source_instrument")) | Q(document__in=changes.values("source_document"))
    if isinstance(said.get("instrument"), int):
        which |= Q(pk=said["instrument"])
    if told.dossier_id is not None:
        which |= Q(document__dossier=told.dossier_id)
    yield from _with_partners(Instrument.objects.everywhere().filter(which))
    if told.dossier_id is not None:
        yield from _decisions(DecisionDraft.objects.everywhere().filter(dossier=told.dossier_id))
    yield from _meetings(told, said)


def hidden(told: Told) -> Iterator[str]:
    """撤下的页面: of a meeting; those of documents go with their contents."""
    if told.act == "withdraw_meeting":
        yield from _meetings(told, _said(told))


UNMOVED = CONTENT_ACTS
"""不动: acts after which the standing pages are what they were."""


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: the library, the abolished, drafts and meetings."""
    yield from (reverse(f"documents:{name}", args=[authority.code]) for name in LISTS)


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面."""
    yield from standing(authority)
    yield from _instruments(Instrument.objects.of(authority))
    yield from _decisions(DecisionDraft.objects.of(authority))
    for key in Meeting.objects.of(authority).exclude(published_on=None).values_list("pk", flat=True):
        yield reverse("documents:public_meeting", args=[authority.code, key])


def _said(told: Told) -> dict[str, Any]:
    note = told.data.get("note")
    return note if isinstance(note, dict) else {}


def _with_partners(rows: Any) -> Iterator[str]:
    """Both ends of every change of theirs: each names the other."""
    keys = set(rows.values_list("pk", flat=True))
    if not keys:
        return
    documents = set(Instrument.objects.everywhere().filter(pk__in=keys).values_list("document", flat=True)) - {None}
    ends = InstrumentChange.objects.everywhere().filter(
        Q(instrument__in=keys) | Q(source_instrument__in=keys) | Q(source_document__in=documents)
    )
    for one, other in ends.values_list("instrument", "source_instrument"):
        keys |= {key for key in (one, other) if key}
    yield from _instruments(Instrument.objects.everywhere().filter(pk__in=keys))


def _instruments(rows: Any) -> Iterator[str]:
    for code, key in rows.order_by("pk").values_list("authority__code", "pk"):
        yield reverse("documents:public_instrument", args=[code, key])


def _decisions(rows: Any) -> Iterator[str]:
    for code, key in rows.order_by("pk").values_list("authority__code", "pk"):
        yield reverse("documents:public_decision", args=[code, key])


def _meetings(told: Told, said: dict[str, Any]) -> Iterable[str]:
    entries = {told.seq, said.get("meeting") or told.seq}
    rows = Meeting.objects.everywhere().filter(authority=told.authority_id, entry__in=entries)
    for code, key in rows.values_list("authority__code", "pk"):
        yield reverse("documents:public_meeting", args=[code, key])
