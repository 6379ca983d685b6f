"""双随机查询: the plan of a draw as the law takes it, what was drawn, and which results are not entered yet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.engines import privacy
from gongkai.law.registers.decisions import RANDOM_INSPECTION
from gongkai.law.registers.drawing import DrawPlan, Pairing
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import vault
from gongkai.publication.registers.models import RandomDraw, Record

SEALED_AS = "registers.inspectors"


def draws(authority: Authority) -> OwnedQuerySet[RandomDraw]:
    """双随机抽取: the latest first."""
    return RandomDraw.objects.of(authority).select_related("authority").order_by("-announced_on", "-pk")


def inspectors_of(row: RandomDraw) -> list[str]:
    """执法检查人员名录: opened, for drawing and for the desk."""
    told: list[str] = json.loads(vault.unseal(None, SEALED_AS, row.inspectors_sealed))["names"]
    return told


def plan_of(row: RandomDraw, inspectors: Sequence[str] = ()) -> DrawPlan:
    """抽查方案: as the law takes it."""
    return DrawPlan(
        number=row.number,
        name=row.name,
        unit=row.unit,
        objects=tuple(row.objects_listed),
        inspectors=tuple(inspectors or inspectors_of(row)),
        how_many=row.how_many,
        per_object=row.per_object,
        seed_source=row.seed_source,
        seed_on=row.seed_on,
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """抽中的对象: with its inspectors and the record of its result, if there is one."""

    place: int
    name: str
    inspectors: tuple[str, ...]
    record: Record | None = None


def drawn(row: RandomDraw, *, masked: bool) -> list[Drawn]:
    """抽中的对象: in the order they were drawn; ``masked`` covers the names of inspectors as the public reads them."""
    names = inspectors_of(row)
    shown = [privacy.mask(privacy.Kind.NAME, name) for name in names] if masked else names
    told = results(row)
    return [
        Drawn(
            each.drawn,
            row.objects_listed[each.drawn],
            tuple(shown[place] for place in each.inspectors),
            told.get(row.objects_listed[each.drawn]),
        )
        for each in pairings_of(row)
    ]


def pairings_of(row: RandomDraw) -> list[Pairing]:
    """抽取结果: places in the lists."""
    return [Pairing(drawn, tuple(inspectors)) for drawn, inspectors in row.drawn]


def results(row: RandomDraw) -> dict[str, Record]:
    """已登记的结果: by the name of the object."""
    rows = Record.objects.of(row.authority).filter(kind=RANDOM_INSPECTION.key, data__plan=row.number)
    return {str(each.data.get("object")): each for each in rows.exclude(standing=Standing.WITHDRAWN)}
