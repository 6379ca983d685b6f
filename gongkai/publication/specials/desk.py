"""专题的办公页面: all topics with those neglected on top, one of them, what it shows, and the year's figures."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.specials import SpecialState
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.specials import acts, queries
from gongkai.publication.specials.forms import CloseForm, FindForm, PlanForm, ReopenForm, YearForm
from gongkai.publication.specials.models import SpecialColumn, SpecialContent
from gongkai.web import clock
from gongkai.web.forms import Form, posted
from gongkai.web.paging import Pages

EDITORS = ("publisher", "reviewer")
"""办理专题的人: who publishes, and who reviews what is published."""
MAY_EDIT = frozenset(Role[name.upper()] for name in EDITORS)
PAGE, FOUND = 20, 20


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """专题: all of them, or those behind a number of the figures; the neglected ones on top."""
    today = clock.today()
    rows, which = _rows(request), request.GET.get("which", "")
    form = YearForm(request.GET)
    year = form.asked(today.year)
    listed = queries.of_year(rows, which, year, today) if which in queries.WHICH else rows
    context = {
        "page": Pages(listed, PAGE).get_page(request.GET.get("page")),
        "heading": f"{year}年：{queries.WHICH[which]}" if which in queries.WHICH else "专题专栏",
        "query": f"which={which}&year={year}&" if which in queries.WHICH else "",
        "overdue": queries.overdue(rows, today) if which not in queries.WHICH else [],
        "may_edit": bool(request.roles & MAY_EDIT),
    }
    return render(request, "specials/desk/index.html", context)


@role(*EDITORS)
def prepare(request: DeskRequest) -> HttpResponse:
    """筹备专题."""
    today = clock.today()
    form = PlanForm(request.POST or None, authority=request.authority, on=today)
    if form.is_valid():
        slug = form.cleaned_data["slug"]
        row = acts.prepare(request.authority, slug, form.plan(), on=today, by=request.official)
        return redirect("specials:file", row.pk)
    return _form(request, form, "筹备专题", "保存")


@require_safe
@role(*STAFF)
def special(request: DeskRequest, special: int) -> HttpResponse:
    """一个专题: its plan, its layout as the public sees it, and what can be done with it."""
    row, today = _special(request, special), clock.today()
    context = {
        "special": row,
        "blocks": queries.drawn(row, today),
        "shown": queries.shown(row, today).count(),
        "newest": queries.newest_on(row, today),
        "overdue": queries.overdue(SpecialColumn.objects.of(row.authority).filter(pk=row.pk), today),
        "may_edit": _may_edit(request, row),
    }
    return render(request, "specials/desk/special.html", context)


@role(*EDITORS)
def change(request: DeskRequest, special: int) -> HttpResponse:
    """修改专题."""
    row, today = own(request, _special(request, special)), clock.today()
    first = {name: getattr(row, name) for name in ("title", "introduction", "section", "cycle", "closes_on")}
    first |= {"owner": str(row.owner_id or ""), "seen": row.edition}
    given = posted(request, seen=row.edition)
    form = PlanForm(given, initial=first, authority=request.authority, on=today, owner=row.owner)
    del form.fields["slug"]
    if form.is_valid():
        acts.change(row, form.plan(), on=today, by=request.official, seen=form.cleaned_data["seen"] or 0)
        return redirect("specials:file", row.pk)
    return _form(request, form, f"修改“{row.title}”", "保存", row)


@require_POST
@role(*EDITORS)
def open_it(request: DeskRequest, special: int) -> HttpResponse:
    """开设专题."""
    row = own(request, _special(request, special))
    acts.open_special(row, on=clock.today(), by=request.official)
    return redirect("specials:file", row.pk)


@role(*EDITORS)
def close(request: DeskRequest, special: int) -> HttpResponse:
    """归档专题."""
    row = own(request, _special(request, special))
    form = CloseForm(request.POST or None)
    if form.is_valid():
        acts.close(row, form.cleaned_data["note"], on=clock.today(), by=request.official)
        return redirect("specials:file", row.pk)
    return _form(request, form, f"归档“{row.title}”", "归档", row)


@role(*EDITORS)
def reopen(request: DeskRequest, special: int) -> HttpResponse:
    """恢复专题."""
    row = own(request, _special(request, special))
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        acts.reopen(row, given["reason"], given["closes_on"], on=clock.today(), by=request.official)
        return redirect("specials:file", row.pk)
    return _form(request, form, f"恢复“{row.title}”", "恢复", row)


# -- what it shows ---------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def contents(request: DeskRequest, special: int) -> HttpResponse:
    """专题显示的内容: each once, those chosen one by one marked; and what else may be chosen."""
    row, today = _special(request, special), clock.today()
    chosen = set(
        SpecialContent.objects.of(row.authority).filter(special=row, until=None).values_list("content", flat=True)
    )
    rows = queries.shown(row, today).select_related("column", "authority").defer("body", "text", "extra")
    year = request.GET.get("year", "")
    if year.isdecimal() and 2000 < int(year) < 2101:
        rows = rows.filter(published_on__lte=queries.last_day(int(year), today))
    find = FindForm(request.GET)
    wanted = find.cleaned_data["q"].strip() if find.is_valid() else ""
    context = {
        "special": row,
        "page": Pages(rows, PAGE).get_page(request.GET.get("page")),
        "query": f"year={year}&" if year else "",
        "chosen": chosen,
        "find": find,
        "found": list(_found(row, wanted, chosen)) if wanted else [],
        "wanted": wanted,
        "may_edit": _may_edit(request, row) and row.state != SpecialState.CLOSED,
    }
    return render(request, "specials/desk/contents.html", context)


def _found(row: SpecialColumn, wanted: str, chosen: set[int]) -> OwnedQuerySet[Content]:
    named = Q(title__icontains=wanted) | Q(number__icontains=wanted) | Q(index_number__icontains=wanted)
    rows = disclosure.public(Content.objects.under(row.authority), clock.today()).filter(named).exclude(pk__in=chosen)
    return disclosure.newest(rows).select_related("column", "authority").defer("body", "text", "extra")[:FOUND]


@require_POST
@role(*EDITORS)
def show(request: DeskRequest, special: int) -> HttpResponse:
    """列入专题."""
    row = own(request, _special(request, special))
    acts.show(row, [_content(request, row)], on=clock.today(), by=request.official)
    return redirect("specials:shown", row.pk)


@require_POST
@role(*EDITORS)
def drop(request: DeskRequest, special: int) -> HttpResponse:
    """移出专题."""
    row = own(request, _special(request, special))
    acts.drop(row, _content(request, row), on=clock.today(), by=request.official)
    return redirect("specials:shown", row.pk)


def _content(request: DeskRequest, row: SpecialColumn) -> Content:
    key = request.POST.get("content", "")
    return get_object_or_404(Content.objects.under(row.authority), pk=int(key) if key.isdecimal() else 0)


# -- figures ---------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def figures(request: DeskRequest) -> HttpResponse:
    """专题统计: of a year; every number opens what it counts."""
    today = clock.today()
    form = YearForm({"year": request.GET.get("year") or today.year})
    year = form.asked(today.year)
    context = {"form": form, "year": year, "figures": queries.figures(_rows(request), year, today)}
    return render(request, "specials/desk/figures.html", context)


@require_safe
@role(*STAFF)
def shown_in_year(request: DeskRequest) -> HttpResponse:
    """各专题显示的内容: behind the number of all topics together, each content once."""
    today = clock.today()
    year = YearForm(request.GET).asked(today.year)
    there = list(queries.ever_open(_rows(request), year, today))
    page = Pages(queries.all_shown(there, year, today), PAGE).get_page(request.GET.get("page"))
    return render(request, "specials/desk/shown_in_year.html", {"page": page, "year": year})


def _rows(request: DeskRequest) -> OwnedQuerySet[SpecialColumn]:
    rows = readable_rows(request, SpecialColumn.objects.all()).select_related("authority", "owner")
    return rows.order_by("-opened_on", "-pk")


def _special(request: DeskRequest, key: int) -> SpecialColumn:
    return get_object_or_404(_rows(request), pk=key)


def _may_edit(request: DeskRequest, row: SpecialColumn) -> bool:
    return row.authority_id == request.authority.pk and bool(request.roles & MAY_EDIT)


def _form(
    request: DeskRequest, form: Form, title: str, submit: str, special: SpecialColumn | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "special": special}
    return render(request, "specials/desk/form.html", context)
