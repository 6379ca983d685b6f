"""申请人页面: what is done from the status page. Every request brings number and code and goes by the same check.

A wrong code and an unknown number are told alike and take the same path; one network may try thirty times an hour, over all
of these pages together with the status page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from gongkai.casework.applications import queries
from gongkai.casework.applications.applicant import acts
from gongkai.casework.applications.applicant import queries as side
from gongkai.casework.applications.applicant.forms import FORMS, ByCode, Deed, FetchForm
from gongkai.casework.applications.attaching.forms import WithFiles
from gongkai.casework.applications.correspondence.models import Notice
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.applications.redacting import queries as redacting
from gongkai.law.applicants import (
    REPLY_KEPT,
    objection_to_asking_withdrawal,
    objection_to_fetching,
    objection_to_marking,
    reply_fetched_until,
    tells_late,
)
from gongkai.law.applications import Standing, State
from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import access
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.forms import AGAIN
from gongkai.web.limits import limited

UNKNOWN = "申请编号或者查询码不正确，请核对登记回执"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PER_HOUR = 30


@dataclass(frozen=True)
class Offers:
    """可办事项: what the status page offers, with number and code to carry along."""

    number: str
    code: str
    deeds: tuple[Deed, ...]
    replies: tuple[Reply, ...]
    notices: tuple[Notice, ...]
    papers: tuple[redacting.Shown, ...]
    until: date | None
    refusal: Objection | None
    withdrawal_asked_on: date | None
    late: str

    @property
    def kept(self) -> str:
        """下载期: the term as a sentence."""
        return str(REPLY_KEPT)


def offers(application: Application, standing: Standing, number: str, code: str, on: date) -> Offers:
    """可办事项: what this standing admits on this day."""
    refusal = objection_to_fetching(standing, on)
    asked = side.withdrawal(application)
    return Offers(
        number=number,
        code=code,
        deeds=tuple(deed for deed in Deed if _admitted(deed, application, standing, on)),
        replies=() if refusal else tuple(side.fetchable(application)),
        notices=tuple(side.notices(application)) if _still_kept(standing, on) else (),
        papers=() if refusal else tuple(redacting.going_with(application)),
        until=reply_fetched_until(standing),
        refusal=refusal if standing.replied_on else None,
        withdrawal_asked_on=asked.asked_on if asked else None,
        late=tells_late(standing, on),
    )


def _still_kept(standing: Standing, on: date) -> bool:
    """Notices are there while the file is open, and with the reply after it was served."""
    until = reply_fetched_until(standing)
    return until is None or on <= until


def _admitted(deed: Deed, application: Application, standing: Standing, on: date) -> bool:
    if deed is Deed.CLARIFY:
        return standing.state is State.AWAITING_CLARIFICATION
    if deed is Deed.GIVE_REASONS:
        return standing.state is State.AWAITING_REASONS
    if deed is Deed.WITHDRAW:
        return objection_to_asking_withdrawal(standing) is None and side.withdrawal(application) is None
    row = side.satisfaction(application)
    return objection_to_marking(standing, row.first_on if row else None, on) is None


@public
@never_cache
@limited("status", limit=PER_HOUR, per_seconds=3600)
def deed(request: PortalRequest, code: str, name: str) -> HttpResponse:
    """申请人办理: first the form of the step, then the step; what was typed survives every refusal."""
    if name not in {each.value for each in Deed}:
        raise Http404
    if request.method != "POST":
        return redirect("applications:status", code)
    chosen = Deed(name)
    application = _opened(request)
    if application is None:
        return _unknown(request)
    form = _form(request, chosen)
    if not form.is_bound or not form.is_valid():
        context = _context(request, application, form, chosen)
        return render(request, "applications/applicant/deed.html", context)
    _DO[chosen](application, form, clock.today())
    context = {"authority": request.authority, "deed": chosen, "done": _DONE[chosen], "application": application}
    context |= {"number": form.cleaned_data["number"], "query_code": form.cleaned_data["code"]}
    return render(request, "applications/applicant/done.html", context)


def _opened(request: PortalRequest) -> Application | None:
    return queries.by_code(request.authority, request.POST.get("number", "")[:40], request.POST.get("code", "")[:40])


def _unknown(request: PortalRequest) -> HttpResponse:
    context = {"authority": request.authority, "profile": request.authority.profile, "reason": UNKNOWN}
    return render(request, "applications/applicant/unknown.html", context)


def _form(request: PortalRequest, chosen: Deed) -> ByCode:
    """The form empty where the status page has led here, as it was typed where it was sent or carried back."""
    if "sent" in request.POST or AGAIN in request.POST:
        return FORMS[chosen](request.POST, request.FILES)
    given = {"number": request.POST.get("number", "")[:40], "code": request.POST.get("code", "")[:40]}
    return FORMS[chosen](initial=given)


def _context(request: PortalRequest, application: Application, form: ByCode, chosen: Deed) -> dict[str, Any]:
    standing = queries.standing(application)
    return {
        "authority": request.authority,
        "application": application,
        "dossier": application.dossier,
        "form": form,
        "deed": chosen,
        "owed": standing.owed,
        "late": tells_late(standing, clock.today()),
    }


def _clarify(application: Application, form: ByCode, on: date) -> None:
    acts.clarify(application, form.cleaned_data["text"].strip(), _files(form), on=on)


def _give_reasons(application: Application, form: ByCode, on: date) -> None:
    acts.give_reasons(application, form.cleaned_data["text"].strip(), _files(form), on=on)


def _withdraw(application: Application, form: ByCode, on: date) -> None:
    acts.ask_withdrawal(application, form.cleaned_data["text"].strip(), on=on)


def _mark(application: Application, form: ByCode, on: date) -> None:
    acts.mark(application, form.cleaned_data["mark"], form.cleaned_data["text"].strip(), on=on)


def _files(form: ByCode) -> tuple[Any, ...]:
    return form.attached() if isinstance(form, WithFiles) else ()


_DO = {
    Deed.CLARIFY: _clarify,
    Deed.GIVE_REASONS: _give_reasons,
    Deed.WITHDRAW: _withdraw,
    Deed.SATISFACTION: _mark,
}
_DONE = {
    Deed.CLARIFY: "已收到您的补正，答复期限自今天起重新计算（条例第三十条）。",
    Deed.GIVE_REASONS: "已收到您的说明，答复期限重新计算；理由合理、不能按期答复的，会告知您延迟答复的期限（条例第三十五条）。",
    Deed.WITHDRAW: "已收到您的撤回请求。工作人员核实后办结本件并在办理过程中写明；核实之前照常办理。",
    Deed.SATISFACTION: "已记下您的评价，谢谢。",
}


@public
@never_cache
@limited("status", limit=PER_HOUR, per_seconds=3600)
def fetch(request: PortalRequest, code: str, carrier: str) -> HttpResponse:
    """下载答复书: as Word, PDF or page, by number and code, while it is kept; each time an entry of the access log."""
    if carrier not in {"docx", "pdf", "html"}:
        raise Http404
    if request.method != "POST":
        return redirect("applications:status", code)
    application, form = _opened(request), FetchForm(request.POST)
    if application is None or not form.is_valid():
        return _unknown(request)
    paper = _paper(application, form, clock.today())
    access.by_code(application.dossier, f"申请人凭查询码下载{paper}（{carrier}）")
    return _written(request, paper, carrier)


def _paper(application: Application, form: FetchForm, on: date) -> Reply | Notice:
    """The letter asked for, of this file and none other, while it is kept here."""
    standing = queries.standing(application)
    if key := form.cleaned_data["notice"]:
        kept = side.notices(application) if _still_kept(standing, on) else []
        found: Reply | Notice | None = next((each for each in kept if each.pk == key), None)
    else:
        if objection := objection_to_fetching(standing, on):
            raise objection.raised()
        found = side.fetchable(application).filter(pk=form.cleaned_data["reply"]).first()
    if found is None:
        raise Unlawful("没有这份文书，或者它已经作废、已过网上下载期", regulation(45))
    return found


def _written(request: PortalRequest, paper: Reply | Notice, carrier: str) -> HttpResponse:
    letter = side.letter(paper)
    authority: Authority = request.authority
    if carrier == "html":
        context = {"authority": authority, "letter": letter}
        return render(request, "applications/applicant/letter.html", context)
    if carrier == "docx":
        response = HttpResponse(write_docx(letter), content_type=WORD)
    else:
        response = HttpResponse(write_pdf(letter).data, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="reply.{carrier}"'
    return response
