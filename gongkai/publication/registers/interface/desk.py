"""接口密钥的页面: those that are out, a new one, and the end of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.law.grammar.flow import Role
from gongkai.law.registers import KINDS
from gongkai.office.authorities.guards import DeskRequest, asks_again, role
from gongkai.publication.registers import queries
from gongkai.publication.registers.interface import acts
from gongkai.publication.registers.interface.forms import KeyForm
from gongkai.publication.registers.interface.models import RegisterKey
from gongkai.web import clock


@asks_again()
@role("publisher", "reviewer")
def keys(request: DeskRequest) -> HttpResponse:
    """接口密钥: a new key is shown in the answer to the form and never again."""
    today, told = clock.today(), ""
    kept = [row.declared for row in queries.keepings(request.authority)]
    form = KeyForm(request.POST or None, kept=kept, may_publish=Role.PUBLISHER in request.roles)
    if form.is_valid():
        said = form.cleaned_data
        _, told = acts.issue(
            request.authority,
            said["name"],
            said["kinds"],
            until=said["until"],
            on=today,
            by=request.official,
            differing=said["differing"],
            publishes=said.get("publishes", False),
        )
        form = KeyForm(kept=kept, may_publish=Role.PUBLISHER in request.roles)
    rows = RegisterKey.objects.of(request.authority).select_related("issued_by")
    context = {
        "form": form,
        "told": told,
        "rows": [(row, row.works(today), "、".join(KINDS[key].label for key in row.kinds)) for row in rows],
        "address": reverse("registers:interface", args=[request.authority.code, "kind"]).replace("/kind/", "/{种类}/"),
        "kinds": kept,
    }
    return render(request, "registers/desk/keys.html", context)


@require_POST
@asks_again()
@role("publisher", "reviewer")
def revoke(request: DeskRequest, key: int) -> HttpResponse:
    """停用密钥."""
    row = get_object_or_404(RegisterKey.objects.of(request.authority).select_related("authority"), pk=key)
    acts.revoke(row, on=clock.today(), by=request.official)
    messages.success(request, f"“{row.name}”的密钥已停用")
    return redirect("registers:keys")
