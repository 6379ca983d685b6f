"""建议提案的人物: the office of the county leads, the bureau of 王 and 李 handles, the finance bureau joins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from gongkai.casework.proposals import acts
from gongkai.casework.proposals.given import ProposalGiven, ReplyGiven, SessionGiven
from gongkai.casework.proposals.models import Proposal, ProposalSession
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.proposal_terms import ProposalKind, ProposalSource
from gongkai.law.proposals import HANDS, Act, Hand, Standing
from gongkai.law.reviews import CHECKS
from gongkai.office.authorities.models import Authority, Official
from tests.cast import Cast, authority, official

ON = date(2025, 3, 3)
CONTACT = "13900001234"
TEXT = f"一、南街已补装路灯。联系人电话{CONTACT}。\n二、管护责任已经明确。"
CONFIRMED: dict[str, JSON] = dict.fromkeys(CHECKS, True)


@dataclass(frozen=True)
class House:
    """The cast with the office of the county, the bureau that leads and the one that joins."""

    people: Cast
    office: Official
    head: Official
    finance: Authority
    accountant: Official
    checker: Official
    session: ProposalSession

    @property
    def county(self) -> Authority:
        return self.people.county

    @property
    def bureau(self) -> Authority:
        return self.people.bureau

    def received(self, number: str = "12", on: date = ON, **more: object) -> Proposal:
        values: dict[str, object] = {
            "kind": ProposalKind.SUGGESTION,
            "number": number,
            "title": f"关于改善南街路灯的建议（{number}）",
            "proposers": "马示例",
            "contact": CONTACT,
            "text": "南街夜间昏暗，建议补装路灯。",
        }
        given = ProposalGiven(**{**values, **more})  # type: ignore[arg-type]
        return acts.receive(self.session, given, on=on, today=on, by=self.office)

    def take(
        self, proposal: Proposal, act: Act, on: date = ON, of: Authority | None = None, /, **details: JSON
    ) -> Standing:
        """One step by whoever's turn it is; the lead unit is the bureau unless another is named."""
        whose = of or (self.county if HANDS[act] is Hand.OFFICE else self.bureau)
        by = {
            Act.SIGN: self.people.li,
            Act.CHECK: self.checker,
            Act.CONFIRM_KEPT: self.head,
        }.get(act, self.office if whose == self.county else self.people.wang)
        reply = (
            ReplyGiven(str(details.pop("text", TEXT)), str(details.pop("summary", ""))) if act is Act.DRAFT else None
        )
        step = Step(act.value, on, {**WORDS.get(act, {}), **details})
        return acts.act(proposal, step, of=whose, today=on, by=by, reply=reply)

    def routed(self, number: str = "12", on: date = ON) -> Proposal:
        proposal = self.received(number, on)
        self.take(proposal, Act.ANALYSE, on)
        self.take(proposal, Act.ROUTE, on)
        self.take(proposal, Act.ACCEPT, on)
        self.take(proposal, Act.ACCEPT, on, self.finance)
        return proposal

    def handed_over(self, number: str = "12", on: date = ON) -> Proposal:
        proposal = self.routed(number, on)
        acts.hand_over(self.session, [proposal], "建议交办会", on=on, today=on, by=self.office)
        return proposal

    def drafted(self, number: str = "12", on: date = ON, /, **details: JSON) -> Proposal:
        proposal = self.handed_over(number, on)
        self.take(proposal, Act.TALK, on)
        self.take(proposal, Act.OPINE, on, self.finance)
        self.take(proposal, Act.DRAFT, on, **details)
        return proposal

    def replied(self, number: str = "12", on: date = ON, /, **details: JSON) -> Proposal:
        proposal = self.drafted(number, on, **details)
        for act in (Act.CHECK, Act.SIGN, Act.REPLY):
            self.take(proposal, act, on)
        return proposal

    def published(self, number: str = "12", on: date = ON, /, **details: JSON) -> Proposal:
        proposal = self.replied(number, on, **details)
        self.take(proposal, Act.PUBLISH, on)
        return proposal


WORDS: dict[Act, dict[str, JSON]] = {
    Act.ANALYSE: {"points": ["补装路灯", "明确管护经费"]},
    Act.ROUTE: {
        "duty": "权责清单",
        "lead": "shili-minzheng",
        "joint": ["shili-caizheng"],
        "units": {"2": "shili-caizheng"},
    },
    Act.TALK: {"way": "visit", "said": "当面听取意见"},
    Act.OPINE: {"opinion": "经费已经安排"},
    Act.DRAFT: {
        "reply_class": "B",
        "openness": "full",
        "promises": [{"text": "补装路灯40盏", "due_on": "2025-10-31"}],
    },
    Act.CHECK: {"checks": CONFIRMED},
    Act.SIGN: {"number": "示民函〔2025〕3号"},
    Act.REPLY: {"way": "in_person"},
    Act.COPY: {"to": ["congress_office", "government_office"]},
    Act.FEEDBACK: {"satisfaction": "satisfied"},
}


@pytest.fixture
def house(people: Cast) -> House:
    return settled(people)


def settled(people: Cast) -> House:
    """The office, the two bureaus and a session, for whoever has the cast."""
    county = people.county
    office = official("fu", "傅督办", county, "disclosure_office")
    given = SessionGiven(ProposalSource.CONGRESS, "示例县十八届人大四次会议", 2025)
    finance = authority("shili-caizheng", "示例县财政局", AuthorityKind.DEPARTMENT, parent=county)
    return House(
        people=people,
        office=office,
        head=official("he", "何主任", county, "unit_deputy"),
        finance=finance,
        accountant=official("jin", "金会计", finance, "informant"),
        checker=official("mi", "米审查", people.bureau, "label_reviewer"),
        session=acts.open_session(county, given, on=ON, today=ON, by=office),
    )
