"""办件: where a case stands and what may be done with it, from its dated steps.

Nothing is typed that follows: what is missing follows from the guide, terms from the item, cards from the dates, the result
from the parts, the visits from the days somebody had to come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from gongkai.law import case_after, case_deciding, case_intake
from gongkai.law.application_figures import Reckoning, Timeliness
from gongkai.law.case_clock import Card, ClockRun, cards
from gongkai.law.case_facts import CaseFacts
from gongkai.law.case_flow import FLOW, PART_ACTS, PART_FLOW, Act, State
from gongkai.law.case_kinds import BAD, CaseChannel, CaseParty, Stage
from gongkai.law.case_parts import merged_materials, names, read_parts
from gongkai.law.case_terms import ACCEPTING, LONGEST
from gongkai.law.grammar.calendar import Calendar, Reckoned
from gongkai.law.grammar.flow import Objection, Step, Unlawful
from gongkai.law.grammar.procedure import Procedure

__all__ = ["CASE", "KIND", "Standing", "open_case"]
KIND = "service_case"


@dataclass(frozen=True)
class Standing(CaseFacts):
    """办件情况: what is known of a case, what may be done, and when."""

    @property
    def due_label(self) -> str:
        """到期事项."""
        running = [run.stage for run in self.runs if run.running]
        return running[0].label if running else ""

    def due(self, calendar: Calendar) -> Reckoned | None:
        """到期日: the earliest last day of what runs; None while all clocks stand still, and once the result was delivered."""
        if self.delivered_on is not None:
            return None
        found = [last for run in self.runs if run.running and (last := run.last_day(calendar))]
        return min(found, key=lambda last: last.on) if found else None

    def cards(self, calendar: Calendar, today: date) -> tuple[Card, ...]:
        """黄红牌: all that the dates give by the end of a day."""
        return tuple(cards(self.runs, self.card_rule, calendar, today))

    def reckoning(self, calendar: Calendar) -> Reckoning:
        """计时: what figures go by; a case answers for the latest of its parts."""
        handling = [run for run in self.runs if run.stage is Stage.HANDLING]
        lasts = [last.on for run in handling if (last := run.last_day(calendar))]
        term = max(lasts, default=None)
        if self.decided_on is None:
            return Reckoning(self.party.value, self.channel.value, term)
        if self.early is not None:
            return Reckoning(self.party.value, self.channel.value, timeliness=Timeliness.UNANSWERED.value)
        late = any(run.late(calendar, self.decided_on) for run in handling)
        how = Timeliness.LATE if late else Timeliness.EXTENDED if self.extended else Timeliness.ON_TIME
        worked = max((run.used(calendar, self.decided_on) for run in handling), default=0)
        passed = (self.decided_on - self.received_on).days
        return Reckoning(self.party.value, self.channel.value, term, how.value, worked, passed)

    def objections(self, act: Act, on: date, part: str = "") -> tuple[Objection, ...]:
        """不能办的理由: why this act is not lawful on this day, as far as it can be told without its details."""
        try:
            FLOW.row(self.state, act)
            if part and act in PART_ACTS:
                PART_FLOW.row(self.part(part).state, act)
        except Unlawful as refusal:
            return (Objection(refusal.reason, refusal.basis),)
        if on < self.last_on:
            return (Objection(f"办理日期不能早于上一环节的日期（{self.last_on:%Y-%m-%d}）"),)
        refused = _REFUSALS.get(act)
        reason = refused(self) if refused else ""
        return (Objection(reason, FLOW.row(self.state, act).basis),) if reason else ()

    def take(self, step: Step, calendar: Calendar) -> Standing:
        """办理: the standing after one more step, or Unlawful."""
        act = FLOW.act(Act, step.act)
        for objection in self.objections(act, step.on):
            raise objection.raised("on" if step.on < self.last_on else "")
        moved = replace(self, state=State(FLOW.after(self.state, act)), last_on=step.on)
        return _EFFECTS[act](moved, step, calendar)


def open_case(step: Step, calendar: Calendar) -> Standing:
    """收件: the first step.

    Details: ``parts`` (the matters as their guides say now), ``handed`` (the materials that came with it), ``channel``,
    ``party``, ``package`` (its code, or nothing), ``general`` (taken in at a general window), ``by`` and ``yellow_before``.
    """
    if FLOW.act(Act, step.act) is not Act.RECEIVE:
        raise Unlawful("案卷应从收件开始")
    parts = read_parts(step)
    channel = step.word(CaseChannel, "channel", "收件方式")
    known = [each.name for each in merged_materials(parts)]
    opened = Standing(
        channel=channel,
        party=step.word(CaseParty, "party", "办事人类型"),
        package=str(step.details.get("package") or ""),
        state=State.RECEIVED,
        parts=parts,
        handed=names(step, "handed", "收到的材料", known),
        received_on=step.on,
        last_on=step.on,
        received_by=str(step.details.get("by") or ""),
        yellow_before=step.number("yellow_before", "黄牌提前的工作日", least=0, most=LONGEST),
        general=bool(step.details.get("general")),
    )
    started = opened.began(ClockRun(Stage.INTAKE, step.on, ACCEPTING.length))
    return started.visited(step.on, channel is CaseChannel.WINDOW)


_REFUSALS: Mapping[Act, Callable[[Standing], str]] = {
    Act.NOTIFY: lambda standing: "已经告知过一次，应当补正的内容应一次告知" if standing.notified_on else "",
    Act.ISSUE: lambda standing: "" if standing.ready else "还有事项没有决定，全部决定以后统一出件",
    Act.CALL_BACK: lambda standing: "" if standing.stars in BAD and standing.finding is None else "没有待回访的差评",
    Act.RECTIFY: lambda standing: "" if standing.open_run(Stage.RECTIFYING) else "没有待整改的差评",
    Act.WITHDRAW: lambda standing: "已经全部作出决定，不能再撤回" if standing.ready else "",
    Act.RATE: lambda standing: "评价已经回访核实，不能再改" if standing.finding else "",
}
_EFFECTS = cast(
    "Mapping[Act, Callable[[Standing, Step, Calendar], Standing]]",
    {**case_intake.EFFECTS, **case_deciding.EFFECTS, **case_after.EFFECTS},
)
PRIVATE = frozenset({"reason", "note", "text", "facts", "measure", "to", "courier"})
"""隐私明细: what is written in free words or names a person."""
CASE: Procedure[Standing] = Procedure(KIND, "办件", open_case, lambda _: FLOW, PRIVATE)
"""程序: how the journal opens and reads a case."""
