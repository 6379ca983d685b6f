"""拆分页面: what stays with the file, and one line for each further one."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.casework.applications import queries
from gongkai.casework.applications.admitted import own_file
from gongkai.casework.applications.splitting.acts import MOST_PARTS, Plan, split
from gongkai.law.applications import Act
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.forms import DateField, Form, long_text, posted

_long_text = partial(long_text, most=6000)


class SplitForm(Form):
    """拆分: hands over the plan."""

    on = DateField(label="拆分日期")
    kept = _long_text("本件留办的内容", "答复书照此引述")
    others = _long_text("另立各件的内容", f"每行一项，各立一件，最多{MOST_PARTS}件；收到日期和期限与本件相同")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def plan(self) -> Plan:
        """拆分方案."""
        lines = str(self.cleaned_data["others"]).splitlines()
        return Plan(str(self.cleaned_data["kept"]), [line.strip() for line in lines if line.strip()])


@role("handler")
def split_page(request: DeskRequest, pk: int) -> HttpResponse:
    """拆分申请."""
    application = own_file(request, pk)
    version = application.dossier.version
    form = SplitForm(posted(request, seen=version), initial={"on": clock.today(), "seen": version})
    if form.is_valid():
        given = form.cleaned_data
        split(application, form.plan(), on=given["on"], today=clock.today(), by=request.official, seen=given["seen"])
        return redirect("applications:file", pk)
    access.look(request.official, application.dossier, "查看申请内容")
    standing = queries.standing(application)
    context = {
        "application": application,
        "dossier": application.dossier,
        "form": form,
        "wanted": queries.filled(application).wanted,
        "objections": standing.objections(Act.SPLIT, clock.today(), calendar_of(request.authority)),
    }
    return render(request, "applications/desk/split.html", context)
