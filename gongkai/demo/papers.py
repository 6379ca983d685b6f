"""虚构的纸面: the form an applicant fills in and the draft a clerk writes, put together from invented people and matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.demo import people, subjects
from gongkai.law.application_form import Delivery, Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.flow import JSON
from gongkai.law.outcomes import Element, outcome
from gongkai.law.receipt import Channel
from gongkai.law.repetition import OUTSIDE, OutsideAnswer
from gongkai.law.service import ServiceMethod


@dataclass(frozen=True)
class Way:
    """来去: how an application that came by a channel is answered, and what proves it."""

    delivery: Delivery
    method: ServiceMethod
    proof: str


_BY_HAND = Way(Delivery.COLLECT, ServiceMethod.DIRECT, "申请人当面签收")
_BY_POST = Way(Delivery.POST, ServiceMethod.POST, "挂号信示例00000000")
WAYS = {
    Channel.IN_PERSON: _BY_HAND,
    Channel.ORAL: _BY_HAND,
    Channel.REGISTERED_POST: _BY_POST,
    Channel.PLAIN_POST: _BY_POST,
    Channel.FAX: _BY_POST,
    Channel.ONLINE: Way(Delivery.ONLINE, ServiceMethod.ELECTRONIC, "网上申请系统送达记录"),
    Channel.EMAIL: Way(Delivery.EMAIL, ServiceMethod.ELECTRONIC, "电子邮件送达回执"),
}


def filled(number: int, kind: ApplicantKind, channel: Channel, place: str, year: int) -> Filled:
    """申请表: what the applicant of this number asks for, about a year of a place."""
    who = people.applicant(number, kind, WAYS[channel].delivery)
    return Filled(kind, channel, who | subjects.wanted(subjects.matter(number), year, place))


REPEATED = "repeated"


def draft(outcome_key: str, number: int) -> dict[str, JSON]:
    """拟办意见: the details of a draft with this outcome for the matter of this number."""
    if outcome_key == REPEATED:
        return _repeated(number)
    leaf = outcome(outcome_key)
    needed = tuple(each for each in (*leaf.elements, *leaf.optional) if each is not Element.FORM)
    written: dict[str, JSON] = {**subjects.elements(subjects.matter(number), needed)}
    return {"outcome": outcome_key, "elements": written}


def _repeated(number: int) -> dict[str, JSON]:
    """A repetition of what was answered on paper, before the system."""
    paper = OutsideAnswer(date(2018, 6, 1), f"公复〔2018〕{number % 90 + 1}号")
    return {
        "outcome": REPEATED,
        "proof": OUTSIDE,
        "outside_on": paper.replied_on.isoformat(),
        "outside_number": paper.reply,
        "elements": {Element.EARLIER.value: paper.told},
    }
