"""办公页面: what is due, registering, the file with its acts, and the letters that left."""

from __future__ import annotations

import json
from datetime import date
from itertools import groupby

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.casework.applications import acts, events, letters, panel, queries
from gongkai.casework.applications.act_forms import ACT_FORMS, ActForm
from gongkai.casework.applications.admitted import own_file, readable_file
from gongkai.casework.applications.case_file.ways import ways
from gongkai.casework.applications.correspondence import queries as correspondence
from gongkai.casework.applications.evidence import forms as searching
from gongkai.casework.applications.evidence import queries as evidence
from gongkai.casework.applications.finding.forms import draft_form
from gongkai.casework.applications.forms import PaperApplication
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.applications.opinions import desk as opinions
from gongkai.casework.applications.redacting.forms import with_the_redactions
from gongkai.law.application_form import CLARIFIED, Filled, Part, fields
from gongkai.law.applications import Act, ApplicantKind, Standing, State
from gongkai.law.grammar.flow import Objection, Role, Unlawful
from gongkai.law.outcomes import OutcomeGroup, Version, outcome, replies
from gongkai.office.authorities.guards import DeskRequest, reads_beneath, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access, vault
from gongkai.office.journal.models import Dossier
from gongkai.papers.document import Letter
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.web import clock
from gongkai.web.forms import Form, posted
from gongkai.web.paging import Pages, kept
from gongkai.web.traps import new_once_token

PAGE = 20
STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")
"""可查看者: who reads files; auditors read everything by the guard itself."""


@require_safe
@role(*STAFF)
def inbox(request: DeskRequest) -> HttpResponse:
    """待办: open files of this authority, the most urgent first, with the working days that remain."""
    page = Pages(queries.open_dossiers(request.authority), PAGE).get_page(request.GET.get("page"))
    rows = [queries.application(dossier) for dossier in page.object_list]
    items = queries.with_remaining(rows, clock.today(), calendar_of(request.authority))
    context = {"page": page, "items": items, "may_register": Role.HANDLER in request.roles}
    return render(request, "applications/desk/inbox.html", context)


class Filters(Form):
    """筛选."""

    year = forms.IntegerField(label="收到年份", required=False, min_value=2008, max_value=2100)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *State.choices()])
    applicant = forms.ChoiceField(label="申请人类型", required=False, choices=[("", "全部"), *ApplicantKind.choices()])

    def apply(self, rows: OwnedQuerySet[Dossier]) -> OwnedQuerySet[Dossier]:
        """Keep the rows that fit; nonsense in the address keeps all."""
        self.is_valid()
        chosen = {
            "received_on__year": self.cleaned_data.get("year"),
            "state": self.cleaned_data.get("state"),
            "application__applicant": self.cleaned_data.get("applicant"),
        }
        return rows.filter(**{name: value for name, value in chosen.items() if value})


@require_safe
@role(*STAFF)
def all_of_them(request: DeskRequest) -> HttpResponse:
    """登记簿: every application one may read, by year, state and kind of applicant."""
    form = Filters(request.GET)
    page = Pages(form.apply(queries.register(request.authority, beneath=reads_beneath(request))), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "page": page,
        "items": queries.with_names([queries.application(dossier) for dossier in page.object_list]),
        "query": kept(request.GET)["query"],
    }
    return render(request, "applications/desk/all.html", context)


@role("handler")
def register(request: DeskRequest) -> HttpResponse:
    """登记申请（公民）."""
    return _register(request, organization=False)


@role("handler")
def register_organization(request: DeskRequest) -> HttpResponse:
    """登记申请（法人或者其他组织）."""
    return _register(request, organization=True)


def _register(request: DeskRequest, *, organization: bool) -> HttpResponse:
    today = clock.today()
    form = PaperApplication(request.POST or None, organization=organization, initial={"arrived_on": today})
    if not form.is_valid():
        return render(request, "applications/desk/register.html", {"form": form})
    receipted = acts.receive(
        request.authority,
        form.filled(form.cleaned_data["channel"]),
        on=form.cleaned_data["arrived_on"],
        today=today,
        once=form.cleaned_data["once"] or new_once_token(),
        by=request.official,
        confirmed_on=form.cleaned_data["confirmed_on"],
    )
    dossier = receipted.application.dossier
    request.session["receipt"] = [dossier.pk, vault.seal(dossier, "receipt", receipted.spaced_code).hex()]
    return redirect("applications:file", receipted.application.dossier_id)


@require_safe
@role(*STAFF)
def file(request: DeskRequest, pk: int) -> HttpResponse:
    """案卷: where it stands, what may be done and what may not and why, the clock, the form, the timeline."""
    application = readable_file(request, pk)
    calendar = calendar_of(application.dossier.authority)
    standing = queries.standing(application)
    today = clock.today()
    reply_clock = None if standing.pending else standing.clock(calendar)
    allowed, late, refused = _acts(request, application, standing, today)
    access.look(request.official, application.dossier, "查看申请内容")
    context = {
        "application": application,
        "dossier": application.dossier,
        "standing": standing,
        "acts": allowed,
        "late": late,
        "refused": refused,
        "clock": reply_clock,
        "clock_on": standing.closed_on or today,
        "clock_title": "答复期限" if standing.closed_on is None else "本件的答复期限",
        "remaining": standing.remaining(today, calendar),
        "calendar": calendar,
        "on_time": standing.on_time(calendar),
        "note": standing.result.label if standing.result else "",
        "form_facts": _form_facts(application),
        "gaps": _gaps(application, standing),
        "events": events.office(application),
        "replies": queries.replies(application),
        "parts": queries.parts(application),
        "notices": correspondence.listed(application),
        "in_force": queries.numbers_in_force(application),
        "ways": ways(standing, today, calendar),
        "searches": evidence.searches(application),
        "code": _code_once(request, application.dossier),
        "panel": panel.of(application, standing),
        "handles": Role.HANDLER in request.roles and application.authority_id == request.authority.pk,
        "may_amend": Role.REVIEWER in request.roles and application.authority_id == request.authority.pk,
    }
    return render(request, "applications/desk/file.html", context)


@role("handler")
def draft(request: DeskRequest, pk: int) -> HttpResponse:
    """拟办答复: choose the outcome; those that are not lawful yet say what is missing."""
    application = own_file(request, pk)
    standing = queries.standing(application)
    order = list(OutcomeGroup)
    leaves = sorted(replies(standing.version), key=lambda leaf: order.index(leaf.group))
    groups = [
        (group.label, [(leaf, standing.objection_to(leaf)) for leaf in some])
        for group, some in groupby(leaves, key=lambda leaf: leaf.group)
    ]
    context = {
        "application": application,
        "dossier": application.dossier,
        "standing": standing,
        "groups": groups,
        "objections": standing.objections(Act.DRAFT, clock.today(), calendar_of(request.authority)),
    }
    return render(request, "applications/desk/draft.html", context)


@role("handler")
def draft_as(request: DeskRequest, pk: int, outcome: str) -> HttpResponse:
    """拟办答复: the elements this outcome's letter must state."""
    return _act_page(request, pk, Act.DRAFT, outcome_key=outcome)


@role("handler", "reviewer", "signer")
def take_act(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """办理一步: the form of one act, its article, and why it cannot be taken if it cannot."""
    if name not in {act.value for act in ACT_FORMS}:
        raise Http404
    if name == Act.DRAFT:
        return redirect("applications:draft", pk)
    return _act_page(request, pk, Act(name))


def _act_page(request: DeskRequest, pk: int, act: Act, outcome_key: str = "") -> HttpResponse:
    application = own_file(request, pk)
    standing = queries.standing(application)
    row = next((row for row in standing.flow.rows if row.act == act), None)
    if row is None:
        raise Unlawful(f"{standing.version.label}没有“{act.label}”这一环节")
    if row.role not in request.roles:
        raise Unlawful(f"“{act.label}”应由{row.role}办理", row.basis)
    form = searching.with_the_records(_form(request, application, standing, act, outcome_key), application)
    form = with_the_redactions(form, application, standing.version)
    if form.is_valid():
        _take(request, application, form)
        return opinions.after(request, application, act) or redirect("applications:file", pk)
    if act is Act.DRAFT and standing.draft:
        access.look(request.official, application.dossier, "查看拟办意见")
    context = {
        "application": application,
        "dossier": application.dossier,
        "standing": standing,
        "act": act,
        "basis": row.basis,
        "form": form,
        "objections": standing.objections(act, clock.today(), calendar_of(request.authority)),
        "caution": _caution(standing, act, outcome_key),
        "letter": _preview(request, application, standing) if act is Act.REPLY else None,
    }
    return render(request, "applications/desk/act.html", context)


def _take(request: DeskRequest, application: Application, form: ActForm) -> None:
    """Take the step; a second click on the same button finds it taken and is none the worse for it."""
    try:
        acts.act(
            application,
            form.step(),
            today=clock.today(),
            by=request.official,
            seen=form.cleaned_data["seen"],
            clarified=str(form.cleaned_data.get(CLARIFIED, "")).strip(),
        )
    except Unlawful:
        if not queries.just_taken(application, form.step(), by=request.official, seen=form.cleaned_data["seen"]):
            raise


def _form(request: DeskRequest, application: Application, standing: Standing, act: Act, outcome_key: str) -> ActForm:
    given = posted(request, seen=application.dossier.version)
    first: dict[str, object] = {"on": clock.today(), "seen": application.dossier.version}
    if act is Act.DRAFT:
        outcome(outcome_key).article(standing.version)
        return draft_form(
            application,
            given,
            standing=standing,
            outcome_key=outcome_key,
            initial=first,
            asked=request.GET.dict(),
            on=clock.today(),
        )
    if act is Act.NOTIFY_FEE:
        first["earlier"] = queries.earlier_items(application)
    return ACT_FORMS[act](given, standing=standing, initial=first)


def _caution(standing: Standing, act: Act, outcome_key: str) -> Objection | None:
    """What to weigh before drafting this outcome, or before signing the one that was drafted."""
    if act is Act.REPLY and standing.draft:
        return standing.caution(outcome(standing.draft.outcome))
    return standing.caution(outcome(outcome_key)) if act is Act.DRAFT else None


def _preview(request: DeskRequest, application: Application, standing: Standing) -> Letter | None:
    if standing.draft is None:
        return None
    access.look(request.official, application.dossier, "查看拟发的答复书")
    return acts.draft_letter(application, standing, number="", signed_on=clock.today())


@require_safe
@role(*STAFF)
def letter_page(request: DeskRequest, pk: int, reply: int) -> HttpResponse:
    """答复书: as a page, with its print style; says which characters of a name no font could print in the PDF."""
    application, kept = readable_file(request, pk), _reply(request, pk, reply)
    access.look(request.official, application.dossier, f"查看答复书{kept.number}")
    letter = _letter(kept)
    context = {
        "application": application,
        "dossier": application.dossier,
        "reply": kept,
        "letter": letter,
        "stands": queries.stands(kept),
        "missing": write_pdf(letter).missing,
    }
    return render(request, "applications/desk/letter.html", context)


def _pdf(letter: Letter) -> bytes:
    return write_pdf(letter).data


_CARRIERS = {
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (_pdf, "application/pdf"),
}


@require_safe
@role(*STAFF)
def letter_file(request: DeskRequest, pk: int, reply: int, carrier: str) -> HttpResponse:
    """答复书: as Word or PDF."""
    if carrier not in _CARRIERS:
        raise Http404
    kept = _reply(request, pk, reply)
    what = f"答复书{kept.number}（{carrier}）"
    access.download(request.official, kept.authority, what, kept.application.dossier)
    write, kind = _CARRIERS[carrier]
    response = HttpResponse(write(_letter(kept)), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="reply-{kept.pk}.{carrier}"'
    return response


# -- what one may read, and what one may do --------------------------------------------------------------------------------


def _reply(request: DeskRequest, pk: int, reply: int) -> Reply:
    application = readable_file(request, pk)
    return get_object_or_404(Reply.objects.of(application.dossier.authority), pk=reply, application=application)


def _letter(reply: Reply) -> Letter:
    return letters.unpacked(json.loads(vault.unseal(reply.application.dossier, "reply", bytes(reply.content))))


Offered = list[tuple[str, str]]
"""可办事项: labels with the addresses of their forms."""


def _acts(
    request: DeskRequest, application: Application, standing: Standing, today: date
) -> tuple[Offered, Offered, list[tuple[str, Objection]]]:
    """Every act of the procedure once: as a button, or with the reason and article why not.

    In between those that would come too late today, but may have been done in time and not been entered yet.
    """
    calendar = calendar_of(application.dossier.authority)
    allowed, late, refused = [], [], []
    if application.authority_id != request.authority.pk:
        return [], [], []
    for row in {row.act: row for row in reversed(standing.flow.rows)}.values():
        act = Act(row.act)
        objections = standing.objections(act, today, calendar)
        if not objections and row.role not in request.roles:
            objections = (Objection(f"应由{row.role}办理", row.basis),)
        if not objections:
            allowed.append((act.label, _address(application, act)))
            continue
        refused.append((act.label, objections[0]))
        if row.role in request.roles and not standing.objections(act, standing.last_on, calendar):
            late.append((act.label, _address(application, act)))
    return allowed[::-1], late[::-1], refused[::-1]


_PAGES = {Act.DRAFT: "applications:draft", Act.SPLIT: "applications:split"}
"""自有页面: acts that ask for more than one form does."""


def _address(application: Application, act: Act) -> str:
    if act in _PAGES:
        return reverse(_PAGES[act], args=[application.dossier_id])
    return reverse("applications:act", args=[application.dossier_id, act.value])


def _form_facts(application: Application) -> list[tuple[str, str]]:
    kinds = [
        ("申请人类型", ApplicantKind(application.applicant).label),
        ("提交渠道", queries.Listed(application).channel_label),
    ]
    try:
        filled = queries.filled(application)
    except vault.Shredded as gone:
        return [*kinds, ("申请内容", str(gone))]
    return [*kinds, *_rows(filled)]


def _gaps(application: Application, standing: Standing) -> str:
    """What the application lacks and may still be asked for; nothing once it has been, or when it is closed."""
    if standing.closed_on or Act.ASK_CLARIFICATION in standing.taken or standing.version is Version.R2007:
        return ""
    return "、".join(queries.filled(application).gaps)


def _rows(filled: Filled) -> list[tuple[str, str]]:
    rows = [
        (row.label, row.shown(value))
        for row in fields(filled.applicant)
        for value in [filled.values.get(row.key, "")]
        if value or row.part not in (Part.AGENT, Part.HELP)
    ]
    if clarified := filled.values.get(CLARIFIED, ""):
        keys = [row.key for row in fields(filled.applicant)]
        rows.insert(keys.index("description") + 1, ("补正后的内容描述", clarified))
    return rows


def _code_once(request: DeskRequest, dossier: Dossier) -> str:
    """The query code of what was just registered; sealed on the way here, for sessions lie in the database."""
    pk, sealed = request.session.get("receipt", [None, ""])
    if pk != dossier.pk:
        return ""
    del request.session["receipt"]
    return vault.unseal(dossier, "receipt", bytes.fromhex(sealed))
