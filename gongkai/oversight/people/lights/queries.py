"""三到位查询: of one unit on any day, of all beneath an authority, and the public figures for a bulletin.

lights_of(bureau, day).waiting          what keeps the unit's monthly return from going in
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.law.people.lights import Light, LightCount, LightOn, ThreeLights, light_count
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, Posting
from gongkai.office.establishment.queries import lights as lights_now
from gongkai.office.journal.establishment import EDIT_PROFILE
from gongkai.office.journal.queries import notes
from gongkai.oversight.people.lights.models import LightExcuse


def lights_of(authority: Authority, on: date) -> ThreeLights:
    """三到位: of one unit on a day, from who served then, what its profile named then, and the reasons in force."""
    serving = Posting.objects.of(authority).filter(_serving(on)).select_related("official")
    reasons = LightExcuse.objects.of(authority).filter(since__lte=on, until__gte=on)
    return _told(authority, serving, reasons, body_on(authority, on))


def body_on(authority: Authority, on: date) -> str:
    """当日的工作机构名称: what the profile named on a day, by the entries of its changes since."""
    named = authority.profile.disclosure_office
    for note in notes(authority, EDIT_PROFILE):
        if note.on > on and "disclosure_office" in note.data:
            named = str(note.data["disclosure_office"][0])
    return named


def _told(authority: Authority, serving: Iterable[Posting], reasons: Iterable[LightExcuse], named: str) -> ThreeLights:
    by_light = {row.light: row.reason for row in reasons}
    lit = lights_now(authority, serving, named)
    return ThreeLights(
        tuple(LightOn(light, each.by, by_light.get(light.value, "")) for light, each in zip(Light, lit, strict=True))
    )


def _serving(on: date) -> Q:
    return Q(since__lte=on) & (Q(until=None) | Q(until__gt=on))


@dataclass(frozen=True, slots=True)
class UnitLights:
    """单位三到位: a unit in the list, with its lights today."""

    authority: Authority
    lights: ThreeLights


def of_units(units: AuthorityQuerySet, on: date) -> list[UnitLights]:
    """各单位三到位: of those that stand on a day and owe an annual report, in three queries; bodies as profiles name them now."""
    rows = [each for each in units.standing(on).select_related("profile").order_by("path") if each.duties.report_due]
    serving: Mapping[int, list[Posting]] = defaultdict(list)
    for posting in Posting.objects.everywhere().filter(_serving(on), authority__in=rows).select_related("official"):
        serving[posting.authority_id].append(posting)
    reasons: Mapping[int, list[LightExcuse]] = defaultdict(list)
    for reason in LightExcuse.objects.everywhere().filter(authority__in=rows, since__lte=on, until__gte=on):
        reasons[reason.authority_id].append(reason)
    return [
        UnitLights(each, _told(each, serving[each.pk], reasons[each.pk], each.profile.disclosure_office))
        for each in rows
    ]


def bulletin(authority: Authority, on: date) -> LightCount:
    """通报用的三到位数: of the authority and all beneath it on a day; counts alone, no names."""
    return light_count(each.lights for each in of_units(Authority.objects.under(authority), on))
