"""失信名单的页面: where each name stands, one name with its steps, a step."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.registers.credit import FLOW, Act
from gongkai.law.registers.decisions import CREDIT_LIST
from gongkai.office.authorities.guards import STAFF, DeskRequest, own, readable_rows, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.publication.registers.credit import acts, queries
from gongkai.publication.registers.models import Record
from gongkai.web import clock
from gongkai.web.forms import DateField, Form, long_text, posted
from gongkai.web.paging import Pages

PAGE = 30
HANDS = ("handler", "reviewer", "publisher")


class CreditForm(Form):
    """名单环节表."""

    text = long_text("说明", "依据、送达情况或者理由", rows=3)
    on = DateField(label="日期")
    seen = forms.IntegerField(widget=forms.HiddenInput)


@require_safe
@role(*STAFF)
def credit_list(request: DeskRequest) -> HttpResponse:
    """失信名单: the latest first."""
    page = Pages(queries.listed(request.authority), PAGE).get_page(request.GET.get("page"))
    rows = queries.with_states(list(page.object_list), calendar_of(request.authority))
    return render(request, "registers/desk/credit_list.html", {"page": page, "rows": rows, "today": clock.today()})


@require_safe
@role(*STAFF)
def credit(request: DeskRequest, record: int) -> HttpResponse:
    """名单上的一项."""
    row = _record(request, record)
    steps = queries.steps_of(row)
    [named] = queries.with_states([row], calendar_of(row.authority))
    open_acts = [
        Act(each.act)
        for each in FLOW.open_acts(named.state)
        if each.role in request.roles and row.authority_id == request.authority.pk
    ]
    events = [{"on": step.on, "title": step.get_act_display(), "text": step.text} for step in steps]
    context = {"record": row, "named": named, "acts": open_acts, "events": events}
    return render(request, "registers/desk/credit.html", context)


@role(*HANDS)
def take_act(request: DeskRequest, record: int, name: str) -> HttpResponse:
    """办理一步."""
    row = own(request, _record(request, record))
    act = next((act for act in Act if act.value == name), None)
    if act is None or not any(each.role in request.roles for each in FLOW.rows if each.act == act):
        raise Http404
    steps = queries.steps_of(row)
    FLOW.row(queries.state(steps), act)
    form = CreditForm(posted(request, seen=len(steps)), initial={"on": clock.today(), "seen": len(steps)})
    if form.is_valid():
        given = form.cleaned_data
        acts.act(row, act, given["text"], on=given["on"], today=clock.today(), by=request.official, seen=given["seen"])
        return redirect("registers:credit", row.pk)
    return render(request, "registers/desk/credit_act.html", {"record": row, "act": act, "form": form})


def _record(request: DeskRequest, pk: int) -> Record:
    rows = readable_rows(request, Record.objects.all()).filter(kind=CREDIT_LIST.key).select_related("authority")
    return get_object_or_404(rows, pk=pk)
