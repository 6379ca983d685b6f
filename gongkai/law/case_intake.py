"""收件和受理的效果: what is missing is told once; what is complete is accepted; what was not told in time counts as accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from gongkai.law.case_clock import ClockRun
from gongkai.law.case_facts import CaseFacts
from gongkai.law.case_flow import INTAKE, ONE_WINDOW, Act, PartState
from gongkai.law.case_kinds import CaseChannel, CaseResult, Stage
from gongkai.law.case_parts import CasePart, names
from gongkai.law.case_terms import ACCEPTING, ISSUING
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Step, Unlawful

F = TypeVar("F", bound=CaseFacts)


def too_late_to_ask(facts: CaseFacts, on: date, calendar: Calendar) -> bool:
    """逾期即为受理: whether the days to ask or refuse are over."""
    run = facts.open_run(Stage.INTAKE)
    return run is not None and run.late(calendar, on)


def _in_time(facts: CaseFacts, on: date, calendar: Calendar) -> None:
    if too_late_to_ask(facts, on, calendar):
        raise Unlawful(
            f"收到材料已经超过{ACCEPTING.length}个工作日，自收到之日起即为受理，不能再要求补正或者不予受理", INTAKE
        )


def notify(facts: F, step: Step, calendar: Calendar) -> F:
    """一次性告知: everything missing follows from the guide; what was handed in and is not in form is added, once for all."""
    _in_time(facts, step.on, calendar)
    if facts.notified_on is not None:
        raise Unlawful(f"已于{facts.notified_on:%Y-%m-%d}告知过一次；应当补正的内容应一次告知", INTAKE)
    wrong = names(step, "wrong", "不符合法定形式的材料", facts.handed)
    if wrong:
        step.text("note", "不符合法定形式之处")
    asked = frozenset(facts.missing) | wrong
    if not asked:
        raise Unlawful("材料齐全，没有可以告知补正的内容，应当受理", INTAKE)
    told = replace(facts, notified_on=step.on, asked=asked, handed=facts.handed - wrong)
    return told.ended(Stage.INTAKE, step.on)


def part_supplement(facts: F, step: Step, calendar: Calendar) -> F:
    """收到部分补正: the rest is still waited for; nothing new may be asked for."""
    given = _supplemented(facts, step)
    if facts.asked <= given:
        raise Unlawful("要求补正的材料已经收齐，应办“收齐补正”", INTAKE, field="handed")
    if not given:
        raise Unlawful("应选明收到哪些补正材料", field="handed")
    return _taken_in(facts, given, step)


def supplement(facts: F, step: Step, calendar: Calendar) -> F:
    """收齐补正: five days to accept run anew from the day everything is there."""
    given = _supplemented(facts, step)
    if rest := sorted(facts.asked - given):
        raise Unlawful(f"还没有收到：{'、'.join(rest)}；只收到一部分的，办“收到部分补正”", INTAKE, field="handed")
    return _taken_in(facts, given, step).began(ClockRun(Stage.INTAKE, step.on, ACCEPTING.length))


def _supplemented(facts: CaseFacts, step: Step) -> frozenset[str]:
    return names(step, "handed", "要求补正的材料", facts.asked)


def _taken_in(facts: F, given: frozenset[str], step: Step) -> F:
    came = step.word(CaseChannel, "channel", "送来方式") is CaseChannel.WINDOW
    taken = replace(facts, handed=facts.handed | given, asked=facts.asked - given)
    return taken.visited(step.on, came)


def accept(facts: F, step: Step, calendar: Calendar) -> F:
    """予以受理: every part's clock begins; from the day of receipt where nobody asked within the days there were."""
    run = facts.open_run(Stage.INTAKE)
    deemed = run is not None and run.late(calendar, step.on)
    if facts.missing and not deemed:
        raise Unlawful(f"还缺{'、'.join(facts.missing)}，应当一次性告知申请人补正", INTAKE)
    began = run.began_on if run is not None and deemed else step.on
    accepted = replace(facts.ended(Stage.INTAKE, step.on), accepted_on=began)
    for part in accepted.parts:
        accepted = accepted.began(ClockRun(Stage.HANDLING, began, part.days, part.item, part.statutory))
    return accepted


def not_accept(facts: F, step: Step, calendar: Calendar) -> F:
    """不予受理: in writing and with its reason; the paper is delivered like any result."""
    _in_time(facts, step.on, calendar)
    step.text("reason", "不予受理的理由")
    return _early(facts, CaseResult.NOT_ACCEPTED, step.on)


def withdraw(facts: F, step: Step, calendar: Calendar) -> F:
    """撤回申请: by whoever asked; the materials go back to them."""
    step.text("reason", "撤回的情况")
    return _early(facts, CaseResult.WITHDRAWN, step.on)


def _early(facts: F, result: CaseResult, on: date) -> F:
    ended = replace(facts.all_ended(on), early=result, decided_on=on, issued_on=on)
    return ended.began(ClockRun(Stage.ISSUING, on, ISSUING.length))


def dispatch(facts: F, step: Step, calendar: Calendar) -> F:
    """分派单位: every part to a unit, at once."""
    given = step.details.get("units")
    chosen: Mapping[str, object] = given if isinstance(given, dict) else {}
    return replace(facts, parts=tuple(_assigned(part, str(chosen.get(part.item) or part.home)) for part in facts.parts))


def _assigned(part: CasePart, unit: str) -> CasePart:
    if not unit:
        raise Unlawful(f"应选明“{part.name}”的承办单位", ONE_WINDOW, field="units")
    return replace(part, unit=unit, state=PartState.EXAMINING)


EFFECTS = {
    Act.NOTIFY: notify,
    Act.PART_SUPPLEMENT: part_supplement,
    Act.SUPPLEMENT: supplement,
    Act.ACCEPT: accept,
    Act.NOT_ACCEPT: not_accept,
    Act.WITHDRAW: withdraw,
    Act.DISPATCH: dispatch,
}
"""收件和受理的效果."""
