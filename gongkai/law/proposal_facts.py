"""建议提案事实: what figures go by, of one file: its dates as they follow from its entries, and how it stands to its term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.words import Word
from gongkai.law.proposal_flow import State
from gongkai.law.proposal_replies import Feedback, Openness, ReplyClass
from gongkai.law.proposal_standing import ProposalFile
from gongkai.law.proposal_terms import ProposalKind, ProposalSource


class ReplyTime(Word):
    """办复时效: how a file stands to the last day for its first reply."""

    ON_TIME = "on_time", "按期答复"
    EXTENDED = "extended", "延期后按期答复"
    LATE = "late", "逾期答复"
    RUNNING = "running", "在办未到期"
    OVERDUE = "overdue", "在办已逾期"
    WAITING = "waiting", "未交办"
    UNDATED = "undated", "无日期可核"


@dataclass(frozen=True, slots=True)
class ProposalFact:
    """建议提案事实: what figures go by, of one file; ``key`` is how whoever asks finds it again.

    ``done`` says it was answered, also where no day is known; ``published_by`` is the last day for the publication.
    """

    key: int
    kind: ProposalKind
    as_suggestion: bool = False
    returned: bool = False
    lead: str = ""
    joint: tuple[str, ...] = ()
    handed_over_on: date | None = None
    term_on: date | None = None
    extended: bool = False
    replied_on: date | None = None
    done: bool = False
    closed: bool = False
    reply_class: ReplyClass | None = None
    openness: Openness | None = None
    published_on: date | None = None
    published_by: date | None = None
    satisfaction: Feedback | None = None
    rounds: int = 1

    @property
    def source(self) -> ProposalSource:
        """建议提案来源."""
        return self.kind.source

    def time(self, on: date) -> ReplyTime:
        """办复时效: on a day."""
        if self.done or self.replied_on is not None:
            if self.replied_on is None or self.term_on is None:
                return ReplyTime.UNDATED
            if self.replied_on > self.term_on:
                return ReplyTime.LATE
            return ReplyTime.EXTENDED if self.extended else ReplyTime.ON_TIME
        if self.term_on is None:
            return ReplyTime.WAITING
        return ReplyTime.OVERDUE if on > self.term_on else ReplyTime.RUNNING


def fact_of(key: int, file: ProposalFile, calendar: Calendar) -> ProposalFact:
    """建议提案事实: what figures go by, of a file as it stands."""
    term, told = file.term(calendar), file.recorded
    sent = [reply for reply in file.replies if reply.replied_on is not None]
    reply = sent[-1] if sent else None
    due = sent[0].publication_due(calendar) if sent else None
    published = next((each.published_on for each in sent if each.published_on and not each.taken_down_on), None)
    return ProposalFact(
        key=key,
        kind=file.kind,
        as_suggestion=file.as_suggestion,
        returned=file.state is State.RETURNED,
        lead=file.lead.code if file.lead else "",
        joint=tuple(unit.code for unit in file.joint),
        handed_over_on=file.handed_over_on,
        term_on=term.on if term else None,
        extended=bool(told.added) if told else file.extended,
        replied_on=file.replied_on,
        done=told is not None or bool(sent),
        closed=file.closed_on is not None,
        reply_class=told.reply_class if told else reply.reply_class if reply else None,
        openness=reply.openness if reply else None,
        published_on=told.published_on if told else published,
        published_by=due.on if due else None,
        satisfaction=reply.satisfaction if reply else None,
        rounds=file.round,
    )
