"""建议提案各环节: what each act changes in the file; every act names what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from gongkai.law import promises, proposal_replies
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.promises import Promise, promise_of, read_promises, with_promise
from gongkai.law.proposal_flow import Act
from gongkai.law.proposal_recorded import read_recorded
from gongkai.law.proposal_replies import Feedback, ProposalReply, ReplyClass, ReplyWay, TalkWay, read_reply
from gongkai.law.proposal_standing import ProposalFile
from gongkai.law.proposal_terms import HANDLED, PROPOSAL_AGAIN, HandlingClock, handover_clock
from gongkai.law.proposal_units import (
    UnitAnswer,
    UnitPart,
    kept_answers,
    read_points,
    read_routing,
    unit_of,
    with_unit,
)

S = TypeVar("S", bound=ProposalFile)


class ProposalEffect(Protocol):
    """环节效果: the file after a step, of the same sort as before it."""

    def __call__(self, file: S, step: Step, calendar: Calendar, /) -> S:
        """施行: the file after it, or Unlawful."""


# -- from receipt to hand-over ---------------------------------------------------------------------------------------------


def _analyse(file: S, step: Step, calendar: Calendar) -> S:
    return replace(file, points=read_points(step), units=(), routed_on=None)


def _return(file: S, step: Step, calendar: Calendar) -> S:
    step.text("reason", "退回的理由")
    return replace(file, closed_on=step.on, outcome="returned")


def _record(file: S, step: Step, calendar: Calendar) -> S:
    told = read_recorded(step, file.received_on)
    step.text("stated", "补录的出处")
    units = read_routing(step, ())[1] if step.details.get("lead") else ()
    known = tuple(replace(unit, answer=UnitAnswer.ACCEPTED) for unit in units)
    outcome = told.reply_class.value if told.reply_class else "recorded"
    return replace(file, recorded=told, units=known, closed_on=told.replied_on or step.on, outcome=outcome)


def _route(file: S, step: Step, calendar: Calendar) -> S:
    step.text("duty", "分办的职责依据")
    points, units = read_routing(step, file.points)
    return replace(file, points=points, units=kept_answers(units, file.units), routed_on=step.on)


def _accept(file: S, step: Step, calendar: Calendar) -> S:
    return _answered(file, step, UnitAnswer.ACCEPTED)


def _decline(file: S, step: Step, calendar: Calendar) -> S:
    step.text("reason", "异议的理由")
    return _answered(file, step, UnitAnswer.DECLINED)


def _appoint(file: S, step: Step, calendar: Calendar) -> S:
    step.text("reason", "指定承办的理由")
    return _answered(file, step, UnitAnswer.APPOINTED)


def _answered(file: S, step: Step, answer: UnitAnswer) -> S:
    unit = unit_of(file.units, step)
    if unit.stands:
        raise Unlawful(f"该单位已经“{unit.answer.label}”", HANDLED, field="unit")
    return replace(file, units=with_unit(file.units, replace(unit, answer=answer)))


def _hand_over(file: S, step: Step, calendar: Calendar) -> S:
    step.text("meeting", "交办会议或者交办方式")
    clock, lengths = handover_clock(step, calendar)
    return replace(file, began=clock, clock=clock, lengths=lengths)


# -- handling ------------------------------------------------------------------------------------------------------------


def _assign(file: S, step: Step, calendar: Calendar) -> S:
    unit = unit_of(file.units, step)
    section = step.text("section", "承办科室、承办人")
    return replace(file, units=with_unit(file.units, replace(unit, section=section)))


def _reassign(file: S, step: Step, calendar: Calendar) -> S:
    step.text("reason", "改派的理由")
    points, units = read_routing(step, file.points)
    settled = tuple(
        unit if unit.stands else replace(unit, answer=UnitAnswer.APPOINTED) for unit in kept_answers(units, file.units)
    )
    return replace(file, points=points, units=settled)


def _talk(file: S, step: Step, calendar: Calendar) -> S:
    step.word(TalkWay, "way", "沟通方式", HANDLED)
    step.text("said", "沟通情况")
    return replace(file, talks=file.talks + 1)


def _opine(file: S, step: Step, calendar: Calendar) -> S:
    unit = unit_of(file.units, step)
    if unit.part is UnitPart.LEAD:
        raise Unlawful("主办单位直接拟答复，不提协办意见", HANDLED, field="unit")
    step.text("opinion", "协办意见")
    return replace(file, units=with_unit(file.units, replace(unit, opinion_on=step.on)))


def _extend(file: S, step: Step, calendar: Calendar) -> S:
    assert file.clock is not None  # noqa: S101 (nothing is handled that was not handed over)
    months = step.number("months", "延长月数")
    step.text("reason", "延长的理由")
    clock = file.clock
    if clock.months + clock.added + months > file.lengths.longest:
        raise Unlawful(f"办理期限连同延长不能超过{file.lengths.longest}个月", HANDLED, field="months")
    due = clock.due(calendar).on
    if step.on > due:
        raise Unlawful(f"办理期限已于{due:%Y-%m-%d}届满，不能再延长", HANDLED, field="on")
    longer = replace(clock, added=clock.added + months)
    return replace(file, clock=longer, began=longer)


def _urge(file: S, step: Step, calendar: Calendar) -> S:
    step.text("text", "催办内容")
    return replace(file, urged=file.urged + 1)


# -- the reply -----------------------------------------------------------------------------------------------------------


def _draft(file: S, step: Step, calendar: Calendar) -> S:
    reply = read_reply(step)
    before = file.promises[: file.promised]
    made = read_promises(step, len(before))
    if reply.reply_class is ReplyClass.PLANNED and not made:
        raise Unlawful("B类答复应当写明承诺事项和时限", HANDLED, field="promises")
    return replace(file, replies=(*file.replies[: file.round - 1], reply), promises=(*before, *made))


def _check(file: S, step: Step, calendar: Calendar) -> S:
    return _with_reply(file, proposal_replies.checked(_reply(file), step))


def _send_back(file: S, step: Step, calendar: Calendar) -> S:
    step.text("reason", "退回修改的理由")
    return replace(file, replies=file.replies[: file.round - 1], promises=file.promises[: file.promised])


def _sign(file: S, step: Step, calendar: Calendar) -> S:
    signed = _with_reply(file, proposal_replies.signed(_reply(file), step))
    return replace(signed, promised=len(file.promises))


def _reply_sent(file: S, step: Step, calendar: Calendar) -> S:
    step.word(ReplyWay, "way", "答复送达方式", HANDLED)
    return _with_reply(file, replace(_reply(file), replied_on=step.on))


def _copy(file: S, step: Step, calendar: Calendar) -> S:
    return _with_reply(file, proposal_replies.copied(_reply(file), step))


def _receipt(file: S, step: Step, calendar: Calendar) -> S:
    if file.reply is None:
        raise Unlawful("本平台没有抄送过这一件的答复", HANDLED)
    return _with_reply(file, proposal_replies.receipted(file.reply, step))


def _acknowledge(file: S, step: Step, calendar: Calendar) -> S:
    """Who was sent a copy says itself that it came, on the day it says so."""
    return _receipt(file, Step(step.act, step.on, {**step.details, "received_on": step.on.isoformat()}), calendar)


def _ask_after(file: S, step: Step, calendar: Calendar) -> S:
    step.text("asked", "询问的内容")
    return file


def _publish(file: S, step: Step, calendar: Calendar) -> S:
    return _with_reply(file, proposal_replies.published(_reply(file), step))


def _take_down(file: S, step: Step, calendar: Calendar) -> S:
    if file.reply is None:
        raise Unlawful("本平台没有公开这一件的答复，不能撤下", HANDLED)
    return _with_reply(file, proposal_replies.taken_down(file.reply, step))


def _feedback(file: S, step: Step, calendar: Calendar) -> S:
    said = step.word(Feedback, "satisfaction", "提出人评价", HANDLED)
    if said is Feedback.UNSATISFIED:
        step.text("said", "不满意的理由")
    return _with_reply(file, replace(_reply(file), satisfaction=said))


def _rehandle(file: S, step: Step, calendar: Calendar) -> S:
    clock = HandlingClock(step.on, PROPOSAL_AGAIN.length)
    waiting = tuple(replace(unit, opinion_on=None) for unit in file.units)
    return replace(file, round=file.round + 1, clock=clock, talks=0, units=waiting)


def _close(file: S, step: Step, calendar: Calendar) -> S:
    reply = _reply(file)
    if reply.satisfaction is None:
        step.text("note", "没有收到提出人评价的说明")
    elif reply.satisfaction is Feedback.UNSATISFIED:
        step.text("note", "再次办理后仍不满意的说明")
    return replace(file, closed_on=step.on, outcome=reply.reply_class.value)


def _reply(file: ProposalFile) -> ProposalReply:
    assert file.reply is not None  # noqa: S101 (the flow lets none of these acts come before a reply is drawn)
    return file.reply


def _with_reply(file: S, reply: ProposalReply) -> S:
    return replace(file, replies=(*file.replies[:-1], reply))


# -- promises ------------------------------------------------------------------------------------------------------------


def _on_a_promise(change: Callable[[Promise, Step], Promise]) -> ProposalEffect:
    def effect(file: S, step: Step, calendar: Calendar) -> S:
        return replace(file, promises=with_promise(file.promises, change(promise_of(file.promises, step), step)))

    return effect


EFFECTS: Mapping[Act, ProposalEffect] = {
    Act.ANALYSE: _analyse,
    Act.RETURN: _return,
    Act.RECORD: _record,
    Act.ROUTE: _route,
    Act.ACCEPT: _accept,
    Act.DECLINE: _decline,
    Act.APPOINT: _appoint,
    Act.HAND_OVER: _hand_over,
    Act.ASSIGN: _assign,
    Act.REASSIGN: _reassign,
    Act.TALK: _talk,
    Act.OPINE: _opine,
    Act.EXTEND: _extend,
    Act.URGE: _urge,
    Act.DRAFT: _draft,
    Act.CHECK: _check,
    Act.SEND_BACK: _send_back,
    Act.SIGN: _sign,
    Act.REPLY: _reply_sent,
    Act.COPY: _copy,
    Act.RECEIPT: _receipt,
    Act.ACKNOWLEDGE: _acknowledge,
    Act.ASK_AFTER: _ask_after,
    Act.PUBLISH: _publish,
    Act.TAKE_DOWN: _take_down,
    Act.FEEDBACK: _feedback,
    Act.REHANDLE: _rehandle,
    Act.CLOSE: _close,
    Act.REPORT_KEPT: _on_a_promise(promises.reported),
    Act.CONFIRM_KEPT: _on_a_promise(promises.confirmed),
    Act.DOUBT_KEPT: _on_a_promise(promises.doubted),
    Act.PUT_OFF: _on_a_promise(promises.put_off),
    Act.GIVE_UP: _on_a_promise(promises.given_up),
}
"""环节效果表."""
