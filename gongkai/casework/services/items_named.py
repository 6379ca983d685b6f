"""点名的事项: which service items and guides go by the code of an item of a list that is about to change."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.casework.services.items.models import ServiceItem
from gongkai.office.authorities.models import Authority
from gongkai.publication.registers.lists.impact import MOST, Impact
from gongkai.web.jinja import url_or_none


def named(authority: Authority, codes: Collection[str], names: Collection[str]) -> list[Impact]:
    """点名的服务事项: those of the authority and of all beneath it; a guide follows its item."""
    rows = ServiceItem.objects.under(authority).filter(code__in=list(codes)).order_by("code", "pk")
    return [
        Impact("服务事项和办事指南", row.name, row.code, url_or_none("services:item", row.dossier_id) or "")
        for row in rows[:MOST]
    ]
