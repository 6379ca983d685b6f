"""公开提醒: who answers for a register is told of records that wait: once before their day, and every week that they are late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

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
    """到期待公开: records of a kind that wait and are due on one day; the late ones together, by their first day."""

    kind: Kind
    due_on: date
    many: int
    late: bool
    days: int

    @property
    def left(self) -> str:
        """还有: as lists say it, in working days from today."""
        if self.late:
            return f"逾期{self.days}个工作日" if self.days else "已逾期"
        return f"{self.days}个工作日" if self.days else "今天到期"

    @property
    def tone(self) -> str:
        """缓急."""
        return "bad" if self.late or not self.days else "warn" if self.days <= AHEAD else "plain"

    @property
    def said(self) -> str:
        """通知的话."""
        if self.late:
            return f"“{self.kind.label}”有{self.many}条逾期未公开，最早的应于{self.due_on}前公开"
        return f"“{self.kind.label}”有{self.many}条应于{self.due_on}前公开，{'今天到期' if not self.days else f'还有{self.left}'}"

    def named(self, on: date) -> str:
        """通知的名: what is near is told once, what is late once a week."""
        when = f"late {on.isocalendar().year}-{on.isocalendar().week}" if self.late else f"near {self.due_on}"
        return f"register {self.kind.key} {when}"


def due_by(authority: Authority, on: date, until: date) -> Iterator[WaitingDue]:
    """临近和逾期的: of every kind what is late, then by their days those due by a day."""
    calendar = calendar_of(authority)
    waiting = queries.waiting(authority)
    late = waiting.filter(due_on__lt=on).order_by("kind").values_list("kind")
    for key, many, first in late.annotate(many=Count("pk"), first=Min("due_on")):
        yield WaitingDue(KINDS[key], first, many, True, calendar.count(first, on))
    near = waiting.filter(due_on__gte=on, due_on__lte=until).order_by("due_on", "kind")
    for key, due_on, many in near.values_list("kind", "due_on").annotate(many=Count("pk")):
        yield WaitingDue(KINDS[key], due_on, many, False, calendar.count(on, due_on))


def remind(on: date) -> int:
    """公开提醒: leave the notices of a day; how many are new."""
    waiting = Record.objects.everywhere().filter(standing="waiting").order_by().values("authority")
    return sum(_remind(authority, on) for authority in Authority.objects.filter(pk__in=waiting, dissolved_on=None))


def _remind(authority: Authority, on: date) -> int:
    keepings = {row.kind: row for row in queries.keepings(authority).select_related("owner")}
    written = 0
    for each in due_by(authority, on, calendar_of(authority).after(on, AHEAD).on):
        for official in told_to(authority, keepings.get(each.kind.key), on):
            written += notify(authority, f"{each.named(on)} {official.pk}", official, subject=each.said)
    return written


def told_to(authority: Authority, keeping: Keeping | None, on: date) -> list[Official]:
    """提醒谁: the owner; where there is none, those who may publish."""
    owner = keeping.owner if keeping else None
    return [owner] if owner and owner.is_active else holders(authority, Role.PUBLISHER, on)
