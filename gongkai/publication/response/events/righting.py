"""更正发生时刻: what the clock goes by is put right by a second person, with the reason; what was entered stays readable."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.law.grammar.dates import to_the_minute
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.response_terms import NOTICE
from gongkai.law.responses import Standing
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import queries as entered
from gongkai.publication.response.events import acts, queries
from gongkai.publication.response.events.models import OpinionEvent


@transaction.atomic
def right_beginning(
    event: OpinionEvent, started_at: datetime, reason: str, *, now: datetime, by: Official, seen: int | None = None
) -> Standing:
    """更正发生时刻: every hour is reckoned anew; refused where an answer would be older than the event."""
    journal.lock(event.dossier, seen=seen)
    first = entered.entries(event.dossier).select_related("by")[0]
    if first.by_id == by.pk:
        raise Unlawful("登记的人不能更正自己登记的发生时刻", NOTICE)
    step = entered.steps(event.dossier)[0]
    if step.moment("started", "事件发生时刻") == started_at:
        raise Unlawful("发生时刻没有变化", NOTICE, field="started_at")
    righted = Step(step.act, step.on, {**step.details, "started": to_the_minute(started_at)})
    on = queries.day_of(now)
    standing = queries.as_event(journal.amend(event.dossier, first.seq, righted, on=on, by=by, reason=reason))
    acts.reflect(event, standing)
    return standing
