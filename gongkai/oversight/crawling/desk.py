"""站群巡检的工作台: the sites that are watched, one site with its patrol and its faults, and what an inspector may do."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.supervision.faults import RULES, Fault
from gongkai.law.supervision.patrols import AT_WORK, PatrolState, objection_to_resume, objection_to_stop
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.office.authorities.models import Authority
from gongkai.oversight.crawling import acts, queries
from gongkai.oversight.crawling.forms import WatchForm
from gongkai.oversight.crawling.models import Patrol, WatchedSite
from gongkai.oversight.supervision.findings.whose import may_find
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 50


@require_safe
@role(*STAFF)
def sites(request: DeskRequest) -> HttpResponse:
    """受检网站: each with its last patrol and what is wrong with it; the registered ones that nobody watches."""
    rows = list(queries.watched(request.authority))
    context = {
        "rows": [(site, queries.last(site)) for site in rows],
        "unwatched": queries.not_watched(request.authority) if may_find(request) else [],
        "may": may_find(request),
    }
    return render(request, "crawling/desk/sites.html", context)


@role("inspector")
def watch(request: DeskRequest) -> HttpResponse:
    """列入巡检."""
    units = list(Authority.objects.under(request.authority).filter(dissolved_on=None).order_by("path"))
    asked = request.GET.get("site", "")
    known = next((each for each in queries.not_watched(request.authority) if str(each.pk) == asked), None)
    form = WatchForm(request.POST or None, units=units, initial=WatchForm.first(known))
    if form.is_valid():
        unit = next(each for each in units if each.code == form.cleaned_data["unit"])
        made = acts.watch(request.authority, unit, form.facts(), on=clock.today(), by=request.official)
        messages.success(request, f"已将“{made}”列入巡检。")
        return redirect("crawling:site", made.pk)
    return render(request, "crawling/desk/watch.html", {"form": form})


@require_safe
@role(*STAFF)
def site(request: DeskRequest, site: int) -> HttpResponse:
    """一个受检网站: its patrol as far as it is, its faults by kind, those of one kind where asked for."""
    row = _site(request, site)
    patrol = queries.last(row)
    faults = queries.open_faults(row)
    kind = request.GET.get("kind", "")
    if kind in set(Fault):
        faults = faults.filter(kind=kind)
    state = PatrolState(patrol.state) if patrol else None
    context = {
        "site": row,
        "patrol": patrol,
        "progress": queries.progress(patrol) if patrol else None,
        "running": state is PatrolState.QUEUED or state in AT_WORK,
        "kinds": queries.by_kind(row),
        "kind": kind,
        "rules": RULES,
        "page": Pages(faults, PAGE).get_page(request.GET.get("page")),
        "may": may_find(request) and row.left_on is None,
        "may_begin": patrol is None or not patrol.is_open,
        "may_stop": patrol is not None and state is not None and not objection_to_stop(state),
        "may_resume": patrol is not None and state is not None and not objection_to_resume(state),
    }
    return render(request, "crawling/desk/site.html", context)


@require_POST
@role("inspector")
def begin(request: DeskRequest, site: int) -> HttpResponse:
    """开始巡检."""
    row = _site(request, site)
    acts.begin(row, on=clock.today(), by=request.official)
    return redirect("crawling:site", row.pk)


@require_POST
@role("inspector")
def leave(request: DeskRequest, site: int) -> HttpResponse:
    """移出巡检."""
    row = _site(request, site)
    acts.leave(row, on=clock.today(), by=request.official)
    return redirect("crawling:sites")


@require_POST
@role("inspector")
def stop(request: DeskRequest, patrol: int) -> HttpResponse:
    """停下巡检."""
    return _done(request, patrol, lambda row: acts.stop(row, on=clock.today(), by=request.official))


@require_POST
@role("inspector")
def resume(request: DeskRequest, patrol: int) -> HttpResponse:
    """继续巡检."""
    return _done(request, patrol, lambda row: acts.resume(row, on=clock.today(), by=request.official))


def _done(request: DeskRequest, patrol: int, act: Callable[[Patrol], None]) -> HttpResponse:
    row = get_object_or_404(Patrol.objects.of(request.authority), pk=patrol)
    act(row)
    return redirect("crawling:site", row.site_id)


def _site(request: DeskRequest, pk: int) -> WatchedSite:
    return get_object_or_404(WatchedSite.objects.of(request.authority).select_related("unit", "authority"), pk=pk)
