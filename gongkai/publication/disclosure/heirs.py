"""公开内容的承接: accounts of new media, versions in other languages, printed matter on order, and the proofs still owed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from django.urls import reverse

from gongkai.law.accounts import INSPECTING
from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.languages import TranslationState
from gongkai.law.print_orders import OrderState
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.succession import Heir, Span, of_row
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.accounts import acts as accounts
from gongkai.publication.disclosure.accounts.acts import AccountCard
from gongkai.publication.disclosure.carriers.orders.models import PrintOrder
from gongkai.publication.disclosure.languages.models import Translation
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.publication.disclosure.models import NewMediaAccount
from gongkai.publication.disclosure.placing.models import ColumnAudit, ColumnFinding


def _accounts(authority: Authority, span: Span) -> Iterable[Item]:
    for row in NewMediaAccount.objects.of(authority).filter(closed_on=None).order_by("pk"):
        name = f"{ReleaseChannel(row.platform).label}“{row.name}”"
        href = reverse("disclosure:account", args=[row.pk])
        yield of_row("account", row, name, title=f"{row.floor}日内须更新", named=row.owner_id, href=href)


def _translations(authority: Authority, span: Span) -> Iterable[Item]:
    unfinished = Translation.objects.of(authority).exclude(state=TranslationState.PUBLISHED)
    for row in unfinished.select_related("content").order_by("pk"):
        href = reverse("disclosure:translations", args=[row.content_id])
        name = f"{row.content.index_number}（{row.get_language_display()}）"
        yield of_row("translation", row, name, title=row.content.title, named=row.drafted_by_id, href=href)


def _proofs(authority: Authority, span: Span) -> Iterable[Item]:
    for row in queries.owed(authority):
        href = reverse("disclosure:release_page", args=[row.pk])
        name = f"{row.content.index_number}（{ReleaseChannel(row.channel).label}）"
        yield of_row("proof", row, name, title=row.content.title, href=href)


def _column_audits(authority: Authority, span: Span) -> Iterable[Item]:
    for row in ColumnAudit.objects.of(authority).filter(closed_on=None).order_by("drawn_on", "pk"):
        yield of_row("column_audit", row, row.title, href=reverse("disclosure:column_audit", args=[row.pk]))


def _orders(authority: Authority, span: Span) -> Iterable[Item]:
    """Collected or ordered, and not delivered whole yet."""
    rows = PrintOrder.objects.of(authority).filter(state__in=[OrderState.COLLECTING, OrderState.PLACED])
    for row in rows.order_by("due_on", "pk"):
        name = f"{row.title}（{OrderState(row.state).label}）"
        href = reverse("disclosure:print_order", args=[row.pk])
        yield of_row("print_order", row, name, due=row.due_on or row.asked_until, href=href)


def _hand(authority: Authority, key: str, leaver: Official, to: Official, on: date, by: Official) -> None:
    account = NewMediaAccount.objects.of(authority).get(pk=key)
    said = {each.name: getattr(account, each.name) for each in fields(AccountCard)}
    card = AccountCard(**{**said, "platform": ReleaseChannel(account.platform)})
    accounts.change_account(account, card, on=on, by=by, owner=to)


HEIRS = (
    Heir(
        "account",
        "新媒体账号",
        Chapter.COLUMNS,
        Role.PUBLISHER,
        _accounts,
        models=(NewMediaAccount,),
        basis=INSPECTING.short,
        pass_on=_hand,
    ),
    Heir("translation", "语言版本", Chapter.DRAFTS, Role.PUBLISHER, _translations, models=(Translation, Ledger)),
    Heir("print_order", "印刷品订制", Chapter.PROMISES, Role.HANDLER, _orders, models=(PrintOrder,)),
    Heir("proof", "待登记凭证", Chapter.DRAFTS, Role.PUBLISHER, _proofs),
    Heir(
        "column_audit",
        "栏目抽查",
        Chapter.DRAFTS,
        Role.INSPECTOR,
        _column_audits,
        models=(ColumnAudit, ColumnFinding),
    ),
)
