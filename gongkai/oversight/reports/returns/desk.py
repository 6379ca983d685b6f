"""月报页面: the returns of one's own authority, one return with its acts, and its files."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.application_figures import Period
from gongkai.law.monthly.adding_up import faults
from gongkai.law.monthly.analysis import sentences
from gongkai.law.monthly.returns import FLOW, Act, Standing, State
from gongkai.office.authorities.guards import DeskRequest, reads_beneath, role
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import readable
from gongkai.office.journal.offering import Offered, offering
from gongkai.oversight.reports.files import PAGE, STAFF
from gongkai.oversight.reports.monthly.desk import begun_month
from gongkai.oversight.reports.returns import acts, comparing, papers, queries
from gongkai.oversight.reports.returns.forms import FORMS, SubmitForm
from gongkai.oversight.reports.returns.models import MonthlyReturn
from gongkai.oversight.reports.returns.showing import events, lines
from gongkai.oversight.reports.returns.waiting import waits
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.step_forms import StepForm

CARRIERS = ("docx", "pdf", "xlsx")
_SHOWN = 100


@require_safe
@role(*STAFF)
def returns(request: DeskRequest) -> HttpResponse:
    """月报表: one's own, the latest first; those beneath it where one may read them."""
    today = clock.today()
    last = Period.month(today.year, today.month - 1) if today.month > 1 else Period.month(today.year - 1, 12)
    own = queries.returns(request.authority)
    context: dict[str, object] = {
        "authority": request.authority,
        "page": Pages(own, PAGE).get_page(request.GET.get("page")),
        "states": {state.value: state.label for state in State},
        "today": today,
        "last": last,
        "there": queries.return_of(request.authority, last) is not None,
        "reads_beneath": reads_beneath(request),
    }
    return render(request, "reports/desk/returns.html", context)


@require_safe
@role(*STAFF)
def one(request: DeskRequest, code: str, year: int, month: int) -> HttpResponse:
    """一份月报表: its figures, what was put right, who signed, and what came late; before it is begun, what it would say."""
    authority, period = _of(request, code), begun_month(year, month)
    row, today = queries.return_of(authority, period), clock.today()
    context: dict[str, object] = {
        "authority": authority,
        "period": period,
        "own": authority == request.authority,
        "row": row,
        "today": today,
        "carriers": CARRIERS,
    }
    if row is None:
        return render(request, "reports/desk/return_unopened.html", context)
    told = queries.standing(row)
    content = queries.content(row, told, clock.now())
    offered = _offered(request, row, told, today)
    context |= {
        "dossier": row.dossier,
        "standing": told,
        "parts": lines(content),
        "acts": [(act.label, act.value) for act in offered.acts if act not in _AT_A_FIGURE],
        "may_correct": Act.CORRECT in offered.acts,
        "refused": offered.refused,
        "faults": faults(content.figures),
        "moved": content.moved(),
        "waits": told.waits if told.locked else waits(authority, today),
        "content": content,
        "names": _names(told),
        "events": events(row),
        "late": told.closed_on is not None and told.closed_on > told.deadline,
        "overdue": told.closed_on is None and today > told.deadline,
    }
    return render(request, "reports/desk/return.html", context)


_AT_A_FIGURE = frozenset({Act.CORRECT, Act.RESTORE})
"""逐项办理的: acts that are taken at a figure."""


@role("handler")
def open_return(request: DeskRequest, code: str, year: int, month: int) -> HttpResponse:
    """开始填报."""
    if code != request.authority.code:
        raise Http404
    period, today = begun_month(year, month), clock.today()
    if request.method == "POST":
        acts.open_return(request.authority, period, on=today, today=today, by=request.official)
    return redirect("reports:return", code, year, month)


@role("handler", "reviewer", "signer")
def take_act(request: DeskRequest, code: str, year: int, month: int, name: str) -> HttpResponse:
    """办理一步."""
    row = _own(request, code, year, month)
    act = next((each for each in FORMS if each.value == name), None)
    told, today = queries.standing(row), clock.today()
    if act is None:
        raise Http404
    offered = _offered(request, row, told, today)
    for refused, objection in offered.refused:
        if refused is act:
            raise objection.raised()
    if act not in offered.acts:
        FLOW.row(told.state, act)
        raise Http404
    key = request.GET.get("key", "")
    seen = row.dossier.version
    first: dict[str, object] = {"on": today, "seen": seen, "key": key}
    if act is Act.NOTE:
        first["text"] = told.note or _draft(row, told)
    sent = posted(request, seen=seen)
    form: StepForm
    if act is Act.SUBMIT:
        form = SubmitForm(sent, initial=first, waits=waits(row.authority, today))
    else:
        form = FORMS[act](sent, initial=first)
    if form.is_valid():
        acts.act(row, form.step(), today=today, at=clock.now(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("reports:return", code, year, month)
    context = {"form": form, "heading": act.label, "row": row, "figure": _figure(row, told, key) if key else None}
    return render(request, "reports/desk/return_act.html", context)


@require_safe
@role(*STAFF)
def differences(request: DeskRequest, code: str, year: int, month: int) -> HttpResponse:
    """锁定后的差异: figure by figure, and the entries that came late."""
    authority, period = _of(request, code), begun_month(year, month)
    row = queries.return_of(authority, period)
    told = queries.standing(row) if row else None
    if row is None or told is None or not told.locked:
        raise Http404
    signed = queries.signed_content(row, told)
    now = queries.counted_now(authority, told, clock.now())
    found = queries.late_entries(authority, signed)
    context = {
        "authority": authority,
        "period": period,
        "row": row,
        "standing": told,
        "differences": queries.differences(signed, now),
        "entries": found[:_SHOWN],
        "more": max(0, len(found) - _SHOWN),
    }
    return render(request, "reports/desk/return_differences.html", context)


@require_safe
@role(*STAFF)
def download(request: DeskRequest, code: str, year: int, month: int, carrier: str) -> HttpResponse:
    """下载: the return, or with ``analysis`` the note on it."""
    authority, period = _of(request, code), begun_month(year, month)
    row = queries.return_of(authority, period)
    if row is None or carrier not in CARRIERS:
        raise Http404
    told = queries.standing(row)
    content = queries.content(row, told, clock.now())
    name = f"return-{year}-{month:02}"
    if "analysis" in request.GET and carrier != "xlsx":
        found = comparing.of_return(authority, content)
        return papers.as_file(papers.analysis_paper(authority, period.label, found), (), carrier, f"{name}-analysis")
    names = _names(told)
    paper = papers.return_paper(authority, content, told, lambda by: names.get(by, by))
    return papers.as_file(paper, papers.return_sheets(content), carrier, name)


def _of(request: DeskRequest, code: str) -> Authority:
    authority = readable(request.authority, request.offices).filter(code=code).first()
    if authority is None:
        raise Http404
    return authority


def _own(request: DeskRequest, code: str, year: int, month: int) -> MonthlyReturn:
    row = queries.return_of(request.authority, begun_month(year, month)) if code == request.authority.code else None
    if row is None:
        raise Http404
    return row


def _offered(request: DeskRequest, row: MonthlyReturn, told: Standing, today: date) -> Offered[Act]:
    """可办事项: of one's own return, by the roles of the official."""
    if row.authority_id != request.authority.pk:
        return Offered((), ())
    day = max(today, told.last_on)
    mine = (Act(each.act) for each in FLOW.open_acts(told.state) if each.role in request.roles)
    return offering(mine, lambda act: told.objections(act, day))


def _names(told: Standing) -> dict[str, str]:
    signed = [by for by in (told.filled_by, told.reviewed_by, told.signed_by) if by]
    return dict(Official.objects.filter(username__in=signed).values_list("username", "name"))


def _draft(row: MonthlyReturn, told: Standing) -> str:
    content = queries.counted_now(row.authority, told, clock.now())
    return "\n".join(sentences(told.period.label, comparing.of_return(row.authority, content)))


def _figure(row: MonthlyReturn, told: Standing, key: str) -> object:
    content = queries.counted_now(row.authority, told, clock.now())
    found = [line for part in lines(content) for line in part.lines if line.indicator.key == key]
    if not found:
        raise Http404
    return found[0]
