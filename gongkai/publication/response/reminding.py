"""回应提醒: of clocks that turn yellow or red, of hours nobody is on duty, of warnings past their end and not lifted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from gongkai.law.grammar.dates import chinese_moment
from gongkai.law.grammar.flow import Role
from gongkai.law.response_terms import HourLight
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import responsible
from gongkai.office.notices.acts import Note, notify_many
from gongkai.publication.response.duty import queries as duty
from gongkai.publication.response.duty.models import DutyShift
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.publication.response.events.queries import day_of
from gongkai.publication.response.warnings import queries as warnings
from gongkai.publication.response.warnings.models import PublicWarning

TOLD = {HourLight.YELLOW: "将到首次回应时限", HourLight.RED: "已超过首次回应时限"}


def remind(now: datetime) -> int:
    """提醒: leave what is new; may be run any number of times."""
    notes = [*_clocks(now), *_gaps(now), *_overrun(now)]
    whose = {authority.pk: authority for authority, _ in notes}
    return sum(
        notify_many(authority, [note for other, note in notes if other.pk == key]) for key, authority in whose.items()
    )


def _clocks(now: datetime) -> Iterator[tuple[Authority, Note]]:
    """The desk that registered it, whoever signs, and the unit that has it; a red clock once more than a yellow one."""
    waiting = OpinionEvent.objects.everywhere().filter(first_at=None, dossier__closed_on=None)
    for event in waiting.select_related("dossier", "authority", "unit"):
        light = event.light(now)
        if light not in TOLD:
            continue
        subject = f"舆情事件{event.dossier.number}{TOLD[light]}（{chinese_moment(event.due_at)}）"
        key = f"event light {event.dossier_id} {event.due_at.isoformat()} {light.value}"
        for official in _people(event.authority, (Role.DISPATCHER, Role.HANDLER, Role.SIGNER), now):
            yield event.authority, Note(f"{key} {official.pk}", official, subject, dossier=event.dossier)
        if event.unit is not None and event.unit_id != event.authority_id:
            for official in _people(event.unit, (Role.HANDLER,), now):
                yield event.unit, Note(f"{key} {official.pk}", official, f"{event.authority.name}交办的{subject}")


def _gaps(now: datetime) -> Iterator[tuple[Authority, Note]]:
    keepers = DutyShift.objects.everywhere().filter(ends_at__gt=now - timedelta(days=7), cancelled_on=None)
    for authority in Authority.objects.filter(pk__in=keepers.order_by().values("authority").distinct()):
        for gap in duty.uncovered(authority, now):
            subject = f"{chinese_moment(gap.since)}至{chinese_moment(gap.until)}没有人值班"
            key = f"duty gap {authority.pk} {day_of(gap.since)}"
            for official in _people(authority, (Role.DISPATCHER,), now):
                yield authority, Note(f"{key} {official.pk}", official, subject)


def _overrun(now: datetime) -> Iterator[tuple[Authority, Note]]:
    keys = PublicWarning.objects.everywhere().filter(ends_at__lt=now, dossier__closed_on=None)
    for authority in Authority.objects.filter(pk__in=keys.order_by().values("authority").distinct()):
        for row in warnings.overrun(authority, now):
            subject = f"预警“{row.title}”已过预计结束时刻，应当变更或者解除"
            key = f"warning overrun {row.dossier_id} {row.ends_at.isoformat()}"
            for official in _people(authority, (Role.SIGNER, Role.PUBLISHER), now):
                yield authority, Note(f"{key} {official.pk}", official, subject, dossier=row.dossier)


def _people(authority: Authority, roles: tuple[Role, ...], now: datetime) -> list[Official]:
    on = day_of(now)
    return list(dict.fromkeys(official for role in roles for official in responsible(authority, role, on)))
