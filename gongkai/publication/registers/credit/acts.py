"""失信名单办理: each step one transaction and one entry; repair and exit also change the record, whose name leaves the public."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.registers.credit import FLOW, LISTING, Act
from gongkai.law.registers.decisions import CREDIT_LIST
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers import storing
from gongkai.publication.registers.credit import queries
from gongkai.publication.registers.models import CreditStep, Record

_FIELDS = {Act.GRANT: "repaired_on", Act.EXIT: "left_on"}
"""记入记录的日期: which field of the record a step writes."""


@transaction.atomic
def act(record: Record, act: Act, text: str, *, on: date, today: date, by: Official, seen: int) -> CreditStep:
    """办理一步: ``seen`` is how many steps the page showed."""
    not_in_the_future(on, today, LISTING)
    if record.kind != CREDIT_LIST.key:
        raise Unlawful("只有失信主体名单有这一环节", LISTING)
    record.refresh_from_db(from_queryset=Record.objects.everywhere().select_for_update(of=("self",)))
    steps = queries.steps_of(record)
    if seen != len(steps):
        raise Unlawful("已被他人办理，您看到的内容不是最新的，请刷新页面后再办理", LISTING)
    FLOW.row(queries.state(steps), act)
    if on < (steps[-1].on if steps else record.dated_on):
        raise Unlawful("办理日期不能早于上一环节的日期", LISTING, field="on")
    if not text.strip():
        raise Unlawful("说明不能为空", LISTING, field="text")
    data: dict[str, JSON] = {"record": record.pk, "text": text.strip()}
    step = CreditStep(
        authority=record.authority, record=record, number=len(steps) + 1, act=act, on=on, text=text.strip()[:300]
    )
    step.entry = journal.enter(record.authority, act.value, on=on, by=by, data=data)
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError:
        raise Unlawful("名单已被他人办理，请刷新页面", LISTING) from None
    if act in _FIELDS:
        said = storing.written(record) | {_FIELDS[act]: on.isoformat()}
        reason = f"{act.label}：{text.strip()}"
        registers.correct(record, said, reason, on=on, today=today, by=by, seen=record.edition)
    if act is Act.EXIT and record.standing == Standing.PUBLIC:
        registers.end_these(record.authority, [record.pk], on=on, by=by)
        record.refresh_from_db()
    return step
