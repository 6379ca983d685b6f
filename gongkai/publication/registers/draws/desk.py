"""双随机的页面: plans and draws, one with who was drawn, the seed, a result."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, role
from gongkai.publication.registers.draws import acts, queries
from gongkai.publication.registers.draws.forms import AnnounceForm, ResultForm, SeedForm
from gongkai.publication.registers.models import RandomDraw
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 30


@require_safe
@role(*STAFF)
def draws(request: DeskRequest) -> HttpResponse:
    """双随机抽取: the latest first."""
    page = Pages(queries.draws(request.authority), PAGE).get_page(request.GET.get("page"))
    return render(request, "registers/desk/draws.html", {"page": page})


@role("publisher")
def announce(request: DeskRequest) -> HttpResponse:
    """公布方案."""
    today = clock.today()
    form = AnnounceForm(request.POST or None, initial={"unit": request.authority.name})
    if form.is_valid():
        made = acts.announce(request.authority, form.plan(), on=today, today=today, by=request.official)
        return redirect("registers:draw", made.pk)
    return render(request, "registers/desk/draw_form.html", {"form": form, "label": "公布抽查方案", "draw": None})


@require_safe
@role(*STAFF)
def draw(request: DeskRequest, draw: int) -> HttpResponse:
    """一次抽取."""
    row = _draw(request, draw)
    return render(request, "registers/desk/draw.html", {"draw": row, "drawn": queries.drawn(row, masked=False)})


@role("handler")
def seed(request: DeskRequest, draw: int) -> HttpResponse:
    """抽取: by the seed."""
    row = own(request, _draw(request, draw))
    today = clock.today()
    form = SeedForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        acts.draw(row, form.cleaned_data["seed"], on=form.cleaned_data["on"], today=today, by=request.official)
        return redirect("registers:draw", row.pk)
    return render(request, "registers/desk/draw_form.html", {"form": form, "label": "抽取", "draw": row})


@role("handler")
def result(request: DeskRequest, draw: int, place: int) -> HttpResponse:
    """登记抽查结果: of one object that was drawn."""
    row = own(request, _draw(request, draw))
    found = next((each for each in queries.drawn(row, masked=False) if each.place == place), None)
    if found is None:
        raise Http404
    today = clock.today()
    form = ResultForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        given = form.cleaned_data
        acts.enter_result(row, place, given["result"], on=given["on"], today=today, by=request.official)
        return redirect("registers:draw", row.pk)
    context = {"form": form, "label": f"登记抽查结果：{found.name}", "draw": row}
    return render(request, "registers/desk/draw_form.html", context)


def _draw(request: DeskRequest, pk: int) -> RandomDraw:
    rows = readable_rows(request, RandomDraw.objects.all()).select_related("authority")
    return get_object_or_404(rows, pk=pk)
