"""导出页面: upload, say which column is what, look at the doubtful rows, accept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.disclosure.accounts import queries as accounts
from gongkai.publication.disclosure.exports import acts, queries
from gongkai.publication.disclosure.exports.matching import How
from gongkai.publication.disclosure.exports.reading import Meaning
from gongkai.publication.disclosure.models import ChannelExport, Content, ExportRow
from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.uploads import TXT, XLSX, FileKind, UploadField

PAGE = 20
STAFF = ("handler", "publisher", "reviewer", "signer", "dispatcher", "inspector")
CSV = FileKind("csv", "CSV", TXT.recognises)


class UploadForm(Form):
    """上传导出文件."""

    account = forms.ChoiceField(label="账号", help_text="先在新媒体账号中登记")
    file = UploadField(kinds=(XLSX, CSV), label="导出文件", megabytes=20)

    def __init__(self, *args: Any, accounts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [("", "请选择"), *accounts.items()]  # type: ignore[attr-defined]


class ColumnsForm(Form):
    """列对应: one field for each meaning, naming the columns of this file."""

    head = forms.IntegerField(label="表头在第几行", min_value=1, max_value=100)

    def __init__(self, *args: Any, export: ChannelExport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.export = export
        heads = export.table[export.head]
        names = [(str(at), head or f"第{at + 1}列") for at, head in enumerate(heads)]
        for meaning in Meaning:
            self.fields[meaning.value] = forms.ChoiceField(
                label=meaning.label, required=False, choices=[("", "没有这一列"), *names]
            )

    @property
    def columns(self) -> dict[str, int]:
        """列."""
        return {m.value: int(at) for m in Meaning if (at := self.cleaned_data.get(m.value))}

    def clean_head(self) -> int:
        """A head row must lie in the file."""
        head = int(self.cleaned_data["head"])
        if head > len(self.export.table):
            raise forms.ValidationError(f"文件只有{len(self.export.table)}行")
        return head


@role(*STAFF)
def exports(request: DeskRequest) -> HttpResponse:
    """渠道导出: the files and a new one."""
    today = clock.today()
    there = {str(each.pk): each for each in accounts.accounts(request.authority)}
    form = UploadForm(
        request.POST or None, request.FILES or None, accounts={key: str(each) for key, each in there.items()}
    )
    if request.method == "POST":
        _must_publish(request)
    if form.is_valid():
        account, file = there[form.cleaned_data["account"]], form.cleaned_data["file"]
        export = acts.upload(
            request.authority, ReleaseChannel(account.platform), account.name, file.name, file.read(), on=today
        )
        return redirect("disclosure:export_columns", export.pk)
    context = {
        "form": form,
        "exports": list(queries.exports(request.authority)[:100]),
        "may": Role.PUBLISHER in request.roles,
        "accounts": bool(there),
    }
    return render(request, "disclosure/desk/exports.html", context)


@role("publisher")
def columns(request: DeskRequest, export: int) -> HttpResponse:
    """对应列: as the last time, or as the names tell; then every row is matched."""
    found = _export(request, export)
    given = request.POST.get("head", "")
    if given.isdecimal() and 0 < int(given) <= len(found.table):
        found.head = int(given) - 1
    first = {"head": found.head + 1, **{key: str(at) for key, at in queries.columns(found).items()}}
    form = ColumnsForm(request.POST or None, export=found, initial=first)
    if form.is_valid():
        acts.map_columns(found, form.columns, on=clock.today(), head=form.cleaned_data["head"] - 1)
        return redirect("disclosure:export", found.pk)
    context = {"export": found, "form": form, "sample": found.table[found.head : found.head + 4]}
    return render(request, "disclosure/desk/export_columns.html", context)


@require_safe
@role(*STAFF)
def export(request: DeskRequest, export: int) -> HttpResponse:
    """匹配情况: what attaches itself, what a person must look at, what has no original here, what cannot be read."""
    found = _export(request, export)
    which = request.GET.get("which", "")
    kinds = {
        "doubtful": ("待确认", queries.doubtful),
        "matched": ("已对应", queries.matched),
        "unmatched": ("没有对应的门户原文", queries.unmatched),
        "troubled": ("不能用的行", queries.troubled),
    }
    summary = queries.summary(found)
    if which not in kinds:
        which = next((name for name in kinds if getattr(summary, name)), "matched")
    rows = kinds[which][1](found).select_related("match")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "export": found,
        "summary": summary,
        "which": which,
        "kinds": [(key, title, getattr(summary, key)) for key, (title, _) in kinds.items()],
        "title": kinds[which][0],
        "page": page,
        "items": [(row, How(row.how).label if row.how else "") for row in page.object_list],
        "may": Role.PUBLISHER in request.roles and found.batch_id is None,
    }
    return render(request, "disclosure/desk/export.html", context)


@require_POST
@role("publisher")
def decide(request: DeskRequest, export: int, line: int) -> HttpResponse:
    """确认一行: it is this content, it is another, or it is none of ours."""
    found = _export(request, export)
    row = get_object_or_404(ExportRow.objects.of(request.authority), pk=line, export=found)
    same = request.POST.get("same") == "1"
    acts.decide(row, _content(request, row) if same else None, same=same)
    return redirect("disclosure:export", found.pk)


def _content(request: DeskRequest, line: ExportRow) -> Content | None:
    """By the index number typed beside the row, else the one it was found alike to."""
    if number := request.POST.get("index_number", "").strip():
        content = Content.objects.of(request.authority).filter(index_number=number).first()
        if content is None:
            raise Unlawful(f"本机关没有索引号为“{number[:60]}”的公开内容")
        return content
    return line.match


@require_POST
@role("publisher")
def accept(request: DeskRequest, export: int) -> HttpResponse:
    """接受: the releases are entered, in one batch."""
    acts.accept(_export(request, export), on=clock.today(), by=request.official)
    return redirect("disclosure:export", export)


def _export(request: DeskRequest, pk: int) -> ChannelExport:
    return get_object_or_404(ChannelExport.objects.of(request.authority).select_related("batch"), pk=pk)


def _must_publish(request: DeskRequest) -> None:
    if Role.PUBLISHER not in request.roles:
        raise Unlawful("导出文件由发布人上传")
