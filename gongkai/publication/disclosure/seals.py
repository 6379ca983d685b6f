"""封存: the digests of contents and releases that entries hold, and the root of a batch; ``verify`` reckons them again.

A single act enters the digest of each row it wrote. A batch enters two roots, one over its contents and one over its releases,
each the digest of the rows' digests in the order of their keys: any row changed, taken away or added makes another root.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from gongkai.law.grammar.flow import JSON
from gongkai.office.journal.seals import canonical, moment
from gongkai.publication.disclosure.models import Batch, Content, ContentVersion, Release

CHUNK = 500

SEALED = (
    *("index_number", "kind", "normative", "title", "number", "issuer", "theme", "source", "origin", "body", "text"),
    *("made_on", "published_on", "original_on", "backfilled", "ends_on", "withdrawn_on", "withdrawn_kind"),
    *("withdrawn_reason", "extra", "edition", "column_id", "document_id", "review_id"),
)
"""入封的列: the columns of a content whose digest the entry holds."""
RELEASE_SEALED = (
    *("content_id", "channel", "carrier", "released_on", "released_at", "proof", "proven_on", "text"),
    *("content_edition", "withdrawn_on"),
)
"""发布入封的列."""

Row = Mapping[str, JSON]


def row(content: Content) -> dict[str, JSON]:
    """内容行: the sealed columns as plain values; what a version keeps."""
    return {name: _plain(getattr(content, name)) for name in SEALED}


def digest(content: Content) -> str:
    """行摘要: of the columns that are sealed."""
    return digest_of(row(content))


def release_row(release: Release) -> dict[str, JSON]:
    """发布行: the sealed columns as plain values."""
    return {name: _plain(getattr(release, name)) for name in RELEASE_SEALED}


def release_digest(release: Release) -> str:
    """发布行摘要."""
    return digest_of(release_row(release))


def digest_of(row: Row) -> str:
    """摘要: of a row of plain values."""
    return hashlib.sha256(canonical(row).encode()).hexdigest()


def batch_root(digests: Iterable[str]) -> str:
    """批次根: the digest of digests in their order; flat in memory."""
    root = hashlib.sha256()
    for each in digests:
        root.update(bytes.fromhex(each))
    return root.hexdigest()


def batch_note(batch: Batch, contents: Iterable[str], releases: Iterable[str]) -> dict[str, JSON]:
    """批次条目: what the one entry of a batch holds: the digests of its rows in the order of their keys become two roots."""
    counted = [0, 0]

    def counting(place: int, digests: Iterable[str]) -> Iterable[str]:
        for each in digests:
            counted[place] += 1
            yield each

    roots = batch_root(counting(0, contents)), batch_root(counting(1, releases))
    return {
        "batch": batch.pk,
        "contents": counted[0],
        "contents_root": roots[0],
        "releases": counted[1],
        "releases_root": roots[1],
    }


def batch_as_brought(batch: Batch) -> dict[str, JSON]:
    """批次条目（现算）: what the entry of a batch should hold, reckoned from its rows as it brought them."""
    return batch_note(batch, contents_as_brought(batch), releases_as_brought(batch))


def contents_as_brought(batch: Batch) -> Iterator[str]:
    """来时的内容摘要: in the order of their keys; from the first version, where a content has changed since."""
    rows = Content.objects.of(batch.authority).filter(batch=batch).order_by("pk").iterator(CHUNK)
    while some := list(islice(rows, CHUNK)):
        changed = [content.pk for content in some if content.edition > 1]
        versions = ContentVersion.objects.everywhere().filter(content__in=changed, edition=1)
        first = {version.content_id: digest_of(version.row) for version in versions}
        for content in some:
            yield first.get(content.pk) or digest(content)


def releases_as_brought(batch: Batch) -> Iterator[str]:
    """来时的发布摘要: in the order of their keys; as it was first, where a release has changed since."""
    for release in Release.objects.of(batch.authority).filter(batch=batch).order_by("pk").iterator(CHUNK):
        yield str(release.first["row"]) if release.first else release_digest(release)


def _plain(value: Any) -> JSON:
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value
