"""订阅和数据: what contents say to machines: as items of feeds, as changes with what was withdrawn, month by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Max
from django.urls import reverse

from gongkai.law.disclosure import Withdrawal
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.vendor import Month
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.media import queries as media
from gongkai.publication.disclosure.media.models import Media
from gongkai.publication.disclosure.models import Content, ContentVersion
from gongkai.web.feeds import Carried, Gone, Item, moment

NEWEST = 50
CHANGES = 500
"""变更: so many of the latest; who asks less often reads the lists."""


def items(contents: Iterable[Content]) -> Iterator[Item]:
    """条目: contents as a feed tells them; the first picture or film goes with each, as RSS takes one and no more."""
    contents = list(contents)
    carried = media.shown(contents)
    for content in contents:
        yield Item(
            content.title,
            queries.address(content),
            content.published_on,
            content.text[:200],
            content.origin or content.issuer or content.authority.name,
            (content.column.name,),
            _carried(content, carried.get(content.pk, ())),
        )


def _carried(content: Content, rows: Iterable[Media]) -> Carried | None:
    first = next((row for row in rows if row.stored is not None), None)
    if first is None or first.stored is None:
        return None
    address = reverse("disclosure:media", args=[content.authority.code, first.pk])
    return Carried(address, first.stored.size, media.TYPES[first.stored.kind])


# -- changes ---------------------------------------------------------------------------------------------------------------


def latest(authority: Authority) -> list[Content]:
    """最近变更: the contents by their last entry, public or not, the latest first."""
    rows = Content.objects.of(authority).exclude(entry=None).select_related("authority", "column")
    return list(rows.order_by("-entry", "-pk")[:CHANGES])


def told(contents: Sequence[Content], public: set[int], base: str) -> Iterator[dict[str, object]]:
    """逐条变更: what stands now and in which edition, what was withdrawn, when and for what kind of reason."""
    for content in contents:
        there = content.pk in public
        yield {
            "索引号": content.index_number,
            "网址": f"{base}{queries.address(content)}",
            "状态": ("公开" if content.edition == 1 else "更正") if there else "撤回",
            "版次": content.edition,
            "日期": f"{content.published_on if there else _gone_on(content):%Y-%m-%d}",
            "标题": content.title if there else "",
            "原因": "" if there else _why(content),
        }


def gone(contents: Sequence[Content], public: set[int]) -> list[Gone]:
    """墓碑: of those that are not public any more."""
    return [
        {"ref": queries.address(content), "when": moment(_gone_on(content)), "why": _why(content)}
        for content in contents
        if content.pk not in public
    ]


def _gone_on(content: Content) -> date:
    return content.withdrawn_on or content.ends_on or content.published_on


def _why(content: Content) -> str:
    ended = content.withdrawn_on is None and content.ends_on is not None
    return Withdrawal(content.withdrawn_kind or (Withdrawal.ENDED if ended else Withdrawal.OTHER)).label


# -- site maps -------------------------------------------------------------------------------------------------------------


def months(rows: OwnedQuerySet[Content]) -> list[tuple[str, date]]:
    """按月: each month something was published in, as 2026-01, and its last day of publishing."""
    grouped = rows.order_by().annotate(month=Month("published_on")).values_list("month")
    return sorted(grouped.annotate(Max("published_on")))


def changed_on(contents: Sequence[Content]) -> dict[int, date]:
    """更新日期: the day each was last published or changed."""
    rows = ContentVersion.objects.everywhere().filter(content__in=[each.pk for each in contents]).order_by()
    changed = dict(rows.values_list("content").annotate(Max("until")))
    return {each.pk: max(each.published_on, changed.get(each.pk, each.published_on)) for each in contents}
