"""规范性文件页面: the register on any day, one document with its chain, registering, changing, putting right."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.validity import concern_about
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, reads_beneath, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.journal import access
from gongkai.papers.xlsx import MEDIA_TYPE as EXCEL
from gongkai.papers.xlsx import write_xlsx
from gongkai.publication.documents.models import Document, Instrument, InstrumentChange
from gongkai.publication.documents.practice.queries import practice
from gongkai.publication.documents.validity import acts, importing, papers, queries
from gongkai.publication.documents.validity.forms import (
    ChangeForm,
    CorrectionForm,
    Filters,
    ImportForm,
    ReasonForm,
    RegistrationForm,
)
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 20
STAFF = ("handler", "reviewer", "signer", "publisher", "dispatcher", "inspector")


@require_safe
@role(*STAFF)
def instruments(request: DeskRequest) -> HttpResponse:
    """规范性文件库: the register as it stands on a day."""
    form = Filters(request.GET)
    rows, on = _chosen(request, form)
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "items": queries.listed(list(page.object_list), on),
        "on": on,
        "query": f"{kept.urlencode()}&" if kept else "",
        "kept": kept.urlencode(),
        "expiring": len(queries.expiring(request.authority, clock.today())),
        "unregistered": queries.unregistered(request.authority)[:20],
        "abolishing": len(queries.abolishing(request.authority)),
        "may_register": bool({Role.HANDLER, Role.REVIEWER} & request.roles),
    }
    return render(request, "documents/desk/instruments.html", context)


@require_safe
@role(*STAFF)
def instruments_file(request: DeskRequest) -> HttpResponse:
    """规范性文件库（Excel）: what the filter shows, all of it."""
    rows, on = _chosen(request, Filters(request.GET))
    access.download(request.official, request.authority, "规范性文件库")
    grid = papers.register_grid(list(rows), on, f"规范性文件库（{on:%Y-%m-%d}）")
    response = HttpResponse(write_xlsx([grid], title="规范性文件库"), content_type=EXCEL)
    response.headers["Content-Disposition"] = f'attachment; filename="instruments-{on:%Y%m%d}.xlsx"'
    return response


def _chosen(request: DeskRequest, form: Filters) -> tuple[OwnedQuerySet[Instrument], date]:
    form.is_valid()
    given = form.cleaned_data
    on = given.get("on") or clock.today()
    rows = queries.instruments(request.authority, beneath=reads_beneath(request))
    rows = queries.on_day(rows, on, *[given["status"]] if given.get("status") else ())
    if given.get("kind"):
        rows = rows.filter(kind=given["kind"])
    return (queries.found(rows, given["words"]) if given.get("words") else rows), on


@require_safe
@role(*STAFF)
def expiring(request: DeskRequest) -> HttpResponse:
    """届满在即: what must be looked at before its period ends."""
    today = clock.today()
    context = {
        "items": queries.listed(queries.expiring(request.authority, today), today),
        "months": practice(request.authority).expiry_months,
        "may_change": bool({Role.HANDLER, Role.REVIEWER} & request.roles),
    }
    return render(request, "documents/desk/expiring.html", context)


@require_safe
@role(*STAFF)
def instrument(request: DeskRequest, instrument: int) -> HttpResponse:
    """规范性文件: what it is today, how it came to be, whom it ended and who ended it."""
    row = _instrument(request, instrument)
    today = clock.today()
    mine = row.authority_id == request.authority.pk
    context = {
        "instrument": row,
        "status": row.course.status(today),
        "published_on": queries.published_on(row),
        "changes": queries.changes(row),
        "effects": queries.effects(row),
        "corrections": queries.corrections(row),
        "concern": concern_about(row.title, row.particulars),
        "may_change": mine and bool({Role.HANDLER, Role.REVIEWER} & request.roles),
        "may_correct": mine and Role.REVIEWER in request.roles,
    }
    return render(request, "documents/desk/instrument.html", context)


@role("handler", "reviewer")
def register(request: DeskRequest) -> HttpResponse:
    """登记规范性文件: one made before the platform was there, or elsewhere."""
    today = clock.today()
    form = RegistrationForm(request.POST or None, initial={"issuer": request.authority.name})
    if form.is_valid():
        row = acts.register(request.authority, form.registration(), on=today, today=today, by=request.official)
        return redirect("documents:instrument", row.pk)
    context = {"form": form, "heading": "登记规范性文件", "submit": "登记"}
    return render(request, "documents/desk/instrument_form.html", context)


@require_POST
@role("handler", "reviewer")
def register_document(request: DeskRequest, document: int) -> HttpResponse:
    """登记本机关公文: with the days its text names."""
    found = get_object_or_404(Document.objects.of(request.authority).select_related("authority"), dossier=document)
    today = clock.today()
    row = acts.register_document(found, on=today, today=today, by=request.official)
    return redirect("documents:instrument", row.pk)


@role("handler", "reviewer")
def import_list(request: DeskRequest) -> HttpResponse:
    """导入规范性文件: a list as xlsx, all of it or nothing; each wrong row is named."""
    today = clock.today()
    form = ImportForm(request.POST or None, request.FILES or None)
    faults: tuple[importing.Fault, ...] = ()
    if form.is_valid():
        read = importing.read_list(form.cleaned_data["file"].read(), request.authority.name)
        faults = read.faults
        if not faults:
            rows = acts.register_many(request.authority, read.rows, on=today, today=today, by=request.official)
            messages.success(request, f"已登记{len(rows)}件")
            return redirect("documents:instruments")
    context = {"form": form, "faults": faults, "aliases": importing.ALIASES, "needed": importing.NEEDED}
    return render(request, "documents/desk/instruments_import.html", context)


@role("handler", "reviewer")
def change(request: DeskRequest, instrument: int) -> HttpResponse:
    """变更效力: amended, repealed, partly repealed, extended or lapsed."""
    row = own(request, _instrument(request, instrument))
    form = ChangeForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        source = form.source(request.authority)
        if source is None and not form.cleaned_data["reason"]:
            form.add_error("source_number", "这个文号没有登记，请填写依据文件的名称和成文日期，或者写明理由")
        else:
            today = clock.today()
            acts.mark(source, [form.mark(row)], entered_on=today, today=today, by=request.official)
            return redirect("documents:instrument", row.pk)
    context = {"form": form, "instrument": row, "heading": "变更效力", "submit": "登记变更"}
    return render(request, "documents/desk/instrument_form.html", context)


@role("reviewer")
def correct(request: DeskRequest, instrument: int) -> HttpResponse:
    """更正登记."""
    row = own(request, _instrument(request, instrument))
    first = {name: getattr(row, name) for name in RegistrationForm.base_fields}
    form = CorrectionForm(request.POST or None, initial=first)
    if form.is_valid():
        today = clock.today()
        reason = form.cleaned_data["reason"]
        acts.correct(row, form.registration(), on=today, today=today, by=request.official, reason=reason)
        return redirect("documents:instrument", row.pk)
    context = {"form": form, "instrument": row, "heading": "更正登记", "submit": "更正"}
    return render(request, "documents/desk/instrument_form.html", context)


@role("reviewer")
def void(request: DeskRequest, instrument: int, change: int) -> HttpResponse:
    """作废变更."""
    row = own(request, _instrument(request, instrument))
    given = get_object_or_404(InstrumentChange.objects.of(request.authority), pk=change, instrument=row)
    given.instrument = row
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        today = clock.today()
        acts.void(given, on=today, today=today, by=request.official, reason=form.cleaned_data["reason"])
        return redirect("documents:instrument", row.pk)
    context = {"form": form, "instrument": row, "heading": f"作废变更：{given}", "submit": "作废"}
    return render(request, "documents/desk/instrument_form.html", context)


def _instrument(request: DeskRequest, pk: int) -> Instrument:
    rows = readable_rows(request, Instrument.objects.all()).select_related("authority", "document__dossier")
    return get_object_or_404(rows, pk=pk)
