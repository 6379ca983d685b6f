"""办件统计口径: what came in, where and when it was decided, how often somebody had to come, how it was rated.

Every rate follows from counts, these from dates; nobody types any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.law.application_figures import REPLIED, Timeliness, percentage
from gongkai.law.case_kinds import BAD, WELL, CaseChannel, CaseResult, Stars


@dataclass(frozen=True, slots=True)
class CaseFact:
    """办件分组: so many cases that stand alike; ``visits`` of each of them."""

    channel: CaseChannel
    general: bool
    timeliness: Timeliness
    closed: bool
    result: CaseResult | None
    stars: Stars | None
    visits: int
    count: int


@dataclass(frozen=True, slots=True)
class CaseTally:
    """办件统计: counts of what was received in a period, as it stands today."""

    received: int = 0
    at_windows: int = 0
    general: int = 0
    decided: int = 0
    on_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0
    closed: int = 0
    not_accepted: int = 0
    withdrawn: int = 0
    rated: int = 0
    well: int = 0
    bad: int = 0
    visits: int = 0
    at_most_once: int = 0

    @property
    def on_time_rate(self) -> Decimal | None:
        """按时率: decided in time, of what was to be decided by now."""
        return percentage(self.on_time, self.decided + self.overdue)

    @property
    def one_window_rate(self) -> Decimal | None:
        """一窗受理比例: of the cases taken in at windows, those at general ones."""
        return percentage(self.general, self.at_windows)

    @property
    def content_rate(self) -> Decimal | None:
        """好评率: of those that were rated."""
        return percentage(self.well, self.rated)

    @property
    def once_rate(self) -> Decimal | None:
        """最多跑一次比例: of the closed, those for which nobody came twice."""
        return percentage(self.at_most_once, self.closed)

    @property
    def visits_per_case(self) -> Decimal | None:
        """每件跑动次数: of the closed, to two places."""
        if not self.closed:
            return None
        return (Decimal(self.visits) / self.closed).quantize(Decimal("0.01"), ROUND_HALF_UP)


CASE_COLUMNS: Mapping[str, str] = {
    "received": "收件",
    "at_windows": "窗口收件",
    "general": "综合窗口收件",
    "decided": "作出决定",
    "on_time": "按时决定",
    "late": "逾期决定",
    "open": "未决定",
    "overdue": "逾期未决定",
    "closed": "已办结",
    "not_accepted": "不予受理",
    "withdrawn": "撤回",
    "rated": "已评价",
    "well": "好评",
    "bad": "差评",
    "at_most_once": "最多跑一次",
}
"""各列: the counts, each of which opens its cases."""
_ENDED_EARLY = {CaseResult.NOT_ACCEPTED: "not_accepted", CaseResult.WITHDRAWN: "withdrawn"}


def case_columns(fact: CaseFact) -> tuple[str, ...]:
    """办件计入: the counts a group belongs to; a page names the cases behind a number by the same rule."""
    found = ["received"]
    if fact.channel is CaseChannel.WINDOW:
        found += ["at_windows", *(["general"] if fact.general else [])]
    if fact.result in _ENDED_EARLY:
        found += [_ENDED_EARLY[fact.result]]
    elif fact.timeliness in REPLIED:
        found += ["decided", "late" if fact.timeliness is Timeliness.LATE else "on_time"]
    else:
        found += ["open", *(["overdue"] if fact.timeliness is Timeliness.OVERDUE else [])]
    if fact.closed:
        found += ["closed", *(["at_most_once"] if fact.visits <= 1 else [])]
    if fact.stars is not None:
        found += ["rated", *(["well"] if fact.stars in WELL else []), *(["bad"] if fact.stars in BAD else [])]
    return tuple(found)


def case_tally(facts: Iterable[CaseFact]) -> CaseTally:
    """分组合计: the counts of all groups together; visits are those of closed cases."""
    counted = dict.fromkeys((*CASE_COLUMNS, "visits"), 0)
    for fact in facts:
        for name in case_columns(fact):
            counted[name] += fact.count
        counted["visits"] += fact.visits * fact.count if fact.closed else 0
    return CaseTally(**counted)


CASE_DEFINITIONS: Mapping[str, str] = {
    "收件": "期间内收到的办件，以收件之日为准；套餐一次申请计一件。",
    "按时决定": "每一事项都在承诺期限最后一日以前作出决定的；特别程序的时间不计入，延长一次的按延长后的期限。",
    "逾期未决定": "承诺期限已过，还有事项没有决定的。",
    "按时率": "按时决定的件数，除以已决定与逾期未决定件数之和。",
    "一窗受理比例（办件）": "综合窗口收到的件数，除以全部窗口收到的件数；网上、邮寄的不计。",
    "一窗受理比例（事项）": "综合窗口可以办的事项数，除以进驻部门的全部事项数。",
    "平均跑动次数": "已办结的办件，申请人到场的天数之和，除以件数；同一天到几个窗口计一次。",
    "最多跑一次": "已办结的办件，申请人到场不超过一天的。",
    "好评率": "非常满意、满意、基本满意的，除以作出评价的；没有评价的不计。",
    "窗口负荷": "窗口在期间内收件的件数，除以它开放的工作日数。",
}
"""统计口径: printed under the figures."""
