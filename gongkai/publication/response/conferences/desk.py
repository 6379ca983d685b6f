"""发布会的工作台: the list, announcing, the record, calling off."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.application_figures import Period
from gongkai.law.gatherings import GatheringState
from gongkai.law.grammar.flow import not_in_the_future
from gongkai.law.press_conferences import may_move
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.response.conferences import acts, queries
from gongkai.publication.response.conferences.forms import AnnounceForm, CallOffForm, HoldForm
from gongkai.publication.response.conferences.models import PressConference
from gongkai.publication.response.speaking import spokespersons
from gongkai.web import clock
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20


@require_safe
@role("publisher", "dispatcher", "reviewer", "signer")
def conferences(request: DeskRequest) -> HttpResponse:
    """新闻发布会: all, or those held in a year or a month of it."""
    rows, year, month = (
        queries.conferences(request.authority),
        request.GET.get("year", ""),
        request.GET.get("month", ""),
    )
    asked = Period.told(year, month)
    led = request.GET.get("led") == "1"
    found = queries.held(rows, asked) if asked else rows
    found = found.filter(principal=True) if led else found
    page = Pages(found, PAGE).get_page(request.GET.get("page"))
    kept = {"year": year, **({"month": month} if month else {})} if asked else {}
    kept |= {"led": "1"} if led else {}
    context = {
        "page": page,
        "period": asked,
        "led": led,
        "query": f"{urlencode(kept)}&" if kept else "",
        "speakers": spokespersons(request.authority, clock.today()),
    }
    return render(request, "response/desk/conferences.html", context)


@role("publisher")
def announce(request: DeskRequest) -> HttpResponse:
    """预告新闻发布会."""
    named = "、".join(each.name for each in spokespersons(request.authority, clock.today()))
    first = {"on": clock.today(), "speakers": named}
    form = AnnounceForm(request.POST or None, authority=request.authority, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        not_in_the_future(said["on"], clock.today())
        acts.announce(
            request.authority,
            form.told(),
            said["part"],
            said["preview"].strip(),
            event=said["event"],
            on=said["on"],
            once=said["once"] or new_once_token(),
            by=request.official,
        )
        return redirect("response:conferences")
    return _form(request, form, "预告新闻发布会")


@role("publisher")
def hold(request: DeskRequest, conference: int) -> HttpResponse:
    """登记发布会实录."""
    row = _row(request, conference)
    may_move(GatheringState(row.state), GatheringState.HELD)
    first = {"at": row.at, "speakers": row.speakers, "on": clock.today()}
    form = HoldForm(request.POST or None, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        not_in_the_future(said["on"], clock.today())
        acts.hold(row, form.told(), said["link"], now=clock.now(), on=said["on"], by=request.official)
        return redirect("response:conferences")
    return _form(request, form, "登记发布会实录")


@role("publisher")
def call_off(request: DeskRequest, conference: int) -> HttpResponse:
    """取消发布会."""
    row = _row(request, conference)
    may_move(GatheringState(row.state), GatheringState.CALLED_OFF)
    form = CallOffForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        said = form.cleaned_data
        not_in_the_future(said["on"], clock.today())
        acts.call_off(row, said["reason"], on=said["on"], by=request.official)
        return redirect("response:conferences")
    return _form(request, form, "取消发布会")


def _row(request: DeskRequest, key: int) -> PressConference:
    return get_object_or_404(queries.conferences(request.authority), pk=key)


def _form(request: DeskRequest, form: object, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": "response:conferences", "above": "新闻发布会"}
    return render(request, "response/desk/form.html", context)
