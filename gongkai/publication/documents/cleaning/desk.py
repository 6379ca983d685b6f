"""文件清理页面: the rounds, one round with a decision for each document, and its three catalogues."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.office.journal import access
from gongkai.papers.docx import write_docx
from gongkai.papers.xlsx import MEDIA_TYPE as EXCEL
from gongkai.papers.xlsx import write_xlsx
from gongkai.publication.documents.cleaning import acts
from gongkai.publication.documents.cleaning.forms import CloseForm, DecideForm, OpenForm
from gongkai.publication.documents.models import CleanUp, CleanUpItem
from gongkai.publication.documents.validity import papers, queries
from gongkai.publication.documents.validity.desk import STAFF
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 50
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@role(*STAFF)
def clean_ups(request: DeskRequest) -> HttpResponse:
    """文件清理: every round."""
    rows = [(each, queries.undecided(each)) for each in queries.clean_ups(request.authority)]
    context = {"rounds": rows, "may_open": Role.HANDLER in request.roles}
    return render(request, "documents/desk/clean_ups.html", context)


@role("handler")
def open_round(request: DeskRequest) -> HttpResponse:
    """开始清理."""
    today = clock.today()
    form = OpenForm(request.POST or None, initial={"title": f"{today.year}年规范性文件清理", "as_of": today})
    if form.is_valid():
        given = form.cleaned_data
        made = acts.open_clean_up(
            request.authority, given["title"], as_of=given["as_of"], on=today, today=today, by=request.official
        )
        return redirect("documents:clean_up", made.pk)
    context = {"form": form, "heading": "开始清理", "submit": "列出现行有效的文件"}
    return render(request, "documents/desk/clean_up_form.html", context)


@require_safe
@role(*STAFF)
def clean_up(request: DeskRequest, clean_up: int) -> HttpResponse:
    """一轮清理: the documents, what was decided, what is left."""
    round_ = _round(request, clean_up)
    page = Pages(queries.clean_up_items(round_), PAGE).get_page(request.GET.get("page"))
    mine = round_.authority_id == request.authority.pk and round_.closed_on is None
    context = {
        "round": round_,
        "page": page,
        "left": queries.undecided(round_),
        "decided": [(keep.label, number) for keep, number in queries.decided(round_).items()],
        "may_decide": mine and Role.HANDLER in request.roles,
        "may_close": mine and Role.REVIEWER in request.roles,
    }
    return render(request, "documents/desk/clean_up.html", context)


@role("handler")
def decide(request: DeskRequest, clean_up: int, item: int) -> HttpResponse:
    """清理意见."""
    round_ = own(request, _round(request, clean_up))
    rows = CleanUpItem.objects.of(request.authority).select_related("instrument", "clean_up__authority", "authority")
    found = get_object_or_404(rows, pk=item, clean_up=round_)
    form = DecideForm(request.POST or None, initial={"decision": found.decision or None, "reason": found.reason})
    if form.is_valid():
        today = clock.today()
        given = form.cleaned_data
        acts.decide(found, given["decision"], reason=given["reason"], on=today, today=today, by=request.official)
        return redirect("documents:clean_up", round_.pk)
    context = {"form": form, "round": round_, "heading": f"清理意见：{found}", "submit": "保存意见"}
    return render(request, "documents/desk/clean_up_form.html", context)


@role("reviewer")
def close(request: DeskRequest, clean_up: int) -> HttpResponse:
    """办结清理."""
    round_ = own(request, _round(request, clean_up))
    today = clock.today()
    form = CloseForm(request.POST or None, initial={"made_on": today, "effective_on": today})
    if form.is_valid():
        acts.close(round_, form.outcome(), on=today, today=today, by=request.official)
        return redirect("documents:clean_up", round_.pk)
    context = {"form": form, "round": round_, "heading": "办结清理", "submit": "办结并标注废止、失效"}
    return render(request, "documents/desk/clean_up_form.html", context)


@require_safe
@role(*STAFF)
def catalogues(request: DeskRequest, clean_up: int, carrier: str) -> HttpResponse:
    """清理目录: the three catalogues as Word or Excel."""
    round_ = _round(request, clean_up)
    if carrier not in ("docx", "xlsx"):
        raise Http404
    access.download(request.official, request.authority, f"{round_.title}目录")
    if carrier == "docx":
        response = HttpResponse(write_docx(papers.catalogues_paper(round_)), content_type=WORD)
    else:
        grids = list(papers.catalogue_grids(round_).values())
        response = HttpResponse(write_xlsx(grids, title=round_.title), content_type=EXCEL)
    response.headers["Content-Disposition"] = f'attachment; filename="catalogues-{round_.pk}.{carrier}"'
    return response


def _round(request: DeskRequest, pk: int) -> CleanUp:
    return get_object_or_404(readable_rows(request, CleanUp.objects.all()).select_related("authority"), pk=pk)
