"""建议提案程序: its states, its acts, the rows they make, and whose turn each act is."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.grammar.flow import Flow, Role, Transition, from_each
from gongkai.law.grammar.words import Word
from gongkai.law.proposal_terms import HANDLED, OPENED

KIND = "proposal"


class State(Word):
    """建议提案状态: where a file is."""

    RECEIVED = "received", "待分析"
    ANALYSED = "analysed", "待分办"
    ROUTED = "routed", "待交办"
    HANDLING = "handling", "办理中"
    DRAFTED = "drafted", "答复待签发"
    SIGNED = "signed", "待答复提出人"
    REPLIED = "replied", "已答复"
    CLOSED = "closed", "已办结"
    RETURNED = "returned", "已退回"


class Act(Word):
    """建议提案环节: the acts of a file."""

    RECEIVE = "receive", "登记建议提案"
    ANALYSE = "analyse", "逐件分析分解"
    RETURN = "return", "退回转来机关"
    RECORD = "record", "补录办理结果"
    ROUTE = "route", "分办"
    ACCEPT = "accept", "接受承办"
    DECLINE = "decline", "提出分办异议"
    APPOINT = "appoint", "指定承办"
    HAND_OVER = "hand_over", "交办"
    ASSIGN = "assign", "内部交办"
    REASSIGN = "reassign", "改派承办单位"
    TALK = "talk", "与提出人沟通"
    OPINE = "opine", "提出协办意见"
    EXTEND = "extend", "延长办理期限"
    URGE = "urge", "催办"
    DRAFT = "draft", "拟答复"
    CHECK = "check", "答复保密审查"
    SEND_BACK = "send_back", "答复退回修改"
    SIGN = "sign", "签发答复"
    REPLY = "reply", "答复提出人"
    COPY = "copy", "抄送答复"
    RECEIPT = "receipt", "登记抄送回执"
    ACKNOWLEDGE = "acknowledge", "签收抄送件"
    ASK_AFTER = "ask_after", "询问办理情况"
    PUBLISH = "publish", "公开答复"
    TAKE_DOWN = "take_down", "撤下答复"
    FEEDBACK = "feedback", "登记提出人评价"
    REHANDLE = "rehandle", "重新办理"
    CLOSE = "close", "办结建议提案"
    REPORT_KEPT = "report_kept", "报告兑现"
    CONFIRM_KEPT = "confirm_kept", "核实兑现"
    DOUBT_KEPT = "doubt_kept", "退回兑现报告"
    PUT_OFF = "put_off", "承诺延期"
    GIVE_UP = "give_up", "说明不能兑现"


class Hand(Word):
    """经办方: whose turn an act is: the office that leads all files, the lead unit, any unit in its own name, or those whose
    congress or conference the file came from.
    """

    OFFICE = "office", "政府办公室"
    LEAD = "lead", "主办单位"
    UNIT = "unit", "承办单位"
    DELEGATES = "delegates", "人大、政协机构"


PROMISE_ACTS = (Act.REPORT_KEPT, Act.CONFIRM_KEPT, Act.DOUBT_KEPT, Act.PUT_OFF, Act.GIVE_UP)
"""承诺环节: they go on after the file is closed."""
_DONE = (State.REPLIED, State.CLOSED)
_RUNNING = (State.HANDLING, State.DRAFTED, State.SIGNED)

FLOW = Flow(
    "建议提案",
    State.RECEIVED,
    (
        Transition(State.RECEIVED, Act.ANALYSE, State.ANALYSED, Role.HANDLER, HANDLED),
        Transition(State.RECEIVED, Act.RETURN, State.RETURNED, Role.REVIEWER, HANDLED),
        Transition(State.RECEIVED, Act.RECORD, State.CLOSED, Role.REVIEWER, HANDLED),
        Transition(State.ANALYSED, Act.ANALYSE, State.ANALYSED, Role.HANDLER, HANDLED),
        Transition(State.ANALYSED, Act.RETURN, State.RETURNED, Role.REVIEWER, HANDLED),
        Transition(State.ANALYSED, Act.ROUTE, State.ROUTED, Role.DISPATCHER, HANDLED),
        Transition(State.ROUTED, Act.ACCEPT, State.ROUTED, Role.HANDLER, HANDLED),
        Transition(State.ROUTED, Act.DECLINE, State.ROUTED, Role.HANDLER, HANDLED),
        Transition(State.ROUTED, Act.ROUTE, State.ROUTED, Role.DISPATCHER, HANDLED),
        Transition(State.ROUTED, Act.APPOINT, State.ROUTED, Role.DISPATCHER, HANDLED),
        Transition(State.ROUTED, Act.HAND_OVER, State.HANDLING, Role.DISPATCHER, HANDLED),
        *from_each((State.HANDLING,), Act.ASSIGN, Role.HANDLER, HANDLED),
        *from_each((State.HANDLING,), Act.REASSIGN, Role.DISPATCHER, HANDLED),
        *from_each((State.HANDLING,), Act.TALK, Role.HANDLER, HANDLED),
        *from_each((State.HANDLING,), Act.OPINE, Role.HANDLER, HANDLED),
        *from_each((State.HANDLING,), Act.EXTEND, Role.REVIEWER, HANDLED),
        Transition(State.HANDLING, Act.DRAFT, State.DRAFTED, Role.HANDLER, HANDLED),
        Transition(State.DRAFTED, Act.CHECK, State.DRAFTED, Role.SECRECY_REVIEWER, OPENED),
        Transition(State.DRAFTED, Act.SEND_BACK, State.HANDLING, Role.SIGNER, HANDLED),
        Transition(State.DRAFTED, Act.SIGN, State.SIGNED, Role.SIGNER, HANDLED),
        Transition(State.SIGNED, Act.REPLY, State.REPLIED, Role.HANDLER, HANDLED),
        *from_each((State.ROUTED, *_RUNNING), Act.URGE, Role.DISPATCHER, HANDLED),
        Transition(State.REPLIED, Act.COPY, State.REPLIED, Role.HANDLER, HANDLED),
        *from_each(_DONE, Act.RECEIPT, Role.HANDLER, HANDLED),
        *from_each(_DONE, Act.ACKNOWLEDGE, Role.LIAISON, HANDLED),
        *from_each((State.ROUTED, *_RUNNING, *_DONE), Act.ASK_AFTER, Role.LIAISON, HANDLED),
        Transition(State.REPLIED, Act.PUBLISH, State.REPLIED, Role.PUBLISHER, OPENED),
        *from_each(_DONE, Act.TAKE_DOWN, Role.PUBLISHER, OPENED),
        Transition(State.REPLIED, Act.FEEDBACK, State.REPLIED, Role.HANDLER, HANDLED),
        Transition(State.REPLIED, Act.REHANDLE, State.HANDLING, Role.DISPATCHER, HANDLED),
        Transition(State.REPLIED, Act.CLOSE, State.CLOSED, Role.REVIEWER, HANDLED),
        *from_each(_DONE, Act.REPORT_KEPT, Role.HANDLER, HANDLED),
        *from_each(_DONE, Act.CONFIRM_KEPT, Role.REVIEWER, HANDLED),
        *from_each(_DONE, Act.DOUBT_KEPT, Role.REVIEWER, HANDLED),
        *from_each(_DONE, Act.PUT_OFF, Role.HANDLER, HANDLED),
        *from_each(_DONE, Act.GIVE_UP, Role.SIGNER, HANDLED),
    ),
)
"""建议提案程序: the office leads, the units handle, the lead unit replies and publishes."""

_OF_UNITS = (Act.ACCEPT, Act.DECLINE, Act.ASSIGN, Act.OPINE)
_OF_THE_LEAD = (
    *(Act.TALK, Act.DRAFT, Act.CHECK, Act.SEND_BACK, Act.SIGN, Act.REPLY, Act.COPY),
    *(Act.RECEIPT, Act.PUBLISH, Act.TAKE_DOWN),
    *(Act.REPORT_KEPT, Act.PUT_OFF, Act.GIVE_UP),
)
_OF_THE_DELEGATES = (Act.ACKNOWLEDGE, Act.ASK_AFTER)


def _hand(act: Act) -> Hand:
    if act in _OF_THE_DELEGATES:
        return Hand.DELEGATES
    return Hand.UNIT if act in _OF_UNITS else Hand.LEAD if act in _OF_THE_LEAD else Hand.OFFICE


HANDS: Mapping[Act, Hand] = {act: _hand(act) for act in Act}
"""经办方表: 谁主办、谁答复、谁公开; everything between the units is the office's."""
