"""月报规定: by which day returns are due, and who owes them."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.authorities import AuthorityKind, duties
from gongkai.law.grammar.flow import JSON, not_in_the_future
from gongkai.law.grammar.statute import Certainty
from gongkai.law.monthly.returns import RETURNING, USUAL_DUE_DAY, DueDay
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.reports.returns.models import ReturnRule


def rules(authority: Authority) -> list[ReturnRule]:
    """月报规定沿革: every rule an authority has lived under, the one that counts most first."""
    rows = ReturnRule.objects.everywhere().filter(authority__in=authority.line).select_related("authority")
    return sorted(rows, key=lambda row: (row.authority.depth, row.since, row.pk), reverse=True)


def rule_in_force(authority: Authority, on: date) -> ReturnRule | None:
    """现行月报规定: its own, or that of the nearest authority above it; None where nobody has set one."""
    return next((row for row in rules(authority) if row.since <= on), None)


def due_day(authority: Authority, on: date) -> DueDay:
    """报送日: in force for an authority on a day, or the usual one."""
    row = rule_in_force(authority, on)
    return DueDay(row.day, row.source, Certainty.SEEN) if row else USUAL_DUE_DAY


@transaction.atomic
def set_rule(authority: Authority, due: DueDay, *, since: date, on: date, today: date, by: Official) -> ReturnRule:
    """设定月报规定: holds for returns opened from a day on."""
    not_in_the_future(on, today, RETURNING)
    data: dict[str, JSON] = {"since": since.isoformat(), "day": due.day, "source": due.source.strip()}
    entry = journal.enter(authority, "set_return_rule", on=on, by=by, data=data)
    return ReturnRule.objects.of(authority).create(
        authority=authority, since=since, day=due.day, source=due.source.strip(), entry=entry
    )


def owing(authority: Authority, on: date) -> AuthorityQuerySet:
    """应报单位: an authority and those beneath it that answer for themselves and stood on a day; villages report above."""
    kinds = [kind.value for kind in AuthorityKind if duties(kind).answers]
    return Authority.objects.under(authority).standing(on).filter(kind__in=kinds).order_by("path")
