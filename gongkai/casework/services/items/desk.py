"""服务事项工作台: the list, one item with its versions, its acts, and its paper; opening online; what hangs where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.casework.services import papers, stepping
from gongkai.casework.services.items import acts, copies, importing, queries
from gongkai.casework.services.items.forms import ChangeForm, CopyForm, ImportForm, ListForm, OnlineForm, written
from gongkai.casework.services.items.models import GuideCopy, ServiceItem
from gongkai.casework.services.items.queries import Wanted
from gongkai.casework.services.record_forms import FORMS, WRITTEN, PlainForm, offered
from gongkai.casework.services.recording import record_of
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful
from gongkai.law.service_items import ELEMENTS, ItemContent, check_item, differences, said, standardization
from gongkai.law.service_stamps import read_stamp
from gongkai.law.service_versions import Act, Record, State
from gongkai.office.authorities.guards import STAFF, DeskRequest, readable_rows, reads_beneath, role
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.catalogue.files import FORMATS, as_list
from gongkai.web import clock
from gongkai.web.forms import posted
from gongkai.web.paging import Pages, kept
from gongkai.web.step_forms import StepForm

PAGE = 30
ACTING = ("handler", "signer")


@require_safe
@role(*STAFF)
def index(request: DeskRequest) -> HttpResponse:
    """服务事项: what is waiting, and what counts today; a figure opens it narrowed to the items behind it."""
    today, wanted = clock.today(), Wanted.of(request.GET)
    rows = queries.found(request.authority, today, wanted)
    if not reads_beneath(request) and not wanted.figure:
        rows = rows.filter(authority=request.authority)
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    waiting = ServiceItem.objects.of(request.authority).exclude(state__in=[State.IN_FORCE, State.ENDED])
    context = {
        "page": page,
        "wanted": wanted,
        "query": kept(request.GET)["query"],
        "waiting": waiting.select_related("dossier").order_by("state", "code")[:100],
        "kinds": queries.kinds(),
        "general": queries.at_general_windows(request.authority, today),
        "may_list": Role.HANDLER in request.roles,
        "formats": FORMATS,
    }
    return render(request, "services/desk/items.html", context)


@require_safe
@role(*STAFF)
def item(request: DeskRequest, item: int) -> HttpResponse:
    """一个事项: what counts, what is proposed and differs, its versions, what may be done."""
    row = _item(request, item)
    record, today = record_of(row), clock.today()
    version = queries.version_on(row, today)
    shown = version.value if version else _first(record)
    context = {
        "item": row,
        "record": record,
        "version": version,
        "elements": [(title, said(shown, name)) for name, title in ELEMENTS.items()] if shown else [],
        "lacks": standardization(shown) if shown else (),
        "acts": [(act.label, act.value) for act in offered(request, record, own=_own(request, row))],
        "differences": _proposed(record),
        "versions": queries.versions_of(row),
        "events": stepping.events(row),
        "copies": queries.copies(request.authority).filter(item=row),
    }
    return render(request, "services/desk/item.html", context)


def _first(record: Record) -> ItemContent | None:
    return cast(ItemContent, record.pending.content) if record.pending else None


def _proposed(record: Record) -> object:
    if record.pending is None or record.latest is None:
        return ()
    return differences(record.latest.content, record.pending.content)


def _own(request: DeskRequest, row: ServiceItem) -> bool:
    return row.authority_id == request.authority.pk


@role("handler")
def list_item(request: DeskRequest) -> HttpResponse:
    """拟列入事项."""
    today = clock.today()
    form = ListForm(request.POST or None, initial={"on": today, "visits": 1, "online": "none"})
    if form.is_valid():
        told = form.cleaned_data
        made = acts.list_item(
            request.authority,
            told["code"],
            form.content(),
            told["reason"],
            on=told["on"],
            today=today,
            by=request.official,
        )
        return redirect("services:item", made.dossier_id)
    context = {"form": form, "heading": Act.LIST.label, "item": None, "differences": ()}
    return render(request, "services/desk/form.html", context)


@role(*ACTING)
def take(request: DeskRequest, item: int, name: str) -> HttpResponse:
    """办理一步."""
    row = get_object_or_404(ServiceItem.objects.of(request.authority).select_related("dossier"), dossier=item)
    act, record = stepping.asked(request, row, name)
    seen, today = row.dossier.version, clock.today()
    now = _now(record)
    first = {"on": today, "seen": seen, "start": today, "visits": now.visits, "online_address": now.online_address}
    initial = {**written(now), **first} if act in WRITTEN else first
    form = _FORMS.get(act, FORMS.get(act, PlainForm))(posted(request, seen=seen), initial=initial)
    if form.is_valid():
        details = _opening(form, now) if isinstance(form, OnlineForm) else form.details()
        told = form.cleaned_data
        acts.act(row, Step(act.value, told["on"], details), today=today, by=request.official, seen=told["seen"])
        return redirect("services:item", item)
    context = {"form": form, "heading": act.label, "item": row, "differences": _proposed(record)}
    return render(request, "services/desk/form.html", context)


_FORMS: Mapping[Act, type[StepForm]] = {
    Act.REVISE: ChangeForm,
    Act.CHANGE: ChangeForm,
    Act.OPEN_ONLINE: OnlineForm,
}


def _now(record: Record) -> ItemContent:
    """What is proposed, or else what was signed last."""
    told = record.pending or record.latest
    if told is None:
        raise Unlawful("这个事项还没有内容")
    return cast(ItemContent, told.content)


def _opening(form: OnlineForm, now: ItemContent) -> dict[str, JSON]:
    told = form.cleaned_data
    content = replace(
        now,
        online=told["online"],
        online_since=told["online_since"],
        online_address=told["online_address"].strip(),
        visits=told["visits"],
    )
    check_item(content)
    return {"content": content.told(), "reason": told["reason"].strip()}


@require_safe
@role(*STAFF)
def paper(request: DeskRequest, item: int, carrier: str) -> HttpResponse:
    """指南打印件: of what counts today."""
    version = queries.version_on(_item(request, item), clock.today())
    if version is None:
        raise Unlawful("这个事项今天没有有效的版本，不能打印指南")
    return papers.as_file(papers.guide(version), carrier, f"guide-{version.item.pk}-v{version.number}")


@role("handler")
def import_items(request: DeskRequest) -> HttpResponse:
    """导入事项: rows are proposed for signature; nothing is entered where one is wrong, unless that was chosen."""
    today = clock.today()
    form = ImportForm(request.POST or None, request.FILES or None, initial={"on": today})
    done = None
    if form.is_valid():
        told = form.cleaned_data
        done = importing.bring(
            request.authority,
            importing.read(told["file"].read()),
            told["reason"],
            on=told["on"],
            today=today,
            by=request.official,
            only_good=told["only_good"],
        )
        if not done.faults:
            words = f"拟列入{done.listed}项，拟变更{done.changed}项，没有变化{done.same}项，待签发"
            messages.success(request, words)
            return redirect("services:items")
    context = {"form": form, "done": done, "heads": importing.HEADS, "needed": importing.NEEDED}
    return render(request, "services/desk/import.html", context)


@require_safe
@role(*STAFF)
def export(request: DeskRequest, format: str) -> HttpResponse:
    """导出事项: what counts today, in the columns that are read back."""
    rows = queries.versions_on(request.authority, clock.today())
    if not reads_beneath(request):
        rows = rows.filter(authority=request.authority)
    return as_list(list(importing.HEADS.values()), importing.exported(rows), "服务事项", format)


@role("handler", "signer", "dispatcher")
def posted_guides(request: DeskRequest) -> HttpResponse:
    """张贴的指南: where prints hang; those that are not the latest come first with what differs."""
    today = clock.today()
    form = CopyForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        told = form.cleaned_data
        copies.put_up(request.authority, told["stamp"], told["place"], on=told["on"], today=today, by=request.official)
        verdict = queries.checked(request.authority, read_stamp(told["stamp"]), today).verdict
        messages.success(request, f"已登记，这一份{verdict.label}")
        return redirect("services:copies")
    context = {"form": form, "copies": queries.copies_checked(request.authority, today)}
    return render(request, "services/desk/copies.html", context)


@require_POST
@role("handler", "signer", "dispatcher")
def take_down(request: DeskRequest, copy: int) -> HttpResponse:
    """撤下张贴的指南."""
    row = get_object_or_404(GuideCopy.objects.of(request.authority), pk=copy)
    copies.take_down(row, on=clock.today(), today=clock.today(), by=request.official)
    return redirect("services:copies")


def _item(request: DeskRequest, dossier: int) -> ServiceItem:
    rows: OwnedQuerySet[ServiceItem] = readable_rows(request, ServiceItem.objects.all())
    return get_object_or_404(rows.select_related("dossier", "authority"), dossier=dossier)
