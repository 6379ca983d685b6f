"""使用条款的办公页面: who runs the disclosure office says how the data of the registers may be used."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.registers.opening import acts
from gongkai.publication.registers.opening.terms import terms_of
from gongkai.web import clock
from gongkai.web.forms import Form, long_text


class TermsForm(Form):
    """使用条款表."""

    text = long_text("使用条款", "一段一条；公众页面和数据目录都指向它", rows=10, most=4000)


@role("dispatcher", "signer", "system_administrator")
def terms(request: DeskRequest) -> HttpResponse:
    """使用条款: the text in force, to be laid down anew."""
    today = clock.today()
    text, since = terms_of(request.authority, today)
    form = TermsForm(request.POST or None, initial={"text": text})
    if form.is_valid():
        acts.set_terms(request.authority, form.cleaned_data["text"], on=today, today=today, by=request.official)
        return redirect("registers:data_terms")
    return render(request, "registers/desk/terms.html", {"form": form, "since": since})
