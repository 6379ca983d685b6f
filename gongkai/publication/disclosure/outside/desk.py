"""媒体节目、外部报道办公页面: the lists with the figures of each year, one row opened, registering, striking."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.outside_media import BROADCASTING, CoverageLevel
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.publication.disclosure.desk import STAFF
from gongkai.publication.disclosure.media.queries import TYPES
from gongkai.publication.disclosure.media.serving import answered
from gongkai.publication.disclosure.outside import acts, forms, queries
from gongkai.publication.disclosure.outside.models import PressReport, Programme
from gongkai.publication.documents.attachments import as_download
from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.paging import Pages
from gongkai.web.paging import kept as carried
from gongkai.web.uploads import UploadField

PAGE = 20


@require_safe
@role(*STAFF)
def programmes(request: DeskRequest) -> HttpResponse:
    """媒体节目: the figures of each year by medium, and the programmes behind them."""
    form = forms.ProgrammeFilters(request.GET)
    page = Pages(form.apply(queries.programmes(request.authority)), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "query": carried(request.GET)["query"],
        "years": queries.years_of_programmes(request.authority),
        "channels": BROADCASTING,
        "may": Role.PUBLISHER in request.roles,
    }
    return render(request, "disclosure/desk/outside/programmes.html", context)


@role("publisher")
def register_programme(request: DeskRequest) -> HttpResponse:
    """登记媒体节目."""
    form = forms.ProgrammeForm(request.POST or None, request.FILES or None, authority=request.authority)
    if form.is_valid():
        today, field = clock.today(), form.fields["file"]
        assert isinstance(field, UploadField)  # noqa: S101 (as the form declares it)
        row = acts.register_programme(
            request.authority,
            form.aired,
            upload=form.cleaned_data["file"],
            kind=field.kind if form.cleaned_data["file"] else None,
            content=form.content,
            on=today,
            today=today,
            by=request.official,
        )
        return redirect("disclosure:programme", row.pk)
    note = "涉及公开内容的，同时登记一条该渠道的发布，以这次播出、刊登为凭证；内容仍只计一条。"
    return _page(request, form, "登记媒体节目", reverse("disclosure:programmes"), note)


@require_safe
@role(*STAFF)
def programme(request: DeskRequest, programme: int) -> HttpResponse:
    """一档节目."""
    row = _programme(request, programme)
    mine = row.authority_id == request.authority.pk and Role.PUBLISHER in request.roles
    context = {"row": row, "may": mine and row.struck_on is None}
    return render(request, "disclosure/desk/outside/programme.html", context)


@require_safe
@role(*STAFF)
def kept(request: DeskRequest, programme: int) -> HttpResponseBase:
    """节目的凭证文件: a picture or a film is shown, a scan is handed over."""
    row = _programme(request, programme)
    if row.stored is None:
        raise Http404
    if row.stored.kind in TYPES:
        return answered(row.stored, request.headers.get("Range", ""))
    return as_download(row.stored)


@role("publisher")
def strike_programme(request: DeskRequest, programme: int) -> HttpResponse:
    """作废节目."""
    row = own(request, _programme(request, programme))
    back = reverse("disclosure:programme", args=[row.pk])
    note = "登记和理由保留，不再计入节目数；它所登记的发布一并撤下。"
    return _struck(request, row, acts.strike_programme, back, note)


@require_safe
@role(*STAFF)
def coverage(request: DeskRequest) -> HttpResponse:
    """外部报道: the figures of each year by level, and the reports behind them."""
    form = forms.CoverageFilters(request.GET)
    page = Pages(form.apply(queries.coverage(request.authority)), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "query": carried(request.GET)["query"],
        "years": list(queries.years_of_coverage(request.authority)),
        "levels": list(CoverageLevel),
        "may": Role.PUBLISHER in request.roles,
    }
    return render(request, "disclosure/desk/outside/coverage.html", context)


@role("publisher")
def register_coverage(request: DeskRequest) -> HttpResponse:
    """登记外部报道."""
    form = forms.CoverageForm(request.POST or None, authority=request.authority)
    if form.is_valid():
        today = clock.today()
        row = acts.register_coverage(
            request.authority, form.reported, content=form.content, on=today, today=today, by=request.official
        )
        return redirect("disclosure:report", row.pk)
    note = "外部报道不是公开，不计入公开数；不分褒贬，如实登记。"
    return _page(request, form, "登记外部报道", reverse("disclosure:coverage"), note)


@require_safe
@role(*STAFF)
def report(request: DeskRequest, coverage: int) -> HttpResponse:
    """一篇报道."""
    row = _coverage(request, coverage)
    mine = row.authority_id == request.authority.pk and Role.PUBLISHER in request.roles
    return render(request, "disclosure/desk/outside/report.html", {"row": row, "may": mine and row.struck_on is None})


@role("publisher")
def strike_coverage(request: DeskRequest, coverage: int) -> HttpResponse:
    """作废报道登记."""
    row = own(request, _coverage(request, coverage))
    back = reverse("disclosure:report", args=[row.pk])
    return _struck(request, row, acts.strike_coverage, back, "登记和理由保留，不再计入报道数。")


def _struck(
    request: DeskRequest, row: Programme | PressReport, strike: Callable[..., object], back: str, note: str
) -> HttpResponse:
    """The page that asks why, or the row struck."""
    today = clock.today()
    form = forms.StrikeForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        given = form.cleaned_data
        strike(row, on=given["on"], today=today, by=request.official, reason=given["reason"])
        return redirect(back)
    return _page(request, form, f"作废：{row}", back, note)


def _programme(request: DeskRequest, pk: int) -> Programme:
    rows = readable_rows(request, Programme.objects.all())
    return get_object_or_404(rows.select_related("content", "release__content", "stored", "authority"), pk=pk)


def _coverage(request: DeskRequest, pk: int) -> PressReport:
    rows = readable_rows(request, PressReport.objects.all())
    return get_object_or_404(rows.select_related("content", "authority"), pk=pk)


def _page(request: DeskRequest, form: Form, heading: str, back: str, note: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, "note": note}
    return render(request, "disclosure/desk/carriers/act.html", context)
