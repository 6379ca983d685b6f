"""办件所记: everything that follows from the steps of a case so far, and what can be read from it without a day.

The effects of acts make the next one of these; ``cases`` says which acts are open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from gongkai.law.case_clock import CardRule, ClockPause, ClockRun
from gongkai.law.case_flow import RESULTED, PartState, State
from gongkai.law.case_kinds import (
    BAD,
    CardVerdict,
    CaseChannel,
    CaseParty,
    CaseResult,
    PartResult,
    RatingFinding,
    Stage,
    Stars,
)
from gongkai.law.case_parts import CasePart, merged_materials
from gongkai.law.grammar.flow import Unlawful


@dataclass(frozen=True)
class CaseFacts:
    """办件所记: of one case.

    ``runs`` are all its clocks in the order they began; ``asked`` is what the one notice still waits for; ``visit_days`` are
    the days on which whoever asked had to come; ``early`` is a result that ended the case before its parts did.
    """

    channel: CaseChannel
    party: CaseParty
    package: str
    state: State
    parts: tuple[CasePart, ...]
    handed: frozenset[str]
    received_on: date
    last_on: date
    received_by: str
    yellow_before: int
    general: bool = False
    runs: tuple[ClockRun, ...] = ()
    visit_days: frozenset[date] = frozenset()
    notified_on: date | None = None
    asked: frozenset[str] = frozenset()
    accepted_on: date | None = None
    early: CaseResult | None = None
    decided_on: date | None = None
    issued_on: date | None = None
    courier: str = ""
    delivered_on: date | None = None
    commissioner: str = ""
    stars: Stars | None = None
    rated_on: date | None = None
    finding: RatingFinding | None = None
    rectified_on: date | None = None
    explained: frozenset[str] = frozenset()
    ruled: tuple[tuple[str, CardVerdict], ...] = ()

    # -- what follows ------------------------------------------------------------------------------------------------------

    @property
    def joint(self) -> bool:
        """联办: one application for several matters."""
        return len(self.parts) > 1

    @property
    def needed(self) -> frozenset[str]:
        """必交材料."""
        return frozenset(each.name for each in merged_materials(self.parts) if each.needed)

    @property
    def listed(self) -> tuple[str, ...]:
        """材料清单: everything any part lists, each name once."""
        return tuple(each.name for each in merged_materials(self.parts))

    @property
    def missing(self) -> tuple[str, ...]:
        """缺少的材料: in the order of the guide."""
        return tuple(name for name in self.listed if name in self.needed - self.handed)

    @property
    def ready(self) -> bool:
        """可以出件: every part was decided."""
        return all(part.state is PartState.DECIDED for part in self.parts)

    @property
    def outcome(self) -> str | None:
        """办理结果: None until there is one."""
        return self.result.value if self.state in RESULTED and self.result else None

    @property
    def result(self) -> CaseResult | None:
        """结果: of the parts together, or how the case ended before them."""
        if self.early is not None or not self.ready:
            return self.early
        found = {part.result for part in self.parts}
        if found == {PartResult.GRANTED}:
            return CaseResult.GRANTED
        return CaseResult.DENIED if found == {PartResult.DENIED} else CaseResult.PARTLY

    @property
    def closed_on(self) -> date | None:
        """办结日期: the day the result was in the hands of whoever asked."""
        return self.delivered_on

    @property
    def extended(self) -> bool:
        """延期."""
        return any(part.extended for part in self.parts)

    @property
    def visits(self) -> int:
        """跑动次数: the days on which somebody had to come."""
        return len(self.visit_days)

    @property
    def rated_badly(self) -> bool:
        """差评: one that was not found to be a mistake or unfounded."""
        return self.stars in BAD and self.finding in (None, RatingFinding.TRUE)

    @property
    def card_rule(self) -> CardRule:
        """发牌规则: as it was when the case came in."""
        return CardRule(self.yellow_before)

    def verdict(self, key: str) -> CardVerdict | None:
        """所作结论: of one card."""
        return dict(self.ruled).get(key)

    # -- parts and clocks --------------------------------------------------------------------------------------------------

    def part(self, item: str) -> CasePart:
        """查事项: by its code; raises Unlawful."""
        for part in self.parts:
            if part.item == item:
                return part
        raise Unlawful("办件里没有这一事项，请从列表中选择", field="part")

    def with_part(self, changed: CasePart) -> Self:
        """改事项."""
        return replace(self, parts=tuple(changed if part.item == changed.item else part for part in self.parts))

    def open_run(self, stage: Stage, part: str = "") -> ClockRun | None:
        """在计的时段: of a stage; None where none runs or stands still."""
        found = [run for run in self.runs if run.stage is stage and run.part == part and run.ended_on is None]
        return found[-1] if found else None

    def began(self, run: ClockRun) -> Self:
        """起表."""
        return replace(self, runs=(*self.runs, run))

    def changed(self, run: ClockRun, to: ClockRun) -> Self:
        """改表: one run, wherever it stands."""
        return replace(self, runs=tuple(to if each is run else each for each in self.runs))

    def ended(self, stage: Stage, on: date, part: str = "") -> Self:
        """停表: the open run of a stage, where there is one."""
        run = self.open_run(stage, part)
        return self.changed(run, run.ended(on)) if run else self

    def all_ended(self, on: date) -> Self:
        """全部停表: nothing of it is decided any more; a clock that stood still stops where it stood."""
        return replace(self, runs=tuple(_stopped(run, on) for run in self.runs))

    def visited(self, on: date, came: bool) -> Self:
        """到场."""
        return replace(self, visit_days=self.visit_days | {on}) if came else self


def _stopped(run: ClockRun, on: date) -> ClockRun:
    if run.ended_on is not None:
        return run
    if run.paused:
        run = replace(run, pauses=(*run.pauses[:-1], resumed(run.pauses[-1], on)))
    return run.ended(on)


def resumed(pause: ClockPause, on: date) -> ClockPause:
    """恢复计时: the day itself is not counted any more."""
    return replace(pause, until=on)
