"""大厅的工作台: the halls, one hall with everything in it, and what is entered or ended there."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.services.halls import acts, queries
from gongkai.casework.services.halls.forms import ROWS, CloseForm, HallForm, MattersForm, PostForm
from gongkai.casework.services.halls.models import (
    HallFacility,
    HallUnit,
    HallWindow,
    HallZone,
    Lasting,
    ServiceHall,
    WindowItem,
    WindowPost,
    on_day,
)
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.web import clock

CLOSED: Mapping[str, type[Lasting]] = {
    "hall": ServiceHall,
    "zone": HallZone,
    "window": HallWindow,
    "facility": HallFacility,
    "unit": HallUnit,
    "post": WindowPost,
}
"""可停用的: what an address names."""


@require_safe
@role("handler", "dispatcher", "inspector", "reviewer")
def halls(request: DeskRequest) -> HttpResponse:
    """大厅: of this authority, and those beneath it for whoever reads so far."""
    rows = readable_rows(request, ServiceHall.objects.everywhere()).select_related("authority", "replaces")
    context = {"rows": rows.order_by("authority__path", "closed_on", "pk"), "may_set": Role.DISPATCHER in request.roles}
    return render(request, "services/halls/halls.html", context)


@role("dispatcher")
def open_hall(request: DeskRequest) -> HttpResponse:
    """登记大厅."""
    form = HallForm(request.POST or None, authority=request.authority, initial={"opened_on": clock.today()})
    if form.is_valid():
        made = acts.add(form.row(), on=clock.today(), by=request.official)
        return redirect("services:hall", made.pk)
    return _form(request, form, "登记大厅", None)


@require_safe
@role("handler", "dispatcher", "inspector", "reviewer")
def hall(request: DeskRequest, hall: int) -> HttpResponse:
    """一个大厅: its zones, windows, people, units, facilities, and what was merged into it."""
    row = _hall(request, hall)
    context = {
        "hall": row,
        "shown": queries.shown(row, clock.today()),
        "rows": [(name, form.title) for name, form in ROWS.items()],
        "may_set": Role.DISPATCHER in request.roles and row.authority_id == request.authority.pk,
    }
    return render(request, "services/halls/hall.html", context)


@role("dispatcher")
def add(request: DeskRequest, hall: int, what: str) -> HttpResponse:
    """登记: a zone, a window, a facility, a unit, what was merged."""
    row = own(request, _hall(request, hall))
    if what not in ROWS:
        raise Http404
    form = ROWS[what](request.POST or None, hall=row, initial={"opened_on": clock.today()})
    if form.is_valid():
        acts.add(form.row(), on=clock.today(), by=request.official)
        return redirect("services:hall", row.pk)
    return _form(request, form, ROWS[what].title, row)


@role("dispatcher")
def post(request: DeskRequest, hall: int) -> HttpResponse:
    """安排窗口人员."""
    row = own(request, _hall(request, hall))
    form = PostForm(request.POST or None, hall=row, initial={"opened_on": clock.today()})
    if form.is_valid():
        said = form.cleaned_data
        acts.post(
            *(said["window"], said["official"], said["unit"], said["duty"], form.shift()),
            on=clock.today(),
            by=request.official,
        )
        return redirect("services:hall", row.pk)
    return _form(request, form, PostForm.title, row)


@role("dispatcher")
def matters(request: DeskRequest, window: int) -> HttpResponse:
    """安排窗口事项."""
    row = get_object_or_404(HallWindow.objects.of(request.authority).select_related("zone__hall"), pk=window)
    today = clock.today()
    taken = WindowItem.objects.of(row.authority).filter(on_day(today), window=row).order_by("item__code")
    lines = [f"{code} {name}" for code, name in taken.values_list("item__code", "item__name")]
    form = MattersForm(request.POST or None, authority=row.authority, on=today, initial={"codes": "\n".join(lines)})
    if form.is_valid():
        acts.assign(row, form.cleaned_data["codes"], on=today, by=request.official)
        return redirect("services:hall", row.zone.hall_id)
    return _form(request, form, f"{row}办理的事项", row.zone.hall)


@role("dispatcher")
def close(request: DeskRequest, what: str, row: int) -> HttpResponse:
    """停用: a hall, a zone, a window, a facility, a unit, a post."""
    if what not in CLOSED:
        raise Http404
    found: Lasting = get_object_or_404(CLOSED[what].objects.of(request.authority), pk=row)
    form = CloseForm(request.POST or None, initial={"last": clock.today()})
    if form.is_valid():
        acts.close(found, last=form.cleaned_data["last"], on=clock.today(), by=request.official)
        return redirect("services:halls")
    return _form(request, form, f"停用{found}", None)


def _form(request: DeskRequest, form: object, heading: str, hall: ServiceHall | None) -> HttpResponse:
    return render(request, "services/halls/form.html", {"form": form, "heading": heading, "hall": hall})


def _hall(request: DeskRequest, hall: int) -> ServiceHall:
    rows = readable_rows(request, ServiceHall.objects.everywhere())
    return get_object_or_404(rows.select_related("authority", "replaces"), pk=hall)
