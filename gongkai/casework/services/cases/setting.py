"""发牌、考核的设定和申诉: each is an entry; a case received before keeps the rule it came in under."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.casework.services.cases.models import CardSetting, ScoreAppeal, ScoringSetting
from gongkai.law.application_figures import Period
from gongkai.law.case_clock import CardRule
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.window_scores import ScoreScheme
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal

CARDS_SET = "case_cards_set"
SCORING_SET = "window_scoring_set"
APPEALED = "window_score_appealed"
APPEAL_ANSWERED = "window_score_appeal_answered"


@transaction.atomic
def set_cards(authority: Authority, said: Mapping[str, Any], *, on: date, by: Official) -> None:
    """设定发牌规则."""
    rule = CardRule(said["yellow_before"])
    told: dict[str, Any] = {"yellow_before": rule.yellow_before, "source": said["source"]}
    CardSetting.objects.of(authority).update_or_create(authority=authority, defaults=told)
    journal.enter(authority, CARDS_SET, on=on, by=by, data=told)


@transaction.atomic
def set_scheme(authority: Authority, scheme: ScoreScheme, month: Period, *, on: date, by: Official) -> ScoringSetting:
    """设定考核办法: from a month on that has not ended; earlier months keep theirs."""
    if month.last < on:
        raise Unlawful("已经过去的月份，考核办法不能再改", field="month")
    rows: list[JSON] = [
        {"measure": row.measure.value, "points": f"{row.points.normalize():f}", "full_at": row.full_at}
        for row in scheme.rows
    ]
    setting, _ = ScoringSetting.objects.of(authority).update_or_create(
        authority=authority, from_on=month.first, defaults={"source": scheme.source, "rows": rows}
    )
    told: dict[str, JSON] = {"from": month.first.isoformat(), "source": scheme.source, "rows": rows}
    journal.enter(authority, SCORING_SET, on=on, by=by, data=told)
    return setting


@transaction.atomic
def appeal(authority: Authority, clerk: Official, month: Period, text: str, *, on: date) -> ScoreAppeal:
    """考核申诉: by the clerk, against their own score."""
    if ScoreAppeal.objects.of(authority).filter(clerk=clerk, month=month.first, answered_on=None).exists():
        raise Unlawful("这个月的申诉还没有答复，答复以后才能再提", field="text")
    row = ScoreAppeal.objects.of(authority).create(
        authority=authority, clerk=clerk, month=month.first, text=text, filed_on=on
    )
    data: dict[str, JSON] = {"appeal": row.pk, "month": month.first.isoformat(), "text": text}
    journal.enter(authority, APPEALED, on=on, by=clerk, data=data)
    return row


@transaction.atomic
def answer(row: ScoreAppeal, text: str, *, on: date, by: Official) -> None:
    """答复申诉: by somebody else. A score changes only with the records it follows from."""
    locked = ScoreAppeal.objects.of(row.authority).select_for_update().get(pk=row.pk)
    if locked.answered_on is not None:
        raise Unlawful("该申诉已经答复")
    if locked.clerk_id == by.pk:
        raise Unlawful("申诉不由申诉人自己答复")
    locked.answer, locked.answered_on, locked.answered_by = text, on, by
    locked.save()
    journal.enter(row.authority, APPEAL_ANSWERED, on=on, by=by, data={"appeal": row.pk, "answer": text})
