"""查询: the cases of an authority, the year's facts and the records behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from gongkai.casework.applications.models import Application
from gongkai.casework.remedies.models import Remedy
from gongkai.law.annual_report.facts import RemedyFact
from gongkai.law.remedies import RemedyKind, RemedyResult, Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal.vendor import Year

_GROUPED = ("kind", "filed", "closed", "dossier__outcome")


def standing(remedy: Remedy) -> Standing:
    """案件情况: replayed from the journal."""
    found = journal.standing(remedy.dossier)
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def cases(authority: Authority) -> OwnedQuerySet[Remedy]:
    """案件: every case of an authority, the newest first."""
    rows = Remedy.objects.of(authority).select_related("dossier", "application__dossier")
    return rows.order_by("-dossier__opened_on", "-pk")


def against(application: Application) -> OwnedQuerySet[Remedy]:
    """所涉案件: the cases that challenge one application."""
    return cases(application.dossier.authority).filter(application=application)


def facts(rows: OwnedQuerySet[Remedy], year: int) -> Iterator[RemedyFact]:
    """年度事实: the groups the law counts, of cases filed by the end of the year."""
    filed = rows.filter(dossier__opened_on__lte=date(year, 12, 31)).order_by()
    years = filed.annotate(filed=Year("dossier__opened_on"), closed=Year("dossier__closed_on"))
    grouped = years.values_list(*_GROUPED).annotate(count=Count("pk")).values_list(*_GROUPED, "count")
    for kind, filed_in, closed, result, count in grouped:
        outcome = RemedyResult(result) if result else RemedyResult.PENDING
        yield RemedyFact(RemedyKind(kind), outcome, filed_in, closed, count)


def behind(rows: OwnedQuerySet[Remedy], facts: Iterable[RemedyFact]) -> OwnedQuerySet[Remedy]:
    """数字背后的案卷: the cases that were counted in these groups."""
    conditions = [_condition(fact) for fact in facts]
    if not conditions:
        return rows.none()
    return rows.filter(reduce(or_, conditions)).select_related("dossier").order_by("dossier__opened_on", "pk")


def _condition(fact: RemedyFact) -> Q:
    pending = fact.result is RemedyResult.PENDING
    closed = Q(dossier__closed_on=None) if fact.closed is None else Q(dossier__closed_on__year=fact.closed)
    outcome = "" if pending else fact.result.value
    return closed & Q(kind=fact.kind, dossier__opened_on__year=fact.filed, dossier__outcome=outcome)
