"""读网的页面: made for a telephone: ten pages a day, two buttons for each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.paging import DAILY, ReadVerdict
from gongkai.law.supervision.rectifications import MENDED
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.oversight.supervision.findings.names import NAMES, OTHER
from gongkai.oversight.supervision.reading import acts, queries
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock

OFFERED = (
    *(Fault.WORDS, Fault.DATED, Fault.DEAD, Fault.MISPLACED, Fault.TWICE),
    *(Fault.PERSONAL, Fault.SECRET, Fault.HIDDEN, Fault.EXPIRED, Fault.UNEXPLAINED),
)
"""可选的问题: what one page can show to who reads it."""


@require_safe
@role("inspector")
def read(request: DeskRequest) -> HttpResponse:
    """今日读网: what is left of the day's pages, and what was read."""
    today = clock.today()
    context = {
        "to_read": queries.to_read(request.authority, today),
        "done": queries.read_on(request.authority, today),
        "faults": [(each.value, each.label) for each in OFFERED] + [(OTHER, "其他问题")],
        "names": NAMES,
        "daily": DAILY,
        "today": today,
    }
    return render(request, "supervision/desk/read.html", context)


@require_POST
@role("inspector")
def judge(request: DeskRequest, content: int) -> HttpResponse:
    """登记读后."""
    rows = disclosure.public(Content.objects.under(request.authority)).select_related("authority")
    row, today = get_object_or_404(rows, pk=content), clock.today()
    try:
        verdict = ReadVerdict(request.POST.get("verdict", ""))
    except ValueError:
        raise Unlawful("应选明没有问题还是有问题", MENDED, field="verdict") from None
    acts.read(request.authority, row, verdict, request.POST.get("kind", ""), on=today, today=today, by=request.official)
    return redirect("supervision:read")
