"""解读统计: coverage, lag and shares, counted from duties and interpretations; nobody types any of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gongkai.law.disclosure import Source
from gongkai.law.interpretation import MET, AuthorRole, DutyState, Form, PolicyOrigin


@dataclass(frozen=True, slots=True)
class DutyFact:
    """义务分组: one duty as it is counted: of which section, where it stands, and its lag in working days."""

    section: str
    state: DutyState
    lag: int | None = None


@dataclass(frozen=True, slots=True)
class InterpretationFact:
    """解读分组: one public interpretation as it is counted."""

    section: str
    forms: frozenset[Form]
    channels: frozenset[str]
    source: Source
    origin: PolicyOrigin
    role: AuthorRole


@dataclass(frozen=True, slots=True)
class Coverage:
    """解读覆盖: how many public documents owed an interpretation, and how many have one."""

    due: int
    met: int
    same_day: int
    late: int
    unmet: int
    waiting: int
    exempt: int
    lags: tuple[int, ...] = ()

    @property
    def share(self) -> float | None:
        """覆盖率: interpreted ÷ due; None where nothing was due."""
        return self.met / self.due if self.due else None

    @property
    def average_lag(self) -> float | None:
        """平均间隔: in working days."""
        return sum(self.lags) / len(self.lags) if self.lags else None


def coverage(facts: Iterable[DutyFact]) -> Coverage:
    """计覆盖: what is not public yet, or exempt, owes nothing."""
    rows = list(facts)
    by = Counter(fact.state for fact in rows)
    met = sum(by[state] for state in MET)
    unmet, waiting = by[DutyState.UNMET], by[DutyState.WAITING]
    return Coverage(
        due=met + unmet + waiting,
        met=met,
        same_day=by[DutyState.SAME_DAY],
        late=by[DutyState.LATE],
        unmet=unmet,
        waiting=waiting,
        exempt=by[DutyState.EXEMPT],
        lags=tuple(sorted(fact.lag for fact in rows if fact.lag is not None)),
    )


@dataclass(frozen=True, slots=True)
class Output:
    """解读篇数: of a year, and how they divide. A reprint is counted as an article and never as own."""

    all: int
    own: int
    reprints: int
    not_text: int
    by_form: Counter[str]
    by_channel: Counter[str]
    by_origin: Counter[str]
    by_role: Counter[str]
    by_section: Counter[str]

    @property
    def own_share(self) -> float | None:
        """本地内容比重: own ÷ all."""
        return self.own / self.all if self.all else None

    @property
    def not_text_share(self) -> float | None:
        """非文字占比: of interpretations that are more than text."""
        return self.not_text / self.all if self.all else None


def output(facts: Collection[InterpretationFact]) -> Output:
    """计篇数: one interpretation may have several forms and channels and counts once in each."""
    own = sum(fact.source is Source.OWN for fact in facts)
    return Output(
        all=len(facts),
        own=own,
        reprints=len(facts) - own,
        not_text=sum(bool(fact.forms - {Form.TEXT}) for fact in facts),
        by_form=Counter(form.value for fact in facts for form in fact.forms),
        by_channel=Counter(channel for fact in facts for channel in fact.channels),
        by_origin=Counter(fact.origin.value for fact in facts),
        by_role=Counter(fact.role.value for fact in facts),
        by_section=Counter(fact.section for fact in facts),
    )
