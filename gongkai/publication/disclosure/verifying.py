"""主动公开核验: whether contents, their versions, their releases and what they carry are what their entries hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from gongkai.law.disclosure import CONTENT_ACTS
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding
from gongkai.publication.disclosure.ledger import sealing
from gongkai.publication.disclosure.media.acts import digest as media_digest
from gongkai.publication.disclosure.media.models import Media
from gongkai.publication.disclosure.models import Batch, Content, ContentVersion, Release
from gongkai.publication.disclosure.outside.acts import coverage_digest, programme_digest
from gongkai.publication.disclosure.outside.models import PressReport, Programme
from gongkai.publication.disclosure.seals import batch_as_brought, digest, digest_of, release_digest

CHUNK = 500


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every row against the entry that holds its digest; ``whole`` also every batch and every entry."""
    told = (Content.objects, Programme.objects, PressReport.objects)
    owners = {
        key for each in told for key in each.everywhere().order_by().values_list("authority", flat=True).distinct()
    }
    for authority in Authority.objects.filter(pk__in=owners).order_by("pk"):
        yield from _contents(authority)
        yield from _releases(authority)
        yield from _versions(authority)
        yield from _media(authority)
        yield from _outside(authority)
        if whole:
            yield from _batches(authority)
    if whole:
        yield from _entries()


def _contents(authority: Authority) -> Iterator[Finding]:
    """A row that no act has touched since its batch is covered by the root of the batch."""
    for some in _chunks(Content.objects.of(authority).order_by("pk").iterator(CHUNK)):
        notes = journal.notes_numbered(authority, _seqs(some))
        for content in some:
            where, held = f"{authority.name}内容{content.index_number}", digest(content)
            if content.seal != held:
                yield Finding(where, "行摘要与内容不符，内容被改动")
            note = notes.get(content.entry or 0)
            if note is None:
                yield Finding(where, "没有登记的条目")
            elif not _of_batch(content.batch_id, note) and note.get("row") != held:
                yield Finding(where, f"与第{content.entry}号条目登记的摘要不符")
            elif not _of_batch(content.batch_id, note) and note.get("content") != content.pk:
                yield Finding(where, f"第{content.entry}号条目登记的是另一条内容")


def _releases(authority: Authority) -> Iterator[Finding]:
    for some in _chunks(Release.objects.of(authority).order_by("pk").iterator(CHUNK)):
        notes = journal.notes_numbered(authority, _seqs(some))
        there = Content.objects.of(authority).in_bulk({release.content_id for release in some})
        for release in some:
            where = f"{authority.name}发布记录{release.pk}"
            if release.content_id not in there:
                yield Finding(where, "所属内容不见了")
            note = notes.get(release.entry or 0)
            if note is None:
                yield Finding(where, "没有登记的条目")
            elif not _of_batch(release.batch_id, note) and release_digest(release) not in _rows(note):
                yield Finding(where, f"与第{release.entry}号条目登记的摘要不符")


def _versions(authority: Authority) -> Iterator[Finding]:
    for some in _chunks(ContentVersion.objects.of(authority).order_by("pk").iterator(CHUNK)):
        notes = journal.notes_numbered(authority, _seqs(some))
        for version in some:
            note = notes.get(version.entry)
            if note is None or note.get("was") != digest_of(version.row):
                where = f"{authority.name}内容{version.row.get('index_number', version.content_id)}"
                yield Finding(f"{where}第{version.edition}版", f"与第{version.entry}号条目登记的摘要不符")


def _media(authority: Authority) -> Iterator[Finding]:
    rows = Media.objects.of(authority).select_related("stored").order_by("pk")
    for some in _chunks(rows.iterator(CHUNK)):
        notes = journal.notes_numbered(authority, _seqs(some))
        for row in some:
            note = notes.get(row.entry)
            if note is None:
                yield Finding(f"{authority.name}图片、视频、图表{row.pk}", "没有登记的条目")
            elif note.get("content") != row.content_id or media_digest(row) not in _held(note):
                yield Finding(f"{authority.name}图片、视频、图表{row.pk}", f"与第{row.entry}号条目登记的摘要不符")


def _outside(authority: Authority) -> Iterator[Finding]:
    programmes = Programme.objects.of(authority).select_related("stored").order_by("pk")
    reports = PressReport.objects.of(authority).order_by("pk")
    for some in _chunks(chain(programmes.iterator(CHUNK), reports.iterator(CHUNK))):
        notes = journal.notes_numbered(authority, _seqs(some))
        for row in some:
            if isinstance(row, Programme):
                key, held = "programme", programme_digest(row)
            else:
                key, held = "coverage", coverage_digest(row)
            where = f"{authority.name}{row._meta.verbose_name}{row.pk}"
            note = notes.get(row.entry, {})
            if note.get("row") != held or note.get(key) != row.pk:
                yield Finding(where, f"与第{row.entry}号条目登记的摘要不符")


def _batches(authority: Authority) -> Iterator[Finding]:
    for batch in Batch.objects.of(authority).order_by("pk"):
        where = f"{authority.name}批次“{batch.title}”"
        if batch.entry is None:
            yield from sealing.broken(batch)
            continue
        note = journal.notes_numbered(authority, [batch.entry]).get(batch.entry)
        if note is None or note.get("batch") != batch.pk:
            yield Finding(where, "没有登记的条目")
            continue
        held = batch_as_brought(batch)
        for name, what in (("contents_root", "内容"), ("releases_root", "发布记录")):
            if held[name] != note.get(name):
                yield Finding(where, f"{what}与第{batch.entry}号条目登记的批次根不符")
        yield from sealing.broken(batch)


def _entries() -> Iterator[Finding]:
    """Every entry that names a content has one."""
    for some in _chunks(journal.each_note(*CONTENT_ACTS)):
        named = {note["content"] for _, _, note in some if "content" in note}
        there = set(Content.objects.everywhere().filter(pk__in=named).values_list("pk", flat=True))
        for authority, seq, note in some:
            if note.get("content") not in there:
                yield Finding(f"{authority}第{seq}号条目", "登记的公开内容不见了")


def _of_batch(batch_id: int | None, note: dict[str, Any]) -> bool:
    return batch_id is not None and note.get("batch") == batch_id


def _rows(note: dict[str, Any]) -> set[str]:
    told = note.get("releases")
    rows = {each.get("row", "") for each in told if isinstance(each, dict)} if isinstance(told, list) else set()
    rows |= {row for row in note.get("rows", ()) if isinstance(row, str)}
    return rows | {note["row"]} if "release" in note else rows


def _held(note: dict[str, Any]) -> set[object]:
    """The digests of what a content carries: of one row, or of all of them in their order."""
    several = note.get("rows")
    return {note.get("row"), *(several if isinstance(several, list) else ())}


def _seqs(rows: Sequence[Any]) -> list[int]:
    return sorted({row.entry for row in rows if row.entry is not None})


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    some: list[Any] = []
    for row in rows:
        some.append(row)
        if len(some) == CHUNK:
            yield some
            some = []
    if some:
        yield some
