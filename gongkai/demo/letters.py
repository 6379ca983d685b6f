"""来信样例: a government's mailboxes and a handful of letters in every state, told in working days before today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.casework.engagement.tickets import acts, publishing, setting
from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.demo.lively import Days
from gongkai.law.grammar.flow import JSON, Role, Step
from gongkai.law.ticket_flow import FLOW, Act
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, holders

ROLES = {Act(row.act): row.role for row in FLOW.rows}
OF_THE_UNIT = (Act.SIGN, Act.DRAFT, Act.APPROVE, Act.REPLY)


@dataclass(frozen=True)
class Did:
    """一步: an act so many working days ago."""

    act: Act
    ago: int
    details: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True)
class Came:
    """一件来信: what it says, how it came, how many working days ago, and what was done since."""

    title: str
    text: str
    kind: ConcernKind
    source: TicketSource
    ago: int
    done: tuple[Did, ...] = ()
    published: bool = False


def _answered(handed: int, replied: int, answer: str, result: str = "solved") -> tuple[Did, ...]:
    return (
        Did(Act.DISPATCH, handed),
        Did(Act.SIGN, handed),
        Did(Act.DRAFT, replied, {"answer": answer, "result": result}),
        Did(Act.APPROVE, replied),
        Did(Act.REPLY, replied, {"way": "online"}),
    )


LETTERS = (
    Came(
        "广场东侧路灯不亮",
        "广场东侧人行道的路灯已经一周不亮，晚上散步的老人看不清台阶，请尽快修理。",
        ConcernKind.COMPLAIN,
        TicketSource.LEADER,
        15,
        (*_answered(14, 12, "经现场查看，系线路老化，已更换线路和灯具，当晚恢复照明。"), Did(Act.CLOSE, 10)),
        published=True,
    ),
    Came(
        "城乡居民医保怎样缴费",
        "今年的城乡居民医保缴费到哪一天为止，在外地能不能办？",
        ConcernKind.CONSULT,
        TicketSource.SITE,
        9,
        _answered(9, 7, "集中缴费期截至十二月三十一日，在外地可以通过手机办理，也可以由家人代缴。", "explained"),
        published=True,
    ),
    Came(
        "建议增设公交站",
        "新建的小区离公交站有两公里，建议在小区门口增设一站。",
        ConcernKind.SUGGEST,
        TicketSource.HOTLINE,
        6,
        (Did(Act.DISPATCH, 5), Did(Act.SIGN, 4)),
    ),
    Came(
        "举报违规占用人行道",
        "有商户长期把货物堆在人行道上，请依法查处。",
        ConcernKind.REPORT,
        TicketSource.HOTLINE,
        4,
        (Did(Act.DISPATCH, 3),),
    ),
    Came("老人走失求助", "家中老人今天上午走失，请帮助查找。", ConcernKind.HELP, TicketSource.HOTLINE, 1),
)


def enter(authority: Authority, unit: Authority, today: date) -> None:
    """来信样例: of one government; ``unit`` is the department that handles what is handed on."""
    days = Days(calendar_of(authority), today)
    by = _holder(authority, Role.DISPATCHER, today)
    said = {"source": TicketSource.LEADER, "owner": "县长", "rules": "", "order": 1, "closed": False}
    box = setting.save_mailbox(authority, {**said, "name": "县长信箱"}, on=days.ago(20), by=by)
    for number, came in enumerate(LETTERS):
        given = Given(
            Letter(came.title, came.text),
            came.kind,
            came.source,
            consents=True,
            mailbox=box if came.source is TicketSource.LEADER else None,
        )
        once = f"demo letter {number}"
        ticket = acts.receive(authority, given, on=days.ago(came.ago), today=today, once=once, by=by).ticket
        for did in came.done:
            _take(ticket, unit, did, days.ago(did.ago), today)
        if came.published:
            words = publishing.proposed(ticket)
            publisher = _holder(authority, Role.PUBLISHER, today)
            publishing.publish(ticket, words, on=days.ago(came.done[-1].ago), today=today, by=publisher)


def _take(ticket: Ticket, unit: Authority, did: Did, on: date, today: date) -> None:
    details = {"unit": unit.code, "mode": "network"} if did.act is Act.DISPATCH else dict(did.details)
    by = _holder(unit if did.act in OF_THE_UNIT else ticket.authority, ROLES[did.act], today)
    acts.act(ticket, Step(did.act.value, on, details), today=today, by=by)


def _holder(authority: Authority, role: Role, today: date) -> Official:
    return holders(authority, role, today)[0]
