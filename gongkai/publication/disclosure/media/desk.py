"""媒体资料办公页面: what a content carries, one more, what is said of one, the order, and taking one off."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.media import MOST, MediaKind
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.desk import STAFF, must_be_own, readable
from gongkai.publication.disclosure.media import acts, queries
from gongkai.publication.disclosure.media.drawing import drawn, table_of
from gongkai.publication.disclosure.media.forms import ChartForm, DescribeForm, FileForm, TakeOffForm
from gongkai.publication.disclosure.media.models import Media
from gongkai.publication.disclosure.media.serving import answered
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.uploads import UploadField


def _row(request: DeskRequest, pk: int) -> Media:
    rows = readable_rows(request, Media.objects.all())
    return get_object_or_404(rows.select_related("content__authority", "stored", "authority"), pk=pk)


@require_safe
@role(*STAFF)
def index(request: DeskRequest, item: int) -> HttpResponse:
    """一项内容的图片、视频、图表: in their order; those taken off last, with the reason."""
    content = readable(request, item)
    rows = list(queries.every(content))
    mine = content.authority_id == request.authority.pk and Role.PUBLISHER in request.roles
    context = {
        "content": content,
        "rows": [(row, drawn(row) if row.kind == MediaKind.CHART else None) for row in rows],
        "tables": {row.pk: table_of(row) for row in rows if row.kind == MediaKind.CHART},
        "first": next((row.pk for row in rows if row.taken_off_on is None), None),
        "may": mine and disclosure.is_public(content, clock.today()),
        "may_take_off": mine,
        "most": MOST,
    }
    return render(request, "disclosure/desk/media/index.html", context)


@require_safe
@role(*STAFF)
def file(request: DeskRequest, media: int) -> HttpResponseBase:
    """图片、视频的文件: for whoever reads the content at the desk, public or not."""
    return answered(_row(request, media).stored, request.headers.get("Range", ""))


@role("publisher")
def add_file(request: DeskRequest, item: int) -> HttpResponse:
    """加图片、视频."""
    content, today = _own(request, item), clock.today()
    form = FileForm(request.POST or None, request.FILES or None, initial={"on": today})
    if form.is_valid():
        given, field = form.cleaned_data, form.fields["file"]
        assert isinstance(field, UploadField) and field.kind is not None  # noqa: S101 (a valid upload has a kind)
        acts.add_file(
            content,
            given["file"],
            field.kind,
            form.described(form.kind),
            looked_at=given["looked_at"],
            on=given["on"],
            today=today,
            by=request.official,
        )
        return redirect("disclosure:media_of_content", item)
    return _page(
        request, content, form, "加图片、视频", "加入后公众立即看到。照片里的位置、机型，视频里的位置等信息不保存。"
    )


@role("publisher")
def add_chart(request: DeskRequest, item: int) -> HttpResponse:
    """加图表."""
    content, today = _own(request, item), clock.today()
    form = ChartForm(request.POST or None, request.FILES or None, initial={"on": today})
    if form.is_valid():
        given = form.cleaned_data
        acts.add_chart(
            content,
            given["shape"],
            form.table,
            given["unit"].strip(),
            form.described(MediaKind.CHART),
            on=given["on"],
            today=today,
            by=request.official,
        )
        return redirect("disclosure:media_of_content", item)
    return _page(request, content, form, "加图表", "图由平台画出，下面列出同样的数据，公众立即看到。")


@role("publisher")
def describe(request: DeskRequest, media: int) -> HttpResponse:
    """改说明."""
    row, today = own(request, _row(request, media)), clock.today()
    kind = MediaKind(row.kind)
    first = {name: getattr(row, name) for name in ("caption", "words", "credit")}
    form = DescribeForm(request.POST or None, kind=kind, initial=first)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        acts.describe(row, form.described(kind), on=today, today=today, by=request.official, reason=reason)
        return redirect("disclosure:media_of_content", row.content_id)
    return _page(request, row.content, form, f"改说明：{row}")


@require_POST
@role("publisher")
def up(request: DeskRequest, media: int) -> HttpResponse:
    """上移: one place towards the first."""
    row = own(request, _row(request, media))
    keys = [each.pk for each in queries.shown([row.content]).get(row.content_id, ())]
    if row.pk in keys[1:]:
        place = keys.index(row.pk)
        keys[place - 1 : place + 1] = [row.pk, keys[place - 1]]
        acts.put_in_order(row.content, keys, on=clock.today(), by=request.official)
    return redirect("disclosure:media_of_content", row.content_id)


@role("publisher")
def take_off(request: DeskRequest, media: int) -> HttpResponse:
    """撤下."""
    row, today = own(request, _row(request, media)), clock.today()
    form = TakeOffForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        given = form.cleaned_data
        acts.take_off(row, on=given["on"], today=today, by=request.official, reason=given["reason"])
        return redirect("disclosure:media_of_content", row.content_id)
    return _page(request, row.content, form, f"撤下：{row}", "公众立即看不到；登记和理由保留。")


def _own(request: DeskRequest, item: int) -> Content:
    return must_be_own(request, readable(request, item))


def _page(request: DeskRequest, content: Content, form: Form, heading: str, note: str = "") -> HttpResponse:
    back = reverse("disclosure:media_of_content", args=[content.pk])
    context = {"form": form, "heading": heading, "back": back, "note": note}
    return render(request, "disclosure/desk/carriers/act.html", context)
