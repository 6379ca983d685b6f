"""并案页面: choose the files, choose what is done, say once what the letters say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.casework.applications import queries
from gongkai.casework.applications.act_forms import ACT_FORMS, ActForm, DraftForm
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.together import acts
from gongkai.law.applications import Act, State
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.outcomes import outcome, replies
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.web import clock
from gongkai.web.forms import Form, posted

MOST = 200
"""最多并案件数: a page lists no more open files than that."""


class Choice(Form):
    """并案: which files, and which step."""

    chosen = forms.MultipleChoiceField(label="申请", widget=forms.CheckboxSelectMultiple)
    act = forms.ChoiceField(label="环节")
    outcome = forms.ChoiceField(label="办理结果", required=False, help_text="拟办答复的填写")

    def __init__(self, data: QueryDict | None, *, rows: Sequence[Application], roles: frozenset[str]) -> None:
        super().__init__(data)
        first = queries.standing(rows[0]) if rows else None
        flow = first.flow.rows if first else ()
        mine = [act for act in acts.TOGETHER if any(row.act == act and row.role in roles for row in flow)]
        leaves = [(leaf.key, leaf.label) for leaf in replies(first.version)] if first else []
        cast(forms.ChoiceField, self.fields["chosen"]).choices = [
            (str(each.dossier_id), f"{each.dossier.number} {each.subject}") for each in rows
        ]
        cast(forms.ChoiceField, self.fields["act"]).choices = [(act.value, act.label) for act in Act if act in mine]
        cast(forms.ChoiceField, self.fields["outcome"]).choices = [("", "请选择"), *leaves]

    def clean_chosen(self) -> list[str]:
        """At least two."""
        files = list(self.cleaned_data["chosen"])
        if len(files) < 2:
            raise forms.ValidationError("并案办理应当选择两件以上的申请")
        return files


def _rows(request: DeskRequest) -> list[Application]:
    """The open files of one's own authority that are being handled."""
    open_files = queries.open_applications(request.authority).filter(dossier__state=State.HANDLING.value)
    return list(open_files[:MOST])


@require_safe
@role("handler", "reviewer", "signer")
def choose(request: DeskRequest) -> HttpResponse:
    """选择并案的申请."""
    form = Choice(request.GET or None, rows=_rows(request), roles=frozenset(request.roles))
    if form.is_valid():
        return redirect(f"{reverse('applications:together_act')}?{request.GET.urlencode()}")
    return render(request, "applications/desk/together.html", {"form": form})


@role("handler", "reviewer", "signer")
def take(request: DeskRequest) -> HttpResponse:
    """并案办理: one form for all of them."""
    rows = _rows(request)
    choice = Choice(request.GET, rows=rows, roles=frozenset(request.roles))
    if not choice.is_valid():
        return render(request, "applications/desk/together.html", {"form": choice})
    chosen = [each for each in rows if str(each.dossier_id) in choice.cleaned_data["chosen"]]
    form = _form(request, chosen[0], Act(choice.cleaned_data["act"]), choice.cleaned_data["outcome"])
    if form.is_valid():
        acts.take(chosen, form.step(), today=clock.today(), by=request.official)
        return redirect("applications:inbox")
    context = {
        "form": form,
        "rows": chosen,
        "act": form.act,
        "back": f"{reverse('applications:together')}?{request.GET.urlencode()}",
    }
    return render(request, "applications/desk/together_act.html", context)


def _form(request: DeskRequest, first: Application, act: Act, leaf: str) -> ActForm:
    standing, given = queries.standing(first), posted(request, seen=0)
    initial: dict[str, object] = {"on": clock.today(), "seen": 0}
    if act is Act.DRAFT:
        if not leaf:
            raise Unlawful("拟办答复应当选择办理结果", field="outcome")
        return DraftForm(given, standing=standing, initial=initial, outcome_key=outcome(leaf).key)
    return ACT_FORMS[act](given, standing=standing, initial=initial)
