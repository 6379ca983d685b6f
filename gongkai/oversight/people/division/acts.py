"""流程分工办理: a unit is given its part in a kind of file, and is relieved of it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.people.division import FLOW_OF, WorkPart
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.people.division.models import FlowPart

GIVE, END = "give_part", "end_part"


@transaction.atomic
def give(
    authority: Authority,
    kind: str,
    unit: Authority,
    part: WorkPart,
    *,
    on: date,
    by: Official | None,
    basis: str = "",
) -> FlowPart:
    """确定分工: to the authority itself or a unit of the same tree."""
    if kind not in FLOW_OF:
        raise Unlawful("没有这一类案卷", field="kind")
    if unit.line[0] != authority.line[0]:
        raise Unlawful(f"{unit.name}不在本地，不能分工", field="unit")
    if unit.dissolved_on is not None:
        raise Unlawful(f"{unit.name}已经撤销", field="unit")
    data: dict[str, JSON] = {"kind": kind, "unit": unit.code, "part": part.value, "basis": basis.strip()}
    entry = journal.enter(authority, GIVE, on=on, by=by, data=data)
    row = FlowPart(authority=authority, kind=kind, unit=unit, part=part, basis=basis.strip(), since=on, entry=entry)
    with in_chinese():
        row.save(force_insert=True)
    return row


@transaction.atomic
def end(row: FlowPart, *, on: date, by: Official | None) -> None:
    """终止分工: it stays readable."""
    held = FlowPart.objects.of(row.authority).select_for_update(of=("self",)).select_related("unit").get(pk=row.pk)
    if held.until is not None:
        raise Unlawful("分工已经终止")
    held.until = on
    with in_chinese():
        held.save(update_fields=["until"])
    data: dict[str, JSON] = {"kind": held.kind, "unit": held.unit.code, "part": held.part}
    journal.enter(held.authority, END, on=on, by=by, data=data)
