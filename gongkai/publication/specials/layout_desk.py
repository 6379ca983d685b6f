"""版面的办公页面: the blocks of a topic in their order, each moved up or down or taken out, and one more added."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.law.specials import Block
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.specials import acts, queries
from gongkai.publication.specials.desk import EDITORS
from gongkai.publication.specials.forms import BlockForm
from gongkai.publication.specials.models import SpecialColumn
from gongkai.web import clock
from gongkai.web.forms import posted

WAYS = {"up": -1, "down": 1}


@role(*EDITORS)
def layout(request: DeskRequest, special: int) -> HttpResponse:
    """版面: as it is, and a block to be added at its end."""
    row, today = _special(request, special), clock.today()
    given = posted(request, seen=row.edition)
    form = BlockForm(given, initial={"seen": row.edition}, authority=request.authority, on=today)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        acts.arrange(row, [*row.blocks, form.block()], on=today, by=request.official, seen=seen)
        return redirect("specials:layout", row.pk)
    blocks = [(place, block, queries.picked(row.authority, block)) for place, block in enumerate(row.blocks)]
    context = {"special": row, "form": form, "blocks": blocks}
    return render(request, "specials/desk/layout.html", context)


@require_POST
@role(*EDITORS)
def move(request: DeskRequest, special: int, place: int, way: str) -> HttpResponse:
    """移动版块: up, down, or out."""
    row = _special(request, special)
    blocks = list(row.blocks)
    if place >= len(blocks) or way not in {*WAYS, "out"}:
        raise Http404
    seen = request.POST.get("seen", "")
    moved = _moved(blocks, place, way)
    acts.arrange(row, moved, on=clock.today(), by=request.official, seen=int(seen) if seen.isdecimal() else 0)
    return redirect("specials:layout", row.pk)


def _moved(blocks: list[Block], place: int, way: str) -> list[Block]:
    block = blocks.pop(place)
    if way != "out":
        blocks.insert(max(place + WAYS[way], 0), block)
    return blocks


def _special(request: DeskRequest, key: int) -> SpecialColumn:
    return get_object_or_404(queries.specials(request.authority), pk=key)
