"""收信账号页面: the accounts with what went wrong last, one more, and reading now."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.casework.engagement.tickets.inbound import acts
from gongkai.casework.engagement.tickets.models import InboundAccount, Mailbox
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.web import clock
from gongkai.web.forms import Form


class AccountForm(Form):
    """收信账号."""

    mailbox = forms.ModelChoiceField(Mailbox.objects.none(), label="收到哪个信箱", empty_label="请选择")
    host = forms.CharField(label="IMAP服务器", max_length=200)
    port = forms.IntegerField(label="端口", min_value=1, max_value=65535, initial=993)
    encrypted = forms.BooleanField(label="加密连接", required=False, initial=True)
    username = forms.CharField(label="账号", max_length=200)
    password = forms.CharField(label="密码", max_length=200, widget=forms.PasswordInput(render_value=False))
    folder = forms.CharField(label="文件夹", max_length=100, initial="INBOX", required=False)

    def __init__(self, *args: Any, mailboxes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Mailbox]", self.fields["mailbox"]).queryset = mailboxes


@role("system_administrator")
def accounts(request: DeskRequest) -> HttpResponse:
    """收信账号."""
    form = AccountForm(request.POST or None, mailboxes=Mailbox.objects.of(request.authority).filter(closed_on=None))
    if form.is_valid():
        acts.set_up(request.authority, form.cleaned_data, on=clock.today(), by=request.official)
        return redirect("engagement:inbound")
    rows = InboundAccount.objects.of(request.authority).select_related("mailbox").order_by("pk")
    return render(request, "engagement/desk/inbound.html", {"form": form, "rows": rows})


@require_POST
@role("system_administrator")
def read_now(request: DeskRequest, account: int) -> HttpResponse:
    """现在收信."""
    row = _account(request, account)
    many = acts.read_new(row, clock.now())
    messages.info(request, row.trouble or f"收到{many}封")
    return redirect("engagement:inbound")


@require_POST
@role("system_administrator")
def stop(request: DeskRequest, account: int) -> HttpResponse:
    """停用."""
    acts.stop(_account(request, account), on=clock.today(), by=request.official)
    return redirect("engagement:inbound")


def _account(request: DeskRequest, pk: int) -> InboundAccount:
    rows = InboundAccount.objects.of(request.authority).filter(stopped_on=None)
    return get_object_or_404(rows.select_related("mailbox", "authority"), pk=pk)
