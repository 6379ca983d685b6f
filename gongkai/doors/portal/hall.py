"""互动交流: one place for whoever wants something: what is answered already comes first, then the way that fits, words in hand.

And one place to follow whatever was sent: a number and a code lead to the page of the room whose they are. The code decides,
not the number: every room is asked, and where none knows them all look the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.corrections import queries as corrections
from gongkai.casework.applications.finding.already import Found, Likely
from gongkai.casework.engagement.tickets import queries as tickets
from gongkai.casework.engagement.tickets.models import TicketSelection
from gongkai.casework.engagement.topics import queries as topics
from gongkai.casework.proposals import following as proposals
from gongkai.casework.remedies.complaints import queries as complaints
from gongkai.casework.services.cases import queries as cases
from gongkai.doors.portal import suggestions
from gongkai.doors.portal.zones import Part, entry
from gongkai.engines import privacy
from gongkai.law.entrances import GISTS, LETTERS, Offer, Way, offers
from gongkai.law.ticket_topics import FEWEST_SHOWN
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.web.doors import public
from gongkai.web.jinja import url_or_none
from gongkai.web.limits import Rule, limited, unhurried
from gongkai.web.traps import PublicForm

LONGEST = 200
"""所问最长."""
ASKING = Rule("hall", 60, 600)
_PAGES = {
    Way.APPLY: ("applications:apply", "description"),
    Way.COMMENT: ("documents:public_decisions", ""),
    Way.CORRECT: ("applications:ask_correction", ""),
    Way.DISCLOSURE_COMPLAINT: ("remedies:complain", ""),
}
"""不是写信的入口: the page behind each, and what it calls the words it takes; a page that takes none gets none."""
_ANSWERING = {Way.APPLY, Way.CORRECT, Way.DISCLOSURE_COMPLAINT}


TAKING_PART = (
    Part("民意征集", "正在征求意见的草案，意见怎样采纳", "documents:public_decisions", fixed=False),
    Part("网上调查", "正在进行的问卷和结果", "engagement:public_surveys", fixed=False),
    Part("在线访谈", "预告、提问、文字实录", "engagement:public_interviews", fixed=False),
    Part("回应关切", "对大家关心的事怎样回应的", "response:index", fixed=False),
)
"""参与: what somebody may take part in; each as soon as a page stands behind it."""


class AskForm(forms.Form):
    """先问一问: what somebody wants, sent as content, for addresses end up in the logs of every machine on the way."""

    q = forms.CharField(max_length=LONGEST, required=False, strip=True)

    def clean_q(self) -> str:
        """所问."""
        return str(self.cleaned_data["q"]).replace("\x00", "").strip()


@dataclass(frozen=True, slots=True)
class Entrance:
    """一个入口: where it leads, with the words carried over."""

    offer: Offer
    gist: str
    href: str


@dataclass(frozen=True, slots=True)
class Answered:
    """已有的答案: published replies, what else is public, and who is likely right."""

    replies: list[TicketSelection]
    public: tuple[Found, ...]
    likely: tuple[Likely, ...]

    @property
    def anything(self) -> bool:
        """有没有."""
        return bool(self.replies or self.public)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited(ASKING.scope, limit=ASKING.limit, per_seconds=ASKING.per_seconds)
@unhurried(ASKING)
def hall(request: PortalRequest, code: str) -> HttpResponse:
    """互动交流: type the question first; a question in the address is as good as one sent by the form."""
    form = AskForm({"q": (request.POST or request.GET).get("q", "")[:LONGEST]})
    wanted = form.cleaned_data["q"] if form.is_valid() else ""
    authority = request.authority
    context = {
        "authority": authority,
        "wanted": wanted,
        "longest": LONGEST,
        "answered": _answered(authority, wanted) if wanted else None,
        "entrances": entrances(authority, wanted),
        "parts": [each for part in TAKING_PART if (each := entry(part, authority)).href],
        "mailboxes": tickets.mailboxes(authority),
        "often": [(row, many if many >= FEWEST_SHOWN else None) for row, many in topics.often(authority)],
        "search": _search(authority, wanted),
    }
    return render(request, "portal/hall.html", context)


def _answered(authority: Authority, wanted: str) -> Answered:
    found = suggestions.findings(authority, wanted)
    return Answered(tickets.answered_already(authority, wanted), found.public, found.likely)


def _search(authority: Authority, wanted: str) -> str:
    page = url_or_none("search:results_of", authority.code)
    return f"{page}?{urlencode({'q': carried(wanted)})}" if page and wanted else ""


def carried(words: str) -> str:
    """带走的话: what goes on in an address: without numbers and names that tell who somebody is."""
    return privacy.covered(words, likely=True)


def entrances(authority: Authority, wanted: str) -> list[Entrance]:
    """入口: those that stand behind a page here, the likely ones first."""
    found = (_entrance(authority, offer, carried(wanted)) for offer in offers(wanted))
    return [each for each in found if each is not None]


def _entrance(authority: Authority, offer: Offer, words: str) -> Entrance | None:
    way = offer.way
    if way in _ANSWERING and not authority.duties.answers:
        return None
    if way in LETTERS:
        title = f"网页纠错：{words}" if way is Way.PAGE_ERROR else words
        said = {"kind": LETTERS[way].value, **({"q": title} if words else {})}
        return Entrance(offer, GISTS[way], f"{reverse('engagement:write', args=[authority.code])}?{urlencode(said)}")
    page, name = _PAGES[way]
    href = url_or_none(page, authority.code)
    if href is None:
        return None
    return Entrance(offer, GISTS[way], f"{href}?{urlencode({name: words})}" if name and words else href)


# -- following -------------------------------------------------------------------------------------------------------------


class HallFollowForm(PublicForm):
    """查询办理: by number and code, whatever it was."""

    number = forms.CharField(label="编号", max_length=30, help_text="如〔2026〕001号")
    code = forms.CharField(
        label="查询码", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}), help_text="写在回执上"
    )


Known = Callable[[Authority, str, str], object | None]
FOLLOWED: tuple[tuple[str, Known, str], ...] = (
    ("政府信息公开申请", applications.by_code, "applications:status"),
    ("留言", tickets.by_code, "engagement:follow"),
    ("建议提案", proposals.by_code, "proposals:follow"),
    ("政务服务办件", cases.by_code, "services:progress"),
    ("更正申请", corrections.by_code, "applications:correction_status"),
    ("对政府信息公开工作的举报投诉", complaints.by_code, "remedies:complaint_status"),
)
"""可以查询的: what each is, who knows it by its number and code, and the page that shows it."""
UNKNOWN = "编号或者查询码不正确，请核对回执"


@public
@never_cache
@limited("hall follow", limit=30, per_seconds=3600)
def follow(request: PortalRequest, code: str) -> HttpResponse:
    """查询办理: every room is asked each time, so that nobody learns from the time it takes what there is."""
    form = HallFollowForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data["number"], form.cleaned_data["code"]
        pages = [page for _, known, page in FOLLOWED if known(request.authority, *given) is not None]
        if pages:
            return sent_on(reverse(pages[0], args=[request.authority.code]))
        form.add_error(None, UNKNOWN)
    context = {"authority": request.authority, "form": form, "kinds": [kind for kind, _, _ in FOLLOWED]}
    return render(request, "portal/hall_follow.html", context)


def sent_on(page: str) -> HttpResponse:
    """原样转去: the browser sends what it sent to the other page, so that no code ever stands in an address."""
    response = HttpResponseRedirect(page)
    response.status_code = 307
    return response
