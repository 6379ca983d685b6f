"""村民登录（公众）: ask to be certified, come in by number and code, leave."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.casework.applications.codes import registered
from gongkai.casework.villages.villagers import acts, queries, sessions
from gongkai.casework.villages.villagers.forms import ApplyForm, LogInForm, PassingForm
from gongkai.casework.villages.villagers.models import Villager
from gongkai.casework.villages.whose import require_village
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.notices import sms
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import Rule, allow, limited

TRIES = Rule("villager number", 10, 600)
"""每个编号的尝试次数."""


@public
@never_cache
@limited("villager application", limit=20, per_seconds=3600)
def apply(request: PortalRequest, code: str) -> HttpResponse:
    """申请认证: the clerk makes sure and gives the code on paper; nothing is sent back but the number."""
    village, form = require_village(request.authority), ApplyForm(request.POST or None)
    if not form.is_valid():
        return render(request, "villages/portal/apply.html", {"authority": village, "form": form})
    today = clock.today()
    made = acts.apply(village, form.person(), on=today, today=today, once=form.cleaned_data["once"])
    due = queries.standing(made).due(calendar_of(village))
    context = {"authority": village, "number": made.dossier.number, "due_on": due.on if due else None}
    return render(request, "villages/portal/applied.html", context)


@public
@never_cache
@limited("villager log-in", limit=20, per_seconds=900)
def log_in(request: PortalRequest, code: str) -> HttpResponse:
    """村民登录: an unknown number and a wrong code look the same."""
    village, form = require_village(request.authority), LogInForm(request.POST or None)
    if form.is_valid():
        found = _found(village, form)
        if found is not None:
            sessions.come_in(request, found)
            return redirect(_wanted(request))
        form.add_error(None, "认证编号或者登录码不正确，请核对凭条")
    context = {"authority": village, "form": form, "by_message": sms.gateway() is not None}
    return render(request, "villages/portal/log_in.html", context)


def _found(village: Authority, form: LogInForm) -> Villager | None:
    """So many tries for one number, from wherever they come: six figures are soon guessed by many machines."""
    given, now = form.cleaned_data, clock.now()
    found = queries.by_code(village, given["number"], given["code"], now=now)
    tried = f"{village.pk} {registered(given['number'])}"
    return found if allow(TRIES.scope, tried, TRIES.limit, TRIES.per_seconds, now) else None


def _wanted(request: PortalRequest) -> str:
    """Where somebody wanted to go: a page of this very village, or its home for villagers."""
    wanted = request.GET.get("next", "")
    board = reverse("villages:board", args=[request.authority.code])
    allowed = url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith(board)
    return wanted if allowed else reverse("villages:home", args=[request.authority.code])


@public
@never_cache
@limited("villager passing code", limit=10, per_seconds=3600)
def passing(request: PortalRequest, code: str) -> HttpResponse:
    """收短信码: what is said is the same whether one went out or not."""
    village, form = require_village(request.authority), PassingForm(request.POST or None)
    sent = form.is_valid()
    if sent:
        given = form.cleaned_data
        acts.send_passing_code(village, given["number"], given["phone"], now=clock.now())
    context = {"authority": village, "form": form, "sent": sent, "by_message": sms.gateway() is not None}
    return render(request, "villages/portal/passing.html", context)


@public
@never_cache
@require_POST
def log_out(request: PortalRequest, code: str) -> HttpResponse:
    """退出."""
    sessions.leave(request)
    return redirect("villages:board", code)
