"""回应关切的承接: events and warnings, the shifts to come, and playbooks nobody has approved yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.response_warnings import KIND as WARNING
from gongkai.law.responses import KIND as EVENT
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.succession import Heir, Span, files, of_row
from gongkai.publication.response.duty import acts
from gongkai.publication.response.duty.models import DutyShift, Playbook
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.publication.response.warnings.models import PublicWarning
from gongkai.web.clock import BEIJING


def _events(authority: Authority) -> OwnedQuerySet[Dossier]:
    mine = Q(authority=authority) | Q(opinion_event__unit=authority)
    return Dossier.objects.everywhere().filter(mine, kind=EVENT)


def _shifts(authority: Authority, span: Span) -> Iterable[Item]:
    rows = DutyShift.objects.of(authority).filter(cancelled_on=None, ends_at__date__gte=span.on)
    for row in rows.order_by("begins_at", "pk"):
        begins = row.begins_at.astimezone(BEIJING)
        name = f"{begins:%Y-%m-%d %H:%M}起值班"
        href = reverse("response:roster")
        yield of_row("shift", row, name, named=row.official_id, due=begins.date(), href=href)


def _playbooks(authority: Authority, span: Span) -> Iterable[Item]:
    rows = Playbook.objects.of(authority).filter(approved_on=None, retired_on=None)
    for row in rows.order_by("drafted_on", "pk"):
        href = reverse("response:playbook", args=[row.pk])
        yield of_row("playbook", row, row.name, named=row.drafted_by_id, href=href)


def _hand(authority: Authority, key: str, leaver: Official, to: Official, on: date, by: Official) -> None:
    acts.pass_shift(DutyShift.objects.of(authority).get(pk=key), to, on=on, by=by)


HEIRS = (
    files(EVENT, Role.DISPATCHER, rows=_events, models=(OpinionEvent,)),
    files(WARNING, Role.PUBLISHER, models=(PublicWarning,)),
    Heir("shift", "值班", Chapter.PROMISES, Role.DISPATCHER, _shifts, models=(DutyShift,), pass_on=_hand),
    Heir("playbook", "处置预案", Chapter.DRAFTS, Role.DISPATCHER, _playbooks, models=(Playbook,)),
)
