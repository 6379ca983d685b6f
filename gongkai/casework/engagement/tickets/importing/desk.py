"""留言导入页面: upload, columns, the report row by row, accept or give up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.casework.engagement.tickets import keeping
from gongkai.casework.engagement.tickets.importing import acts, reading
from gongkai.casework.engagement.tickets.models import TicketImport
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.law.ticket_rows import TicketField
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.forms import Form, WordField
from gongkai.web.uploads import CSV, XLSX, UploadField

PAGE = 50


class UploadForm(Form):
    """上传导出表; the claims are kept as claims."""

    title = forms.CharField(label="名称", max_length=100, help_text="如12345热线2020年工单")
    source = WordField(TicketSource, label="默认来源", initial=TicketSource.HOTLINE, help_text="表里没有写明来源的")
    kind = WordField(ConcernKind, label="默认种类", help_text="表里没有写明种类的")
    claimed_closing = forms.DecimalField(
        label="原系统报送的办结率（%）",
        min_value=0,
        max_value=100,
        decimal_places=2,
        required=False,
        help_text="只作为说法照录，与按日期计算的并列",
    )
    claimed_on_time = forms.DecimalField(
        label="原系统报送的限时答复率（%）", min_value=0, max_value=100, decimal_places=2, required=False
    )
    file = UploadField(label="导出表", kinds=(XLSX, CSV), megabytes=20)


class ColumnsForm(Form):
    """对应各列: one choice for each heading of the file."""

    def __init__(self, *args: Any, heads: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heads = dict(enumerate(heads))
        choices = [("", "不导入"), *TicketField.choices()]
        for place, head in self.heads.items():
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=head or f"第{place + 1}列", choices=choices, required=False, initial=heads[head]
            )

    def columns(self) -> dict[str, str]:
        """各列的字段."""
        return {head: self.cleaned_data[f"column_{place}"] for place, head in self.heads.items()}


@role("dispatcher")
def imports(request: DeskRequest) -> HttpResponse:
    """留言导入: the batches, and a new one."""
    keeping.only_for_all(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        batch = acts.upload(
            request.authority,
            said["title"],
            said["file"].read(),
            source=said["source"],
            kind=said["kind"],
            on=clock.today(),
            by=request.official,
            claimed_closing=said["claimed_closing"],
            claimed_on_time=said["claimed_on_time"],
        )
        return redirect("engagement:import", batch.pk)
    rows = TicketImport.objects.of(request.authority).select_related("uploaded_by").defer("content")
    return render(request, "engagement/desk/imports.html", {"form": form, "rows": rows[:50]})


@role("dispatcher")
def batch(request: DeskRequest, batch: int) -> HttpResponse:
    """一批: which column is what, and the report of every row as it stands with them."""
    keeping.only_for_all(request)
    row = _batch(request, batch)
    if row.ended_on is not None:
        return render(request, "engagement/desk/import.html", {"batch": row})
    form = ColumnsForm(request.POST or None, heads=row.columns)
    if form.is_valid():
        acts.map_columns(row, form.columns())
        return redirect("engagement:import", batch)
    access.download(request.official, request.authority, "查看待导入的留言表")
    told = reading.report(row, clock.today())
    page = Paginator(told.flagged, PAGE).get_page(request.GET.get("page"))
    return render(request, "engagement/desk/import.html", {"batch": row, "form": form, "report": told, "page": page})


@require_POST
@role("dispatcher")
def accept(request: DeskRequest, batch: int) -> HttpResponse:
    """接受."""
    keeping.only_for_all(request)
    row = _batch(request, batch)
    skip = request.POST.get("skip") == "1"
    many = acts.accept(row, skip=skip, on=clock.today(), by=request.official)
    messages.success(request, f"已导入{many}件")
    return redirect("engagement:import", batch)


@require_POST
@role("dispatcher")
def give_up(request: DeskRequest, batch: int) -> HttpResponse:
    """放弃."""
    keeping.only_for_all(request)
    acts.give_up(_batch(request, batch), on=clock.today())
    return redirect("engagement:imports")


def _batch(request: DeskRequest, pk: int) -> TicketImport:
    return get_object_or_404(TicketImport.objects.of(request.authority), pk=pk)
