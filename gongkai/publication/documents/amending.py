"""更正登记: an entry of a document made by mistake is put right or made void by another; a void signature gives up its number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.documents import Act, Standing
from gongkai.law.grammar.flow import Role, Step, Unlawful
from gongkai.law.procedures import replay
from gongkai.law.reviews import REVIEWING
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.journal import queries as journal
from gongkai.publication.documents import acts, events, queries
from gongkai.publication.documents.act_forms import ACT_FORMS, ActForm
from gongkai.publication.documents.files import File, own_file
from gongkai.web import clock
from gongkai.web.forms import DateField, posted

KEPT_OF_ENTRY = frozenset({"edition", "digest", "by", "number", "explained", "proposed"})
"""保留的明细: what the form of an act does not ask and an amendment does not change."""
TITLES = {act.value: act.label for act in Act}


@require_safe
@role("reviewer")
def entries(request: DeskRequest, document: int) -> HttpResponse:
    """登记条目: every step of a document, each with the way to put it right."""
    opened = own_file(request, document)
    lines = [line for line in journal.timeline(opened.record.dossier) if line.step is not None]
    rows = [(line, TITLES.get(line.act, line.label), events.told(line)) for line in lines]
    return render(request, "documents/desk/entries.html", {"file": opened, "record": opened.record, "rows": rows})


@role("reviewer")
def amend(request: DeskRequest, document: int, seq: int) -> HttpResponse:
    """更正一条: the day and what the form of the act asks, with a reason; or the entry made void."""
    opened = own_file(request, document)
    line = next((each for each in journal.timeline(opened.record.dossier) if each.seq == seq and each.step), None)
    if line is None or line.step is None:
        raise Http404
    act = Act(line.act)
    if act is Act.SIGN and Role.SIGNER not in request.roles:
        raise Unlawful(f"“{act.label}”的登记应由{Role.SIGNER}更正", REVIEWING)
    form = _form(request, opened, line.step, seq)
    if form.is_valid():
        given = form.cleaned_data
        step = None if given.get("void") else _step(form, line.step)
        acts.amend(
            opened.record,
            seq,
            step,
            today=clock.today(),
            by=request.official,
            reason=given["amend_reason"],
            seen=given["seen"],
        )
        return redirect("documents:file", document)
    context = {"file": opened, "record": opened.record, "act": act, "form": form}
    return render(request, "documents/desk/amend.html", context)


class DayForm(ActForm):
    """更正日期: of an act whose details are not this room's to change."""

    act = Act.DRAFT
    on = DateField(label="日期")


def _form(request: DeskRequest, opened: File, entered: Step, seq: int) -> ActForm:
    version = opened.record.dossier.version
    first = {**entered.details, "on": entered.on, "seen": version}
    checks = entered.details.get("checks")
    first |= {"checks": [name for name, yes in checks.items() if yes]} if isinstance(checks, dict) else {}
    act = Act(entered.act)
    kind = DayForm if act is Act.SIGN else ACT_FORMS.get(act, DayForm)
    form = kind(posted(request, seen=version), standing=_before(opened, seq), initial=first)
    reason = forms.Textarea(attrs={"rows": 3})
    form.fields["amend_reason"] = forms.CharField(label="更正理由", max_length=1000, widget=reason)
    if act is not Act.DRAFT:
        told = "已经取得的文号从此不再使用，编号簿写明理由" if act is Act.SIGN else ""
        form.fields["void"] = forms.BooleanField(label="这一条不应登记，作废", required=False, help_text=told)
    return form


def _before(opened: File, seq: int) -> Standing:
    """The standing the entry was made in: its form offers what could be chosen then."""
    lines = [line for line in journal.timeline(opened.record.dossier) if line.step and line.seq < seq]
    steps = [line.step for line in lines if line.step]
    dossier = opened.record.dossier
    return queries.as_document(replay(dossier.kind, steps, opened.calendar)) if steps else opened.standing


def _step(form: ActForm, entered: Step) -> Step:
    """The step as amended: what the form does not ask stays as it was entered."""
    stepped = form.step()
    asked: dict[str, Any] = {
        name: value for name, value in stepped.details.items() if name not in {"amend_reason", "void"}
    }
    kept = {name: value for name, value in entered.details.items() if name in KEPT_OF_ENTRY or name not in asked}
    return Step(entered.act, stepped.on, {**asked, **kept})
