"""检查轮次办理: open a round by its seed, enter what was seen of each item, close it when all is seen. One entry each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.paging import ReadVerdict
from gongkai.law.supervision.rectifications import MENDED, Act, Gravity
from gongkai.law.supervision.rounds import BASE_RATE, CHECKLIST, ITEMS, RoundKind, drawn, period_of
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.supervision.findings import acts as findings
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.findings.names import OTHER
from gongkai.oversight.supervision.rounds import queries
from gongkai.oversight.supervision.rounds.models import InspectionRound, RoundCheck

OPEN, SEE, CLOSE = "open_inspection_round", "see_round_check", "close_inspection_round"


@dataclass(frozen=True, slots=True)
class Seen:
    """所见: of one item; with a fault its kind, how grave it is, where and what."""

    verdict: ReadVerdict
    note: str = ""
    fault: str = ""
    gravity: Gravity = Gravity.ORDINARY
    where: str = ""


@transaction.atomic
def open_round(
    authority: Authority,
    kind: RoundKind,
    *,
    seed: str = "",
    rate: float = BASE_RATE,
    on: date,
    today: date,
    by: Official,
) -> InspectionRound:
    """开始一轮: of all beneath the authority that publish; what is looked at follows from the seed and what was found before."""
    not_in_the_future(on, today, MENDED)
    units = queries.units(authority, on)
    if not units:
        raise Unlawful("没有可以检查的下级单位", MENDED)
    rates = queries.rates(authority, rate, on)
    codes = {unit.code: unit for unit in units}
    if kind is RoundKind.FULL:
        pairs = [(code, item.key) for code in codes for item in CHECKLIST]
    else:
        pairs = [(pair.unit, pair.item) for pair in drawn(seed.strip(), codes, queries.rate_in(rates, rate))]
    raised: list[JSON] = [[unit, item, str(each)] for (unit, item), each in sorted(rates.items())]
    chosen: list[JSON] = [[unit, item] for unit, item in pairs]
    data: dict[str, JSON] = {
        "kind": kind.value,
        "period": period_of(kind, on),
        "seed": seed.strip(),
        "rate": str(rate),
        "raised": raised,
        "units": list(codes),
        "drawn": chosen,
    }
    entry = journal.enter(authority, OPEN, on=on, by=by, data=data)
    row = InspectionRound(
        authority=authority,
        kind=kind.value,
        period=period_of(kind, on),
        seed=seed.strip(),
        rate=rate,
        rates=raised,
        units=list(codes),
        opened_on=on,
        by=by,
        entry=entry,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Unlawful(f"{row.period}的{kind.label}已经开始", MENDED, field="kind") from None
    RoundCheck.objects.of(authority).bulk_create(
        RoundCheck(authority=authority, round=row, unit=codes[unit], item=item) for unit, item in pairs
    )
    return row


@transaction.atomic
def see(check: RoundCheck, seen: Seen, *, on: date, today: date, by: Official) -> RoundCheck:
    """登记所见: once; what is wrong becomes a finding and is handed over at once."""
    not_in_the_future(on, today, MENDED)
    check.refresh_from_db(from_queryset=RoundCheck.objects.everywhere().select_for_update(of=("self",)))
    if check.verdict:
        raise Unlawful("这一项已经登记；登记有误的，从检查发现撤销", MENDED)
    if check.round.closed_on is not None:
        raise Unlawful("这一轮检查已经结束", MENDED)
    if on < check.round.opened_on:
        raise Unlawful(f"检查日期不能早于轮次开始（{check.round.opened_on:%Y-%m-%d}）", MENDED, field="on")
    if seen.verdict is ReadVerdict.FAULT:
        if not seen.note.strip():
            raise Unlawful("有问题的应当写明是什么问题", MENDED, field="note")
        check.finding = _found(check, seen, on=on, today=today, by=by)
    check.verdict, check.note = seen.verdict.value, seen.note.strip()[:500]
    check.seen_on, check.by = on, by
    data: dict[str, JSON] = {
        "round": check.round_id,
        "unit": check.unit.code,
        "item": check.item,
        "verdict": check.verdict,
        "note": check.note,
        "finding": check.finding.dossier.number if check.finding else "",
    }
    check.entry = journal.enter(check.authority, SEE, on=on, by=by, data=data)
    check.save()
    return check


def _found(check: RoundCheck, seen: Seen, *, on: date, today: date, by: Official) -> Finding:
    item = ITEMS[check.item]
    kind = seen.fault or OTHER
    title = f"{Fault(kind).label if kind != OTHER else item.label}：{check.unit.name}"
    proof = f"{check.round}人工检查“{item.label}”"
    given = Given(kind, seen.gravity, title, seen.note, seen.where.strip() or item.label, proof)
    finding = findings.find(check.authority, check.unit, given, on=on, today=today, by=by)
    findings.act(finding, Step(Act.ASSIGN.value, on, {}), today=today, by=by)
    return finding


@transaction.atomic
def close_round(row: InspectionRound, *, on: date, today: date, by: Official) -> None:
    """结束一轮: when everything that was drawn has been looked at."""
    not_in_the_future(on, today, MENDED)
    row.refresh_from_db(from_queryset=InspectionRound.objects.everywhere().select_for_update(of=("self",)))
    if row.closed_on is not None:
        return
    if left := queries.checks(row).filter(verdict="").count():
        raise Unlawful(f"还有{left}项没有检查，不能结束", MENDED)
    data: dict[str, JSON] = {"round": row.pk, "period": row.period, "kind": row.kind}
    journal.enter(row.authority, CLOSE, on=on, by=by, data=data)
    row.closed_on = on
    row.save(update_fields=["closed_on"])
