"""公文（条例第十三至十八条）: the attribute of a document, its reviews, its signature, and when it goes out or is kept back.

A document is drafted, labelled, reviewed in the order its authority set when it was opened, signed and numbered, and then
published or archived. The order, the people and the checks are details of its steps, so the standing follows from them.
What must be explained to the public is not signed before its interpretation has been submitted (``PACKAGE_COMPLETE``,
a step that the room of interpretation takes here).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, TypeVar

from gongkai.law.grammar.calendar import Calendar, Reckoned, months_after
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import Procedure
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word

KIND = "document"
_W = TypeVar("_W", bound=Word)
LABELLING = Article("国办发〔2016〕80号", gist="公文产生过程中同步确定公开属性，不公开的说明理由")
REVIEWING = regulation(17, gist="公开前依照规定审查")
CHANGING = regulation(18, gist="不予公开的政府信息定期评估审查")
PUBLISHING = regulation(26, gist="自形成或者变更之日起20个工作日内公开")


class DocumentKind(Word):
    """公文种类: what a document is to the public."""

    RULES = "rules", "规章"
    NORMATIVE = "normative", "行政规范性文件"
    POLICY = "policy", "政策性文件"
    FORWARDED = "forwarded", "批转转发文件"
    OTHER = "other", "其他文件"


class Attribute(Word):
    """公开属性: how a document is opened. The default is proactive; anything else needs a ground and its article."""

    PROACTIVE = "proactive", "主动公开"
    ON_APPLICATION = "on_application", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Ground(Word):
    """不予公开理由: the exemptions of 条例第十四至十六条."""

    STATE_SECRET = "state_secret", "国家秘密"
    PROHIBITED = "prohibited", "法律、行政法规禁止公开"
    ENDANGERS_SAFETY = "endangers_safety", "公开后可能危及国家安全、公共安全、经济安全、社会稳定"
    THIRD_PARTY = "third_party", "商业秘密、个人隐私等公开会损害第三方合法权益"
    INTERNAL = "internal", "内部事务信息"
    DELIBERATION = "deliberation", "过程性信息"
    ENFORCEMENT = "enforcement", "行政执法案卷信息"


GROUNDS: Mapping[Ground, Article] = {
    Ground.STATE_SECRET: regulation(14),
    Ground.PROHIBITED: regulation(14),
    Ground.ENDANGERS_SAFETY: regulation(14),
    Ground.THIRD_PARTY: regulation(15),
    Ground.INTERNAL: regulation(16, 1),
    Ground.DELIBERATION: regulation(16, 2),
    Ground.ENFORCEMENT: regulation(16, 2),
}
"""理由与条文: the article each ground stands on."""


class Phase(Word):
    """五公开阶段: the part of the work a document belongs to."""

    DECISION = "decision", "决策"
    EXECUTION = "execution", "执行"
    MANAGEMENT = "management", "管理"
    SERVICE = "service", "服务"
    RESULT = "result", "结果"


class Review(Word):
    """审查环节: the kinds of review; an authority sets which of them in which order."""

    SECTION = "section", "科室审核"
    LEGAL = "legal", "合法性审核"
    SECRECY = "secrecy", "保密和隐私审查"
    ATTRIBUTE = "attribute", "公开属性审查"
    OFFICE = "office", "办公室核稿"


USUAL_ORDER = (Review.SECTION, Review.SECRECY, Review.ATTRIBUTE)
"""通行次序: until an authority sets its own."""
CHECKS: Mapping[str, str] = {
    "secret": "不涉及国家秘密、工作秘密",
    "business": "不涉及商业秘密，或者权利人同意公开",
    "privacy": "不涉及个人隐私，个人信息已经隐去",
    "safety": "公开不危及国家安全、公共安全、经济安全、社会稳定",
    "internal": "不属于内部事务信息、过程性信息、行政执法案卷信息",
}
"""审查清单: what the secrecy and privacy review answers, one by one (条例第十四至十七条)."""


class ReturnCode(Word):
    """退文代码: why a document goes back to its drafter."""

    NO_INTERPRETATION = "no_interpretation", "没有解读方案或者解读材料"
    INTERPRETATION_INCOMPLETE = "interpretation_incomplete", "解读材料不齐全"
    ATTRIBUTE_WRONG = "attribute_wrong", "公开属性不准确或者理由不成立"
    SECRECY = "secrecy", "保密、隐私审查发现问题"
    LEGALITY = "legality", "合法性审核发现问题"
    FORM = "form", "文种、格式、文字有误"
    CONTENT = "content", "内容需要修改"
    ATTACHMENT = "attachment", "附件缺失或者有误"


class State(Word):
    """公文状态: where a document is."""

    DRAFTING = "drafting", "拟稿"
    REVIEWING = "reviewing", "审查中"
    TO_SIGN = "to_sign", "待签发"
    TO_PUBLISH = "to_publish", "已签发待公开"
    TO_ARCHIVE = "to_archive", "已签发待归档"
    PUBLISHED = "published", "已公开"
    ARCHIVED = "archived", "已归档（不公开）"
    ABANDONED = "abandoned", "不再办理"


class Act(Word):
    """公文事项: the acts a document knows."""

    DRAFT = "draft", "拟稿"
    LABEL = "label", "标注公开属性"
    SUBMIT = "submit", "送审"
    PACKAGE_COMPLETE = "package_complete", "解读材料齐备"
    EXEMPT = "exempt", "免予解读"
    REVIEW = "review", "审查通过"
    RETURN = "return", "退文"
    SIGN = "sign", "签发编号"
    PUBLISH = "publish", "公开"
    ARCHIVE = "archive", "归档"
    RENEW = "renew", "复审后仍不公开"
    RELABEL = "relabel", "变更公开属性"
    WITHDRAW = "withdraw", "撤回公开"
    ABANDON = "abandon", "不再办理"


PUBLICATION = Term("主动公开", 20, Unit.WORKING_DAYS, "自政府信息形成或者变更之日起", regulation(26))
RE_REVIEW = Term(
    "不公开的定期复审",
    12,
    Unit.MONTHS,
    "自标注或者上次复审之日起",
    CHANGING,
    certainty=Certainty.INFERRED,
    note="条例只要求定期评估审查，每年一次为推定口径",
)
TERMS = (PUBLICATION, RE_REVIEW)
"""期限表: the terms of a document."""

FLOW = Flow(
    "公文",
    State.DRAFTING,
    (
        Transition(State.DRAFTING, Act.LABEL, State.DRAFTING, Role.HANDLER, LABELLING),
        Transition(State.DRAFTING, Act.PACKAGE_COMPLETE, State.DRAFTING, Role.HANDLER, LABELLING),
        Transition(State.DRAFTING, Act.SUBMIT, State.REVIEWING, Role.HANDLER, REVIEWING),
        Transition(State.REVIEWING, Act.PACKAGE_COMPLETE, State.REVIEWING, Role.HANDLER, LABELLING),
        Transition(State.REVIEWING, Act.REVIEW, State.REVIEWING, Role.REVIEWER, REVIEWING),
        Transition(State.REVIEWING, Act.RETURN, State.DRAFTING, Role.REVIEWER, REVIEWING),
        Transition(State.TO_SIGN, Act.PACKAGE_COMPLETE, State.TO_SIGN, Role.HANDLER, LABELLING),
        Transition(State.TO_SIGN, Act.RETURN, State.DRAFTING, Role.REVIEWER, REVIEWING),
        Transition(State.TO_SIGN, Act.SIGN, State.TO_PUBLISH, Role.SIGNER, REVIEWING),
        Transition(State.TO_PUBLISH, Act.PUBLISH, State.PUBLISHED, Role.PUBLISHER, PUBLISHING),
        Transition(State.TO_PUBLISH, Act.RELABEL, State.TO_ARCHIVE, Role.REVIEWER, CHANGING),
        Transition(State.TO_ARCHIVE, Act.ARCHIVE, State.ARCHIVED, Role.HANDLER, REVIEWING),
        Transition(State.TO_ARCHIVE, Act.RELABEL, State.TO_ARCHIVE, Role.REVIEWER, CHANGING),
        Transition(State.ARCHIVED, Act.RENEW, State.ARCHIVED, Role.REVIEWER, CHANGING),
        Transition(State.ARCHIVED, Act.RELABEL, State.ARCHIVED, Role.REVIEWER, CHANGING),
        Transition(State.PUBLISHED, Act.WITHDRAW, State.TO_PUBLISH, Role.PUBLISHER, REVIEWING),
        Transition(State.TO_PUBLISH, Act.PACKAGE_COMPLETE, State.TO_PUBLISH, Role.HANDLER, LABELLING),
        *(
            Transition(state, Act.EXEMPT, state, Role.REVIEWER, LABELLING)
            for state in (State.DRAFTING, State.REVIEWING, State.TO_SIGN, State.TO_PUBLISH)
        ),
        *(
            Transition(state, Act.ABANDON, State.ABANDONED, Role.REVIEWER, REVIEWING)
            for state in (State.DRAFTING, State.REVIEWING, State.TO_SIGN)
        ),
    ),
)
"""公文程序. Where an act leads to one of two states (``_after``), the row names the usual one."""


@dataclass(frozen=True, slots=True)
class Label:
    """标注: the attribute with, where it is not proactive, its ground, its article and the reason in words."""

    attribute: Attribute
    on: date
    ground: Ground | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """审查通过: which review, by whom (the official's user name), on which day."""

    review: Review
    by: str
    on: date


@dataclass(frozen=True)
class Standing:
    """公文情况: everything that follows from the steps so far. Immutable; ``take`` hands over the next one."""

    kind: DocumentKind
    drafted_by: str
    order: tuple[Review, ...]
    state: State
    last_on: date
    label: Label | None = None
    must_explain: bool = False
    explain_basis: str = ""
    exempt_reason: str = ""
    explained: str = ""
    package_on: date | None = None
    passed: tuple[Passed, ...] = ()
    round: int = 1
    returns: tuple[ReturnCode, ...] = ()
    number: str = ""
    signed_on: date | None = None
    published_on: date | None = None
    archived_on: date | None = None
    reviewed_on: date | None = None
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def received_on(self) -> date | None:
        """收到日: a document is made here; nobody hands it in."""
        return None

    @property
    def extended(self) -> bool:
        """延期: the terms of a document cannot be extended."""
        return False

    @property
    def next_review(self) -> Review | None:
        """下一审查: the review that is due, or None when all have passed or none has begun."""
        left = self.order[len(self.passed) :]
        return left[0] if self.state is State.REVIEWING and left else None

    @property
    def owes_package(self) -> bool:
        """欠解读: whether the document must be explained and nothing complete has been submitted yet."""
        return self.goes_out_explained and self.package_on is None

    @property
    def goes_out_explained(self) -> bool:
        """须与解读同发: whether it may be public only with its interpretation; what is withheld or exempt may not owe one."""
        kept_back = self.label is not None and self.label.attribute is not Attribute.PROACTIVE
        return self.must_explain and not self.exempt_reason and not kept_back

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: by when a signed document must be public, or a withheld one looked at again."""
        if self.state is State.TO_PUBLISH and self.signed_on is not None:
            return calendar.after(self.signed_on, PUBLICATION.length)
        if self.state is State.ARCHIVED and self.reviewed_on is not None:
            return Reckoned(months_after(self.reviewed_on, RE_REVIEW.length), provisional=False)
        return None

    def objections(self, act: Act, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, whatever its details; empty when it is."""
        try:
            FLOW.row(self.state, act)
        except Unlawful as refusal:
            return (Objection(refusal.reason, refusal.basis),)
        if on < self.last_on:
            return (Objection(f"办理日期不能早于上一环节的日期（{self.last_on:%Y-%m-%d}）", REVIEWING),)
        return tuple(reason for check in _CHECKS.get(act, ()) if (reason := check(self)))

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = _act(step.act)
        for objection in self.objections(act, step.on, calendar):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def _act(name: str) -> Act:
    try:
        return Act(name)
    except ValueError:
        raise Unlawful(f"公文没有“{name}”这一环节", REVIEWING) from None


def open_document(step: Step, calendar: Calendar) -> Standing:
    """拟稿: the first step opens the document, with its kind and the order of its reviews.

    Details: ``kind``, ``by`` (user name of the drafter), ``order`` (keys of reviews), ``must_explain``, ``explain_basis``.
    """
    if _act(step.act) is not Act.DRAFT:
        raise Unlawful("公文应从拟稿开始", LABELLING)
    kind = _word(DocumentKind, step, "kind", "公文种类")
    return Standing(
        kind=kind,
        drafted_by=step.text("by", "拟稿人"),
        order=_order(step.details.get("order")),
        state=State.DRAFTING,
        last_on=step.on,
        must_explain=bool(step.details.get("must_explain")),
        explain_basis=str(step.details.get("explain_basis") or ""),
    )


def _order(given: object) -> tuple[Review, ...]:
    try:
        order = tuple(Review(str(each)) for each in given) if isinstance(given, Sequence) else ()
    except ValueError:
        raise Unlawful("审查环节中有本平台没有的一种", REVIEWING, field="order") from None
    if Review.SECRECY not in order:
        raise Unlawful("审查环节中不能没有保密审查", REVIEWING, field="order")
    if len(set(order)) < len(order):
        raise Unlawful("同一审查环节不能出现两次", REVIEWING, field="order")
    return order


def _word(words: type[_W], step: Step, name: str, title: str) -> _W:
    try:
        return words(step.text(name, title))
    except (ValueError, Unlawful):
        options = "、".join(member.label for member in words)
        raise Unlawful(f"应选明{title}：{options}", LABELLING, field=name) from None


def read_label(step: Step) -> Label:
    """读标注: the attribute of a step; any other than proactive needs a ground and a reason (条例第十三至十六条)."""
    attribute = _word(Attribute, step, "attribute", "公开属性")
    if attribute is Attribute.PROACTIVE:
        return Label(attribute, step.on)
    ground = _word(Ground, step, "ground", "不公开的理由")
    return Label(attribute, step.on, ground, step.text("reason", "不公开的具体理由"))


# -- what makes an act unlawful whatever its details -----------------------------------------------------------------------

_Check: TypeAlias = Callable[[Standing], Objection | None]


def _is_labelled(standing: Standing) -> Objection | None:
    return None if standing.label else Objection("尚未标注公开属性，不能送审和编号", LABELLING)


def _is_explained(standing: Standing) -> Objection | None:
    if standing.owes_package:
        return Objection("本件须解读，解读方案和材料没有一并报送，不能签发，应当退文", LABELLING)
    return None


def _is_explained_and_signed(standing: Standing) -> Objection | None:
    if standing.state is State.TO_PUBLISH and standing.package_on is not None:
        return Objection("公文已经签发，解读材料随公文定稿，不能再改；须改的，公开以后另行解读", LABELLING)
    return None


def _owes_one(standing: Standing) -> Objection | None:
    return None if standing.must_explain else Objection("本件不属于须解读的公文，不必免予", LABELLING)


def _is_proactive(standing: Standing) -> Objection | None:
    if standing.label is None or standing.label.attribute is not Attribute.PROACTIVE:
        return Objection("公开属性不是主动公开，不能发布", regulation(13))
    return None


_CHECKS: Mapping[Act, tuple[_Check, ...]] = {
    Act.SUBMIT: (_is_labelled,),
    Act.SIGN: (_is_labelled, _is_explained),
    Act.PACKAGE_COMPLETE: (_is_explained_and_signed,),
    Act.EXEMPT: (_owes_one,),
    Act.PUBLISH: (_is_proactive,),
}


# -- what each act changes --------------------------------------------------------------------------------------------------

_Effect: TypeAlias = Callable[[Standing, Step], Standing]


def _label(standing: Standing, step: Step) -> Standing:
    return replace(standing, label=read_label(step))


def _submit(standing: Standing, step: Step) -> Standing:
    return replace(standing, passed=())


def _package_complete(standing: Standing, step: Step) -> Standing:
    return replace(standing, package_on=step.on)


def _exempt(standing: Standing, step: Step) -> Standing:
    if step.text("by", "审核人") == standing.drafted_by:
        raise Unlawful("拟稿人不能免予解读自己起草的公文", LABELLING, field="by")
    return replace(standing, exempt_reason=step.text("reason", "免予解读的理由"))


def _review(standing: Standing, step: Step) -> Standing:
    review = standing.order[len(standing.passed)]
    by = step.text("by", "审查人")
    if by == standing.drafted_by:
        raise Unlawful("拟稿人不能审查自己起草的公文", REVIEWING, field="by")
    if by in {each.by for each in standing.passed}:
        raise Unlawful("同一人不能承担两个审查环节", REVIEWING, field="by")
    if review is Review.SECRECY:
        _all_checked(step)
    passed = (*standing.passed, Passed(review, by, step.on))
    whole = len(passed) == len(standing.order)
    return replace(standing, passed=passed, state=State.TO_SIGN if whole else State.REVIEWING)


def _all_checked(step: Step) -> None:
    given = step.details.get("checks")
    answered = {name for name, yes in given.items() if yes} if isinstance(given, dict) else set()
    if missing := [text for name, text in CHECKS.items() if name not in answered]:
        raise Unlawful(f"保密和隐私审查未确认：{'；'.join(missing)}", REVIEWING, field="checks")


def _return(standing: Standing, step: Step) -> Standing:
    given = step.details.get("codes")
    codes = given if isinstance(given, list) else []
    try:
        named = tuple(ReturnCode(str(code)) for code in codes)
    except ValueError:
        raise Unlawful("退文代码不在清单中", REVIEWING, field="codes") from None
    if not named:
        raise Unlawful("退文应当选明缺什么、错在哪里", REVIEWING, field="codes")
    unexplained = {ReturnCode.NO_INTERPRETATION, ReturnCode.INTERPRETATION_INCOMPLETE} & set(named)
    package = None if unexplained else standing.package_on
    returns = (*standing.returns, *named)
    return replace(standing, passed=(), round=standing.round + 1, returns=returns, package_on=package)


def _sign(standing: Standing, step: Step) -> Standing:
    assert standing.label is not None  # noqa: S101 (checked before: _is_labelled)
    if step.text("by", "签发人") == standing.drafted_by:
        raise Unlawful("拟稿人不能签发自己起草的公文", REVIEWING, field="by")
    target = State.TO_PUBLISH if standing.label.attribute is Attribute.PROACTIVE else State.TO_ARCHIVE
    return replace(standing, number=step.text("number", "文号"), signed_on=step.on, state=target)


def _publish(standing: Standing, step: Step) -> Standing:
    explained = str(step.details.get("explained") or "")
    if standing.goes_out_explained and not explained:
        raise Unlawful("本件须解读，应当与解读同步发布，不能单独公开", LABELLING, field="explained")
    standing = replace(standing, explained=explained)
    return replace(standing, published_on=step.on, closed_on=step.on, outcome="published")


def _archive(standing: Standing, step: Step) -> Standing:
    return replace(standing, archived_on=step.on, reviewed_on=standing.label.on if standing.label else step.on)


def _renew(standing: Standing, step: Step) -> Standing:
    step.text("reason", "仍不公开的理由")
    return replace(standing, reviewed_on=step.on)


def _relabel(standing: Standing, step: Step) -> Standing:
    label = read_label(step)
    step.text("reason", "变更公开属性的理由")
    if label.attribute is Attribute.PROACTIVE:
        return replace(standing, label=label, state=State.TO_PUBLISH, reviewed_on=None)
    state = State.ARCHIVED if standing.archived_on else State.TO_ARCHIVE
    return replace(standing, label=label, state=state, reviewed_on=step.on if standing.archived_on else None)


def _withdraw(standing: Standing, step: Step) -> Standing:
    step.text("reason", "撤回的理由")
    return replace(standing, published_on=None, closed_on=None, outcome=None, explained="")


def _abandon(standing: Standing, step: Step) -> Standing:
    step.text("reason", "不再办理的理由")
    return replace(standing, closed_on=step.on, outcome="abandoned")


_EFFECTS: Mapping[Act, _Effect] = {
    Act.LABEL: _label,
    Act.SUBMIT: _submit,
    Act.PACKAGE_COMPLETE: _package_complete,
    Act.EXEMPT: _exempt,
    Act.REVIEW: _review,
    Act.RETURN: _return,
    Act.SIGN: _sign,
    Act.PUBLISH: _publish,
    Act.ARCHIVE: _archive,
    Act.RENEW: _renew,
    Act.RELABEL: _relabel,
    Act.WITHDRAW: _withdraw,
    Act.ABANDON: _abandon,
}

PRIVATE: frozenset[str] = frozenset()
DOCUMENT = Procedure(KIND, "公文", open_document, lambda _: FLOW, PRIVATE)
"""程序: how the journal opens and reads a document."""
