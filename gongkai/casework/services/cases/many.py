"""成批登记办件: whole cases at once, as an import brings them, by the journal's ``enter_many``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from gongkai.casework.applications.codes import new_code
from gongkai.casework.services.cases import applicants, queries
from gongkai.casework.services.cases.importing import CaseReader, WholeCase
from gongkai.casework.services.cases.models import CaseMatter, CaseRun, ServiceCase
from gongkai.casework.services.cases.reflecting import follow, matters, runs
from gongkai.casework.services.government import government_of
from gongkai.casework.services.halls.models import HallWindow
from gongkai.casework.services.items.models import ServiceItemVersion
from gongkai.law.case_flow import COMPLETE
from gongkai.law.cases import KIND, Standing
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.procedures import replay
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal.acts import Deed, History, Written


def reader(authority: Authority, today: date) -> CaseReader:
    """读者: with the windows whose number is one window's alone, and every version of every item of the government."""
    windows: dict[str, list[HallWindow]] = {}
    for window in HallWindow.objects.of(authority).select_related("zone__hall"):
        windows.setdefault(window.number, []).append(window)
    versions: dict[str, list[ServiceItemVersion]] = {}
    rows = ServiceItemVersion.objects.under(government_of(authority)).select_related("item", "authority")
    for version in rows.order_by("item", "number"):
        versions.setdefault(version.item.code, []).append(version)
    return CaseReader(
        authority=authority,
        calendar=calendar_of(authority),
        today=today,
        windows={number: found[0] for number, found in windows.items() if len(found) == 1},
        versions={code: tuple(found) for code, found in versions.items()},
        taken=frozenset(ServiceCase.objects.of(authority).values_list("once", flat=True)),
    )


def enter(authority: Authority, given: Sequence[WholeCase], *, by: Official) -> int:
    """成批登记: every case with its steps, as if act by act, all of them or none; raises Unlawful.

    Nobody holds a query code of these: the other system gave its own.
    """
    try:
        with transaction.atomic():
            return _enter(authority, given, by)
    except IntegrityError:
        raise Unlawful("清单中有的办件刚刚已由他人导入，请重新导入", COMPLETE, field="file") from None


def _enter(authority: Authority, given: Sequence[WholeCase], by: Official) -> int:
    calendar = calendar_of(authority)
    units = {unit.code: unit for unit in queries.units(authority)}

    def rows(written: Sequence[Written]) -> None:
        _rows(authority, written, calendar, units)

    histories = [
        History(
            [Deed(step, by) for step in case.steps],
            title=case.title,
            personal={"applicant": applicants.packed(case.applicant)},
            row=case,
        )
        for case in given
    ]
    return sum(1 for _ in journal.enter_many(authority, KIND, histories, alongside=rows))


def _rows(authority: Authority, written: Sequence[Written], calendar: Calendar, units: dict[str, Authority]) -> None:
    found = [(_row(authority, one), _standing(one, calendar)) for one in written]
    for case, standing in found:
        follow(case, standing)
    ServiceCase.objects.of(authority).bulk_create([case for case, _ in found])
    CaseMatter.objects.of(authority).bulk_create(
        CaseMatter(authority=authority, case=case, **told)
        for case, standing in found
        for told in matters(case, standing, units)
    )
    CaseRun.objects.of(authority).bulk_create(
        CaseRun(authority=authority, case=case, **told)
        for case, standing in found
        for told in runs(standing, calendar, units)
    )


def _row(authority: Authority, one: Written) -> ServiceCase:
    case: WholeCase = one.history.row
    return ServiceCase(
        authority=authority,
        dossier=one.dossier,
        window=case.window,
        personal=applicants.sealed(one.secrets, case.applicant),
        once=case.mark,
        code_digest=queries.code_digest(new_code()),
    )


def _standing(one: Written, calendar: Calendar) -> Standing:
    case: WholeCase = one.history.row
    return queries.as_case(replay(KIND, case.steps, calendar))
