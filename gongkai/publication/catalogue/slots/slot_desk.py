"""一个时点的页面: how it stands, waiving it, a release that was for another period; events, and generating a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.publication.catalogue.slots import acts, queries
from gongkai.publication.catalogue.slots.desk import TONES
from gongkai.publication.catalogue.slots.forms import AssignForm, EventForm, ReasonForm
from gongkai.publication.catalogue.slots.models import Fulfilment, Slot
from gongkai.web import clock


def _own(request: DeskRequest, pk: int) -> Slot:
    return get_object_or_404(queries.slots(request.authority), pk=pk)


@require_safe
@role(*STAFF)
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """一个时点: what is expected, how it stands, by which release."""
    slot = _own(request, pk)
    (standing,) = queries.on_day([slot], clock.today())
    foreseen = queries.forecast(request.authority, clock.today(), within=[standing])
    context = {
        "slot": slot,
        "standing": standing,
        "foreseen": foreseen[0] if foreseen else None,
        "tone": TONES[standing.state],
        "releases": list(slot.fulfilments.all()),
        "may_act": Role.HANDLER in request.roles,
    }
    return render(request, "catalogue/slots/slot.html", context)


@role("handler")
def waive(request: DeskRequest, pk: int) -> HttpResponse:
    """认定不适用."""
    slot = _own(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        acts.waive(slot, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("catalogue:slot", pk)
    return render(request, "catalogue/slots/reason.html", {"form": form, "slot": slot, "act": "认定不适用"})


@role("handler")
def withdraw_waiver(request: DeskRequest, pk: int) -> HttpResponse:
    """撤销不适用."""
    slot = _own(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        acts.withdraw_waiver(slot, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("catalogue:slot", pk)
    return render(request, "catalogue/slots/reason.html", {"form": form, "slot": slot, "act": "撤销不适用"})


@role("handler")
def assign(request: DeskRequest, fulfilment: int) -> HttpResponse:
    """改记时点: the release was for another period of the same item."""
    found = get_object_or_404(
        Fulfilment.objects.of(request.authority).select_related("item", "slot__item"), pk=fulfilment, withdrawn_on=None
    )
    offered = queries.open_slots(found.item).filter(begins__lte=found.published_on).order_by("due")
    form = AssignForm(request.POST or None, offered=offered)
    if form.is_valid():
        slot = form.cleaned_data["slot"]
        acts.assign(found, slot, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("catalogue:slot", slot.pk)
    return render(request, "catalogue/slots/assign.html", {"form": form, "fulfilment": found, "offered": offered})


@role("handler")
def event(request: DeskRequest) -> HttpResponse:
    """登记事件: something happened that must be made public."""
    today = clock.today()
    form = EventForm(request.POST or None, authority=request.authority, on=today, initial={"event_on": today})
    if form.is_valid():
        given = form.cleaned_data
        slot = acts.open_event(
            given["item"], given["event"], given["event_on"], on=today, today=today, by=request.official
        )
        return redirect("catalogue:slot", slot.pk)
    return render(request, "catalogue/slots/event.html", {"form": form})


@require_POST
@role("handler")
def generate(request: DeskRequest, year: int) -> HttpResponse:
    """生成全年时点: as often as one likes."""
    today = clock.today()
    if not today.year - 1 <= year <= today.year + 1:
        raise Http404
    made = acts.generate(request.authority, year, on=today, by=request.official)
    messages.success(request, f"{year}年：新生成{made.made}个时点，调整{made.moved}个，取消{made.dropped}个。")
    if made.unread:
        messages.warning(request, f"有{len(made.unread)}个目录项的时限没有读懂，没有生成时点，请在单位目录中改写。")
    return redirect("catalogue:slots")
