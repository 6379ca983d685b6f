"""订阅和数据: what a list and an authority say to machines: RSS, Atom, changes with what was withdrawn, site maps.

Nothing here is later than the newest content: made twice, a feed is the same to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from io import StringIO
from typing import Any
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from django.db.models import Max
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from gongkai.law.disclosure import Withdrawal
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.vendor import Month
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.models import Content, ContentVersion
from gongkai.web.clock import BEIJING

NEWEST = 50
CHANGES = 500
"""变更: so many of the latest; who asks less often reads the lists."""
BEGINNING = date(2008, 5, 1)
"""The day of a feed with nothing in it: that of the Regulation."""
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """可写入: without the characters that XML does not know."""
    return _CONTROL.sub("", text)


def moment(day: date) -> datetime:
    """时刻: of a day, in Beijing."""
    return datetime.combine(day, time(), BEIJING)


class _Dated:
    """The date of a feed is that of its newest item, and never that of its making."""

    items: list[dict[str, Any]]

    def latest_post_date(self) -> datetime:
        return max((each["updateddate"] or each["pubdate"] for each in self.items), default=moment(BEGINNING))


class Rss(_Dated, Rss201rev2Feed):
    """RSS."""


class Atom(_Dated, Atom1Feed):
    """Atom, with what was withdrawn as the tombstones of RFC 6721: an address and a kind of reason, never a title."""

    def root_attributes(self) -> dict[str, str]:
        """The name space of the tombstones beside Atom's own."""
        return {**super().root_attributes(), "xmlns:at": TOMBSTONES}

    def write_items(self, handler: Any) -> None:
        """The entries, then what is no more."""
        super().write_items(handler)
        for each in self.feed.get("gone", ()):
            handler.startElement("at:deleted-entry", {"ref": each["ref"], "when": each["when"].isoformat()})
            handler.addQuickElement("at:comment", each["why"])
            handler.endElement("at:deleted-entry")


Gone = Mapping[str, Any]


def feed(
    kind: type[SyndicationFeed],
    title: str,
    base: str,
    path: str,
    own: str,
    contents: Iterable[Content],
    gone: Sequence[Gone] = (),
) -> str:
    """订阅: the contents of a list, the newest first; ``path`` is the list, ``own`` the feed itself."""
    made = kind(
        title=plain(title),
        link=f"{base}{path}",
        description=plain(title),
        language="zh-CN",
        feed_url=f"{base}{own}",
        gone=gone,
    )
    for content in contents:
        address = f"{base}{queries.address(content)}"
        made.add_item(
            title=plain(content.title),
            link=address,
            description=plain(content.text[:200]),
            unique_id=queries.address(content),
            unique_id_is_permalink=False,
            pubdate=moment(content.published_on),
            updateddate=moment(content.published_on),
            author_name=plain(content.origin or content.issuer or content.authority.name),
            categories=[plain(content.column.name)],
        )
    return made.writeString("utf-8")


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


def site_map(addresses: Iterable[tuple[str, date | None]], *, index: bool = False) -> str:
    """网站地图: addresses with the day they changed; ``index`` is a map of maps."""
    whole, each = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    lines = [
        _element(each, [("loc", address), ("lastmod", f"{day:%Y-%m-%d}" if day else "")]) for address, day in addresses
    ]
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{whole} xmlns="{SITEMAPS}">\n{"".join(lines)}</{whole}>\n'


def _element(name: str, parts: Iterable[tuple[str, str]]) -> str:
    out = StringIO()
    writer = XMLGenerator(out, "utf-8")
    writer.startElement(name, AttributesImpl({}))
    for part, text in parts:
        if text:
            writer.startElement(part, AttributesImpl({}))
            writer.characters(plain(text))
            writer.endElement(part)
    writer.endElement(name)
    return f"{out.getvalue()}\n"
