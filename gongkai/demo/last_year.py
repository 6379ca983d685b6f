"""上年台账: a whole year in which every outcome of the law occurs, so that its annual report can be compiled at the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from gongkai.demo.clerk import Clerk
from gongkai.demo.papers import WAYS, draft, filled
from gongkai.demo.place import Place
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import JSON
from gongkai.law.outcomes import OUTCOMES, Outcome, Version, outcome
from gongkai.law.receipt import Channel, receipt
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of

Deed = tuple[Act, int, Mapping[str, JSON]]
"""一步: an act, so many working days after receipt, and its details."""

LEAVES = tuple(leaf for leaf in OUTCOMES if leaf.lawful_under(Version.R2019))
CARRIED_IN = outcome("disclosed")
"""上年结转: one more file, received in the December before and answered in January."""
SPAN = 250
"""日数: from 10 January on, so that the last of them is closed within the year."""

_ENDINGS: Mapping[str, tuple[Deed, ...]] = {
    "not_clarified": (
        (Act.ASK_CLARIFICATION, 3, {"points": "请写明所需信息的名称或者文号", "days": 15}),
        (Act.LAPSE, 20, {}),
    ),
    "fee_unpaid": (
        (Act.NOTIFY_FEE, 5, {"measure": "by_page", "quantity": 70}),
        (Act.LAPSE, 28, {}),
    ),
    "withdrawn": ((Act.WITHDRAW, 4, {"reason": "申请人已从其他渠道获取"}),),
    "ended_otherwise": ((Act.TERMINATE, 9, {"cause": "dissolved", "reason": "申请单位已注销，没有权利义务承受人"}),),
}
_BEFORE: Mapping[str, tuple[Deed, ...]] = {
    "clarify": ((Act.ASK_CLARIFICATION, 3, {"points": "请写明所需信息的形成时间", "days": 15}), (Act.CLARIFY, 9, {})),
    "ask_reasons": ((Act.ASK_REASONS, 3, {"facts": "一个月内就同一事项提出申请九件", "days": 10}),),
}
"""此前环节: what must have happened before an outcome is lawful."""


def enter(authority: Authority, place: Place, today: date, told: Callable[[str], None]) -> None:
    """入账: a file for every outcome, and one carried in from the year before."""
    clerk, calendar, year = Clerk(authority, today), calendar_of(authority), today.year - 1
    days = [
        date(year - 1, 12, 26),
        *(date(year, 1, 10) + timedelta(SPAN * n // len(LEAVES)) for n in range(len(LEAVES))),
    ]
    for number, (leaf, day) in enumerate(zip((CARRIED_IN, *LEAVES), days, strict=True), place.first_applicant + 60):
        _handle(clerk, calendar, place, number, leaf, calendar.next_working_day(day).on)
        told(f"{place.short_name}{year}年申请")


def _handle(clerk: Clerk, calendar: Calendar, place: Place, number: int, leaf: Outcome, day: date) -> None:
    channel = list(Channel)[number % len(Channel)]
    kind = list(ApplicantKind)[number % len(ApplicantKind)]
    application = clerk.receive(number, filled(number, kind, channel, place.short_name, day.year - 1), day).application
    if receipt(channel, day).received_on is None:
        clerk.take(application, Act.CONFIRM, day)
    for act, after, details in _deeds(leaf, number, channel):
        on = calendar.after(day, after).on
        given = {**details, "received_on": on.isoformat()} if act is Act.NOTIFY_FEE else details
        clerk.take(application, act, on, **given)


def _deeds(leaf: Outcome, number: int, channel: Channel) -> Iterator[Deed]:
    if not leaf.is_reply:
        yield from _ENDINGS[leaf.key]
        return
    for needed in leaf.after:
        yield from _BEFORE[needed]
    way = WAYS[channel]
    yield Act.DRAFT, 15, draft(leaf.key, number)
    yield Act.REPLY, 17, {}
    yield Act.SERVE, 18, {"method": way.method.value, "proof": way.proof}
