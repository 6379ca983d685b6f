"""办件核验: what lists, cards and figures search of a case follows from its steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from django.db.models import Model

from gongkai.casework.services.cases import queries
from gongkai.casework.services.cases.models import CaseMatter, CaseRun, ServiceCase
from gongkai.casework.services.cases.reflecting import follow, matters, runs
from gongkai.law.cases import Standing
from gongkai.law.grammar.calendar import Calendar
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding

_AT_ONCE = 200
_FOLLOWED = (
    *("channel", "party", "package", "general", "ready", "visits", "stars", "rated_on", "finding", "received_on"),
    *("term_on", "timeliness", "shut", "outcome"),
)


def findings() -> Iterator[Finding]:
    """核验发现: every case against its steps, authority by authority."""
    every = ServiceCase.objects.everywhere().order_by("authority")
    for key in every.values_list("authority", flat=True).distinct():
        rows = ServiceCase.objects.everywhere().filter(authority=key).order_by("pk")
        rows = rows.select_related("dossier__authority", "authority", "commissioner")
        for some in _chunks(rows.iterator(_AT_ONCE)):
            calendar = calendar_of(some[0].authority)
            standings = journal.standings([case.dossier for case in some], calendar)
            for case in some:
                if not _follows(case, queries.as_case(standings[case.dossier_id]), calendar):
                    yield Finding(f"{case.authority.name}办件{case.dossier.number}", "办件、分办事项或者计时与条目不符")


def _chunks(rows: Iterator[ServiceCase]) -> Iterator[list[ServiceCase]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some


def _follows(case: ServiceCase, standing: Standing, calendar: Calendar) -> bool:
    was = [getattr(case, name) for name in _FOLLOWED]
    follow(case, standing)
    units = {unit.code: unit for unit in Authority.objects.filter(code__in={part.unit for part in standing.parts})}
    parts = CaseMatter.objects.of(case.authority).filter(case=case)
    clocks = CaseRun.objects.of(case.authority).filter(case=case)
    return (
        was == [getattr(case, name) for name in _FOLLOWED]
        and _same(parts, "item", matters(case, standing, units))
        and _same(clocks, "place", runs(standing, calendar, units))
    )


def _same(rows: Iterable[Model], key: str, told: Iterable[Mapping[str, object]]) -> bool:
    found = {getattr(row, key): row for row in rows}
    wanted = {each[key]: each for each in told}
    return found.keys() == wanted.keys() and all(
        getattr(found[name], field) == value for name, each in wanted.items() for field, value in each.items()
    )
