"""办公页面：责任和法定事项. The table of responsibilities with its files, the matters owed, and where those of 2008 went."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.matters import CATEGORIES_2008, CATEGORIES_CERTAINTY, DEMANDS_CERTAINTY, Matter, categories_named
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import readable
from gongkai.office.journal import access
from gongkai.papers.xlsx import MEDIA_TYPE as XLSX
from gongkai.papers.xlsx import write_xlsx
from gongkai.publication.catalogue import acts, lists, queries
from gongkai.publication.catalogue.desk import KEEPER, STAFF
from gongkai.publication.catalogue.forms import WaiveForm
from gongkai.publication.catalogue.models import MatterWaiver
from gongkai.web import clock

# -- responsibilities --------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def responsibility(request: DeskRequest) -> HttpResponse:
    """责任分解表: of one's own authority, or of one beneath it that one may read."""
    unit, units = _unit(request)
    nodes = lists.tree(unit, clock.today())
    context = {
        "unit": unit,
        "units": units,
        "heads": lists.HEADS,
        "rows": list(lists.responsibility_rows(nodes)),
        "lacking": [node for node in nodes if node.lacks],
        "today": clock.today(),
    }
    return render(request, "catalogue/desk/responsibility.html", context)


@require_safe
@role(*STAFF)
def responsibility_file(request: DeskRequest, carrier: str) -> HttpResponse:
    """责任分解表: as xlsx or csv."""
    if carrier not in ("xlsx", "csv"):
        raise Http404
    unit, _ = _unit(request)
    grid = lists.responsibility_grid(unit, clock.today())
    access.download(request.official, unit, f"栏目责任分解表（{carrier}）")
    if carrier == "xlsx":
        response = HttpResponse(write_xlsx([grid], title=grid.caption, made_on=clock.today()), content_type=XLSX)
    else:
        response = HttpResponse(lists.as_csv(grid), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="columns-{unit.code}.{carrier}"'
    return response


def _unit(request: DeskRequest) -> tuple[Authority, list[Authority]]:
    units = list(readable(request.authority, request.offices).standing(clock.today()).order_by("path"))
    wanted = request.GET.get("unit", "")
    if not wanted:
        return request.authority, units
    unit = next((each for each in units if each.code == wanted), None)
    if unit is None:
        raise Http404
    return unit, units


# -- matters -----------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def matters(request: DeskRequest) -> HttpResponse:
    """法定事项: what this kind of authority owes, the columns that hold it, what is missing and what is waived."""
    context = {
        "owed": lists.owed(request.authority, clock.today()),
        "waivers": {each.matter: each for each in queries.waivers(request.authority)},
        "certainty": DEMANDS_CERTAINTY,
        "may_keep": Role.REVIEWER in request.roles,
    }
    return render(request, "catalogue/desk/matters.html", context)


@role(KEEPER)
def waive(request: DeskRequest, matter: str) -> HttpResponse:
    """登记豁免."""
    if matter not in {each.value for each in Matter}:
        raise Http404
    form = WaiveForm(request.POST or None)
    if not form.is_valid():
        return render(request, "catalogue/desk/waive.html", {"form": form, "matter": Matter(matter)})
    reason = form.cleaned_data["reason"]
    acts.waive_matter(request.authority, Matter(matter), reason, on=clock.today(), by=request.official)
    messages.success(request, f"已登记：不设“{Matter(matter).label}”栏目。")
    return redirect("catalogue:matters")


@require_POST
@role(KEEPER)
def end_waiver(request: DeskRequest, waiver: int) -> HttpResponse:
    """终止豁免."""
    row = get_object_or_404(MatterWaiver.objects.of(request.authority).select_related("authority"), pk=waiver)
    acts.end_waiver(row, on=clock.today(), by=request.official)
    messages.success(request, "已终止豁免。")
    return redirect("catalogue:matters")


@require_safe
@role(*STAFF)
def mapping(request: DeskRequest) -> HttpResponse:
    """新旧类目对照: where the categories of 2008 went; a name from an old site may be tried."""
    name = request.GET.get("name", "").strip()
    context = {
        "name": name,
        "categories": categories_named(name) if name else CATEGORIES_2008,
        "certainty": CATEGORIES_CERTAINTY,
    }
    return render(request, "catalogue/desk/mapping.html", context)
