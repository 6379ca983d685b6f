"""帮助登记: what the desk did for an applicant who has difficulty reading, seeing or hearing (条例第四十三条)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.casework.applications import queries
from gongkai.casework.applications.admitted import own_file
from gongkai.casework.applications.applicant import acts
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.forms import Form, long_text


class HelpForm(Form):
    """登记所提供的帮助."""

    text = long_text("所提供的帮助", "如：当面宣读答复书、提供大字版、请手语翻译到场", most=500)


@role("handler")
def help_given(request: DeskRequest, pk: int) -> HttpResponse:
    """登记帮助: an entry on the file that says what was done."""
    application = own_file(request, pk)
    form = HelpForm(request.POST or None)
    if form.is_valid():
        acts.note_help(application, form.cleaned_data["text"], on=clock.today(), by=request.official)
        return redirect("applications:file", pk)
    access.look(request.official, application.dossier, "查看申请人需要的帮助")
    context = {"application": application, "dossier": application.dossier, "form": form}
    context["wanted"] = queries.filled(application).help_wanted
    return render(request, "applications/applicant/help.html", context)
