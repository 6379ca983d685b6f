"""异议: somebody says that a record is wrong or unfair; it is answered within its term, and what decides the matter waits for it.

term_of("award_notice", {"trade_field": "政府采购"})         seven working days
answer_due(term, date(2025, 9, 18), calendar)               the last day to answer
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.calendar import Calendar, Reckoned, calendar_days_after, roll_forward
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.grammar.words import Word
from gongkai.law.registers.chains import TRADE

BIDDING = Article("招标投标法实施条例", 54, gist="招标人自收到对评标结果的异议之日起三日内答复，答复前暂停招标投标活动")
PROCURING = Article("政府采购法", 53, gist="采购人收到供应商的书面质疑后七个工作日内答复")
NOTICES = Article("国办发〔2018〕10号", gist="公示应当写明意见反馈渠道，公示期间的意见应当核实答复")
RECEIVE, ANSWER = "receive_protest", "answer_protest"
PROTEST_ACTS = frozenset({RECEIVE, ANSWER})
"""异议事项: entered in the journal as acts outside any flow."""


class ProtestWay(Word):
    """异议渠道: how it came."""

    WRITTEN = "written", "书面"
    IN_PERSON = "in_person", "当面"
    PHONE = "phone", "电话"
    ONLINE = "online", "网上"
    HOTLINE = "hotline", "热线转来"


class ProtestOutcome(Word):
    """异议结论: what the answer says."""

    UPHELD = "upheld", "异议成立"
    PARTLY = "partly", "部分成立"
    NOT_UPHELD = "not_upheld", "异议不成立"
    WITHDRAWN = "withdrawn", "异议人撤回"


_BEGINS = "自收到异议之日起"
BIDDING_TERM = Term("招标投标异议的答复", 3, Unit.CALENDAR_DAYS, _BEGINS, BIDDING, certainty=Certainty.RECALLED)
PROCURING_TERM = Term("政府采购质疑的答复", 7, Unit.WORKING_DAYS, _BEGINS, PROCURING, certainty=Certainty.RECALLED)
NOTICE_TERM = Term(
    "公示异议的答复",
    15,
    Unit.WORKING_DAYS,
    _BEGINS,
    NOTICES,
    certainty=Certainty.INFERRED,
    note="没有统一规定，可以按本地情况调整",
)
TERMS = (BIDDING_TERM, PROCURING_TERM, NOTICE_TERM)
"""异议期限表."""
PROCUREMENT = "政府采购"


def term_of(kind: str, values: Mapping[str, object]) -> Term:
    """异议的答复期限: by what the record is: a purchase by government, another trade, or any other notice."""
    if TRADE.stage(kind) is None:
        return NOTICE_TERM
    return PROCURING_TERM if values.get("trade_field") == PROCUREMENT else BIDDING_TERM


def answer_due(term: Term, received_on: date, calendar: Calendar) -> Reckoned:
    """答复到期日: one that ends on a day of rest ends on the next working day."""
    if term.unit is Unit.WORKING_DAYS:
        return calendar.after(received_on, term.length)
    return roll_forward(calendar, calendar_days_after(received_on, term.length))


def shown_on(values: Mapping[str, object], today: date) -> bool:
    """公示期内: whether the record says that it is shown for objections, and today is one of these days, both ends counted."""
    first, last = (str(values.get(name) or "") for name in ("shown_from", "shown_to"))
    return bool(last) and (first or last) <= today.isoformat() <= last


def closed_to_the_public(values: Mapping[str, object], today: date) -> str:
    """不能在网上提出异议的原因: outside of the days it is shown for that; empty within them."""
    if not values.get("shown_to"):
        return "这条记录不是公示，没有公示期，不能在网上提出异议"
    if shown_on(values, today):
        return ""
    return f"公示期（至{values['shown_to']}）以外不能在网上提出异议，可以书面向公示机关反映"


@dataclass(frozen=True, slots=True)
class ProtestGiven:
    """收到的异议: who says what; all of it stays inside."""

    way: ProtestWay
    name: str
    contact: str
    text: str

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Unlawful("异议人不能为空", NOTICES, field="name")
        if not self.text.strip():
            raise Unlawful("异议内容不能为空", NOTICES, field="text")


@dataclass(frozen=True, slots=True)
class ProtestAnswer:
    """异议的答复: whether it is upheld, and what the public reads of it."""

    outcome: ProtestOutcome
    text: str

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise Unlawful("答复不能为空；公示页面要写明异议怎样处理", NOTICES, field="text")
