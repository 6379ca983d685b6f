"""月报办理: the verbs of a return. What the first signature freezes is kept, and its digest is what the others sign."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.law.application_figures import Period
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.grammar.sheets import figure
from gongkai.law.monthly.adding_up import faults
from gongkai.law.monthly.indicators import INDICATORS
from gongkai.law.monthly.returns import KIND, RETURNING, Act, Standing, correctable
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.reports.returns import queries
from gongkai.oversight.reports.returns.content import ReturnContent, digest, pack
from gongkai.oversight.reports.returns.models import MonthlyReturn, ReturnSnapshot
from gongkai.oversight.reports.returns.rules import due_day
from gongkai.oversight.reports.returns.waiting import waits


@transaction.atomic
def open_return(authority: Authority, period: Period, *, on: date, today: date, by: Official | None) -> MonthlyReturn:
    """开始填报: the return on a month; the day it is due stands in its first step."""
    not_in_the_future(on, today, RETURNING)
    if queries.return_of(authority, period) is not None:
        raise Unlawful(f"{period.label}的月报表已经开始填报", RETURNING, field="month")
    year, month = period.first.year, period.first.month
    details: dict[str, JSON] = {"year": year, "month": month, "due_day": due_day(authority, on).day}
    title = f"{authority.name}{period.label}政府信息公开月报表"
    dossier = journal.open_dossier(authority, KIND, Step(Act.OPEN.value, on, details), by=by, title=title)
    row = MonthlyReturn(authority=authority, dossier=dossier, year=year, month=month)
    row.save(force_insert=True)
    return row


def act(
    row: MonthlyReturn, step: Step, *, today: date, at: datetime, by: Official, seen: int | None = None
) -> Standing:
    """办理一步: who acts is added here; a correction brings what the ledger has, the first signature what is signed."""
    not_in_the_future(step.on, today, RETURNING)
    told = {**step.details, "by": by.username}
    match step.act:
        case Act.SUBMIT:
            return _submit(row, Step(step.act, step.on, told), at=at, by=by, seen=seen)
        case Act.CORRECT:
            told["was"] = _in_the_ledger(row, str(told.get("key", "")), at)
        case Act.APPROVE | Act.HAND_IN:
            queries.signed_content(row, queries.standing(row))
    return queries.as_return(journal.take(row.dossier, Step(step.act, step.on, told), by=by, seen=seen))


def _in_the_ledger(row: MonthlyReturn, key: str, at: datetime) -> str:
    indicator = correctable(key)
    counted = queries.counted_now(row.dossier.authority, queries.standing(row), at).counted[indicator.key]
    return figure(counted or 0)


def _submit(row: MonthlyReturn, step: Step, *, at: datetime, by: Official, seen: int | None) -> Standing:
    """填报人签字: the figures are counted outside the transaction; the file must not have moved in between."""
    version = row.dossier.version if seen is None else seen
    content = queries.counted_now(row.dossier.authority, queries.standing(row), at)
    packed = pack(content)
    found: dict[str, JSON] = {
        "digest": digest(packed),
        "faults": [f"勾稽关系不成立：{each}" for each in faults(content.figures)],
        "moved": [_moved(content, key) for key in content.moved()],
        "waits": list(waits(row.dossier.authority, step.on)),
    }
    with transaction.atomic():
        moved = journal.take(row.dossier, Step(step.act, step.on, {**step.details, **found}), by=by, seen=version)
        ReturnSnapshot.objects.of(row.dossier.authority).create(
            authority=row.dossier.authority, monthly_return=row, digest=digest(packed), content=packed
        )
    return queries.as_return(moved)


def _moved(content: ReturnContent, key: str) -> str:
    told, now = content.corrections[key], content.counted.get(key) or 0
    return f"{INDICATORS[key].label}更正时台账为{figure(told.was)}，现为{figure(now)}，应重新核对后更正或者撤销更正"
