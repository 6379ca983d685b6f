"""申请、数字、年报的取数: replies, the report on the year before, promises, and what was found again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from gongkai.casework.applications.figures.queries import Scope
from gongkai.casework.applications.figures.steps import Steps
from gongkai.casework.proposals import queries as proposals
from gongkai.law.applications import Act
from gongkai.law.expansions import Decision, Wish
from gongkai.law.grammar.sheets import State
from gongkai.law.problems import Measured, number, share
from gongkai.law.promises import PromiseState
from gongkai.law.supervision.rectifications import REMEMBERED, PastFinding, repeats
from gongkai.oversight.problems.asking import Asked, Counted, Figure, page
from gongkai.oversight.reports import queries as reports
from gongkai.oversight.reports.checking import Found
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.publication.catalogue.models import Expansion

_OVER = {PromiseState.KEPT, PromiseState.KEPT_LATE, PromiseState.OVERDUE, PromiseState.REPORTED, PromiseState.GIVEN_UP}
_KEPT = {PromiseState.KEPT, PromiseState.KEPT_LATE}


def corrected(asked: Asked) -> Counted:
    """退回修改的: files whose reply was sent back by its reviewer, of those a reply was signed in."""
    steps = Steps(Scope(asked.authority), asked.period)
    measured = share(steps.files(Act.RETURN).count(), steps.files(Act.REPLY).count())
    return Counted(measured, page("applications:figures"))


def failed_relations(asked: Asked) -> Counted:
    """不成立的勾稽关系: of the report on the year before."""
    return _of_report(asked, lambda found: found.red and bool(found.rule))


def loose_numbers(asked: Asked) -> Counted:
    """没有出处的数字: sections of that report in which a figure stands that no record gives."""
    return _of_report(asked, lambda found: found.concern.key.startswith("figures:"))


def stock_as_flow(asked: Asked) -> Counted:
    """存量当作流量的."""
    return _of_report(asked, lambda found: found.concern.key == "stock_repeated")


def lint(asked: Asked) -> Counted:
    """核对发现的问题: of every kind."""
    return _of_report(asked, lambda found: True)


def _of_report(asked: Asked, wanted: Callable[[Found], bool]) -> Counted:
    if asked.checked is None or asked.report is None:
        return Counted(Measured(None), page("reports:desk"))
    found = number(sum(wanted(each) for each in asked.checked.found))
    return Counted(found, page("reports:year", asked.authority.code, asked.report.year))


def unread_cells(asked: Asked) -> Counted:
    """没有读出的格: of the tables of reports that were brought in from outside."""
    states = [
        value.state
        for report in reports.published(asked.authority).filter(imported=True, year__lt=asked.year)
        for sheet in reports.as_published(report, reports.standing(report)).sheets.values()
        for value in sheet.filled.values()
    ]
    return Counted(share(states.count(State.UNREAD), len(states)), page("reports:desk"))


def days_to_publication(asked: Asked) -> Counted:
    """到公布的天数: from the end of the year the report is on."""
    report = asked.report
    if report is None or report.published_on is None or report.published_on > asked.on:
        return Counted(Measured(None), page("reports:desk"))
    days = (report.published_on - date(report.year, 12, 31)).days
    return Counted(number(days), page("reports:year", asked.authority.code, report.year))


def found_after_all(asked: Asked) -> Counted:
    """搜不到的已经补上的: of what was sought in vain time and again and was proposed."""
    rows = Expansion.objects.of(asked.authority).filter(wish=Wish.SEARCHES, **asked.within("first_on"))
    measured = share(rows.filter(decision=Decision.ACCEPTED).count(), rows.count())
    return Counted(measured, page("catalogue:expansions"))


def promises_kept(asked: Asked) -> Counted:
    """兑现率: of the promises whose day came in the year."""
    rows = proposals.promises(asked.authority).filter(**asked.within("due_on"))
    states = [proposals.promise_state(task, asked.on) for task in rows]
    over = [state for state in states if state in _OVER]
    return Counted(share(sum(state in _KEPT for state in over), len(over)), page("proposals:promises"))


def found_again(asked: Asked) -> Counted:
    """重复发现的: of the findings of the year, those of a kind found at the same unit within a year before."""
    since = asked.first - timedelta(days=REMEMBERED)
    rows = Finding.objects.of(asked.authority).filter(found_on__gte=since, found_on__lte=asked.on)
    rows = rows.exclude(dossier__outcome="lifted").order_by()
    history = [PastFinding(*row) for row in rows.values_list("indicator", "unit__code", "found_on")]
    of_year = [each for each in history if each.on >= asked.first]
    again = sum(repeats(history, each.indicator, each.unit, each.on) > 0 for each in of_year)
    return Counted(share(again, len(of_year)), page("supervision:findings"))


FIGURES: Mapping[str, Figure] = {
    "P31": corrected,
    "P32": failed_relations,
    "P33": loose_numbers,
    "P34": stock_as_flow,
    "P35": lint,
    "P36": unread_cells,
    "P37": days_to_publication,
    "P38": found_after_all,
    "P39": promises_kept,
    "P40": found_again,
}
