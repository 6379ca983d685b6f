"""留言办理: where a ticket stands and what may be done with it, from its dated steps.

The clock runs from the day it came in, whoever holds it: a return or another unit does not stop it. Only a reply ends it, and
only what was replied to is closed; so every rate follows from dates. A reply that did not please may be taken up again, with a
term of its own; once late, a ticket stays late.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.application_figures import Reckoning, Timeliness
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Objection, Step, Unlawful
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.ticket_flow import ANSWERED, FLOW, HOTLINE, IN_WRITING, OPEN, Act, State
from gongkai.law.ticket_kinds import (
    AnswerWay,
    Appraisal,
    ConcernKind,
    DispatchMode,
    TicketGrade,
    TicketResult,
    TicketSource,
    identity_sealed,
)
from gongkai.law.ticket_terms import LONGEST, SIGNING

__all__ = ["ANSWERED", "FLOW", "HOTLINE", "IN_WRITING", "KIND", "OPEN", "TICKET", "Act", "Standing", "State"]
KIND = "ticket"


@dataclass(frozen=True)
class Standing:
    """留言情况: everything that follows from the steps so far.

    ``unit`` names who handles it (a code, or a name where the unit is not on the platform), ``joint`` who must be heard.
    ``began_on`` is where the present round of the clock began; ``days`` are the working days it has.
    """

    kind: ConcernKind
    grade: TicketGrade
    source: TicketSource
    anonymous: bool
    sealed: bool
    consents: bool
    imported: bool
    state: State
    received_on: date
    last_on: date
    began_on: date
    days: int
    unit: str = ""
    mode: DispatchMode | None = None
    joint: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    dispatched_on: date | None = None
    returned_by: frozenset[str] = frozenset()
    returns: int = 0
    extended: bool = False
    urged: int = 0
    supervised: bool = False
    drafted_by: str = ""
    result: TicketResult | None = None
    merged_into: str = ""
    term_on: date | None = None
    replied_on: date | None = None
    late: bool = False
    rounds: int = 1
    satisfaction: Appraisal | None = None
    published: bool = False
    closed_on: date | None = None

    @property
    def outcome(self) -> str | None:
        """办理结果: what the reply came to; None until there is one."""
        return self.result.value if self.result and self.state in ANSWERED else None

    @property
    def due_label(self) -> str:
        """到期事项."""
        return "答复"

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the last day of the reply; None once it was given. A ticket merged into another keeps its own."""
        return None if self.state in ANSWERED else self._last_day(calendar)

    def sign_by(self, calendar: Calendar) -> date | None:
        """签收期限: while nobody has signed; it only reminds."""
        if self.state is not State.DISPATCHED or self.dispatched_on is None:
            return None
        return calendar.after(self.dispatched_on, SIGNING.length).on

    def reckoning(self, calendar: Calendar) -> Reckoning:
        """计时: what figures go by; kind and source stand where an application has applicant and channel."""
        if self.state not in ANSWERED or self.replied_on is None:
            return Reckoning(self.kind.value, self.source.value, self._last_day(calendar).on)
        how = Timeliness.LATE if self.late else Timeliness.EXTENDED if self.extended else Timeliness.ON_TIME
        worked = calendar.count(self.received_on, self.replied_on)
        passed = (self.replied_on - self.received_on).days
        return Reckoning(self.kind.value, self.source.value, self.term_on, how.value, worked, passed)

    def objections(self, act: Act, on: date) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, as far as it can be told without its details."""
        if found := FLOW.objections(self.state, act, on, self.last_on):
            return found
        refused = _REFUSALS.get(act)
        reason = refused(self) if refused else ""
        return (Objection(reason, HOTLINE),) if reason else ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, HOTLINE)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        effect = _EFFECTS.get(act)
        return effect(moved, step, calendar) if effect else moved

    def overdue(self, on: date, calendar: Calendar) -> bool:
        """逾期: whether a reply given on this day is late."""
        return on > self._last_day(calendar).on

    def _last_day(self, calendar: Calendar) -> Reckoned:
        return calendar.after(self.began_on, self.days)


def open_ticket(step: Step, calendar: Calendar) -> Standing:
    """受理: the first step.

    Details: ``kind``, ``grade``, ``source``, ``days`` and ``term`` (the rule they follow from), and whether it is
    ``anonymous``, whether the name is to be kept secret (``secret``), whether it may be published (``consents``), whether it
    was handled on another system (``imported``).
    """
    if FLOW.act(Act, step.act, HOTLINE) is not Act.RECEIVE:
        raise Unlawful("案卷应从受理留言开始", HOTLINE)
    kind = step.word(ConcernKind, "kind", "诉求种类", HOTLINE)
    flags = {name: bool(step.details.get(name)) for name in ("anonymous", "secret", "consents", "imported")}
    return Standing(
        kind=kind,
        grade=step.word(TicketGrade, "grade", "办理类型", HOTLINE),
        source=step.word(TicketSource, "source", "留言来源", HOTLINE),
        anonymous=flags["anonymous"],
        sealed=identity_sealed(kind, wished=flags["secret"]),
        consents=flags["consents"],
        imported=flags["imported"],
        state=State.RECEIVED,
        received_on=step.on,
        last_on=step.on,
        began_on=step.on,
        days=days_of(step),
    )


def days_of(step: Step) -> int:
    """办理天数: the working days a step gives, and the rule it names for them."""
    step.text("term", "期限的依据")
    return step.number("days", "办理期限（工作日）", least=0, most=LONGEST)


def _no_record(standing: Standing) -> str:
    return "" if standing.imported else "只有从其他系统导入的留言，才能登记原系统的答复；本平台的应当拟稿、审核后答复"


def _no_close(standing: Standing) -> str:
    if standing.supervised and standing.state is State.REPLIED and not standing.anonymous:
        return "督办的留言应当先回访，再办结"
    return ""


def _no_call(standing: Standing) -> str:
    return "匿名留言没有可以回访的人，由来信人凭编号和查询码评价" if standing.anonymous else ""


def _no_publication(standing: Standing) -> str:
    if standing.published:
        return "该留言已经选登"
    if standing.kind is ConcernKind.REPORT:
        return "举报不选登"
    if standing.sealed:
        return "来信人要求身份保密的，不选登"
    return "" if standing.consents else "来信人没有同意公开的，不选登"


_REFUSALS: Mapping[Act, Callable[[Standing], str]] = {
    Act.RECORD: _no_record,
    Act.CLOSE: _no_close,
    Act.CALL_BACK: _no_call,
    Act.PUBLISH: _no_publication,
    Act.UNPUBLISH: lambda standing: "" if standing.published else "该留言没有选登",
    Act.EXTEND: lambda standing: "办理期限已经延长过一次" if standing.extended else "",
    Act.CONTRIBUTE: lambda standing: "" if standing.joint - standing.heard else "没有待反馈的协办单位",
}
_Effect: TypeAlias = Callable[[Standing, Step, Calendar], Standing]


# -- handing on ------------------------------------------------------------------------------------------------------------


def _classify(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    kind = step.word(ConcernKind, "kind", "诉求种类", HOTLINE)
    grade = step.word(TicketGrade, "grade", "办理类型", HOTLINE)
    days = days_of(step)
    step.text("reason", "改定的理由")
    if days > standing.days and standing.overdue(step.on, calendar):
        raise Unlawful("已经逾期的，不能改定为期限更长的种类", HOTLINE, field="kind")
    if days == standing.days and (kind, grade) == (standing.kind, standing.grade):
        raise Unlawful("种类和办理类型没有变化", field="kind")
    sealed = standing.sealed or identity_sealed(kind, wished=False)
    return replace(standing, kind=kind, grade=grade, days=days, sealed=sealed)


def _dispatch(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    unit = step.text("unit", "承办单位")
    mode = step.word(DispatchMode, "mode", "派发方式", HOTLINE)
    joint = _names(step, "joint")
    if unit in joint:
        raise Unlawful("主办单位不能同时是协办单位", HOTLINE, field="joint")
    if unit in standing.returned_by and not step.details.get("reason"):
        raise Unlawful("该单位退回过这件留言，仍派给它的应当写明理由", HOTLINE, field="reason")
    return replace(standing, unit=unit, mode=mode, joint=joint, heard=frozenset(), dispatched_on=step.on, drafted_by="")


def _take_up(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    own = step.text("unit", "承办单位")
    return replace(standing, unit=own, mode=None, joint=frozenset(), heard=frozenset(), dispatched_on=step.on)


def _recall(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("reason", "收回的理由")
    return _unassigned(standing)


def _return(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("reason", "退回的理由")
    if standing.mode is None:
        raise Unlawful("自办的留言没有可以退回的单位，要派出的先收回", HOTLINE)
    returned = standing.returned_by | {standing.unit}
    return replace(_unassigned(standing), returned_by=returned, returns=standing.returns + 1)


def _unassigned(standing: Standing) -> Standing:
    return replace(standing, unit="", mode=None, joint=frozenset(), heard=frozenset(), dispatched_on=None)


def _names(step: Step, name: str) -> frozenset[str]:
    given = step.details.get(name) or []
    if not isinstance(given, list) or not all(isinstance(each, str) and each.strip() for each in given):
        raise Unlawful("协办单位应逐个写明", HOTLINE, field=name)
    return frozenset(str(each) for each in given)


def _merge(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return replace(_unassigned(standing), merged_into=step.text("into", "主件编号"))


def _separate(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("reason", "撤销合并的理由")
    return replace(standing, merged_into="")


# -- handling and answering ------------------------------------------------------------------------------------------------


def _contribute(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    unit = step.text("unit", "协办单位")
    step.text("opinion", "协办意见")
    if unit not in standing.joint:
        raise Unlawful("该单位不是这件留言的协办单位", HOTLINE, field="unit")
    return replace(standing, heard=standing.heard | {unit})


def _extend(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("reason", "延长的理由")
    days = days_of(step)
    if standing.overdue(step.on, calendar):
        raise Unlawful("已经逾期，不能再延长", HOTLINE)
    if days <= standing.days:
        raise Unlawful(f"延长后的期限应长于现在的{standing.days}个工作日", HOTLINE, field="days")
    return replace(standing, days=days, extended=True)


def _draft(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("answer", "答复内容")
    result = step.word(TicketResult, "result", "答复结果", HOTLINE)
    if standing.joint - standing.heard and not step.details.get("reason"):
        raise Unlawful("协办单位尚未全部反馈，仍要答复的应当写明理由", HOTLINE, field="reason")
    return replace(standing, result=result, drafted_by=step.text("by", "拟稿人"))


def _approve(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    if step.text("by", "审核人") == standing.drafted_by:
        raise Unlawful("拟稿的人不能审核自己拟的答复", HOTLINE)
    return standing


def _send_back(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("reason", "退回修改的意见")
    return replace(standing, drafted_by="", result=None)


def _reply(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.word(AnswerWay, "way", "答复方式", HOTLINE)
    return _answered(standing, step.on, calendar)


def _reply_with(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("answer", "答复内容")
    result = step.word(TicketResult, "result", "答复结果", HOTLINE)
    return _answered(replace(standing, result=result, unit=step.text("unit", "承办单位")), step.on, calendar)


def _record(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("answer", "答复内容")
    result = step.word(TicketResult, "result", "答复结果", HOTLINE)
    return _answered(replace(standing, result=result, unit=step.text("unit", "承办单位")), step.on, calendar)


def _answered(standing: Standing, on: date, calendar: Calendar) -> Standing:
    last = calendar.after(standing.began_on, standing.days).on
    return replace(standing, replied_on=on, term_on=last, late=standing.late or on > last, satisfaction=None)


# -- urging, and what comes after the reply ----------------------------------------------------------------------------------


def _urge(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("text", "催办意见")
    return replace(standing, urged=standing.urged + 1)


def _supervise(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("text", "督办意见")
    if not standing.urged and not standing.overdue(step.on, calendar):
        raise Unlawful("未逾期的留言，应当先催办，再督办", HOTLINE)
    return replace(standing, supervised=True)


def _instruct(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("instruction", "批示内容")
    return standing


def _said(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    said = step.word(Appraisal, "satisfaction", "满意度", HOTLINE)
    if said is Appraisal.UNSATISFIED:
        step.text("facts", "不满意的原因")
    return replace(standing, satisfaction=said)


def _rate(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    said = step.word(Appraisal, "satisfaction", "满意度", HOTLINE)
    if said is Appraisal.UNREACHED:
        raise Unlawful("来信人自己评价的，不会联系不上", HOTLINE, field="satisfaction")
    return replace(standing, satisfaction=said)


def _rework(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("reason", "重新办理的理由")
    days = days_of(step)
    if not standing.unit:
        raise Unlawful("没有承办单位的，不能重新办理", HOTLINE)
    return replace(
        standing,
        began_on=step.on,
        days=days,
        extended=False,
        drafted_by="",
        result=None,
        merged_into="",
        heard=frozenset(),
        rounds=standing.rounds + 1,
        published=False,
    )


def _close(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    if standing.replied_on is None:
        raise Unlawful("没有答复的留言不能办结", HOTLINE)
    if standing.satisfaction is Appraisal.UNSATISFIED:
        step.text("reason", "来信人不满意仍然办结的理由")
    return replace(standing, closed_on=step.on)


_EFFECTS: Mapping[Act, _Effect] = {
    Act.CLASSIFY: _classify,
    Act.DISPATCH: _dispatch,
    Act.TAKE_UP: _take_up,
    Act.RECALL: _recall,
    Act.RETURN: _return,
    Act.MERGE: _merge,
    Act.SEPARATE: _separate,
    Act.CONTRIBUTE: _contribute,
    Act.EXTEND: _extend,
    Act.DRAFT: _draft,
    Act.APPROVE: _approve,
    Act.SEND_BACK: _send_back,
    Act.REPLY: _reply,
    Act.REPLY_WITH: _reply_with,
    Act.RECORD: _record,
    Act.URGE: _urge,
    Act.SUPERVISE: _supervise,
    Act.INSTRUCT: _instruct,
    Act.CALL_BACK: _said,
    Act.RATE: _rate,
    Act.REWORK: _rework,
    Act.CLOSE: _close,
    Act.PUBLISH: lambda standing, step, calendar: replace(standing, published=True),
    Act.UNPUBLISH: lambda standing, step, calendar: replace(standing, published=False),
}
PRIVATE = frozenset({"answer", "reason", "note", "opinion", "text", "facts", "instruction"})
"""隐私明细: what is written in free words may name people; who wrote it in never stands in a step at all."""
TICKET: Procedure[Standing] = Procedure(KIND, "留言", open_ticket, lambda _: FLOW, PRIVATE)
"""程序: how the journal opens and reads a ticket."""
