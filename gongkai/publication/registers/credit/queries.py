"""失信名单查询: where each name stands, and by when what is asked for must be decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.registers.credit import State, due, state_of
from gongkai.law.registers.decisions import CREDIT_LIST
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.registers.models import CreditStep, Record


def listed(authority: Authority) -> OwnedQuerySet[Record]:
    """名单上的记录: the latest first; what was withdrawn left no name."""
    rows = Record.objects.of(authority).filter(kind=CREDIT_LIST.key).exclude(standing=Standing.WITHDRAWN)
    return rows.select_related("authority").order_by("-dated_on", "-pk")


def steps_of(record: Record) -> list[CreditStep]:
    """名单环节: of one record, in order."""
    return list(CreditStep.objects.of(record.authority).filter(record=record).order_by("number"))


def state(steps: Sequence[CreditStep]) -> State:
    """名单状态."""
    return state_of(step.act for step in steps)


@dataclass(frozen=True, slots=True)
class Named:
    """名单上的一项: where it stands, since when, and by when it must move."""

    record: Record
    state: State
    since: date
    due: date | None

    def late(self, on: date) -> bool:
        """是否逾期."""
        return self.due is not None and on > self.due


def with_states(rows: Sequence[Record], calendar: Calendar) -> list[Named]:
    """各项状态: two queries, however many names."""
    steps: dict[int, list[CreditStep]] = defaultdict(list)
    for step in CreditStep.objects.everywhere().filter(record__in=rows).order_by("record", "number"):
        steps[step.record_id].append(step)
    return [_named(row, steps[row.pk], calendar) for row in rows]


def _named(record: Record, steps: Sequence[CreditStep], calendar: Calendar) -> Named:
    found = state(steps)
    since = steps[-1].on if steps else record.dated_on
    ends = due(found, since, calendar)
    return Named(record, found, since, ends.on if ends else None)
