"""公文（条例第十三至十八条）: the attribute of a document, its reviews, its signature, and when it goes out or is kept back.

A document is drafted, labelled, reviewed in the order its authority set when it was opened, signed and numbered, and then
published or archived. The order, the people and the checks are details of its steps, so the standing follows from them.
What must be explained to the public is not signed before its interpretation has been submitted (``PACKAGE_COMPLETE``,
a step that the room of interpretation takes here). What was published by mistake is withdrawn, put right, reviewed and signed
again under the number it has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from gongkai.law.attributes import (
    GROUNDS,
    LABELLING,
    MARKS,
    Attribute,
    Ground,
    Label,
    Relabelled,
    read_label,
    read_word,
)
from gongkai.law.grammar.calendar import Calendar, Reckoned, months_after
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import Certainty, Term, Unit, regulation
from gongkai.law.grammar.words import Word
from gongkai.law.reviews import (
    CHECKS,
    REVIEWERS,
    REVIEWING,
    UNEXPLAINED,
    USUAL_ORDER,
    Passed,
    ReturnCode,
    Returned,
    Review,
    read_checks,
    read_codes,
    read_order,
)

__all__ = [
    "CHECKS",
    "DOCUMENT",
    "FLOW",
    "GROUNDS",
    "KIND",
    "LABELLING",
    "MARKS",
    "PUBLICATION",
    "REVIEWERS",
    "REVIEWING",
    "RE_REVIEW",
    "TERMS",
    "USUAL_ORDER",
    "Act",
    "Attribute",
    "DocumentKind",
    "Ground",
    "Label",
    "Passed",
    "Phase",
    "ReturnCode",
    "Returned",
    "Review",
    "Standing",
    "State",
    "open_document",
    "read_label",
]

KIND = "document"
CHANGING = regulation(18, gist="不予公开的政府信息定期评估审查")
PUBLISHING = regulation(26, gist="自形成或者变更之日起20个工作日内公开")


class DocumentKind(Word):
    """公文种类: what a document is to the public."""

    RULES = "rules", "规章"
    NORMATIVE = "normative", "行政规范性文件"
    POLICY = "policy", "政策性文件"
    FORWARDED = "forwarded", "批转转发文件"
    OTHER = "other", "其他文件"


class Phase(Word):
    """五公开阶段: the part of the work a document belongs to."""

    DECISION = "decision", "决策"
    EXECUTION = "execution", "执行"
    MANAGEMENT = "management", "管理"
    SERVICE = "service", "服务"
    RESULT = "result", "结果"


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
    REOPEN = "reopen", "撤回后更正"
    ABANDON = "abandon", "不再办理"


PUBLICATION = Term("主动公开", 20, Unit.WORKING_DAYS, "自政府信息形成或者变更之日起", regulation(26))
RE_REVIEW = Term(
    "不公开的定期复审",
    12,
    Unit.MONTHS,
    "自标注或者上次复审之日起",
    CHANGING,
    certainty=Certainty.INFERRED,
    note="条例只要求定期评估审查，每年一次为推定口径，各机关可以定得更短",
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
        Transition(State.TO_SIGN, Act.RETURN, State.DRAFTING, Role.SIGNER, REVIEWING),
        Transition(State.TO_SIGN, Act.SIGN, State.TO_PUBLISH, Role.SIGNER, REVIEWING),
        Transition(State.TO_PUBLISH, Act.PUBLISH, State.PUBLISHED, Role.PUBLISHER, PUBLISHING),
        Transition(State.TO_PUBLISH, Act.REOPEN, State.DRAFTING, Role.HANDLER, REVIEWING),
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
"""公文程序. Where an act leads to one of two states, the row names the usual one and ``FORKS`` the other."""
FORKS: Mapping[tuple[State, Act], tuple[State, ...]] = {
    (State.REVIEWING, Act.REVIEW): (State.TO_SIGN,),
    (State.TO_SIGN, Act.SIGN): (State.TO_ARCHIVE,),
    (State.TO_PUBLISH, Act.RELABEL): (State.ARCHIVED,),
    (State.TO_ARCHIVE, Act.RELABEL): (State.TO_PUBLISH,),
    (State.ARCHIVED, Act.RELABEL): (State.TO_PUBLISH,),
}
"""分岔: where else an act may lead, by the label or by whether the last review has passed."""
INSTEAD: Mapping[tuple[State, Act], Objection] = {
    (State.PUBLISHED, Act.RELABEL): Objection("本件已经公开，变更公开属性之前应当先办“撤回公开”", CHANGING),
    (State.PUBLISHED, Act.REOPEN): Objection("本件已经公开，更正之前应当先办“撤回公开”", REVIEWING),
}
"""应当先办: what has to be done first, where an act is asked for too early."""
SIGNED = frozenset({State.TO_PUBLISH, State.TO_ARCHIVE, State.PUBLISHED, State.ARCHIVED})
"""已签发: the states in which a document bears a signature in force."""
KEPT_BACK = frozenset({State.TO_ARCHIVE, State.ARCHIVED})
"""不公开的: the states of a signed document whose label withholds it."""


@dataclass(frozen=True)
class Standing(MadeHere):
    """公文情况: everything that follows from the steps so far. Immutable; ``take`` hands over the next one."""

    kind: DocumentKind
    drafted_by: str
    order: tuple[Review, ...]
    state: State
    last_on: date
    re_review_months: int = RE_REVIEW.length
    label: Label | None = None
    relabelled: tuple[Relabelled, ...] = ()
    must_explain: bool = False
    explain_basis: str = ""
    exempt_reason: str = ""
    explained: str = ""
    package_on: date | None = None
    wanted_on: date | None = None
    passed: tuple[Passed, ...] = ()
    round: int = 1
    returned: tuple[Returned, ...] = ()
    number: str = ""
    signed_on: date | None = None
    signed_by: str = ""
    published_on: date | None = None
    withdrawn_on: date | None = None
    archived_on: date | None = None
    reviewed_on: date | None = None
    closed_on: date | None = None
    outcome: str | None = None

    @property
    def returns(self) -> tuple[ReturnCode, ...]:
        """历次退文代码: every code it was ever returned with, in their order."""
        return tuple(code for each in self.returned for code in each.codes)

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

    @property
    def findings(self) -> tuple[str, ...]:
        """审查发现: what the secrecy and privacy review did not confirm; keys of ``CHECKS``."""
        return tuple(finding for each in self.passed for finding in each.findings)

    @property
    def formed_on(self) -> date | None:
        """形成或者变更之日: what the term of publication runs from (条例第二十六条)."""
        changed = [each.on for each in self.relabelled if each.now is Attribute.PROACTIVE]
        days = [day for day in (self.signed_on, self.withdrawn_on, *changed) if day is not None]
        return max(days, default=None)

    @property
    def label_holds_until(self) -> date | None:
        """标注有效至: by when a label that withholds must be looked at again (条例第十八条); None for what is open."""
        since = self.reviewed_on or (self.label.on if self.label else None)
        if self.state not in KEPT_BACK or since is None:
            return None
        return months_after(since, self.re_review_months)

    def label_lapsed(self, on: date) -> bool:
        """标注已失效: whether a label that withholds was not renewed in time; it must be decided: publish or renew."""
        return self.label_holds_until is not None and on > self.label_holds_until

    @property
    def due_label(self) -> str:
        """到期事项: what falls due."""
        return due_label(self.state)

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: when the drafter asked to have it, when it must be public, or when a label must be looked at again."""
        if self.state in {State.REVIEWING, State.TO_SIGN} and self.wanted_on is not None:
            return Reckoned(self.wanted_on, provisional=False)
        if self.state is State.TO_PUBLISH and self.formed_on is not None:
            return calendar.after(self.formed_on, PUBLICATION.length)
        if self.label_holds_until is not None:
            return Reckoned(self.label_holds_until, provisional=False)
        return None

    def role_for(self, act: Act) -> Role:
        """办理职责: who takes this act now; a review is made by the role its kind asks for."""
        if act is Act.REVIEW and self.next_review is not None:
            return REVIEWERS[self.next_review]
        here = [row.role for row in FLOW.rows if row.act == act and row.source == self.state]
        return (here or [row.role for row in FLOW.rows if row.act == act] or [Role.HANDLER])[0]

    def barred(self, act: Act, person: str) -> Objection | None:
        """回避: why this person may not take this act, whatever their roles: nobody judges twice, nor their own draft."""
        judges = {Act.REVIEW: "审查", Act.RETURN: "退回", Act.SIGN: "签发", Act.RELABEL: "变更"}
        if act not in judges or not person:
            return None
        if person == self.drafted_by:
            return Objection(f"拟稿人不能{judges[act]}自己起草的公文", REVIEWING)
        if act in {Act.REVIEW, Act.SIGN} and person in {each.by for each in self.passed}:
            other = "两个审查环节" if act is Act.REVIEW else "审查和签发两个环节"
            return Objection(f"同一人不能承担{other}", REVIEWING)
        return None

    def objections(self, act: Act, on: date, calendar: Calendar) -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, whatever its details; empty when it is."""
        if instead := INSTEAD.get((self.state, act)):
            return (instead,)
        if found := FLOW.objections(self.state, act, on, self.last_on, REVIEWING):
            return found
        return tuple(reason for check in _CHECKS.get(act, ()) if (reason := check(self)))

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act, REVIEWING)
        for objection in self.objections(act, step.on, calendar):
            raise objection.raised("on" if step.on < self.last_on else "")
        if barred := self.barred(act, str(step.details.get("by") or "")):
            raise barred.raised("by")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def due_label(state: State) -> str:
    """到期事项: what falls due in a state, for lists that know no more."""
    if state in KEPT_BACK:
        return "不公开的复审期限"
    return "公开期限" if state is State.TO_PUBLISH else "要求办结日期"


def open_document(step: Step, calendar: Calendar) -> Standing:
    """拟稿: the first step opens the document, with its kind and the order of its reviews.

    Details: ``kind``, ``by`` (user name of the drafter), ``order`` (keys of reviews), ``must_explain``, ``explain_basis`` and,
    where the authority looks at withheld documents more often than yearly, ``re_review_months``.
    """
    if FLOW.act(Act, step.act, REVIEWING) is not Act.DRAFT:
        raise Unlawful("公文应从拟稿开始", LABELLING)
    months = RE_REVIEW.length
    if step.details.get("re_review_months") is not None:
        months = step.number("re_review_months", "复审周期（月）", most=RE_REVIEW.length)
    return Standing(
        kind=read_word(DocumentKind, step, "kind", "公文种类"),
        drafted_by=step.text("by", "拟稿人"),
        order=read_order(step.details.get("order")),
        state=State.DRAFTING,
        last_on=step.on,
        re_review_months=months,
        must_explain=bool(step.details.get("must_explain")),
        explain_basis=str(step.details.get("explain_basis") or ""),
    )


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


def _is_withdrawn(standing: Standing) -> Objection | None:
    if standing.withdrawn_on is None:
        return Objection("只有公开后又撤回的公文可以重新办理；尚未公开、签发有误的，更正“签发编号”的登记", REVIEWING)
    return None


_CHECKS: Mapping[Act, tuple[_Check, ...]] = {
    Act.SUBMIT: (_is_labelled,),
    Act.SIGN: (_is_labelled, _is_explained),
    Act.PACKAGE_COMPLETE: (_is_explained_and_signed,),
    Act.EXEMPT: (_owes_one,),
    Act.PUBLISH: (_is_proactive,),
    Act.REOPEN: (_is_withdrawn,),
}


# -- what each act changes --------------------------------------------------------------------------------------------------

_Effect: TypeAlias = Callable[[Standing, Step], Standing]
_YEAR = re.compile(r"〔(\d{4})〕")


def _label(standing: Standing, step: Step) -> Standing:
    return replace(standing, label=read_label(step))


def _submit(standing: Standing, step: Step) -> Standing:
    wanted = step.optional_day("wanted_on", "要求办结日期")
    if wanted is not None and wanted < step.on:
        raise Unlawful("要求办结日期不能早于送审日期", field="wanted_on")
    return replace(standing, passed=(), wanted_on=wanted)


def _package_complete(standing: Standing, step: Step) -> Standing:
    return replace(standing, package_on=step.on)


def _exempt(standing: Standing, step: Step) -> Standing:
    if step.text("by", "审核人") == standing.drafted_by:
        raise Unlawful("拟稿人不能免予解读自己起草的公文", LABELLING, field="by")
    return replace(standing, exempt_reason=step.text("reason", "免予解读的理由"))


def _review(standing: Standing, step: Step) -> Standing:
    review, by = standing.order[len(standing.passed)], step.text("by", "审查人")
    confirmed: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    if review is Review.SECRECY:
        proactive = standing.label is not None and standing.label.attribute is Attribute.PROACTIVE
        confirmed, findings = read_checks(step.details.get("checks"), proactive=proactive)
    passed = (*standing.passed, Passed(review, by, step.on, confirmed, findings))
    whole = len(passed) == len(standing.order)
    return replace(standing, passed=passed, state=State.TO_SIGN if whole else State.REVIEWING)


def _return(standing: Standing, step: Step) -> Standing:
    codes = read_codes(step)
    left = standing.order[len(standing.passed) :]
    review = left[0] if left else None
    by, remark = str(step.details.get("by") or ""), str(step.details.get("remark") or "").strip()
    returned = Returned(standing.round, review, by, step.on, codes, remark)
    return replace(
        standing,
        passed=(),
        round=standing.round + 1,
        returned=(*standing.returned, returned),
        package_on=None if UNEXPLAINED & set(codes) else standing.package_on,
    )


def _sign(standing: Standing, step: Step) -> Standing:
    assert standing.label is not None  # noqa: S101 (checked before: _is_labelled)
    by, number = step.text("by", "签发人"), step.text("number", "文号")
    if standing.number and number != standing.number:
        raise Unlawful(f"本件已有文号{standing.number}，更正后仍用原号，不另取号", REVIEWING, field="number")
    written = _YEAR.search(number)
    if written and not standing.number and int(written[1]) != step.on.year:
        raise Unlawful(f"文号{number}的年份与签发年份（{step.on.year}）不一致", REVIEWING, field="on")
    proactive = standing.label.attribute is Attribute.PROACTIVE
    target = State.TO_PUBLISH if proactive else State.TO_ARCHIVE
    anew = replace(standing, withdrawn_on=None, archived_on=None, reviewed_on=None)
    return replace(anew, number=number, signed_on=step.on, signed_by=by, state=target)


def _publish(standing: Standing, step: Step) -> Standing:
    explained = str(step.details.get("explained") or "")
    if standing.goes_out_explained and not explained:
        raise Unlawful("本件须解读，应当与解读同步发布，不能单独公开", LABELLING, field="explained")
    published = replace(standing, published_on=step.on, closed_on=step.on, outcome="published", withdrawn_on=None)
    return replace(published, explained=explained)


def _archive(standing: Standing, step: Step) -> Standing:
    return replace(standing, archived_on=step.on, reviewed_on=standing.label.on if standing.label else step.on)


def _renew(standing: Standing, step: Step) -> Standing:
    step.text("reason", "仍不公开的理由")
    return replace(standing, reviewed_on=step.on)


def _relabel(standing: Standing, step: Step) -> Standing:
    label = read_label(step)
    reason, by = step.text("reason", "变更公开属性的理由"), str(step.details.get("by") or "")
    assert standing.label is not None  # noqa: S101 (nothing is signed unlabelled)
    was = standing.label.attribute
    if (was, standing.label.ground) == (label.attribute, label.ground):
        raise Unlawful("公开属性和理由都没有变；仍不公开的办“复审后仍不公开”", CHANGING, field="attribute")
    moved = replace(
        standing,
        label=label,
        relabelled=(*standing.relabelled, Relabelled(was, label.attribute, step.on, by, reason)),
    )
    if label.attribute is Attribute.PROACTIVE:
        if standing.findings:
            read_checks(step.details.get("checks"), proactive=True)
        return replace(moved, state=State.TO_PUBLISH, reviewed_on=None)
    state = State.ARCHIVED if standing.archived_on else State.TO_ARCHIVE
    return replace(moved, state=state, reviewed_on=step.on if standing.archived_on else None)


def _withdraw(standing: Standing, step: Step) -> Standing:
    step.text("reason", "撤回的理由")
    withdrawn = replace(standing, published_on=None, closed_on=None, outcome=None, withdrawn_on=step.on)
    return replace(withdrawn, explained="")


def _reopen(standing: Standing, step: Step) -> Standing:
    step.text("reason", "更正的理由")
    return replace(standing, passed=(), round=standing.round + 1)


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
    Act.REOPEN: _reopen,
    Act.ABANDON: _abandon,
}

PRIVATE = frozenset({"reason", "remark", "explained"})
"""隐私明细: told in free words; what a withheld document is about may stand in them, and no outcome depends on them."""
DOCUMENT = Procedure(KIND, "公文", open_document, lambda _: FLOW, PRIVATE)
"""程序: how the journal opens and reads a document."""
