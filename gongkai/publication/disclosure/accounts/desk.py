"""账号页面: the matrix with what went out and what stands still, registering, changing and closing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gongkai.law.accounts import FLOOR, FLOOR_CERTAINTY, FLOOR_SOURCE
from gongkai.law.disclosure import ACCOUNTS, ReleaseChannel
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.office.authorities import queries as people
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows, reads_beneath, role
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.disclosure.accounts import acts, queries
from gongkai.publication.disclosure.accounts.acts import AccountCard
from gongkai.publication.disclosure.models import NewMediaAccount
from gongkai.web import clock
from gongkai.web.forms import DateField, Form

STAFF = ("handler", "publisher", "reviewer", "signer", "dispatcher", "inspector")


class AccountForm(Form):
    """账号登记."""

    platform = forms.TypedChoiceField(
        label="平台", choices=[("", "请选择"), *((each.value, each.label) for each in ACCOUNTS)], coerce=ReleaseChannel
    )
    name = forms.CharField(label="账号名称", max_length=100, help_text="与平台上显示的一致，导出文件按此对应")
    address = forms.URLField(label="主页地址", required=False, max_length=300, assume_scheme="https")
    section = forms.CharField(label="责任科室", max_length=60)
    owner = forms.ChoiceField(label="责任人", required=False)
    certified = forms.CharField(label="认证信息", required=False, max_length=100, help_text="没有认证的空着")
    floor = forms.IntegerField(label="更新下限（日）", min_value=1, max_value=366, initial=FLOOR)
    floor_source = forms.CharField(label="下限依据", max_length=100, initial=FLOOR_SOURCE)
    on = DateField(label="日期")

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = people.holders(authority, Role.PUBLISHER, clock.today())
        self.people = {str(person.pk): person for person in found}
        names = [("", "未指定"), *((key, person.name) for key, person in self.people.items())]
        self.fields["owner"].choices = names  # type: ignore[attr-defined]

    @property
    def card(self) -> AccountCard:
        """登记卡."""
        names = ("platform", "name", "section", "address", "certified", "floor", "floor_source")
        return AccountCard(**{name: self.cleaned_data[name] for name in names})

    @property
    def owner_chosen(self) -> Official | None:
        """责任人."""
        return self.people.get(self.cleaned_data["owner"])

    def clean(self) -> dict[str, Any]:
        """Ask the law before anything is entered."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                _ = self.card
            except Unlawful as refusal:
                self.add_error(refusal.field, refusal.reason)
        return cleaned


class CloseForm(Form):
    """关停账号."""

    on = DateField(label="关停日期")
    reason = forms.CharField(label="关停理由", max_length=200, help_text="迁移、并入哪个账号、停办")


@require_safe
@role(*STAFF)
def matrix(request: DeskRequest) -> HttpResponse:
    """账号矩阵: every account one may see with its last release and what it published this year."""
    today = clock.today()
    rows = queries.accounts(request.authority, beneath=reads_beneath(request))
    kept = queries.matrix(rows, today)
    context = {
        "accounts": kept,
        "idle": [each for each in kept if each.activity.pace == "idle"],
        "year": today.year,
        "may": Role.PUBLISHER in request.roles,
        "certainty": FLOOR_CERTAINTY.value,
    }
    return render(request, "disclosure/desk/accounts.html", context)


@role("publisher")
def open_account(request: DeskRequest) -> HttpResponse:
    """登记账号."""
    today = clock.today()
    form = AccountForm(request.POST or None, authority=request.authority, initial={"on": today})
    if form.is_valid():
        acts.open_account(
            request.authority,
            form.card,
            on=form.cleaned_data["on"],
            today=today,
            by=request.official,
            owner=form.owner_chosen,
        )
        return redirect("disclosure:accounts")
    return render(request, "disclosure/desk/account.html", {"form": form, "account": None})


@role("publisher")
def account(request: DeskRequest, account: int) -> HttpResponse:
    """变更账号、关停账号."""
    found = _account(request, account)
    today = clock.today()
    names = ("platform", "name", "section", "address", "certified", "floor", "floor_source")
    first = {**{name: getattr(found, name) for name in names}, "owner": found.owner_id or "", "on": today}
    form = AccountForm(request.POST or None, authority=request.authority, initial=first)
    if form.is_valid():
        data = form.cleaned_data
        acts.change_account(found, form.card, on=data["on"], by=request.official, owner=form.owner_chosen)
        return redirect("disclosure:accounts")
    return render(request, "disclosure/desk/account.html", {"form": form, "account": found})


@role("publisher")
def close_account(request: DeskRequest, account: int) -> HttpResponse:
    """关停账号."""
    found = _account(request, account)
    today = clock.today()
    form = CloseForm(request.POST or None, initial={"on": today})
    if form.is_valid():
        data = form.cleaned_data
        acts.close_account(found, on=data["on"], today=today, by=request.official, reason=data["reason"])
        return redirect("disclosure:accounts")
    return render(request, "disclosure/desk/account_close.html", {"form": form, "account": found})


def _account(request: DeskRequest, pk: int) -> NewMediaAccount:
    return own(request, get_object_or_404(readable_rows(request, NewMediaAccount.objects.all()), pk=pk))
