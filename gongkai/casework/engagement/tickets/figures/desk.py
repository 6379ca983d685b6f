"""留言统计页面: a year or a month, by source, kind and unit; every number opens its tickets, and no rate can be typed."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.casework.engagement.tickets import keeping
from gongkai.casework.engagement.tickets.figures import queries
from gongkai.law.application_figures import Period
from gongkai.law.ticket_figures import TICKET_DEFINITIONS
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.web import clock
from gongkai.web.forms import Form


class SpanForm(Form):
    """期间: a year, or one month of it."""

    year = forms.IntegerField(label="年", min_value=2008, max_value=2100, required=False)
    month = forms.IntegerField(label="月", min_value=1, max_value=12, required=False)

    def asked(self, this_year: int) -> Period:
        """期间: as asked for; nonsense is this year."""
        if not self.is_valid():
            return Period.year(this_year)
        year, month = self.cleaned_data["year"] or this_year, self.cleaned_data["month"]
        return Period.month(year, month) if month else Period.year(year)


@require_safe
@role("handler", "reviewer", "signer", "dispatcher", "inspector", "publisher")
def figures(request: DeskRequest) -> HttpResponse:
    """留言统计."""
    keeping.only_for_all(request)
    today = clock.today()
    form = SpanForm({"year": request.GET.get("year") or today.year, "month": request.GET.get("month", "")})
    period = form.asked(today.year)
    counted = queries.figures(request.authority, period, today)
    span = f"place=all&own=1&from={period.first}&to={period.last}&"
    context = {
        "form": form,
        "period": period,
        "figures": counted,
        "claims": queries.claims(request.authority, today),
        "columns": queries.COLUMNS,
        "here": f"{reverse('engagement:tickets')}?{span}",
        "definitions": list(TICKET_DEFINITIONS.items()),
    }
    return render(request, "engagement/desk/figures.html", context)
