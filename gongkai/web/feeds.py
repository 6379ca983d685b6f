"""订阅: what a list says to machines: RSS, Atom with what was withdrawn, site maps. Knows no room.

Nothing here is later than the newest item: made twice, a feed is the same to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO
from typing import Any
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed

from gongkai.web.clock import BEIJING

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


@dataclass(frozen=True, slots=True)
class Carried:
    """附带的文件: a picture or film of an item: its address as a path, how long it is and of what type."""

    path: str
    size: int
    kind: str


@dataclass(frozen=True, slots=True)
class Item:
    """订阅条目: what stands in a list, with its address as a path, which is its name for good as well."""

    title: str
    path: str
    on: date
    text: str
    author: str
    categories: tuple[str, ...] = ()
    carried: Carried | None = None


def feed(
    kind: type[SyndicationFeed],
    title: str,
    base: str,
    path: str,
    own: str,
    items: Iterable[Item],
    gone: Sequence[Gone] = (),
) -> str:
    """订阅: the items of a list, the newest first; ``path`` is the list, ``own`` the feed itself."""
    made = kind(
        title=plain(title),
        link=f"{base}{path}",
        description=plain(title),
        language="zh-CN",
        feed_url=f"{base}{own}",
        gone=gone,
    )
    for each in items:
        made.add_item(
            title=plain(each.title),
            link=f"{base}{each.path}",
            description=plain(each.text),
            unique_id=each.path,
            unique_id_is_permalink=False,
            pubdate=moment(each.on),
            updateddate=moment(each.on),
            author_name=plain(each.author),
            categories=[plain(name) for name in each.categories],
            enclosures=[_enclosure(base, each.carried)] if each.carried else [],
        )
    return made.writeString("utf-8")


def _enclosure(base: str, carried: Carried) -> Enclosure:
    return Enclosure(f"{base}{carried.path}", str(carried.size), carried.kind)


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
