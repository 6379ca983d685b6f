"""访问统计办理: enter what an earlier counter claimed, void it, and say whether the public sees the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.visits import COUNTING, VisitUnit
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.visits.models import PastVisits, VisitsShown


@dataclass(frozen=True)
class Claim:
    """往年数: what an earlier counter claimed, of which time, and where it is written."""

    label: str
    figure: int
    unit: VisitUnit
    until: date
    source: str
    since: date | None = None
    note: str = ""


@transaction.atomic
def enter_past(authority: Authority, claim: Claim, *, on: date, by: Official | None) -> PastVisits:
    """录入往年访问量: as typed; it is never added to what is counted here."""
    if not claim.label.strip():
        raise Unlawful("名称不能为空", COUNTING, field="label")
    if not claim.source.strip():
        raise Unlawful("应当写明这个数出自哪里", COUNTING, field="source")
    if claim.until > on:
        raise Unlawful(f"截止日期不能晚于今天（{on:%Y-%m-%d}）", COUNTING, field="until")
    if claim.since is not None and claim.since > claim.until:
        raise Unlawful("起始日期不能晚于截止日期", COUNTING, field="since")
    if not 0 <= claim.figure < 10**15:
        raise Unlawful("访问量应为不小于0的整数", COUNTING, field="figure")
    data: dict[str, JSON] = {
        "label": claim.label.strip(),
        "figure": claim.figure,
        "unit": claim.unit.value,
        "since": claim.since.isoformat() if claim.since else None,
        "until": claim.until.isoformat(),
        "source": claim.source.strip(),
        "note": claim.note.strip(),
    }
    journal.enter(authority, "enter_past_visits", on=on, by=by, data=data)
    return PastVisits.objects.of(authority).create(
        authority=authority,
        label=claim.label.strip(),
        figure=claim.figure,
        unit=claim.unit,
        since=claim.since,
        until=claim.until,
        source=claim.source.strip(),
        note=claim.note.strip(),
        entered_on=on,
    )


@transaction.atomic
def void_past(claim: PastVisits, *, reason: str, on: date, by: Official) -> None:
    """作废往年访问量: one that was typed wrong; it stays in the journal."""
    if not reason.strip():
        raise Unlawful("作废应当写明理由", field="reason")
    rows = PastVisits.objects.of(claim.authority).filter(pk=claim.pk, voided_on=None)
    if not rows.update(voided_on=on, voided_reason=reason.strip()[:200]):
        raise Unlawful("该数已经作废")
    data: dict[str, JSON] = {"label": claim.label, "figure": claim.figure, "reason": reason.strip()}
    journal.enter(claim.authority, "void_past_visits", on=on, by=by, data=data)


@transaction.atomic
def show(authority: Authority, shown: bool, *, on: date, by: Official | None) -> None:
    """公布或者不公布访问量."""
    journal.enter(authority, "show_visits", on=on, by=by, data={"shown": shown})
    VisitsShown.objects.of(authority).update_or_create(authority=authority, defaults={"shown": shown})
