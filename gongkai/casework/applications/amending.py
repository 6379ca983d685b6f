"""更正登记: an entry made by mistake is put right by another entry; the file must be lawful as amended from first to last."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.applications import acts, events, queries
from gongkai.casework.applications.act_forms import ACT_FORMS, ActForm, DraftForm
from gongkai.casework.applications.admitted import own_file
from gongkai.casework.applications.forms import ORGANIZATIONS
from gongkai.casework.applications.models import Application
from gongkai.law.applications import Act, ApplicantKind, Standing, open_application
from gongkai.law.grammar.flow import Role, Step, Unlawful
from gongkai.law.receipt import Channel
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.web import clock
from gongkai.web.forms import WordField, posted


class SubmitForm(ActForm):
    """登记申请: what the first entry says of an application."""

    act = Act.SUBMIT
    day_label = "到达日期"
    applicant = WordField(ApplicantKind, label="申请人类型")
    channel = WordField(Channel, label="提交渠道")

    def fit(self) -> None:
        """A person does not become an organization: the two fill in different forms."""
        kinds = ORGANIZATIONS if self.standing.applicant in ORGANIZATIONS else [self.standing.applicant]
        cast(forms.ChoiceField, self.fields["applicant"]).choices = [(kind.value, kind.label) for kind in kinds]


AMENDING = {"amend_reason", "void"}
"""更正的说明: what the form asks besides the step itself."""


@require_safe
@role("reviewer")
def entries(request: DeskRequest, pk: int) -> HttpResponse:
    """登记条目: every step of a file, each with the way to put it right."""
    application = own_file(request, pk)
    lines = [line for line in journal.timeline(application.dossier) if line.step and line.act != Act.SPLIT]
    rows = [(line, Act(line.step.act).label, events.told(line)) for line in lines if line.step]
    access.look(request.official, application.dossier, "查看登记条目")
    context = {"application": application, "dossier": application.dossier, "rows": rows}
    return render(request, "applications/desk/entries.html", context)


@role("reviewer")
def amend(request: DeskRequest, pk: int, seq: int) -> HttpResponse:
    """更正一条: the form of the act as it was entered, with a reason; or the entry made void."""
    application = own_file(request, pk)
    line = next((each for each in journal.timeline(application.dossier) if each.seq == seq and each.step), None)
    if line is None or line.step is None or line.act == Act.SPLIT:
        raise Http404
    _by_who_may(request, application, Act(line.act))
    form = _form(request, application, line.step, seq)
    if form.is_valid():
        given = form.cleaned_data
        step = None if given.get("void") else _step(form, line.step)
        acts.amend(
            application,
            seq,
            step,
            today=clock.today(),
            by=request.official,
            reason=given["amend_reason"],
            seen=given["seen"],
        )
        return redirect("applications:file", pk)
    act = Act(line.step.act)
    access.look(request.official, application.dossier, f"查看第{seq}号登记条目")
    context = {"application": application, "dossier": application.dossier, "act": act, "form": form}
    return render(request, "applications/desk/amend.html", context)


def _by_who_may(request: DeskRequest, application: Application, act: Act) -> None:
    """What only a signer may enter, only a signer may put right."""
    rows = queries.standing(application).flow.rows
    signers = [row for row in rows if row.act == act and row.role is Role.SIGNER]
    if signers and Role.SIGNER not in request.roles:
        raise Unlawful(f"“{act.label}”的登记应由{Role.SIGNER}更正", signers[0].basis)


def _form(request: DeskRequest, application: Application, entered: Step, seq: int) -> ActForm:
    first = {**entered.details, "on": entered.on, "seen": application.dossier.version}
    elements = entered.details.get("elements")
    keywords: dict[str, Any] = {
        "standing": _before(application, seq),
        "initial": {**first, **(elements if isinstance(elements, dict) else {})},
    }
    given, act = posted(request, seen=application.dossier.version), Act(entered.act)
    if act is Act.DRAFT:
        form: ActForm = DraftForm(given, outcome_key=str(entered.details["outcome"]), **keywords)
    else:
        form = (SubmitForm if act is Act.SUBMIT else ACT_FORMS[act])(given, **keywords)
    for name in form.personal:
        del form.fields[name]
    reason = forms.Textarea(attrs={"rows": 3})
    form.fields["amend_reason"] = forms.CharField(label="更正理由", max_length=1000, widget=reason)
    if act is not Act.SUBMIT:
        form.fields["void"] = forms.BooleanField(label="这一条不应登记，作废", required=False)
    return form


def _before(application: Application, seq: int) -> Standing:
    """The standing the entry was made in: its form offers what could be chosen then."""
    lines = [line for line in journal.timeline(application.dossier) if line.step and line.seq < seq]
    calendar = calendar_of(application.dossier.authority)
    steps = [line.step for line in lines if line.step]
    if not steps:
        return queries.standing(application)
    standing = open_application(steps[0], calendar)
    for step in steps[1:]:
        standing = standing.take(step, calendar)
    return standing


def _step(form: ActForm, entered: Step) -> Step:
    """The step as amended: what the form does not ask (the number of a letter) stays as it was entered."""
    stepped = form.step()
    details = {name: value for name, value in stepped.details.items() if name not in AMENDING}
    return Step(entered.act, stepped.on, {**entered.details, **details})
