"""登记簿的工作台: what is kept, what waits and what is late; a record entered, corrected, taken off its list, withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.grammar.kinds import Kind, Measure
from gongkai.law.registers import KINDS
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.office.authorities.queries import serving
from gongkai.office.journal import access
from gongkai.publication.registers import acts, exporting, filters, history, queries, showing, storing
from gongkai.publication.registers.forms import (
    WHY,
    CorrectForm,
    KeepForm,
    LeaveForm,
    RecordForm,
    WithdrawForm,
    written,
)
from gongkai.publication.registers.models import Record
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.jinja import url_or_none
from gongkai.web.paging import MOST, Pages

PAGE = 50
LONGEST_REASON = 200


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """登记簿: the kinds kept, each with how many records stand where."""
    rows = queries.overview(request.authority, clock.today())
    return render(request, "registers/desk/index.html", {"rows": rows, "may_keep": may_keep(request)})


@role("publisher", "reviewer")
def keep(request: DeskRequest) -> HttpResponse:
    """启用登记簿."""
    kept = queries.keepings(request.authority).values_list("kind", flat=True)
    form = KeepForm(request.POST or None, kept=kept, people=serving(request.authority, clock.today()))
    if form.is_valid():
        kind, unit = form.chosen, form.cleaned_data["unit"]
        acts.keep(request.authority, kind, unit, on=clock.today(), by=request.official, owner=form.person)
        messages.success(request, f"已启用“{kind.label}”")
        return redirect("registers:records", kind.key)
    return render(request, "registers/desk/keep.html", {"form": form})


@require_POST
@role("publisher", "reviewer")
def stop(request: DeskRequest, kind: str) -> HttpResponse:
    """停用登记簿: what is public stays public."""
    row = get_object_or_404(queries.keepings(request.authority), kind=kind)
    acts.stop_keeping(row, on=clock.today(), by=request.official)
    messages.success(request, f"已停用“{row.declared.label}”，已公开的记录不受影响")
    return redirect("registers:kept")


@require_safe
@role(*STAFF)
def records(request: DeskRequest, kind: str) -> HttpResponse:
    """一类记录: by their state, the late ones marked."""
    declared, today = kind_of(kind), clock.today()
    asked = filters.read(request.GET)
    found = filters.narrowed(queries.records(request.authority, declared), asked, today)
    context = {
        "kind": declared,
        "keeping": queries.keeping(request.authority, declared),
        "page": Pages(found, PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "most": MOST,
        "states": filters.counted(declared, queries.records(request.authority, declared), today),
        "today": today,
        "may_enter": Role.HANDLER in request.roles,
        "may_publish": Role.PUBLISHER in request.roles,
        "may_keep": may_keep(request),
    }
    return render(request, "registers/desk/records.html", context)


@require_POST
@role(*STAFF)
def export(request: DeskRequest, kind: str, form: str) -> HttpResponse:
    """导出: by the worker, for a register may be long; it waits among one's jobs."""
    declared = kind_of(kind)
    if form not in exporting.FORMS:
        raise Http404
    job = exporting.ask(request.authority, declared, form, by=request.official)
    return redirect("jobs:job", job.pk)


@role("handler")
def enter(request: DeskRequest, kind: str) -> HttpResponse:
    """登记一条."""
    declared, today = kept_kind(request, kind), clock.today()
    form = RecordForm(posted(request, seen=0), kind=declared)
    if form.is_valid():
        record = acts.enter(request.authority, declared, form.said(), on=today, today=today, by=request.official)
        messages.success(request, "已登记，待有公开职责的人公开")
        return redirect("registers:file", kind, record.pk)
    return render(request, "registers/desk/enter.html", {"kind": declared, "form": form})


@require_safe
@role(*STAFF)
def file(request: DeskRequest, kind: str, record: int) -> HttpResponse:
    """一条记录: what is public, what stays inside by name, and all that was done to it."""
    return _file(request, _record(request, kind, record))


@require_POST
@role(*STAFF)
def unseal(request: DeskRequest, kind: str, record: int) -> HttpResponse:
    """查看不公开的内容: by an explicit act, which the log of looks keeps."""
    row = _record(request, kind, record)
    _noted(request, row)
    return _file(request, row, showing.told(row.declared, storing.opened(row.sealed)))


def _file(request: DeskRequest, row: Record, inside: list[tuple[str, str]] | None = None) -> HttpResponse:
    context = {
        "record": row,
        "kind": row.declared,
        "preview": showing.preview(row),
        "inside": inside,
        "events": history.events(row),
        "past": history.past(row),
        "public": row.is_public(clock.today())
        and url_or_none("registers:record", row.authority.code, row.kind, row.pk),
        "stands": row.standing in (Standing.WAITING, Standing.PUBLIC),
        "leaves": row.declared.measure is Measure.STOCK and row.left_on is None and row.standing != Standing.WITHDRAWN,
        "may_correct": may_correct(request, row),
        "may_publish": Role.PUBLISHER in request.roles,
    }
    return render(request, "registers/desk/file.html", context)


@role("handler", "publisher")
def correct(request: DeskRequest, kind: str, record: int) -> HttpResponse:
    """更正: what is public is corrected by who may publish."""
    row, today = _record(request, kind, record), clock.today()
    if not may_correct(request, row):
        raise Unlawful("已公开的记录由有公开职责的人更正", acts.REVIEWED_FIRST)
    _noted(request, row)
    why = request.GET.get("why", "").replace("\x00", "")[:LONGEST_REASON]
    said = written(row.declared, {**row.data, **storing.opened(row.sealed)})
    initial = {**said, "seen": row.edition, WHY: why}
    form = CorrectForm(posted(request, seen=row.edition), kind=row.declared, initial=initial)
    if form.is_valid():
        why, seen = form.cleaned_data["why_changed"], form.cleaned_data["seen"]
        acts.correct(row, form.said(), why, on=today, today=today, by=request.official, seen=seen)
        messages.success(request, "已更正，原来的内容留在历次内容中")
        return redirect("registers:file", kind, record)
    return render(request, "registers/desk/correct.html", {"record": row, "kind": row.declared, "form": form})


@role("publisher")
def leave(request: DeskRequest, kind: str, record: int) -> HttpResponse:
    """移出: an item leaves its list."""
    row, today = _record(request, kind, record), clock.today()
    form = LeaveForm(posted(request, seen=row.edition), initial={"on": today, "seen": row.edition})
    if form.is_valid():
        said = form.cleaned_data
        acts.leave(row, said["reason"], on=said["on"], today=today, by=request.official, seen=said["seen"])
        messages.success(request, "已移出，此前各日仍可查到")
        return redirect("registers:file", kind, record)
    return render(request, "registers/desk/act.html", {"record": row, "form": form, "act": "移出", "what": LEAVES})


@role("publisher")
def withdraw(request: DeskRequest, kind: str, record: int) -> HttpResponse:
    """撤回: at once."""
    row, today = _record(request, kind, record), clock.today()
    form = WithdrawForm(posted(request, seen=row.edition), initial={"seen": row.edition})
    if form.is_valid():
        said = form.cleaned_data
        acts.withdraw(row, said["kind"], said["reason"], on=today, today=today, by=request.official, seen=said["seen"])
        messages.success(request, "已撤回，原网址只说明撤回的日期和原因")
        return redirect("registers:file", kind, record)
    return render(request, "registers/desk/act.html", {"record": row, "form": form, "act": "撤回", "what": WITHDRAWS})


LEAVES = "移出以后不再计入现有事项；移出以前的各日仍按当时的清单查到。"
WITHDRAWS = "撤回立即生效。原网址保留，只说明撤回的日期和原因，内容不再向公众显示。"


# -- what the pages share --------------------------------------------------------------------------------------------------


def may_keep(request: DeskRequest) -> bool:
    """能否启用和停用."""
    return bool({Role.PUBLISHER, Role.REVIEWER} & request.roles)


def may_correct(request: DeskRequest, row: Record) -> bool:
    """能否更正: what waits by who handles it, what is public by who may publish."""
    needed = Role.PUBLISHER if row.standing == Standing.PUBLIC else Role.HANDLER
    return needed in request.roles


def kind_of(key: str) -> Kind:
    """种类: of an address."""
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def kept_kind(request: DeskRequest, key: str) -> Kind:
    """保管的种类: of an address; ``Unlawful`` where the authority does not keep it."""
    kind = kind_of(key)
    if queries.keeping(request.authority, kind) is None:
        raise Unlawful(f"“{kind.label}”还没有启用，请先启用", field="kind")
    return kind


def _record(request: DeskRequest, kind: str, record: int) -> Record:
    rows = Record.objects.of(request.authority).select_related("authority")
    return get_object_or_404(rows, kind=kind, pk=record)


def _noted(request: DeskRequest, row: Record) -> None:
    if row.sealed is not None:
        access.look_at(request.official, request.authority, f"{row.declared.label}记录{row.pk}不公开的内容")
