"""领导小组办理: set up, adjusted by a whole new list, wound up; each is one entry that holds all of it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.people.leading_groups import LED, Group, adjusted, written
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.people.groups import queries
from gongkai.oversight.people.groups.models import GroupVersion
from gongkai.publication.gate import acts as gate

SET_UP, ADJUST, WIND_UP = "set_up_group", "adjust_group", "wind_up_group"


@transaction.atomic
def issue(
    authority: Authority, group: Group, since: date, *, on: date, by: Official | None, seen: int = 0
) -> GroupVersion:
    """印发名单: sets the group up, or adjusts it from a day on; ``seen`` is the edition the page showed, 0 for none."""
    last = queries.latest(authority)
    _must_follow(last, since, seen)
    standing = last if last is not None and not last.ends else None
    if standing is not None and not list(adjusted(standing.group, group)):
        raise Unlawful("名单与现行版次相同，没有调整", LED, field="members")
    gate.pass_words(authority, "leading group", {group.name or "领导小组": asdict(group)}, on=on, by=by)
    return _entered(authority, group, since, SET_UP if standing is None else ADJUST, on, by, last)


@transaction.atomic
def wind_up(authority: Authority, basis: str, since: date, *, on: date, by: Official, seen: int) -> GroupVersion:
    """撤销小组: from a day on there is none; every version before stays readable."""
    last = queries.latest(authority)
    _must_follow(last, since, seen)
    if last is None or last.ends:
        raise Unlawful("没有现行的领导小组", LED)
    if not basis.strip():
        raise Unlawful("依据不能为空", LED, field="basis")
    group = Group(last.name, last.office, last.host, basis.strip(), last.group.members)
    return _entered(authority, group, since, WIND_UP, on, by, last)


def _must_follow(last: GroupVersion | None, since: date, seen: int) -> None:
    if seen != (last.edition if last else 0):
        raise Unlawful("领导小组已被他人调整，您看到的内容不是最新的，请刷新页面后再办理", LED)
    if last is not None and since <= last.since:
        raise Unlawful(f"施行日期应晚于上一版的施行日期（{last.since:%Y-%m-%d}）", LED, field="since")


def _entered(
    authority: Authority, group: Group, since: date, act: str, on: date, by: Official | None, last: GroupVersion | None
) -> GroupVersion:
    told: dict[str, JSON] = {
        "edition": last.edition + 1 if last else 1,
        "since": since.isoformat(),
        "name": group.name.strip(),
        "office": group.office.strip(),
        "host": group.host.strip(),
        "basis": group.basis.strip(),
        "members": written(group.members),
    }
    entry = journal.enter(authority, act, on=on, by=by, data=told)
    row = GroupVersion(authority=authority, ends=act == WIND_UP, entry=entry, **{**told, "since": since})
    with in_chinese():
        row.save(force_insert=True)
    return row
