"""我要留言（公众）: one place: the rules, the mailboxes, what is already answered, writing, following by number and code."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.casework.applications.finding import already
from gongkai.casework.engagement.tickets import acts, queries
from gongkai.casework.engagement.tickets.attaching import acts as attaching
from gongkai.casework.engagement.tickets.forms import FollowForm, PublicLetter, RatingForm
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.law.grammar.flow import Step
from gongkai.law.ticket_flow import ANSWERED, Act
from gongkai.law.ticket_kinds import Appraisal, ConcernKind, TicketSource
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited
from gongkai.web.paging import Pages

PAGE = 20
MOST_WANTED = 200
"""所问最长: so many characters of what somebody asks are looked for."""


@public
@require_safe
def index(request: PortalRequest, code: str) -> HttpResponse:
    """我要留言: the way in; what is asked is looked for among the replies, and in all that is public, before anybody writes."""
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:MOST_WANTED]
    context = {
        "authority": request.authority,
        "mailboxes": queries.mailboxes(request.authority),
        "wanted": wanted,
        "answered": queries.answered_already(request.authority, wanted) if wanted else [],
        "public": already.found(request.authority, wanted).public,
        "latest": queries.selections(request.authority)[:10],
    }
    return render(request, "engagement/portal/index.html", context)


@public
@never_cache
@limited("ticket", limit=20, per_seconds=3600)
def write(request: PortalRequest, code: str, mailbox: int = 0) -> HttpResponse:
    """写信: to the site, or to one of its mailboxes; sent twice it is one ticket with the same receipt."""
    box = get_object_or_404(queries.mailboxes(request.authority), pk=mailbox) if mailbox else None
    form = PublicLetter(request.POST or None, request.FILES or None, initial=_begun(request))
    if not form.is_valid():
        context = {"authority": request.authority, "form": form, "mailbox": box}
        return render(request, "engagement/portal/write.html", context)
    today, source = clock.today(), TicketSource(box.source) if box else TicketSource.SITE
    given, once = form.given(source, box), form.cleaned_data["once"]
    with transaction.atomic():
        receipted = acts.receive(request.authority, given, on=today, today=today, once=once)
        attaching.attach(receipted.ticket, form.attached(), on=today, by=None)
    dossier = receipted.ticket.dossier
    context = {
        "authority": request.authority,
        "receipted": receipted,
        "number": dossier.number,
        "received_on": dossier.received_on,
        "due_on": dossier.due_on,
        "application_like": receipted.ticket.application_like,
    }
    return render(request, "engagement/portal/receipt.html", context)


def _begun(request: PortalRequest) -> dict[str, object]:
    """带来的话: what somebody typed before they came here; they may change it before they send it."""
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:MOST_WANTED]
    kind = next((each for each in ConcernKind if each.value == request.GET.get("kind")), None)
    return {"title": wanted[:60], "text": wanted, "kind": kind}


@public
@never_cache
@limited("ticket status", limit=30, per_seconds=3600)
def follow(request: PortalRequest, code: str) -> HttpResponse:
    """查询留言: by number and code; an unknown number and a wrong code look the same."""
    form = FollowForm(request.POST or None)
    found = _found(request, form) if form.is_valid() else None
    return render(request, "engagement/portal/follow.html", _context(request, form, found))


@public
@never_cache
@limited("ticket rating", limit=30, per_seconds=3600)
def rate(request: PortalRequest, code: str) -> HttpResponse:
    """评价: by number and code again, so that nobody rates for another; the same mark twice is one mark."""
    form = RatingForm(request.POST or None)
    found = _found(request, form) if form.is_valid() else None
    if found is not None:
        said: Appraisal = form.cleaned_data["satisfaction"]
        if found.state not in ANSWERED:
            form.add_error(None, "答复以后才能评价")
        elif found.satisfaction != said.value:
            step = Step(Act.RATE.value, max(clock.today(), queries.standing(found).last_on), {"satisfaction": said})
            acts.act(found, step, today=step.on, by=None)
    return render(request, "engagement/portal/follow.html", _context(request, form, found))


def _found(request: PortalRequest, form: FollowForm) -> Ticket | None:
    given = form.cleaned_data
    found = queries.by_code(request.authority, given["number"], given["code"])
    if found is None:
        form.add_error(None, "留言编号或者查询码不正确，请核对回执")
    return found


def _context(request: PortalRequest, form: FollowForm, found: Ticket | None) -> dict[str, object]:
    context: dict[str, object] = {"authority": request.authority, "form": form, "found": found}
    if found is None:
        return context
    standing = queries.standing(found)
    due = standing.due(calendar_of(found.authority))
    given = form.cleaned_data
    rating = RatingForm(initial={"number": given["number"], "code": given["code"]})
    return context | {
        "standing": standing,
        "due": due,
        "answer": queries.answer_of(found),
        "events": [event for line in journal.timeline(found.dossier) if (event := _event(line))],
        "rating": rating if standing.state in ANSWERED else None,
    }


_SHOWN = {
    Act.RECEIVE.value: "受理",
    Act.DISPATCH.value: "交承办单位办理",
    Act.TAKE_UP.value: "由受理机关办理",
    Act.SIGN.value: "承办单位签收",
    Act.RETURN.value: "重新确定承办单位",
    Act.EXTEND.value: "延长办理期限",
    Act.MERGE.value: "与内容相同的留言一并办理",
    Act.REPLY.value: "答复",
    Act.REPLY_WITH.value: "答复",
    Act.RECORD.value: "答复",
    Act.REWORK.value: "重新办理",
    Act.RATE.value: "您的评价",
    Act.CLOSE.value: "办结",
}
"""公众可见的环节: the rest is the office's own business."""


def _event(line: journal.Line) -> dict[str, object] | None:
    title = _SHOWN.get(line.act)
    if title is None or line.step is None:
        return None
    said = queries.appraisal(line.step) if line.act == Act.RATE else ""
    if line.act == Act.DISPATCH:
        said = queries.name_of(str(line.step.details.get("unit", "")))
    return {"on": line.on, "title": title, "text": said}


@public
@require_safe
def replies(request: PortalRequest, code: str) -> HttpResponse:
    """答复选登: with the days of the letter, of its taking in and of the reply, and who replied."""
    page = Pages(queries.selections(request.authority), PAGE).get_page(request.GET.get("page"))
    return render(request, "engagement/portal/replies.html", {"authority": request.authority, "page": page})


@public
@require_safe
def reply(request: PortalRequest, code: str, selection: int) -> HttpResponse:
    """一件选登."""
    row = queries.selections(request.authority).filter(pk=selection).first()
    if row is None:
        raise Http404("没有这件选登的留言，或者已经撤下")
    standing = queries.standing(row.ticket)
    unit = queries.name_of(standing.unit) or row.ticket.authority.name
    context = {"authority": request.authority, "row": row, "standing": standing, "unit": unit}
    return render(request, "engagement/portal/reply.html", context)
