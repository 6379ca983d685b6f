"""网上申请查询: where an application goes, what may be sent with it, and which of what was asked for may be sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.casework.services.cases.models import ServiceCase
from gongkai.casework.services.government import government_of
from gongkai.casework.services.halls.models import WindowItem, on_day
from gongkai.casework.services.halls.queries import open_halls_beneath
from gongkai.casework.services.items.models import ServiceItemVersion
from gongkai.law.case_online import sendable
from gongkai.law.cases import Standing
from gongkai.office.authorities.models import Authority


def takes_in(versions: Sequence[ServiceItemVersion], on: date) -> Authority:
    """由谁收件: the authority whose window takes the first of these matters, whose hall is there at all, or the unit itself."""
    first = versions[0]
    government = government_of(first.authority)
    rows = WindowItem.objects.under(government).filter(on_day(on), item=first.item).order_by("pk")
    if (window := rows.select_related("authority").first()) is not None:
        return window.authority
    halls = open_halls_beneath(government, on)
    return halls[0].authority if halls else first.authority


def still_sendable(case: ServiceCase, standing: Standing) -> tuple[str, ...]:
    """可以网上补交的: of what the notice still waits for, all but what its guide takes on paper alone, in the guide's order."""
    paper = _on_paper_alone(case, standing)
    return tuple(name for name in standing.listed if name in standing.asked and name not in paper)


def _on_paper_alone(case: ServiceCase, standing: Standing) -> frozenset[str]:
    wanted = {(part.item, part.version) for part in standing.parts}
    rows = ServiceItemVersion.objects.under(government_of(case.authority)).select_related("item")
    rows = rows.filter(item__code__in={code for code, _ in wanted})
    contents = [row.value for row in rows if (row.item.code, row.number) in wanted]
    sent = {each.name for content in contents for each in content.materials if sendable(each)}
    return frozenset(each.name for content in contents for each in content.materials) - sent
