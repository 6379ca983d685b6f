"""套餐工作台: the list with the days of each, one package with all its situations, and its acts."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.casework.services import stepping
from gongkai.casework.services.packages import acts, queries
from gongkai.casework.services.packages.forms import ChangeForm, ListForm, written
from gongkai.casework.services.packages.models import ServicePackage
from gongkai.casework.services.record_forms import FORMS, WRITTEN, offered
from gongkai.casework.services.recording import record_of
from gongkai.law.grammar.flow import Role, Step, Unlawful
from gongkai.law.service_packages import PackageContent, answered, missing
from gongkai.law.service_versions import Act, Record, State
from gongkai.law.situations import leaves
from gongkai.law.situations import written as outline
from gongkai.office.authorities.guards import STAFF, DeskRequest, readable_rows, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.web import clock
from gongkai.web.forms import posted


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """一件事套餐: what is waiting, and each package with the days that follow from its items."""
    waiting = ServicePackage.objects.of(request.authority).exclude(state__in=[State.IN_FORCE, State.ENDED])
    context = {
        "summary": queries.summary(request.authority, clock.today()),
        "waiting": waiting.select_related("dossier"),
        "may_list": Role.HANDLER in request.roles,
        "today": clock.today(),
    }
    return render(request, "services/desk/packages.html", context)


@require_safe
@role(*STAFF)
def package(request: DeskRequest, package: int) -> HttpResponse:
    """一个套餐: every situation with its items, papers and days; the longest is the figure of the package."""
    row = _package(request, package)
    record = record_of(row)
    content = _now(record)
    found = queries.items_for(row.authority, set(content.items), clock.today())
    items = {code: version.value for code, version in found.items()}
    gone = missing(content, items)
    context = {
        "package": row,
        "record": record,
        "content": content,
        "outline": outline(content.situations),
        "stages": [[(code, found.get(code)) for code in stage] for stage in content.stages],
        "missing": gone,
        "situations": [] if gone else [answered(content, each, items) for each in leaves(content.situations)],
        "acts": [
            (act.label, act.value) for act in offered(request, record, own=row.authority_id == request.authority.pk)
        ],
        "versions": queries.versions_of(row),
        "events": stepping.events(row),
    }
    return render(request, "services/desk/package.html", context)


@role("handler")
def list_package(request: DeskRequest) -> HttpResponse:
    """拟列入套餐."""
    today = clock.today()
    form = ListForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        told = form.cleaned_data
        made = acts.list_package(
            request.authority,
            told["code"],
            form.content(),
            told["reason"],
            on=told["on"],
            today=today,
            by=request.official,
        )
        return redirect("services:package", made.dossier_id)
    context = {"form": form, "heading": Act.LIST.label, "package": None}
    return render(request, "services/desk/package_form.html", context)


@role("handler", "signer")
def take(request: DeskRequest, package: int, name: str) -> HttpResponse:
    """办理一步."""
    row = get_object_or_404(ServicePackage.objects.of(request.authority).select_related("dossier"), dossier=package)
    act, record = stepping.asked(request, row, name)
    seen, today = row.dossier.version, clock.today()
    first: dict[str, object] = {"on": today, "seen": seen, "start": today}
    initial = {**written(_now(record)), **first} if act in WRITTEN else first
    form = (ChangeForm if act in WRITTEN else FORMS[act])(posted(request, seen=seen), initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        step = Step(act.value, told["on"], form.details())
        acts.act(row, step, today=today, by=request.official, seen=told["seen"])
        return redirect("services:package", package)
    context = {"form": form, "heading": act.label, "package": row}
    return render(request, "services/desk/package_form.html", context)


def _now(record: Record) -> PackageContent:
    told = record.pending or record.latest
    if told is None:
        raise Unlawful("这个套餐还没有签发就撤回了，没有内容")
    return cast(PackageContent, told.content)


def _package(request: DeskRequest, dossier: int) -> ServicePackage:
    rows: OwnedQuerySet[ServicePackage] = readable_rows(request, ServicePackage.objects.all())
    return get_object_or_404(rows.select_related("dossier", "authority"), dossier=dossier)
