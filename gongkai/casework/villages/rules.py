"""村级规则查询: the days that hold for a village: as set at the nearest authority above, or the usual ones."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.casework.villages.boards.models import VillageSetting
from gongkai.law.villages import VillageRule
from gongkai.office.authorities.models import Authority


def rule_of(authority: Authority) -> VillageRule:
    """适用的村级规则: of the nearest at or above that has set any."""
    rows = VillageSetting.objects.everywhere().filter(authority__in=authority.line)
    row = rows.order_by("-authority__path").first()
    return VillageRule(row.certifying, row.answering, row.showing, row.source) if row else VillageRule()


@transaction.atomic
def keep(authority: Authority, rule: VillageRule, *, on: date) -> None:
    """写下村级规则: the row beside the entry of the act."""
    values = {
        "certifying": rule.certifying,
        "answering": rule.answering,
        "showing": rule.showing,
        "source": rule.source,
        "set_on": on,
    }
    VillageSetting.objects.of(authority).update_or_create(authority=authority, defaults=values)
