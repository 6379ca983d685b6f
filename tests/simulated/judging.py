"""核对: every finding against the book of truths, every truth against its last day, every crossed line against its warning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.law.supervision.faults import Fault
from gongkai.office.notices.models import Message
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.web import clock
from tests.simulated.town import Town
from tests.simulated.truths import Planted, Truth, Truths

SAME = {
    Planted.STALE: Fault.STALE,
    Planted.BLANK: Fault.BLANK,
    Planted.WRONG_COLUMN: Fault.MISPLACED,
    Planted.DEAD_LINK: Fault.DEAD,
    Planted.LATE_REPLY: Fault.LATE,
    Planted.NO_INTERPRETATION: Fault.UNEXPLAINED,
    Planted.LEAK: Fault.PERSONAL,
    Planted.TWICE: Fault.TWICE,
}
BACK = {fault.value: kind for kind, fault in SAME.items()}
LINES = {"V3": (10, 14), "V4.3": (2, 5), "V5.2": (62, 92)}
"""From where on each red line is near, and where it is crossed, as the national check and the platform have them."""
SETTLED = 20
"""Days until the columns of a new town have their first contents."""


@dataclass(frozen=True)
class Mistaken:
    """误报: a finding about something that was in order."""

    day: date
    unit: str
    kind: str
    thing: str
    title: str
    text: str


@dataclass(frozen=True)
class Crossing:
    """触线: which line a unit crossed on which day, and on which day it had been warned.

    What was not even near the night before, because its newest content was withdrawn, ``jumped``: nobody could have warned.
    """

    unit: str
    line: str
    on: date
    warned_on: date | None
    jumped: bool


class Judge:
    """核对者."""

    def __init__(self, town: Town, truths: Truths) -> None:
        self.town, self.truths = town, truths
        self.false: list[Mistaken] = []
        self.crossings: list[Crossing] = []
        self.findings = 0
        self._last = 0
        self._was: dict[tuple[str, str], int] = {}
        self._found: dict[int, Truth] = {}
        self._begins: date | None = None

    def evening(self, day: date) -> None:
        """当晚."""
        self._begins = self._begins or day
        self._match(day)
        self._cleared(day)
        if (day - self._begins).days >= SETTLED:
            self._lines(day)

    def _match(self, day: date) -> None:
        rows = Finding.objects.everywhere().filter(pk__gt=self._last, by_machine=True).exclude(key="")
        standing = {(truth.kind, truth.thing): truth for truth in self.truths.standing(day)}
        for row in rows.select_related("unit", "dossier").order_by("pk"):
            self._last = row.pk
            kind, _, thing = row.key.partition(" ")
            if kind not in {fault.value for fault in Fault}:
                continue  # a red line; held against the ledger below
            self.findings += 1
            truth = standing.get((BACK[kind], thing)) if kind in BACK else None
            if truth is None or truth.unit != row.unit.code:
                self.false.append(Mistaken(day, row.unit.code, kind, thing, row.dossier.title, row.where))
                continue
            truth.found_on = truth.found_on or day
            self._found[row.pk] = truth

    def _cleared(self, day: date) -> None:
        closed = Finding.objects.everywhere().filter(pk__in=self._found, dossier__closed_on=day)
        for key in closed.values_list("pk", flat=True):
            self._found[key].cleared_on = self._found[key].cleared_on or day

    def _lines(self, day: date) -> None:
        for unit in self.town.units:
            shown = [self.town.shown[column.pk].values() for column in unit.columns.values()]
            days = [each for some in shown for each in some]
            still = (day - max(days)).days if days else 0
            self._line(unit.code, unit.body.pk, "V3", still, day)
            self._line(unit.code, unit.body.pk, "V4.3", sum(not some for some in shown), day)
        waited = max(((day - asked).days for asked, _ in self.town.waiting.values()), default=0)
        self._line(self.town.county.code, self.town.county.pk, "V5.2", waited, day)

    def _line(self, code: str, key: int, line: str, value: int, day: date) -> None:
        near, limit = LINES[line]
        was = self._was.get((code, line), near)
        self._was[code, line] = value
        if value < limit or was >= limit:
            return
        since = datetime.combine(day - timedelta(days=31), datetime.min.time(), tzinfo=clock.BEIJING)
        until = datetime.combine(day, datetime.min.time(), tzinfo=clock.BEIJING)
        told = Message.objects.everywhere().filter(authority=key, key__startswith=f"dial {line} ")
        first = told.filter(created_at__gte=since, created_at__lt=until).order_by("created_at").first()
        self.crossings.append(Crossing(code, line, day, first.created_at.date() if first else None, was < near))
