"""救济（条例第五十一条）: reconsideration and litigation, what a letter must tell of them, and the respondent's own terms.

The rules changed twice: the term for a suit was three months until 1 May 2015 and six months since; since 1 January 2024
a refusal to disclose goes to reconsideration first and the letter must say so. A letter follows the rules in force on its day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.grammar.calendar import Calendar, Reckoned, calendar_days_after, roll_forward
from gongkai.law.grammar.flow import Flow, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import Outcome, RemedyRule

KIND = "remedy"
REVIEW_LAW_REVISED = date(2024, 1, 1)
SIX_MONTHS_SINCE = date(2015, 5, 1)


class RemedyKind(Word):
    """救济种类: the three groups of the statutory table."""

    REVIEW = "review", "行政复议"
    SUIT = "direct", "未经复议直接起诉"
    SUIT_AFTER_REVIEW = "after_review", "复议后起诉"


class RemedyResult(Word):
    """救济结果: the four results of each group."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"


REVIEW_TERM = Term("申请行政复议", 60, Unit.CALENDAR_DAYS, "自收到答复之日起", Article("行政复议法", 20))
SUIT_TERM = Term("提起行政诉讼", 6, Unit.MONTHS, "自收到答复之日起", Article("行政诉讼法", 46), since=SIX_MONTHS_SINCE)
SUIT_TERM_OLD = Term(
    "提起行政诉讼",
    3,
    Unit.MONTHS,
    "自收到答复之日起",
    Article("行政诉讼法（1989）", 39),
    until=date(2015, 4, 30),
    certainty=Certainty.RECALLED,
)
SUIT_AFTER_REVIEW_TERM = Term(
    "不服复议决定提起诉讼", 15, Unit.CALENDAR_DAYS, "自收到复议决定书之日起", Article("行政诉讼法", 45)
)
ANSWER_REVIEW = Term(
    "提出复议答复",
    10,
    Unit.WORKING_DAYS,
    "自收到复议申请书副本之日起",
    Article("行政复议法", 48),
    since=REVIEW_LAW_REVISED,
)
ANSWER_SIMPLIFIED_REVIEW = Term(
    "提出复议答复（简易程序）",
    5,
    Unit.WORKING_DAYS,
    "自收到复议申请书副本之日起",
    Article("行政复议法", 54),
    since=REVIEW_LAW_REVISED,
    note="政府信息公开案件可以适用简易程序（第五十三条）",
)
ANSWER_REVIEW_OLD = Term(
    "提出复议答复",
    10,
    Unit.CALENDAR_DAYS,
    "自收到复议申请书副本之日起",
    Article("行政复议法（2017）", 23),
    until=date(2023, 12, 31),
    certainty=Certainty.RECALLED,
)
ANSWER_SUIT = Term(
    "提出答辩并举证",
    15,
    Unit.CALENDAR_DAYS,
    "自收到起诉状副本之日起",
    Article("行政诉讼法", 67),
    since=SIX_MONTHS_SINCE,
    certainty=Certainty.RECALLED,
)
ANSWER_SUIT_OLD = Term(
    "提出答辩并举证",
    10,
    Unit.CALENDAR_DAYS,
    "自收到起诉状副本之日起",
    Article("行政诉讼法（1989）", 43),
    until=date(2015, 4, 30),
    certainty=Certainty.RECALLED,
)
TERMS = (
    REVIEW_TERM,
    SUIT_TERM,
    SUIT_TERM_OLD,
    SUIT_AFTER_REVIEW_TERM,
    ANSWER_REVIEW,
    ANSWER_SIMPLIFIED_REVIEW,
    ANSWER_REVIEW_OLD,
    ANSWER_SUIT,
    ANSWER_SUIT_OLD,
)
"""期限表: the terms of remedies; the documentation prints it."""


def review_comes_first(leaf: Outcome, on: date) -> bool:
    """复议前置: since 2024 a refusal under articles 14 to 16 is challenged by reconsideration first (复议法第二十三条)."""
    return leaf.remedy is RemedyRule.REVIEW_FIRST and on >= REVIEW_LAW_REVISED


def paragraph(leaf: Outcome, *, on: date, reviewing_body: str, court: str) -> str:
    """救济告知: the remedy paragraph this outcome requires under the rules in force on the letter's day; empty for none."""
    if leaf.remedy is RemedyRule.NONE:
        return ""
    if review_comes_first(leaf, on):
        return (
            f"如对本答复不服，应当自收到本答复之日起{REVIEW_TERM.length}日内先向{reviewing_body}申请行政复议；"
            f"对复议决定仍不服的，可以自收到复议决定书之日起{SUIT_AFTER_REVIEW_TERM.length}日内向{court}提起行政诉讼。"
        )
    return either(on=on, reviewing_body=reviewing_body, court=court)


def either(*, on: date, reviewing_body: str, court: str, against: str = "本答复", received: str = "本答复") -> str:
    """可选救济: reconsideration or a suit, as whoever receives the letter chooses.

    ``against`` is what is challenged, ``received`` what the letter calls itself.
    """
    suit = SUIT_TERM if on >= SIX_MONTHS_SINCE else SUIT_TERM_OLD
    return (
        f"如对{against}不服，可以自收到{received}之日起{REVIEW_TERM.length}日内向{reviewing_body}申请行政复议，"
        f"或者自收到{received}之日起{suit.length}个月内向{court}提起行政诉讼。"
    )


class State(Word):
    """案件状态: where the case is, seen from the respondent."""

    NOTIFIED = "notified", "待答复答辩"
    ANSWERED = "answered", "已答复答辩，待审结"
    DECIDED = "decided", "已审结"


class Act(Word):
    """应诉事项: the acts of a respondent."""

    RECEIVE = "receive", "收到通知"
    ANSWER = "answer", "提交答复或答辩"
    DECIDE = "decide", "收到决定或裁判"


_ANSWERING = Article("行政复议法", 48)

FLOW = Flow(
    "行政复议和行政诉讼",
    State.NOTIFIED,
    (
        Transition(State.NOTIFIED, Act.ANSWER, State.ANSWERED, Role.HANDLER, _ANSWERING),
        Transition(State.NOTIFIED, Act.DECIDE, State.DECIDED, Role.HANDLER, regulation(51)),
        Transition(State.ANSWERED, Act.DECIDE, State.DECIDED, Role.HANDLER, regulation(51)),
    ),
)
"""应诉程序."""


@dataclass(frozen=True)
class Standing:
    """案件情况: one reconsideration or suit against a reply (or against silence)."""

    of: RemedyKind
    state: State
    received_on: date
    last_on: date
    simplified: bool = False
    answered_on: date | None = None
    outcome: str | None = None
    closed_on: date | None = None

    @property
    def extended(self) -> bool:
        """延期: the respondent's terms cannot be extended."""
        return False

    @property
    def result(self) -> RemedyResult:
        """结果: pending until decided."""
        return RemedyResult(self.outcome) if self.outcome else RemedyResult.PENDING

    @property
    def answer_term(self) -> Term:
        """答复答辩期限: to the reviewing body or to the court, by the law in force when the notice came."""
        if self.of is not RemedyKind.REVIEW:
            return ANSWER_SUIT if ANSWER_SUIT.in_force(self.received_on) else ANSWER_SUIT_OLD
        if self.simplified:
            return ANSWER_SIMPLIFIED_REVIEW
        return ANSWER_REVIEW if ANSWER_REVIEW.in_force(self.received_on) else ANSWER_REVIEW_OLD

    @property
    def due_label(self) -> str:
        """到期事项."""
        return self.answer_term.name

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the respondent's own term; a last day that falls on a holiday moves to the next working day."""
        if self.state is not State.NOTIFIED:
            return None
        term = self.answer_term
        if term.unit is Unit.WORKING_DAYS:
            return calendar.after(self.received_on, term.length)
        return roll_forward(calendar, calendar_days_after(self.received_on, term.length))

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        try:
            act = Act(step.act)
        except ValueError:
            raise Unlawful(f"复议诉讼案件没有“{step.act}”这一环节", regulation(51)) from None
        target = State(FLOW.after(self.state, act))
        if step.on < self.last_on:
            raise Unlawful(f"办理日期不能早于上一环节的日期（{self.last_on:%Y-%m-%d}）", field="on")
        moved = replace(self, state=target, last_on=step.on)
        if act is Act.ANSWER:
            return replace(moved, answered_on=step.on)
        result = _result(step)
        return replace(moved, outcome=result.value, closed_on=step.on)


def _result(step: Step) -> RemedyResult:
    decided = tuple(result for result in RemedyResult if result is not RemedyResult.PENDING)
    result = next((each for each in decided if each.value == step.details.get("result")), None)
    if result is None:
        options = "、".join(each.label for each in decided)
        raise Unlawful(f"审结结果应从以下各项中选择：{options}", regulation(51), field="result")
    return result


def open_remedy(step: Step, calendar: Calendar) -> Standing:
    """立案: the notice of the reviewing body or the court opens the file."""
    if step.act != Act.RECEIVE:
        raise Unlawful("案卷应从收到复议或应诉通知开始", regulation(51))
    try:
        of = RemedyKind(step.text("of", "案件种类"))
    except ValueError:
        options = "、".join(kind.label for kind in RemedyKind)
        raise Unlawful(f"案件种类应从以下各项中选择：{options}", regulation(51), field="of") from None
    simplified = bool(step.details.get("simplified"))
    if simplified and not (of is RemedyKind.REVIEW and ANSWER_SIMPLIFIED_REVIEW.in_force(step.on)):
        reason = "只有2024年1月1日以后的行政复议才有简易程序的答复期限"
        raise Unlawful(reason, ANSWER_SIMPLIFIED_REVIEW.basis, field="simplified")
    return Standing(of, State.NOTIFIED, step.on, step.on, simplified)


REMEDY = Procedure(KIND, "复议诉讼案件", open_remedy, lambda _: FLOW)
"""程序: how the journal opens and reads a case."""
