"""补录的办理结果: what a list of an earlier session says of one file; a date nobody knows stays unknown and proves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.proposal_replies import ReplyClass
from gongkai.law.proposal_terms import HANDLED, HandlingClock, read_lengths


@dataclass(frozen=True, slots=True)
class Recorded:
    """补录: the dates that are known, the class that is known, and how many months the reply was given."""

    handed_over_on: date | None
    replied_on: date | None
    published_on: date | None
    reply_class: ReplyClass | None
    months: int
    added: int

    def term(self, calendar: Calendar) -> Reckoned | None:
        """办理期限: None where the day of the hand-over is not known."""
        if self.handed_over_on is None:
            return None
        return HandlingClock(self.handed_over_on, self.months, self.added).due(calendar)


def read_recorded(step: Step, received_on: date) -> Recorded:
    """读补录: dates in their order, none after the day of entry; ``extended`` are the months added."""
    lengths = read_lengths(step)
    added = step.number("extended", "延长月数", least=0) if step.details.get("extended") else 0
    if lengths.months + added > lengths.longest:
        raise Unlawful(f"办理期限连同延长不能超过{lengths.longest}个月", HANDLED, field="extended")
    handed = step.optional_day("handed_over_on", "交办日期")
    replied = step.optional_day("replied_on", "答复日期")
    published = step.optional_day("published_on", "公开日期")
    known = [
        (name, title, day)
        for name, title, day in (
            ("handed_over_on", "交办日期", handed),
            ("replied_on", "答复日期", replied),
            ("published_on", "公开日期", published),
        )
        if day is not None
    ]
    before, earlier = received_on, "收到日期"
    for name, title, day in known:
        if day < before:
            raise Unlawful(f"{title}不能早于{earlier}（{before:%Y-%m-%d}）", HANDLED, field=name)
        before, earlier = day, title
    if before > step.on:
        raise Unlawful(f"{earlier}不能晚于补录日期（{step.on:%Y-%m-%d}）", HANDLED, field=known[-1][0])
    said = step.details.get("reply_class")
    reply_class = step.word(ReplyClass, "reply_class", "答复类别", HANDLED) if said else None
    return Recorded(handed, replied, published, reply_class, lengths.months, added)
