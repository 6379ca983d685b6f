"""分页: pages of a list whose length is counted only so far as anybody would turn them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.functional import cached_property

MOST = 10_000
"""最多计数: a longer list is narrowed by its filters, not turned page by page; counting a million rows costs more than a page."""


class Pages(Paginator):  # type: ignore[type-arg]  # not subscriptable when it runs
    """分页: like Django's over a queryset, but with a count that stops at ``MOST`` and says so."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        """条数: exact up to ``MOST``."""
        return int(self.object_list.order_by()[:MOST].count())

    @property
    def more(self) -> bool:
        """以上: whether there may be more than were counted."""
        return self.count == MOST


def kept(asked: QueryDict) -> dict[str, str]:
    """保留的条件: what the pager and the data of the same list carry along in their addresses."""
    query = asked.copy()
    query.pop("page", None)
    text = query.urlencode()
    return {"query": f"{text}&" if text else "", "asked": f"?{text}" if text else ""}
