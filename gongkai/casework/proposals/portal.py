"""建议提案办理结果（公众）: the summary of each session, the replies that are out, and how their promises stand."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.models import Proposal, ProposalSession
from gongkai.law.proposal_figures import ProposalFigure, ProposalRate, figures
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.paging import Pages

PAGE = 20
_TOLD = (
    *(ProposalFigure.RECEIVED, ProposalFigure.REPLIED, ProposalFigure.CLOSED),
    *(ProposalFigure.CLASS_A, ProposalFigure.CLASS_B, ProposalFigure.CLASS_C, ProposalFigure.PUBLISHED),
)
_RATES = (ProposalRate.REPLYING, ProposalRate.CLOSING, ProposalRate.IN_TIME)


@public
@require_safe
def index(request: PortalRequest, code: str) -> HttpResponse:
    """建议提案办理结果: the replies that are out, and of each session the summary that the law asks for."""
    authority, today = request.authority, clock.today()
    page = Pages(queries.published(authority), PAGE).get_page(request.GET.get("page"))
    shown = ProposalSession.objects.of(authority).filter(
        proposals__texts__isnull=False, proposals__published_on__isnull=False
    )
    summaries = []
    for session in shown.distinct()[:6]:
        counted = figures(queries.facts(queries.of_session(session)), today)
        numbers = {each.value: counted.count(each) for each in _TOLD}
        rates = [(each.label, counted.rate(each), counted.refusal(each)) for each in _RATES]
        summaries.append((session, numbers, rates))
    context = {"authority": authority, "page": page, "summaries": summaries, "today": today}
    return render(request, "proposals/portal/index.html", context)


@public
@require_safe
def reply(request: PortalRequest, code: str, proposal: int) -> HttpResponse:
    """一件答复: the text that was checked, and what became of what it promises."""
    row = get_object_or_404(queries.published(request.authority), dossier=proposal)
    today, standing = clock.today(), queries.standing(row)
    shown = [
        (reply, text)
        for number, reply in enumerate(standing.replies, start=1)
        if reply.published_on and not reply.taken_down_on and (text := queries.text_of(row, number))
    ]
    context = {
        "authority": request.authority,
        "proposal": row,
        "shown": shown,
        "units": queries.units(row),
        "promises": [(each, each.state(today)) for each in standing.promises[: standing.promised]],
        "satisfaction": _satisfaction(row),
    }
    return render(request, "proposals/portal/reply.html", context)


def _satisfaction(row: Proposal) -> str:
    return row.get_satisfaction_display() if row.satisfaction else ""
