"""草稿页面: save what was typed so far, and go on with it by its code from any device. No script is needed for either."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from gongkai.casework.applications.drafts import acts, queries
from gongkai.casework.applications.drafts.forms import DraftCode
from gongkai.casework.applications.forms import PublicApplication
from gongkai.law.applicants import DRAFT_KEPT
from gongkai.law.application_form import fields
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited
from gongkai.web.traps import new_once_token

HEADINGS = {False: "公民申请", True: "法人或者其他组织申请"}
KINDS = {"person": False, "organization": True}
UNKNOWN = "草稿码不正确，或者草稿已经到期销毁"


@public
@never_cache
@limited("draft", limit=30, per_seconds=3600)
def keep(request: PortalRequest, code: str, kind: str) -> HttpResponse:
    """保存草稿: nothing is checked but its length; files are not kept with a draft."""
    if kind not in KINDS or not request.authority.duties.answers:
        raise Http404
    if request.method != "POST":
        return redirect("applications:apply_as", code, kind)
    if request.POST.get("leave_blank"):
        raise Unlawful("提交没有被接受：请不要填写隐藏的栏目")
    organization = KINDS[kind]
    saved = acts.save(
        request.authority,
        _typed(request, organization=organization),
        organization=organization,
        once=request.POST.get("once", "") or new_once_token(),
        on=clock.today(),
        code=request.POST.get("draft", ""),
    )
    context = {"authority": request.authority, "saved": saved, "kept": DRAFT_KEPT, "heading": HEADINGS[organization]}
    return render(request, "applications/drafts/saved.html", context)


def _typed(request: PortalRequest, *, organization: bool) -> dict[str, str]:
    rows = fields(ApplicantKind.OTHER_ORGANIZATION if organization else ApplicantKind.PERSON)
    names = [row.key for row in rows] + (["applicant"] if organization else [])
    return {name: text for name in names if (text := request.POST.get(name, "").replace("\x00", ""))}


@public
@never_cache
@limited("draft_code", limit=30, per_seconds=3600)
def resume(request: PortalRequest, code: str) -> HttpResponse:
    """继续填写: by code; an unknown code and one whose draft is gone look the same."""
    if not request.authority.duties.answers:
        raise Http404
    form = DraftCode(request.POST or None)
    if not form.is_valid():
        return _ask(request, form)
    given = form.cleaned_data["code"]
    draft = queries.by_code(request.authority, given, clock.today())
    if draft is None:
        form.add_error("code", UNKNOWN)
        return _ask(request, form)
    if draft.application is not None:
        context = {"authority": request.authority, "draft": draft, "dossier": draft.application.dossier}
        return render(request, "applications/drafts/sent.html", context)
    values = {**queries.values(draft, given), "draft": given, "once": acts.once_of(given)}
    filling = PublicApplication(organization=draft.organization, initial=values)
    kind = "organization" if draft.organization else "person"
    filling_in = {
        "authority": request.authority,
        "form": filling,
        "heading": HEADINGS[draft.organization],
        "kind": kind,
    }
    return render(request, "applications/portal/form.html", filling_in)


def _ask(request: PortalRequest, form: DraftCode) -> HttpResponse:
    context = {"authority": request.authority, "form": form, "kept": DRAFT_KEPT}
    return render(request, "applications/drafts/resume.html", context)
