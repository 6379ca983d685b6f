"""依申请公开（条例第二十七至四十五条）: procedure and standing of an application.

Whatever affects the procedure lives in this file: the words, the terms, the two flows (2007 and 2019), what makes an act
unlawful, and what each act changes. Receipt, consultations, service and the reply clock are small machines of their own beside
it. The journal's steps are folded through ``Standing.take``; what the law does not allow raises ``Unlawful`` with the
article, and nothing has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.clock import Clock, run
from gongkai.law.consultations import (
    AUTHORITY_OPINION,
    THIRD_PARTY_OPINION,
    Consultation,
    Consultee,
    Opinion,
)
from gongkai.law.fees import FEES_NOTICE, FEES_SINCE, Fee, Measure, fee_by_items, fee_by_pages
from gongkai.law.grammar.calendar import Calendar, Reckoned, months_after
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful, from_each
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.statute import Article, Certainty, Effect, Term, Unit, regulation, regulation_2007
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import Element, Outcome, Version, outcome
from gongkai.law.receipt import REVISED, Channel, receipt, version_for
from gongkai.law.service import SERVICE_NOTICE, Service, service

KIND = "application"
COMMENCED = date(2008, 5, 1)
"""条例施行日: no application under the Regulation can be older."""


class ApplicantKind(Word):
    """申请人类型: the columns of the statutory table."""

    PERSON = "person", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    CHARITY = "charity", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER_ORGANIZATION = "other_organization", "其他"


class State(Word):
    """办理状态: where the file is. Waiting for an opinion is not among them."""

    UNCONFIRMED = "unconfirmed", "待确认"
    HANDLING = "handling", "办理中"
    AWAITING_CLARIFICATION = "awaiting_clarification", "待补正"
    AWAITING_REASONS = "awaiting_reasons", "待说明理由"
    AWAITING_PAYMENT = "awaiting_payment", "待缴费"
    REPLIED = "replied", "已签发待送达"
    CLOSED = "closed", "已办结"
    ARCHIVED = "archived", "已归档"


class Act(Word):
    """办理事项: the acts an application knows."""

    SUBMIT = "submit", "登记申请"
    CONFIRM = "confirm", "与申请人确认"
    ASK_CLARIFICATION = "ask_clarification", "告知补正"
    CLARIFY = "clarify", "收到补正"
    CONSULT = "consult", "征求意见"
    SERVE_CONSULTATION = "serve_consultation", "征求意见书送达"
    ANSWER_CONSULTATION = "answer_consultation", "收到意见"
    EXTEND = "extend", "延长答复期限"
    ASK_REASONS = "ask_reasons", "要求说明理由"
    GIVE_REASONS = "give_reasons", "收到说明"
    DEFER = "defer", "确定延迟答复期限"
    NOTIFY_FEE = "notify_fee", "发出收费通知"
    PAY = "pay", "收到缴费"
    SPLIT = "split", "拆分申请"
    DRAFT = "draft", "拟办答复"
    REVIEW = "review", "审核同意"
    RETURN = "return_draft", "退回修改"
    REPLY = "reply", "签发答复"
    SERVE = "serve", "送达答复"
    WITHDRAW = "withdraw", "申请人撤回"
    LAPSE = "lapse", "视为放弃"
    TERMINATE = "terminate", "终止办理"
    REOPEN = "reopen", "依决定重新办理"
    ARCHIVE = "archive", "归档"


class EndCause(Word):
    """终止原因: why nobody is left to be answered."""

    DIED = "died", "申请人死亡"
    DISSOLVED = "dissolved", "申请人（法人或者其他组织）终止"
    OTHER = "other", "其他原因"


_WORKING = Unit.WORKING_DAYS
REPLY_2007 = Term("答复期限", 15, _WORKING, "自收到申请之日起", regulation_2007(24, 2), until=date(2019, 5, 14))
REPLY = Term("答复期限", 20, _WORKING, "自收到申请之日起", regulation(33, 2), since=REVISED)
EXTENSION_2007 = Term(
    "延长答复期限", 15, _WORKING, "自原期限届满起不超过", regulation_2007(24, 2), Effect.EXTEND, until=date(2019, 5, 14)
)
EXTENSION = Term("延长答复期限", 20, _WORKING, "自原期限届满起不超过", regulation(33, 2), Effect.EXTEND, since=REVISED)
CLARIFICATION_NOTICE = Term("告知补正", 7, _WORKING, "自收到申请之日起", regulation(30), Effect.RESET, since=REVISED)
CLARIFICATION_PERIOD = Term(
    "补正期限",
    15,
    _WORKING,
    "自告知补正之日起一般为",
    regulation(30),
    Effect.RESET,
    since=REVISED,
    certainty=Certainty.INFERRED,
    note="条例只要求合理期限，15个工作日为通行做法，办理时可以另定",
)
PAYMENT = Term(
    "缴费期限", 20, _WORKING, "自收到收费通知次日起", Article(FEES_NOTICE, 6), Effect.RESET, since=FEES_SINCE
)
MOST_REVIEWS = 3
"""审核级数的上限: between drafting and signing; how many there are is the authority's own practice (条例第四十五条)."""
MOST_MONTHS_DEFERRED = 12
"""延迟答复的上限 [推定口径]: the article says reasonable and no number; later than a year is a slip of the pen."""
TERMS = (
    CLARIFICATION_NOTICE,
    CLARIFICATION_PERIOD,
    REPLY,
    REPLY_2007,
    EXTENSION,
    EXTENSION_2007,
    THIRD_PARTY_OPINION,
    AUTHORITY_OPINION,
    PAYMENT,
)
"""期限表: every term of an application; the documentation prints it."""


def reply_term(version: Version) -> Term:
    """答复期限: 20 working days, 15 before the revision."""
    return REPLY if version is Version.R2019 else REPLY_2007


def extension_term(version: Version) -> Term:
    """延长上限: up to 20 working days, 15 before the revision."""
    return EXTENSION if version is Version.R2019 else EXTENSION_2007


# -- the procedure as rows ------------------------------------------------------------------------------------------------

_OPEN = (State.HANDLING, State.AWAITING_CLARIFICATION, State.AWAITING_REASONS, State.AWAITING_PAYMENT)
_LEARNT_LATER = (Act.SERVE_CONSULTATION, Act.ANSWER_CONSULTATION)
"""后知之事: what happened with somebody else and is learnt of later; entered on its own day, after whatever was done since."""
_FEES = Article(FEES_NOTICE, 6)


def _consulting(basis: Article, answerable: tuple[State, ...]) -> tuple[Transition, ...]:
    """Asked while the file is handled; the letter is served and the opinion comes whatever the applicant owes meanwhile."""
    return (
        Transition(State.HANDLING, Act.CONSULT, State.HANDLING, Role.HANDLER, basis),
        *from_each(answerable, Act.SERVE_CONSULTATION, Role.HANDLER, basis),
        *from_each(answerable, Act.ANSWER_CONSULTATION, Role.HANDLER, basis),
    )


def _answering(state: State, basis: Article) -> tuple[Transition, ...]:
    return (
        Transition(state, Act.DRAFT, state, Role.HANDLER, basis),
        Transition(state, Act.REVIEW, state, Role.REVIEWER, regulation(45)),
        Transition(state, Act.RETURN, state, Role.REVIEWER, regulation(45)),
        Transition(state, Act.REPLY, State.REPLIED, Role.SIGNER, basis),
    )


_SERVING = (Transition(State.REPLIED, Act.SERVE, State.CLOSED, Role.HANDLER, SERVICE_NOTICE),)
_SPLITTING = Article(FEES_NOTICE, 4, gist="一份申请包含多项内容的，可以按一事一申请的原则以合理的最小单位拆分")


def _ending(states: tuple[State, ...], version: Version) -> tuple[Transition, ...]:
    basis = outcome("withdrawn").article(version)
    withdrawals = (Transition(state, Act.WITHDRAW, State.CLOSED, Role.HANDLER, basis) for state in states)
    terminations = (Transition(state, Act.TERMINATE, State.CLOSED, Role.REVIEWER, basis) for state in states)
    return (*withdrawals, *terminations)


_ARCHIVING = (
    Transition(State.CLOSED, Act.ARCHIVE, State.ARCHIVED, Role.HANDLER, regulation(45)),
    *(
        Transition(state, Act.REOPEN, State.HANDLING, Role.HANDLER, regulation(51))
        for state in (State.HANDLING, State.CLOSED, State.ARCHIVED)
    ),
)

FLOW_2019 = Flow(
    "政府信息公开申请",
    State.UNCONFIRMED,
    (
        Transition(State.UNCONFIRMED, Act.CONFIRM, State.HANDLING, Role.HANDLER, regulation(31)),
        Transition(State.HANDLING, Act.ASK_CLARIFICATION, State.AWAITING_CLARIFICATION, Role.HANDLER, regulation(30)),
        Transition(State.AWAITING_CLARIFICATION, Act.CLARIFY, State.HANDLING, Role.HANDLER, regulation(30)),
        Transition(State.AWAITING_CLARIFICATION, Act.LAPSE, State.CLOSED, Role.REVIEWER, regulation(30)),
        *_consulting(regulation(32), _OPEN),
        Transition(State.HANDLING, Act.EXTEND, State.HANDLING, Role.REVIEWER, regulation(33, 2)),
        Transition(State.HANDLING, Act.ASK_REASONS, State.AWAITING_REASONS, Role.REVIEWER, regulation(35)),
        Transition(State.AWAITING_REASONS, Act.GIVE_REASONS, State.HANDLING, Role.HANDLER, regulation(35)),
        Transition(State.HANDLING, Act.DEFER, State.HANDLING, Role.REVIEWER, regulation(35)),
        Transition(State.HANDLING, Act.NOTIFY_FEE, State.AWAITING_PAYMENT, Role.REVIEWER, _FEES),
        Transition(State.AWAITING_PAYMENT, Act.PAY, State.HANDLING, Role.HANDLER, _FEES),
        Transition(State.AWAITING_PAYMENT, Act.LAPSE, State.CLOSED, Role.REVIEWER, _FEES),
        Transition(State.HANDLING, Act.SPLIT, State.HANDLING, Role.HANDLER, _SPLITTING),
        *_answering(State.HANDLING, regulation(36)),
        *_answering(State.AWAITING_REASONS, regulation(35)),
        *_SERVING,
        *_ending((State.UNCONFIRMED, *_OPEN), Version.R2019),
        *_ARCHIVING,
    ),
)
"""办理程序（2019年条例）."""

FLOW_2007 = Flow(
    "政府信息公开申请（2007年条例）",
    State.HANDLING,
    (
        *_consulting(regulation_2007(23), (State.HANDLING,)),
        Transition(State.HANDLING, Act.EXTEND, State.HANDLING, Role.REVIEWER, regulation_2007(24, 2)),
        *_answering(State.HANDLING, regulation_2007(21)),
        *_SERVING,
        *_ending((State.HANDLING,), Version.R2007),
        *_ARCHIVING,
    ),
)
"""办理程序（2007年条例）: an unclear application is answered by a reply (第二十一条第四项); there is no clarification."""


# -- what the law knows of one application ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pending:
    """待申请人: what the applicant has been asked for, and by when."""

    act: Act
    asked_on: date
    due: Reckoned


@dataclass(frozen=True)
class Draft:
    """拟办意见: the outcome proposed and what its letter says, element by element, and the attachments it lists.

    ``despite`` is why it is disclosed although a third party objects, as that party is told (条例第三十二条). ``reviews`` is how
    many reviews it wants before it is signed, ``reviewed`` how many it has had since it was last worded.
    """

    outcome: str
    elements: Mapping[str, str]
    drafted_on: date
    reviews: int = 0
    reviewed: int = 0
    returned: bool = False
    attachments: tuple[str, ...] = ()
    despite: str = ""

    @property
    def awaits_review(self) -> bool:
        """待审核: whether a review is still owed before it may be signed."""
        return self.reviewed < self.reviews


_BEGUN_BY = {
    Act.SUBMIT: "收到申请",
    Act.CONFIRM: "与申请人确认收到申请",
    Act.CLARIFY: "收到补正后的申请，期限重新计算",
    Act.GIVE_REASONS: "收到申请人的说明，期限重新计算",
    Act.ASK_REASONS: "说明理由的期限届满，申请人没有说明，期限重新计算",
    Act.PAY: "申请人完成缴费，期限重新计算",
    Act.REOPEN: "收到复议决定或者裁判，期限由其确定",
}
_OWED = {
    Act.ASK_CLARIFICATION: "补正；无正当理由逾期不补正的，视为放弃申请。收到补正后，答复期限重新计算",
    Act.ASK_REASONS: "说明理由；没有说明或者理由不合理的，不予处理。收到说明后，答复期限重新计算",
    Act.NOTIFY_FEE: "缴纳信息处理费{amount}元；逾期不缴纳的，视为放弃申请。完成缴费后，答复期限重新计算",
}
_REDOING = Article("行政复议法", 77, gist="被申请人应当履行行政复议决定书；裁判亦同（行政诉讼法第九十四条）")
_DISCLOSING = ("disclosed", "partly_disclosed")
_PENDING_LABELS = {Act.ASK_CLARIFICATION: "补正期限", Act.ASK_REASONS: "说明理由期限", Act.NOTIFY_FEE: "缴费期限"}


@dataclass(frozen=True)
class Standing:
    """办理情况: everything that follows from the steps so far. Immutable; ``take`` hands over the next one."""

    channel: Channel
    applicant: ApplicantKind
    submitted_on: date
    state: State
    version: Version
    last_on: date
    received_on: date | None = None
    starts_on: date | None = None
    begun_by: Act = Act.SUBMIT
    extension: int = 0
    deferred_to: date | None = None
    consultations: tuple[Consultation, ...] = ()
    pending: Pending | None = None
    fee: Fee | None = None
    draft: Draft | None = None
    taken: tuple[Act, ...] = ()
    outcome: str | None = None
    replied_on: date | None = None
    service: Service | None = None
    closed_on: date | None = None
    ordered_until: date | None = None
    """决定期限: by when a decision or a judgment has ordered the reply; it takes the place of the reply term."""
    counted_on: date | None = None
    counted_as: str | None = None
    """已计入: how the file was first closed, where a decision of a later year has reopened it; the table goes by that alone."""

    @property
    def flow(self) -> Flow:
        """适用程序: the rows of the Regulation this application is handled under."""
        return FLOW_2019 if self.version is Version.R2019 else FLOW_2007

    @property
    def extended(self) -> bool:
        """延期: whether the reply term has ever been extended; a term that began anew does not give a second extension."""
        return Act.EXTEND in self.taken

    @property
    def result(self) -> Outcome | None:
        """结果: the leaf the file was closed with."""
        return outcome(self.outcome) if self.outcome else None

    def clock(self, calendar: Calendar) -> Clock | None:
        """答复时钟: the reply term with every day explained; None while none has begun."""
        if self.starts_on is None:
            return None
        spans = (each.span(self.version, calendar) for each in self.consultations)
        return run(
            calendar,
            term=reply_term(self.version),
            starts_on=self.starts_on,
            begun_by=_BEGUN_BY[self.begun_by],
            extension=self.extension,
            extension_basis=extension_term(self.version).basis,
            spans=tuple(span for span in spans if span is not None),
            deferred_to=self.ordered_until or self.deferred_to,
            deferral_basis=_REDOING if self.ordered_until else regulation(35),
        )

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the day by which the next answer is owed, ours or the applicant's; None when no clock runs."""
        if self.closed_on is not None:
            return None
        if self.pending is not None:
            return self.pending.due
        clock = self.clock(calendar)
        return clock.due if clock else None

    def remaining(self, on: date, calendar: Calendar) -> int | None:
        """剩余工作日: until what is due; negative by the working days overdue, None when no day is set."""
        if self.pending is not None:
            last = self.pending.due.on
            return calendar.count(on, last) if on <= last else -calendar.count(last, on)
        clock = self.clock(calendar)
        return clock.remaining(on, calendar) if clock and self.closed_on is None else None

    @property
    def due_label(self) -> str:
        """到期事项: what falls due on the due day."""
        if self.pending is not None:
            return _PENDING_LABELS[self.pending.act]
        return "答复期限" if self.starts_on else "待与申请人确认"

    @property
    def owed(self) -> str:
        """待申请人办理: what the applicant has been asked for, by when, and what follows otherwise; empty for nothing."""
        if self.pending is None:
            return ""
        last, provisional = chinese_date(self.pending.due.on), "（暂计）" if self.pending.due.provisional else ""
        amount = self.fee.amount if self.fee else 0
        return f"最迟{last}{provisional}{_OWED[self.pending.act].format(amount=amount)}。"

    def on_time(self, calendar: Calendar) -> bool | None:
        """按期: whether the reply was served within its term; None where no reply has been served."""
        clock = self.clock(calendar)
        if clock is None or self.service is None:
            return None
        return clock.due is None or self.service.served_on <= clock.due.on

    def objections(self, act: Act, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, whatever its details; empty when it is."""
        try:
            self.flow.row(self.state, act)
        except Unlawful as refusal:
            return (Objection(refusal.reason, refusal.basis),)
        if on < self.last_on and act not in _LEARNT_LATER:
            return (Objection(f"办理日期不能早于上一环节的日期（{self.last_on:%Y-%m-%d}）", regulation(45)),)
        return tuple(reason for check in _CHECKS.get(act, ()) if (reason := check(self, on, calendar)))

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW_2019.act(Act, step.act, regulation(45))
        for objection in self.objections(act, step.on, calendar):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = _EFFECTS[act](self, step, calendar)
        target = State(self.flow.after(self.state, act))
        return replace(moved, state=target, last_on=max(self.last_on, step.on), taken=(*self.taken, act))

    def objection_to(self, leaf: Outcome) -> Objection | None:
        """不能以此答复的理由: why this outcome may not be drafted now, whatever its letter says; None when it may."""
        if not leaf.lawful_under(self.version):
            return Objection(f"{self.version.label}没有“{leaf.label}”这一办理结果")
        article = leaf.article(self.version)
        if not leaf.is_reply:
            return Objection(f"“{leaf.label}”不是答复，应按相应环节办结", article)
        if self.state is State.AWAITING_REASONS and leaf.key != "excessive":
            reason = "申请人逾期未说明理由的，只能以“无正当理由大量反复申请”答复"
            return Objection(reason, regulation(35))
        if absent := [Act(act).label for act in leaf.after if act not in self.taken]:
            return Objection(f"以“{leaf.label}”答复前，应当先办理“{'、'.join(absent)}”", article)
        return None

    def caution(self, leaf: Outcome) -> Objection | None:
        """须注意: what the law wants weighed and done before this outcome, although it does not forbid it; None for nothing."""
        against = [
            each for each in self.consultations if each.of is Consultee.THIRD_PARTY and each.opinion is Opinion.OBJECT
        ]
        if leaf.key not in _DISCLOSING or not against:
            return None
        return Objection(
            "第三方不同意公开。其理由合理的，不予公开；认为不公开可能对公共利益造成重大影响而决定公开的，"
            "应当将决定公开的内容和理由书面告知第三方",
            against[0].basis(self.version),
        )

    def consultation(self, key: str) -> Consultation:
        """征求意见: the consultation of this key, or Unlawful."""
        for each in self.consultations:
            if each.key == key:
                return each
        raise Unlawful("没有这一项征求意见", regulation(32), field="consultation")


def open_application(step: Step, calendar: Calendar) -> Standing:
    """登记申请: the first step opens the file; where the law wants both sides to confirm, the clock waits for that."""
    if FLOW_2019.act(Act, step.act, regulation(45)) is not Act.SUBMIT:
        raise Unlawful("案卷应从登记申请开始", regulation(45))
    applicant = step.word(ApplicantKind, "applicant", "申请人类型", regulation(29))
    channel = step.word(Channel, "channel", "提交渠道", regulation(31))
    if step.on < COMMENCED:
        raise Unlawful("申请日期早于条例施行之日（2008年5月1日）", regulation_2007(38), field="on")
    received_on = receipt(channel, step.on).received_on
    return Standing(
        channel=channel,
        applicant=applicant,
        submitted_on=step.on,
        state=State.HANDLING if received_on else State.UNCONFIRMED,
        version=version_for(step.on),
        last_on=step.on,
        received_on=received_on,
        starts_on=received_on,
        taken=(Act.SUBMIT,),
    )


# -- what makes an act unlawful whatever its details -----------------------------------------------------------------------

_Check: TypeAlias = Callable[[Standing, date, Calendar], Objection | None]


def _clarification_is_asked_once(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if Act.ASK_CLARIFICATION in standing.taken:
        return Objection("补正应当一次性告知，本件已告知过补正", regulation(30))
    return None


def _clarification_is_asked_within_seven_days(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    assert standing.received_on is not None  # noqa: S101 (the flow admits no clarification before receipt)
    last = calendar.after(standing.received_on, CLARIFICATION_NOTICE.length)
    if on > last.on:
        return Objection(
            f"应当自收到申请之日起7个工作日内（最迟{last.on:%Y-%m-%d}）告知补正，现已逾期，应在答复期限内直接答复",
            regulation(30),
        )
    return None


def _the_term_is_not_over(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    due = standing.due(calendar)
    if due is not None and on > due.on:
        return Objection(
            f"答复期限已于{due.on:%Y-%m-%d}届满，应当在原期限内办理并告知申请人", reply_term(standing.version).basis
        )
    return None


def _extended_once(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.extended:
        return Objection("答复期限只能延长一次", extension_term(standing.version).basis)
    return None


def _not_deferred(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.deferred_to is not None:
        return Objection("已确定延迟答复的期限", regulation(35))
    return None


def _the_term_is_our_own(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.ordered_until is not None:
        return Objection("本件的答复期限由复议决定或者裁判确定，本机关不能另定、延长或者重新计算", _REDOING)
    return None


def _it_was_received(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.received_on is None:
        return Objection("本件没有确认收到过，没有可以依决定重新办理的答复", regulation(31))
    return None


def _reasons_are_asked_once(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if Act.ASK_REASONS in standing.taken:
        return Objection("已要求申请人说明过理由", regulation(35))
    return None


def _reasons_were_given(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if Act.GIVE_REASONS not in standing.taken:
        return Objection("申请人说明理由且理由合理的，才能确定延迟答复的期限", regulation(35))
    return None


def _fees_are_in_force(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if on < FEES_SINCE:
        return Objection("信息处理费自2021年1月1日起方可收取", Article(FEES_NOTICE))
    if Act.NOTIFY_FEE in standing.taken:
        return Objection("本件已发出过收费通知，不得重复收费", Article(FEES_NOTICE, 3))
    return None


def _the_applicants_time_is_over(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.pending is not None and on <= standing.pending.due.on:
        return Objection(
            f"{standing.due_label}至{standing.pending.due.on:%Y-%m-%d}届满，此前不能视为放弃",
            standing.flow.row(standing.state, Act.LAPSE).basis,
        )
    return None


def _payment_is_in_time(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.pending is not None and on > standing.pending.due.on:
        return Objection(f"缴费期限已于{standing.pending.due.on:%Y-%m-%d}届满，视为放弃申请", _FEES)
    return None


def _an_opinion_is_awaited(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if all(each.answered_on for each in standing.consultations):
        return Objection("没有尚未收到的意见", regulation(32))
    return None


def _no_opinion_is_awaited(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    for each in standing.consultations:
        basis = each.basis(standing.version)
        if each.unserved(standing.version):
            reason = f"征求{each.of.label}意见书尚未登记送达，意见期限自对方收到之日起算"
            return Objection(f"{reason}，应先登记送达或者收到的意见", basis)
        if each.suspends(standing.version) and each.open_on(on, standing.version, calendar):
            return Objection(f"征求{each.of.label}意见尚未结束，应待收到意见或期限届满后答复", basis)
    return None


def _a_draft_is_there(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.draft is None:
        return Objection("尚无拟办意见，应先由经办人拟办答复", regulation(45))
    return None


def _the_draft_may_be_reviewed(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.draft is None or standing.draft.returned:
        return Objection("没有待审核的拟办意见", regulation(45))
    return None


def _a_review_is_owed(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.draft is not None and not standing.draft.awaits_review:
        return Objection("拟办意见不需要再审核，可以签发", regulation(45))
    return None


def _the_draft_was_reviewed(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    draft = standing.draft
    if draft is not None and draft.returned:
        return Objection("拟办意见已退回修改，应由经办人重新拟办", regulation(45))
    if draft is not None and draft.awaits_review:
        return Objection(f"拟办意见还须经{draft.reviews - draft.reviewed}级审核后才能签发", regulation(45))
    return None


def _nothing_was_done_yet(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if Act.SPLIT in standing.taken:
        return Objection("本件已经拆分过", _SPLITTING)
    if set(standing.taken) - {Act.SUBMIT, Act.CONFIRM}:
        return Objection("拆分应当在收到申请之后、采取其他环节之前，各件的期限才能一并起算", _SPLITTING)
    return None


def _reasons_may_be_missing_only_after_their_time(standing: Standing, on: date, calendar: Calendar) -> Objection | None:
    if standing.state is State.AWAITING_REASONS and standing.pending and on <= standing.pending.due.on:
        return Objection(f"说明理由的期限至{standing.pending.due.on:%Y-%m-%d}届满，此前不能答复", regulation(35))
    return None


_CHECKS: Mapping[Act, tuple[_Check, ...]] = {
    Act.ASK_CLARIFICATION: (
        _the_term_is_our_own,
        _clarification_is_asked_once,
        _clarification_is_asked_within_seven_days,
    ),
    Act.LAPSE: (_the_applicants_time_is_over,),
    Act.SERVE_CONSULTATION: (_an_opinion_is_awaited,),
    Act.ANSWER_CONSULTATION: (_an_opinion_is_awaited,),
    Act.EXTEND: (_the_term_is_our_own, _extended_once, _not_deferred, _the_term_is_not_over),
    Act.ASK_REASONS: (_the_term_is_our_own, _reasons_are_asked_once, _the_term_is_not_over),
    Act.DEFER: (_the_term_is_our_own, _reasons_were_given, _not_deferred, _the_term_is_not_over),
    Act.NOTIFY_FEE: (_the_term_is_our_own, _fees_are_in_force, _the_term_is_not_over),
    Act.REOPEN: (_it_was_received,),
    Act.PAY: (_payment_is_in_time,),
    Act.DRAFT: (_reasons_may_be_missing_only_after_their_time,),
    Act.SPLIT: (_nothing_was_done_yet,),
    Act.REVIEW: (_the_draft_may_be_reviewed, _a_review_is_owed),
    Act.RETURN: (_the_draft_may_be_reviewed,),
    Act.REPLY: (
        _no_opinion_is_awaited,
        _a_draft_is_there,
        _the_draft_was_reviewed,
        _reasons_may_be_missing_only_after_their_time,
    ),
}


# -- what each act changes ---------------------------------------------------------------------------------------------------

_Effect: TypeAlias = Callable[[Standing, Step, Calendar], Standing]


def _restart(standing: Standing, on: date, act: Act) -> Standing:
    """A new basic term begins; an extension or a deferral of the old one is spent."""
    return replace(standing, starts_on=on, begun_by=act, pending=None, extension=0, deferred_to=None)


def _confirm(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    received = receipt(standing.channel, standing.submitted_on, step.on).received_on
    return replace(
        standing,
        received_on=received,
        starts_on=received,
        begun_by=Act.CONFIRM,
        version=version_for(step.on),
    )


def _ask_clarification(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("points", "需要补正的事项")
    days = step.number("days", "补正期限（工作日）", most=60)
    return replace(standing, pending=Pending(Act.ASK_CLARIFICATION, step.on, calendar.after(step.on, days)))


def _clarify(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    """What was drafted answered an application that was not clear yet."""
    return replace(_restart(standing, step.on, Act.CLARIFY), draft=None)


def _consult(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    of = step.word(Consultee, "of", "征求意见的对象", regulation(32))
    step.text("subject", "征求意见的内容")
    asked = Consultation(str(len(standing.consultations) + 1), of, step.on)
    return replace(standing, consultations=(*standing.consultations, asked))


def _change_consultation(standing: Standing, changed: Consultation) -> Standing:
    all_of_them = tuple(changed if each.key == changed.key else each for each in standing.consultations)
    return replace(standing, consultations=all_of_them)


def _serve_consultation(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    asked = standing.consultation(step.text("consultation", "征求意见"))
    basis = asked.basis(standing.version)
    if asked.served_on or asked.answered_on:
        raise Unlawful("这一项征求意见书已经送达", basis, field="consultation")
    if step.on < asked.sent_on:
        raise Unlawful(f"送达不能早于发出之日（{asked.sent_on:%Y-%m-%d}）", basis, field="on")
    return _change_consultation(standing, replace(asked, served_on=step.on))


def _answer_consultation(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    asked = standing.consultation(step.text("consultation", "征求意见"))
    basis = asked.basis(standing.version)
    if asked.answered_on:
        raise Unlawful("这一项意见已经收到", basis, field="consultation")
    opinion = step.word(Opinion, "opinion", "意见", basis)
    since, event = (asked.served_on, "送达") if asked.served_on else (asked.sent_on, "发出")
    if step.on < since:
        raise Unlawful(f"收到意见不能早于{event}之日（{since:%Y-%m-%d}）", basis, field="on")
    return _change_consultation(standing, replace(asked, answered_on=step.on, opinion=opinion))


def _extend(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("reason", "延长期限的理由")
    most = extension_term(standing.version).length
    return replace(standing, extension=step.number("days", "延长的工作日数", most=most))


def _ask_reasons(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("facts", "申请数量、频次明显超过合理范围的事实")
    days = step.number("days", "说明理由的期限（工作日）", most=60)
    return replace(standing, pending=Pending(Act.ASK_REASONS, step.on, calendar.after(step.on, days)))


def _give_reasons(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return _restart(standing, step.on, Act.GIVE_REASONS)


def _defer(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    step.text("reason", "延迟答复的理由")
    until = step.day("until", "延迟答复的期限")
    due = standing.due(calendar)
    if until <= (due.on if due else step.on):
        raise Unlawful("延迟答复的日期应当晚于原答复期限", regulation(35), field="until")
    if until > months_after(step.on, MOST_MONTHS_DEFERRED):
        raise Unlawful("延迟答复的期限应当合理，推迟一年以上的请核对日期", regulation(35), field="until")
    return replace(standing, deferred_to=until)


def fee_told(step: Step) -> Fee:
    """收费: what a notice of a fee charges; it follows from the tariff and the number of items or pages, never by hand."""
    measure = step.word(Measure, "measure", "计费方式", Article(FEES_NOTICE, 3))
    quantity = step.number("quantity", f"{measure.label}计收的数量")
    earlier = step.number("earlier", "本月此前的件数", least=0) if step.details.get("earlier") else 0
    fee = fee_by_items(quantity, earlier) if measure is Measure.BY_ITEM else fee_by_pages(quantity)
    if not fee.amount:
        raise Unlawful("按收费标准，这一数量不收费", fee.basis, field="quantity")
    return fee


def _notify_fee(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    fee = fee_told(step)
    received = step.day("received_on", "申请人收到收费通知的日期")
    if received < step.on:
        raise Unlawful("申请人收到收费通知的日期不能早于发出日期", _FEES, field="received_on")
    due = calendar.after(received, PAYMENT.length)
    return replace(standing, pending=Pending(Act.NOTIFY_FEE, step.on, due), fee=fee)


def _pay(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return _restart(standing, step.on, Act.PAY)


def _draft(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    leaf = outcome(step.text("outcome", "办理结果"))
    if objection := standing.objection_to(leaf):
        raise objection.raised("outcome")
    elements = _elements(step)
    for element in leaf.missing(elements):
        reason = f"以“{leaf.label}”答复，答复书应当写明{element.label}"
        raise Unlawful(reason, leaf.article(standing.version), field=element.value)
    reviews = step.number("reviews", "审核级数", least=0, most=MOST_REVIEWS) if step.details.get("reviews") else 0
    attachments = tuple(line.strip() for line in _free(step, "attachments").splitlines() if line.strip())
    return replace(
        standing,
        draft=Draft(leaf.key, elements, step.on, reviews, attachments=attachments, despite=_free(step, "despite")),
    )


def _review(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    assert standing.draft is not None  # noqa: S101 (checked before: _the_draft_may_be_reviewed)
    return replace(standing, draft=replace(standing.draft, reviewed=standing.draft.reviewed + 1))


def _return(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    """The draft is kept for whoever words it anew, and cannot be signed as it is."""
    assert standing.draft is not None  # noqa: S101 (checked before: _the_draft_may_be_reviewed)
    step.text("reason", "退回的理由")
    return replace(standing, draft=replace(standing.draft, reviewed=0, returned=True))


def _split(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    numbers = step.details.get("into")
    if not isinstance(numbers, list) or not numbers:
        raise Unlawful("拆分应当写明另立的各件", _SPLITTING, field="into")
    step.text("subject", "本件留办的内容")
    return standing


def _free(step: Step, name: str) -> str:
    return str(step.details.get(name) or "").strip()


def _elements(step: Step) -> dict[str, str]:
    given = step.details.get("elements")
    given = given if isinstance(given, dict) else {}
    return {element.value: str(given.get(element.value) or "") for element in Element if given.get(element.value)}


def _reply(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    assert standing.draft is not None  # noqa: S101 (checked before: _a_draft_is_there)
    step.text("number", "答复书文号")
    if standing.state is State.AWAITING_REASONS and standing.pending:
        standing = _restart(standing, standing.pending.due.on, Act.ASK_REASONS)
    return replace(standing, replied_on=step.on, pending=None)


def _serve(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    assert standing.draft is not None  # noqa: S101 (nothing is served that was not drafted and signed)
    return replace(standing, service=service(step), outcome=standing.draft.outcome, closed_on=step.on)


def _end(key: str) -> _Effect:
    def ended(standing: Standing, step: Step, calendar: Calendar) -> Standing:
        step.text("reason", "事由")
        return replace(standing, outcome=key, closed_on=step.on, pending=None)

    return ended


def _terminate(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    if step.details.get("cause"):
        step.word(EndCause, "cause", "终止原因", regulation(45))
    return _end("ended_otherwise")(standing, step, calendar)


def _lapse(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    key = "fee_unpaid" if standing.state is State.AWAITING_PAYMENT else "not_clarified"
    return replace(standing, outcome=key, closed_on=step.on, pending=None)


def _reopen(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    """What was replied no longer stands. A year that is over keeps the result it has counted: the file counts once."""
    step.text("decision", "复议决定书或者裁判文书的文号")
    until = step.day("until", "决定的期限")
    if until < step.on:
        raise Unlawful(f"决定的期限不能早于收到之日（{step.on:%Y-%m-%d}）", _REDOING, field="until")
    closed = standing.closed_on
    if closed is not None and standing.counted_on is None and step.on.year > closed.year:
        standing = replace(standing, counted_on=closed, counted_as=standing.outcome)
    return replace(
        _restart(standing, step.on, Act.REOPEN),
        ordered_until=until,
        draft=None,
        outcome=None,
        replied_on=None,
        service=None,
        closed_on=None,
    )


def _nothing_else(standing: Standing, step: Step, calendar: Calendar) -> Standing:
    return standing


_EFFECTS: Mapping[Act, _Effect] = {
    Act.CONFIRM: _confirm,
    Act.ASK_CLARIFICATION: _ask_clarification,
    Act.CLARIFY: _clarify,
    Act.CONSULT: _consult,
    Act.SERVE_CONSULTATION: _serve_consultation,
    Act.ANSWER_CONSULTATION: _answer_consultation,
    Act.EXTEND: _extend,
    Act.ASK_REASONS: _ask_reasons,
    Act.GIVE_REASONS: _give_reasons,
    Act.DEFER: _defer,
    Act.NOTIFY_FEE: _notify_fee,
    Act.PAY: _pay,
    Act.SPLIT: _split,
    Act.DRAFT: _draft,
    Act.REVIEW: _review,
    Act.RETURN: _return,
    Act.REPLY: _reply,
    Act.SERVE: _serve,
    Act.WITHDRAW: _end("withdrawn"),
    Act.LAPSE: _lapse,
    Act.TERMINATE: _terminate,
    Act.REOPEN: _reopen,
    Act.ARCHIVE: _nothing_else,
}


PRIVATE = frozenset(
    {"points", "subject", "facts", "reason", "elements", "attachments", "despite", "addressee", "proof"}
)
"""隐私明细: what handlers write in their own words about the applicant, third parties and what they asked for."""
APPLICATION = Procedure(KIND, "政府信息公开申请", open_application, lambda standing: standing.flow, PRIVATE)
"""程序: how the journal opens and reads an application."""
