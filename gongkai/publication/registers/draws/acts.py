"""双随机办理: make the plan public, draw by its seed, enter what an inspection found. Each is one transaction and one entry."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.registers.decisions import RANDOM_INSPECTION
from gongkai.law.registers.drawing import ANNOUNCE, DRAW, RANDOM, DrawPlan, pairings, seal_of
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.journal.seals import canonical
from gongkai.publication.gate import acts as gate
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers.draws import queries
from gongkai.publication.registers.models import RandomDraw, Record


@transaction.atomic
def announce(authority: Authority, plan: DrawPlan, *, on: date, today: date, by: Official) -> RandomDraw:
    """公布方案: the lists are fixed before the seed exists; their digest stands in the entry."""
    not_in_the_future(on, today, RANDOM, what="公布日期")
    if plan.seed_on <= on:
        raise Unlawful("种子产生日期应在公布方案之后，否则不能证明没有挑选", RANDOM, field="seed_on")
    row = RandomDraw(
        authority=authority,
        number=plan.number.strip(),
        name=plan.name.strip(),
        unit=plan.unit.strip(),
        objects_listed=list(plan.objects),
        inspectors_sealed=vault.seal(None, queries.SEALED_AS, canonical({"names": list(plan.inspectors)})),
        inspectors=len(plan.inspectors),
        how_many=plan.how_many,
        per_object=plan.per_object,
        seed_source=plan.seed_source.strip(),
        seed_on=plan.seed_on,
        digest=seal_of(plan.objects, plan.inspectors),
        announced_on=on,
    )
    said = {"抽查方案": [row.name, row.unit, row.seed_source], "抽查对象": row.objects_listed}
    gate.pass_words(authority, f"draw {row.number}", said, on=on, by=by)
    data: dict[str, JSON] = {
        "number": row.number,
        "digest": row.digest,
        "objects": len(plan.objects),
        "inspectors": row.inspectors,
        "how_many": row.how_many,
        "per_object": row.per_object,
        "seed_source": row.seed_source,
        "seed_on": row.seed_on.isoformat(),
    }
    row.entry = journal.enter(authority, ANNOUNCE, on=on, by=by, data=data)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Unlawful("这个编号的抽查计划已经有了", RANDOM, field="number") from None
    return row


@transaction.atomic
def draw(row: RandomDraw, seed: str, *, on: date, today: date, by: Official) -> None:
    """抽取: once, on the day of the seed or later; the entry holds the seed and what was drawn."""
    not_in_the_future(on, today, RANDOM, what="抽取日期")
    row.refresh_from_db(from_queryset=RandomDraw.objects.everywhere().select_for_update(of=("self",)))
    if row.drawn_on is not None:
        raise Unlawful("已经抽取过，同一方案不能重抽", RANDOM)
    if on < row.seed_on:
        raise Unlawful(f"种子{row.seed_on:%Y-%m-%d}才产生，不能提前抽取", RANDOM, field="on")
    plan = queries.plan_of(row)
    if seal_of(plan.objects, plan.inspectors) != row.digest:
        raise Unlawful("名录与公布的摘要不符，不能抽取", RANDOM)
    found: list[JSON] = [[each.drawn, list(each.inspectors)] for each in pairings(seed.strip(), plan)]
    row.seed, row.drawn_on, row.drawn = seed.strip(), on, found
    data: dict[str, JSON] = {"number": row.number, "digest": row.digest, "seed": row.seed, "drawn": found}
    row.draw_entry = journal.enter(row.authority, DRAW, on=on, by=by, data=data)
    row.save()


def enter_result(row: RandomDraw, place: int, result: str, *, on: date, today: date, by: Official) -> Record:
    """登记抽查结果: of one object that was drawn; it waits among the records until it is made public."""
    found = next((each for each in queries.drawn(row, masked=False) if each.place == place), None)
    if found is None:
        raise Unlawful("这个对象没有被抽中", RANDOM)
    if row.drawn_on is not None and on < row.drawn_on:
        raise Unlawful("检查日期不能早于抽取日期", RANDOM, field="on")
    said = {
        "plan": row.number,
        "name": row.name,
        "object": found.name,
        "inspectors": "、".join(found.inspectors),
        "seed": row.seed,
        "result": result,
        "made_on": on.isoformat(),
        "unit": row.unit,
    }
    return registers.enter(row.authority, RANDOM_INSPECTION, said, on=today, today=today, by=by)
