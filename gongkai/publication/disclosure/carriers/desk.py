"""线下载体办公页面: the gazette, reading points, printed matter and boards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.authorities import AuthorityKind
from gongkai.law.carriers import PosterState, may_issue_gazette
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.office.authorities.guards import DeskRequest, own, role
from gongkai.office.journal import access
from gongkai.papers.document import Document
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.publication.disclosure.carriers import acts, forms, keepers, papers, queries
from gongkai.publication.disclosure.carriers.models import (
    Board,
    GazetteIssue,
    Poster,
    PrintedMatter,
    ReadingPoint,
    Transfer,
)
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.paging import Pages

PAGE = 20
STAFF = ("handler", "publisher", "reviewer", "signer", "inspector")
TYPES: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "pdf": ("application/pdf", lambda paper: write_pdf(paper).data),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_docx),
}


def _row(request: DeskRequest, model: type[Any], pk: int) -> Any:
    return get_object_or_404(model.objects.of(request.authority), pk=pk)


def _paper(request: DeskRequest, paper: Document, name: str, carrier: str) -> HttpResponse:
    kind, write = TYPES[carrier]
    access.download(request.official, request.authority, paper.title)
    response = HttpResponse(write(paper), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{carrier}"'
    return response


def _filled(
    request: DeskRequest, form: Form, heading: str, back: str, act: Callable[[], object], note: str = ""
) -> HttpResponse:
    """The page of one act: its form until it is valid, then the act, and back to the list."""
    if form.is_valid():
        act()
        return redirect(back)
    context = {"form": form, "heading": heading, "back": reverse(back), "note": note}
    return render(request, "disclosure/desk/carriers/act.html", context)


def _content(request: DeskRequest, index_number: str) -> Content:
    found = Content.objects.of(request.authority).filter(index_number=index_number.strip()).first()
    if found is None:
        raise Unlawful(f"本机关没有索引号为“{index_number}”的公开内容，请从内容页面核对", field="index_number")
    return found


# -- the gazette -----------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def gazettes(request: DeskRequest) -> HttpResponse:
    """政府公报: the issues."""
    page = Pages(queries.issues(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "objection": may_issue_gazette(AuthorityKind(request.authority.kind)),
        "may_compose": Role.PUBLISHER in request.roles,
    }
    return render(request, "disclosure/desk/carriers/gazettes.html", context)


@role("publisher")
def compose(request: DeskRequest) -> HttpResponse:
    """编辑公报."""
    initial = {"on": clock.today(), "title": f"{request.authority.name}公报"}
    contents = queries.selectable(request.authority)
    form = forms.ComposeForm(request.POST or None, contents=contents, initial=initial)

    def act() -> None:
        given = form.cleaned_data
        acts.compose(
            request.authority,
            given["title"],
            form.selected(),
            on=given["on"],
            today=clock.today(),
            by=request.official,
        )

    return _filled(request, form, "编辑公报", "disclosure:gazettes", act)


@require_safe
@role(*STAFF)
def gazette(request: DeskRequest, pk: int) -> HttpResponse:
    """一期公报: what it holds, and where its copies went."""
    issue = _row(request, GazetteIssue, pk)
    today, sent = clock.today(), queries.sent_of(issue)
    context = {
        "issue": issue,
        "items": queries.items(issue),
        "deliveries": [(each, each.handed.overdue(today)) for each in queries.deliveries(issue)],
        "sent": sent,
        "left": issue.copies - sent,
        "may_issue": Role.SIGNER in request.roles,
        "may_act": Role.HANDLER in request.roles,
    }
    return render(request, "disclosure/desk/carriers/gazette.html", context)


@require_safe
@role(*STAFF)
def gazette_paper(request: DeskRequest, pk: int, carrier: str) -> HttpResponse:
    """公报版式文件: PDF or Word."""
    issue = _row(request, GazetteIssue, pk)
    paper = papers.gazette(issue, list(queries.items(issue)))
    return _paper(request, paper, f"gazette-{issue.year}-{issue.number}", "docx" if carrier == "docx" else "pdf")


@role("signer")
def issue_gazette(request: DeskRequest, pk: int) -> HttpResponse:
    """出刊."""
    issue = own(request, _row(request, GazetteIssue, pk))
    form = forms.IssueForm(request.POST or None, initial={"on": clock.today(), "copies": 0})

    def act() -> None:
        given = form.cleaned_data
        acts.issue_gazette(issue, given["copies"], on=given["on"], today=clock.today(), by=request.official)

    note = "出刊后不能再改；所刊内容各登记一条公报发布记录，凭证为期号和篇次。"
    return _filled(request, form, f"{issue}出刊", "disclosure:gazettes", act, note)


# -- reading points --------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def points(request: DeskRequest) -> HttpResponse:
    """查阅点: what each is owed, and the year's figures."""
    today = clock.today()
    context = {
        "served": list(queries.served(request.authority, today)),
        "figures": queries.figures(request.authority, today.year),
        "year": today.year,
        "may_act": Role.HANDLER in request.roles,
    }
    return render(request, "disclosure/desk/carriers/points.html", context)


@role("handler")
def open_point(request: DeskRequest) -> HttpResponse:
    """设立查阅点."""
    form = forms.PointForm(request.POST or None, initial={"on": clock.today()})

    def act() -> None:
        given = form.cleaned_data
        acts.open_point(
            request.authority,
            given["name"],
            given["kind"],
            given["address"],
            given["keeper"],
            on=given["on"],
            by=request.official,
        )

    return _filled(request, form, "设立查阅点", "disclosure:points", act)


@require_safe
@role(*STAFF)
def point(request: DeskRequest, pk: int) -> HttpResponse:
    """一个查阅点: its transfers and visits."""
    here = _row(request, ReadingPoint, pk)
    context = {
        "point": here,
        "transfers": here.transfers.of(here.authority).select_related("issue"),
        "visits": here.visits.of(here.authority),
        "keepers": keepers.keepers(here),
        "may_act": Role.HANDLER in request.roles,
    }
    return render(request, "disclosure/desk/carriers/point.html", context)


@role("handler")
def close_point(request: DeskRequest, pk: int) -> HttpResponse:
    """撤销查阅点."""
    here = _row(request, ReadingPoint, pk)
    form = forms.CloseForm(request.POST or None, initial={"on": clock.today()})

    def act() -> None:
        given = form.cleaned_data
        acts.close_point(here, on=given["on"], by=request.official, reason=given["reason"])

    return _filled(request, form, f"撤销查阅点：{here}", "disclosure:points", act)


@role("handler")
def transfer(request: DeskRequest, pk: int) -> HttpResponse:
    """移送."""
    here = _row(request, ReadingPoint, pk)
    today = clock.today()
    issues = GazetteIssue.objects.of(request.authority).filter(issued_on__isnull=False)
    form = forms.TransferForm(request.POST or None, issues=issues, initial={"on": today, "through": today})

    def act() -> None:
        given = form.cleaned_data
        acts.transfer(here, given["through"], on=given["on"], today=today, by=request.official, issue=given["issue"])

    return _filled(request, form, f"向{here}移送", "disclosure:points", act)


@require_safe
@role(*STAFF)
def transfer_paper(request: DeskRequest, pk: int, carrier: str) -> HttpResponse:
    """移送明细表."""
    transfer = _row(request, Transfer, pk)
    contents = list(queries.published_between(request.authority, transfer.since, transfer.through))
    paper = papers.transfer_list(transfer, contents)
    return _paper(request, paper, f"transfer-{transfer.pk}", "docx" if carrier == "docx" else "pdf")


@role("handler")
def receive_transfer(request: DeskRequest, pk: int) -> HttpResponse:
    """登记签收."""
    transfer = _row(request, Transfer, pk)
    form = forms.ReceiptForm(request.POST or None, initial={"on": clock.today()})

    def act() -> None:
        given = form.cleaned_data
        acts.receive_transfer(transfer, given["receipt"], on=given["on"], today=clock.today(), by=request.official)

    return _filled(request, form, f"{transfer.point}签收", "disclosure:points", act)


@role("handler")
def count_visits(request: DeskRequest, pk: int) -> HttpResponse:
    """登记查阅人次."""
    here = _row(request, ReadingPoint, pk)
    today = clock.today()
    form = forms.VisitsForm(request.POST or None, initial={"year": today.year})

    def act() -> None:
        given = form.cleaned_data
        figures = (given["year"], given["month"], given["count"], given["source"])
        acts.count_visits(here, *figures, on=today, today=today, by=request.official)

    return _filled(request, form, f"{here}的查阅人次", "disclosure:points", act)


# -- printed matter --------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def printed(request: DeskRequest) -> HttpResponse:
    """宣传品: what was printed and what of it was given out."""
    rows = PrintedMatter.objects.of(request.authority).select_related("content")
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    items = [
        (each, sum(each.distributions.of(request.authority).values_list("copies", flat=True)))
        for each in page.object_list
    ]
    context = {"page": page, "items": items, "may_act": Role.HANDLER in request.roles}
    return render(request, "disclosure/desk/carriers/printed.html", context)


@role("handler")
def print_matter(request: DeskRequest) -> HttpResponse:
    """登记印制."""
    form = forms.PrintForm(request.POST or None, initial={"on": clock.today()})

    def act() -> None:
        given = form.cleaned_data
        content = _content(request, given["index_number"])
        facts = (given["title"], given["kind"], given["quantity"])
        acts.print_matter(content, *facts, on=given["on"], today=clock.today(), by=request.official)

    return _filled(request, form, "登记印制", "disclosure:printed", act)


@role("handler")
def distribute(request: DeskRequest, pk: int) -> HttpResponse:
    """发放."""
    matter = _row(request, PrintedMatter, pk)
    form = forms.DistributeForm(request.POST or None, initial={"on": clock.today()})

    def act() -> None:
        given = form.cleaned_data
        facts = (given["to"], given["copies"], given["receipt"])
        acts.distribute(matter, *facts, on=given["on"], today=clock.today(), by=request.official)

    return _filled(request, form, f"发放：{matter}", "disclosure:printed", act)


# -- boards ----------------------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def boards(request: DeskRequest) -> HttpResponse:
    """公开栏: what hangs where, what waits for its photograph, what hangs too long."""
    today = clock.today()
    page = Pages(queries.posters(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {
        "boards": Board.objects.of(request.authority),
        "page": page,
        "items": [(each, each.hanging.state(today)) for each in page.object_list],
        "expired": len(queries.in_poster_state(request.authority, PosterState.EXPIRED, today)),
        "unproved": len(queries.in_poster_state(request.authority, PosterState.UNPROVED, today)),
        "may_act": Role.HANDLER in request.roles,
    }
    return render(request, "disclosure/desk/carriers/boards.html", context)


@role("handler")
def open_board(request: DeskRequest) -> HttpResponse:
    """设立公开栏."""
    form = forms.BoardForm(request.POST or None, initial={"on": clock.today()})

    def act() -> None:
        given = form.cleaned_data
        facts = (given["name"], given["kind"], given["location"], given["keeper"])
        acts.open_board(request.authority, *facts, on=given["on"], by=request.official)

    return _filled(request, form, "设立公开栏", "disclosure:boards", act)


@role("handler")
def put_up(request: DeskRequest) -> HttpResponse:
    """张贴."""
    standing = Board.objects.of(request.authority).filter(closed_on=None)
    form = forms.PutUpForm(request.POST or None, boards=standing, initial={"on": clock.today()})

    def act() -> None:
        given = form.cleaned_data
        content = _content(request, given["index_number"])
        days = {"on": given["on"], "today": clock.today(), "ends_on": given["ends_on"]}
        acts.put_up(given["board"], content, by=request.official, **days)

    return _filled(request, form, "张贴", "disclosure:boards", act)


@require_safe
@role(*STAFF)
def poster_paper(request: DeskRequest, pk: int, carrier: str) -> HttpResponse:
    """张贴页: PDF or Word."""
    poster = _row(request, Poster, pk)
    return _paper(request, papers.sheet(poster), f"poster-{poster.pk}", "docx" if carrier == "docx" else "pdf")


@role("handler")
def take_down(request: DeskRequest, pk: int) -> HttpResponse:
    """撤下."""
    poster = _row(request, Poster, pk)
    form = forms.TakeDownForm(request.POST or None, initial={"on": clock.today()})

    def act() -> None:
        acts.take_down(poster, on=form.cleaned_data["on"], today=clock.today(), by=request.official)

    return _filled(request, form, f"撤下：{poster.content.title}", "disclosure:boards", act)
