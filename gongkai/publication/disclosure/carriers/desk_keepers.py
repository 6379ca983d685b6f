"""查阅点签收人的工作台: what came to one's own point, and the receipt for it; and who keeps which point."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.disclosure.carriers import acts, delivering, forms, keepers
from gongkai.publication.disclosure.carriers.models import PointKeeper, ReadingPoint
from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.paging import Pages

PAGE = 20


@require_safe
@role("keeper")
def own_points(request: DeskRequest) -> HttpResponse:
    """我的查阅点: what was delivered to the points one keeps, and what waits for a signature."""
    here, official = request.authority, request.official
    context = {
        "points": list(keepers.kept(here, official)),
        "transfers": Pages(keepers.transfers(here, official), PAGE).get_page(request.GET.get("page")),
        "gazettes": keepers.gazettes(here, official)[:PAGE],
    }
    return render(request, "disclosure/desk/carriers/own_points.html", context)


@role("keeper")
def sign_transfer(request: DeskRequest, pk: int) -> HttpResponse:
    """签收移送: of one's own point."""
    row, today = get_object_or_404(keepers.transfers(request.authority, request.official), pk=pk), clock.today()
    form = forms.ReceiptForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        receipt, on = form.cleaned_data["receipt"], form.cleaned_data["on"]
        acts.receive_transfer(row, receipt, on=on, today=today, by=request.official)
        return redirect("disclosure:own_points")
    return _page(request, form, f"{row.point}签收", reverse("disclosure:own_points"))


@role("keeper")
def sign_gazette(request: DeskRequest, delivery: int) -> HttpResponse:
    """签收公报: of one's own point."""
    rows, today = keepers.gazettes(request.authority, request.official), clock.today()
    row = get_object_or_404(rows, pk=delivery)
    form = forms.ReceiptForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        receipt, on = form.cleaned_data["receipt"], form.cleaned_data["on"]
        delivering.receive(row, receipt, on=on, today=today, by=request.official)
        return redirect("disclosure:own_points")
    return _page(request, form, f"签收{row.issue}{row.copies}份", reverse("disclosure:own_points"))


@role("handler")
def appoint(request: DeskRequest, pk: int) -> HttpResponse:
    """指定签收人."""
    point, today = get_object_or_404(ReadingPoint.objects.of(request.authority), pk=pk), clock.today()
    form = forms.KeeperForm(request.POST or None, officials=keepers.possible(point, today))
    if form.is_valid():
        keepers.appoint(point, form.cleaned_data["official"], on=today, by=request.official)
        return redirect("disclosure:point", point.pk)
    note = "先由系统管理员在本机关给他“馆、中心工作人员”岗位；登录以后只看得到送到这个查阅点的，自己签收。"
    return _page(request, form, f"指定{point}的签收人", reverse("disclosure:point", args=[point.pk]), note)


@require_POST
@role("handler")
def relieve(request: DeskRequest, keeper: int) -> HttpResponse:
    """不再签收."""
    row = get_object_or_404(PointKeeper.objects.of(request.authority).select_related("official"), pk=keeper)
    keepers.relieve(row, on=clock.today(), by=request.official)
    return redirect("disclosure:point", row.point_id)


def _page(request: DeskRequest, form: Form, heading: str, back: str, note: str = "") -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, "note": note}
    return render(request, "disclosure/desk/carriers/act.html", context)
