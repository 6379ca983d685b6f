"""办件程序: received, asked for what is missing once, accepted, handed to units, decided, issued at one window, delivered.

A case of several matters is one application: the table of the case moves it as a whole, the table of parts each matter of it.
"""

from __future__ import annotations

from gongkai.law.grammar.flow import Flow, Role, Transition, from_each
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

ONE_WINDOW = Article("行政许可法", 26, gist="由一个机构统一受理、统一送达；几个部门分别办理的，可以统一办理、联合办理")
INTAKE = Article(
    "行政许可法", 32, 1, 4, gist="当场或者五日内一次告知需要补正的全部内容，逾期不告知的，自收到之日起即为受理"
)
COMPLETE = Article("行政许可法", 32, 1, 5, gist="材料齐全、符合法定形式，或者补正了全部材料的，应当受理")
NOT_OURS = Article("行政许可法", 32, 2, gist="受理或者不予受理，都出具加盖专用印章、注明日期的书面凭证")
EXAMINED = Article("行政许可法", 34, gist="对申请材料进行审查")
DECIDED = Article("行政许可法", 38, gist="符合条件的准予；不予的书面决定说明理由，告知救济权利")
IN_TIME = Article("行政许可法", 42, 1, gist="自受理之日起二十日内决定，经负责人批准可以延长十日，告知理由")
DELIVERED = Article("行政许可法", 44, gist="自作出决定之日起十日内颁发、送达证件")
NOT_COUNTED = Article(
    "行政许可法", 45, gist="听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审的时间不计入，告知所需时间"
)
RATED = Article("国办发〔2019〕51号", gist="一事一评，差评回访核实，属实的整改并反馈")
MONITORED = Article("行政许可法", 10, gist="对实施行政许可进行监督")


class State(Word):
    """办件状态: where a case is."""

    RECEIVED = "received", "待受理"
    SUPPLEMENTING = "supplementing", "待补正"
    ACCEPTED = "accepted", "待分派"
    HANDLING = "handling", "审批中"
    ISSUED = "issued", "待送达"
    SHIPPED = "shipped", "寄送中"
    DELIVERED = "delivered", "已办结"


class PartState(Word):
    """分办状态: where one matter of a case is."""

    UNASSIGNED = "unassigned", "待派单位"
    EXAMINING = "examining", "待审查"
    REVIEWING = "reviewing", "待决定"
    DECIDED = "decided", "已决定"


class Act(Word):
    """办件事项: the acts of a case."""

    RECEIVE = "receive", "收件"
    NOTIFY = "notify", "一次性告知"
    PART_SUPPLEMENT = "part_supplement", "收到部分补正"
    SUPPLEMENT = "supplement", "收齐补正"
    ACCEPT = "accept", "予以受理"
    NOT_ACCEPT = "not_accept", "不予受理"
    DISPATCH = "dispatch", "分派单位"
    REASSIGN = "reassign", "改派单位"
    RETURN = "return", "退回分派"
    EXAMINE = "examine", "提出审查意见"
    SEND_BACK = "send_back", "退回重审"
    APPROVE = "approve", "作出决定"
    EXTEND = "extend", "延长审批期限"
    PAUSE = "pause", "进入特别程序"
    RESUME = "resume", "结束特别程序"
    ISSUE = "issue", "统一出件"
    HAND_OVER = "hand_over", "交付结果"
    SEND = "send", "快递寄出"
    SIGNED = "signed", "快递签收"
    CAME_BACK = "came_back", "快递退件"
    WITHDRAW = "withdraw", "撤回申请"
    ACCOMPANY = "accompany", "指派政务专员"
    RATE = "rate", "办事人评价"
    CALL_BACK = "call_back", "差评回访"
    RECTIFY = "rectify", "差评整改"
    EXPLAIN = "explain", "说明时效牌"
    RULE_ON = "rule_on", "监察结论"


OPEN = (State.RECEIVED, State.SUPPLEMENTING, State.ACCEPTED, State.HANDLING)
"""在办状态: nothing decided of the whole yet."""
RESULTED = (State.ISSUED, State.SHIPPED, State.DELIVERED)
"""已有结果状态."""


def _row(source: State, act: Act, target: State, role: Role, basis: Article) -> Transition:
    return Transition(source, act, target, role, basis)


FLOW = Flow(
    "办件办理",
    State.RECEIVED,
    (
        _row(State.RECEIVED, Act.ACCEPT, State.ACCEPTED, Role.HANDLER, COMPLETE),
        _row(State.RECEIVED, Act.NOTIFY, State.SUPPLEMENTING, Role.HANDLER, INTAKE),
        _row(State.RECEIVED, Act.NOT_ACCEPT, State.ISSUED, Role.HANDLER, NOT_OURS),
        _row(State.SUPPLEMENTING, Act.SUPPLEMENT, State.RECEIVED, Role.HANDLER, COMPLETE),
        _row(State.SUPPLEMENTING, Act.PART_SUPPLEMENT, State.SUPPLEMENTING, Role.HANDLER, COMPLETE),
        _row(State.SUPPLEMENTING, Act.NOT_ACCEPT, State.ISSUED, Role.HANDLER, NOT_OURS),
        _row(State.ACCEPTED, Act.DISPATCH, State.HANDLING, Role.DISPATCHER, ONE_WINDOW),
        _row(State.HANDLING, Act.EXAMINE, State.HANDLING, Role.HANDLER, EXAMINED),
        _row(State.HANDLING, Act.APPROVE, State.HANDLING, Role.REVIEWER, DECIDED),
        _row(State.HANDLING, Act.SEND_BACK, State.HANDLING, Role.REVIEWER, EXAMINED),
        _row(State.HANDLING, Act.RETURN, State.HANDLING, Role.HANDLER, ONE_WINDOW),
        _row(State.HANDLING, Act.REASSIGN, State.HANDLING, Role.DISPATCHER, ONE_WINDOW),
        _row(State.HANDLING, Act.EXTEND, State.HANDLING, Role.SIGNER, IN_TIME),
        _row(State.HANDLING, Act.PAUSE, State.HANDLING, Role.HANDLER, NOT_COUNTED),
        _row(State.HANDLING, Act.RESUME, State.HANDLING, Role.HANDLER, NOT_COUNTED),
        _row(State.HANDLING, Act.ISSUE, State.ISSUED, Role.HANDLER, ONE_WINDOW),
        *(_row(state, Act.WITHDRAW, State.ISSUED, Role.HANDLER, ONE_WINDOW) for state in OPEN),
        _row(State.ISSUED, Act.HAND_OVER, State.DELIVERED, Role.HANDLER, DELIVERED),
        _row(State.ISSUED, Act.SEND, State.SHIPPED, Role.HANDLER, DELIVERED),
        _row(State.SHIPPED, Act.SIGNED, State.DELIVERED, Role.HANDLER, DELIVERED),
        _row(State.SHIPPED, Act.CAME_BACK, State.ISSUED, Role.HANDLER, DELIVERED),
        *from_each(OPEN, Act.ACCOMPANY, Role.DISPATCHER, ONE_WINDOW),
        *from_each(RESULTED, Act.RATE, Role.APPLICANT, RATED),
        *from_each(RESULTED, Act.CALL_BACK, Role.DISPATCHER, RATED),
        *from_each(RESULTED, Act.RECTIFY, Role.DISPATCHER, RATED),
        *from_each(State, Act.EXPLAIN, Role.HANDLER, MONITORED),
        *from_each(State, Act.RULE_ON, Role.INSPECTOR, MONITORED),
    ),
)
"""办件程序: nothing is closed but what was delivered, and nothing issued before every part of it was decided."""


def _part(source: PartState, act: Act, target: PartState, role: Role, basis: Article) -> Transition:
    return Transition(source, act, target, role, basis)


_UNDECIDED = (PartState.EXAMINING, PartState.REVIEWING)
PART_FLOW = Flow(
    "办件分办",
    PartState.UNASSIGNED,
    (
        _part(PartState.UNASSIGNED, Act.DISPATCH, PartState.EXAMINING, Role.DISPATCHER, ONE_WINDOW),
        _part(PartState.UNASSIGNED, Act.REASSIGN, PartState.EXAMINING, Role.DISPATCHER, ONE_WINDOW),
        _part(PartState.EXAMINING, Act.EXAMINE, PartState.REVIEWING, Role.HANDLER, EXAMINED),
        _part(PartState.EXAMINING, Act.RETURN, PartState.UNASSIGNED, Role.HANDLER, ONE_WINDOW),
        _part(PartState.REVIEWING, Act.APPROVE, PartState.DECIDED, Role.REVIEWER, DECIDED),
        _part(PartState.REVIEWING, Act.SEND_BACK, PartState.EXAMINING, Role.REVIEWER, EXAMINED),
        *from_each(_UNDECIDED, Act.EXTEND, Role.SIGNER, IN_TIME),
        *from_each(_UNDECIDED, Act.PAUSE, Role.HANDLER, NOT_COUNTED),
        *from_each(_UNDECIDED, Act.RESUME, Role.HANDLER, NOT_COUNTED),
    ),
)
"""分办程序: every part is examined by one and decided by another; parts of one case run beside each other."""
PART_ACTS = frozenset(Act(row.act) for row in PART_FLOW.rows) - {Act.DISPATCH}
"""分办事项: the acts that name one part."""
