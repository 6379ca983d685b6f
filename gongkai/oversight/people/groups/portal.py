"""领导小组的公众页面: who leads the disclosure work, and since when; any day may be asked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.oversight.people.groups import queries
from gongkai.oversight.people.groups.forms import DayForm
from gongkai.web import clock
from gongkai.web.doors import public


@public
@require_safe
def group(request: PortalRequest, code: str) -> HttpResponse:
    """政务公开领导小组."""
    today = clock.today()
    form = DayForm(request.GET or None)
    asked = form.cleaned_data["on"] if form.is_valid() else None
    day = min(asked or today, today)
    past = [each for each in queries.history(request.authority) if each.version.since <= today]
    context = {
        "authority": request.authority,
        "version": queries.as_of(request.authority, day),
        "day": day,
        "form": form,
        "history": past,
    }
    return render(request, "people/portal/group.html", context)
