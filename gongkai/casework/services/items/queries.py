"""服务事项查询: the items one may read, what counted on a day, and what lists narrow them by."""

from __future__ import annotations

from datetime import date

from gongkai.casework.services.items.models import ServiceItem, ServiceItemVersion
from gongkai.casework.services.versions import in_force
from gongkai.law.service_items import ItemContent
from gongkai.office.authorities.models import Authority, OwnedQuerySet


def versions_on(authority: Authority, day: date) -> OwnedQuerySet[ServiceItemVersion]:
    """当日事项: the versions that counted on a day, of an authority and all beneath it."""
    rows = ServiceItemVersion.objects.under(authority).filter(in_force(day))
    return rows.select_related("item__dossier", "authority").order_by("authority__name", "item__code", "pk")


def version_on(item: ServiceItem, day: date) -> ServiceItemVersion | None:
    """当日版本: of one item; None before it counts and after it ended."""
    return ServiceItemVersion.objects.of(item.authority).filter(in_force(day), item=item).first()


def contents_on(authority: Authority, day: date) -> dict[str, ItemContent]:
    """当日内容: by code, of an authority and all beneath it; two items of one code are refused when they are listed."""
    return {row.item.code: row.value for row in versions_on(authority, day)}
