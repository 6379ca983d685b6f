"""建议提案（工作台）: the list with its filters, one file with its points, units and promises, and its acts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.proposals import acts, letters, queries
from gongkai.casework.proposals.act_forms import RouteForm
from gongkai.casework.proposals.disclosing import publisher_of
from gongkai.casework.proposals.following import ISSUED
from gongkai.casework.proposals.forms import FilterForm
from gongkai.casework.proposals.models import Proposal, ProposalSession
from gongkai.casework.proposals.reply_forms import FORMS, DraftForm
from gongkai.law.grammar.flow import Objection, Role
from gongkai.law.proposal_figures import ProposalFigure, ProposalRate, figures
from gongkai.law.proposal_terms import Copied
from gongkai.law.proposals import FLOW, Act, Standing
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access, vault
from gongkai.office.journal import queries as journal
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages

STAFF = ("handler", "reviewer", "signer", "dispatcher", "publisher", "secrecy_reviewer", "inspector")
ACTING = ("handler", "reviewer", "signer", "dispatcher", "publisher", "secrecy_reviewer")
PAGE = 30
LATEST = 12
"""届次表: how many sessions it lists; older ones are found by the filter."""
CARRIERS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_CALLING = frozenset({Role.HANDLER, Role.REVIEWER, Role.SIGNER, Role.DISPATCHER})
_TITLES = {act.value: act.label for act in Act} | {ISSUED: "发放提出人查询码"}
_SAID = ("asked", "duty", "meeting", "section", "said", "opinion", "text", "proof", "number", "reason", "note")


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """建议提案: what this authority leads or handles, narrowed by session, kind, state and unit."""
    office = queries.office_of(request.authority)
    sessions = list(queries.sessions(office))
    form = FilterForm(request.GET, sessions=sessions, units=queries.under_office(office))
    wanted = queries.Filter(**form.cleaned_data) if form.is_valid() else queries.Filter()
    page = Pages(queries.listed(request.authority, wanted), PAGE).get_page(request.GET.get("page"))
    asked = {name: value for name, value in request.GET.items() if name != "page" and value}
    context = {
        "form": form,
        "page": page,
        "query": f"{urlencode(asked)}&" if asked else "",
        "mine": queries.handled(request.authority).filter(dossier__closed_on=None)[:PAGE],
        "sessions": _counted(sessions) if office.pk == request.authority.pk else [],
        "leads": office.pk == request.authority.pk,
        "may": {each.name.lower() for each in request.roles},
    }
    return render(request, "proposals/desk/index.html", context)


def _counted(sessions: Sequence[ProposalSession]) -> list[tuple[ProposalSession, list[int], Decimal | None]]:
    """Each of the latest sessions with what is counted of it."""
    today, wanted = clock.today(), (ProposalFigure.RECEIVED, ProposalFigure.REPLIED, ProposalFigure.CLOSED)
    found = [(each, figures(queries.facts(queries.of_session(each)), today)) for each in sessions[:LATEST]]
    return [
        (each, [counted.count(figure) for figure in wanted], counted.rate(ProposalRate.CLOSING))
        for each, counted in found
    ]


@require_safe
@role(*STAFF)
def file(request: DeskRequest, proposal: int) -> HttpResponse:
    """一件建议提案: its points and units, its reply, its promises, and what may be done by whom."""
    row = _proposal(request, proposal)
    today, standing = clock.today(), queries.standing(row)
    calendar = calendar_of(row.authority)
    open_acts, refused = _acts(request, row, standing)
    names = queries.named([unit.code for unit in standing.units])
    context = {
        "proposal": row,
        "dossier": row.dossier,
        "standing": standing,
        "due": standing.due(calendar),
        "term": standing.term(calendar),
        "acts": open_acts,
        "refused": refused,
        "units": queries.units(row),
        "names": {code: each.name for code, each in names.items()},
        "text": queries.text_of(row, standing.round),
        "promises": [(each, each.state(today)) for each in standing.promises],
        "events": [_event(line) for line in journal.timeline(row.dossier)],
        "may_contact": bool(request.roles & _CALLING),
        "copies": _copies(standing),
        "may_disclose": Role.PUBLISHER in request.roles and _discloses(row, standing, request.authority),
        "may_issue": Role.HANDLER in request.roles and row.authority_id == request.authority.pk,
        "may_right": Role.REVIEWER in request.roles and row.authority_id == request.authority.pk,
    }
    return render(request, "proposals/desk/file.html", context)


def _copies(standing: Standing) -> list[tuple[str, str]]:
    """抄送: to whom, and the day each said that it came."""
    reply = standing.reply
    if reply is None:
        return []
    came = dict(reply.receipts)
    return [
        (each.label, f"{came[each]:%Y-%m-%d}回执" if each in came else "未回执")
        for each in Copied
        if each in reply.copied
    ]


def _discloses(row: Proposal, standing: Standing, authority: Authority) -> bool:
    """Whether the reply is out, belongs to this authority, and is no content of it yet."""
    reply = standing.reply
    out = reply is not None and reply.published_on is not None and reply.taken_down_on is None
    listed = row.content is not None and row.content.withdrawn_on is None
    return out and not listed and publisher_of(row).pk == authority.pk


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    told = () if line.act == Act.RECEIVE else _SAID
    said = "；".join(str(details[name]) for name in told if details.get(name))
    return {
        "amended": line.amended_by is not None,
        "on": line.on,
        "title": _TITLES.get(line.act, line.label),
        "by": line.by.name if line.by else "",
        "text": said,
    }


def _acts(request: DeskRequest, row: Proposal, standing: Standing) -> tuple[list[Act], list[tuple[Act, Objection]]]:
    """What this official may do now, and what stands in the way of the rest that would be theirs."""
    today = clock.today()
    open_acts: list[Act] = []
    refused: list[tuple[Act, Objection]] = []
    for each in FLOW.open_acts(standing.state):
        act = Act(each.act)
        if act not in FORMS or not _theirs(request, row, standing, act):
            continue
        objections = standing.objections(act, today)
        if objections:
            refused.append((act, objections[0]))
        elif _useful(act, standing, request.authority):
            open_acts.append(act)
    return open_acts, refused


def _theirs(request: DeskRequest, row: Proposal, standing: Standing, act: Act) -> bool:
    rule = next(each for each in FLOW.rows if each.act == act)
    return rule.role in request.roles and acts.whose_turn(act, standing, row.authority, request.authority)


def _useful(act: Act, standing: Standing, authority: Authority) -> bool:
    """Whether anything is left for this act to do: a unit that took the file is not asked again, nor a promise that is done."""
    mine = next((unit for unit in standing.units if unit.code == authority.code), None)
    match act:
        case Act.ACCEPT | Act.DECLINE:
            return mine is not None and not mine.stands
        case Act.APPOINT:
            return any(not unit.stands for unit in standing.units)
        case Act.OPINE:
            return mine in standing.joint
        case Act.REPORT_KEPT | Act.PUT_OFF | Act.GIVE_UP:
            return any(not each.settled for each in standing.promises)
        case Act.CONFIRM_KEPT | Act.DOUBT_KEPT:
            return any(each.kept_on and not each.settled for each in standing.promises)
        case Act.PUBLISH:
            return standing.reply is not None and standing.reply.owes_publication
        case Act.RECEIPT:
            return standing.reply is not None and bool(standing.reply.unreceipted)
        case Act.TAKE_DOWN:
            reply = standing.reply
            return reply is not None and reply.published_on is not None and reply.taken_down_on is None
        case _:
            return True


@role(*ACTING)
def take(request: DeskRequest, proposal: int, name: str) -> HttpResponse:
    """办理一步: by whose turn it is."""
    row = _proposal(request, proposal)
    act = next((act for act in FORMS if act.value == name), None)
    standing = queries.standing(row)
    if act is None or not _theirs(request, row, standing, act):
        raise Http404
    seen = row.dossier.version
    units = queries.under_office(row.authority)
    first = {"on": clock.today(), "seen": seen}
    form = FORMS[act](posted(request, seen=seen), standing=standing, units=units, initial=first)
    if isinstance(form, RouteForm):
        form.advise(row.title, queries.duties(row))
    if form.is_valid():
        acts.act(
            row,
            form.step(),
            of=request.authority,
            today=clock.today(),
            by=request.official,
            seen=form.cleaned_data["seen"],
            reply=form.reply() if isinstance(form, DraftForm) else None,
        )
        return redirect("proposals:file", proposal)
    text = queries.text_of(row, standing.round) if act in (Act.CHECK, Act.SIGN, Act.PUBLISH, Act.SEND_BACK) else None
    context = {"proposal": row, "dossier": row.dossier, "act": act, "form": form, "text": text, "standing": standing}
    return render(request, "proposals/desk/act.html", context)


@require_safe
@role("handler", "reviewer", "signer", "dispatcher")
def contact(request: DeskRequest, proposal: int) -> HttpResponse:
    """联系方式和原文: for the office and the units of the file; each look is an entry."""
    row = _proposal(request, proposal)
    access.look(request.official, row.dossier, "查看提出人联系方式和原文")
    try:
        told, gone = queries.personal(row), ""
    except vault.Shredded as shredded:
        told, gone = {}, str(shredded)
    context = {"proposal": row, "dossier": row.dossier, "told": told, "gone": gone}
    return render(request, "proposals/desk/contact.html", context)


@require_safe
@role(*STAFF)
def letter(request: DeskRequest, proposal: int, carrier: str) -> HttpResponse:
    """答复函: as Word or PDF."""
    row = _proposal(request, proposal)
    made = letters.letter(row, queries.standing(row)) if carrier in CARRIERS else None
    if made is None:
        raise Http404
    access.download(request.official, row.authority, f"答复函{made.subtitle}（{carrier}）", row.dossier)
    content = write_docx(made) if carrier == "docx" else write_pdf(made).data
    return as_file(content, carrier, f"proposal-{row.dossier_id}")


def as_file(content: bytes, carrier: str, name: str) -> HttpResponse:
    """下载: a paper under a name."""
    response = HttpResponse(content, content_type=CARRIERS[carrier])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{carrier}"'
    return response


def _proposal(request: DeskRequest, dossier: int) -> Proposal:
    return get_object_or_404(queries.concerning(request.authority), dossier=dossier)
