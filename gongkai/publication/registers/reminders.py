"""公开提醒: who answers for a register is told of records that wait for their day; once for each day that is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from gongkai.law.grammar.flow import Role
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers import KINDS
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, holders
from gongkai.office.notices.acts import notify
from gongkai.publication.registers import queries
from gongkai.publication.registers.models import Keeping, Record

AHEAD = 3
"""提前量: how many working days before the last day the owner is told."""


@dataclass(frozen=True, slots=True)
class WaitingDue:
    """到期待公开: records of a kind that wait and are due on one day, in working days from today."""

    kind: Kind
    due_on: date
    many: int
    late: bool
    days: int

    @property
    def left(self) -> str:
        """还有: as lists say it."""
        if self.late:
            return f"逾期{self.days}个工作日" if self.days else "已逾期"
        return f"{self.days}个工作日" if self.days else "今天到期"

    @property
    def tone(self) -> str:
        """缓急."""
        return "bad" if self.late or not self.days else "warn" if self.days <= AHEAD else "plain"


def due_by(authority: Authority, on: date, ahead: int) -> Iterator[WaitingDue]:
    """临近和逾期的: of every kind, by the day they are due, those within so many working days."""
    calendar = calendar_of(authority)
    near = queries.waiting(authority).filter(due_on__lte=calendar.after(on, ahead).on)
    for key, due_on, many in near.order_by("due_on", "kind").values_list("kind", "due_on").annotate(Count("pk")):
        first, last = sorted((on, due_on))
        yield WaitingDue(KINDS[key], due_on, many, due_on < on, calendar.count(first, last))


def remind(on: date) -> int:
    """公开提醒: leave the notices of a day; how many are new."""
    waiting = Record.objects.everywhere().filter(standing="waiting").order_by().values("authority")
    return sum(_remind(authority, on) for authority in Authority.objects.filter(pk__in=waiting, dissolved_on=None))


def _remind(authority: Authority, on: date) -> int:
    keepings = {row.kind: row for row in queries.keepings(authority).select_related("owner")}
    written = 0
    for each in due_by(authority, on, AHEAD):
        state = "late" if each.late else "near"
        for official in told_to(authority, keepings.get(each.kind.key), on):
            key = f"register {each.kind.key} {each.due_on} {state} {official.pk}"
            subject = f"“{each.kind.label}”有{each.many}条待公开，应于{each.due_on}前公开，{each.left}"
            written += notify(authority, key, official, subject=subject)
    return written


def told_to(authority: Authority, keeping: Keeping | None, on: date) -> list[Official]:
    """提醒谁: the owner; where there is none, those who may publish."""
    owner = keeping.owner if keeping else None
    return [owner] if owner and owner.is_active else holders(authority, Role.PUBLISHER, on)
