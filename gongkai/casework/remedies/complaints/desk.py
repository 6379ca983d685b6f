"""举报投诉（工作台）: what came with the counts of the year, one complaint with its steps, and registering one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.applications.codes import spaced
from gongkai.casework.remedies.complaints import acts, queries
from gongkai.casework.remedies.complaints.forms import FORMS, PaperComplaint
from gongkai.casework.remedies.complaints.models import Complaint
from gongkai.law.complaints import FLOW, Act, ComplaintChannel, ComplaintKind, Standing
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import access, vault
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20
STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")
_TITLES = {act.value: act.label for act in Act}


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """举报投诉: what this office looks into, and the counts of the year."""
    page = Pages(queries.complaints(request.authority), PAGE).get_page(request.GET.get("page"))
    year = clock.today().year
    context = {
        "page": page,
        "year": year,
        "tallies": queries.tallies(request.authority, year),
        "may_register": Role.HANDLER in request.roles,
    }
    return render(request, "remedies/desk/complaints.html", context)


@role("handler")
def register(request: DeskRequest) -> HttpResponse:
    """登记举报投诉: that came by letter, by telephone or from above."""
    authorities = Authority.objects.filter(parent=request.authority)
    form = PaperComplaint(request.POST or None, authorities=authorities, initial={"on": clock.today()})
    if form.is_valid():
        given = form.cleaned_data
        made = acts.receive(
            form.given(),
            given["channel"],
            on=given["on"],
            today=clock.today(),
            once=given["once"] or new_once_token(),
            by=request.official,
        )
        request.session["new_complaint"] = made.dossier_id
        return redirect("remedies:complaint", made.dossier_id)
    context = {"form": form, "heading": "登记举报投诉", "complaint": None}
    return render(request, "remedies/desk/complaint_form.html", context)


@require_safe
@role(*STAFF)
def file(request: DeskRequest, complaint: int) -> HttpResponse:
    """举报投诉案卷."""
    row = _complaint(request, complaint)
    access.look(request.official, row.dossier, "查看举报投诉内容")
    standing = queries.standing(row)
    context = {
        "complaint": row,
        "dossier": row.dossier,
        "code": spaced(queries.code_of(row)) if _is_new(request, row) else "",
        "standing": standing,
        "facts": _facts(row),
        "acts": _acts(request, row, standing),
        "events": [_event(line) for line in journal.timeline(row.dossier)],
    }
    return render(request, "remedies/desk/complaint.html", context)


def _acts(request: DeskRequest, row: Complaint, standing: Standing) -> list[Act]:
    """Whoever has a name is answered before the file is closed, whoever has none cannot be."""
    if row.authority_id != request.authority.pk:
        return []
    offered = [Act(each.act) for each in FLOW.open_acts(standing.state) if each.role in request.roles]
    refused = Act.ANSWER if row.anonymous else Act.CLOSE if standing.answered_on is None else None
    return [act for act in offered if act is not refused]


def _event(line: journal.Line) -> dict[str, object]:
    details = line.step.details if line.step else {}
    said = "；".join(str(details[name]) for name in ("asked", "answer", "note") if details.get(name))
    by = line.by.name if line.by else ""
    return {"on": line.on, "title": _TITLES.get(line.act, line.label), "by": by, "text": said}


def _is_new(request: DeskRequest, row: Complaint) -> bool:
    """Whether it was registered here a moment ago: its code is shown once, to whoever registered it."""
    return bool(request.session.pop("new_complaint", None) == row.dossier_id)


def _facts(row: Complaint) -> list[tuple[str, str]]:
    known = [
        ("被举报投诉机关", row.against.name),
        ("事由", ComplaintKind(row.kind).label),
        ("渠道", ComplaintChannel(row.channel).label),
    ]
    try:
        given = queries.given(row)
    except vault.Shredded as gone:
        return [*known, ("内容", str(gone))]
    who = "匿名" if row.anonymous else given["name"]
    return [*known, ("举报投诉人", who), ("联系方式", given["contact"]), ("情况", given["text"])]


@role("handler", "reviewer")
def take_act(request: DeskRequest, complaint: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _complaint(request, complaint))
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    rule = next(each for each in FLOW.rows if each.act == act)
    if rule.role not in request.roles:
        raise Unlawful(f"“{act.label}”应由{rule.role}办理", rule.basis)
    version = row.dossier.version
    first = {"on": clock.today(), "seen": version}
    form = FORMS[act](posted(request, seen=version), anonymous=row.anonymous, initial=first)
    if form.is_valid():
        acts.act(row, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("remedies:complaint", complaint)
    context = {"form": form, "heading": act.label, "complaint": row}
    return render(request, "remedies/desk/complaint_form.html", context)


def _complaint(request: DeskRequest, dossier: int) -> Complaint:
    rows = readable_rows(request, Complaint.objects.all()).select_related("dossier__authority", "against")
    return get_object_or_404(rows, dossier=dossier)
