"""公告链查询: one matter with all its stages, what is missing anywhere, what was said against it, and the rates of a year."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q

from gongkai.law.registers import KINDS
from gongkai.law.registers.chains import CHAINS, TRADE, Chain, Gap, Stage
from gongkai.law.registers.standing import Standing
from gongkai.law.registers.trades import AWARD, CORRECTION, PERFORMANCE, TENDER
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import vault
from gongkai.office.journal.codes import code_from, opens, registered
from gongkai.publication.registers.models import Protest, Record

SEALED_AS = "registers.protest"


def of_chain(authority: Authority, chain: Chain) -> OwnedQuerySet[Record]:
    """链上的记录: of all matters; what was withdrawn is not there."""
    rows = Record.objects.of(authority).filter(kind__in=chain.kinds).exclude(standing=Standing.WITHDRAWN)
    return rows.exclude(joined="")


def protests(authority: Authority) -> OwnedQuerySet[Protest]:
    """异议: the open ones first, those due soonest before the others."""
    rows = Protest.objects.of(authority).select_related("record__authority", "authority", "answered_by")
    return rows.order_by("answered_on", "due_on", "pk")


def open_protests(authority: Authority, until: date | None = None) -> OwnedQuerySet[Protest]:
    """未答复的异议: all, or those that fall due by a day."""
    rows = Protest.objects.of(authority).filter(answered_on=None).select_related("record", "authority")
    return (rows.filter(due_on__lte=until) if until else rows).order_by("due_on", "pk")


def said(protest: Protest) -> dict[str, str]:
    """异议人和异议内容: opened, for who handles it."""
    told: dict[str, str] = json.loads(vault.unseal(None, SEALED_AS, protest.sealed))
    return told


def code_of(protest: Protest) -> str:
    """查询码: of an objection of the public; kept nowhere, it follows from what was sent and the key outside."""
    return code_from("protest code", protest.once)


def by_code(authority: Authority, number: str, code: str) -> Protest | None:
    """凭编号和查询码: the objection, or None; an unknown number costs as much as a wrong code."""
    found = re.fullmatch(r"〔(\d{4})〕(\d{1,18})号", registered(number))
    rows = Protest.objects.of(authority).select_related("record__authority", "authority").exclude(once="")
    row = rows.filter(pk=int(found[2]), received_on__year=int(found[1])).first() if found else None
    opened = opens(code, "protest code", row.once if row else "")
    return row if opened and row is not None else None


# -- one matter ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StageOn:
    """环节现状: a stage with its records, the earliest first; and by when it is expected where it is missing."""

    stage: Stage
    records: tuple[Record, ...]
    gap: Gap | None

    def late(self, on: date) -> bool:
        """是否逾期."""
        return self.gap is not None and self.gap.late(on)


@dataclass(frozen=True, slots=True)
class Matter:
    """公告链一事: everything that belongs to one matter."""

    chain: Chain
    joined: str
    stages: tuple[StageOn, ...]
    protests: tuple[Protest, ...]

    @property
    def corrections(self) -> tuple[Record, ...]:
        """更正公告."""
        return next((each.records for each in self.stages if each.stage.kind == CORRECTION.key), ())

    @property
    def title(self) -> str:
        """名称: as its first record calls it."""
        records = [record for each in self.stages for record in each.records]
        return str(records[0].data.get("project") or records[0].title) if records else self.joined

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """缺环."""
        return tuple(each.gap for each in self.stages if each.gap)

    @property
    def is_blocked(self) -> bool:
        """被异议挡住: whether an objection is not answered yet."""
        return any(each.is_open for each in self.protests)


def matter(authority: Authority, joined: str, *, public_only: bool = False) -> Matter | None:
    """公告链一事: with ``public_only`` as the public reads it; None where nothing bears this number.

    A gap is what is not there at all: what is entered and waits inside is no gap of the matter, whoever asks.
    """
    rows = list(_of_matter(authority, joined))
    chain = next((chain for chain in CHAINS if any(row.kind in chain.kinds for row in rows)), None)
    if chain is None:
        return None
    rows = [row for row in rows if row.kind in chain.kinds]
    gaps = {gap.kind: gap for gap in chain.gaps(_days(chain, rows))}
    shown = [row for row in rows if row.standing == Standing.PUBLIC] if public_only else rows
    if not shown:
        return None
    stages = tuple(
        StageOn(stage, tuple(row for row in shown if row.kind == stage.kind), gaps.get(stage.kind))
        for stage in chain.stages
    )
    told = protests(authority).filter(joined=joined, record__kind__in=chain.kinds)
    return Matter(chain, joined, stages, tuple(told))


def _of_matter(authority: Authority, joined: str) -> OwnedQuerySet[Record]:
    rows = Record.objects.of(authority).filter(joined=joined).exclude(joined="")
    return rows.exclude(standing=Standing.WITHDRAWN).select_related("authority").order_by("dated_on", "pk")


def _days(chain: Chain, rows: Sequence[Record]) -> dict[str, date]:
    """The last day of each stage that is there, as the next stage is waited for from it."""
    found: dict[str, date] = {}
    for row in rows:
        stage = chain.stage(row.kind)
        assert stage is not None  # noqa: S101 (rows are of the chain)
        day = runs_from(stage, row.data, row.dated_on)
        found[row.kind] = max(day, found.get(row.kind, day))
    return found


def runs_from(stage: Stage, data: Mapping[str, object], dated_on: date) -> date:
    """起算之日: the day of the field the stage names, otherwise that it came about."""
    said = str(data.get(stage.runs_from, "")) if stage.runs_from else ""
    return date.fromisoformat(said) if said else dated_on


# -- gaps ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenGap:
    """未了的缺环: of one matter, the stage that has not come, by when it was expected, and the record it should follow."""

    chain: Chain
    joined: str
    gap: Gap
    record: int
    title: str

    def late(self, on: date) -> bool:
        """是否逾期."""
        return self.gap.late(on)


def gaps(authority: Authority, until: date, chains: Sequence[Chain] = CHAINS) -> list[OpenGap]:
    """缺环: of every matter, expected by a day; those due first come first. One query for each stage that is waited for."""
    found = [each for chain in chains for stage in chain.stages for each in _gaps_of(authority, chain, stage, until)]
    return sorted((each for each in found if each.gap.due <= until), key=lambda each: (each.gap.due, each.joined))


def _gaps_of(authority: Authority, chain: Chain, stage: Stage, until: date) -> Iterator[OpenGap]:
    """The matters with what the stage follows and without the stage; the database leaves out all that have it."""
    followed = chain.stage(stage.follows)
    if followed is None or stage.within is None:
        return
    there = Record.objects.everywhere().filter(
        authority=OuterRef("authority"), joined=OuterRef("joined"), kind=stage.kind
    )
    rows = of_chain(authority, chain).filter(kind=followed.kind)
    rows = rows.filter(~Exists(there.exclude(standing=Standing.WITHDRAWN)))
    if not followed.runs_from:
        last = until - timedelta(days=stage.within.length)
        due = rows.order_by().values("joined").annotate(last=Max("dated_on")).filter(last__lte=last)
        rows = rows.filter(joined__in=due.values("joined"))
    days: dict[str, tuple[date, int, str]] = {}
    for row in rows.order_by("joined", "dated_on", "pk").only("joined", "dated_on", "title", "data").iterator(2000):
        day = runs_from(followed, row.data, row.dated_on)
        if row.joined not in days or day >= days[row.joined][0]:
            days[row.joined] = day, row.pk, row.title
    for joined, (day, record, title) in days.items():
        gap = next(each for each in chain.gaps({followed.kind: day}) if each.kind == stage.kind)
        yield OpenGap(chain, joined, gap, record, title)


# -- proof of posting ------------------------------------------------------------------------------------------------------

PROVEN = tuple(kind for kind in KINDS.values() if kind.has("proof"))
"""应留存凭证的公告."""


def without_proof(authority: Authority) -> OwnedQuerySet[Record]:
    """没有凭证的公告: notices that hang somewhere and of which nobody kept a photograph."""
    rows = Record.objects.of(authority).filter(kind__in=[kind.key for kind in PROVEN])
    rows = rows.exclude(standing=Standing.WITHDRAWN).exclude(standing=Standing.WAITING)
    return rows.filter(Q(data__proof__isnull=True) | Q(data__proof="")).order_by("-dated_on", "-pk")


# -- rates -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rate:
    """比率: so many of so many; None where there is nothing to compare with, which is not 0."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        """百分比."""
        return round(100 * self.part / self.whole, 1) if self.whole else None


@dataclass(frozen=True, slots=True)
class TradeRates:
    """交易比率: of the matters tendered in a year how many were awarded; of those awarded in it how many were performed."""

    awarded: Rate
    performed: Rate
    corrected: Rate


def trade_rates(authority: Authority, year: int) -> TradeRates:
    """交易比率: by matters, each once, however many lots and notices it has."""
    rows = of_chain(authority, TRADE).order_by()
    of_year = rows.filter(dated_on__year=year)
    tendered = set(of_year.filter(kind=TENDER.key).values_list("joined", flat=True))
    awarded = set(of_year.filter(kind=AWARD.key).values_list("joined", flat=True))
    with_award = set(rows.filter(kind=AWARD.key).values_list("joined", flat=True))
    performed = set(rows.filter(kind=PERFORMANCE.key).values_list("joined", flat=True))
    corrected = set(rows.filter(kind=CORRECTION.key).values_list("joined", flat=True))
    return TradeRates(
        Rate(len(tendered & with_award), len(tendered)),
        Rate(len(awarded & performed), len(awarded)),
        Rate(len(tendered & corrected), len(tendered)),
    )
