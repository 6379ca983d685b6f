"""清单比对办理: our list against another as read on a day; each difference settled by a person with a reason, or by a batch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers.comparing import COMPARE, SETTLE, DifferenceKind, Settlement
from gongkai.law.registers.lists import LISTED, Adjustment, reconcile
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.journal import acts as journal
from gongkai.publication.registers.lists import acts, queries
from gongkai.publication.registers.lists.reading import ListRow, Proposed
from gongkai.publication.registers.models import AdjustmentBatch, ListComparison, ListDifference

LEFT_ASIDE = frozenset({"made_on", "remark"})
"""不比的字段: when an item came on our list, and what somebody remarked, are no difference."""


@transaction.atomic
def compare(
    authority: Authority,
    kind: Kind,
    source: str,
    rows: Sequence[ListRow],
    *,
    data: bytes,
    on: date,
    today: date,
    by: Official,
) -> ListComparison:
    """比对: the other list as it was read, against ours as it stands that day."""
    not_in_the_future(on, today, LISTED, what="比对日期")
    if not source.strip():
        raise Unlawful("应写明与谁的清单比对", LISTED, field="source")
    if not rows:
        raise Unlawful("对方清单没有可读的行", LISTED, field="file")
    theirs = _by_code(rows)
    ours = queries.rows_on(authority, kind, on)
    fields = [field.key for field in kind.fields if field.key not in LEFT_ASIDE and field.key != "code"]
    found = reconcile(ours, theirs, fields)
    kept = ListComparison(
        authority=authority,
        kind=kind.key,
        source=source.strip(),
        compared_on=on,
        ours=len(ours),
        theirs=len(theirs),
        digest=hashlib.sha256(data).hexdigest(),
    )
    told: dict[str, JSON] = {
        "kind": kind.key,
        "source": kept.source,
        "file": kept.digest,
        "only_ours": len(found.only_ours),
        "only_theirs": len(found.only_theirs),
        "differing": len(found.differing),
    }
    kept.entry = journal.enter(authority, COMPARE, on=on, by=by, data=told)
    kept.save(force_insert=True)
    differences = [
        *(_difference(kept, DifferenceKind.ONLY_OURS, code, ours=_name(kind, ours[code])) for code in found.only_ours),
        *(
            _difference(kept, DifferenceKind.ONLY_THEIRS, code, theirs=_name(kind, theirs[code]), row=theirs[code])
            for code in found.only_theirs
        ),
        *(
            _difference(
                kept,
                DifferenceKind.DIFFERS,
                code,
                ours=ours[code].get(key, ""),
                theirs=theirs[code].get(key, ""),
                field=key,
            )
            for code, key in found.differing
        ),
    ]
    ListDifference.objects.of(authority).bulk_create(differences, batch_size=500)
    return kept


def _by_code(rows: Sequence[ListRow]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.code and row.code in found:
            raise Unlawful(f"{row.where}：编码{row.code}在对方清单中重复", LISTED, field="file")
        if row.code:
            found[row.code] = dict(row.said)
    return found


def _name(kind: Kind, row: dict[str, str]) -> str:
    return row.get(kind.titled, "")


def _difference(
    kept: ListComparison,
    what: DifferenceKind,
    code: str,
    *,
    ours: str = "",
    theirs: str = "",
    field: str = "",
    row: dict[str, str] | None = None,
) -> ListDifference:
    return ListDifference(
        authority=kept.authority,
        comparison=kept,
        what=what,
        code=code[:100],
        field=field,
        ours=ours,
        theirs=theirs,
        row=row or {},
    )


def comparisons(authority: Authority) -> OwnedQuerySet[ListComparison]:
    """清单比对: the latest first."""
    return ListComparison.objects.of(authority).select_related("authority").order_by("-compared_on", "-pk")


def differences(kept: ListComparison) -> OwnedQuerySet[ListDifference]:
    """清单差异: those not settled first."""
    rows = ListDifference.objects.of(kept.authority).filter(comparison=kept)
    return rows.select_related("comparison", "settled_by", "batch__dossier").order_by(
        "settled_on", "what", "code", "pk"
    )


@transaction.atomic
def settle(
    kept: ListComparison,
    keys: Sequence[int],
    how: Settlement,
    reason: str,
    *,
    basis_on: date,
    on: date,
    today: date,
    by: Official,
) -> AdjustmentBatch | None:
    """处理差异: kept with a reason, reported to the other side, or proposed as a batch with the reason as its basis."""
    not_in_the_future(on, today, LISTED, what="处理日期")
    rows = ListDifference.objects.of(kept.authority).filter(comparison=kept, settled="", pk__in=list(keys))
    chosen = list(rows.select_for_update(of=("self",)).select_related("comparison").order_by("pk"))
    if not chosen:
        raise Unlawful("没有选未处理的差异，请刷新页面", LISTED, field="differences")
    if not reason.strip():
        raise Unlawful("处理差异应当写明理由或者依据", LISTED, field="reason")
    batch = None
    if how is Settlement.PROPOSED:
        batch = acts.propose(
            kept.authority,
            kept.declared,
            list(_proposals(chosen)),
            reason,
            basis_on,
            on=on,
            today=today,
            by=by,
        )
    told: dict[str, JSON] = {
        "comparison": kept.entry,
        "how": how.value,
        "reason": reason.strip(),
        "differences": [each.pk for each in chosen],
    }
    journal.enter(kept.authority, SETTLE, on=on, by=by, data=told)
    for each in chosen:
        each.settled, each.reason, each.settled_on, each.settled_by, each.batch = how, reason.strip(), on, by, batch
    ListDifference.objects.of(kept.authority).bulk_update(
        chosen, ["settled", "reason", "settled_on", "settled_by", "batch"], batch_size=500
    )
    return batch


def _proposals(chosen: Sequence[ListDifference]) -> Iterator[Proposed]:
    """What would make our list like theirs: several fields of one item are one change."""
    anew: dict[str, dict[str, str]] = {}
    for each in chosen:
        if each.what == DifferenceKind.ONLY_OURS:
            yield Proposed(each.code, Adjustment.CANCELLED, "", {})
        elif each.what == DifferenceKind.ONLY_THEIRS:
            yield Proposed(each.code, Adjustment.ADDED, "", each.row)
        else:
            anew.setdefault(each.code, {})[each.field] = each.theirs
    for code, said in anew.items():
        yield Proposed(code, Adjustment.CHANGED, "", said)
