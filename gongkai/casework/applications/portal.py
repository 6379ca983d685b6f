"""公众页面: how to apply, the form, the receipt, and where the file stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from gongkai.casework.applications import events, papers, queries
from gongkai.casework.applications.applicant.portal import Offers, offers
from gongkai.casework.applications.drafts import acts as drafts
from gongkai.casework.applications.forms import PublicApplication, StatusQuery
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.sameness import AlreadySubmitted
from gongkai.law.applications import Standing, State
from gongkai.law.clock import Clock
from gongkai.law.outcomes import outcome
from gongkai.law.receipt import Channel
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.models import Dossier
from gongkai.papers.docx import write_docx
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited

MOST_WANTED = 500
"""带来的描述: so many characters of what somebody looked for are put into the form."""
KINDS = {"person": "公民申请", "organization": "法人或者其他组织申请"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@public
def apply(request: PortalRequest, code: str) -> HttpResponse:
    """依申请公开: how to apply."""
    wanted = _wanted(request)
    context = {
        "authority": _answering(request),
        "profile": request.authority.profile,
        "asked": f"?{urlencode({'description': wanted})}" if wanted else "",
    }
    return render(request, "applications/portal/apply.html", context)


def _wanted(request: PortalRequest) -> str:
    """What somebody has looked for in vain and brings along; they may change it before they send it."""
    return request.GET.get("description", "").replace("\x00", "").strip()[:MOST_WANTED]


@public
@never_cache
@limited("apply", limit=20, per_seconds=3600)
def apply_as(request: PortalRequest, code: str, kind: str) -> HttpResponse:
    """网上申请: the form, and after it the receipt. Sent twice, it is one application with the same receipt."""
    authority = _answering(request)
    begun = {"description": wanted} if (wanted := _wanted(request)) else None
    organization = _is_organization(kind)
    form = PublicApplication(request.POST or None, request.FILES or None, organization=organization, initial=begun)
    if not form.is_valid():
        context = {"authority": authority, "form": form, "heading": KINDS[kind], "kind": kind}
        return render(request, "applications/portal/form.html", context)
    today = clock.today()
    given = form.cleaned_data
    filled, files = form.filled(Channel.ONLINE), form.attached()
    try:
        sent = drafts.send(authority, filled, files, on=today, once=given["once"], code=given["draft"])
    except AlreadySubmitted as known:
        return render(request, "applications/portal/already.html", {"authority": authority, "known": known})
    context = {
        "authority": authority,
        "profile": authority.profile,
        "application": sent.receipted.application,
        "receipted": sent.receipted,
        "again": sent.again,
        "files": len(files),
    }
    return render(request, "applications/portal/receipt.html", context)


@public
def blank_form(request: PortalRequest, code: str, kind: str) -> HttpResponse:
    """申请表下载: the same rows on paper."""
    document = papers.blank_form(_answering(request), organization=_is_organization(kind))
    response = HttpResponse(write_docx(document), content_type=WORD)
    response.headers["Content-Disposition"] = f'attachment; filename="application-{kind}.docx"'
    return response


@dataclass(frozen=True)
class Found:
    """查得: what the applicant may see; nothing personal but a masked name."""

    application: Application
    standing: Standing
    clock: Clock | None
    remaining: int | None
    on: date
    offers: Offers

    @property
    def dossier(self) -> Dossier:
        """案卷."""
        return self.application.dossier

    @property
    def masked_name(self) -> str:
        """申请人（脱敏）."""
        return queries.applicant_masked(self.application)

    @property
    def note(self) -> str:
        """说明: what the state does not say by itself."""
        version, calendar = self.standing.version, calendar_of(self.dossier.authority)
        awaited = any(each.open_on(self.on, version, calendar) for each in self.standing.consultations)
        said = ["正在征求意见"] if awaited and not self.standing.closed_on else []
        return "，".join([*said, *(["已延长答复期限"] if self.standing.extended else [])])

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """拆分的各件: number, state and outcome of each file that was opened for a further matter."""
        return [
            (
                each.dossier.number,
                State(each.dossier.state).label,
                outcome(each.dossier.outcome).label if each.dossier.outcome else "",
            )
            for each in queries.parts(self.application)
        ]

    @property
    def events(self) -> list[events.Event]:
        """办理过程: the steps in words anybody may read."""
        return events.public(self.application)

    @property
    def on_time(self) -> bool | None:
        """按期."""
        return self.standing.on_time(calendar_of(self.dossier.authority))


@public
@never_cache
@limited("status", limit=30, per_seconds=3600)
def status(request: PortalRequest, code: str) -> HttpResponse:
    """查询办理进度: by number and query code.

    A wrong code and an unknown number look the same. A code has some 79 bits, so the limit per network is against noise,
    and nobody can lock an applicant out by guessing at the number.
    """
    authority = request.authority
    form = StatusQuery(request.POST or None)
    found = None
    if form.is_valid():
        application = queries.by_code(authority, form.cleaned_data["number"], form.cleaned_data["code"])
        if application is None:
            form.add_error(None, "申请编号或者查询码不正确，请核对登记回执")
        else:
            found = _found(application, form.cleaned_data["number"], form.cleaned_data["code"])
    context = {"authority": authority, "profile": authority.profile, "form": form, "found": found}
    return render(request, "applications/portal/status.html", context)


def _found(application: Application, number: str, code: str) -> Found:
    calendar = calendar_of(application.dossier.authority)
    standing = queries.standing(application)
    today = clock.today()
    remaining = standing.remaining(today, calendar)
    offered = offers(application, standing, number, code, today)
    return Found(application, standing, standing.clock(calendar), remaining, today, offered)


def _answering(request: PortalRequest) -> Authority:
    if not request.authority.duties.answers:
        raise Http404("本单位不办理政府信息公开申请")
    return request.authority


def _is_organization(kind: str) -> bool:
    if kind not in KINDS:
        raise Http404
    return kind == "organization"
