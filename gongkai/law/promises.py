"""承诺事项: what a reply says will be done, as dated tasks; a promise is kept when there is proof and a second person saw it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.proposal_terms import HANDLED

MOST_PROMISES = 20


class PromiseState(Word):
    """承诺状态: how a promise stands."""

    OPEN = "open", "未到期"
    OVERDUE = "overdue", "已逾期"
    REPORTED = "reported", "待核实"
    KEPT = "kept", "已兑现"
    KEPT_LATE = "kept_late", "逾期兑现"
    GIVEN_UP = "given_up", "不能兑现，已说明"


@dataclass(frozen=True, slots=True)
class Promise:
    """承诺: what, by when, and what became of it. ``kept_on`` counts once ``confirmed_on`` is there.

    ``first_due_on`` is the day the reply named; a promise put off is still measured by it.
    """

    key: str
    text: str
    due_on: date
    first_due_on: date
    kept_on: date | None = None
    kept_by: str = ""
    proof: str = ""
    confirmed_on: date | None = None
    given_up_on: date | None = None
    reason: str = ""

    def state(self, on: date) -> PromiseState:
        """承诺状态: on a day."""
        if self.given_up_on is not None:
            return PromiseState.GIVEN_UP
        if self.confirmed_on is not None and self.kept_on is not None:
            return PromiseState.KEPT if self.kept_on <= self.first_due_on else PromiseState.KEPT_LATE
        if self.kept_on is not None:
            return PromiseState.REPORTED
        return PromiseState.OVERDUE if on > self.due_on else PromiseState.OPEN

    @property
    def settled(self) -> bool:
        """承诺已了: kept and seen, or given up with its reason."""
        return self.confirmed_on is not None or self.given_up_on is not None


def read_promises(step: Step, before: int) -> tuple[Promise, ...]:
    """读承诺: of a reply, each with its words and its day; ``before`` are those of earlier replies, for the numbering."""
    given = step.details.get("promises") or []
    if not isinstance(given, list):
        raise Unlawful("承诺事项应逐条写明内容和时限", HANDLED, field="promises")
    if len(given) > MOST_PROMISES:
        raise Unlawful(f"承诺事项最多{MOST_PROMISES}条", HANDLED, field="promises")
    return tuple(_promise(each, step, before + number) for number, each in enumerate(given, start=1))


def _promise(given: object, step: Step, number: int) -> Promise:
    told = given if isinstance(given, dict) else {}
    one = Step(step.act, step.on, told)
    try:
        text, due = one.text("text", "承诺事项"), one.day("due_on", "承诺时限")
    except Unlawful as wrong:
        raise Unlawful(f"第{number}条：{wrong.reason}", HANDLED, field="promises") from None
    if due <= step.on:
        raise Unlawful(f"第{number}条：承诺时限应晚于答复日期", HANDLED, field="promises")
    return Promise(str(number), text, due, due)


def promise_of(promises: tuple[Promise, ...], step: Step) -> Promise:
    """本步承诺: the promise a step names in ``promise``, still open; raises Unlawful."""
    key = step.text("promise", "承诺事项")
    found = next((each for each in promises if each.key == key), None)
    if found is None:
        raise Unlawful("答复中没有这一条承诺", HANDLED, field="promise")
    if found.settled:
        raise Unlawful("这一条承诺已经了结", HANDLED, field="promise")
    return found


def with_promise(promises: tuple[Promise, ...], changed: Promise) -> tuple[Promise, ...]:
    """替换承诺: the promises with one of them as it is now."""
    return tuple(changed if each.key == changed.key else each for each in promises)


def reported(promise: Promise, step: Step) -> Promise:
    """报告兑现: on which day it was done, by what it can be seen, and who says so."""
    kept = step.day("kept_on", "兑现日期")
    if kept > step.on:
        raise Unlawful("兑现日期不能晚于报告日期", HANDLED, field="kept_on")
    return replace(promise, kept_on=kept, kept_by=step.text("by", "报告人"), proof=step.text("proof", "兑现凭据"))


def confirmed(promise: Promise, step: Step) -> Promise:
    """核实兑现: by somebody else than who reported it."""
    if promise.kept_on is None:
        raise Unlawful("承诺还没有报告兑现，不能核实", HANDLED, field="promise")
    if step.text("by", "核实人") == promise.kept_by:
        raise Unlawful("报告兑现的人不能核实自己的报告", HANDLED, field="by")
    return replace(promise, confirmed_on=step.on)


def doubted(promise: Promise, step: Step) -> Promise:
    """退回兑现报告: what was shown does not prove it; the promise is open again."""
    if promise.kept_on is None:
        raise Unlawful("承诺还没有报告兑现，没有可以退回的报告", HANDLED, field="promise")
    return replace(promise, kept_on=None, kept_by="", proof="", reason=step.text("reason", "退回的理由"))


def put_off(promise: Promise, step: Step) -> Promise:
    """承诺延期: another day and why; told to the proposer and shown beside the first day."""
    due = step.day("due_on", "新的时限")
    if due <= promise.due_on:
        raise Unlawful(f"新的时限应晚于原时限（{promise.due_on:%Y-%m-%d}）", HANDLED, field="due_on")
    return replace(promise, due_on=due, reason=step.text("reason", "延期的理由"))


def given_up(promise: Promise, step: Step) -> Promise:
    """说明不能兑现: why, in words the proposer and the public can read."""
    return replace(promise, given_up_on=step.on, reason=step.text("reason", "不能兑现的理由"))
