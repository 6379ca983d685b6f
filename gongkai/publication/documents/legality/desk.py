"""合法性审核意见书页面: the register of a year with its figures, one opinion and its paper, the points by what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.documents import Review
from gongkai.law.grammar.flow import Role
from gongkai.law.legality import LegalVerdict, read_points
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.office.journal import access
from gongkai.papers.document import Document as Paper
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.publication.documents.files import own_file
from gongkai.publication.documents.legality import acts, queries
from gongkai.publication.documents.legality.forms import AnswerForm, OpinionForm, YearForm
from gongkai.publication.documents.legality.papers import opinion_paper
from gongkai.publication.documents.models import LegalOpinion, LegalPoint
from gongkai.web import clock
from gongkai.web.paging import Pages

PAGE = 20
_CARRIERS: Mapping[str, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (lambda paper: write_pdf(paper).data, "application/pdf"),
}


@require_safe
@role(*STAFF)
def opinions(request: DeskRequest) -> HttpResponse:
    """合法性审核意见书: the register of a year, narrowed by conclusion, with the year's figures."""
    today = clock.today()
    form = YearForm({"year": request.GET.get("year") or today.year})
    year, verdict = form.asked(today.year), request.GET.get("verdict", "")
    verdict = verdict if verdict in {each.value for each in LegalVerdict} else ""
    verdicts, answers = queries.figures(request.authority, year)
    context = {
        "form": form,
        "year": year,
        "page": Pages(queries.given(request.authority, year, verdict), PAGE).get_page(request.GET.get("page")),
        "query": f"year={year}&verdict={verdict}&",
        "verdicts": [(each.value, each.label, verdicts[each.value]) for each in LegalVerdict],
        "answers": [(key, label, answers[key]) for key, label in queries.ANSWERS.items()],
    }
    return render(request, "documents/desk/legality/opinions.html", context)


@require_safe
@role(*STAFF)
def points(request: DeskRequest) -> HttpResponse:
    """各条意见: of a year, taken, not taken with the reason, or not answered yet."""
    year, answer = YearForm(request.GET).asked(clock.today().year), request.GET.get("answer", "")
    if answer not in queries.ANSWERS:
        raise Http404
    page = Pages(queries.answered(request.authority, year, answer), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "year": year, "label": queries.ANSWERS[answer], "query": f"year={year}&answer={answer}&"}
    return render(request, "documents/desk/legality/points.html", context)


@require_safe
@role(*STAFF)
def opinion(request: DeskRequest, opinion: int) -> HttpResponse:
    """一份意见书: its points and what the drafter made of each."""
    row = _opinion(request, opinion)
    may_answer = Role.HANDLER in request.roles and row.reviewer_id != request.official.pk
    context = {"opinion": row, "points": queries.points(row), "may_answer": may_answer}
    return render(request, "documents/desk/legality/opinion.html", context)


@require_safe
@role(*STAFF)
def paper(request: DeskRequest, opinion: int, carrier: str) -> HttpResponse:
    """印制意见书: Word or PDF."""
    if carrier not in _CARRIERS:
        raise Http404
    row = _opinion(request, opinion)
    write, kind = _CARRIERS[carrier]
    content = write(opinion_paper(row, list(queries.points(row))))
    access.download(request.official, row.authority, f"合法性审核意见书（{carrier}）", row.document.dossier)
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="legal-opinion-{row.pk}.{carrier}"'
    return response


@role("reviewer")
def give(request: DeskRequest, document: int) -> HttpResponse:
    """出具意见书."""
    opened = own_file(request, document)
    form = OpinionForm(request.POST or None)
    if form.is_valid():
        given, today = form.cleaned_data, clock.today()
        told = read_points(given["points"])
        row = acts.give(opened.record, given["verdict"], told, on=today, today=today, by=request.official)
        return redirect("documents:legal_opinion", row.pk)
    waiting = opened.standing.next_review is Review.LEGAL
    context = {"file": opened, "record": opened.record, "form": form, "waiting": waiting}
    return render(request, "documents/desk/legality/give.html", context)


@role("handler")
def answer(request: DeskRequest, point: int) -> HttpResponse:
    """答复一条意见."""
    rows = LegalPoint.objects.of(request.authority).select_related("opinion__document", "authority")
    row = get_object_or_404(rows, pk=point)
    form = AnswerForm(request.POST or None, initial={"answer": row.answer or None, "reason": row.reason})
    if form.is_valid():
        given, today = form.cleaned_data, clock.today()
        acts.answer(row, given["answer"], given["reason"], on=today, today=today, by=request.official)
        return redirect("documents:legal_opinion", row.opinion_id)
    return render(request, "documents/desk/legality/answer.html", {"point": row, "form": form})


def _opinion(request: DeskRequest, key: int) -> LegalOpinion:
    return get_object_or_404(queries.opinions(request.authority), pk=key)
