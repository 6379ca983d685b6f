"""提出人查询（公众）: a proposer sees the file by number and code, without an account, and says whether the reply pleases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gongkai.casework.proposals import following, queries
from gongkai.casework.proposals.forms import AppraisalForm, ProposerForm
from gongkai.casework.proposals.models import Proposal
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.proposal_flow import Act, State
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited

UNKNOWN = "案卷编号或者查询码不正确，请核对告知单"
_SHOWN = {
    Act.RECEIVE.value: "收到",
    Act.ROUTE.value: "确定承办单位",
    Act.HAND_OVER.value: "交办",
    Act.REASSIGN.value: "改由其他单位承办",
    Act.TALK.value: "与您沟通",
    Act.EXTEND.value: "延长办理期限",
    Act.REPLY.value: "答复",
    Act.PUBLISH.value: "公开答复",
    Act.FEEDBACK.value: "您的评价",
    Act.REHANDLE.value: "重新办理",
    Act.CLOSE.value: "办结",
    Act.RECORD.value: "补录办理结果",
}
"""提出人可见的环节: the rest is between the office and its units."""


@public
@never_cache
@limited("proposal status", limit=30, per_seconds=3600)
def follow(request: PortalRequest, code: str) -> HttpResponse:
    """查询我的建议提案: an unknown number and a wrong code look the same."""
    form = ProposerForm(request.POST or None)
    found = _found(request, form) if form.is_valid() else None
    return render(request, "proposals/portal/follow.html", _context(request, form, found))


@public
@never_cache
@limited("proposal appraisal", limit=30, per_seconds=3600)
def appraise(request: PortalRequest, code: str) -> HttpResponse:
    """提出人评价: by number and code again; who is not pleased says why, and the file is handled anew."""
    form = AppraisalForm(request.POST or None)
    found = _found(request, form) if form.is_valid() else None
    if found is not None:
        said = form.cleaned_data
        try:
            following.appraise(found, said["satisfaction"], said["said"], today=clock.today())
        except Unlawful as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        found.refresh_from_db()
    return render(request, "proposals/portal/follow.html", _context(request, form, found))


def _found(request: PortalRequest, form: ProposerForm) -> Proposal | None:
    given = form.cleaned_data
    found = following.by_code(request.authority, given["number"], given["code"])
    if found is None:
        form.add_error(None, UNKNOWN)
    else:
        access.by_code(found.dossier, "提出人凭查询码查看办理情况")
    return found


def _context(request: PortalRequest, form: ProposerForm, found: Proposal | None) -> dict[str, object]:
    context: dict[str, object] = {"authority": request.authority, "form": form, "found": found}
    if found is None:
        return context
    standing, today = queries.standing(found), clock.today()
    text = queries.text_of(found, standing.round)
    reply, given = standing.reply, form.cleaned_data
    first = {"number": given["number"], "code": given["code"]}
    term = standing.term(calendar_of(found.authority))
    return context | {
        "standing": standing,
        "term": term,
        "units": queries.units(found),
        "answer": text.text if text and reply and reply.replied_on else "",
        "reply": reply if reply and reply.replied_on else None,
        "promises": [(each, each.state(today)) for each in standing.promises[: standing.promised]],
        "events": [
            {"on": line.on, "title": _SHOWN[line.act]}
            for line in journal.timeline(found.dossier)
            if line.act in _SHOWN and line.step is not None
        ],
        "appraisal": AppraisalForm(initial=first) if standing.state is State.REPLIED else None,
    }
