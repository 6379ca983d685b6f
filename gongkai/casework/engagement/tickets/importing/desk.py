"""留言导入页面: upload, columns, the report row by row, accept or give up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.casework.engagement.tickets import keeping
from gongkai.casework.engagement.tickets.importing import acts, queries
from gongkai.casework.engagement.tickets.models import TicketImport
from gongkai.law.ledgers import Stage
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.law.ticket_rows import TicketField
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.jobs.imports import last_job
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.forms import Form, WordField
from gongkai.web.paging import Pages
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
    rows = queries.imports(request.authority)[:50]
    return render(request, "engagement/desk/imports.html", {"form": form, "rows": rows})


@role("dispatcher")
def batch(request: DeskRequest, batch: int) -> HttpResponse:
    """一批: how far it is; which column is what, and the report of every row as it was read with them."""
    keeping.only_for_all(request)
    row = _batch(request, batch)
    form = ColumnsForm(request.POST or None, heads=row.columns)
    if form.is_valid():
        acts.map_columns(row, form.columns())
        return redirect("engagement:import", batch)
    done, total = queries.progress(row)
    context = {
        "batch": row,
        "stage": Stage(row.stage),
        "done": done,
        "total": total,
        "running": row.stage in queries.WAITING,
        "job": last_job(acts.JOB, row),
        "found": queries.found(row),
        "form": form,
        "may_give_up": row.begun_on is None and row.stage in acts.NOT_ACCEPTED,
    }
    if row.stage == Stage.TO_ACCEPT:
        access.download(request.official, request.authority, "查看待导入的留言表")
        page = Pages(queries.with_faults(row), PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "rows": list(queries.opened(page.object_list))}
    return render(request, "engagement/desk/import.html", context)


@require_POST
@role("dispatcher")
def accept(request: DeskRequest, batch: int) -> HttpResponse:
    """接受: from now on it is written, ticket by ticket."""
    keeping.only_for_all(request)
    acts.accept(_batch(request, batch), skip=request.POST.get("skip") == "1", on=clock.today(), by=request.official)
    return redirect("engagement:import", batch)


@require_POST
@role("dispatcher")
def give_up(request: DeskRequest, batch: int) -> HttpResponse:
    """放弃: before it is accepted; nothing is left of it."""
    keeping.only_for_all(request)
    mine = _batch(request, batch)
    acts.give_up(mine, on=clock.today())
    messages.success(request, f"“{mine.title}”已放弃，没有留下任何内容")
    return redirect("engagement:imports")


def _batch(request: DeskRequest, pk: int) -> TicketImport:
    return get_object_or_404(queries.imports(request.authority), pk=pk)
