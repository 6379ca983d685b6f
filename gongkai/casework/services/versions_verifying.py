"""版本核验: the versions of items and packages that people read are those the entries signed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from gongkai.casework.services.items.acts import BOOK as ITEMS
from gongkai.casework.services.packages.acts import BOOK as PACKAGES
from gongkai.casework.services.recording import Book
from gongkai.law.service_versions import Record
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding

_AT_ONCE = 200
_SHADOWS = ("number", "from_on", "until_on", "digest", "content", "name")


def findings() -> Iterator[Finding]:
    """版本核验发现: every record and every version against its steps."""
    yield from _of(ITEMS)
    yield from _of(PACKAGES)


def _of(book: Book[Any, Any]) -> Iterator[Finding]:
    for key in book.rows.objects.everywhere().order_by("authority").values_list("authority", flat=True).distinct():
        rows = book.rows.objects.everywhere().filter(authority=key).select_related("dossier__authority", "authority")
        remaining = rows.order_by("pk").iterator(_AT_ONCE)
        while some := list(islice(remaining, _AT_ONCE)):
            standings = journal.standings([row.dossier for row in some], calendar_of(some[0].authority))
            kept: dict[int, list[Any]] = {row.pk: [] for row in some}
            for version in book.versions.objects.everywhere().filter(**{f"{book.owner}__in": list(kept)}):
                kept[getattr(version, f"{book.owner}_id")].append(version)
            for row in some:
                record = standings[row.dossier_id]
                if isinstance(record, Record) and not _follows(book, row, record, kept[row.pk]):
                    yield Finding(f"{row.authority.name}{book.sort.flow.name}{row.code}", "版本、状态与条目登记的不符")


def _follows(book: Book[Any, Any], row: Any, record: Record, kept: list[Any]) -> bool:
    names = (*_SHADOWS, *(book.columns(record.versions[0].content) if record.versions else ()))
    told = {tuple(repr(getattr(each, name)) for name in names if name != "content") for each in kept}
    ought = {
        tuple(repr(_plain(getattr(each, name))) for name in names if name != "content")
        for each in book.version_rows(row, record)
    }
    contents = {each.number: each.content for each in kept}
    same = all(contents.get(version.number) == version.content.told() for version in record.versions)
    return row.state == record.state.value and same and told == ought


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value
