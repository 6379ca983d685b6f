"""值守办理: shifts, contacts, playbooks and hours are set; each an entry of the authority."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.law.grammar.dates import to_the_minute
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.response_kinds import EventKind
from gongkai.law.response_roster import DUTY, Shift
from gongkai.law.response_terms import NOTICE, HourTerm
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.publication.response.duty import queries
from gongkai.publication.response.duty.models import (
    ContactKind,
    DutyShift,
    HourSetting,
    Playbook,
    ResponseContact,
)
from gongkai.web.clock import BEIJING

SHIFT_SET = "set_duty_shift"
SHIFT_CANCELLED = "cancel_duty_shift"
SHIFT_PASSED = "pass_duty_shift"
CONTACT_SET = "set_response_contact"
PLAYBOOK_DRAFTED = "draft_playbook"
PLAYBOOK_APPROVED = "approve_playbook"
PLAYBOOK_RETIRED = "retire_playbook"
HOURS_SET = "set_response_hours"
MOST_DAYS = 62
"""一次排班最多天数."""


@transaction.atomic
def roster(
    authority: Authority,
    people: Iterable[Official],
    phone: str,
    *,
    first: datetime,
    hours: int,
    days: int,
    on: date,
    by: Official,
) -> list[DutyShift]:
    """排班: so many days from a moment on, in shifts of so many hours, the people in turn; overlaps of one person are refused."""
    turn = list(people)
    if not turn:
        raise Unlawful("应选明值班人员", DUTY, field="people")
    if hours not in (8, 12, 24) or not 1 <= days <= MOST_DAYS:
        raise Unlawful(f"一个班次为8、12或者24小时，一次最多排{MOST_DAYS}天", DUTY, field="hours")
    made = [
        _shift(authority, turn[n % len(turn)], phone, first + timedelta(hours=hours * n), hours)
        for n in range(days * 24 // hours)
    ]
    DutyShift.objects.of(authority).bulk_create(made)
    told: dict[str, JSON] = {
        "first": to_the_minute(first),
        "hours": hours,
        "days": days,
        "people": [official.username for official in turn],
    }
    journal.enter(authority, SHIFT_SET, on=on, by=by, data=told)
    return made


def _shift(authority: Authority, official: Official, phone: str, begins: datetime, hours: int) -> DutyShift:
    span = Shift(begins, begins + timedelta(hours=hours))
    if queries.shifts(authority, span.begins_at, span.ends_at).filter(official=official).exists():
        raise Unlawful(f"{official.name}在{begins:%Y-%m-%d %H:%M}已有班次", DUTY, field="first")
    return DutyShift(
        authority=authority, official=official, phone=phone, begins_at=span.begins_at, ends_at=span.ends_at
    )


@transaction.atomic
def pass_shift(row: DutyShift, to: Official, *, on: date, by: Official) -> None:
    """班次交接: somebody else is on duty in its place; refused where they are on duty then already."""
    if row.cancelled_on is not None or row.official_id == to.pk:
        return
    if queries.shifts(row.authority, row.begins_at, row.ends_at).filter(official=to).exists():
        raise Unlawful(f"{to.name}在{row.begins_at.astimezone(BEIJING):%Y-%m-%d %H:%M}已有班次", DUTY)
    data: dict[str, JSON] = {"shift": row.pk, "from": row.official.username, "to": to.username}
    row.official = to
    row.save(update_fields=["official"])
    journal.enter(row.authority, SHIFT_PASSED, on=on, by=by, data=data)


@transaction.atomic
def cancel_shift(row: DutyShift, *, on: date, by: Official) -> None:
    """撤销班次: it stays in the table and covers nothing any more."""
    if row.cancelled_on is not None:
        return
    row.cancelled_on = on
    row.save(update_fields=["cancelled_on"])
    journal.enter(row.authority, SHIFT_CANCELLED, on=on, by=by, data={"shift": row.pk})


@transaction.atomic
def add_contact(
    authority: Authority, kind: ContactKind, group: str, name: str, phone: str, *, on: date, by: Official
) -> ResponseContact:
    """登记应急联系人: the number lies sealed under the key of the house; one person stands once in a group."""
    if queries.contacts(authority, kind).filter(group=group, name=name).exists():
        raise Unlawful(f"{group}的{name}已经登记，要改电话的先停用", DUTY, field="name")
    row = ResponseContact.objects.of(authority).create(
        authority=authority, kind=kind.value, group=group, name=name, phone=vault.seal(None, queries.FIELD, phone)
    )
    journal.enter(authority, CONTACT_SET, on=on, by=by, data={"contact": row.pk, "kind": kind.value, "group": group})
    return row


@transaction.atomic
def end_contact(row: ResponseContact, *, on: date, by: Official) -> None:
    """停用应急联系人: the number is blotted out with it."""
    row.ended_on, row.phone = on, vault.seal(None, queries.FIELD, "")
    row.save(update_fields=["ended_on", "phone"])
    journal.enter(row.authority, CONTACT_SET, on=on, by=by, data={"contact": row.pk, "ended": True})


# -- playbooks -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def draft_playbook(
    authority: Authority,
    kind: EventKind,
    name: str,
    steps: str,
    statement: tuple[str, str],
    *,
    on: date,
    by: Official,
) -> Playbook:
    """拟预案: steps and the first words, title and text; nobody can use it before a second person has approved it."""
    if queries.playbooks(authority).filter(name=name, retired_on=None).exists():
        raise Unlawful(f"已经有名为“{name}”的预案，要修改的先停用", NOTICE, field="name")
    row = Playbook.objects.of(authority).create(
        authority=authority,
        kind=kind.value,
        name=name,
        steps=steps,
        statement_title=statement[0],
        statement=statement[1],
        drafted_by=by,
        drafted_on=on,
    )
    _enter(row, PLAYBOOK_DRAFTED, on, by)
    return row


@transaction.atomic
def approve_playbook(row: Playbook, *, on: date, by: Official) -> None:
    """审定预案: by another than who drafted it."""
    if row.approved_on or row.retired_on:
        raise Unlawful(f"这份预案{row.stage}", NOTICE)
    if row.drafted_by_id == by.pk:
        raise Unlawful("拟稿的人不能审定自己拟的预案", NOTICE)
    row.approved_by, row.approved_on = by, on
    row.save(update_fields=["approved_by", "approved_on"])
    _enter(row, PLAYBOOK_APPROVED, on, by)


@transaction.atomic
def retire_playbook(row: Playbook, *, on: date, by: Official) -> None:
    """停用预案."""
    if row.retired_on:
        raise Unlawful("这份预案已停用", NOTICE)
    row.retired_on = on
    row.save(update_fields=["retired_on"])
    _enter(row, PLAYBOOK_RETIRED, on, by)


def _enter(row: Playbook, act: str, on: date, by: Official) -> None:
    told: dict[str, JSON] = {
        "playbook": row.pk,
        "kind": row.kind,
        "name": row.name,
        "steps": row.steps,
        "title": row.statement_title,
        "statement": row.statement,
    }
    journal.enter(row.authority, act, on=on, by=by, data=told)


# -- hours ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def set_hours(authority: Authority, rule: HourTerm, *, on: date, by: Official) -> HourSetting:
    """设定时限: for events registered from now on; those under way keep theirs."""
    row, _ = HourSetting.objects.of(authority).update_or_create(
        authority=authority,
        kind=rule.kind.value,
        defaults={"hours": rule.hours, "source": rule.source, "set_on": on},
    )
    told: dict[str, JSON] = {"kind": rule.kind.value, "hours": rule.hours, "source": rule.source}
    journal.enter(authority, HOURS_SET, on=on, by=by, data=told)
    return row
