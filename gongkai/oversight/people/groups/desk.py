"""领导小组的工作台: the list of any day, its versions, and the page to print; issued by who signs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.people.leading_groups import written
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.oversight.people.groups import acts, queries
from gongkai.oversight.people.groups.forms import DayForm, GroupForm, WindUpForm
from gongkai.web import clock
from gongkai.web.forms import posted

EDITORS = ("dispatcher", "signer")


@require_safe
@role()
def group(request: DeskRequest) -> HttpResponse:
    """领导小组: as it was on a day, today where none is asked for."""
    form = DayForm(request.GET or None)
    day = (form.cleaned_data["on"] if form.is_valid() else None) or clock.today()
    latest = queries.latest(request.authority)
    context = {
        "version": queries.as_of(request.authority, day),
        "day": day,
        "form": form,
        "history": queries.history(request.authority),
        "may_edit": bool(request.roles.intersection(EDITORS)),
        "stands": latest is not None and not latest.ends,
    }
    return render(request, "people/desk/group.html", context)


@role(*EDITORS)
def issue(request: DeskRequest) -> HttpResponse:
    """印发名单."""
    last = queries.latest(request.authority)
    seen = last.edition if last else 0
    first = {"seen": seen, "since": clock.today()}
    if last is not None:
        first |= {name: getattr(last, name) for name in ("name", "office", "host")}
        first |= {"members": written(last.group.members)}
    form = GroupForm(posted(request, seen=seen), initial=first)
    if form.is_valid():
        made = acts.issue(
            request.authority,
            form.group(),
            form.cleaned_data["since"],
            on=clock.today(),
            by=request.official,
            seen=form.cleaned_data["seen"] or 0,
        )
        messages.success(request, f"已登记{made}，自{made.since:%Y-%m-%d}起施行。")
        return redirect("people:group")
    heading = "调整领导小组" if last is not None and not last.ends else "成立领导小组"
    return render(request, "people/desk/form.html", {"form": form, "heading": heading, "back": "people:group"})


@role(*EDITORS)
def wind_up(request: DeskRequest) -> HttpResponse:
    """撤销小组."""
    last = queries.latest(request.authority)
    seen = last.edition if last else 0
    form = WindUpForm(posted(request, seen=seen), initial={"seen": seen, "since": clock.today()})
    if form.is_valid():
        said = form.cleaned_data
        acts.wind_up(
            request.authority, said["basis"], said["since"], on=clock.today(), by=request.official, seen=said["seen"]
        )
        messages.success(request, "已登记撤销。")
        return redirect("people:group")
    return render(request, "people/desk/form.html", {"form": form, "heading": "撤销领导小组", "back": "people:group"})
