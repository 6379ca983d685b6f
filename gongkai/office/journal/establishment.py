"""机构人员入册: the acts of the authorities room, each done and entered in one transaction.

The desk and the demo come in by this door; ``authorities.acts`` knows no journal and does the deed alone. People are named in
entries by their user name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from gongkai.law.authorities import AuthorityKind, Level
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Absence, Authority, Handover, Official, Posting
from gongkai.office.journal.acts import enter

EDIT_PROFILE = "edit_profile"
ENROL = "enrol"


@transaction.atomic
def create_authority(
    code: str,
    name: str,
    kind: AuthorityKind,
    *,
    on: date,
    by: Official | None,
    parent: Authority | None = None,
    short_name: str = "",
    level: Level | None = None,
    basis: str = "",
) -> Authority:
    """设立: the first entry of the new authority's own chain."""
    authority = acts.create_authority(
        code, name, kind, on=on, parent=parent, short_name=short_name, level=level, basis=basis
    )
    data: dict[str, JSON] = {"code": code, "name": name, "kind": kind.value, "parent": parent.code if parent else None}
    enter(authority, "create_authority", on=on, by=by, data=data | {"basis": basis})
    return authority


@transaction.atomic
def rename(
    authority: Authority, name: str, *, on: date, by: Official | None, short_name: str = "", basis: str = ""
) -> None:
    """更名."""
    before = authority.name
    acts.rename(authority, name, on=on, short_name=short_name, basis=basis)
    enter(authority, "rename", on=on, by=by, data={"from": before, "to": authority.name, "basis": basis})


@transaction.atomic
def reclassify(authority: Authority, kind: AuthorityKind, *, on: date, by: Official | None, basis: str = "") -> None:
    """改制."""
    before = authority.kind
    acts.reclassify(authority, kind, on=on, basis=basis)
    enter(authority, "reclassify", on=on, by=by, data={"from": str(before), "to": kind.value, "basis": basis})


@transaction.atomic
def move(authority: Authority, parent: Authority | None, *, on: date, by: Official | None, basis: str = "") -> None:
    """改隶."""
    before = authority.parent
    acts.move(authority, parent, on=on, basis=basis)
    data: dict[str, JSON] = {"from": before.code if before else None, "to": parent.code if parent else None}
    enter(authority, "move", on=on, by=by, data=data | {"basis": basis})


@transaction.atomic
def dissolve(authority: Authority, *, on: date, by: Official | None, successor: Authority | None = None) -> None:
    """撤销."""
    acts.dissolve(authority, on=on, successor=successor)
    enter(authority, "dissolve", on=on, by=by, data={"successor": successor.code if successor else None})


@transaction.atomic
def edit_profile(
    authority: Authority, facts: Mapping[str, str | bool | int], *, seen: str, on: date, by: Official
) -> None:
    """改机关信息: the facts are public, so the entry holds what each was and what it is."""
    changes = acts.edit_profile(authority, facts, seen=seen)
    enter(authority, EDIT_PROFILE, on=on, by=by, data=changes)


@transaction.atomic
def enrol(
    username: str,
    name: str,
    *,
    at: Authority,
    password: str,
    on: date,
    by: Official | None,
    phone: str = "",
    email: str = "",
) -> Official:
    """建账号: entered where the person is to serve; telephone and e-mail are theirs and stay out of the entry."""
    official = acts.enrol(username, name, on=on, password=password, phone=phone, email=email)
    enter(at, ENROL, on=on, by=by, data={"official": official.username})
    return official


@transaction.atomic
def issue_password(official: Official, password: str, *, at: Authority, on: date, by: Official) -> None:
    """重置密码."""
    acts.issue_password(official, password, on=on)
    enter(at, "issue_password", on=on, by=by, data={"official": official.username})


@transaction.atomic
def suspend(official: Official, *, at: Authority, on: date, by: Official) -> None:
    """停用账号."""
    _refuse_oneself(official, by, "停用自己的账号")
    acts.suspend(official)
    enter(at, "suspend_account", on=on, by=by, data={"official": official.username})


@transaction.atomic
def resume(official: Official, password: str, *, at: Authority, on: date, by: Official) -> None:
    """恢复账号."""
    acts.resume(official, password, on=on)
    enter(at, "resume_account", on=on, by=by, data={"official": official.username})


@transaction.atomic
def close_account(official: Official, *, at: Authority, on: date, by: Official) -> None:
    """注销账号."""
    _refuse_oneself(official, by, "注销自己的账号")
    acts.close_account(official, on=on)
    enter(at, "close_account", on=on, by=by, data={"official": official.username})


@transaction.atomic
def post(
    official: Official,
    authority: Authority,
    office: str,
    *,
    on: date,
    by: Official | None,
    section: str = "",
    full_time: bool = False,
) -> Posting:
    """任职."""
    _refuse_oneself(official, by, "给自己办理任职")
    posting = acts.post(official, authority, office, on=on, by=by, section=section, full_time=full_time)
    enter(authority, "post", on=on, by=by, data={"official": official.username, "office": office, "section": section})
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, on: date, by: Official | None) -> None:
    """免职."""
    _refuse_oneself(posting.official, by, "免去自己的岗位")
    acts.end_posting(posting, on=on)
    data: dict[str, JSON] = {"official": posting.official.username, "office": posting.office}
    enter(posting.authority, "end_posting", on=on, by=by, data=data)


@transaction.atomic
def open_handover(posting: Posting, successor: Official, *, on: date, by: Official, note: str = "") -> Handover:
    """发起交接."""
    _refuse_oneself(successor, by, "把岗位交给自己")
    handover = acts.open_handover(posting, successor, on=on, note=note)
    data: dict[str, JSON] = {"from": posting.official.username, "to": successor.username, "office": posting.office}
    enter(posting.authority, "open_handover", on=on, by=by, data=data)
    return handover


@transaction.atomic
def sign_handover(handover: Handover, *, on: date, by: Official) -> None:
    """移交."""
    acts.sign_handover(handover, on=on, by=by)
    data: dict[str, JSON] = {"from": by.username, "office": handover.posting.office}
    enter(handover.authority, "sign_handover", on=on, by=by, data=data)


@transaction.atomic
def change_successor(handover: Handover, successor: Official, *, on: date, by: Official) -> Handover | None:
    """更换接任人."""
    _refuse_oneself(successor, by, "把岗位交给自己")
    former = handover.successor.username
    passed = acts.change_successor(handover, successor, on=on, by=by)
    data: dict[str, JSON] = {"from": former, "to": successor.username, "office": handover.posting.office}
    enter(handover.authority, "change_successor", on=on, by=by, data=data)
    return passed


@transaction.atomic
def accept_handover(handover: Handover, *, on: date, by: Official) -> Posting:
    """接收."""
    posting = acts.accept_handover(handover, on=on, by=by)
    left = handover.posting.official.username
    data: dict[str, JSON] = {"from": left, "to": by.username, "office": posting.office}
    enter(posting.authority, "accept_handover", on=on, by=by, data=data)
    return posting


@transaction.atomic
def enter_absence(
    authority: Authority, official: Official, deputy: Official, *, since: date, until: date, on: date, by: Official
) -> Absence:
    """登记离岗: who is away and who stands in; the entry says neither why nor where."""
    absence = acts.enter_absence(authority, official, deputy, since=since, until=until, by=by)
    data: dict[str, JSON] = {"official": official.username, "deputy": deputy.username}
    enter(authority, "enter_absence", on=on, by=by, data=data | {"since": f"{since}", "until": f"{until}"})
    return absence


@transaction.atomic
def end_absence(absence: Absence, *, on: date, by: Official) -> None:
    """结束离岗."""
    acts.end_absence(absence, on=on)
    data: dict[str, JSON] = {"official": absence.official.username, "since": absence.since.isoformat()}
    enter(absence.authority, "end_absence", on=on, by=by, data=data)


def _refuse_oneself(official: Official, by: Official | None, what: str) -> None:
    if by is not None and official.pk == by.pk:
        raise Unlawful(f"不能{what}，应由另一名管理员办理")
