"""牵头工作（工作台）: sessions, receipt, import, handing over in a batch, what reports claim; by the office of the government."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.proposals import acts, importing, letters, many, queries
from gongkai.casework.proposals.desk import CARRIERS, STAFF, as_file
from gongkai.casework.proposals.forms import ClaimForm, HandoverForm, ImportForm, ReceiveForm, SessionForm
from gongkai.casework.proposals.models import HandoverBatch, Proposal, ProposalSession
from gongkai.law.proposal_flow import State
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.web import clock


@role("dispatcher")
def open_session(request: DeskRequest) -> HttpResponse:
    """登记届次."""
    today = clock.today()
    form = SessionForm(request.POST or None, initial={"year": today.year})
    if form.is_valid():
        acts.open_session(request.authority, form.given(), on=today, today=today, by=request.official)
        return redirect("proposals:index")
    return _form(request, form, "登记届次", "登记")


@role("handler")
def register(request: DeskRequest) -> HttpResponse:
    """登记建议提案: one file as it comes."""
    today = clock.today()
    form = ReceiveForm(
        request.POST or None, sessions=queries.sessions(request.authority), initial={"on": today, **_chosen(request)}
    )
    if form.is_valid():
        given = form.cleaned_data
        made = acts.receive(given["session"], form.given(), on=given["on"], today=today, by=request.official)
        return redirect("proposals:file", made.dossier_id)
    return _form(request, form, "登记建议提案", "登记")


def _chosen(request: DeskRequest) -> dict[str, str]:
    return {"session": chosen} if (chosen := request.GET.get("session", "")).isdecimal() else {}


@role("reviewer")
def import_list(request: DeskRequest) -> HttpResponse:
    """导入清单: a session's list as xlsx or csv; row by row it is told what is wrong, and nothing is entered half."""
    today = clock.today()
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        sessions=queries.sessions(request.authority),
        initial={"on": today, **_chosen(request)},
    )
    faults: tuple[importing.Fault, ...] = ()
    if form.is_valid():
        session = form.cleaned_data["session"]
        read = _reader(request, session, form).read(form.cleaned_data["file"].read())
        faults = read.faults
        if read.files and (not faults or form.cleaned_data["only_good"]):
            made = many.enter(session, read.files)
            messages.success(request, f"已登记{len(made)}件" + (f"，{len(faults)}行没有登记" if faults else ""))
            if not faults:
                return redirect("proposals:index")
    context = {"form": form, "faults": faults, "aliases": importing.ALIASES, "needed": importing.NEEDED}
    return render(request, "proposals/desk/import.html", context)


def _reader(request: DeskRequest, session: ProposalSession, form: ImportForm) -> importing.Reader:
    taken = queries.of_session(session).values_list("kind", "number")
    return importing.Reader(
        session=session,
        calendar=calendar_of(session.authority),
        received_on=form.cleaned_data["on"],
        today=clock.today(),
        by=request.official,
        units=importing.unit_names(queries.under_office(session.authority)),
        taken=frozenset((str(kind), str(number)) for kind, number in taken),
        source=f"导入的清单：{form.cleaned_data['file'].name}"[:200],
    )


@role("dispatcher")
def hand_over(request: DeskRequest, session: int) -> HttpResponse:
    """成批交办: the files whose units are settled, at one meeting."""
    row = _session(request, session)
    today = clock.today()
    ready = _ready(row)
    keys = [proposal.pk for proposal in ready]
    rows = queries.of_session(row).filter(pk__in=keys).select_related("dossier", "session", "authority")
    form = HandoverForm(request.POST or None, ready=rows, initial={"on": today, "proposals": keys})
    if form.is_valid():
        given = form.cleaned_data
        batch = acts.hand_over(
            row,
            list(given["proposals"]),
            given["meeting"],
            on=given["on"],
            today=today,
            by=request.official,
            until=given["until"],
        )
        return redirect("proposals:batch", batch.pk)
    waiting = queries.of_session(row).filter(dossier__state=State.ROUTED).exclude(pk__in=keys).select_related("dossier")
    held = HandoverBatch.objects.of(row.authority).filter(session=row)
    context = {"form": form, "session": row, "ready": ready, "waiting": waiting, "held": held}
    return render(request, "proposals/desk/handover.html", context)


def _ready(session: ProposalSession) -> list[Proposal]:
    """Routed files all of whose units have taken them."""
    routed = queries.of_session(session).filter(dossier__state=State.ROUTED)
    unsettled = routed.filter(units__answer__in=["asked", "declined"]).values("pk")
    return list(routed.exclude(pk__in=unsettled).select_related("dossier", "lead"))


@require_safe
@role(*STAFF)
def batch(request: DeskRequest, batch: int) -> HttpResponse:
    """交办清单: of one meeting, unit by unit, to be printed."""
    row = get_object_or_404(HandoverBatch.objects.of(request.authority).select_related("session"), pk=batch)
    rows = _handed(row)
    context = {"batch": row, "by_lead": letters.by_lead(rows), "count": len(rows)}
    return render(request, "proposals/desk/batch.html", context)


@require_safe
@role(*STAFF)
def batch_paper(request: DeskRequest, batch: int, carrier: str) -> HttpResponse:
    """交办清单: as Word or PDF."""
    row = get_object_or_404(HandoverBatch.objects.of(request.authority).select_related("session"), pk=batch)
    if carrier not in CARRIERS:
        raise Http404
    made = letters.handover_list(row.session, _handed(row))
    content = write_docx(made) if carrier == "docx" else write_pdf(made).data
    return as_file(content, carrier, f"handover-{row.pk}")


def _handed(batch: HandoverBatch) -> list[Proposal]:
    rows: OwnedQuerySet[Proposal] = Proposal.objects.of(batch.authority).filter(batch=batch)
    return list(rows.select_related("dossier", "lead", "authority").order_by("kind", "pk"))


@role("reviewer")
def claim(request: DeskRequest, session: int) -> HttpResponse:
    """登记所称: what a report says of a session, to be set beside what is counted."""
    row = _session(request, session)
    today = clock.today()
    form = ClaimForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        acts.claim(row, given["figure"], given["value"], given["stated_in"], on=today, today=today, by=request.official)
        return redirect("proposals:figures", row.pk)
    return _form(request, form, f"登记所称：{row}", "登记")


def _form(request: DeskRequest, form: object, heading: str, submit: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "submit": submit}
    return render(request, "proposals/desk/form.html", context)


def _session(request: DeskRequest, key: int) -> ProposalSession:
    return get_object_or_404(queries.sessions(request.authority), pk=key)
