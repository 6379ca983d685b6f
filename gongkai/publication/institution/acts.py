"""机构和领导的登记: enlisted, changed, ended. Each is an entry that holds the whole row, so that any day can be told again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal import acts as journal
from gongkai.publication.gate import acts as gate
from gongkai.publication.institution.models import Leader, Section

INSTITUTION = regulation(20, 2, gist="公开机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名")
Row = TypeVar("Row", Leader, Section)


@dataclass(frozen=True)
class LeaderCard:
    """领导登记内容."""

    name: str
    post: str
    duties: str
    since: date
    resume: str = ""
    place: int = 0


@dataclass(frozen=True)
class SectionCard:
    """内设机构登记内容."""

    name: str
    functions: str
    since: date
    head: str = ""
    phone: str = ""
    address: str = ""
    place: int = 0


REQUIRED = {"name": "姓名、名称", "post": "职务", "duties": "工作分工", "functions": "职能"}
Card = LeaderCard | SectionCard


@transaction.atomic
def enlist_leader(authority: Authority, card: LeaderCard, *, on: date, by: Official) -> Leader:
    """登记领导."""
    _refuse(card, on)
    _pass_the_gate(authority, card, on, by)
    row = Leader.objects.of(authority).create(authority=authority, **asdict(card))
    _enter(row, "enlist_leader", on, by)
    return row


@transaction.atomic
def open_section(authority: Authority, card: SectionCard, *, on: date, by: Official) -> Section:
    """登记内设机构."""
    _refuse(card, on)
    _pass_the_gate(authority, card, on, by)
    row = Section.objects.of(authority).create(authority=authority, **asdict(card))
    _enter(row, "open_section", on, by)
    return row


@transaction.atomic
def change_leader(leader: Leader, card: LeaderCard, *, on: date, by: Official, seen: int) -> None:
    """修改领导信息."""
    _change(_held(Leader, leader, seen), card, "change_leader", on, by)


@transaction.atomic
def change_section(section: Section, card: SectionCard, *, on: date, by: Official, seen: int) -> None:
    """修改内设机构."""
    _change(_held(Section, section, seen), card, "change_section", on, by)


@transaction.atomic
def end_leader(leader: Leader, until: date, *, on: date, by: Official) -> None:
    """领导离任: the page goes on the day; the row stays."""
    _end(_held(Leader, leader, leader.edition), until, "end_leader", on, by)


@transaction.atomic
def end_section(section: Section, until: date, *, on: date, by: Official) -> None:
    """撤销内设机构."""
    _end(_held(Section, section, section.edition), until, "end_section", on, by)


def _refuse(card: Card, on: date) -> None:
    for name, label in REQUIRED.items():
        if not str(getattr(card, name, "x")).strip():
            raise Unlawful(f"{label}不能为空", INSTITUTION, field=name)
    if card.since > on:
        raise Unlawful(f"任职、设立日期不能晚于登记之日（{on:%Y-%m-%d}）", INSTITUTION, field="since")


def _pass_the_gate(authority: Authority, card: Card, on: date, by: Official) -> None:
    """公开前筛查: all that the public reads; what the article itself asks for is kept by a decision that names it."""
    what = "领导信息" if isinstance(card, LeaderCard) else "内设机构"
    gate.pass_words(authority, "institution", {what: asdict(card)}, on=on, by=by)


def _held(kind: type[Row], row: Row, seen: int) -> Row:
    held = kind.objects.of(row.authority).select_for_update().get(pk=row.pk)
    if held.until is not None:
        raise Unlawful("已经离任或者撤销，不能再改", INSTITUTION)
    if held.edition != seen:
        raise Unlawful("已被他人改动，您看到的内容不是最新的，请刷新页面后再办理", INSTITUTION)
    return held


def _change(row: Leader | Section, card: Card, act: str, on: date, by: Official) -> None:
    _refuse(card, on)
    _pass_the_gate(row.authority, card, on, by)
    for name, value in asdict(card).items():
        setattr(row, name, value)
    row.edition += 1
    row.save()
    _enter(row, act, on, by)


def _end(row: Leader | Section, until: date, act: str, on: date, by: Official) -> None:
    if until < row.since or until > on:
        raise Unlawful("离任、撤销日期应在任职、设立之后，不晚于登记之日", INSTITUTION, field="until")
    row.until = until
    row.edition += 1
    row.save()
    _enter(row, act, on, by)


def _enter(row: Owned, act: str, on: date, by: Official) -> None:
    told: dict[str, JSON] = {
        field.name: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields if field.name != "id"
    }
    journal.enter(row.authority, act, on=on, by=by, data={"row": row.pk, **told})


def _plain(value: object) -> JSON:
    return value.isoformat() if isinstance(value, date) else value if isinstance(value, int) else str(value or "")
