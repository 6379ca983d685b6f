"""诉求分析（工作台）: what is wanted most and how it changed, each number opens its letters; what should be public and is not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.applications.finding import already
from gongkai.casework.engagement.tickets import queries as tickets
from gongkai.casework.engagement.tickets.figures.desk import SpanForm
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.engagement.topics import acts, queries
from gongkai.casework.engagement.topics.forms import WithdrawForm
from gongkai.casework.engagement.topics.models import TicketTopic
from gongkai.law.expansions import OFTEN, Phrase, Wish
from gongkai.law.grammar.flow import Role
from gongkai.law.themes import THEMES
from gongkai.law.ticket_topics import FEWEST_SHOWN
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.papers import charts
from gongkai.publication.catalogue.proposals import suggest_expansion
from gongkai.web import clock

CAUGHT_UP = 500
"""当场归集: so many new letters are given their topics when the page is opened; the rest are the worker's."""
SHOWN = 10
"""建议公开: so many topics are named."""


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
        "here": f"{reverse('engagement:tickets')}?place=all&own=1&from={period.first}&to={period.last}&",
        "charts": drawn(found),
        "wanted": queries.unanswered(request.authority, period, SHOWN),
        "often": OFTEN,
        "fewest": FEWEST_SHOWN,
        "told": queries.to_tell(request.authority, period),
        "reports": queries.reports(request.authority),
        "may_publish": Role.PUBLISHER in request.roles and period.last < today,
        "may_withdraw": Role.PUBLISHER in request.roles,
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


@require_safe
@role(*STAFF)
def topic(request: DeskRequest, topic: int) -> HttpResponse:
    """一个话题: what is public that comes near, which replies of it could be; looking costs more than a page of figures."""
    row = get_object_or_404(TicketTopic.objects.of(request.authority), pk=topic)
    context = {
        "topic": row,
        "theme": THEMES.full_name(row.theme) if row.theme else "",
        "many": Ticket.objects.of(request.authority).filter(topic=row).count(),
        "here": f"{reverse('engagement:tickets')}?place=all&own=1&topic={row.pk}",
        "near": already.found(request.authority, row.name).public,
        "replies": tickets.answered_already(request.authority, row.name, most=3),
        "published": queries.published_of(request.authority, row.pk),
        "answered": queries.answered_tickets(request.authority, row.pk),
        "may_suggest": Role.HANDLER in request.roles,
    }
    return render(request, "engagement/desk/topic.html", context)


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
