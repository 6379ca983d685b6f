"""公告链: records of one matter in their order. What a stage needs, what a missing stage says, what an objection stops.

TRADE.may(AWARD.key, {"tender_notice"}, open_objections=0)        nothing, or ``Unlawful``
TRADE.gaps({"tender_notice": day, "award_notice": day}, on)        what should have come by now
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.kinds import Kind
from gongkai.law.grammar.statute import Article, Certainty, Term, Unit
from gongkai.law.registers.livelihood import POVERTY_NOTICE, POVERTY_RESULT
from gongkai.law.registers.parts import OPEN_TRADES, PUBLIC_MATTERS
from gongkai.law.registers.trades import (
    AWARD,
    AWARD_LETTER,
    BID_OPENING,
    CORRECTION,
    DEPOSIT_REFUND,
    EXPERT_DRAW,
    PERFORMANCE,
    PREQUALIFICATION,
    TENDER,
)
from gongkai.law.registers.watching import FIRM_AFTER, FIRM_BEFORE

LONGEST_JOINT = 200
"""公告链编号最多字数."""


@dataclass(frozen=True, slots=True)
class Stage:
    """链上环节: a kind of record in a chain; ``needs`` lists what must be there before, ``within`` how soon it is expected after.

    A stage that ``decides`` waits while an objection is open. ``joins`` is its field that says which matter it belongs to: an
    announcement names in ``answers`` the notice whose name it answers. ``runs_from`` is its field from whose day the next stage
    is waited for, where that is not the day it came about (公示期满之日).
    """

    kind: str
    label: str
    joins: str
    needs: tuple[str, ...] = ()
    runs_from: str = ""
    within: Term | None = None
    follows: str = ""
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """缺环: a stage that was expected by a day and has not come; its absence is an open finding."""

    kind: str
    label: str
    follows: str
    due: date

    def late(self, on: date) -> bool:
        """是否逾期."""
        return on > self.due


@dataclass(frozen=True)
class Chain:
    """公告链: stages in order, each naming its field that joins it to the matter."""

    key: str
    label: str
    basis: Article
    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for stage in self.stages:
            if not {*stage.needs, *((stage.follows,) if stage.follows else ())} <= seen:
                raise ValueError(f"{self.label}：{stage.label}依赖的环节不在它之前")
            if (stage.within is None) != (not stage.follows):
                raise ValueError(f"{self.label}：{stage.label}的期限和起算环节应当同时写明")
            seen.add(stage.kind)

    def stage(self, kind: str) -> Stage | None:
        """所在环节: of that kind; None where the chain has none."""
        return next((each for each in self.stages if each.kind == kind), None)

    @property
    def kinds(self) -> frozenset[str]:
        """各环节的种类."""
        return frozenset(each.kind for each in self.stages)

    def joined(self, kind: str, values: Mapping[str, object]) -> str:
        """公告链编号: what joins a record of that kind to its matter; empty where the chain has no such stage."""
        stage = self.stage(kind)
        return str(values.get(stage.joins, ""))[:LONGEST_JOINT] if stage else ""

    def may(self, kind: str, there: Set[str], open_objections: int = 0) -> None:
        """可否登记: ``Unlawful`` where a stage comes before what it needs, or an objection is not answered yet."""
        stage = self.stage(kind)
        if stage is None:
            return
        for needed in stage.needs:
            if needed not in there:
                raise Unlawful(
                    f"没有{self._label(needed)}，不能登记{stage.label}；请先补登，或者核对编号",
                    self.basis,
                    field=stage.joins,
                )
        if stage.decides and open_objections:
            raise Unlawful(f"有{open_objections}件异议尚未答复，不能登记{stage.label}", self.basis, field=stage.joins)

    def gaps(self, there: Mapping[str, date]) -> Iterator[Gap]:
        """缺环: every stage whose predecessor is there and which is not; ``there`` gives the last day of each stage, of one that
        says so (``runs_from``) that of the field.
        """
        for stage in self.stages:
            if stage.within and stage.kind not in there and stage.follows in there:
                due = there[stage.follows] + timedelta(days=stage.within.length)
                yield Gap(stage.kind, stage.label, self._label(stage.follows), due)

    def _label(self, kind: str) -> str:
        return next(each.label for each in self.stages if each.kind == kind)


def _expected(name: str, days: int, begins: str, basis: Article) -> Term:
    """A term of attention: after so many days the absence is asked about. Experience, not a rule; a place sets its own."""
    return Term(
        name,
        days,
        Unit.CALENDAR_DAYS,
        begins,
        basis,
        certainty=Certainty.INFERRED,
        note="提醒用的期限，法规没有统一规定，可以按本地情况调整",
    )


def _stage(
    kind: Kind,
    joins: str,
    *needs: Kind,
    within: Term | None = None,
    follows: Kind | None = None,
    decides: bool = False,
    runs_from: str = "",
) -> Stage:
    for field in (joins, *((runs_from,) if runs_from else ())):
        if not (kind.has(field) and kind.field(field).required):
            raise ValueError(f"{kind.label}没有必填的{field}，不能连成公告链")
    return Stage(
        kind.key,
        kind.label,
        joins,
        tuple(each.key for each in needs),
        runs_from,
        within,
        follows.key if follows else "",
        decides,
    )


TRADE = Chain(
    "trade",
    "交易公告链",
    OPEN_TRADES,
    (
        _stage(TENDER, "project_code"),
        _stage(PREQUALIFICATION, "project_code", TENDER),
        _stage(CORRECTION, "project_code", TENDER),
        _stage(EXPERT_DRAW, "project_code", TENDER),
        _stage(BID_OPENING, "project_code", TENDER),
        _stage(
            AWARD,
            "project_code",
            TENDER,
            within=_expected("招标后无结果的提醒期", 90, "招标（采购）公告之日起", OPEN_TRADES),
            follows=TENDER,
            decides=True,
        ),
        _stage(AWARD_LETTER, "project_code", AWARD, decides=True),
        _stage(DEPOSIT_REFUND, "project_code", TENDER),
        _stage(
            PERFORMANCE,
            "project_code",
            AWARD,
            within=_expected("中标后无履约信息的提醒期", 365, "中标（成交）公告之日起", OPEN_TRADES),
            follows=AWARD,
            decides=True,
        ),
    ),
)
POVERTY = Chain(
    "poverty",
    "扶贫公示公告链",
    PUBLIC_MATTERS[11],
    (
        _stage(POVERTY_NOTICE, "name", runs_from="shown_to"),
        _stage(
            POVERTY_RESULT,
            "answers",
            POVERTY_NOTICE,
            within=_expected("公示后无公告的提醒期", 365, "公示期满之日起", PUBLIC_MATTERS[11]),
            follows=POVERTY_NOTICE,
            decides=True,
        ),
    ),
)
FIRMS = Chain(
    "firms",
    "企业名单公示公告链",
    PUBLIC_MATTERS[15],
    (
        _stage(FIRM_BEFORE, "name", runs_from="shown_to"),
        _stage(
            FIRM_AFTER,
            "answers",
            FIRM_BEFORE,
            within=_expected("公示后无公告的提醒期", 60, "公示期满之日起", PUBLIC_MATTERS[15]),
            follows=FIRM_BEFORE,
            decides=True,
        ),
    ),
)
CHAINS = (TRADE, POVERTY, FIRMS)


def chain_of(kind: str) -> Chain | None:
    """所属公告链: the chain a kind is a stage of."""
    return next((chain for chain in CHAINS if chain.stage(kind)), None)
