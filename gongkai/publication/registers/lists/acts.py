"""清单调整办理: propose, every step after it, and the publication that changes the list in the same transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers.adjusting import KIND, Act, Standing
from gongkai.law.registers.lists import ENTERS, LEAVES, LISTED, Adjustment, Batch, Change, check
from gongkai.law.registers.rows import judge
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.seals import canonical
from gongkai.publication.gate import acts as gate
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers import proving
from gongkai.publication.registers.lists import queries
from gongkai.publication.registers.lists.reading import Proposed
from gongkai.publication.registers.models import AdjustmentBatch, ItemChange

Rows = Sequence[Proposed]


@transaction.atomic
def propose(
    authority: Authority, kind: Kind, rows: Rows, basis: str, basis_on: date, *, on: date, today: date, by: Official
) -> AdjustmentBatch:
    """提出调整: judged whole before anybody reviews it: every item that comes can be entered, every one that leaves is there."""
    not_in_the_future(on, today, LISTED, what="提出日期")
    if kind not in queries.ADJUSTED:
        raise Unlawful(f"“{kind.label}”不按批次调整", LISTED, field="kind")
    _judged(authority, kind, rows, on, today)
    details = _details(rows, basis, basis_on, by) | {"list": kind.key}
    title = f"{kind.label}：{_told(rows)}"
    dossier = journal.open_dossier(authority, KIND, Step(Act.PROPOSE.value, on, details), by=by, title=title)
    batch = AdjustmentBatch.objects.of(authority).create(
        authority=authority, dossier=dossier, kind=kind.key, basis=basis.strip(), basis_on=basis_on
    )
    _write(batch, rows)
    return batch


@transaction.atomic
def revise(
    batch: AdjustmentBatch, rows: Rows, basis: str, basis_on: date, *, on: date, today: date, by: Official, seen: int
) -> Standing:
    """修改后重报: what was returned, written anew; reviewed anew from the beginning."""
    not_in_the_future(on, today, LISTED, what="重报日期")
    _judged(batch.authority, batch.declared, rows, on, today)
    moved = _take(batch, Step(Act.REVISE.value, on, _details(rows, basis, basis_on, by)), by, seen)
    batch.basis, batch.basis_on = basis.strip(), basis_on
    batch.save(update_fields=["basis", "basis_on"])
    ItemChange.objects.of(batch.authority).filter(batch=batch).delete()
    _write(batch, rows)
    return moved


@transaction.atomic
def act(
    batch: AdjustmentBatch,
    step: Step,
    *,
    today: date,
    by: Official,
    offices: Sequence[str] = (),
    seen: int | None = None,
) -> Standing:
    """办理一步: who takes it and in which offices is added here; publishing changes the list."""
    not_in_the_future(step.on, today, LISTED)
    if step.act == Act.PUBLISH:
        return _publish(batch, step, today, by, seen)
    details: dict[str, JSON] = {**step.details, "by": by.username, "offices": [*offices]}
    return _take(batch, Step(step.act, step.on, details), by, seen)


def _publish(batch: AdjustmentBatch, step: Step, today: date, by: Official, seen: int | None) -> Standing:
    changes = list(queries.changes_of(batch))
    said = {"调整依据": batch.basis, "事项": batch.dossier.title, "变动的各项": [each.said for each in changes]}
    gate.pass_words(batch.authority, f"adjustment {batch.pk}", said, on=step.on, by=by)
    details: dict[str, JSON] = {**step.details, "by": by.username, "digest": digest(_proposed(changes))}
    moved = _take(batch, Step(step.act, step.on, details), by, seen)
    effective = step.day("effective_on", "调整生效日期")
    _must_follow(batch, changes, effective)
    batch.effective_on = effective
    check(
        frozenset(queries.codes_now(batch.authority, batch.declared)),
        _ordered(_as_changes(_proposed(changes), effective)),
    )
    Batch(effective, moved.basis, moved.approved_by, batch.dossier.number)
    reason = f"{moved.basis}；{moved.approved_by}批准（{batch.dossier.number}）"
    batch.entry = _carried_out(batch, changes, reason, effective, step.on, today, by)
    batch.save(update_fields=["effective_on", "entry"])
    return moved


def _must_follow(batch: AdjustmentBatch, changes: Sequence[ItemChange], effective: date) -> None:
    """A list is told in the order of its days: no batch before one that is public, no item back on the day it left."""
    last = queries.published(batch.authority, batch.declared).exclude(pk=batch.pk).exclude(effective_on=None).first()
    if last is not None and last.effective_on is not None and effective < last.effective_on:
        raise Unlawful(
            f"生效日期不能早于上一批次的生效日期（{last.effective_on:%Y-%m-%d}）", LISTED, field="effective_on"
        )
    coming = [change.code for change in changes if change.adjustment in ENTERS]
    gone = queries.listed(batch.authority, batch.declared).filter(left_on=effective, data__code__in=coming).first()
    if gone is not None:
        raise Unlawful(f"{gone.data['code']}当日移出，不能当日再列入", LISTED, field="effective_on")


def _carried_out(
    batch: AdjustmentBatch,
    changes: Sequence[ItemChange],
    reason: str,
    effective: date,
    on: date,
    today: date,
    by: Official,
) -> int:
    """The items that come, under one entry for each thousand; then those that are said anew and those that leave."""
    kind, seq = batch.declared, 0
    coming = [change for change in changes if change.adjustment in ENTERS]
    for first in range(0, len(coming), registers.CHUNK):
        some = coming[first : first + registers.CHUNK]
        rows = [_values(kind, change.said, effective, today) for change in some]
        records = registers.enter_many(batch.authority, kind, rows, on=on, by=by, published=True)
        seq = records[0].entry
        for change, record in zip(some, records, strict=True):
            change.record = record
    there = queries.codes_now(batch.authority, kind)
    for change in changes:
        if change.adjustment in ENTERS:
            continue
        record = change.record = there[change.code]
        if change.adjustment in LEAVES:
            registers.leave(
                record, _why(change, reason), on=effective, today=today, by=by, seen=record.edition, passed=True
            )
        else:
            said = queries.texts(kind, record.data) | change.said
            registers.correct(record, said, reason, on=effective, today=today, by=by, seen=record.edition)
        seq = record.change
    ItemChange.objects.of(batch.authority).bulk_update(changes, ["record"], batch_size=500)
    return seq


def _why(change: ItemChange, reason: str) -> str:
    into = f"入{change.into}" if change.into else ""
    return f"{change.get_adjustment_display()}{into}：{reason}"


def _values(kind: Kind, said: Mapping[str, str], effective: date, today: date) -> registers.Values:
    return registers.understood(kind, {**said, kind.dated: effective.isoformat()}, today)


# -- what is asked for -----------------------------------------------------------------------------------------------------


def _judged(authority: Authority, kind: Kind, rows: Rows, on: date, today: date) -> None:
    """Every row by its kind, and all of them together by the list as it stands."""
    if not rows:
        raise Unlawful("没有事项变动", LISTED, field="file")
    there = queries.codes_now(authority, kind)
    for number, row in enumerate(rows, 1):
        before = queries.texts(kind, there[row.code].data) if row.code in there else {}
        said = _whole(kind, row, before, on)
        judged = judge(kind, said, today=today, proven=proving.PROVEN) if said else None
        if judged is not None and judged.is_refused:
            faults = "；".join(str(each) for each in judged.faults if each.refuses)
            raise Unlawful(f"第{number}项（{row.code}）：{faults}", kind.basis, field="file")
    check(frozenset(there), _ordered(_as_changes(rows, on)))


def _whole(kind: Kind, row: Proposed, before: Mapping[str, str], on: date) -> dict[str, str]:
    if row.adjustment in ENTERS:
        return {**row.said, kind.dated: on.isoformat()}
    return {**before, **row.said} if row.adjustment is Adjustment.CHANGED and before else {}


def _as_changes(rows: Rows, on: date) -> list[Change]:
    return [Change(row.code, row.adjustment, on, row.into) for row in rows]


def _ordered(changes: Sequence[Change]) -> list[Change]:
    """What comes before what leaves, so that a merger finds what it merges into."""
    return sorted(changes, key=lambda each: each.adjustment not in ENTERS)


def _proposed(changes: Sequence[ItemChange]) -> list[Proposed]:
    return [Proposed(each.code, Adjustment(each.adjustment), each.into, each.said) for each in changes]


def digest(rows: Rows) -> str:
    """变动摘要: what the entry of the proposal holds, so that what is published is what was approved."""
    told: list[JSON] = [[row.code, row.adjustment.value, row.into, dict(row.said)] for row in rows]
    return hashlib.sha256(canonical({"changes": told}).encode()).hexdigest()


def _details(rows: Rows, basis: str, basis_on: date, by: Official) -> dict[str, JSON]:
    return {
        "basis": basis.strip(),
        "basis_on": basis_on.isoformat(),
        "digest": digest(rows),
        "by": by.username,
    }


def _told(rows: Rows) -> str:
    counted = {each: sum(row.adjustment is each for row in rows) for each in Adjustment}
    return "、".join(f"{each.label}{count}项" for each, count in counted.items() if count)


def _write(batch: AdjustmentBatch, rows: Rows) -> None:
    ItemChange.objects.of(batch.authority).bulk_create(
        ItemChange(
            authority=batch.authority,
            batch=batch,
            position=place,
            code=row.code[:100],
            adjustment=row.adjustment,
            into=row.into[:100],
            said=dict(row.said),
        )
        for place, row in enumerate(rows, 1)
    )


def _take(batch: AdjustmentBatch, step: Step, by: Official, seen: int | None) -> Standing:
    moved = journal.take(batch.dossier, step, by=by, seen=seen)
    assert isinstance(moved, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return moved
