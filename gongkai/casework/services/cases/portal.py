"""办理进度（公众）: by number and code; what happened, who has it, how many days are left; and one rating for one case."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gongkai.casework.services.cases import acts, applicants, queries, showing
from gongkai.casework.services.cases.forms import ProgressForm, StarsForm
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.law.case_flow import RESULTED, Act
from gongkai.law.cases import Standing
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited


@public
@never_cache
@limited("case progress", limit=30, per_seconds=3600)
def progress(request: PortalRequest, code: str) -> HttpResponse:
    """查询办理进度: an unknown number and a wrong code look the same."""
    form = ProgressForm(request.POST or None)
    found = _found(request, form) if form.is_valid() else None
    return render(request, "services/cases/progress.html", _context(request, form, found))


@public
@never_cache
@limited("case rating", limit=30, per_seconds=3600)
def rate(request: PortalRequest, code: str) -> HttpResponse:
    """好差评: by number and code again, so that nobody rates for another; the same mark twice is one mark."""
    form = StarsForm(request.POST or None)
    found = _found(request, form) if form.is_valid() else None
    if found is not None:
        try:
            _rate(found, form)
        except Unlawful as refusal:
            form.add_error(None, str(refusal))
    return render(request, "services/cases/progress.html", _context(request, form, found))


def _rate(found: ServiceCase, form: StarsForm) -> None:
    stars, standing = form.cleaned_data["stars"], queries.standing(found)
    if standing.state not in RESULTED:
        raise Unlawful("有了办理结果以后才能评价")
    if standing.stars is not stars:
        on = max(clock.today(), standing.last_on)
        acts.act(found, Step(Act.RATE.value, on, {"stars": stars.value}), today=on, by=None)


def _found(request: PortalRequest, form: ProgressForm) -> ServiceCase | None:
    given = form.cleaned_data
    found = queries.by_code(request.authority, given["number"], given["code"])
    if found is None:
        form.add_error(None, "办件编号或者查询码不正确，请核对收件回执")
    return found


def _context(request: PortalRequest, form: ProgressForm, found: ServiceCase | None) -> dict[str, object]:
    context: dict[str, object] = {"authority": request.authority, "form": form, "found": found}
    if found is None:
        return context
    standing = queries.standing(found)
    given = form.cleaned_data
    rating = StarsForm(initial={"number": given["number"], "code": given["code"]})
    asking = standing.state in RESULTED and standing.finding is None
    return context | {
        "standing": standing,
        "applicant": _masked(found, standing),
        "due": standing.due(calendar_of(found.authority)),
        "parts": showing.parts(standing, {}),
        "asked": [name for name in standing.listed if name in standing.asked],
        "events": [event for line in journal.timeline(found.dossier) if (event := _event(line, standing))],
        "rating": rating if asking else None,
    }


def _masked(found: ServiceCase, standing: Standing) -> str:
    try:
        return applicants.applicant_of(found).masked(standing.party)
    except vault.Shredded as gone:
        return str(gone)


_SHOWN = {
    Act.RECEIVE.value: "收到申请",
    Act.NOTIFY.value: "一次性告知补正",
    Act.PART_SUPPLEMENT.value: "收到部分补正材料",
    Act.SUPPLEMENT.value: "补正材料已收齐",
    Act.ACCEPT.value: "受理",
    Act.NOT_ACCEPT.value: "不予受理",
    Act.DISPATCH.value: "交各单位审批",
    Act.EXAMINE.value: "已审查",
    Act.APPROVE.value: "已作出决定",
    Act.EXTEND.value: "延长审批期限",
    Act.PAUSE.value: "进入特别程序，时间不计入期限",
    Act.RESUME.value: "特别程序结束",
    Act.ISSUE.value: "窗口出件",
    Act.HAND_OVER.value: "已领取",
    Act.SEND.value: "已寄出",
    Act.SIGNED.value: "已签收",
    Act.CAME_BACK.value: "快递退回窗口",
    Act.WITHDRAW.value: "申请已撤回",
    Act.RATE.value: "您的评价",
    Act.CALL_BACK.value: "已回访",
    Act.RECTIFY.value: "已整改",
}
"""公众可见的环节: the rest is the office's own business, and free words stay inside, but those the applicant is owed."""
_OWED = {
    Act.NOT_ACCEPT.value: "reason",
    Act.EXTEND.value: "reason",
    Act.SEND.value: "courier",
    Act.RECTIFY.value: "measure",
}


def _event(line: journal.Line, standing: Standing) -> dict[str, object] | None:
    title = _SHOWN.get(line.act)
    if title is None or line.step is None:
        return None
    details = line.step.details
    said = [part.name for part in standing.parts if part.item == details.get("part")]
    said += [str(details[name])] if (name := _OWED.get(line.act)) and details.get(name) else []
    return {"on": line.on, "title": title, "text": "；".join(said)}
