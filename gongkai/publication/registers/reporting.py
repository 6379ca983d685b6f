"""年报所计: what registers come to in a year for the tables of 第二十条, and the records behind each number.

A register that is not kept tells nothing: its cells stay typed. It is kept where the authority says so, or where records stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from gongkai.law.annual_report.facts import RegisterFact, ReportedPart, ReportedRegister
from gongkai.law.grammar.kinds import Kind
from gongkai.law.grammar.sheets import Number
from gongkai.law.registers.decisions import COERCION, PENALTY, PERMIT
from gongkai.law.registers.money import FEE_COLLECTED
from gongkai.law.registers.powers import FEE, POWER
from gongkai.law.registers.standing import Standing
from gongkai.law.registers.trades import PURCHASE
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.registers.counting import of_year, stock_rows
from gongkai.publication.registers.lists.queries import account
from gongkai.publication.registers.models import Keeping, Record
from gongkai.publication.registers.storing import CENTS_IN_WAN

Rows = OwnedQuerySet[Record]


@dataclass(frozen=True, slots=True)
class Listed:
    """清单中的一类: the items of a list that a row of the report counts."""

    kind: Kind
    said: Mapping[str, str]

    def of(self, rows: Rows) -> Rows:
        """这一类的事项."""
        return rows.filter(kind=self.kind.key, **{f"data__{key}": text for key, text in self.said.items()})


LISTS = {
    ReportedRegister.PERMITS: Listed(POWER, {"power_kind": "行政许可"}),
    ReportedRegister.PENALTIES: Listed(POWER, {"power_kind": "行政处罚"}),
    ReportedRegister.COERCION: Listed(POWER, {"power_kind": "行政强制"}),
    ReportedRegister.FEES: Listed(FEE, {"fee_kind": "行政事业性收费"}),
}
"""项目数量: from lists."""
DECIDED = {
    ReportedRegister.PERMITS: PERMIT,
    ReportedRegister.PENALTIES: PENALTY,
    ReportedRegister.COERCION: COERCION,
}
"""处理决定数量: from decisions, never from lists."""
AMOUNTS = {ReportedRegister.PROCUREMENT: PURCHASE, ReportedRegister.FEES: FEE_COLLECTED}
"""金额: in 分, told in 万元."""
REPORTED = frozenset(
    {*(each.kind.key for each in LISTS.values()), *(kind.key for kind in (*DECIDED.values(), *AMOUNTS.values()))}
)
"""年报所计的种类."""


@dataclass(frozen=True, slots=True)
class RegisterLedger:
    """登记簿台账: the records and the registers kept that a report counts."""

    records: Rows
    keepings: OwnedQuerySet[Keeping]

    def facts(self, year: int) -> list[RegisterFact]:
        """登记簿分组: of every register that is kept up to the end of the year."""
        kept = self._kept(year)
        return [*self._lists(kept, year), *self._decisions(kept, year), *self._amounts(kept, year)]

    def behind(self, register: ReportedRegister, part: ReportedPart, year: int) -> Rows:
        """数字背后的记录."""
        match part:
            case ReportedPart.HANDLED:
                rows = of_year(self._rows.filter(kind=DECIDED[register].key), year)
            case ReportedPart.COUNT | ReportedPart.AMOUNT:
                rows = self._of_amount(AMOUNTS[register], year)
            case ReportedPart.PREVIOUS:
                rows = stock_rows(LISTS[register].of(self._rows), "before", year)
            case ReportedPart.CHANGE:
                listed = LISTS[register].of(self._rows)
                rows = listed.filter(
                    Q(pk__in=stock_rows(listed, "came", year).values("pk"))
                    | Q(pk__in=stock_rows(listed, "left", year).values("pk"))
                )
        return rows.select_related("authority").order_by("dated_on", "pk")

    @property
    def _rows(self) -> Rows:
        return self.records.exclude(standing=Standing.WITHDRAWN)

    def _kept(self, year: int) -> set[str]:
        """The kinds that are kept, or of which anything is there: one query for all."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        kept = self.keepings.filter(kind__in=REPORTED, since__lte=last).exclude(until__lt=first)
        there = self._rows.filter(kind__in=REPORTED, dated_on__lte=last)
        return set(
            kept.order_by()
            .values_list("kind")
            .union(there.order_by().values_list("kind"))
            .values_list("kind", flat=True)
        )

    def _lists(self, kept: set[str], year: int) -> Iterator[RegisterFact]:
        for register, listed in LISTS.items():
            if listed.kind.key in kept:
                told = account(listed.of(self._rows), year)
                yield RegisterFact(register, ReportedPart.PREVIOUS, told.before)
                yield RegisterFact(register, ReportedPart.CHANGE, told.change)

    def _decisions(self, kept: set[str], year: int) -> Iterator[RegisterFact]:
        for register, kind in DECIDED.items():
            if kind.key in kept:
                count = of_year(self._rows.filter(kind=kind.key), year).count()
                yield RegisterFact(register, ReportedPart.HANDLED, count)

    def _amounts(self, kept: set[str], year: int) -> Iterator[RegisterFact]:
        for register, kind in AMOUNTS.items():
            if kind.key not in kept:
                continue
            rows = self._of_amount(kind, year).order_by()
            if kind.has("project_code"):
                projects = rows.values("authority", "data__project_code").distinct().count()
                yield RegisterFact(register, ReportedPart.COUNT, projects)
            yield RegisterFact(register, ReportedPart.AMOUNT, in_wan(rows.aggregate(sum=Sum("cents"))["sum"] or 0))

    def _of_amount(self, kind: Kind, year: int) -> Rows:
        """What is told of a year by a field counts in that year, whenever it was written; all else on its day."""
        rows = self._rows.filter(kind=kind.key)
        return rows.filter(data__year=str(year)) if kind.has("year") else of_year(rows, year)


def in_wan(cents: int) -> Number:
    """万元: exact; whole where it is whole."""
    if cents % CENTS_IN_WAN == 0:
        return cents // CENTS_IN_WAN
    return Decimal(f"{Decimal(cents).scaleb(-6):f}".rstrip("0"))
