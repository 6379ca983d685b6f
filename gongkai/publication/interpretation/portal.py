"""解读的公众页面: the interpretations of an authority, each in its views, a policy as one line, and the reader's verdict."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.law.disclosure import ContentClass, Source
from gongkai.law.script import sentences
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.models import Content
from gongkai.publication.interpretation import lines, polling, queries, rendering
from gongkai.publication.interpretation.act_forms import PollForm
from gongkai.publication.interpretation.briefings import queries as briefings
from gongkai.publication.interpretation.models import Interpretation
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited
from gongkai.web.paging import Pages

PAGE = 20
POLLED = "polled"


@public
@require_safe
def index(request: PortalRequest, code: str) -> HttpResponse:
    """政策解读: what explains the policies of this authority, the newest first, own before reprinted on request."""
    rows = queries.public_interpretations(Interpretation.objects.of(request.authority))
    own = request.GET.get("only") == "own"
    page = Pages(rows.filter(content__source=Source.OWN) if own else rows, PAGE).get_page(request.GET.get("page"))
    items = [(row, lines.page_of(row.content), lines.line_page(row.policy)) for row in page.object_list]
    context = {"authority": request.authority, "page": page, "items": items, "own": own}
    return render(request, "interpretation/portal/index.html", context)


def _interpretation(authority: Authority, index: str) -> Interpretation:
    rows = queries.public_interpretations(Interpretation.objects.of(authority))
    return get_object_or_404(rows, content__index_number=index.replace("~", "/"))


@public
@require_safe
def view(request: PortalRequest, code: str, told: str) -> HttpResponse:
    """解读: the five boxes, thirty seconds, three minutes, timeline, flow, who gets what, questions and the whole text."""
    row = _interpretation(request.authority, told)
    text = lines.script(row)
    policy = row.policy if row.policy.is_public else None
    context = {
        "authority": request.authority,
        "row": row,
        "content": row.content,
        "policy": policy,
        "policy_page": lines.page_of(row.policy),
        "line_page": lines.line_page(row.policy),
        "text": text,
        "thirty": sentences(text.thirty_seconds()),
        "three": sentences(text.three_minutes()),
        "flow_drawing": rendering.flow_drawing(text.flow) if text.flow else "",
        "briefings": briefings.shown([row.pk]),
        "local": rendering.local_items(row.local),
    }
    return render(request, "interpretation/portal/view.html", context)


@public
@never_cache
@limited("poll", limit=20, per_seconds=3600)
def poll(request: PortalRequest, code: str, told: str) -> HttpResponse:
    """这份解读回答了您的问题吗: once in a session; the form's own token keeps a double click from counting twice."""
    row = _interpretation(request.authority, told)
    return _poll(request, row, row.content, f"i{row.pk}")


@public
@never_cache
@limited("poll", limit=20, per_seconds=3600)
def poll_document(request: PortalRequest, code: str, index: str) -> HttpResponse:
    """这份文件回答了您的问题吗: the same of a document."""
    rows = disclosed.public_contents(request.authority, clock.today()).filter(kind=ContentClass.DOCUMENT)
    row = get_object_or_404(rows.select_related("authority"), index_number=index.replace("~", "/"))
    return _poll(request, row, row, f"d{row.pk}")


def _poll(request: PortalRequest, asked: Interpretation | Content, content: Content, key: str) -> HttpResponse:
    form = PollForm(request.POST or None)
    answered = [str(each) for each in request.session.get(POLLED, [])]
    if key in answered and request.method == "POST":
        return redirect(request.path)
    if form.is_valid():
        given = form.cleaned_data
        polling.vote(asked, given["verdict"], given["missing"], on=clock.today(), once=given["once"])
        request.session[POLLED] = [*answered, key]
        return redirect(request.path)
    context = {
        "authority": request.authority,
        "content": content,
        "form": form,
        "polled": key in answered,
        "back": lines.page_of(content),
        "of": "文件" if asked is content else "解读",
    }
    return render(request, "interpretation/portal/poll.html", context)


@public
@require_safe
def policy(request: PortalRequest, code: str, index: str) -> HttpResponse:
    """政策一条线: draft, comments, document, interpretation, questions and answers, and what came of it."""
    rows = Content.objects.of(request.authority).filter(withdrawn_on=None).exclude(kind=ContentClass.INTERPRETATION)
    row = get_object_or_404(rows.select_related("authority"), index_number=index.replace("~", "/"))
    context = {
        "authority": request.authority,
        "policy": row,
        "line": lines.line(row),
        "questions": lines.questions(row),
    }
    return render(request, "interpretation/portal/policy.html", context)
