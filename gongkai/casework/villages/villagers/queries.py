"""村民查询: where a certification stands, who is certified, and who comes in by which number and code."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from gongkai.casework.applications.codes import plain, registered
from gongkai.casework.villages.villagers.models import Villager
from gongkai.law.villagers import Standing, State
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault

CODE_FIELD = "villager code"


def standing(villager: Villager) -> Standing:
    """认证情况: replayed from the journal."""
    return as_villager(journal.standing(villager.dossier))


def as_villager(found: object) -> Standing:
    """认证的办理情况: what the journal replays for a file of this kind is no other."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def of(village: Authority, state: State | None = None) -> OwnedQuerySet[Villager]:
    """本村村民: of a state, or of all; the newest first."""
    rows = Villager.objects.of(village).select_related("dossier__authority", "authority")
    return rows.filter(dossier__state=state.value) if state else rows


def certified(rows: OwnedQuerySet[Villager], on: date) -> OwnedQuerySet[Villager]:
    """在册村民: those certified on a day and not cancelled by it."""
    return rows.filter(certified_on__lte=on).filter(Q(cancelled_on=None) | Q(cancelled_on__gt=on))


def numbered(village: Authority, number: str) -> Villager | None:
    """凭编号: a certified villager, however the brackets were typed."""
    return of(village, State.CERTIFIED).filter(dossier__number=registered(number)).first()


def code_digest(code: str) -> str:
    """登录码摘要: spaces, hyphens and case do not count."""
    return vault.blind(CODE_FIELD, plain(code))


def by_code(village: Authority, number: str, code: str, *, now: datetime) -> Villager | None:
    """凭编号和登录码: by the code of the slip, or the passing one of the last minutes; an unknown number costs as much."""
    row = numbered(village, number)
    passing = row.passing_digest if row and row.passing_until and row.passing_until >= now else ""
    kept = (row.code_digest if row else "", passing)
    matches = [vault.is_blind(each, CODE_FIELD, plain(code)) for each in kept]
    return row if row is not None and plain(code) and any(matches) else None


def members(village: Authority, on: date) -> int:
    """在册人数: of one village on a day; each of them is in every group of it."""
    return certified(Villager.objects.of(village), on).count()
