"""制度的办理: a rule is drafted, approved, issued with a number and a day, revised, repealed; what was there is entered.

standing.in_force(on)       the version in force on a day, or None
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word
from gongkai.law.rulebook import RULE_TYPES

KIND = "rule"
RULED = regulation(45, gist="建立健全政府信息公开的工作制度")


class RuleState(Word):
    """制度状态."""

    DRAFT = "draft", "拟订中"
    APPROVED = "approved", "待印发"
    ISSUED = "issued", "已印发"
    REVISING = "revising", "修订中"
    REVISED = "revised", "修订待印发"
    REPEALED = "repealed", "已废止"
    DROPPED = "dropped", "已放弃"


class RuleAct(Word):
    """制度事项."""

    DRAFT = "draft", "拟订制度"
    RECORD = "record", "登记制度"
    REWRITE = "rewrite", "改写制度"
    APPROVE = "approve", "批准制度"
    RETURN = "return", "退回制度"
    ISSUE = "issue", "印发制度"
    REVISE = "revise", "修订制度"
    REPEAL = "repeal", "废止制度"
    DROP = "drop", "放弃制度"


_S, _A = RuleState, RuleAct
FLOW = Flow(
    "工作制度",
    _S.DRAFT,
    (
        Transition(_S.DRAFT, _A.REWRITE, _S.DRAFT, Role.HANDLER, RULED),
        Transition(_S.DRAFT, _A.APPROVE, _S.APPROVED, Role.SIGNER, RULED),
        Transition(_S.DRAFT, _A.DROP, _S.DROPPED, Role.HANDLER, RULED),
        Transition(_S.APPROVED, _A.ISSUE, _S.ISSUED, Role.HANDLER, RULED),
        Transition(_S.APPROVED, _A.RETURN, _S.DRAFT, Role.SIGNER, RULED),
        Transition(_S.ISSUED, _A.REVISE, _S.REVISING, Role.HANDLER, RULED),
        Transition(_S.ISSUED, _A.REPEAL, _S.REPEALED, Role.SIGNER, RULED),
        Transition(_S.REVISING, _A.REVISE, _S.REVISING, Role.HANDLER, RULED),
        Transition(_S.REVISING, _A.APPROVE, _S.REVISED, Role.SIGNER, RULED),
        Transition(_S.REVISING, _A.RETURN, _S.ISSUED, Role.SIGNER, RULED),
        Transition(_S.REVISED, _A.ISSUE, _S.ISSUED, Role.HANDLER, RULED),
    ),
)
"""制度程序: who signs does not draft; a revision leaves the version in force until it is issued itself."""


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """制度版本: its number (文号), the days it is in force, its text, and whether the public reads it."""

    title: str
    text: str
    number: str = ""
    since: date | None = None
    until: date | None = None
    public: bool = True

    def covers(self, on: date) -> bool:
        """在施行期内: whether the version is in force on a day."""
        return self.since is not None and self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class RuleStanding(MadeHere):
    """制度办理情况: of what sort, every version issued, and the one that waits."""

    type: str
    state: RuleState
    last_on: date
    drafted_by: str
    waiting: RuleVersion | None
    versions: tuple[RuleVersion, ...] = ()
    recorded: bool = False
    closed_on: date | None = None
    outcome: str | None = None

    def in_force(self, on: date) -> RuleVersion | None:
        """现行版本: on a day; None before the first, after the last, and once it is repealed."""
        return next((each for each in reversed(self.versions) if each.covers(on)), None)

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the last day of a rule that ends by itself; whoever keeps it revises it before."""
        until = self.versions[-1].until if self.versions else None
        return Reckoned(until) if until and self.state in (_S.ISSUED, _S.REVISING, _S.REVISED) else None

    def objections(self, act: RuleAct, on: date) -> tuple[Objection, ...]:
        """不能办的理由."""
        return FLOW.objections(self.state, act, on, self.last_on, RULED)

    def take(self, step: Step, calendar: Calendar) -> RuleStanding:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(RuleAct, step.act, RULED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=RuleState(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_rule(step: Step, calendar: Calendar) -> RuleStanding:
    """拟订或者登记制度: the first step. Details: ``type``, ``title``, ``text``, ``by``; if entered, its ``number`` and days."""
    act = FLOW_OPENING.get(step.act)
    if act is None:
        raise Unlawful("工作制度应从拟订或者登记开始", RULED)
    kind = step.text("type", "制度种类")
    if kind not in RULE_TYPES:
        raise Unlawful("应选明制度种类", RULED, field="type")
    by, written = step.text("by", "拟订人"), _written(step, text_needed=act is _A.DRAFT)
    if act is _A.DRAFT:
        return RuleStanding(kind, _S.DRAFT, step.on, by, written)
    there = _issued(written, step)
    return RuleStanding(kind, _S.ISSUED, step.on, by, None, (there,), recorded=True)


FLOW_OPENING: Mapping[str, RuleAct] = {each.value: each for each in (RuleAct.DRAFT, RuleAct.RECORD)}
"""开卷环节: a rule is drafted here, or was there before and is entered."""


def _written(step: Step, *, text_needed: bool) -> RuleVersion:
    text = step.text("text", "制度正文") if text_needed else str(step.details.get("text") or "")
    return RuleVersion(step.text("title", "制度名称"), text)


def _issued(written: RuleVersion, step: Step) -> RuleVersion:
    since, until = step.day("since", "施行日期"), step.optional_day("until", "有效期至")
    if until is not None and until < since:
        raise Unlawful("有效期不能早于施行日期", RULED, field="until")
    return replace(
        written,
        number=step.text("number", "文号"),
        since=since,
        until=until,
        public=step.details.get("public") is not False,
    )


_Effect: TypeAlias = Callable[[RuleStanding, Step], RuleStanding]


def _rewrite(standing: RuleStanding, step: Step) -> RuleStanding:
    return replace(standing, waiting=_written(step, text_needed=True), drafted_by=step.text("by", "拟订人"))


def _approve(standing: RuleStanding, step: Step) -> RuleStanding:
    if step.text("by", "批准人") == standing.drafted_by:
        raise Unlawful("拟订的人不能批准自己拟订的制度", RULED, field="by")
    return standing


def _return(standing: RuleStanding, step: Step) -> RuleStanding:
    step.text("reason", "退回的理由")
    return replace(standing, waiting=None) if standing.state is _S.ISSUED else standing


def _issue(standing: RuleStanding, step: Step) -> RuleStanding:
    written = standing.waiting
    assert written is not None  # noqa: S101 (the states of the table have one)
    issued, versions = _issued(written, step), standing.versions
    since = issued.since or step.on
    if versions and (last := versions[-1]).covers(since):
        if last.since is not None and last.since >= since:
            raise Unlawful("修订后的施行日期应晚于上一版", RULED, field="since")
        versions = (*versions[:-1], replace(last, until=since - timedelta(days=1)))
    return replace(standing, waiting=None, versions=(*versions, issued))


def _revise(standing: RuleStanding, step: Step) -> RuleStanding:
    return replace(standing, waiting=_written(step, text_needed=True), drafted_by=step.text("by", "拟订人"))


def _repeal(standing: RuleStanding, step: Step) -> RuleStanding:
    """The day named is the first on which it is no longer in force."""
    step.text("reason", "废止的理由")
    ends = (step.optional_day("ends", "废止日期") or step.on) - timedelta(days=1)
    versions = tuple(
        replace(each, until=ends) if each.until is None or each.until > ends else each for each in standing.versions
    )
    return replace(standing, versions=versions, closed_on=step.on, outcome="repealed")


def _drop(standing: RuleStanding, step: Step) -> RuleStanding:
    return replace(standing, closed_on=step.on, outcome="dropped")


_EFFECTS: Mapping[RuleAct, _Effect] = {
    _A.REWRITE: _rewrite,
    _A.APPROVE: _approve,
    _A.RETURN: _return,
    _A.ISSUE: _issue,
    _A.REVISE: _revise,
    _A.REPEAL: _repeal,
    _A.DROP: _drop,
}

RULE = Procedure(KIND, "工作制度", open_rule, lambda standing: FLOW)
