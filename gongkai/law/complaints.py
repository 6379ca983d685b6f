"""举报投诉（条例第四十七条、第五十一条）: somebody tells the competent office that an authority does not do its duty.

A complaint may be anonymous: it is looked into all the same and cannot be answered. The Regulation sets no term for it; the
term here is customary and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.statute import Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word

KIND = "complaint"
COMPLAINING = regulation(51, gist="公民、法人或者其他组织可以向上一级行政机关或者主管部门投诉、举报")
SUPERVISING = regulation(47, gist="主管部门对未按要求公开、未依法答复的，督促整改、通报批评")
HANDLING = Term(
    "办理举报投诉",
    15,
    Unit.WORKING_DAYS,
    "自收到举报投诉之日起",
    SUPERVISING,
    certainty=Certainty.INFERRED,
    note="条例没有规定期限，15个工作日为地方通行做法",
)
TERMS = (HANDLING,)
"""期限表: of complaints; the documentation prints it."""


class ComplaintKind(Word):
    """举报投诉事由: what the authority is said to have left undone or done wrong."""

    NOT_PUBLISHED = "not_published", "应当主动公开而不公开"
    NOT_REPLIED = "not_replied", "对申请不予答复"
    LATE = "late", "逾期答复"
    WRONG_CONTENT = "wrong_content", "公开或者答复的内容不真实、不完整"
    CHARGING = "charging", "违反规定收取费用"
    OTHER = "other", "其他"


class ComplaintChannel(Word):
    """举报投诉渠道: how it came."""

    ONLINE = "online", "网上"
    LETTER = "letter", "来信"
    VISIT = "visit", "来访"
    PHONE = "phone", "来电"
    PASSED_ON = "passed_on", "上级或者其他机关转来"


class Finding(Word):
    """查处结论: what the inquiry found."""

    TRUE = "true", "属实"
    PARTLY = "partly", "部分属实"
    UNTRUE = "untrue", "不属实"
    NOT_OURS = "not_ours", "不属于受理范围"


class Measure(Word):
    """监督措施: what the competent office did about it (条例第四十七条)."""

    NONE = "none", "未采取措施"
    CORRECTION = "correction", "督促整改"
    CRITICISM = "criticism", "通报批评"
    REFERRED = "referred", "移送有权机关处理"


class State(Word):
    """举报投诉状态."""

    RECEIVED = "received", "待办理"
    HANDLING = "handling", "办理中"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"


class Act(Word):
    """举报投诉环节."""

    RECEIVE = "receive", "登记举报投诉"
    HANDLE = "handle", "开始办理"
    ANSWER = "answer", "答复举报投诉人"
    CLOSE = "close", "办结"


FLOW = Flow(
    "举报投诉",
    State.RECEIVED,
    (
        Transition(State.RECEIVED, Act.HANDLE, State.HANDLING, Role.HANDLER, SUPERVISING),
        Transition(State.HANDLING, Act.ANSWER, State.ANSWERED, Role.HANDLER, COMPLAINING),
        Transition(State.HANDLING, Act.CLOSE, State.CLOSED, Role.REVIEWER, SUPERVISING),
        Transition(State.ANSWERED, Act.CLOSE, State.CLOSED, Role.REVIEWER, SUPERVISING),
    ),
)
"""举报投诉程序: who can be answered is answered before the file is closed."""


@dataclass(frozen=True)
class Standing:
    """举报投诉情况."""

    kind: ComplaintKind
    channel: ComplaintChannel
    anonymous: bool
    state: State
    received_on: date | None
    last_on: date
    finding: Finding | None = None
    answered_on: date | None = None
    outcome: str | None = None
    closed_on: date | None = None

    @property
    def extended(self) -> bool:
        """延期: a complaint has no term of the law that could be extended."""
        return False

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the customary day, while it has been neither answered nor closed."""
        if self.received_on is None or self.state not in (State.RECEIVED, State.HANDLING):
            return None
        return calendar.after(self.received_on, HANDLING.length)

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, SUPERVISING)
        target = State(FLOW.after(self.state, act))
        if step.on < self.last_on:
            raise Unlawful(f"办理日期不能早于上一环节的日期（{self.last_on:%Y-%m-%d}）", field="on")
        moved = replace(self, state=target, last_on=step.on)
        if act is Act.HANDLE:
            step.text("asked", "交由何人、何机关核查")
            return moved
        if act is Act.ANSWER:
            return _answered(moved, step)
        return _closed(moved, step)


def _answered(standing: Standing, step: Step) -> Standing:
    if standing.anonymous:
        raise Unlawful("匿名举报没有可以答复的人，核查后直接办结", COMPLAINING)
    step.text("answer", "答复内容")
    finding = _finding(step)
    return replace(standing, finding=finding, answered_on=step.on)


def _closed(standing: Standing, step: Step) -> Standing:
    if standing.answered_on is None and not standing.anonymous:
        raise Unlawful("实名的举报投诉应当先答复举报投诉人，再办结", COMPLAINING)
    finding = standing.finding or _finding(step)
    measure = step.word(Measure, "measure", "监督措施", SUPERVISING)
    if measure is not Measure.NONE and finding in (Finding.UNTRUE, Finding.NOT_OURS):
        raise Unlawful(f"结论为“{finding.label}”的，不能采取“{measure.label}”", SUPERVISING, field="measure")
    return replace(standing, finding=finding, outcome=finding.value, closed_on=step.on)


def _finding(step: Step) -> Finding:
    return step.word(Finding, "finding", "查处结论", SUPERVISING)


def open_complaint(step: Step, calendar: Calendar) -> Standing:
    """登记举报投诉: what it is about, how it came, and whether somebody stands behind it."""
    if FLOW.act(Act, step.act, SUPERVISING) is not Act.RECEIVE:
        raise Unlawful("案卷应从登记举报投诉开始", COMPLAINING)
    kind = step.word(ComplaintKind, "kind", "举报投诉事由", SUPERVISING)
    channel = step.word(ComplaintChannel, "channel", "举报投诉渠道", SUPERVISING)
    return Standing(kind, channel, bool(step.details.get("anonymous")), State.RECEIVED, step.on, step.on)


PRIVATE = frozenset({"asked", "answer", "note"})
"""隐私明细: what the office writes in its own words."""
COMPLAINT = Procedure(KIND, "举报投诉", open_complaint, lambda _: FLOW, PRIVATE)
"""程序: how the journal opens and reads a complaint."""
