"""标准目录的页面: browse, import with a report of every row, export, compare two versions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.standards import compare, tally
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.papers.text import PaperError
from gongkai.papers.xlsx import MEDIA_TYPE as XLSX
from gongkai.publication.catalogue.files import FORMATS, as_file, as_list
from gongkai.publication.catalogue.standards import acts, queries
from gongkai.publication.catalogue.standards.exports import FLAT, as_rows, write_catalogue
from gongkai.publication.catalogue.standards.forms import AcceptCatalogueForm, UploadCatalogueForm
from gongkai.publication.catalogue.standards.imports import ReadCatalogue, read_catalogue, unpacked
from gongkai.publication.catalogue.standards.models import StandardCatalogue
from gongkai.web import clock

"""可查看者: everybody who has to do with publishing."""
PAGE_ROWS = 300
"""报告行数: how many rows of an import are shown; the faulty ones always."""


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """标准目录: the versions this authority works by."""
    told = [(each, tally(queries.standards(each))) for each in queries.catalogues(request.authority)]
    return render(request, "catalogue/standards/index.html", {"catalogues": told})


def _catalogue(request: DeskRequest, pk: int) -> StandardCatalogue:
    return get_object_or_404(queries.catalogues(request.authority), pk=pk)


@require_safe
@role(*STAFF)
def show(request: DeskRequest, pk: int) -> HttpResponse:
    """一份标准目录: its areas with their counts, and the standards of the area that is open."""
    catalogue = _catalogue(request, pk)
    standards = queries.standards(catalogue)
    areas = queries.areas(standards)
    chosen = request.GET.get("area") or (areas[0][0] if areas else "")
    context = {
        "catalogue": catalogue,
        "tally": tally(standards),
        "areas": areas,
        "area": chosen,
        "standards": [standard for standard in standards if standard.area == chosen],
        "others": [other for other in queries.catalogues(request.authority) if other.pk != catalogue.pk],
        "formats": FORMATS,
    }
    return render(request, "catalogue/standards/show.html", context)


@require_safe
@role(*STAFF)
def export(request: DeskRequest, pk: int, format: str) -> HttpResponse:
    """导出标准目录: in the national form as xlsx, or one line for each standard as csv."""
    if format not in FORMATS:
        raise Http404
    catalogue = _catalogue(request, pk)
    standards = queries.standards(catalogue)
    if format == "xlsx":
        return as_file(write_catalogue(standards, catalogue.title), XLSX, str(catalogue), format)
    return as_list(FLAT, as_rows(standards), str(catalogue), format)


@require_safe
@role(*STAFF)
def comparison(request: DeskRequest, pk: int, other: int) -> HttpResponse:
    """比较两个版本: what the second has more, less and otherwise."""
    first, second = _catalogue(request, pk), _catalogue(request, other)
    found = compare(queries.standards(first), queries.standards(second))
    return render(request, "catalogue/standards/compare.html", {"first": first, "second": second, "found": found})


@role("handler")
def upload(request: DeskRequest) -> HttpResponse:
    """导入标准目录: the file is read and told row by row; nothing is kept until somebody accepts it."""
    form = UploadCatalogueForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            found = read_catalogue(form.cleaned_data["file"].read())
        except PaperError as refusal:
            form.add_error("file", str(refusal))
        else:
            first = {name: form.cleaned_data[name] for name in ("title", "scope", "edition", "source")}
            return _report(request, found, AcceptCatalogueForm(initial={**first, "packed": found.packed()}))
    return render(request, "catalogue/standards/upload.html", {"form": form})


@require_POST
@role("handler")
def accept(request: DeskRequest) -> HttpResponse:
    """接受标准目录: what was read becomes a version of the catalogue."""
    found = unpacked(request.POST.get("packed", ""))
    form = AcceptCatalogueForm(request.POST)
    if form.is_valid() and found.faulty and not form.cleaned_data["leave_out"]:
        form.add_error("leave_out", f"有{len(found.faulty)}行有错：请改好后重新上传，或者勾选“有错的行不导入”")
    if not form.is_valid():
        return _report(request, found, form)
    catalogue = acts.accept_catalogue(
        request.authority, form.plan(), found.standards, on=clock.today(), by=request.official
    )
    messages.success(request, f"{catalogue}已导入：{found.tally}。")
    return redirect("catalogue:standard_catalogue", catalogue.pk)


def _report(request: DeskRequest, found: ReadCatalogue, form: AcceptCatalogueForm) -> HttpResponse:
    if not found.faulty:
        del form.fields["leave_out"]
    told = [each for each in found.rows if each.faults or each.doubts]
    context = {
        "found": found,
        "form": form,
        "told": told[:PAGE_ROWS],
        "rows": found.rows[:PAGE_ROWS],
        "doubtful": sum(bool(each.doubts) for each in found.rows),
    }
    return render(request, "catalogue/standards/report.html", context)
