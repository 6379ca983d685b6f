"""主动公开查询: what is public, where it stands, and the facts the year's form counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Case, CharField, Count, Value, When

from gongkai.law.disclosure import OTHERWISE, ROWS, ContentFact, ReleaseFact
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.models import Content, Release


def public_contents(authority: Authority) -> OwnedQuerySet[Content]:
    """公开中的内容: the newest first."""
    return Content.objects.of(authority).filter(withdrawn_on=None).order_by("-published_on", "-pk")


def in_column(column: Column) -> OwnedQuerySet[Content]:
    """栏目内容: of a column and those beneath it."""
    return public_contents(column.authority).filter(column__path__startswith=column.path)


def address(content: Content) -> str:
    """固定网址: by the index number, which never changes."""
    return f"/{content.authority.code}/zfxxgk/{content.index_number.replace('/', '~')}/"


def counted(rows: OwnedQuerySet[Release], year: int) -> OwnedQuerySet[Release]:
    """计数的发布: those of a year that have proof."""
    return rows.filter(released_on__gte=date(year, 1, 1), released_on__lte=date(year, 12, 31)).exclude(proof="")


def content_facts(rows: OwnedQuerySet[Release], year: int) -> Iterator[ContentFact]:
    """内容分组: distinct contents released in the year."""
    grouped = (
        counted(rows, year).order_by().values_list("content__normative").annotate(n=Count("content", distinct=True))
    )
    for normative, number in grouped:
        yield ContentFact(normative, number)


def release_facts(rows: OwnedQuerySet[Release], year: int) -> Iterator[ReleaseFact]:
    """渠道分组: distinct contents by the row their channels count in."""
    row = Case(
        *(When(channel=channel.value, then=Value(name)) for channel, name in ROWS.items()),
        default=Value(OTHERWISE),
        output_field=CharField(),
    )
    grouped = counted(rows, year).order_by().annotate(row=row).values_list("row")
    for name, number in grouped.annotate(n=Count("content", distinct=True)):
        yield ReleaseFact(name, number)
