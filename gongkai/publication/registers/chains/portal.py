"""异议（公众）: to a record while it is shown for that; after it the number and the code, and by these the answer."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from gongkai.law.registers.protests import closed_to_the_public, term_of
from gongkai.office.authorities.guards import PortalRequest
from gongkai.office.journal.codes import spaced
from gongkai.publication.registers.chains import acts, queries
from gongkai.publication.registers.chains.forms import ProtestQuery, RaiseForm
from gongkai.publication.registers.models import Record
from gongkai.web import clock
from gongkai.web.doors import public
from gongkai.web.limits import limited


@public
@never_cache
@limited("protest", limit=20, per_seconds=3600)
def raise_protest(request: PortalRequest, code: str, pk: int) -> HttpResponse:
    """提出异议: within the days of display; the next stage waits until it is answered."""
    today = clock.today()
    record = get_object_or_404(Record.objects.of(request.authority).select_related("authority"), pk=pk)
    if not record.is_public(today):
        raise Http404
    refused = closed_to_the_public(record.data, today)
    form = RaiseForm(request.POST or None)
    context = {"authority": request.authority, "record": record}
    if refused or not form.is_valid():
        told = {**context, "form": form, "term": term_of(record.kind, record.data), "refused": refused}
        return render(request, "registers/portal/protest.html", told)
    made = acts.raise_online(record, form.given(), today=today, once=form.cleaned_data["once"])
    received = {**context, "protest": made, "code": spaced(queries.code_of(made))}
    return render(request, "registers/portal/protest_received.html", received)


@public
@never_cache
@limited("protest status", limit=30, per_seconds=3600)
def protest_status(request: PortalRequest, code: str) -> HttpResponse:
    """异议进度: by number and code; whether it is answered, how, and nothing of who raised it."""
    form = ProtestQuery(request.POST or None)
    found = None
    if form.is_valid():
        found = queries.by_code(request.authority, form.cleaned_data["number"], form.cleaned_data["code"])
        if found is None:
            form.add_error(None, "编号或者查询码不正确，请核对回执")
    shown = found is not None and found.record.is_public(clock.today())
    context = {"authority": request.authority, "form": form, "found": found, "shown": shown}
    return render(request, "registers/portal/protest_status.html", context)
