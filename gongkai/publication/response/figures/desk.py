"""回应统计页面: a year; every number opens its events, and none can be typed."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.response_figures import EVENT_DEFINITIONS
from gongkai.law.response_kinds import ResponseChannel
from gongkai.law.response_terms import told
from gongkai.office.authorities.guards import DeskRequest, reads_beneath, role
from gongkai.publication.response.figures import queries
from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.paging import Pages

PAGE = 20


class YearForm(Form):
    """年度."""

    year = forms.IntegerField(label="年", min_value=2008, max_value=2100, required=False)

    def asked(self, this_year: int) -> int:
        """所选年度: nonsense is this year."""
        return int(self.cleaned_data["year"] or this_year) if self.is_valid() else this_year


@require_safe
@role("handler", "reviewer", "signer", "dispatcher", "inspector", "publisher")
def figures(request: DeskRequest) -> HttpResponse:
    """回应统计."""
    now = clock.now()
    form = YearForm({"year": request.GET.get("year") or now.year})
    year = form.asked(now.year)
    counted = queries.figures(request.authority, year, now, beneath=reads_beneath(request))
    tally = counted.tally
    context = {
        "form": form,
        "year": year,
        "figures": counted,
        "tally": tally,
        "columns": queries.COLUMNS,
        "here": f"{reverse('response:events')}?place=all&year={year}&",
        "held": f"{reverse('response:conferences')}?year={year}",
        "times": [
            ("首次回应用时（中位数）", _told(tally.median_minutes)),
            ("首次回应用时（最长）", _told(tally.worst_minutes)),
        ],
        "definitions": list(EVENT_DEFINITIONS.items()),
    }
    return render(request, "response/desk/figures.html", context)


@require_safe
@role("handler", "reviewer", "signer", "dispatcher", "inspector", "publisher")
def responses(request: DeskRequest) -> HttpResponse:
    """各次回应: those behind a channel's number, one line each."""
    year, channel = request.GET.get("year", ""), request.GET.get("channel", "")
    told_of = queries.chosen({"year": year, "channel": channel})
    if not told_of.get("channel"):
        raise Http404
    rows = queries.responses(request.authority, int(year), channel, beneath=reads_beneath(request))
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "year": int(year), "channel": ResponseChannel(channel)}
    return render(request, "response/desk/responses.html", context)


def _told(minutes: int | None) -> str:
    return "没有回应" if minutes is None else told(minutes)
