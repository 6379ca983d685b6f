"""登记簿导入的页面: upload, confirm the columns, watch it being read, look at every row with a fault, accept or cancel."""

from __future__ import annotations

from itertools import zip_longest
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.ledgers import WAITING, Stage
from gongkai.law.registers.rows import RowVerdict
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.office.jobs.imports import last_job
from gongkai.office.journal import access
from gongkai.papers.xlsx import MEDIA_TYPE
from gongkai.publication.registers.desk import kept_kind, kind_of
from gongkai.publication.registers.importing import acts, queries, workbooks
from gongkai.publication.registers.importing.forms import MEGABYTES, AcceptForm, MapForm, OpenForm
from gongkai.publication.registers.importing.models import RecordImport
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.unstored import unstored

PAGE = 50


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """登记簿导入: all of an authority, with where each is."""
    page = Pages(queries.imports(request.authority), PAGE).get_page(request.GET.get("page"))
    rows = [(batch, dict(queries.counted(batch))) for batch in page.object_list]
    return render(request, "registers/desk/imports.html", {"page": page, "rows": rows})


@unstored(MEGABYTES)
@role("handler")
def open_import(request: DeskRequest, kind: str) -> HttpResponse:
    """上传: what cannot be read is refused here, and nothing is kept; the file never lies readable on a disk."""
    declared = kept_kind(request, kind)
    form = OpenForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            batch = acts.upload(
                request.authority, declared, given.read(), name=given.name, on=clock.today(), by=request.official
            )
        except Unlawful as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("registers:import", batch.pk)
    return render(request, "registers/desk/import_open.html", {"kind": declared, "form": form})


@require_safe
@role(*STAFF)
def show(request: DeskRequest, batch: int) -> HttpResponse:
    """一次导入: where it is, and what has to be said next."""
    return _page(request, _batch(request, batch))


def _page(
    request: DeskRequest, batch: RecordImport, mapping: MapForm | None = None, accepting: AcceptForm | None = None
) -> HttpResponse:
    done, total = queries.progress(batch)
    may_publish = Role.PUBLISHER in request.roles
    form = (mapping or MapForm(batch=batch)) if batch.stage == Stage.TO_MAP else None
    context = {
        "batch": batch,
        "kind": batch.declared,
        "stage": Stage(batch.stage),
        "done": done,
        "total": total,
        "running": batch.stage in WAITING,
        "job": last_job(acts.JOB, batch),
        "counted": queries.counted(batch),
        "faults": queries.by_fault(batch),
        "refused": dict(queries.counted(batch))[RowVerdict.REFUSED],
        "mapping": form,
        "samples": list(zip_longest(form.visible_fields(), queries.samples(batch), fillvalue="")) if form else [],
        "accepting": (accepting or AcceptForm(may_publish=may_publish)) if batch.stage == Stage.TO_ACCEPT else None,
        "may_handle": Role.HANDLER in request.roles,
        "may_cancel": batch.stage in (Stage.TO_MAP, Stage.READING, Stage.TO_ACCEPT, Stage.FAILED),
    }
    return render(request, "registers/desk/import.html", context)


@require_POST
@role("handler")
def map_columns(request: DeskRequest, batch: int) -> HttpResponse:
    """确认列的对应: then it is read."""
    mine = _batch(request, batch)
    form = MapForm(posted(request, seen=0), batch=mine)
    if form.is_valid():
        try:
            acts.map_columns(mine, form.keys())
        except Unlawful as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("registers:import", batch)
    return _page(request, mine, mapping=form)


@require_POST
@role("handler")
def accept(request: DeskRequest, batch: int) -> HttpResponse:
    """接受: from now on it is registered; who may publish may make it public with it."""
    mine = _batch(request, batch)
    form = AcceptForm(posted(request, seen=0), may_publish=Role.PUBLISHER in request.roles)
    if form.is_valid():
        said = form.cleaned_data
        try:
            acts.accept(
                mine, said["choice"], on=clock.today(), by=request.official, publishes=said.get("publishes", False)
            )
        except Unlawful as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("registers:import", batch)
    return _page(request, mine, accepting=form)


@require_POST
@role("handler")
def cancel(request: DeskRequest, batch: int) -> HttpResponse:
    """取消导入: before it is accepted; nothing is left of it."""
    mine = _batch(request, batch)
    acts.cancel(mine)
    messages.success(request, f"“{mine.name}”已取消导入，暂存的内容正在清理")
    return redirect("registers:imports")


@require_POST
@role("handler")
def discard(request: DeskRequest, batch: int) -> HttpResponse:
    """清除暂存: the rows that were kept out, once the import is in."""
    mine = _batch(request, batch)
    acts.discard(mine)
    messages.success(request, "不收的行已清除，已登记的记录不受影响")
    return redirect("registers:import", batch)


@require_safe
@role("handler", "publisher")
def rows(request: DeskRequest, batch: int) -> HttpResponse:
    """逐行核对报告: the rows with something to say, of one verdict alone where asked; a look that is noted."""
    mine = _batch(request, batch)
    verdict = request.GET.get("verdict", "")
    asked = verdict if verdict in {each.value for each in RowVerdict} else ""
    page = Pages(queries.rows(mine, asked), PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": mine,
        "page": page,
        "rows": list(queries.opened(page.object_list)),
        "asked": asked,
        "counted": queries.counted(mine),
        "query": f"verdict={asked}&" if asked else "",
    }
    return render(request, "registers/desk/import_rows.html", context)


@require_safe
@role("handler", "publisher")
def faulty(request: DeskRequest, batch: int) -> HttpResponse:
    """问题行工作簿: holds what was read whole, so that taking it away is noted."""
    mine = _batch(request, batch)
    access.download(request.official, request.authority, f"{mine.declared.label}导入{mine.pk}不收的行")
    return _workbook(workbooks.faulty(mine), f"{mine.declared.label}不收的行.xlsx")


@require_safe
@role(*STAFF)
def template(request: DeskRequest, kind: str) -> HttpResponse:
    """模板."""
    declared = kind_of(kind)
    return _workbook(workbooks.template(declared), f"{declared.label}模板.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _batch(request: DeskRequest, pk: int) -> RecordImport:
    rows = RecordImport.objects.of(request.authority).select_related("authority", "by", "accepted_by")
    return get_object_or_404(rows, pk=pk)
