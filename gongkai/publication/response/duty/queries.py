"""值守查询: who is on duty, what nobody covers, which playbooks and hours hold, whom one calls."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from gongkai.law.grammar.flow import JSON
from gongkai.law.response_kinds import EventKind, Severity
from gongkai.law.response_roster import AHEAD, Gap, gaps
from gongkai.law.response_terms import HourTerm, TermKind, first_kind, hours_for
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import vault
from gongkai.publication.response.duty.models import (
    ContactKind,
    DutyShift,
    HourSetting,
    Playbook,
    ResponseContact,
)

FIELD = "response contact"
"""电话封存的用途."""


# -- the roster ----------------------------------------------------------------------------------------------------------


def shifts(authority: Authority, since: datetime, until: datetime) -> OwnedQuerySet[DutyShift]:
    """班次: those that reach into the time between two moments, in order."""
    rows = DutyShift.objects.of(authority).filter(cancelled_on=None, begins_at__lt=until, ends_at__gt=since)
    return rows.select_related("official").order_by("begins_at", "pk")


def on_duty(authority: Authority, now: datetime) -> list[DutyShift]:
    """当班: who is on duty at this moment."""
    return list(shifts(authority, now, now + timedelta(minutes=1)))


def uncovered(authority: Authority, now: datetime, ahead: timedelta = AHEAD) -> tuple[Gap, ...]:
    """空班: from now on, as far as the alarm looks ahead."""
    return gaps((row.shift for row in shifts(authority, now, now + ahead)), now, now + ahead)


def keeps_roster(authority: Authority, now: datetime) -> bool:
    """排过班: whether there is or ever was a roster; who never kept one is not told every day that it has gaps."""
    return DutyShift.objects.of(authority).filter(cancelled_on=None, begins_at__lte=now + AHEAD).exists()


# -- playbooks -----------------------------------------------------------------------------------------------------------


def playbooks(authority: Authority) -> OwnedQuerySet[Playbook]:
    """处置预案: those of an authority."""
    return Playbook.objects.of(authority).select_related("drafted_by", "approved_by")


def approved(authority: Authority, kind: EventKind | None = None) -> OwnedQuerySet[Playbook]:
    """可用的预案: approved by a second person and not retired; its own, and those of the authorities above."""
    rows = Playbook.objects.everywhere().filter(authority__in=authority.line)
    rows = rows.exclude(approved_on=None).filter(retired_on=None)
    return rows.filter(kind=kind.value) if kind else rows


# -- hours ---------------------------------------------------------------------------------------------------------------


def hour_rules(authority: Authority) -> list[HourTerm]:
    """时限设定: the nearest setting of each kind, here or above."""
    rows = HourSetting.objects.everywhere().filter(authority__in=authority.line).order_by("-authority__path")
    return [HourTerm(TermKind(row.kind), row.hours, row.source) for row in rows]


def hours(authority: Authority, severity: Severity) -> dict[str, JSON]:
    """适用时限: the details of a step that gives an event its hours."""
    rules = hour_rules(authority)
    first = hours_for(first_kind(severity), rules)
    return {
        "hours": first.hours,
        "term": first.source,
        "conference_hours": hours_for(TermKind.CONFERENCE, rules).hours,
        "report_hours": hours_for(TermKind.REPORT, rules).hours,
    }


# -- contacts ------------------------------------------------------------------------------------------------------------


def contacts(authority: Authority, kind: ContactKind | None = None) -> OwnedQuerySet[ResponseContact]:
    """应急联系人: those in use."""
    rows = ResponseContact.objects.of(authority).filter(ended_on=None)
    return rows.filter(kind=kind.value) if kind else rows


def phones(rows: Iterable[ResponseContact]) -> list[str]:
    """电话: opened, for calling and sending; never for a list."""
    house = vault.secrets_of(None)
    return [house.unseal(FIELD, row.phone) for row in rows]


def masked(phone: str) -> str:
    """电话（脱敏）: as lists show it."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else "****"
