"""诉求分析（工作台）: what is wanted most and how it changed, each number opens its letters; what should be public and is not."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.applications.finding import already
from gongkai.casework.applications.finding.already import Found
from gongkai.casework.engagement.tickets import queries as tickets
from gongkai.casework.engagement.tickets.figures.desk import SpanForm
from gongkai.casework.engagement.tickets.models import Ticket, TicketSelection
from gongkai.casework.engagement.topics import acts, queries
from gongkai.casework.engagement.topics.forms import WithdrawForm
from gongkai.casework.engagement.topics.models import TicketTopic
from gongkai.law.application_figures import Period
from gongkai.law.expansions import OFTEN, Phrase, Wish
from gongkai.law.grammar.flow import Role
from gongkai.law.ticket_topics import FEWEST_SHOWN, Asked
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority
from gongkai.papers import charts
from gongkai.publication.catalogue.proposals import suggest_expansion
from gongkai.web import clock

STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector", "publisher")
CAUGHT_UP = 500
"""当场归集: so many new letters are given their topics when the page is opened; the rest are the worker's."""
LOOKED_UP = 8


@require_safe
@role(*STAFF)
def analysis(request: DeskRequest) -> HttpResponse:
    """诉求分析: of a year or a month, beside the period before."""
    today = clock.today()
    form = SpanForm({"year": request.GET.get("year") or today.year, "month": request.GET.get("month", "")})
    period = form.asked(today.year)
    acts.gather(request.authority, most=CAUGHT_UP)
    found = queries.demand(request.authority, period)
    context = {
        "form": form,
        "period": period,
        "demand": found,
        "here": f"{reverse('engagement:tickets')}?place=all&from={period.first}&to={period.last}&",
        "charts": drawn(found),
        "wanted": _wanted(request.authority, period),
        "often": OFTEN,
        "fewest": FEWEST_SHOWN,
        "told": queries.to_tell(request.authority, period),
        "reports": queries.reports(request.authority),
        "may_publish": Role.PUBLISHER in request.roles and period.last < today,
        "may_withdraw": Role.PUBLISHER in request.roles,
        "may_suggest": Role.HANDLER in request.roles,
    }
    return render(request, "engagement/desk/analysis.html", context)


def drawn(found: queries.Demand) -> list[tuple[str, str]]:
    """统计图: topics, themes and months; none is drawn for nothing."""
    rows = (
        ("热点话题", charts.bars("topics", "热点话题", [(line.label, line.counted.now) for line in found.topics[:10]])),
        ("按主题", charts.bars("themes", "按主题", [(line.label, line.counted.now) for line in found.themes[:10]])),
        (
            "按月",
            charts.columns(
                "months",
                "各月受理",
                [label for label, _ in found.months],
                [charts.Series("受理", [count for _, count in found.months])],
            )
            if found.months
            else "",
        ),
    )
    return [(title, picture) for title, picture in rows if picture]


@dataclass(frozen=True, slots=True)
class Wanted:
    """建议公开的一项: how often it was asked, what of it may be shown, and what is public that comes near."""

    asked: Asked
    near: tuple[Found, ...]
    replies: list[TicketSelection]
    answered: list[Ticket]


def _wanted(authority: Authority, period: Period) -> list[Wanted]:
    """What is already public is looked for with the engine for the first few only; it costs more than a page."""
    return [
        Wanted(
            each,
            already.found(authority, each.name).public,
            tickets.answered_already(authority, each.name, most=3),
            queries.answered_tickets(authority, each.topic),
        )
        for each in queries.unanswered(authority, period, LOOKED_UP)
    ]


@require_POST
@role("handler")
def suggest(request: DeskRequest, topic: int) -> HttpResponse:
    """提出扩展建议: a topic asked about often is proposed for the catalogue, with how often; people decide there."""
    row = get_object_or_404(TicketTopic.objects.of(request.authority), pk=topic)
    many = Ticket.objects.of(request.authority).filter(topic=row, merged_into=None).count()
    phrase = Phrase(row.name, many, Wish.LETTERS)
    made = suggest_expansion(request.authority, phrase, on=clock.today(), by=request.official)
    messages.success(request, f"已提出“{made.phrase}”，由目录管理人研究。")
    return redirect("engagement:analysis")


@require_POST
@role("publisher")
def publish(request: DeskRequest) -> HttpResponse:
    """公布诉求分析: the counts by theme as they stand, small numbers folded."""
    today = clock.today()
    period = SpanForm({"year": request.POST.get("year"), "month": request.POST.get("month", "")}).asked(today.year)
    row = acts.publish(request.authority, period, on=today, by=request.official)
    messages.success(request, f"已公布{row}的诉求分析。")
    return redirect("engagement:analysis")


@role("publisher")
def withdraw(request: DeskRequest, report: int) -> HttpResponse:
    """撤下诉求分析."""
    row = get_object_or_404(queries.reports(request.authority).select_related("authority"), pk=report)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        acts.withdraw(row, reason=form.cleaned_data["reason"], on=clock.today(), by=request.official)
        messages.success(request, "已撤下。")
        return redirect("engagement:analysis")
    return render(request, "engagement/desk/withdraw_analysis.html", {"form": form, "report": row})
