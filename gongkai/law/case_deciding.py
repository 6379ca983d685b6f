"""分办的效果: a unit examines by the points of the item, another hand decides; special procedures stand beside the clock."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from gongkai.law.case_clock import ClockPause, ClockRun
from gongkai.law.case_facts import CaseFacts, resumed
from gongkai.law.case_flow import DECIDED, EXAMINED, IN_TIME, NOT_COUNTED, ONE_WINDOW, PART_FLOW, Act, PartState
from gongkai.law.case_kinds import PartResult, SpecialProcedure, Stage
from gongkai.law.case_parts import CasePart
from gongkai.law.case_terms import ISSUING, LENGTHENING, LONGEST
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Step, Unlawful

F = TypeVar("F", bound=CaseFacts)


def named(facts: CaseFacts, step: Step) -> CasePart:
    """所指事项: the part a step names, where the table of parts allows the act."""
    part = facts.part(step.text("part", "事项"))
    PART_FLOW.row(part.state, Act(step.act))
    return part


def _moved(part: CasePart, step: Step) -> CasePart:
    return replace(part, state=PartState(PART_FLOW.after(part.state, Act(step.act))))


def _clock(facts: CaseFacts, part: CasePart) -> ClockRun:
    run = facts.open_run(Stage.HANDLING, part.item)
    if run is None:
        raise Unlawful(f"“{part.name}”没有在计的期限", IN_TIME)
    return run


def reassign(facts: F, step: Step, calendar: Calendar) -> F:
    """改派单位: a unit that handed it back gets it again only with a reason. The clock has not stopped."""
    part, unit = named(facts, step), step.text("unit", "承办单位")
    if unit in part.returned_by and not step.details.get("reason"):
        raise Unlawful("该单位退回过这一事项，仍派给它的应当写明理由", ONE_WINDOW, field="reason")
    return facts.with_part(replace(_moved(part, step), unit=unit))


def hand_back(facts: F, step: Step, calendar: Calendar) -> F:
    """退回分派: with the reason; another unit is found while the clock runs on."""
    part = named(facts, step)
    step.text("reason", "退回的理由")
    if _clock(facts, part).paused:
        raise Unlawful("特别程序期间不能退回", NOT_COUNTED)
    return facts.with_part(replace(_moved(part, step), unit="", returned_by=part.returned_by | {part.unit}))


def examine(facts: F, step: Step, calendar: Calendar) -> F:
    """提出审查意见: every review point is answered; what fails one cannot be proposed for granting."""
    part = named(facts, step)
    _not_paused(facts, part)
    opinion = step.word(PartResult, "opinion", "审查意见", EXAMINED)
    passed = _points(part, step)
    if opinion is PartResult.GRANTED and not all(passed):
        raise Unlawful("有审查要点不符合的，不能提出准予的意见", EXAMINED, field="opinion")
    if opinion is PartResult.DENIED:
        step.text("note", "不符合之处")
    return facts.with_part(replace(_moved(part, step), opinion=opinion, examined_by=step.text("by", "审查人")))


def _points(part: CasePart, step: Step) -> list[bool]:
    given = step.details.get("points") or []
    if not isinstance(given, list) or len(given) != len(part.points) or not all(isinstance(p, bool) for p in given):
        raise Unlawful(f"应逐条核对“{part.name}”的{len(part.points)}个审查要点", EXAMINED, field="points")
    return [bool(each) for each in given]


def send_back(facts: F, step: Step, calendar: Calendar) -> F:
    """退回重审."""
    part = named(facts, step)
    step.text("reason", "退回的意见")
    return facts.with_part(replace(_moved(part, step), opinion=None, examined_by=""))


def approve(facts: F, step: Step, calendar: Calendar) -> F:
    """作出决定: by another hand than examined it; a refusal says why. With the last part the days to deliver begin."""
    part = named(facts, step)
    _not_paused(facts, part)
    result = step.word(PartResult, "result", "决定", DECIDED)
    if step.text("by", "决定人") == part.examined_by:
        raise Unlawful("审查的人不能自己作出决定", EXAMINED)
    if result is PartResult.DENIED:
        step.text("reason", "不予的理由")
    if result is not part.opinion and not step.details.get("reason"):
        raise Unlawful("决定与审查意见不一致的，应当写明理由", DECIDED, field="reason")
    decided = facts.with_part(replace(_moved(part, step), result=result)).ended(Stage.HANDLING, step.on, part.item)
    if not decided.ready:
        return decided
    return replace(decided, decided_on=step.on).began(ClockRun(Stage.ISSUING, step.on, ISSUING.length))


def extend(facts: F, step: Step, calendar: Calendar) -> F:
    """延长审批期限: once, by no more than ten days, before the term is over, with the reason told."""
    part = named(facts, step)
    step.text("reason", "延长的理由")
    days = step.number("days", "延长的工作日", least=1, most=LENGTHENING.length)
    run = _clock(facts, part)
    if part.extended:
        raise Unlawful("审批期限已经延长过一次", IN_TIME)
    if run.late(calendar, step.on):
        raise Unlawful("已经逾期，不能再延长", IN_TIME)
    longer = replace(run, days=run.days + days, statutory=max(run.statutory, run.days) + days)
    return facts.changed(run, longer).with_part(replace(part, extended=True))


def pause(facts: F, step: Step, calendar: Calendar) -> F:
    """进入特别程序: before the last day; whoever asked is told in writing how many days it takes."""
    part = named(facts, step)
    ground = step.word(SpecialProcedure, "ground", "特别程序", NOT_COUNTED)
    days = step.number("days", "告知申请人的所需时间（工作日）", least=1, most=LONGEST)
    run = _clock(facts, part)
    _not_paused(facts, part)
    last = run.last_day(calendar)
    if last is None or step.on >= last.on:
        raise Unlawful("审批期限最后一日以前才能进入特别程序", NOT_COUNTED)
    stopped = replace(run, pauses=(*run.pauses, ClockPause(ground, step.on)))
    return facts.changed(run, stopped).began(ClockRun(Stage.SPECIAL, step.on, days, part.item))


def resume(facts: F, step: Step, calendar: Calendar) -> F:
    """结束特别程序: the days run on from the next."""
    part = named(facts, step)
    run = _clock(facts, part)
    if not run.paused:
        raise Unlawful(f"“{part.name}”没有进行中的特别程序", NOT_COUNTED)
    on = replace(run, pauses=(*run.pauses[:-1], resumed(run.pauses[-1], step.on)))
    return facts.changed(run, on).ended(Stage.SPECIAL, step.on, part.item)


def _not_paused(facts: CaseFacts, part: CasePart) -> None:
    run = facts.open_run(Stage.HANDLING, part.item)
    if run is not None and run.paused:
        raise Unlawful("正在特别程序中，结束以后再办", NOT_COUNTED)


EFFECTS = {
    Act.REASSIGN: reassign,
    Act.RETURN: hand_back,
    Act.EXAMINE: examine,
    Act.SEND_BACK: send_back,
    Act.APPROVE: approve,
    Act.EXTEND: extend,
    Act.PAUSE: pause,
    Act.RESUME: resume,
}
"""分办的效果."""
