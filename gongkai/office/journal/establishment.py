"""机构人员入册: the acts of the authorities room, each done and entered in one transaction.

The desk and the demo come in by this door; ``authorities.acts`` knows no journal and does the deed alone. People are named in
entries by their user name.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.authorities import AuthorityKind, Level
from gongkai.law.grammar.flow import JSON
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority, Handover, Official, Posting
from gongkai.office.journal.acts import enter


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
    posting = acts.post(official, authority, office, on=on, by=by, section=section, full_time=full_time)
    enter(authority, "post", on=on, by=by, data={"official": official.username, "office": office, "section": section})
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, on: date, by: Official | None) -> None:
    """免职."""
    acts.end_posting(posting, on=on)
    data: dict[str, JSON] = {"official": posting.official.username, "office": posting.office}
    enter(posting.authority, "end_posting", on=on, by=by, data=data)


@transaction.atomic
def accept_handover(handover: Handover, *, on: date, by: Official) -> Posting:
    """接收."""
    posting = acts.accept_handover(handover, on=on, by=by)
    left = handover.posting.official.username
    data: dict[str, JSON] = {"from": left, "to": by.username, "office": posting.office}
    enter(posting.authority, "accept_handover", on=on, by=by, data=data)
    return posting
