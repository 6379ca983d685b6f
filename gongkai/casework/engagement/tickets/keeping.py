"""按信箱授权: who keeps a mailbox reads and handles its letters alone; whoever keeps none is bound by their office only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.casework.engagement.tickets.models import Mailbox, MailboxKeeper, Ticket
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.ticket_flow import HOTLINE
from gongkai.law.tickets import KIND
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.authorities.queries import serving
from gongkai.office.journal import acts as journal
from gongkai.office.journal.models import Dossier


def kept(request: DeskRequest) -> list[Mailbox]:
    """所负责的信箱: empty for whoever is bound to none."""
    rows = Mailbox.objects.of(request.authority).filter(keepers__official=request.official, keepers__until=None)
    return list(rows.distinct())


def narrowed(request: DeskRequest, rows: OwnedQuerySet[Ticket]) -> OwnedQuerySet[Ticket]:
    """只看所负责的: of a keeper the letters of their mailboxes, of everybody else all rows."""
    return of_boxes(rows, kept(request))


def of_boxes(rows: OwnedQuerySet[Ticket], boxes: Sequence[Mailbox]) -> OwnedQuerySet[Ticket]:
    """这些信箱的来信: of whoever keeps none, all rows."""
    return rows.filter(mailbox__in=boxes) if boxes else rows


def files_narrowed(request: DeskRequest, rows: OwnedQuerySet[Dossier]) -> OwnedQuerySet[Dossier]:
    """案卷中只看所负责的: files of every kind; of letters those a keeper keeps."""
    boxes = kept(request)
    return rows.filter(~Q(kind=KIND) | Q(engagement_ticket__mailbox__in=boxes)) if boxes else rows


def concerned(mailbox: Mailbox | None, officials: Sequence[Official], authority: Authority) -> list[Official]:
    """应当知道的人: whoever keeps other mailboxes of this authority is not told of a letter by this one."""
    rows = MailboxKeeper.objects.of(authority).filter(until=None)
    bound = set(rows.values_list("official", flat=True))
    mine = set(rows.filter(mailbox=mailbox).values_list("official", flat=True)) if mailbox else set()
    return [official for official in officials if official.pk not in bound or official.pk in mine]


def only_for_all(request: DeskRequest) -> None:
    """不按信箱的页面: what concerns all letters is not for who keeps single mailboxes."""
    if boxes := kept(request):
        names = "、".join(box.name for box in boxes)
        raise PermissionDenied(f"您负责{names}，只办理它的来信，这一页不对您开放。")


def keepers(mailbox: Mailbox) -> OwnedQuerySet[MailboxKeeper]:
    """信箱负责人: those of now first, then those of before."""
    rows = MailboxKeeper.objects.of(mailbox.authority).filter(mailbox=mailbox).select_related("official")
    return rows.order_by("until", "pk")


def possible(mailbox: Mailbox, on: date) -> QuerySet[Official]:
    """可以负责的人: who holds an office at the authority now and does not keep this mailbox yet."""
    there = [official.pk for official in serving(mailbox.authority, on)]
    mine = MailboxKeeper.objects.of(mailbox.authority).filter(mailbox=mailbox, until=None).values("official")
    return Official.objects.filter(pk__in=there).exclude(pk__in=mine).order_by("name")


@transaction.atomic
def give(mailbox: Mailbox, official: Official, *, on: date, by: Official) -> MailboxKeeper:
    """确定信箱负责人: nobody gives a mailbox to themselves."""
    if official == by:
        raise Unlawful("不能确定自己为信箱负责人", HOTLINE, field="official")
    rows = MailboxKeeper.objects.of(mailbox.authority)
    if rows.filter(mailbox=mailbox, official=official, until=None).exists():
        raise Unlawful(f"{official.name}已经是这个信箱的负责人", HOTLINE, field="official")
    data: dict[str, JSON] = {"mailbox": mailbox.pk, "name": mailbox.name, "official": official.username}
    journal.enter(mailbox.authority, "give_mailbox", on=on, by=by, data=data)
    return rows.create(authority=mailbox.authority, mailbox=mailbox, official=official, since=on)


@transaction.atomic
def take_away(keeper: MailboxKeeper, *, on: date, by: Official) -> None:
    """不再负责信箱."""
    data: dict[str, JSON] = {"mailbox": keeper.mailbox_id, "official": keeper.official.username}
    journal.enter(keeper.authority, "take_mailbox_away", on=on, by=by, data=data)
    keeper.until = on
    keeper.save(update_fields=["until"])
