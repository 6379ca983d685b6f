"""清单查询: what stood on a list on a day, what changed between two days, the account of a year, and where batches stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from gongkai.law.grammar.kinds import Kind, Measure
from gongkai.law.registers import KINDS
from gongkai.law.registers.adjusting import Standing as BatchStanding
from gongkai.law.registers.adjusting import State
from gongkai.law.registers.lists import ENTERS, LEAVES, Account, Adjustment
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.publication.registers.models import AdjustmentBatch, ItemChange, Record, RecordVersion

ADJUSTED = tuple(kind for kind in KINDS.values() if kind.measure is Measure.STOCK and kind.has("code"))
"""可调整的清单: the lists whose items have codes, and so move by batches."""
STOCKS = tuple(kind for kind in KINDS.values() if kind.measure is Measure.STOCK)


def listed(authority: Authority, kind: Kind) -> OwnedQuerySet[Record]:
    """清单上的记录: every item that ever stood there; what was withdrawn never counts."""
    return Record.objects.of(authority).filter(kind=kind.key).exclude(standing=Standing.WITHDRAWN)


def on_the_list(on: date) -> Q:
    """当日在列: at the end of that day."""
    return Q(dated_on__lte=on) & (Q(left_on=None) | Q(left_on__gt=on))


def stood(authority: Authority, kind: Kind, on: date) -> OwnedQuerySet[Record]:
    """当日清单: the items that stood on it at the end of that day."""
    return listed(authority, kind).filter(on_the_list(on))


def codes_now(authority: Authority, kind: Kind) -> dict[str, Record]:
    """现行事项: by their codes."""
    return {str(row.data["code"]): row for row in listed(authority, kind).filter(left_on=None).order_by("pk")}


def texts(kind: Kind, data: Mapping[str, object]) -> dict[str, str]:
    """原样文字: the values of a record as somebody would write them."""
    return {
        key: ("是" if value else "否") if isinstance(value, bool) else str(value)
        for key, value in data.items()
        if kind.has(key)
    }


def rows_on(authority: Authority, kind: Kind, on: date) -> dict[str, dict[str, str]]:
    """当日内容: the rows of the list as they read that day, by their codes (by their keys where a list has none)."""
    rows = list(stood(authority, kind, on).order_by("pk").values_list("pk", "data"))
    then = _as_then(authority, kind, on)
    told = ((pk, then.get(pk, data)) for pk, data in rows)
    return {str(data.get("code", pk)): texts(kind, data) for pk, data in told}


def _as_then(authority: Authority, kind: Kind, on: date) -> dict[int, dict[str, object]]:
    """What records said on a day that have been corrected since: the earliest version that ended after it."""
    later = RecordVersion.objects.of(authority).filter(record__kind=kind.key, until__gt=on)
    found: dict[int, dict[str, object]] = {}
    for record, row in later.order_by("record", "-edition").values_list("record_id", "row"):
        found[record] = row["data"]
    return found


@dataclass(frozen=True, slots=True)
class Between:
    """两日之间: what came, what left, and what is said anew (code, field, before, after)."""

    came: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str], ...]
    anew: tuple[tuple[str, str, str, str], ...]


def between(authority: Authority, kind: Kind, first: date, last: date) -> Between:
    """两日之间的差别: of the list as it stood on either."""
    before, after = rows_on(authority, kind, first), rows_on(authority, kind, last)
    return Between(
        tuple((code, after[code].get(kind.titled, "")) for code in sorted(after.keys() - before.keys())),
        tuple((code, before[code].get(kind.titled, "")) for code in sorted(before.keys() - after.keys())),
        tuple(_anew(kind, before, after)),
    )


def _anew(
    kind: Kind, before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, str, str, str]]:
    for code in sorted(before.keys() & after.keys()):
        for field in kind.fields:
            was, now = before[code].get(field.key, ""), after[code].get(field.key, "")
            if was != now:
                yield code, field.label, was, now


def days_of_change(authority: Authority, kind: Kind) -> list[date]:
    """版本日期: the days on which the list became another one, the latest first."""
    rows = listed(authority, kind).order_by()
    came = rows.values_list("dated_on", flat=True).distinct()
    left = rows.exclude(left_on=None).values_list("left_on", flat=True).distinct()
    anew = RecordVersion.objects.of(authority).filter(record__kind=kind.key).order_by().values_list("until", flat=True)
    return sorted({day for day in (*came, *left, *anew.distinct()) if day is not None}, reverse=True)


# -- the account -----------------------------------------------------------------------------------------------------------


def without_a_batch(rows: OwnedQuerySet[Record]) -> OwnedQuerySet[Record]:
    """不经批次列入的: items that no batch brought: what stood already when the list was brought here.

    Only of lists that move by batches: who is entered in a directory of firms came on the day that says so.
    """
    brought = ItemChange.objects.everywhere().filter(record=OuterRef("pk"), adjustment__in=[*ENTERS])
    adjusted = [kind.key for kind in ADJUSTED]
    return rows.filter(~Exists(brought.exclude(adjustment=Adjustment.STANDING)), kind__in=adjusted)


def account(rows: OwnedQuerySet[Record], year: int) -> Account:
    """年度存量: of the rows of one list; what no batch brought counts as what stood before, as ``law.registers.lists`` says."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    before = rows.filter(dated_on__lt=first).filter(Q(left_on=None) | Q(left_on__gte=first)).count()
    within = rows.filter(dated_on__gte=first, dated_on__lte=last)
    standing = without_a_batch(within).count()
    left = rows.filter(left_on__gte=first, left_on__lte=last).count()
    return Account(before + standing, within.count() - standing, left)


@dataclass(frozen=True, slots=True)
class Moved:
    """年内变动: how many items moved by each adjustment, and how many left without a batch, which has no basis."""

    counts: Mapping[Adjustment, int]
    unfounded: int


def moved(authority: Authority, kind: Kind, year: int) -> Moved:
    """年内变动: of the batches that took effect in a year, by adjustment."""
    changes = ItemChange.objects.of(authority).filter(
        batch__kind=kind.key, batch__effective_on__year=year, batch__entry__isnull=False
    )
    counts = {each: changes.filter(adjustment=each).count() for each in Adjustment}
    founded = changes.filter(adjustment__in=[*LEAVES]).values("record")
    left = listed(authority, kind).filter(left_on__year=year).exclude(pk__in=founded)
    return Moved({each: count for each, count in counts.items() if count}, left.count())


# -- batches ---------------------------------------------------------------------------------------------------------------


def batches(authority: Authority) -> OwnedQuerySet[AdjustmentBatch]:
    """调整批次: the open ones first, those due soonest before the others."""
    rows = AdjustmentBatch.objects.of(authority).select_related("dossier__authority", "authority")
    return rows.order_by("dossier__closed_on", "dossier__due_on", "-pk")


def standing(batch: AdjustmentBatch) -> BatchStanding:
    """调整情况: replayed from the journal."""
    found = journal.standing(batch.dossier)
    assert isinstance(found, BatchStanding)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def changes_of(batch: AdjustmentBatch) -> OwnedQuerySet[ItemChange]:
    """事项变动: of a batch, in their order."""
    rows = ItemChange.objects.of(batch.authority).filter(batch=batch)
    return rows.select_related("batch", "record__authority").order_by("position")


def published(authority: Authority, kind: Kind) -> OwnedQuerySet[AdjustmentBatch]:
    """已公布的批次: what the public reads of how a list changed, the latest first."""
    rows = AdjustmentBatch.objects.of(authority).filter(kind=kind.key, dossier__state=State.PUBLISHED)
    return rows.select_related("dossier", "authority").order_by("-effective_on", "-pk")
