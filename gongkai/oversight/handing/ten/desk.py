"""十分钟清单的工作台: this week's list with its buttons, and how the weeks went."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.handing_choices import Taken
from gongkai.law.handing_items import week_of
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.oversight.handing.ten import acts, queries
from gongkai.web import clock

TONES = {Taken.AS_PROPOSED: "good", Taken.OTHERWISE: "plain", Taken.LEFT: "warn", Taken.OPEN: "main"}


@require_safe
@role(*STAFF)
def ten(request: DeskRequest) -> HttpResponse:
    """十分钟清单: at most ten decisions, each with its proposal and one button."""
    today = clock.today()
    asked = queries.this_week(request.authority, request.official, today)
    context = {
        "week": week_of(today),
        "open": [each for each in asked if each.taken is Taken.OPEN],
        "done": [each for each in asked if each.taken is not Taken.OPEN],
        "tones": TONES,
        "today": today,
    }
    return render(request, "handing/desk/ten.html", context)


@require_POST
@role(*STAFF)
def take(request: DeskRequest) -> HttpResponse:
    """照建议办."""
    sort, key = request.POST.get("sort", ""), request.POST.get("key", "")
    onward = acts.take(request.authority, request.official, sort, key, on=clock.today())
    messages.success(request, "已照建议办理，并登记在册。")
    if onward and url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        return redirect(onward)
    return redirect("handing:ten")


@require_safe
@role(*STAFF)
def weeks(request: DeskRequest) -> HttpResponse:
    """清单统计: decisions taken each week, and the share taken as proposed."""
    context = {"weeks": queries.weeks(request.authority, clock.today())}
    return render(request, "handing/desk/weeks.html", context)
