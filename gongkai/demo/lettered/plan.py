"""往年留言的件数: what the reports print of letters and calls, by platform, and what they claim of them.

The reports print totals and rates and no days: every day here is invented, and says so in the name of its batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.ticket_kinds import ConcernKind, TicketSource

_K = ConcernKind
WHOLE = Decimal(100)


@dataclass(frozen=True)
class PastLetters:
    """往年留言: of one platform in one year, how many of which kind, and what is claimed of them.

    Of so many one is ``late`` by the invented days and one ``undated``, said to be done and without a day; 0 is none. What is
    ``long`` comes in as a sample first. A ``year`` of 0 is the twelve months before today.
    """

    name: str
    year: int
    source: TicketSource
    kinds: Mapping[ConcernKind, int]
    claimed_closing: Decimal | None = None
    claimed_on_time: Decimal | None = None
    late: int = 0
    undated: int = 0
    long: bool = False

    @property
    def total(self) -> int:
        """件数: of all kinds."""
        return sum(self.kinds.values())


PAST: Mapping[str, tuple[PastLetters, ...]] = {
    "minhe": (
        PastLetters(
            "2020年12345热线工单",
            2020,
            TicketSource.HOTLINE,
            {_K.CONSULT: 1180, _K.SUGGEST: 96, _K.COMPLAIN: 1035, _K.REPORT: 120, _K.HELP: 1060},
            claimed_closing=WHOLE,
            late=40,
            long=True,
        ),
    ),
    "linxia": (
        PastLetters(
            "2018年政务服务网子站网民留言",
            2018,
            TicketSource.SERVICE_SITE,
            {_K.CONSULT: 44, _K.SUGGEST: 6, _K.COMPLAIN: 38},
            claimed_on_time=WHOLE,
        ),
    ),
    "pingchuan": (
        PastLetters(
            "2018年门户网站网民留言和投诉",
            2018,
            TicketSource.SITE,
            {_K.CONSULT: 20, _K.COMPLAIN: 28},
            claimed_closing=WHOLE,
        ),
        PastLetters(
            "2018年政务服务网子站投诉、建议",
            2018,
            TicketSource.SERVICE_SITE,
            {_K.SUGGEST: 12, _K.COMPLAIN: 18},
            claimed_closing=WHOLE,
        ),
    ),
    "linze": (
        PastLetters(
            "近一年12345热线工单",
            0,
            TicketSource.HOTLINE,
            {_K.CONSULT: 40, _K.SUGGEST: 8, _K.COMPLAIN: 40, _K.HELP: 12},
            claimed_closing=WHOLE,
            claimed_on_time=WHOLE,
            late=12,
            undated=20,
        ),
    ),
}
"""往年留言: by place. The kinds of 民和 and 平川, and the living place's whole year, are invented; the totals are printed."""
