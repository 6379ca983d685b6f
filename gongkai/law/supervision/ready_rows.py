"""方案行的写法: how a ready scheme is set down, row by row; what no source says is ours and marked so."""

from __future__ import annotations

from decimal import Decimal

from gongkai.law.grammar.statute import Certainty
from gongkai.law.supervision.schemes import RowKind, SchemeRow

OURS = "自拟"
NATIONAL = "国办秘函〔2019〕19号"


def part(key: str, label: str, weight: str, within: str = "", basis: str = OURS) -> SchemeRow:
    """指标行."""
    return SchemeRow(RowKind.INDICATOR, key, label, within, Decimal(weight), basis=basis, certainty=_certainty(basis))


def rule(
    kind: RowKind, key: str, label: str, within: str, points: str, per: str, measure: str = "", basis: str = OURS
) -> SchemeRow:
    """规则行."""
    return SchemeRow(
        kind, key, label, within, Decimal(points), per, measure=measure, basis=basis, certainty=_certainty(basis)
    )


def deduct(key: str, label: str, within: str, points: str, per: str, measure: str = "", basis: str = OURS) -> SchemeRow:
    """扣分行."""
    return rule(RowKind.DEDUCT, key, label, within, points, per, measure, basis)


def _certainty(basis: str) -> Certainty:
    return {OURS: Certainty.INFERRED, NATIONAL: Certainty.RECALLED}.get(basis, Certainty.SEEN)
