"""更正申请（工作台）: the requests, one request with its steps, registering one that came on paper, and the letter."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from gongkai.casework.applications.codes import spaced
from gongkai.casework.applications.corrections import acts, queries
from gongkai.casework.applications.corrections.forms import FORMS, PaperCorrection
from gongkai.casework.applications.corrections.models import Correction
from gongkai.law.corrections import FLOW, Act
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, role
from gongkai.office.journal import access, vault
from gongkai.office.journal import queries as journal
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20
STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector")
_TITLES = {act.value: act.label for act in Act}
_LABELS = {
    "name": "姓名或者名称",
    "identity_number": "身份证明号码",
    "phone": "联系电话",
    "address": "通信地址",
    "record": "需要更正的记录",
    "wrong": "不准确之处",
    "right": "应当更正为",
    "proof": "证据",
}
_CARRIERS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """更正申请: every request of this authority."""
    page = Pages(queries.corrections(request.authority), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "items": queries.asked(list(page.object_list)),
        "may_register": Role.HANDLER in request.roles,
    }
    return render(request, "applications/desk/corrections.html", context)


@role("handler")
def register(request: DeskRequest) -> HttpResponse:
    """登记更正申请: that came on paper or was told."""
    form = PaperCorrection(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        once = form.cleaned_data["once"] or new_once_token()
        on = form.cleaned_data["on"]
        made = acts.receive(
            request.authority, form.values(), on=on, today=clock.today(), once=once, by=request.official
        )
        request.session["new_correction"] = made.dossier_id
        return redirect("applications:correction", made.dossier_id)
    context = {"form": form, "heading": "登记更正申请", "correction": None}
    return render(request, "applications/desk/correction_form.html", context)


@require_safe
@role(*STAFF)
def file(request: DeskRequest, correction: int) -> HttpResponse:
    """更正案卷."""
    row = _correction(request, correction)
    access.look(request.official, row.dossier, "查看更正申请内容")
    standing = queries.standing(row)
    open_acts = FLOW.open_acts(standing.state) if row.authority_id == request.authority.pk else ()
    lines = journal.timeline(row.dossier)
    context = {
        "correction": row,
        "dossier": row.dossier,
        "code": spaced(queries.code_of(row)) if _is_new(request, row) else "",
        "standing": standing,
        "facts": _facts(row),
        "acts": [Act(each.act) for each in open_acts if each.role in request.roles],
        "events": [
            {"on": line.on, "title": _TITLES.get(line.act, line.label), "by": line.by.name if line.by else ""}
            for line in lines
        ],
        "letter": queries.letter(row) if standing.closed_on else None,
        "of_record": row.of_record,
        "mend": "" if standing.closed_on else _mending(row),
    }
    return render(request, "applications/desk/correction.html", context)


def _mending(row: Correction) -> str:
    """在登记簿中更正: where the record it is about is put right, the reason written already."""
    record = row.of_record
    if record is None or record.standing != Standing.PUBLIC:
        return ""
    why = urlencode({"why": f"依更正申请{row.dossier.number}，经核实更正（条例第四十一条）"})
    return f"{reverse('registers:correct', args=[record.kind, record.pk])}?{why}"


def _is_new(request: DeskRequest, row: Correction) -> bool:
    """Whether it was registered here a moment ago: its code is shown once, to whoever registered it."""
    return bool(request.session.pop("new_correction", None) == row.dossier_id)


def _facts(row: Correction) -> list[tuple[str, str]]:
    try:
        values = queries.filled(row)
    except vault.Shredded as gone:
        return [("更正内容", str(gone))]
    return [(label, values.get(name, "")) for name, label in _LABELS.items()]


@role("handler", "reviewer")
def take_act(request: DeskRequest, correction: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _correction(request, correction))
    act = next((act for act in FORMS if act.value == name), None)
    if act is None:
        raise Http404
    rule = next(each for each in FLOW.rows if each.act == act)
    if rule.role not in request.roles:
        raise Unlawful(f"“{act.label}”应由{rule.role}办理", rule.basis)
    version = row.dossier.version
    form = FORMS[act](posted(request, seen=version), initial={"on": clock.today(), "seen": version})
    if form.is_valid():
        acts.act(row, form.step(), today=clock.today(), by=request.official, seen=form.cleaned_data["seen"])
        return redirect("applications:correction", correction)
    context = {"form": form, "heading": act.label, "correction": row}
    return render(request, "applications/desk/correction_form.html", context)


@require_safe
@role(*STAFF)
def letter(request: DeskRequest, correction: int, carrier: str) -> HttpResponse:
    """更正文书: as Word or PDF."""
    row = _correction(request, correction)
    made = queries.letter(row) if carrier in _CARRIERS else None
    if made is None:
        raise Http404
    access.download(request.official, row.authority, f"更正文书{made.number}（{carrier}）", row.dossier)
    content = write_docx(made) if carrier == "docx" else write_pdf(made).data
    response = HttpResponse(content, content_type=_CARRIERS[carrier])
    response.headers["Content-Disposition"] = f'attachment; filename="correction-{row.pk}.{carrier}"'
    return response


def _correction(request: DeskRequest, dossier: int) -> Correction:
    rows = readable_rows(request, Correction.objects.all())
    rows = rows.select_related("dossier__authority__profile", "of_record__authority")
    return get_object_or_404(rows, dossier=dossier)
