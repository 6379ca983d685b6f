"""时点提醒: who keeps the column is told first, then the deputy, the head of the section, the head of the unit; each once a slot.

A slot of a daily limit is open for a day, so that no ladder fits into it: its owner is told on the day, the deputy after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.law.grammar.flow import Role
from gongkai.law.limits import LimitKind
from gongkai.law.slots import Prospect, Rung, rungs
from gongkai.office.authorities.models import Authority, Official, Posting
from gongkai.office.authorities.queries import holders
from gongkai.office.notices.acts import notify
from gongkai.publication.catalogue.slots import queries
from gongkai.publication.catalogue.slots.models import Slot
from gongkai.publication.catalogue.slots.queries import SlotOn
from gongkai.publication.catalogue.standards.models import UnitItem

AHEAD = timedelta(days=31)
"""Ten working days fit into it whatever the holidays."""
BEHIND = timedelta(days=31)
"""What is overdue longer is in the lists; nobody is told of it anew."""


def remind(on: date) -> int:
    """时点提醒: leave the notices of a day for every authority with slots near; returns how many are new."""
    near = Slot.objects.everywhere().filter(due__gte=on - BEHIND, due__lte=on + AHEAD, waived_on=None)
    authorities = Authority.objects.filter(pk__in=near.values("authority"))
    return sum(_remind(authority, on) for authority in authorities)


def _remind(authority: Authority, on: date) -> int:
    near = queries.on_day(queries.due_in(authority, on - BEHIND, on + AHEAD), on)
    written = 0
    for each in queries.forecast(authority, on, within=near):
        for rung in _rungs(each):
            for official in told_at(rung, each.slot.item, on):
                key = f"slot {each.slot.pk} {each.slot.due} {rung} {official.pk}"
                written += notify(authority, key, official, subject=_said(each), body=_more(each))
    return written


def _rungs(each: SlotOn) -> tuple[Rung, ...]:
    if each.slot.kind == LimitKind.DAILY:
        return {True: (Rung.OWNER, Rung.DEPUTY), False: (Rung.OWNER,) if each.left == 0 else ()}[each.left < 0]
    return rungs(each.left, each.prospect or Prospect.CALM)


def told_at(rung: Rung, item: UnitItem, on: date) -> list[Official]:
    """提醒谁: the people of a rung for an item; where the column names nobody, those of the section, then those of the unit."""
    match rung:
        case Rung.OWNER:
            named = item.column.owner if item.column else None
            return [named] if named and named.is_active else _of_section(item, Role.HANDLER, on)
        case Rung.DEPUTY:
            named = item.column.deputy if item.column else None
            return [named] if named and named.is_active else []
        case Rung.SECTION_HEAD:
            return _of_section(item, Role.REVIEWER, on)
        case Rung.UNIT_HEAD:
            return holders(item.authority, Role.SIGNER, on)


def _of_section(item: UnitItem, role: Role, on: date) -> list[Official]:
    all_of_them = holders(item.authority, role, on)
    inside = {posting.official_id for posting in _postings(item, on)}
    return [official for official in all_of_them if official.pk in inside] or all_of_them


def _postings(item: UnitItem, on: date) -> Iterator[Posting]:
    postings = Posting.objects.of(item.authority).filter(section=item.section, since__lte=on)
    return (posting for posting in postings if posting.until is None or posting.until > on)


def _said(each: SlotOn) -> str:
    due = each.slot.due
    if each.left < 0:
        return f"应公开时点逾期：{each.slot}，应于{due}前公开，尚未发布"
    when = "今天到期" if each.left == 0 else f"{due}到期，还有{each.left}个工作日"
    likely = "，按往例可能迟发" if each.prospect is Prospect.LIKELY_LATE else ""
    return f"应公开时点{when}：{each.slot}{likely}"


def _more(each: SlotOn) -> str:
    item = each.slot.item
    event = f"事件：{each.slot.event}。" if each.slot.event else ""
    return f"{event}责任科室：{item.section}。公开内容：{item.content}。公开时限：{item.limit}。"
