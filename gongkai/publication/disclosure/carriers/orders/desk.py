"""印刷品订制的工作台: orders with what was asked, came and is owed; and what a unit may ask of those above it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.law.grammar.flow import Role
from gongkai.law.print_orders import OPEN_FOR, OrderState
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.publication.disclosure.carriers.desk import STAFF, _content
from gongkai.publication.disclosure.carriers.orders import acts, forms, queries
from gongkai.publication.disclosure.carriers.orders.models import PrintOrder
from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.paging import Pages
from gongkai.web.traps import new_once_token

PAGE = 20


@require_safe
@role(*STAFF)
def orders(request: DeskRequest) -> HttpResponse:
    """印刷品订制: this authority's orders, and those of its own line it may ask copies of."""
    today = clock.today()
    page = Pages(queries.orders(request.authority), PAGE).get_page(request.GET.get("page"))
    open_still = list(queries.askable(request.authority, today))
    own = queries.own_asks(request.authority, open_still)
    context = {
        "page": page,
        "ordered": queries.ordered(list(page.object_list), today),
        "askable": [(each, own.get(each.pk)) for each in open_still],
        "may_act": Role.HANDLER in request.roles,
    }
    return render(request, "disclosure/desk/carriers/orders.html", context)


@require_safe
@role(*STAFF)
def order(request: DeskRequest, order: int) -> HttpResponse:
    """一张订制单: who asked for how many, what came, and what may be done now."""
    row = _own(request, order)
    [found] = queries.ordered([row], clock.today())
    may = Role.HANDLER in request.roles
    state = OrderState(row.state)
    context = {
        "found": found,
        "row": row,
        "state": state,
        "open": {act.name.lower(): may and state in states for act, states in OPEN_FOR.items()},
    }
    return render(request, "disclosure/desk/carriers/order.html", context)


@role("handler")
def open_order(request: DeskRequest) -> HttpResponse:
    """征订."""
    form = forms.OpenOrderForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        said = form.cleaned_data
        content = _content(request, said["index_number"])
        once = said["once"] or new_once_token()
        row = acts.open_order(
            content, form.wanted(), on=said["on"], today=clock.today(), once=once, by=request.official
        )
        return redirect("disclosure:print_order", row.pk)
    return _page(request, form, "印刷品征订", reverse("disclosure:print_orders"))


@role("handler")
def ask(request: DeskRequest, order: int) -> HttpResponse:
    """报订数: by this authority, on an order of its own line."""
    today = clock.today()
    row = get_object_or_404(queries.askable(request.authority, today), pk=order)
    form = forms.AskForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        copies, on = form.cleaned_data["copies"], form.cleaned_data["on"]
        acts.ask(row, request.authority, copies, on=on, today=today, by=request.official)
        return redirect("disclosure:print_orders")
    return _page(request, form, f"报订数：{row}（{row.authority.name}）", reverse("disclosure:print_orders"))


@role("handler")
def place(request: DeskRequest, order: int) -> HttpResponse:
    """订制."""
    row, today = _own(request, order), clock.today()
    form = forms.PlaceForm(request.POST or None, initial={"on": today, "kept": 0})

    def act() -> None:
        acts.place(row, form.placed(), on=form.cleaned_data["on"], today=today, by=request.official)

    return _act(request, row, form, "订制", act)


@role("handler")
def accept(request: DeskRequest, order: int) -> HttpResponse:
    """验收."""
    row, today = _own(request, order), clock.today()
    form = forms.AcceptForm(request.POST or None, initial={"on": today})

    def act() -> None:
        acts.accept_delivery(row, form.accepted(), on=form.cleaned_data["on"], today=today, by=request.official)

    return _act(request, row, form, "验收", act)


@role("handler")
def call_off(request: DeskRequest, order: int) -> HttpResponse:
    """取消."""
    row, today = _own(request, order), clock.today()
    form = forms.CallOffOrderForm(request.POST or None, initial={"on": today})

    def act() -> None:
        said = form.cleaned_data
        acts.call_off(row, said["reason"], on=said["on"], today=today, by=request.official)

    return _act(request, row, form, "取消订制", act)


def _own(request: DeskRequest, key: int) -> PrintOrder:
    return get_object_or_404(queries.orders(request.authority), pk=key)


def _act(request: DeskRequest, row: PrintOrder, form: Form, heading: str, act: Callable[[], None]) -> HttpResponse:
    if form.is_valid():
        act()
        return redirect("disclosure:print_order", row.pk)
    return _page(request, form, f"{heading}：{row}", reverse("disclosure:print_order", args=[row.pk]))


def _page(request: DeskRequest, form: Form, heading: str, back: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, "note": ""}
    return render(request, "disclosure/desk/carriers/act.html", context)
