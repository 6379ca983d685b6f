"""建议提案统计（工作台）: the figures of a session, each with its files; the loads of the units; promises; what is claimed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.desk import PAGE, STAFF
from gongkai.casework.proposals.listing import session_list
from gongkai.casework.proposals.models import Proposal, ProposalSession
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.dates import read_date
from gongkai.law.promises import PromiseState
from gongkai.law.proposal_figures import ProposalFigure, ProposalRate, figures, loads, progress, promise_rate
from gongkai.law.proposal_terms import ProposalSource
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import access
from gongkai.papers.xlsx import MEDIA_TYPE as XLSX
from gongkai.papers.xlsx import write_xlsx
from gongkai.web import clock
from gongkai.web.paging import Pages


@require_safe
@role(*STAFF)
def session_figures(request: DeskRequest, session: int) -> HttpResponse:
    """一届次的统计: every number opens its files; a rate that dates cannot carry says why there is none."""
    row = _session(request, session)
    today = clock.today()
    facts = queries.facts(queries.of_session(row))
    counted = figures(facts, today)
    burden = loads(facts, today)
    names = queries.named([load.unit for load in burden])
    tasks = list(queries.promises(row.authority).filter(proposal__session=row))
    states = [queries.promise_state(task, today) for task in tasks]
    context = {
        "session": row,
        "today": today,
        "lines": [(each, counted.count(each)) for each in ProposalFigure],
        "rates": [(each, counted.rate(each), counted.refusal(each)) for each in ProposalRate],
        "claims": queries.judged(row, counted),
        "loads": [(load, names.get(load.unit)) for load in burden],
        "unit_kinds": _unit_kinds(names),
        "on_time": {load.unit: load.figures.rate(ProposalRate.IN_TIME) for load in burden},
        "progress": progress(facts),
        "promises": [(state, Counter(states)[state]) for state in PromiseState],
        "promise_rate": promise_rate(states),
        "leads": row.authority_id == request.authority.pk,
        "may": {each.name.lower() for each in request.roles},
    }
    return render(request, "proposals/desk/figures.html", context)


@require_safe
@role(*STAFF)
def figure_files(request: DeskRequest, session: int, figure: str) -> HttpResponse:
    """指标所含的件: the files behind one number."""
    row = _session(request, session)
    wanted = next((each for each in ProposalFigure if each.value == figure), None)
    if wanted is None:
        raise Http404
    counted = figures(queries.facts(queries.of_session(row)), clock.today())
    rows = queries.concerning(row.authority).filter(dossier__in=counted.keys[wanted]).order_by("kind", "pk")
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    context = {"session": row, "figure": wanted, "count": counted.count(wanted), "page": page}
    return render(request, "proposals/desk/figure_files.html", context)


@require_safe
@role(*STAFF)
def year_files(request: DeskRequest, year: int, figure: str) -> HttpResponse:
    """一年中指标所含的件: the files behind a number of a year's return, of the congress, the conference, or both."""
    wanted = next((each for each in ProposalFigure if each.value == figure), None)
    source = next((each for each in ProposalSource if each.value == request.GET.get("source")), None)
    if wanted is None:
        raise Http404
    rows = queries.of_year(request.authority, year, source.value if source else "")
    counted = figures(queries.facts(rows), date(year, 12, 31))
    found = queries.concerning(request.authority).filter(dossier__in=counted.keys[wanted])
    return _listed(request, found, wanted.label, f"{year}年{source.label if source else '建议提案'}")


@require_safe
@role(*STAFF)
def dated_files(request: DeskRequest, column: str) -> HttpResponse:
    """期间内的件: those to which something happened between two days; the files behind a number of a month's return."""
    first, last = (_day(request.GET.get(name, "")) for name in ("from", "to"))
    if column not in queries.DATED or first is None or last is None:
        raise Http404
    keys = queries.dated(request.authority, column, first, last).values("pk")
    label = ProposalFigure(column).label
    found = queries.concerning(request.authority).filter(pk__in=keys)
    return _listed(request, found, label, f"{first:%Y-%m-%d}至{last:%Y-%m-%d}")


def _day(text: str) -> date | None:
    try:
        return read_date(text)
    except ValueError:
        return None


def _listed(request: DeskRequest, rows: OwnedQuerySet[Proposal], label: str, of: str) -> HttpResponse:
    page = Pages(rows.order_by("kind", "pk"), PAGE).get_page(request.GET.get("page"))
    kept = {name: request.GET[name] for name in ("from", "to", "source") if request.GET.get(name)}
    query = f"{urlencode(kept)}&" if kept else ""
    context = {"label": label, "of": of, "count": page.paginator.count, "page": page, "query": query}
    return render(request, "proposals/desk/listed_files.html", context)


@require_safe
@role(*STAFF)
def workbook(request: DeskRequest, session: int) -> HttpResponse:
    """届次清单: as Excel."""
    row = _session(request, session)
    access.download(request.official, row.authority, f"建议提案清单：{row.name}")
    response = HttpResponse(write_xlsx([session_list(row, clock.today())]), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="proposals-{row.pk}.xlsx"'
    return response


@require_safe
@role(*STAFF)
def promises(request: DeskRequest) -> HttpResponse:
    """承诺事项: what is promised and not settled yet, the most urgent first; and what was settled."""
    today = clock.today()
    waiting = [(task, queries.promise_state(task, today)) for task in queries.open_promises(request.authority)[:200]]
    settled = queries.promises(request.authority).exclude(confirmed_on=None, given_up_on=None)
    page = Pages(settled, PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": waiting,
        "page": page,
        "settled": [(task, queries.promise_state(task, today)) for task in page.object_list],
        "today": today,
    }
    return render(request, "proposals/desk/promises.html", context)


def _unit_kinds(names: Mapping[str, Authority]) -> list[tuple[str, int]]:
    """承办单位数: how many departments, how many governments beneath, and so on."""
    counted = Counter(AuthorityKind(each.kind) for each in names.values())
    return [(kind.label, counted[kind]) for kind in AuthorityKind if counted[kind]]


def _session(request: DeskRequest, key: int) -> ProposalSession:
    """A session of one's own office: what other units handle is not for a unit to read."""
    return get_object_or_404(queries.sessions(request.authority), pk=key)
