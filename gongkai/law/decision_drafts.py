"""决策预公开（重大行政决策程序暂行条例第十四、十五条；国办发〔2018〕37号）: a draft is opened to comment before it is decided.

Planned, checked for secrets, opened with its period and the ways to comment, ended, answered, decided. What was received is
answered in public before the file can be closed; nobody decides first and answers later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.comment_forms import HEARING_OUT, CommentForm, CommentMeeting, read_forms, read_meeting, still_owed
from gongkai.law.documents import CHECKS, Ground
from gongkai.law.grammar.calendar import Calendar, Reckoned, calendar_days_after
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word

KIND = "decision_draft"
DECIDING = Article("重大行政决策程序暂行条例", 15, gist="公开征求意见一般不少于30日，因情况紧急缩短的应当说明")
COMMENTING = Article("国办发〔2018〕37号", gist="规范性文件公开征求意见")
OPENING = Article("国办发〔2016〕80号", gist="重大决策预公开，公布意见收集和采纳情况，相对集中的意见不采纳的说明理由")
_CHECKED = regulation(17, gist="公开前应当审查")


class DecisionKind(Word):
    """决策种类: what is to be decided; sets the least period of comment."""

    MAJOR = "major", "重大行政决策"
    RULES = "rules", "规章"
    NORMATIVE = "normative", "行政规范性文件"
    OTHER = "other", "其他涉及公众利益的事项"


MAJOR_COMMENT = Term("重大行政决策公开征求意见", 30, Unit.CALENDAR_DAYS, "自公布之日起", DECIDING)
RULES_COMMENT = Term(
    "规章草案公开征求意见",
    30,
    Unit.CALENDAR_DAYS,
    "自公布之日起",
    Article("规章制定程序条例", 15, gist="一般不少于30日"),
)
NORMATIVE_COMMENT = Term(
    "规范性文件公开征求意见",
    7,
    Unit.WORKING_DAYS,
    "自公布之日起",
    COMMENTING,
    certainty=Certainty.RECALLED,
    note="按机关设置",
)
OTHER_COMMENT = Term(
    "其他事项公开征求意见",
    7,
    Unit.WORKING_DAYS,
    "自公布之日起",
    OPENING,
    certainty=Certainty.INFERRED,
    note="没有明文，比照规范性文件，按机关设置",
)
ANSWERING = Term(
    "公布征求意见结果",
    20,
    Unit.WORKING_DAYS,
    "自征求意见结束之日起",
    OPENING,
    certainty=Certainty.INFERRED,
    note="没有明文，比照条例第二十六条",
)
LEAST: Mapping[DecisionKind, Term] = {
    DecisionKind.MAJOR: MAJOR_COMMENT,
    DecisionKind.RULES: RULES_COMMENT,
    DecisionKind.NORMATIVE: NORMATIVE_COMMENT,
    DecisionKind.OTHER: OTHER_COMMENT,
}
"""最短征求期: by what is decided."""
TERMS = (*LEAST.values(), ANSWERING)
"""预公开期限表."""


class State(Word):
    """预公开状态: where a draft is."""

    PLANNED = "planned", "待公开征求意见"
    OPEN = "open", "征求意见中"
    ENDED = "ended", "已结束，待公布结果"
    ANSWERED = "answered", "已公布结果"
    DECIDED = "decided", "已作出决定"
    EXEMPT = "exempt", "依法不公开征求意见"
    ABANDONED = "abandoned", "不再推进"
    RETRACTED = "retracted", "已撤回征求"


class Act(Word):
    """预公开事项: the acts of a draft."""

    PLAN = "plan", "列入预公开"
    REVISE = "revise", "修改草案"
    CHECK = "check", "审查草案"
    OPEN = "open", "公开征求意见"
    PROLONG = "prolong", "延长征求期"
    HOLD = "hold", "登记意见会议"
    RETRACT = "retract", "撤回征求"
    END = "end", "结束征求"
    ANSWER = "answer", "公布征求结果"
    DECIDE = "decide", "作出决定"
    EXEMPT = "exempt", "不公开征求意见"
    ABANDON = "abandon", "不再推进"


FLOW = Flow(
    "决策预公开",
    State.PLANNED,
    (
        Transition(State.PLANNED, Act.REVISE, State.PLANNED, Role.HANDLER, OPENING),
        Transition(State.PLANNED, Act.CHECK, State.PLANNED, Role.SECRECY_REVIEWER, _CHECKED),
        Transition(State.PLANNED, Act.OPEN, State.OPEN, Role.PUBLISHER, OPENING),
        Transition(State.PLANNED, Act.EXEMPT, State.EXEMPT, Role.REVIEWER, DECIDING),
        Transition(State.PLANNED, Act.ABANDON, State.ABANDONED, Role.REVIEWER, OPENING),
        Transition(State.OPEN, Act.PROLONG, State.OPEN, Role.PUBLISHER, OPENING),
        Transition(State.OPEN, Act.HOLD, State.OPEN, Role.HANDLER, HEARING_OUT),
        Transition(State.OPEN, Act.END, State.ENDED, Role.HANDLER, OPENING),
        Transition(State.OPEN, Act.RETRACT, State.RETRACTED, Role.REVIEWER, OPENING),
        Transition(State.ENDED, Act.ANSWER, State.ANSWERED, Role.PUBLISHER, OPENING),
        Transition(State.ANSWERED, Act.DECIDE, State.DECIDED, Role.HANDLER, OPENING),
        Transition(State.ANSWERED, Act.ABANDON, State.ABANDONED, Role.REVIEWER, OPENING),
    ),
)
"""预公开程序: a result stands between the end of the comments and every way to close the file; what is taken back while it is
open says why in public."""


class OpinionAnswer(Word):
    """意见采纳情况: what became of one opinion."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT_ADOPTED = "not_adopted", "未采纳"
    BESIDE = "beside", "与本事项无关"


class OpinionWay(Word):
    """提出方式: how an opinion came."""

    ONLINE = "online", "网上提交"
    POST = "post", "信函"
    EMAIL = "email", "电子邮件"
    MEETING = "meeting", "座谈会、听证会"
    VISIT = "visit", "当面或者电话"


@dataclass(frozen=True, slots=True)
class CommentResult:
    """征求结果: how many opinions came and what became of them; the numbers are counted from the opinions, not typed."""

    received: int
    answers: Mapping[OpinionAnswer, int]
    statement: str


def least_length(kind: DecisionKind, configured: int | None) -> int:
    """最短天数: what an authority has set, never below a term whose text was seen."""
    term = LEAST[kind]
    if configured is None:
        return term.length
    return max(configured, term.length) if term.certainty is Certainty.SEEN else configured


def earliest_end(kind: DecisionKind, on: date, length: int, calendar: Calendar) -> Reckoned:
    """最早截止日: the last day of the least period; the day of opening is not counted."""
    if LEAST[kind].unit is Unit.WORKING_DAYS:
        return calendar.after(on, length)
    return Reckoned(calendar_days_after(on, length))


@dataclass(frozen=True)
class Standing(MadeHere):
    """预公开情况: everything that follows from the steps so far."""

    kind: DecisionKind
    planned_by: str
    planned_on: date
    state: State
    last_on: date
    checked_by: str = ""
    checked_on: date | None = None
    opened_on: date | None = None
    until: date | None = None
    shortened: str = ""
    forms: tuple[CommentForm, ...] = ()
    meetings: tuple[CommentMeeting, ...] = ()
    retracted: str = ""
    ended_on: date | None = None
    result: CommentResult | None = None
    answered_on: date | None = None
    closed_on: date | None = None
    outcome: str | None = None

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the day planned for opening, the last day of comment, or the day the result is due."""
        if self.state is State.PLANNED:
            return Reckoned(self.planned_on)
        if self.state is State.OPEN and self.until is not None:
            return Reckoned(self.until)
        if self.state is State.ENDED and self.ended_on is not None:
            return calendar.after(self.ended_on, ANSWERING.length)
        return None

    def takes_opinions(self, on: date) -> bool:
        """可以提意见: whether the public may comment on this day."""
        return self.state is State.OPEN and self.until is not None and on <= self.until

    def objections(self, act: Act, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, whatever its details; empty when it is."""
        try:
            FLOW.row(self.state, act)
        except Unlawful as refusal:
            reason = (
                _CLOSED_TOO_EARLY if act in {Act.DECIDE, Act.ABANDON} and self.state in _UNANSWERED else refusal.reason
            )
            return (Objection(reason, refusal.basis),)
        if on < self.last_on:
            return (Objection(f"办理日期不能早于上一环节的日期（{self.last_on:%Y-%m-%d}）", OPENING),)
        if act is Act.OPEN and self.checked_on is None:
            return (Objection("草案登记或者修改后尚未经过保密和隐私审查，不能公开", _CHECKED),)
        if act is Act.END and self.until is not None and on <= self.until:
            return (Objection(f"征求意见至{self.until:%Y-%m-%d}，期限届满之前不能结束", OPENING),)
        if act is Act.END and (owed := still_owed(self.forms, self.meetings)):
            told = "、".join(form.label for form in owed)
            return (Objection(f"公告了要举行{told}，尚未登记举行情况，不能结束", HEARING_OUT),)
        return ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, OPENING)
        for objection in self.objections(act, step.on, calendar):
            raise objection.raised("on")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step, calendar)


_UNANSWERED = (State.OPEN, State.ENDED)
_CLOSED_TOO_EARLY = "公开征求意见后应当先公布征求结果，才能办结"


def open_decision_draft(step: Step, calendar: Calendar) -> Standing:
    """列入预公开: the first step. Details: ``kind``, ``by`` (user name), ``planned_on`` (when it is to be opened)."""
    if FLOW.act(Act, step.act, OPENING) is not Act.PLAN:
        raise Unlawful("决策预公开应从列入预公开开始", OPENING)
    try:
        kind = DecisionKind(step.text("kind", "决策种类"))
    except ValueError:
        raise Unlawful("应选明决策种类", OPENING, field="kind") from None
    return Standing(
        kind=kind,
        planned_by=step.text("by", "登记人"),
        planned_on=step.day("planned_on", "计划公开日期"),
        state=State.PLANNED,
        last_on=step.on,
    )


# -- what each act changes -------------------------------------------------------------------------------------------------

_Effect: TypeAlias = Callable[[Standing, Step, Calendar], Standing]


def _revise(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("digest", "草案摘要")
    return replace(standing, checked_by="", checked_on=None)


def _check(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    by = step.text("by", "审查人")
    if by == standing.planned_by:
        raise Unlawful("登记人不能审查自己登记的草案", _CHECKED, field="by")
    given = step.details.get("checks")
    confirmed = {name for name, yes in given.items() if yes} if isinstance(given, dict) else set()
    if missing := [text for name, text in CHECKS.items() if name not in confirmed]:
        raise Unlawful(f"保密和隐私审查未确认：{'；'.join(missing)}", _CHECKED, field="checks")
    return replace(standing, checked_by=by, checked_on=step.on)


def _open(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("digest", "草案摘要")
    step.text("ways", "提出意见的方式")
    until = step.day("until", "征求意见截止日期")
    shortened = str(step.details.get("shortened") or "").strip()
    length = least_length(standing.kind, step.number("least", "最短征求期"))
    earliest = earliest_end(standing.kind, step.on, length, calendar).on
    term = LEAST[standing.kind]
    if until < step.on:
        raise Unlawful("截止日期不能早于公开日期", term.basis, field="until")
    if until < earliest and not shortened:
        least = f"{length}{'个' if term.unit is Unit.WORKING_DAYS else ''}{term.unit}"
        told = f"{standing.kind.label}公开征求意见不少于{least}，最早至{earliest:%Y-%m-%d}"
        raise Unlawful(f"{told}；确因情况紧急缩短的，应当写明理由并一并公布", term.basis, field="until")
    kept = shortened if until < earliest else ""
    return replace(standing, opened_on=step.on, until=until, shortened=kept, forms=read_forms(step))


def _prolong(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    until = step.day("until", "延长后的截止日期")
    if standing.until is not None and until <= standing.until:
        raise Unlawful(f"延长后的截止日期应晚于原截止日期（{standing.until:%Y-%m-%d}）", OPENING, field="until")
    return replace(standing, until=until)


def _hold(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    held = read_meeting(step, standing.opened_on or step.on)
    return replace(standing, meetings=(*standing.meetings, held))


def _retract(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    reason = step.text("reason", "撤回的理由")
    return replace(standing, retracted=reason, closed_on=step.on, outcome="retracted")


def _end(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(standing, ended_on=step.on)


def _answer(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    received = step.number("received", "收到意见条数", least=0)
    answers = {each: step.number(each.value, f"{each.label}条数", least=0) for each in OpinionAnswer}
    if sum(answers.values()) != received:
        left = received - sum(answers.values())
        raise Unlawful(f"还有{left}条意见没有写明采纳情况，不能公布结果", OPENING, field="statement")
    result = CommentResult(received, answers, step.text("statement", "结果说明"))
    return replace(standing, result=result, answered_on=step.on)


def _decide(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("decision", "决定的名称或者文号")
    return replace(standing, closed_on=step.on, outcome="decided")


def _exempt(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    try:
        Ground(step.text("ground", "不公开征求意见的理由"))
    except ValueError:
        raise Unlawful("应选明不公开征求意见的理由", DECIDING, field="ground") from None
    step.text("reason", "不公开征求意见的具体原因")
    return replace(standing, closed_on=step.on, outcome="exempt")


def _abandon(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("reason", "不再推进的理由")
    return replace(standing, closed_on=step.on, outcome="abandoned")


_EFFECTS: Mapping[Act, _Effect] = {
    Act.REVISE: _revise,
    Act.CHECK: _check,
    Act.OPEN: _open,
    Act.PROLONG: _prolong,
    Act.HOLD: _hold,
    Act.RETRACT: _retract,
    Act.END: _end,
    Act.ANSWER: _answer,
    Act.DECIDE: _decide,
    Act.EXEMPT: _exempt,
    Act.ABANDON: _abandon,
}


def masked_contact(text: str) -> str:
    """脱敏联系方式: its first three and last four characters; all of it hidden where it is short."""
    return f"{text[:3]}****{text[-4:]}" if len(text) >= 9 else "*" * len(text)


def masked_commenter(name: str) -> str:
    """脱敏提意见人: the first and last character; of two the first."""
    if len(name) <= 1:
        return "*" * len(name)
    return name[0] + "*" * max(1, len(name) - 2) + (name[-1] if len(name) > 2 else "")


DECISION_DRAFT = Procedure(KIND, "决策预公开", open_decision_draft, lambda _: FLOW)
"""预公开案类: how the journal opens and reads a draft."""
