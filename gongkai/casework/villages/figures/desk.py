"""村级月报的工作台: villagers, groups, posts, notices, questions and visits of a month, by township or village."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.casework.villages.figures import queries
from gongkai.casework.villages.whose import is_village
from gongkai.law.application_figures import Period
from gongkai.law.villages import TALLIED
from gongkai.office.authorities.guards import STAFF, DeskRequest, reads_beneath, role
from gongkai.web import clock
from gongkai.web.forms import Form


class MonthForm(Form):
    """哪一月."""

    year = forms.IntegerField(label="年", min_value=2008, max_value=2100, required=False)
    month = forms.IntegerField(label="月", min_value=1, max_value=12, required=False)


@require_safe
@role(*STAFF)
def figures(request: DeskRequest) -> HttpResponse:
    """村级月报: of whoever may read what is beneath; a village reads its own."""
    today = clock.today()
    given = {"year": request.GET.get("year") or today.year, "month": request.GET.get("month") or today.month}
    form = MonthForm(given)
    said = form.cleaned_data if form.is_valid() else {}
    period = Period.month(said.get("year") or today.year, said.get("month") or today.month)
    allowed = reads_beneath(request) or is_village(request.authority)
    counted = queries.monthly(request.authority, period, today) if allowed else None
    rows = [(head.short_name, tally) for head, tally in counted.rows] if counted else []
    context = {
        "form": form,
        "period": period,
        "columns": TALLIED,
        "rows": [("合计", counted.whole), *rows] if counted else [],
    }
    return render(request, "villages/desk/figures.html", context)
