"""检查和通知的计量: what was found and how grave, what was not mended in time, what was told and not read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.procedures import replay
from gongkai.law.supervision.measures import Counted, Window
from gongkai.law.supervision.rectifications import Gravity, Standing, State
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.notices.models import Channel, Message
from gongkai.oversight.supervision.findings import queries
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.web.clock import BEIJING

UNREAD_DAYS = timedelta(days=7)
"""应阅期限: ours; no rule says how soon a notice must be read."""


def findings_serious(unit: Authority, window: Window) -> Iterator[Counted]:
    """检查发现严重问题."""
    return _found(unit, window, Gravity.SERIOUS, Gravity.VETO)


def findings_ordinary(unit: Authority, window: Window) -> Iterator[Counted]:
    """检查发现一般问题."""
    return _found(unit, window, Gravity.ORDINARY)


def _found(unit: Authority, window: Window, *gravities: Gravity) -> Iterator[Counted]:
    lifted = Q(dossier__outcome="lifted", dossier__closed_on__lte=window.until)
    rows = Finding.objects.everywhere().filter(
        unit=unit, gravity__in=gravities, found_on__gte=window.since, found_on__lte=window.until
    )
    for each in rows.exclude(lifted).select_related("dossier").order_by("found_on", "pk"):
        yield Counted((f"finding:{each.pk}",), each.found_on, each.dossier.title)


def findings_late(unit: Authority, window: Window) -> Iterator[Counted]:
    """检查发现逾期未整改: by its standing on the last day of the window; a day an objection was looked at does not count."""
    rows = (
        Finding.objects.everywhere().filter(unit=unit, found_on__lte=window.until).select_related("dossier__authority")
    )
    for each in rows.order_by("found_on", "pk"):
        calendar = calendar_of(each.dossier.authority)
        steps = [step for step in journal.steps(each.dossier) if step.on <= window.until]
        at = queries.as_standing(replay(each.dossier.kind, steps, calendar)) if steps else None
        if at is None or at.assigned_on is None or at.state in (State.LIFTED, State.OBJECTED):
            continue
        due = _term_ends(at, calendar)
        if window.holds(due) and (at.mended_on or window.until + timedelta(days=1)) > due:
            told = f"{at.mended_on:%Y-%m-%d}报告完成" if at.mended_on else "期末未完成"
            yield Counted((f"finding:{each.pk}",), due, f"{each.dossier.title}，整改期限{due:%Y-%m-%d}，{told}")


def _term_ends(at: Standing, calendar: Calendar) -> date:
    assigned = at.assigned_on or at.found_on
    return calendar.after(assigned + timedelta(days=at.paused), at.term.length).on


def unread_notices(unit: Authority, window: Window) -> Iterator[Counted]:
    """通知逾期未阅: notices left at the desks of a unit; the seventh day after lies in the window."""
    first = datetime.combine(window.since - UNREAD_DAYS, time(), BEIJING)
    last = datetime.combine(window.until - UNREAD_DAYS, time.max, BEIJING)
    unread = Q(read_at=None) | Q(read_at__gt=F("created_at") + UNREAD_DAYS)
    rows = Message.objects.of(unit).filter(unread, channel=Channel.DESK, created_at__gte=first, created_at__lte=last)
    for each in rows.select_related("official").order_by("created_at", "pk"):
        on = each.created_at.astimezone(BEIJING).date() + UNREAD_DAYS
        yield Counted((f"message:{each.pk}",), on, f"{each.subject}（{each.official}）")
