"""单位目录的页面: what is in force and what awaits approval, hatching, what is lacking, one item."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.standards import Standard as StandardValue
from gongkai.law.unit_catalogue import further, hatch, lacking
from gongkai.office.authorities.guards import STAFF, DeskRequest, role
from gongkai.publication.catalogue.files import FORMATS, as_list
from gongkai.publication.catalogue.standards import queries, unit_acts
from gongkai.publication.catalogue.standards.forms import (
    EndForm,
    FurtherForm,
    HatchForm,
    ItemForm,
    ProposeForm,
    initial_of,
)
from gongkai.publication.catalogue.standards.models import Standard, StandardCatalogue, UnitItem
from gongkai.publication.catalogue.standards.unit_acts import ItemPlan, Proposal, taken_over
from gongkai.web import clock

SHOWN = 200


@require_safe
@role(*STAFF)
def unit(request: DeskRequest) -> HttpResponse:
    """单位目录: items in force, and those that await the head."""
    on = clock.today()
    proposed = queries.in_order(queries.proposed(request.authority))
    items = queries.in_order(queries.items(request.authority, on))
    context = {
        "items": items,
        "proposed": proposed,
        "unread": [item for item in items if item.read.kind is None],
        "no_column": sum(item.column_id is None for item in items),
        "formats": FORMATS,
        "may_propose": Role.HANDLER in request.roles,
        "may_approve": Role.SIGNER in request.roles,
    }
    return render(request, "catalogue/standards/unit.html", context)


HEADS = (
    "领域",
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开形式",
    "责任科室",
    "栏目",
    "批准日期",
)


@require_safe
@role(*STAFF)
def unit_export(request: DeskRequest, format: str) -> HttpResponse:
    """导出单位目录."""
    if format not in FORMATS:
        raise Http404
    items = queries.in_order(queries.items(request.authority, clock.today()))
    rows = (
        (*each.key, each.content, each.basis, each.limit, each.get_form_display(), each.section, each.column, each.approved_on)
        for each in items
    )  # fmt: skip
    return as_list(HEADS, rows, f"{request.authority.name}公开目录", format)


@require_POST
@role("signer")
def approve(request: DeskRequest) -> HttpResponse:
    """批准单位目录: everything that awaits approval, as the page showed it."""
    shown = [int(key) for key in request.POST.getlist("item") if key.isdecimal()]
    items = list(queries.proposed(request.authority).filter(pk__in=shown))
    unit_acts.approve(request.authority, items, on=clock.today(), by=request.official)
    messages.success(request, f"已批准{len(items)}项，即日起生效。")
    return redirect("catalogue:unit")


@dataclass(frozen=True)
class Offer:
    """可列的一项: a standard of the norm, why it is offered, and whether it is chosen."""

    pk: int
    standard: StandardValue
    reasons: tuple[str, ...]
    chosen: bool


@role("handler")
def hatching(request: DeskRequest) -> HttpResponse:
    """生成单位目录: words are looked for in a norm; who answers for the unit chooses from what was found."""
    catalogues = list(queries.catalogues(request.authority))
    form = HatchForm(
        request.POST or None, authority=request.authority, initial={"catalogue": next(iter(catalogues), None)}
    )
    if "revise" in request.POST or not form.is_valid():
        context = {"form": form, "catalogues": catalogues, "peers": queries.peers(request.authority, clock.today())}
        return render(request, "catalogue/standards/hatch.html", context)
    offers = _offers(request, form)
    chosen = request.POST if "section" in request.POST else None
    propose = ProposeForm(chosen, offered=[offer.pk for offer in offers])
    if propose.is_valid():
        made = _propose(request, offers, propose)
        messages.success(request, f"已拟列{made}项，等单位负责人批准。")
        return redirect("catalogue:unit")
    return render(request, "catalogue/standards/hatched.html", {"form": form, "propose": propose, "offers": offers})


def _offers(request: DeskRequest, form: HatchForm) -> list[Offer]:
    rows = list(queries.rows(form.cleaned_data["catalogue"]))
    keys = {row.value.key: row.pk for row in rows}
    own = queries.listed(request.authority)
    found = hatch(
        [row.value for row in rows],
        functions=form.lines("functions"),
        powers=form.lines("powers"),
        peers=queries.peers(request.authority, clock.today()),
    )
    chosen = set(request.POST.getlist("chosen")) if "section" in request.POST else None
    return [
        Offer(
            keys[each.standard.key],
            each.standard,
            tuple(str(reason) for reason in each.reasons),
            chosen is None or str(keys[each.standard.key]) in chosen,
        )
        for each in found
        if each.standard.key not in own
    ]


def _propose(request: DeskRequest, offers: list[Offer], form: ProposeForm) -> int:
    reasons = {offer.pk: offer.reasons for offer in offers}
    chosen = Standard.objects.everywhere().filter(pk__in=form.cleaned_data["chosen"]).select_related("matter__area")
    proposals = [
        Proposal(taken_over(row, form.cleaned_data["section"]), row, reasons[row.pk])
        for row in chosen.order_by("place", "pk")
    ]
    return len(unit_acts.propose(request.authority, proposals, on=clock.today(), by=request.official))


@require_safe
@role(*STAFF)
def gaps(request: DeskRequest) -> HttpResponse:
    """缺漏: what a norm asks for and the unit does not list; what similar units list beyond it."""
    on = clock.today()
    own = queries.listed(request.authority)
    catalogues = list(queries.catalogues(request.authority))
    norm = _norm(request, catalogues)
    peers, theirs = queries.peers(request.authority, on), queries.peer_items(request.authority, on)
    context = {
        "norm": norm,
        "catalogues": catalogues,
        "lacking": lacking(queries.standards(norm), own) if norm else [],
        "further": [(each, theirs[each.key].pk) for each in further(own, peers)[:SHOWN]],
        "peers": sorted(peers),
        "may_propose": Role.HANDLER in request.roles,
    }
    return render(request, "catalogue/standards/gaps.html", context)


def _norm(request: DeskRequest, catalogues: list[StandardCatalogue]) -> StandardCatalogue | None:
    asked = request.GET.get("norm", "")
    chosen = next((each for each in catalogues if str(each.pk) == asked), None)
    return chosen or next(iter(catalogues), None)


@role("handler")
def take_over(request: DeskRequest, item: int) -> HttpResponse:
    """照同类单位列入: as a similar unit words it; to be worded anew before it is approved."""
    peer = UnitItem.objects.everywhere().filter(pk=item, authority__in=queries.similar(request.authority))
    theirs = get_object_or_404(peer.exclude(approved_on=None).filter(ended_on=None).select_related("authority"))
    form = FurtherForm(request.POST or None)
    if form.is_valid():
        plan = ItemPlan(*theirs.key, theirs.content, form.cleaned_data["section"], theirs.limit, theirs.basis)
        proposal = Proposal(plan, theirs.standard, (f"同类单位：{theirs.authority.name}",))
        (made,) = unit_acts.propose(request.authority, [proposal], on=clock.today(), by=request.official)
        return redirect("catalogue:unit_item", made.pk)
    return render(request, "catalogue/standards/take_over.html", {"form": form, "theirs": theirs})


@role("handler")
def new_item(request: DeskRequest) -> HttpResponse:
    """自行拟列: an item no norm has, in the unit's own words."""
    on = clock.today()
    form = ItemForm(request.POST or None, authority=request.authority, on=on, needs_reason=False)
    if form.is_valid():
        proposal = Proposal(form.plan(), None, ("自行拟列",))
        (made,) = unit_acts.propose(request.authority, [proposal], on=on, by=request.official)
        return redirect("catalogue:unit_item", made.pk)
    return render(request, "catalogue/standards/new_item.html", {"form": form})


def _own_item(request: DeskRequest, pk: int) -> UnitItem:
    rows = UnitItem.objects.of(request.authority).select_related("column", "approved_by", "authority")
    return get_object_or_404(rows, pk=pk)


@require_safe
@role(*STAFF)
def item(request: DeskRequest, pk: int) -> HttpResponse:
    """一个目录项: what it says, how its limit was understood, who answers for it."""
    found = _own_item(request, pk)
    head = Role.SIGNER in request.roles
    context = {
        "item": found,
        "limit": found.read,
        "elements": found.value.elements,
        "may_change": found.ended_on is None and (head if found.approved_on else head or Role.HANDLER in request.roles),
    }
    return render(request, "catalogue/standards/item.html", context)


@role("handler", "signer")
def revise(request: DeskRequest, pk: int) -> HttpResponse:
    """修改目录项: what is proposed by whoever handles it, what is approved by the head with a reason."""
    found, on = _own_item(request, pk), clock.today()
    form = ItemForm(
        request.POST or None,
        authority=request.authority,
        on=on,
        needs_reason=found.approved_on is not None,
        initial=initial_of(found),
    )
    if form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        unit_acts.revise(found, form.plan(), on=on, by=request.official, reason=reason)
        return redirect("catalogue:unit_item", pk)
    return render(request, "catalogue/standards/revise.html", {"form": form, "item": found})


@role("handler", "signer")
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """停用目录项."""
    found = _own_item(request, pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        unit_acts.end(found, on=clock.today(), by=request.official, reason=form.cleaned_data["reason"])
        return redirect("catalogue:unit_item", pk)
    return render(request, "catalogue/standards/end.html", {"form": form, "item": found})
