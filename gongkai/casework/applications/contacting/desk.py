"""联系登记页面: an attempt to reach the applicant, and on to the confirmation where it succeeded."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.casework.applications import queries
from gongkai.casework.applications.admitted import own_file
from gongkai.casework.applications.contacting.acts import note_contact
from gongkai.law.applications import Act, State
from gongkai.law.contacts import Contact, ContactWay, Reached
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.office.journal import access
from gongkai.web import clock
from gongkai.web.forms import DateField, Form, WordField, long_text


class ContactForm(Form):
    """登记联系."""

    on = DateField(label="联系日期")
    way = WordField(ContactWay, label="联系方式", empty="请选择")
    reached = WordField(Reached, label="联系结果", empty="请选择")
    text = long_text("说明", "告知了什么、何时再联系等；不写证件号码", required=False, most=500)

    def contact(self) -> Contact:
        """联系记录."""
        return Contact(self.cleaned_data["way"], self.cleaned_data["reached"], str(self.cleaned_data["text"]))


@role("handler")
def contact(request: DeskRequest, pk: int) -> HttpResponse:
    """登记联系: who was reached and confirmed is led to the confirmation, which begins the clock."""
    application = own_file(request, pk)
    form = ContactForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        made = form.contact()
        note_contact(application, made, on=form.cleaned_data["on"], today=clock.today(), by=request.official)
        if made.reached is Reached.CONFIRMED and application.dossier.state == State.UNCONFIRMED.value:
            return redirect("applications:act", pk, Act.CONFIRM.value)
        return redirect("applications:file", pk)
    access.look(request.official, application.dossier, "查看联系方式")
    given = queries.filled(application).values
    context = {
        "application": application,
        "dossier": application.dossier,
        "form": form,
        "facts": [("联系电话", given.get("phone", "")), ("电子邮箱", given.get("email", ""))],
    }
    return render(request, "applications/desk/contact.html", context)
