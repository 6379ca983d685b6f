"""留言统计口径: what came in, what was answered and when, whom it pleased. Every rate follows from counts, these from dates.

A rate that somebody claims is kept as a claim beside the one that follows; where the dates do not carry it, it is questioned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.application_figures import REPLIED, Timeliness, percentage
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.ticket_kinds import PLEASED, RATED, Appraisal, ConcernKind, TicketResult, TicketSource

IN_TIME = frozenset({Timeliness.ON_TIME, Timeliness.EXTENDED})


@dataclass(frozen=True, slots=True)
class TicketFact:
    """留言分组: so many tickets of one source and kind that stand alike at the end of a period.

    ``timeliness`` is that of the reply; of what has none, whether its term is over.
    """

    source: TicketSource
    kind: ConcernKind
    timeliness: Timeliness
    closed: bool
    result: TicketResult | None
    count: int


@dataclass(frozen=True, slots=True)
class TicketTally:
    """留言统计: counts of what was received in a period, as it stands at its end.

    ``fallen_due`` are those that were to be answered: answered, or not answered in time.
    """

    received: int = 0
    replied: int = 0
    closed: int = 0
    on_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0
    guided: int = 0

    @property
    def fallen_due(self) -> int:
        """应答件数: what was answered, and what should have been."""
        return self.replied + self.overdue

    @property
    def reply_rate(self) -> Decimal | None:
        """答复率: answered, of what was received."""
        return percentage(self.replied, self.received)

    @property
    def closing_rate(self) -> Decimal | None:
        """办结率: closed, of what was received; nothing is closed without a reply."""
        return percentage(self.closed, self.received)

    @property
    def on_time_rate(self) -> Decimal | None:
        """限时答复率: answered in time, of what was to be answered by now."""
        return percentage(self.on_time, self.fallen_due)


def tally(facts: Iterable[TicketFact]) -> TicketTally:
    """分组合计: the counts of all groups together."""
    counted = dict.fromkeys(("received", "replied", "closed", "on_time", "late", "open", "overdue", "guided"), 0)
    for fact in facts:
        for name in columns_of(fact):
            counted[name] += fact.count
    return TicketTally(**counted)


def columns_of(fact: TicketFact) -> tuple[str, ...]:
    """计入: the counts a group belongs to; a page names the tickets behind a number by the same rule."""
    found = ["received"]
    if fact.timeliness in REPLIED:
        found += ["replied", "on_time" if fact.timeliness in IN_TIME else "late"]
        found += ["closed"] if fact.closed else []
        found += ["guided"] if fact.result is TicketResult.GUIDED else []
    else:
        found += ["open"]
        found += ["overdue"] if fact.timeliness is Timeliness.OVERDUE else []
    return tuple(found)


TICKET_COLUMNS: Mapping[str, str] = {
    "received": "受理",
    "replied": "答复",
    "closed": "办结",
    "on_time": "按期答复",
    "late": "逾期答复",
    "open": "未答复",
    "overdue": "逾期未答复",
    "guided": "引导申请公开",
}
"""留言各列: the counts, each of which opens its tickets."""


def satisfaction_rate(said: Mapping[Appraisal, int]) -> Decimal | None:
    """满意率: pleased, of those who said anything; silence and 联系不上 are nobody's praise."""
    rated = sum(said.get(word, 0) for word in RATED)
    return percentage(sum(said.get(word, 0) for word in PLEASED), rated)


# -- what is claimed -------------------------------------------------------------------------------------------------------


class ClaimedRate(Word):
    """报送的比率: what another system, or a report, says of itself."""

    CLOSING = "closing", "办结率"
    ON_TIME = "on_time", "限时答复率"
    SATISFACTION = "satisfaction", "满意率"


@dataclass(frozen=True, slots=True)
class RateClaim:
    """比率说法: a rate somebody claims, and where it is said. It is shown as a claim and never counted."""

    rate: ClaimedRate
    value: Decimal
    source: str

    def __post_init__(self) -> None:
        if not 0 <= self.value <= 100:
            raise Unlawful("比率应在0至100之间", field="value")
        if not self.source.strip():
            raise Unlawful("应写明这一比率出自哪里", field="source")


_CLOSE_ENOUGH = Decimal("0.1")
"""一位小数之差: a claim may have been cut or rounded."""


def questioned(claim: RateClaim, counted: Decimal | None, *, undated: int = 0) -> str:
    """存疑: why a claim is doubted, in Chinese; empty where the dates carry it.

    ``undated`` are tickets whose source says they are done and gives no day of a reply: they count as open.
    """
    said = f"{claim.source}称{claim.rate.label}为{claim.value.normalize():f}%"
    if counted is None:
        return f"{said}，没有可据以计算的日期"
    if abs(claim.value - counted) <= _CLOSE_ENOUGH:
        return ""
    dated = f"其中{undated}件称已办结而没有答复日期，按未答复计" if undated else ""
    return "，".join(filter(None, (said, f"按日期计算为{counted}%", dated)))


TICKET_DEFINITIONS: Mapping[str, str] = {
    "受理": "期间内收到的留言，以受理之日为准；并入主件的仍各计一件。",
    "答复": "至统计日已经答复来信人的；并入主件的随主件答复。",
    "办结": "答复以后办结的。没有答复的不能办结。",
    "按期": "每一次答复都不晚于期限最后一日的；退回、改派不停止计时；重新办理的另起期限，逾期过一次即为逾期。",
    "逾期": "答复晚于期限的计入“逾期答复”；期限已过尚未答复的计入“逾期未答复”。",
    "限时答复率": "按期答复件数，除以已经答复与逾期未答复件数之和。期限未到、尚未答复的不计。",
    "办结率": "办结件数，除以受理件数。",
    "满意率": "满意和基本满意，除以作出评价（满意、基本满意、不满意）的件数。未评价、联系不上的不计。",
}
"""统计口径: printed under the figures."""
