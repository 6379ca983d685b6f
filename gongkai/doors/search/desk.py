"""办公页面：检索. What was searched for in vain, and the book of words."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.doors.search import acts, index, queries
from gongkai.doors.search.book import Words
from gongkai.doors.search.forms import WidenForm, WordsForm
from gongkai.law.expansions import OFTEN, Phrase, Wish
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.catalogue import proposals
from gongkai.publication.catalogue.models import Expansion
from gongkai.web import clock
from gongkai.web.forms import posted

PAGE = 50
SPANS = {"30": "三十天", "90": "九十天", "365": "一年"}
USUAL = "90"
STAFF = ("handler", "reviewer", "signer", "publisher", "inspector", "dispatcher")
KEEPER = "dispatcher"
"""词典维护人: of the disclosure office at the top of the tree, who answers for the search of the whole site."""


# -- what was sought in vain -----------------------------------------------------------------------------------------------


def _span(request: DeskRequest) -> str:
    asked = request.GET.get("days", USUAL)
    return asked if asked in SPANS else USUAL


def _since(span: str, today: date) -> date:
    return today - timedelta(days=int(span) - 1)


@require_safe
@role(*STAFF)
def vain(request: DeskRequest) -> HttpResponse:
    """搜不到的词: what people sought here and did not find, the most wanted first."""
    today, span = clock.today(), _span(request)
    rows = queries.in_vain(request.authority, _since(span, today), today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    taken = Expansion.objects.of(request.authority).filter(wish=Wish.SEARCHES.value)
    context = {
        "page": page,
        "span": span,
        "spans": SPANS,
        "taken": dict(taken.values_list("phrase", "pk")),
        "may_widen": Role.HANDLER in request.roles,
        "often": OFTEN,
    }
    return render(request, "search/desk/vain.html", context)


@require_POST
@role("handler")
def widen(request: DeskRequest) -> HttpResponse:
    """纳入扩展建议: the term becomes a proposal for the catalogue, with how often it was sought."""
    form = WidenForm(request.POST)
    if not form.is_valid():
        raise Unlawful("检索词不完整，请从列表中选择", field="term")
    today, term = clock.today(), form.cleaned_data["term"]
    known = queries.times_in_vain(request.authority, term)
    if not known:
        raise Unlawful(f"没有“{term}”的检索记录", field="term")
    phrase = Phrase(term, known, Wish.SEARCHES)
    row = proposals.suggest_expansion(request.authority, phrase, on=today, by=request.official)
    messages.success(request, f"已将“{row.phrase}”列入扩展建议。")
    return redirect("search:vain")


# -- the book of words -----------------------------------------------------------------------------------------------------


@require_safe
@role(*STAFF)
def words(request: DeskRequest) -> HttpResponse:
    """检索词典: what is in force, whether the index follows it already, and what was before."""
    now = queries.book_in_force()
    context = {
        "now": now,
        "stale": index.is_behind(),
        "versions": Paginator(queries.books(), PAGE).get_page(request.GET.get("page")),
        "may_change": _may_change(request),
        "is_top": request.authority.parent_id is None,
    }
    return render(request, "search/desk/words.html", context)


def _may_change(request: DeskRequest) -> bool:
    return request.authority.parent_id is None and Role[KEEPER.upper()] in request.roles


@role(KEEPER)
def change(request: DeskRequest) -> HttpResponse:
    """修改检索词典."""
    now = queries.book_in_force()
    initial = {"seen": now.number, "synonyms": now.words.synonyms_text, "words": now.words.words_text}
    form = WordsForm(posted(request, seen=now.number), initial=initial)
    if not form.is_valid():
        return render(request, "search/desk/words_form.html", {"form": form, "now": now})
    given = form.cleaned_data
    row = acts.change_words(
        request.authority,
        given["synonyms"],
        given["words"],
        on=clock.today(),
        by=request.official,
        reason=given["reason"],
        seen=given["seen"],
    )
    messages.success(request, f"已改为{row}。同义词立即生效，索引在后台按新词典重建。")
    return redirect("search:words")


@require_safe
@role(*STAFF)
def version(request: DeskRequest, number: int) -> HttpResponse:
    """词典版本: what the book said in one version."""
    row = queries.books().filter(number=number).first()
    if row is None:
        raise Http404
    told = Words(tuple(tuple(group) for group in row.synonyms), tuple(row.words))
    return render(request, "search/desk/words_version.html", {"row": row, "told": told})
