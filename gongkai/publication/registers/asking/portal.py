"""公众页面: the registers of an authority, one of them with its filters, a record at its permanent address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.kinds import Field, Kind
from gongkai.law.registers import KINDS
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.publication.registers import queries
from gongkai.publication.registers.asking import drawing, figures, index, record_page
from gongkai.publication.registers.asking.answering import Rows, Stood, Way, answer, stood
from gongkai.publication.registers.asking.filters import AskForm
from gongkai.publication.registers.asking.questions import Question
from gongkai.publication.registers.models import Record
from gongkai.publication.registers.series import queries as series
from gongkai.publication.registers.worded import worded
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.feeds import moment
from gongkai.web.limits import Rule, unhurried
from gongkai.web.paging import MOST, Pages, kept

PAGE = 20
GONE = 410
LIMIT = Rule("registers", 120, 60)
RECKONED = 2000
"""随页计算的最多条数: of more the sums and charts are reckoned when somebody asks for them."""
COLUMNS = 6
"""列出的栏: so many of a record fit on a line; the others are on its page."""


@public
@require_safe
def registers(request: PortalRequest, code: str) -> HttpResponse:
    """登记簿目录: by group, each with its number of records, its newest day and who answers for it."""
    rows = index.registers(request.authority, clock.today())
    context = {
        "authority": request.authority,
        "groups": list(index.grouped(rows)),
        "means": figures.MEANS,
        "number": len(rows),
    }
    return render(request, "registers/portal/registers.html", context)


@dataclass(frozen=True, slots=True)
class Asked:
    """所问: what an address asks of a register, with the rows that answer it."""

    kind: Kind
    form: AskForm
    question: Question
    rows: Rows


def asked(request: PortalRequest, key: str) -> Asked:
    """读出提问: from the address; a kind nobody declared is not there."""
    kind = declared(key)
    today = clock.today()
    form = AskForm(kind, request.GET or None, today=today)
    question = form.question()
    return Asked(kind, form, question, answer(question, request.authority, today))


def declared(key: str) -> Kind:
    """种类: of an address."""
    if key not in KINDS:
        raise Http404
    return KINDS[key]


@public
@require_safe
@unhurried(LIMIT, "查询")
def register(request: PortalRequest, code: str, kind: str) -> HttpResponse:
    """登记簿: filtered, sorted, counted; its figures and its chart where the rows are not too many to reckon at once."""
    found = asked(request, kind)
    rows, pages = _paged(found, request.authority)
    page = pages.get_page(request.GET.get("page"))
    _owned(page.object_list, request.authority)
    whole = not found.question.narrows
    context = {
        **_around(request, found),
        "page": page,
        "columns": [each.heading for each in columns(found.kind)],
        "lines": [(each, _cells(found.kind, each)) for each in map(stood, page.object_list)],
        "number": queries.number_public(request.authority, found.kind, clock.today())
        if whole and pages.more
        else pages.count,
        "exact": whole or not pages.more,
        "expected": series.next_due(request.authority, found.kind, clock.today()) if whole else None,
        **(_figures(found, rows) if 0 < pages.count <= RECKONED else {}),
    }
    return render(request, "registers/portal/register.html", context)


def _owned(rows: Iterable[Record], authority: Authority) -> None:
    """Whatever stands in a register of an authority is its own: its address needs no asking, row by row."""
    for each in rows:
        each.authority = authority


def _paged(found: Asked, authority: Authority) -> tuple[Rows, Pages]:
    """The rows and their pages: counted first, and then taken in the way their number tells is the shorter."""
    rows, counts = found.rows, None
    if found.question.looks_through:
        keys = list(rows.values_list("pk", flat=True)[:MOST])
        counts = len(keys)
        rows = rows.filter(pk__in=keys) if counts <= RECKONED else rows
    pages = Pages(rows, PAGE)
    if counts is not None:
        pages.__dict__["count"] = counts  # what was looked through once is not looked through again to be counted
    elif found.question.conditions and not found.question.by:
        way = Way.WALK if pages.more else Way.GATHER
        pages.object_list = answer(found.question, authority, clock.today(), way)
    return rows, pages


@public
@require_safe
@unhurried(LIMIT, "计算", always=True)
def totals(request: PortalRequest, code: str, kind: str) -> HttpResponse:
    """合计: the number, every sum and the chart of an answer of any length, for whoever asks for them."""
    found = asked(request, kind)
    number, amounts = figures.sums_of(found.kind, found.rows)
    context = {
        **_around(request, found),
        **_figures(found, found.rows),
        "number": number,
        "exact": True,
        "amounts": amounts,
    }
    return render(request, "registers/portal/totals.html", context)


def _around(request: PortalRequest, found: Asked) -> dict[str, Any]:
    """What every page of a register shows of it."""
    keeping = queries.keeping(request.authority, found.kind)
    return {
        "authority": request.authority,
        "kind": found.kind,
        "keeping": keeping,
        "form": found.form,
        "question": found.question,
        "said": list(found.question.said()),
        "means": figures.MEANS[found.kind.measure],
        **kept(request.GET),
    }


def _figures(found: Asked, rows: Rows) -> dict[str, Any]:
    told = figures.periods(found.question, rows)
    main = figures.main_sum(found.kind, told, rows) if told or found.question.on is None else None
    drawn = [*drawing.of_flow(found.kind, told), *drawing.of_series(found.kind, rows)]
    return {"amounts": [main] if main else [], "periods": told, "charts": drawn}


def columns(kind: Kind) -> list[Field]:
    """列表的栏: the day first, then what readers ask for; the title heads the line."""
    asked_for = [each for each in kind.asked if each.key not in (kind.titled, kind.dated)]
    dated = [each for each in kind.shown if each.key == kind.dated]
    return [*dated, *asked_for][:COLUMNS]


def _cells(kind: Kind, row: Stood) -> list[str]:
    return [worded(each, row.data.get(each.key)) for each in columns(kind)]


# -- one record ------------------------------------------------------------------------------------------------------------


@public
@require_safe
def record(request: PortalRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """登记记录: what it says, what it said, its matter; of one that is not public any more since when and why, and no more."""
    found = get_object_or_404(Record.objects.of(request.authority).select_related("authority"), pk=pk, kind=kind)
    if found.release is None:
        raise Http404
    today = clock.today()
    if not found.is_public(today):
        return _gone(request, found)
    declared_kind = found.declared
    context = {
        "authority": request.authority,
        "record": found,
        "published_at": moment(found.published_on) if found.published_on else None,
        "kind": declared_kind,
        "keeping": queries.keeping(request.authority, declared_kind),
        "lines": list(record_page.lines(declared_kind, found.data)),
        "inside": record_page.inside(declared_kind),
        "changes": record_page.history(found),
        "matter": record_page.chain_around(found, today),
        "corrected_by": record_page.corrected_by(found, today),
        "protests": record_page.protests(found),
        "says": list(record_page.says(found)),
        "corrects": record_page.corrects(found, today),
    }
    return render(request, "registers/portal/record.html", context)


def _gone(request: PortalRequest, found: Record) -> HttpResponse:
    """What was here is told by the kind of reason alone, not by its title."""
    withdrawn = found.standing == Standing.WITHDRAWN
    why = Withdrawal(found.withdrawn_kind or Withdrawal.OTHER) if withdrawn else Withdrawal.ENDED
    on: date | None = found.withdrawn_on or found.ends_on
    context = {"authority": request.authority, "kind": found.declared, "why": why, "on": on}
    return render(request, "registers/portal/gone.html", context, status=GONE)
