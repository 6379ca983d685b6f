"""知识条目: what is known once, with its articles: approved by another person, revised by versions, looked at again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Flow, Objection, Role, Step, Transition, Unlawful
from gongkai.law.grammar.procedure import MadeHere, Procedure
from gongkai.law.grammar.words import Word
from gongkai.law.training.cards import CARDS
from gongkai.law.training.classes import TRAINED

KIND = "knowledge_entry"
REVIEW_AFTER = 365
"""复核期（日）: after so long an entry is looked at again where no other day is given; ours, no rule says it."""
_CITES = re.compile(r"第[〇一二三四五六七八九十百\d]+条|〔\d{4}〕\d+号|《[^》]+》")


class EntryKind(Word):
    """条目种类: what is known, or what a unit did well and others may do after it (做法库)."""

    KNOWN = "known", "知识"
    PRACTICE = "practice", "好做法"


class EntryState(Word):
    """条目状态."""

    DRAFT = "draft", "待审核"
    CURRENT = "current", "在用"
    REVISING = "revising", "修订待审核"
    RETIRED = "retired", "已停用"


class EntryAct(Word):
    """条目事项."""

    WRITE = "write", "建立条目"
    APPROVE = "approve", "审核条目"
    RETURN = "return", "退回条目"
    REVISE = "revise", "修订条目"
    CONFIRM = "confirm", "复核条目"
    RETIRE = "retire", "停用条目"


_S, _A = EntryState, EntryAct
_EDITOR, _APPROVER = Role.HANDLER, Role.REVIEWER
FLOW = Flow(
    "知识条目",
    _S.DRAFT,
    (
        Transition(_S.DRAFT, _A.APPROVE, _S.CURRENT, _APPROVER, TRAINED),
        Transition(_S.DRAFT, _A.REVISE, _S.DRAFT, _EDITOR, TRAINED),
        Transition(_S.DRAFT, _A.RETIRE, _S.RETIRED, _EDITOR, TRAINED),
        Transition(_S.CURRENT, _A.REVISE, _S.REVISING, _EDITOR, TRAINED),
        Transition(_S.CURRENT, _A.CONFIRM, _S.CURRENT, _EDITOR, TRAINED),
        Transition(_S.CURRENT, _A.RETIRE, _S.RETIRED, _EDITOR, TRAINED),
        Transition(_S.REVISING, _A.APPROVE, _S.CURRENT, _APPROVER, TRAINED),
        Transition(_S.REVISING, _A.RETURN, _S.CURRENT, _APPROVER, TRAINED),
    ),
)
"""条目程序: while a revision waits the version before it stays in use; who writes does not approve."""


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """条目版本: what one version says, by whom; ``approved_on`` once it is in use."""

    number: int
    title: str
    text: str
    basis: tuple[str, ...]
    cards: tuple[str, ...]
    by: str
    approved_on: date | None = None


@dataclass(frozen=True)
class EntryStanding(MadeHere):
    """条目情况: the version in use, the one that waits, who keeps the entry and when it is looked at again."""

    state: EntryState
    last_on: date
    owner: str
    waiting: EntryVersion | None
    current: EntryVersion | None = None
    past: tuple[EntryVersion, ...] = ()
    review_on: date | None = None
    closed_on: date | None = None
    outcome: str | None = None
    kind: EntryKind = EntryKind.KNOWN

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the day of the next review, while the entry is in use."""
        return Reckoned(self.review_on) if self.state is _S.CURRENT and self.review_on else None

    def objections(self, act: EntryAct, on: date) -> tuple[Objection, ...]:
        """不能办的理由."""
        return FLOW.objections(self.state, act, on, self.last_on, TRAINED)

    def take(self, step: Step, calendar: Calendar) -> EntryStanding:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(EntryAct, step.act, TRAINED)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=EntryState(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step)


def open_entry(step: Step, calendar: Calendar) -> EntryStanding:
    """建立条目: the first step. Details: ``kind``, ``title``, ``text``, ``basis`` (lines), ``cards``, ``by``."""
    if FLOW.act(EntryAct, step.act, TRAINED) is not _A.WRITE:
        raise Unlawful("知识条目应从建立开始", TRAINED)
    written = _version(step, 1)
    kind = step.word(EntryKind, "kind", "条目种类", TRAINED) if step.details.get("kind") else EntryKind.KNOWN
    return EntryStanding(_S.DRAFT, step.on, written.by, written, kind=kind)


def _version(step: Step, number: int) -> EntryVersion:
    title, text, by = step.text("title", "标题"), step.text("text", "内容"), step.text("by", "编写人")
    basis = tuple(line.strip() for line in step.text("basis", "依据").splitlines() if line.strip())
    if strange := next((line for line in basis if not _CITES.search(line)), ""):
        raise Unlawful(f"依据“{strange}”应写明条文、文号或者文件名称", TRAINED, field="basis")
    given = step.details.get("cards")
    cards = tuple(str(each) for each in given) if isinstance(given, list) else ()
    if unknown := next((each for each in cards if each not in CARDS), ""):
        raise Unlawful(f"没有“{unknown}”这个表单", TRAINED, field="cards")
    return EntryVersion(number, title, text, basis, cards, by)


_Effect: TypeAlias = Callable[[EntryStanding, Step], EntryStanding]


def _approve(standing: EntryStanding, step: Step) -> EntryStanding:
    written = standing.waiting
    assert written is not None  # noqa: S101 (the states of the table have one)
    if step.text("by", "审核人") == written.by:
        raise Unlawful("编写的人不能审核自己编写的条目", TRAINED, field="by")
    review_on = step.optional_day("review_on", "下次复核日期") or step.on + timedelta(days=REVIEW_AFTER)
    past = (*standing.past, standing.current) if standing.current else standing.past
    current = replace(written, approved_on=step.on)
    return replace(standing, waiting=None, current=current, past=past, review_on=_later(review_on, step))


def _later(review_on: date, step: Step) -> date:
    if review_on <= step.on:
        raise Unlawful("下次复核日期应晚于办理日期", TRAINED, field="review_on")
    return review_on


def _return(standing: EntryStanding, step: Step) -> EntryStanding:
    step.text("reason", "退回的理由")
    return replace(standing, waiting=None)


def _revise(standing: EntryStanding, step: Step) -> EntryStanding:
    number = standing.current.number + 1 if standing.current else 1
    return replace(standing, waiting=_version(step, number))


def _confirm(standing: EntryStanding, step: Step) -> EntryStanding:
    review_on = step.optional_day("review_on", "下次复核日期") or step.on + timedelta(days=REVIEW_AFTER)
    return replace(standing, owner=step.text("by", "复核人"), review_on=_later(review_on, step))


def _retire(standing: EntryStanding, step: Step) -> EntryStanding:
    step.text("reason", "停用的理由")
    return replace(standing, closed_on=step.on, outcome="retired")


_EFFECTS: Mapping[EntryAct, _Effect] = {
    _A.APPROVE: _approve,
    _A.RETURN: _return,
    _A.REVISE: _revise,
    _A.CONFIRM: _confirm,
    _A.RETIRE: _retire,
}

KNOWLEDGE_ENTRY = Procedure(KIND, "知识条目", open_entry, lambda standing: FLOW)
