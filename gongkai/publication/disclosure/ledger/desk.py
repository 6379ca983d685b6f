"""台账导入的页面: upload, confirm the columns, watch it being read, look at the report, accept or cancel."""

from __future__ import annotations

from itertools import zip_longest

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.ledger_rows import EVERY_YEAR, REFUSES, RowRule, Verdict
from gongkai.law.ledgers import WAITING, Stage
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.jobs.imports import last_job
from gongkai.publication.catalogue.queries import columns
from gongkai.publication.disclosure.ledger import acts, queries, report, storage
from gongkai.publication.disclosure.ledger.forms import AcceptForm, MapForm, OpenForm
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

PAGE = 50
STAFF = ("handler", "publisher", "reviewer", "signer")


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """往年台账: all of an authority, with where each is."""
    page = Paginator(queries.ledgers(request.authority), PAGE).get_page(request.GET.get("page"))
    rows = [(ledger, queries.found(ledger)) for ledger in page.object_list]
    context = {"page": page, "rows": rows, "may_open": Role.HANDLER in request.roles}
    return render(request, "disclosure/desk/ledgers.html", context)


@role("handler")
def open_ledger(request: DeskRequest) -> HttpResponse:
    """上传台账: what cannot be read is refused here, and nothing is kept."""
    form = OpenForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        path, digest = storage.keep_file(iter(given["file"].chunks()), given["file"].name)
        try:
            ledger = acts.open_ledger(
                request.authority,
                path,
                name=given["file"].name,
                year=given["year"] or EVERY_YEAR,
                on=clock.today(),
                by=request.official,
                title=given["title"],
                digest=digest,
                sheet=given["sheet"],
                kind=given["kind"],
                channel=given["channel"],
                stated=form.stated(),
            )
        except Unlawful as refusal:
            storage.forget_file(path)
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("disclosure:ledger", ledger.pk)
    return render(request, "disclosure/desk/ledger_open.html", {"form": form})


@require_safe
@role(*STAFF)
def show(request: DeskRequest, ledger: int) -> HttpResponse:
    """一本台账: where it is, and what has to be said next."""
    return _page(request, _ledger(request, ledger))


def _page(
    request: DeskRequest, ledger: Ledger, mapping: MapForm | None = None, accepting: AcceptForm | None = None
) -> HttpResponse:
    done, total = queries.progress(ledger)
    to_map = ledger.stage == Stage.TO_MAP
    to_accept = ledger.stage == Stage.TO_ACCEPT
    mapping = (mapping or MapForm(ledger=ledger)) if to_map else None
    offered = list(columns(request.authority, clock.today())) if to_accept else []
    context = {
        "ledger": ledger,
        "stage": Stage(ledger.stage),
        "found": queries.found(ledger),
        "compared": queries.compared(ledger),
        "done": done,
        "total": total,
        "running": ledger.stage in WAITING,
        "job": last_job(acts.JOB, ledger),
        "refusing": REFUSES,
        "mapping": mapping,
        "samples": list(zip_longest(mapping.visible_fields(), queries.samples(ledger), fillvalue=""))
        if mapping
        else [],
        "accepting": (accepting or AcceptForm(ledger=ledger, columns=offered)) if to_accept else None,
        "may_handle": Role.HANDLER in request.roles,
        "may_accept": Role.PUBLISHER in request.roles,
        "may_cancel": ledger.stage in (Stage.TO_MAP, Stage.READING, Stage.TO_ACCEPT, Stage.FAILED),
    }
    return render(request, "disclosure/desk/ledger.html", context)


@require_POST
@role("handler")
def map_columns(request: DeskRequest, ledger: int) -> HttpResponse:
    """确认列的对应: then it is read."""
    mine = _ledger(request, ledger)
    form = MapForm(posted(request, seen=0), ledger=mine)
    if not form.is_valid():
        return _page(request, mine, mapping=form)
    acts.map_columns(mine, form.targets())
    return redirect("disclosure:ledger", mine.pk)


@require_POST
@role("publisher")
def accept(request: DeskRequest, ledger: int) -> HttpResponse:
    """接受台账: from now on it is published."""
    mine = _ledger(request, ledger)
    offered = list(columns(request.authority, clock.today()))
    form = AcceptForm(posted(request, seen=0), ledger=mine, columns=offered)
    if not form.is_valid():
        return _page(request, mine, accepting=form)
    acts.accept(mine, form.cleaned_data["choice"], on=clock.today(), by=request.official, columns=form.columns())
    return redirect("disclosure:ledger", mine.pk)


@require_POST
@role("handler")
def cancel(request: DeskRequest, ledger: int) -> HttpResponse:
    """取消导入: before it is accepted; nothing is left of it."""
    mine = _ledger(request, ledger)
    acts.cancel(mine)
    messages.success(request, f"《{mine.title}》已取消导入，暂存的内容正在清理。")
    return redirect("disclosure:ledgers")


@require_POST
@role("handler")
def discard(request: DeskRequest, ledger: int) -> HttpResponse:
    """清除暂存: of a ledger that is in: the refused rows, the findings and the file; what was imported stays."""
    mine = _ledger(request, ledger)
    acts.discard(mine)
    messages.success(request, f"《{mine.title}》暂存的行和文件已清除，导入的内容不受影响。")
    return redirect("disclosure:ledger", mine.pk)


@require_safe
@role(*STAFF)
def rows(request: DeskRequest, ledger: int) -> HttpResponse:
    """逐行核对报告: the rows with findings, of one rule or verdict alone where asked."""
    mine = _ledger(request, ledger)
    rule, verdict = request.GET.get("rule", ""), request.GET.get("verdict", "")
    page = Pages(queries.with_faults(mine, rule, verdict), PAGE).get_page(request.GET.get("page"))
    known = {each.value: each for each in RowRule}
    context = {
        "ledger": mine,
        "page": page,
        "rows": [queries.reported(row) for row in page.object_list],
        "rule": known.get(rule),
        "verdict": Verdict(verdict) if verdict in (Verdict.REFUSED, Verdict.FLAGGED) else None,
        "query": f"rule={rule}&verdict={verdict}&" if rule or verdict else "",
        "found": queries.found(mine),
    }
    return render(request, "disclosure/desk/ledger_rows.html", context)


@require_safe
@role(*STAFF)
def download(request: DeskRequest, ledger: int) -> HttpResponse:
    """核对报告（xlsx）."""
    mine = _ledger(request, ledger)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(report.workbook(mine), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="ledger-{mine.pk}-report.xlsx"'
    return response


def _ledger(request: DeskRequest, pk: int) -> Ledger:
    return get_object_or_404(queries.ledgers(request.authority), pk=pk)
