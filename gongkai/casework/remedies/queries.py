"""查询: the cases of an authority, the year's facts and the records behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from gongkai.casework.applications.models import Application
from gongkai.casework.remedies.models import Remedy
from gongkai.law.annual_report.facts import RemedyFact
from gongkai.law.remedies import HearingKind, RemedyKind, RemedyResult, Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.vendor import Year

_GROUPED = ("kind", "filed", "closed", "dossier__outcome")


def standing(remedy: Remedy) -> Standing:
    """案件情况: replayed from the journal."""
    return as_remedy(journal.standing(remedy.dossier))


def as_remedy(found: object) -> Standing:
    """案件的情况: what the journal replays for a dossier of this kind is no other."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


@dataclass(frozen=True)
class Booked:
    """登记簿行: a case with where it stands."""

    remedy: Remedy
    standing: Standing

    @property
    def head_appeared(self) -> str:
        """负责人出庭: of a case that was heard in court."""
        in_court = [each for each in self.standing.hearings if each.kind is HearingKind.COURT]
        return "" if not in_court else "是" if any(each.head_appeared for each in in_court) else "否"

    @property
    def performed(self) -> str:
        """履行: whether what was ordered has been done."""
        if self.standing.performed_on is not None:
            return f"已于{self.standing.performed_on:%Y-%m-%d}履行"
        return f"待履行，限{self.standing.redo_by:%Y-%m-%d}前" if self.standing.owes_performance else ""

    @property
    def lessons(self) -> str:
        """教训: how many were drawn and how many are done."""
        drawn = self.standing.lessons
        return f"{sum(each.done_on is not None for each in drawn)}/{len(drawn)}已落实" if drawn else ""


def ledger(authority: Authority, year: int) -> tuple[list[Booked], list[Booked]]:
    """复议诉讼登记簿: the reconsiderations and the suits received in a year, each in the order they came."""
    rows = list(cases(authority).filter(dossier__opened_on__year=year).order_by("dossier__opened_on", "pk"))
    found = journal.standings([row.dossier for row in rows], calendar_of(authority))
    booked = [Booked(row, as_remedy(found[row.dossier_id])) for row in rows]
    return [each for each in booked if not each.standing.is_suit], [each for each in booked if each.standing.is_suit]


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


_DATED = {"filed": "dossier__opened_on", "concluded": "dossier__closed_on"}


def dated(authority: Authority, step: str, first: date, last: date) -> OwnedQuerySet[Remedy]:
    """期间内的案件: those that were notified (``filed``) or concluded (``concluded``) from one day to another."""
    rows = Remedy.objects.of(authority).filter(**{f"{_DATED[step]}__range": (first, last)})
    return rows.select_related("dossier").order_by("dossier__opened_on", "pk")


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
