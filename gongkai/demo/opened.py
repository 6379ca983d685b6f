"""公开了答复的往年建议: the whole course of a file, from its analysis to its close, with an invented reply that was checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from gongkai.casework.proposals.given import ProposalGiven
from gongkai.casework.proposals.many import WholeFile
from gongkai.casework.proposals.models import ProposalSession
from gongkai.casework.proposals.replying import digest
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.proposals import Act
from gongkai.law.reviews import CHECKS
from gongkai.office.authorities.models import Official
from gongkai.office.journal.acts import Deed

DRAFTER, CHECKER, SIGNER = "office", "secrecy", "deputy"
"""何人办: a reply is drawn, checked and signed by three people."""


def whole_course(
    given: ProposalGiven,
    session: ProposalSession,
    lead: str,
    handed_over_on: date,
    replied_on: date,
    begun: Sequence[Deed],
) -> WholeFile:
    """全过程: the steps after the first, each by who does such things, and the text that is out."""
    code = session.authority.code
    people = {name: Official.objects.get(username=f"{code}-{name}") for name in (DRAFTER, CHECKER, SIGNER)}
    text = f"《{given.title}》的建议已经采纳：列入年度工作安排，已经落实到承办科室，进展在本网站公开。（示例答复）"
    deeds = [
        Deed(Step(act.value, on, details), people[who])
        for act, on, who, details in _course(given, session, lead, handed_over_on, replied_on, text)
    ]
    return WholeFile(given, [*begun, *deeds], {1: (text, text)})


Done = tuple[Act, date, str, dict[str, JSON]]


def _course(
    given: ProposalGiven, session: ProposalSession, lead: str, handed_over_on: date, replied_on: date, text: str
) -> list[Done]:
    code, received = session.authority.code, handed_over_on - timedelta(days=14)

    def after(days: int) -> date:
        return replied_on + timedelta(days=days)

    handed: dict[str, JSON] = {"meeting": "建议交办会议（示例）", "months": session.months, "longest": session.longest}
    drawn: dict[str, JSON] = {
        "reply_class": "A",
        "openness": "full",
        "digest": digest(text),
        "public_digest": digest(text),
        "by": f"{code}-{DRAFTER}",
    }
    copies: list[JSON] = ["congress_office", "government_office"]
    signed: dict[str, JSON] = {"by": f"{code}-{SIGNER}", "number": f"示函〔{replied_on.year}〕{given.number}号"}
    return [
        (Act.ANALYSE, received, DRAFTER, {"points": ["研究采纳情况"]}),
        (Act.ROUTE, received, DRAFTER, {"lead": lead, "duty": "权责清单（示例）"}),
        (Act.ACCEPT, received, DRAFTER, {"unit": lead}),
        (Act.HAND_OVER, handed_over_on, DRAFTER, handed),
        (Act.TALK, after(-8), DRAFTER, {"way": "visit", "said": "当面听取意见"}),
        (Act.DRAFT, after(-6), DRAFTER, drawn),
        (Act.CHECK, after(-4), CHECKER, {"by": f"{code}-{CHECKER}", "checks": dict.fromkeys(CHECKS, True)}),
        (Act.SIGN, after(-2), SIGNER, signed),
        (Act.REPLY, replied_on, DRAFTER, {"way": "in_person"}),
        (Act.COPY, after(1), DRAFTER, {"to": copies}),
        (Act.RECEIPT, after(4), DRAFTER, {"of": "congress_office", "received_on": f"{after(3)}"}),
        (Act.PUBLISH, after(6), DRAFTER, {"digest": digest(text)}),
        (Act.FEEDBACK, after(8), DRAFTER, {"satisfaction": "satisfied"}),
        (Act.CLOSE, after(10), DRAFTER, {}),
    ]
