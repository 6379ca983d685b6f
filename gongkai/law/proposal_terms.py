"""建议提案种类与期限（代表法、国办发〔2014〕46号）: who sends what, and how long each stage may take.

What was not seen in its source says so; a session carries its own lengths, with the paper they come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.calendar import Calendar, Reckoned, months_after, roll_forward
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word

HANDLED = Article("代表法", gist="建议应当自交办之日起三个月内答复；涉及面广、处理难度大的，六个月内答复")
OPENED = Article("国办发〔2014〕46号", gist="建议提案办理结果公开；涉密等依法不公开，能区分处理的区分处理")
_RECALLED = "原文没有查到，各届次可以另定，写明出处"


class ProposalSource(Word):
    """建议提案来源: which body sends it to the government."""

    CONGRESS = "congress", "人大"
    CONFERENCE = "conference", "政协"


class ProposalKind(Word):
    """建议提案种类: what it is; a motion is handled as a suggestion where the congress says so."""

    MOTION = "motion", "议案"
    SUGGESTION = "suggestion", "建议"
    PROPOSAL = "proposal", "提案"

    @property
    def source(self) -> ProposalSource:
        """建议提案来源: members of the conference make proposals, deputies all else."""
        return ProposalSource.CONFERENCE if self is ProposalKind.PROPOSAL else ProposalSource.CONGRESS


SOURCE_PEOPLE: Mapping[ProposalSource, str] = {
    ProposalSource.CONGRESS: "人大代表",
    ProposalSource.CONFERENCE: "政协委员",
}
"""提出人称谓: what people call who makes them."""


class Copied(Word):
    """抄送单位: who gets the reply besides the proposer."""

    CONGRESS_OFFICE = "congress_office", "人大常委会代工委"
    CONFERENCE_OFFICE = "conference_office", "政协提案委"
    GOVERNMENT_OFFICE = "government_office", "政府办公室"
    SEAT = "seat", "代表、委员所在地的政府、人大或者政协"


COPIES: Mapping[ProposalSource, tuple[Copied, ...]] = {
    ProposalSource.CONGRESS: (Copied.CONGRESS_OFFICE, Copied.GOVERNMENT_OFFICE),
    ProposalSource.CONFERENCE: (Copied.CONFERENCE_OFFICE, Copied.GOVERNMENT_OFFICE),
}
"""必抄送单位: without these the file cannot be closed."""

UNIT_ANSWER = Term(
    "承办单位回复分办意见",
    5,
    Unit.WORKING_DAYS,
    "自送承办单位之日起",
    HANDLED,
    certainty=Certainty.INFERRED,
    note="没有明文，按通行做法",
)
PROPOSAL_HANDLING = Term(
    "办理建议提案",
    3,
    Unit.MONTHS,
    "自交办之日起",
    HANDLED,
    certainty=Certainty.RECALLED,
    note=f"{_RECALLED}；政协提案比照",
)
PROPOSAL_LONGEST = Term(
    "办理建议提案最长期限",
    6,
    Unit.MONTHS,
    "自交办之日起",
    HANDLED,
    certainty=Certainty.RECALLED,
    note=f"含延长；{_RECALLED}",
)
PROPOSAL_AGAIN = Term(
    "重新办理建议提案",
    1,
    Unit.MONTHS,
    "自退回重新办理之日起",
    HANDLED,
    certainty=Certainty.INFERRED,
    note="没有明文，按通行做法，不满意的应当再次办理",
)
REPLY_PUBLICATION = Term(
    "公开建议提案答复",
    20,
    Unit.WORKING_DAYS,
    "自答复提出人之日起",
    OPENED,
    certainty=Certainty.SEEN,
    note="国办发〔2014〕46号的省级细则",
)
TERMS = (UNIT_ANSWER, PROPOSAL_HANDLING, PROPOSAL_LONGEST, PROPOSAL_AGAIN, REPLY_PUBLICATION)
"""建议提案期限表."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """办理月数: what a session allows, in months: to reply, and at the longest with every extension."""

    months: int = PROPOSAL_HANDLING.length
    longest: int = PROPOSAL_LONGEST.length


USUAL_LENGTHS = Lengths()
"""通行月数: where a session says nothing else."""


def read_lengths(step: Step) -> Lengths:
    """读办理月数: as handed over; what is not said is the usual term."""
    usual = {"months": USUAL_LENGTHS.months, "longest": USUAL_LENGTHS.longest}
    given = Step(step.act, step.on, {**usual, **step.details})
    months = given.number("months", "办理期限（月）", most=12)
    return Lengths(months, given.number("longest", "最长办理期限（月）", least=months, most=12))


@dataclass(frozen=True, slots=True)
class HandlingClock:
    """办理时钟: from the hand-over so many months, by the corresponding day of the month; a last day of rest moves on.

    ``until`` is an earlier day that the hand-over fixed for all; an extension lifts it.
    """

    began_on: date
    months: int
    added: int = 0
    until: date | None = None

    def due(self, calendar: Calendar) -> Reckoned:
        """办理到期日: the day the reply is due."""
        last = roll_forward(calendar, months_after(self.began_on, self.months + self.added))
        if self.until is None or self.added or self.until >= last.on:
            return last
        return Reckoned(self.until)


def handover_clock(step: Step, calendar: Calendar) -> tuple[HandlingClock, Lengths]:
    """交办起算: the clock a hand-over starts; the day it fixes for all may be earlier than the term, never later."""
    lengths = read_lengths(step)
    clock = HandlingClock(step.on, lengths.months)
    until = step.optional_day("until", "统一办结时限")
    if until is None:
        return clock, lengths
    last = clock.due(calendar).on
    if not step.on < until <= last:
        told = f"统一办结时限应在交办之后，不能晚于法定期限（{last:%Y-%m-%d}）"
        raise Unlawful(told, HANDLED, field="until")
    return HandlingClock(step.on, lengths.months, until=until), lengths
