"""办件的导入导出: what another system handled comes in row by row, and the list that is on the page goes out as a workbook."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.services.cases import counting, importing, listing, many, queries
from gongkai.casework.services.cases.forms import CaseImportForm
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.journal import access
from gongkai.papers.xlsx import write_xlsx
from gongkai.web import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@role("dispatcher")
def import_cases(request: DeskRequest) -> HttpResponse:
    """导入办件: xlsx or csv; row by row it is told what is wrong, and nothing is entered half unless that is chosen."""
    form = CaseImportForm(request.POST or None, request.FILES or None)
    faults: tuple[importing.CaseFault, ...] = ()
    if form.is_valid():
        read = many.reader(request.authority, clock.today()).read(form.cleaned_data["file"].read())
        faults = read.faults
        if read.cases and (not faults or form.cleaned_data["only_good"]):
            made = many.enter(request.authority, read.cases, by=request.official)
            messages.success(request, f"已导入{made}件" + (f"，{len(faults)}行没有导入" if faults else ""))
            if not faults:
                return redirect("services:cases")
    context = {"form": form, "faults": faults, "aliases": importing.ALIASES, "needed": importing.NEEDED}
    return render(request, "services/cases/import.html", context)


@require_safe
@role("dispatcher", "inspector")
def export(request: DeskRequest) -> HttpResponse:
    """导出办件清单: what the page lists, by the same address; the download is entered in the access log."""
    place, today = request.GET.get("place", ""), clock.today()
    rows = queries.placed(queries.taken_in(request.authority), place, request.official)
    rows = counting.narrowed(rows, request.authority, request.GET, today)
    if rows.count() > listing.MOST:
        raise Unlawful(f"一次最多导出{listing.MOST}件，请先缩小范围")
    said = counting.said(request.GET) or queries.PLACES.get(place, "")
    access.download(request.official, request.authority, f"办件清单：{said}")
    made = write_xlsx([listing.case_list(request.authority, rows, f"办件清单（{said}）", today)])
    response = HttpResponse(made, content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="cases.xlsx"'
    return response
