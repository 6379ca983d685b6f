"""已公开的信息: what may already answer a question, shown while the question is being written.

Whatever is public is listed by its title and a few words of what it holds; a title is offered when a fair share of its
two-character pieces stands in the question. Every room that publishes adds its own rows to ``public_things``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.casework.applications.finding.already import Findings, Found, Likely
from gongkai.doors.search import finding
from gongkai.doors.search.nearest import nearest
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.repetition import bare
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import names
from gongkai.oversight.reports import queries as reports
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import Rule, limited, unhurried

MOST = 5
LISTED = 40
"""未写问题时: so many things are listed before anything is written."""
LONGEST = 500
MOST_CONTENTS = 400
"""最近的内容: so many titles, the newest first, are compared while somebody writes; older ones are found by the engine."""
MOST_FOUND = 20
"""检索所得: so many titles the engine finds for a question are compared with it."""
FAIR_SHARE = 0.34
LOOKING = Rule("already_public", 120, 600)
"""限速: so many looks within ten minutes from one network, typing or by the button."""
_NOT_WORDS = re.compile(r"[^\w]|[_a-zA-Z]|的|关于|政府信息|信息公开|申请|情况|我想|请问")


@dataclass(frozen=True, slots=True)
class Thing:
    """公开的一项: its title, its address, words for what is found in it, and the number it is known by."""

    title: str
    href: str
    words: tuple[str, ...]
    number: str = ""

    def answers(self, question: str) -> float:
        """相关: the best share of one of its words whose pieces stand in the question, 0 to 1; 1 where it names the number."""
        if self.number and self.number in question:
            return 1.0
        asked = pieces(question)
        return max((len(pieces(word) & asked) / len(pieces(word)) for word in self.words if pieces(word)), default=0.0)


def pieces(text: str) -> frozenset[str]:
    """字对: the pairs of neighbouring characters of the words that say something; a number is one piece."""
    parts = [part for part in _NOT_WORDS.sub(" ", text).split() if part]
    numbers = {number for part in parts for number in re.findall(r"\d+", part)}
    runs = [run for part in parts for run in re.split(r"\d+", part)]
    return frozenset(numbers | {run[place : place + 2] for run in runs for place in range(len(run) - 1)})


def public_things(authority: Authority) -> Iterator[Thing]:
    """公开的事项: what an authority has made public on this platform."""
    guide = reverse("portal:guide", args=[authority.code])
    yield Thing(
        "政府信息公开指南", guide, ("公开指南", "办公地址", "办公时间", "联系电话", "受理机构", "传真号码", "怎样获取")
    )
    for report in reports.published(authority):
        year = report.year
        yield Thing(
            report.dossier.title,
            reverse("reports:report", args=[authority.code, year]),
            (
                f"{year}年度报告",
                f"{year}年报",
                f"{year}年依申请公开数量",
                f"{year}年行政复议诉讼",
                f"{year}年公开工作统计数据",
            ),
        )
    yield from _contents(authority)


def _contents(authority: Authority) -> Iterator[Thing]:
    """The newest contents."""
    return _things(authority, disclosure.newest_titles(authority, clock.today(), MOST_CONTENTS))


def _older(authority: Authority, asked: str) -> Iterator[Thing]:
    """What the engine finds by titles; a form that only asks along the way goes on without it where it does not answer."""
    try:
        found = finding.titled(asked, (authority.code,), clock.today(), MOST_FOUND)
    except Unlawful:
        found = []
    return _things(authority, found)


def _matters(authority: Authority, asked: str) -> Iterator[Thing]:
    """Guides to services and answers to what people talk about, of the authority and of those beneath it."""
    codes = tuple(Authority.objects.under(authority).values_list("code", flat=True))
    try:
        found = finding.titled_findables(asked, codes, clock.today(), MOST_FOUND)
    except Unlawful:
        found = []
    for each in found:
        yield Thing(each.title, each.href, (each.title,), each.number)


def _things(authority: Authority, contents: Iterable[Content]) -> Iterator[Thing]:
    """Contents by their titles without the name of the place, and by their numbers where one is given in full."""
    place = re.compile("|".join(map(re.escape, names(authority))))
    for content in contents:
        bare = place.sub("", content.title)
        yield Thing(content.title, disclosure.address(content), (bare or content.title,), content.number)


def suggested(authority: Authority, question: str) -> list[Thing]:
    """可能已经公开: the things that answer best, the best first."""
    asked = question[:LONGEST]
    things = {
        thing.href: thing
        for thing in (*public_things(authority), *_older(authority, asked), *_matters(authority, asked))
    }
    scored = [(thing.answers(asked), thing) for thing in things.values()]
    fair = [(score, thing) for score, thing in scored if score >= FAIR_SHARE]
    return [thing for _, thing in sorted(fair, key=lambda pair: -pair[0])][:MOST]


def likely(authority: Authority, question: str) -> list[Likely]:
    """可能负责的机关: of the same tree, by their names, functions, catalogues and what they have published on these words."""
    tree = Authority.objects.standing(clock.today()).filter(path__startswith=f"/{authority.line[0]}/").order_by("path")
    words = bare(question[:LONGEST], names(authority))
    try:
        return [Likely(each.authority, each.reason) for each in nearest(words, list(tree))]
    except Unlawful:
        return []


def findings(authority: Authority, question: str) -> Findings:
    """先找一找: what is public on these words, and who is likely right."""
    public = tuple(Found(thing.title, thing.href) for thing in suggested(authority, question))
    return Findings(public, tuple(likely(authority, question)))


def _kind(request: PortalRequest) -> str:
    """Whose form is being filled in, as htmx tells of the page it stands on."""
    return "organization" if "/organization/" in request.headers.get("HX-Current-URL", "") else "person"


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limited(LOOKING.scope, limit=LOOKING.limit, per_seconds=LOOKING.per_seconds)
@unhurried(LOOKING)
def suggestions(request: PortalRequest, code: str) -> HttpResponse:
    """先找后问: a part of the form for htmx, a page of its own for everybody else.

    A form sends what is being written as its content, for addresses end up in the logs of every machine on the way.
    """
    question = (request.POST or request.GET).get("description", "").strip()
    if request.headers.get("HX-Request") == "true":
        told = {
            "authority": request.authority,
            "findings": findings(request.authority, question),
            "kind": _kind(request),
        }
        return render(request, "portal/_suggestions.html", told if question else {})
    context = {
        "authority": request.authority,
        "question": question,
        "things": suggested(request.authority, question)
        if question
        else list(islice(public_things(request.authority), LISTED)),
    }
    return render(request, "portal/suggestions.html", context)
