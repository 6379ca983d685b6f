"""登记簿的承接: the registers somebody keeps, the lists being adjusted, and the objections not answered yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.registers.adjusting import KIND
from gongkai.law.registers.lists import LISTED
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.succession import Heir, Span, files, of_row
from gongkai.publication.registers import acts, queries
from gongkai.publication.registers.chains.models import Protest
from gongkai.publication.registers.chains.queries import open_protests
from gongkai.publication.registers.due import owing
from gongkai.publication.registers.importing.models import RecordImport
from gongkai.publication.registers.lists.models import AdjustmentBatch, ListDifference
from gongkai.publication.registers.models import Keeping


def _kept(authority: Authority, span: Span) -> Iterable[Item]:
    for row in queries.keepings(authority):
        name = f"{row.declared.label}（{row.unit}）"
        yield of_row("keeping", row, name, named=row.owner_id, href=reverse("registers:records", args=[row.kind]))


def _owed(authority: Authority, span: Span) -> Iterable[Item]:
    """What a register owes by a day has no row of its own: it is known by what it is and by when."""
    for each in owing(authority, span.until, span.on):
        key = f"{each.what}-{each.due}-{each.href}"[:120]
        yield Item("register_owed", key, f"{each.what}：{each.title}", due_on=each.due, href=each.href)


def _protests(authority: Authority, span: Span) -> Iterable[Item]:
    for row in open_protests(authority):
        name = f"{row.received_on}收到的异议"
        href = reverse("registers:protest", args=[row.pk])
        yield of_row("protest", row, name, title=row.record.title, due=row.due_on, href=href)


def _hand(authority: Authority, key: str, leaver: Official, to: Official, on: date, by: Official) -> None:
    acts.entrust(Keeping.objects.of(authority).get(pk=key), to, on=on, by=by)


HEIRS = (
    Heir("keeping", "登记簿", Chapter.REGISTERS, Role.HANDLER, _kept, models=(Keeping, RecordImport), pass_on=_hand),
    Heir("register_owed", "登记簿到期", Chapter.PROMISES, Role.HANDLER, _owed),
    Heir("protest", "异议", Chapter.PROMISES, Role.HANDLER, _protests, models=(Protest,)),
    files(KIND, Role.HANDLER, basis=LISTED, models=(AdjustmentBatch, ListDifference)),
)
