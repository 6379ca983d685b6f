"""媒体资料查询: what the contents show, one row at its address, and how many contents of a year carry which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.db.models import Count

from gongkai.law.media import MediaKind
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.media.models import Media
from gongkai.publication.disclosure.models import Content, Release

PICTURES = {"png": "image/png", "jpg": "image/jpeg"}
VIDEOS = {"mp4": "video/mp4", "webm": "video/webm"}
TYPES: Mapping[str, str] = {**PICTURES, **VIDEOS}
"""媒体文件的类型: as they are handed out, and nothing else is."""


def standing(rows: OwnedQuerySet[Media]) -> OwnedQuerySet[Media]:
    """没有撤下的: in their order."""
    return rows.filter(taken_off_on=None).select_related("stored").order_by("content", "place", "pk")


def shown(contents: Collection[Content]) -> Mapping[int, list[Media]]:
    """各条的图片、视频、图表: by the keys of the contents, in their order; one question for all of them."""
    found: dict[int, list[Media]] = defaultdict(list)
    for row in standing(Media.objects.everywhere().filter(content__in=[each.pk for each in contents])):
        found[row.content_id].append(row)
    return found


def every(content: Content) -> OwnedQuerySet[Media]:
    """全部: also those that were taken off, which come last."""
    rows = Media.objects.of(content.authority).filter(content=content).select_related("stored")
    return rows.order_by("taken_off_on", "place", "pk")


def public(authority: Authority, on: date) -> OwnedQuerySet[Media]:
    """公众看得到的: of contents that are public on a day."""
    contents = disclosure.public_contents(authority, on).order_by().values("pk")
    return standing(Media.objects.of(authority).filter(content__in=contents))


def carriers(rows: OwnedQuerySet[Media], kind: str) -> OwnedQuerySet[Media]:
    """有某类媒体的内容: their keys."""
    return rows.filter(kind=kind, taken_off_on=None).order_by().values("content")  # type: ignore[return-value]


def carrying(releases: OwnedQuerySet[Release], year: int) -> Iterator[tuple[MediaKind, int]]:
    """有图片、视频、图表的内容: of those counted in a year, so many carry each kind; one with three pictures is one."""
    counted = disclosure.counted(releases, year).order_by().values("content")
    rows = Media.objects.everywhere().filter(content__in=counted, taken_off_on=None).order_by()
    found = dict(rows.values_list("kind").annotate(Count("content", distinct=True)))
    yield from ((kind, found[kind.value]) for kind in MediaKind if kind.value in found)
