"""公众页面: a content at its permanent address, a column with its list and data, and the way from a release code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django import forms
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.disclosure import ContentClass, Source, Withdrawal
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.release_codes import read_release_code
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.papers import safe_csv
from gongkai.papers.words import words
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import pages, queries
from gongkai.publication.disclosure.filters import ListFilters
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.documents import attachments, storage
from gongkai.publication.documents.models import Document, StoredFile
from gongkai.web import clock
from gongkai.web.context import base_of
from gongkai.web.doors import public
from gongkai.web.forms import Form
from gongkai.web.paging import MOST, Pages, kept

GONE = 410
HEADS = ("索引号", "标题", "类别", "文号", "发文机关", "成文日期", "发布日期", "公开至", "来源", "网址")


@public
@require_safe
def content(request: PortalRequest, code: str, index: str) -> HttpResponse:
    """公开内容: its box of facts, its text, what belongs to it, where it went out, what has been put right."""
    found = queries.at_address(request.authority, index)
    if found is None:
        raise Http404
    today = clock.today()
    if not queries.is_public(found, today):
        return _gone(request, found)
    [context] = pages.content_contexts([found], today)
    return render(request, pages.CONTENT, context)


@public
@require_safe
def of_document(request: PortalRequest, code: str, document: int) -> HttpResponse:
    """公文的公开页: to the page a document has, from the pages of rooms that know the document only."""
    row = get_object_or_404(Document.objects.of(request.authority), dossier=document)
    found = queries.public_contents(request.authority, clock.today()).filter(document=row).first()
    if found is None:
        raise Http404
    return redirect(queries.address(found))


def _gone(request: PortalRequest, found: Content) -> HttpResponse:
    """What was here is told by the reason alone: not even its title, which may be what had to go."""
    kind = Withdrawal(found.withdrawn_kind) if found.withdrawn_kind else Withdrawal.OTHER
    if found.withdrawn_on is None and found.ends_on is not None and found.ends_on < clock.today():
        kind = Withdrawal.ENDED
    context = {"authority": request.authority, "kind": kind, "on": found.withdrawn_on or found.ends_on}
    return render(request, "disclosure/portal/gone.html", context, status=GONE)


@public
@require_safe
def attachment(request: PortalRequest, code: str, file: int) -> HttpResponseBase:
    """下载附件: of what the public may read today; never an original, which may hold more than what was made public."""
    found = _readable(request, file)
    return attachments.as_download(found) if found.document_id is None else attachments.open_public(found)


@public
@require_safe
def attachment_text(request: PortalRequest, code: str, file: int) -> HttpResponse:
    """附件文字: what the file says, for those who cannot open it, or why nothing can be told of it."""
    found = _readable(request, file)
    if found.document_id is not None:
        attachments.must_be_public(found)
    with storage.opened(found) as stream:
        told = words(stream.read())
    context = {"authority": request.authority, "file": found, "told": told}
    return render(request, "disclosure/portal/attachment_text.html", context)


def _readable(request: PortalRequest, file: int) -> StoredFile:
    """A file of a public content: one of its document's, or one that a ledger brought along."""
    rows = StoredFile.objects.of(request.authority).select_related("document__dossier", "past")
    found = get_object_or_404(rows, pk=file, original=False)
    readable = queries.public_contents(request.authority, clock.today())
    if found.document_id is None:
        readable = readable.filter(past_files__stored=found)
    else:
        readable = readable.filter(document=found.document_id)
    if not readable.exists():
        raise Http404
    return found


@public
@require_safe
def column(request: PortalRequest, code: str, slug: str) -> HttpResponse:
    """栏目: its newest contents under the year of each; narrowed by the filters, a page at a time."""
    if not request.GET:
        found = _column(request, slug)
        return render(request, pages.LIST, pages.series_context(found, clock.today()))
    found, form, rows = _listed(request, slug)
    context = pages.list_context(found, clock.today(), form=form, rows=rows, number=request.GET.get("page"))
    context |= kept(request.GET)
    return render(request, pages.LIST, context)


@public
@require_safe
def column_page(request: PortalRequest, code: str, slug: str, number: int) -> HttpResponse:
    """栏目的固定页: numbered from the oldest content, for good."""
    found = _column(request, slug)
    context = pages.series_context(found, clock.today(), number)
    if context is None:
        raise Http404
    return render(request, pages.LIST, context)


@public
@require_safe
def column_json(request: PortalRequest, code: str, slug: str) -> JsonResponse:
    """栏目数据: the same list as open data, a page at a time."""
    found, _, rows = _listed(request, slug)
    page = Pages(rows, 500).get_page(request.GET.get("page"))
    shown = cast("OwnedQuerySet[Content]", page.object_list)
    data = {
        "机关": request.authority.name,
        "栏目": found.name,
        "条数": page.paginator.count,
        "页": page.number,
        "页数": page.paginator.num_pages,
        "内容": [dict(zip(HEADS, told, strict=True)) for told in _told(request, shown)],
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@public
@require_safe
def column_csv(request: PortalRequest, code: str, slug: str) -> HttpResponseBase:
    """栏目表格: the same list as CSV, with the mark that lets Excel read Chinese."""
    _, _, rows = _listed(request, slug)
    lines = _csv(request, rows[:MOST])
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.csv"'
    return response


def _csv(request: PortalRequest, rows: OwnedQuerySet[Content]) -> Iterator[str]:
    yield safe_csv.MARK + safe_csv.line(HEADS)
    yield from map(safe_csv.line, _told(request, rows))


_ASKED = (
    *("index_number", "title", "kind", "number", "issuer", "made_on", "published_on", "ends_on"),
    *("source", "origin"),
)


def _told(request: PortalRequest, rows: OwnedQuerySet[Content]) -> Iterator[tuple[str, ...]]:
    """Each content as its cells under the heads; no more is asked of the database than what stands in them."""
    name, code, base = request.authority.name, request.authority.code, base_of(request)
    for index, title, kind, number, issuer, *days, source, origin in rows.values_list(*_ASKED).iterator(500):
        told = (f"{day:%Y-%m-%d}" if day else "" for day in days)
        where = origin or _SOURCES.get(source, source)
        yield (
            index,
            title,
            _KINDS.get(kind, kind),
            number,
            issuer or name,
            *told,
            where,
            f"{base}{queries.address_of(code, index)}",
        )


_KINDS, _SOURCES = dict(ContentClass.choices()), dict(Source.choices())


def _column(request: PortalRequest, slug: str) -> Column:
    found = get_object_or_404(Column.objects.of(request.authority), slug=slug)
    found.authority = request.authority
    return found


def _listed(request: PortalRequest, slug: str) -> tuple[Column, ListFilters, OwnedQuerySet[Content]]:
    found = _column(request, slug)
    form = ListFilters(request.GET)
    return found, form, form.apply(pages.rows_of(found, clock.today())).select_related("authority", "document")


class CodeForm(Form):
    """发布码查询."""

    number = forms.CharField(label="发布码", max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}))


@public
@require_safe
def find(request: PortalRequest, code: str) -> HttpResponse:
    """发布码: where somebody who reads a board or a post types the code they found there."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        try:
            return redirect(_resolved(request.authority, form.cleaned_data["number"]))
        except Unlawful as refusal:
            form.add_error("number", refusal.reason)
    return render(request, "disclosure/portal/find.html", {"authority": request.authority, "form": form})


@public
@require_safe
def by_code(request: PortalRequest, code: str, handle: str) -> HttpResponse:
    """发布码所指: on to the content; a wrong code comes to the form with the reason."""
    try:
        return redirect(_resolved(request.authority, handle))
    except Unlawful as refusal:
        form = CodeForm({"number": handle})
        form.add_error("number", refusal.reason)
        return render(
            request, "disclosure/portal/find.html", {"authority": request.authority, "form": form}, status=404
        )


def _resolved(authority: Authority, text: str) -> str:
    """The address of the content; a code may have been read anywhere, so it may lead to another authority's page."""
    number = read_release_code(text)
    row = Release.objects.everywhere().filter(pk=number).select_related("content__authority").first()
    if row is None:
        raise Unlawful("没有这个发布码，请核对后重新输入", field="number")
    return queries.address(row.content)
