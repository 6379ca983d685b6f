"""留言程序: a ticket is taken in, handed on, signed for, handled, answered by two people, asked about, and closed."""

from __future__ import annotations

from gongkai.law.grammar.flow import Flow, Role, Transition, from_each
from gongkai.law.grammar.statute import Article, regulation
from gongkai.law.grammar.words import Word

HOTLINE = Article("国办发〔2020〕53号", gist="受理、派单、办理、答复、督办、办结、回访、评价形成闭环")
IN_WRITING = regulation(29, gist="申请公开政府信息应当写明申请人、内容描述和获取方式；留言不是申请")


class State(Word):
    """留言状态: where a ticket is."""

    RECEIVED = "received", "待分派"
    DISPATCHED = "dispatched", "待签收"
    HANDLING = "handling", "办理中"
    REVIEWING = "reviewing", "待审核"
    APPROVED = "approved", "待答复"
    MERGED = "merged", "已并入主件"
    REPLIED = "replied", "已答复"
    CALLED_BACK = "called_back", "已回访"
    CLOSED = "closed", "已办结"


class Act(Word):
    """留言事项: the acts of a ticket."""

    RECEIVE = "receive", "受理"
    CLASSIFY = "classify", "改定种类"
    DISPATCH = "dispatch", "分派"
    TAKE_UP = "take_up", "自办"
    RECALL = "recall", "收回改派"
    SIGN = "sign", "签收"
    RETURN = "return", "退回"
    CONTRIBUTE = "contribute", "协办反馈"
    EXTEND = "extend", "延长办理期限"
    DRAFT = "draft", "拟答复"
    APPROVE = "approve", "审核通过"
    SEND_BACK = "send_back", "审核退回"
    REPLY = "reply", "答复"
    MERGE = "merge", "并入主件"
    SEPARATE = "separate", "撤销合并"
    REPLY_WITH = "reply_with", "随主件答复"
    RECORD = "record", "登记原系统答复"
    URGE = "urge", "催办"
    SUPERVISE = "supervise", "督办"
    INSTRUCT = "instruct", "领导批示"
    CALL_BACK = "call_back", "回访"
    RATE = "rate", "来信人评价"
    REWORK = "rework", "重新办理"
    CLOSE = "close", "办结"
    PUBLISH = "publish", "选登"
    UNPUBLISH = "unpublish", "撤下选登"


OPEN = (State.RECEIVED, State.DISPATCHED, State.HANDLING, State.REVIEWING, State.APPROVED)
"""在办状态: not answered yet, and answered by nobody else's reply."""
ANSWERED = (State.REPLIED, State.CALLED_BACK, State.CLOSED)
"""已答复状态."""
_BEFORE_THE_DRAFT = (State.RECEIVED, State.DISPATCHED, State.HANDLING)


def _row(source: State, act: Act, target: State, role: Role) -> Transition:
    return Transition(source, act, target, role, HOTLINE)


FLOW = Flow(
    "留言办理",
    State.RECEIVED,
    (
        _row(State.RECEIVED, Act.DISPATCH, State.DISPATCHED, Role.DISPATCHER),
        _row(State.RECEIVED, Act.TAKE_UP, State.HANDLING, Role.DISPATCHER),
        _row(State.RECEIVED, Act.RECORD, State.REPLIED, Role.DISPATCHER),
        _row(State.DISPATCHED, Act.SIGN, State.HANDLING, Role.HANDLER),
        _row(State.DISPATCHED, Act.RETURN, State.RECEIVED, Role.HANDLER),
        _row(State.DISPATCHED, Act.RECALL, State.RECEIVED, Role.DISPATCHER),
        _row(State.HANDLING, Act.DRAFT, State.REVIEWING, Role.HANDLER),
        _row(State.HANDLING, Act.CONTRIBUTE, State.HANDLING, Role.HANDLER),
        _row(State.HANDLING, Act.RETURN, State.RECEIVED, Role.HANDLER),
        _row(State.HANDLING, Act.RECALL, State.RECEIVED, Role.DISPATCHER),
        _row(State.HANDLING, Act.EXTEND, State.HANDLING, Role.REVIEWER),
        _row(State.REVIEWING, Act.APPROVE, State.APPROVED, Role.REVIEWER),
        _row(State.REVIEWING, Act.SEND_BACK, State.HANDLING, Role.REVIEWER),
        _row(State.APPROVED, Act.REPLY, State.REPLIED, Role.HANDLER),
        *(_row(state, Act.MERGE, State.MERGED, Role.DISPATCHER) for state in _BEFORE_THE_DRAFT),
        _row(State.MERGED, Act.REPLY_WITH, State.REPLIED, Role.HANDLER),
        _row(State.MERGED, Act.SEPARATE, State.RECEIVED, Role.DISPATCHER),
        _row(State.REPLIED, Act.CALL_BACK, State.CALLED_BACK, Role.DISPATCHER),
        *(_row(state, Act.REWORK, State.HANDLING, Role.DISPATCHER) for state in (State.REPLIED, State.CALLED_BACK)),
        *(_row(state, Act.CLOSE, State.CLOSED, Role.DISPATCHER) for state in (State.REPLIED, State.CALLED_BACK)),
        *from_each(_BEFORE_THE_DRAFT, Act.CLASSIFY, Role.DISPATCHER, HOTLINE),
        *from_each(OPEN, Act.URGE, Role.DISPATCHER, HOTLINE),
        *from_each(OPEN, Act.SUPERVISE, Role.INSPECTOR, HOTLINE),
        *from_each(OPEN, Act.INSTRUCT, Role.SIGNER, HOTLINE),
        *from_each(ANSWERED, Act.RATE, Role.APPLICANT, HOTLINE),
        *from_each(ANSWERED, Act.PUBLISH, Role.PUBLISHER, HOTLINE),
        *from_each(ANSWERED, Act.UNPUBLISH, Role.PUBLISHER, HOTLINE),
    ),
)
"""留言程序: nothing is closed but what was replied to, and a reply passes two people."""
