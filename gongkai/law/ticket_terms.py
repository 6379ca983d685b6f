"""留言期限: how long a ticket may take, by what is wanted; and when its lights turn yellow and red.

No statute sets these days: the State's notice of 2020 names none, and every place has its own rules. So they are data with
their source: an authority sets its own, and what stands here is used only until it does, with its weak source said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Certainty, Term, Unit
from gongkai.law.grammar.words import Word
from gongkai.law.ticket_flow import HOTLINE
from gongkai.law.ticket_kinds import ConcernKind, TicketGrade

LONGEST = 60
"""最长工作日数: what no local rule exceeds; a larger number is a slip."""
_WEAK = "国务院办公厅文件没有规定统一的办结天数，这是各地常见的做法，把握低，机关应当按本地规定设置"


def _usual(name: str, days: int, note: str = _WEAK) -> Term:
    return Term(name, days, Unit.WORKING_DAYS, "自受理之日起", HOTLINE, certainty=Certainty.RECALLED, note=note)


CONSULTING = _usual("咨询的答复", 3)
HELPING = _usual("求助的答复", 5)
COMPLAINING = _usual("投诉的答复", 5)
SUGGESTING = _usual("建议的答复", 15, f"比照复杂诉求；{_WEAK}")
REPORTING = _usual("举报的答复", 15, f"比照复杂诉求；{_WEAK}")
COMPLEX = _usual("复杂诉求的答复", 15)
EMERGENCY = _usual("应急诉求的答复", 0, f"个别地方规定应急诉求当日答复；{_WEAK}")
SIGNING = Term(
    "承办单位签收",
    1,
    Unit.WORKING_DAYS,
    "自分派之日起",
    HOTLINE,
    certainty=Certainty.INFERRED,
    note="没有明文，只用来提醒，不决定按期与否",
)
TERMS = (CONSULTING, HELPING, COMPLAINING, SUGGESTING, REPORTING, COMPLEX, EMERGENCY, SIGNING)
"""期限表: of tickets; the documentation prints it."""
_BY_KIND = {
    ConcernKind.CONSULT: CONSULTING,
    ConcernKind.HELP: HELPING,
    ConcernKind.COMPLAIN: COMPLAINING,
    ConcernKind.SUGGEST: SUGGESTING,
    ConcernKind.REPORT: REPORTING,
}
_BY_GRADE = {TicketGrade.COMPLEX: COMPLEX, TicketGrade.EMERGENCY: EMERGENCY}


@dataclass(frozen=True, slots=True)
class TicketTerm:
    """办理期限: so many working days for a kind and a grade, and the rule they come from.

    ``kind`` is None in a term for every kind. 0 days is the same day. ``set_here`` tells what an authority has set from what
    is used only until it does.
    """

    kind: ConcernKind | None
    grade: TicketGrade
    days: int
    source: str
    set_here: bool = True

    def __post_init__(self) -> None:
        if not 0 <= self.days <= LONGEST:
            raise Unlawful(f"办理期限应为0至{LONGEST}个工作日，0表示当日", field="days")
        if not self.source.strip():
            raise Unlawful("应写明期限的依据（本地规定的名称和条款）", field="source")

    def fits(self, kind: ConcernKind, grade: TicketGrade) -> bool:
        """合用: whether it is a term for this kind and grade."""
        return self.grade is grade and self.kind in (None, kind)


def usual_term(kind: ConcernKind, grade: TicketGrade) -> TicketTerm:
    """通行期限: what is used where the authority has set nothing."""
    term = _BY_GRADE.get(grade) or _BY_KIND[kind]
    return TicketTerm(kind, grade, term.length, f"未设置，暂用通行做法（{term.certainty}）", set_here=False)


def term_for(kind: ConcernKind, grade: TicketGrade, rules: Iterable[TicketTerm]) -> TicketTerm:
    """适用期限: what the authority set for this kind, then for every kind; otherwise what is usual."""
    fitting = [rule for rule in rules if rule.fits(kind, grade)]
    return next((rule for rule in fitting if rule.kind is kind), fitting[0] if fitting else usual_term(kind, grade))


class Light(Word):
    """亮灯: what a list shows beside a ticket."""

    NONE = "none", "正常"
    YELLOW = "yellow", "黄灯"
    RED = "red", "红灯"


@dataclass(frozen=True, slots=True)
class LightRule:
    """亮灯规则: yellow from so many working days before the last day, red once so many working days have passed after it."""

    yellow_before: int = 1
    red_after: int = 0

    def __post_init__(self) -> None:
        if not (0 <= self.yellow_before <= LONGEST and 0 <= self.red_after <= LONGEST):
            raise Unlawful(f"黄灯、红灯的天数应为0至{LONGEST}个工作日", field="yellow_before")

    def shows(self, due: date | None, today: date, calendar: Calendar) -> Light:
        """亮什么灯: nothing without a term that runs; what is past its day and not yet red stays yellow."""
        if due is None:
            return Light.NONE
        if today > due:
            return Light.RED if calendar.count(due, today) >= self.red_after else Light.YELLOW
        return Light.YELLOW if calendar.count(today, due) <= self.yellow_before else Light.NONE
