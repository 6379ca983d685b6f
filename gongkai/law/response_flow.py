"""舆情事件程序: an event is registered, assessed, handed out, answered by two people, followed, and learned from."""

from __future__ import annotations

from gongkai.law.grammar.flow import Flow, Role, Transition, from_each
from gongkai.law.grammar.words import Word
from gongkai.law.response_terms import NOTICE


class State(Word):
    """舆情事件状态: where an event is."""

    REGISTERED = "registered", "待研判"
    ASSESSED = "assessed", "待分办"
    ASSIGNED = "assigned", "处置中"
    REVIEWING = "reviewing", "回应待审签"
    CLEARED = "cleared", "回应待发布"
    RESPONDED = "responded", "已回应"
    CLOSED = "closed", "已办结"
    SET_ASIDE = "set_aside", "不需回应"


class Act(Word):
    """舆情事件环节: the acts of an event."""

    REGISTER = "register", "登记事件"
    ASSESS = "assess", "研判"
    ADJUST = "adjust", "调整等级"
    SET_ASIDE = "set_aside", "决定不回应"
    ASSIGN = "assign", "交办"
    REASSIGN = "reassign", "改派责任单位"
    VERIFY = "verify", "核实情况"
    OBSERVE = "observe", "记录舆情走势"
    DRAFT = "draft", "拟回应稿"
    APPROVE = "approve", "审签回应稿"
    SEND_BACK = "send_back", "退回回应稿"
    RELEASE = "release", "发布回应"
    RECORD = "record", "补记已发布的回应"
    WITHDRAW = "withdraw", "撤下回应"
    CONFER = "confer", "举行新闻发布会"
    REPORT = "report", "上报"
    GATHER = "gather", "关联留言"
    ASK = "ask", "提炼最关注的问题"
    JUDGE = "judge", "评定是否答到"
    BRIEF = "brief", "编发舆情简报"
    LEARN = "learn", "总结教训"
    CLOSE = "close", "事件办结"
    REOPEN = "reopen", "重新处置"


WORKING = (State.ASSIGNED, State.REVIEWING, State.CLEARED, State.RESPONDED)
"""处置状态: somebody has it in hand."""
OPEN = (State.REGISTERED, State.ASSESSED, *WORKING)
"""未办结状态."""


def _row(source: State, act: Act, target: State, role: Role) -> Transition:
    return Transition(source, act, target, role, NOTICE)


FLOW = Flow(
    "舆情事件处置",
    State.REGISTERED,
    (
        _row(State.REGISTERED, Act.ASSESS, State.ASSESSED, Role.DISPATCHER),
        _row(State.ASSESSED, Act.ASSIGN, State.ASSIGNED, Role.DISPATCHER),
        _row(State.ASSESSED, Act.SET_ASIDE, State.SET_ASIDE, Role.REVIEWER),
        *(_row(state, Act.DRAFT, State.REVIEWING, Role.HANDLER) for state in (State.ASSIGNED, State.RESPONDED)),
        _row(State.REVIEWING, Act.APPROVE, State.CLEARED, Role.SIGNER),
        _row(State.REVIEWING, Act.SEND_BACK, State.ASSIGNED, Role.SIGNER),
        *(_row(state, Act.RELEASE, State.RESPONDED, Role.PUBLISHER) for state in (State.CLEARED, State.RESPONDED)),
        *(_row(state, Act.RECORD, State.RESPONDED, Role.DISPATCHER) for state in (State.ASSIGNED, State.RESPONDED)),
        *(_row(state, Act.CLOSE, State.CLOSED, Role.REVIEWER) for state in (State.ASSIGNED, State.RESPONDED)),
        *(_row(state, Act.REOPEN, State.ASSIGNED, Role.DISPATCHER) for state in (State.CLOSED, State.SET_ASIDE)),
        _row(State.ASSIGNED, Act.REASSIGN, State.ASSIGNED, Role.DISPATCHER),
        *from_each((State.ASSESSED, *WORKING), Act.ADJUST, Role.DISPATCHER, NOTICE),
        *from_each((*WORKING, State.CLOSED), Act.WITHDRAW, Role.PUBLISHER, NOTICE),
        *from_each(WORKING, Act.VERIFY, Role.HANDLER, NOTICE),
        *from_each((*WORKING, State.CLOSED), Act.CONFER, Role.PUBLISHER, NOTICE),
        *from_each(OPEN, Act.OBSERVE, Role.DISPATCHER, NOTICE),
        *from_each(OPEN, Act.REPORT, Role.DISPATCHER, NOTICE),
        *from_each((*OPEN, State.CLOSED), Act.GATHER, Role.DISPATCHER, NOTICE),
        *from_each((*OPEN, State.CLOSED), Act.BRIEF, Role.DISPATCHER, NOTICE),
        *from_each(WORKING, Act.ASK, Role.DISPATCHER, NOTICE),
        *from_each((State.RESPONDED, State.CLOSED), Act.JUDGE, Role.REVIEWER, NOTICE),
        *from_each((State.RESPONDED, State.CLOSED), Act.LEARN, Role.REVIEWER, NOTICE),
    ),
)
"""舆情事件程序: nothing is closed unanswered, and no answer goes out that one person alone has seen."""
