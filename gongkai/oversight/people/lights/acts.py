"""三到位办理: a unit that has nobody yet says why, and until when."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.people.lights import IN_PLACE, MOST_DAYS, Light
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.people.lights import queries
from gongkai.oversight.people.lights.models import LightExcuse


@transaction.atomic
def explain(
    authority: Authority, light: Light, reason: str, until: date, *, on: date, by: Official | None
) -> LightExcuse:
    """说明理由: holds from this day through another, at most a quarter; one that is lit needs none."""
    if not reason.strip():
        raise Unlawful("理由不能为空", IN_PLACE, field="reason")
    latest = on + timedelta(days=MOST_DAYS)
    if not on <= until <= latest:
        raise Unlawful(f"止日应在{on:%Y-%m-%d}至{latest:%Y-%m-%d}之间", IN_PLACE, field="until")
    if any(each.light is light and each.by for each in queries.lights_of(authority, on).lights):
        raise Unlawful(f"{light.label}已经明确，不必说明理由", IN_PLACE, field="light")
    data: dict[str, JSON] = {"light": light.value, "reason": reason.strip(), "until": until.isoformat()}
    entry = journal.enter(authority, "explain_light", on=on, by=by, data=data)
    return LightExcuse.objects.of(authority).create(
        authority=authority, light=light, reason=reason.strip(), since=on, until=until, entry=entry
    )
