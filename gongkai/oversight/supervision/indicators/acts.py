"""指标设定: one indicator at a time, signed, with the paper it rests on."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, not_in_the_future
from gongkai.law.supervision.indicators import IndicatorValue, check_value
from gongkai.law.supervision.vetoes import CHECKED
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.supervision.indicators.models import IndicatorSetting

SET = "set_indicator"


@transaction.atomic
def set_indicator(
    authority: Authority, value: IndicatorValue, *, on: date, today: date, by: Official
) -> IndicatorSetting:
    """设定指标: for the authority and all beneath it that set nothing of their own."""
    not_in_the_future(on, today, CHECKED)
    check_value(value)
    data: dict[str, JSON] = {"key": value.key, "source": value.source.strip()}
    for name in ("limit", "warn_from", "points"):
        given = getattr(value, name)
        data[name] = None if given is None else str(given)
    entry = journal.enter(authority, SET, on=on, by=by, data=data)
    return IndicatorSetting.objects.of(authority).create(
        authority=authority,
        key=value.key,
        limit=value.limit,
        warn_from=value.warn_from,
        points=value.points,
        source=value.source.strip(),
        since=on,
        by=by,
        entry=entry,
    )
