"""区分处理办理（条例第三十七条）: bring an original, hide what may not be given, confirm by a second person, drop.

Each is one transaction and one entry; the entry counts places and pages by ground and never holds a word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.redacting import queries
from gongkai.casework.applications.redacting.models import Redaction
from gongkai.casework.applications.redacting.noted import BRING, CONFIRM, DROP, HIDE
from gongkai.engines.privacy import Kind
from gongkai.law.applications import State
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.outcomes import Version, outcome
from gongkai.law.redaction import (
    DISTINGUISHING,
    Hidden,
    Hiding,
    objection_to_confirming,
    objection_to_hiding,
)
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.papers.document import Document, Paragraph
from gongkai.papers.grid import Align
from gongkai.papers.redacting import PageText, Span, find_words, paint, read_pages
from gongkai.papers.text import PaperError
from gongkai.web.uploads import Upload


@dataclass(frozen=True)
class Patterns:
    """按种类隐去: the kinds of personal information that are hidden wherever they are found, and on which ground."""

    ground: str
    kinds: tuple[Kind, ...] = ()


def bring(application: Application, upload: Upload, name: str, *, on: date, by: Official) -> Redaction:
    """上传原件: ``upload`` has been found to be a PDF; it is kept encrypted, its digest entered."""
    upload.seek(0)
    content = upload.read()
    try:
        pages = read_pages(content)
    except PaperError as refusal:
        raise Unlawful(str(refusal), DISTINGUISHING, field="file") from refusal
    digest = sha256(content).hexdigest()
    with transaction.atomic():
        dossier = application.dossier
        journal.lock(dossier)
        _handled(application)
        if queries.rows(application).filter(original_digest=digest, dropped_entry=None).exists():
            raise Unlawful("这份文件已经上传", DISTINGUISHING, field="file")
        data: dict[str, JSON] = {"told": f"共{len(pages)}页", "digest": digest, "size": len(content)}
        entry = journal.enter(dossier.authority, BRING, on=on, by=by, data=data, dossier=dossier)
        return Redaction.objects.of(dossier.authority).create(
            authority=dossier.authority,
            application=application,
            name=vault.seal(dossier, f"redaction name {digest}", name.strip()),
            original=vault.seal_file(dossier, f"redaction original {digest}", content),
            original_digest=digest,
            size=len(content),
            pages=len(pages),
            brought_on=on,
            brought_by=by,
            entry=entry,
        )


def hide(
    row: Redaction, hidings: Sequence[Hiding], patterns: Patterns | None = None, *, on: date, by: Official
) -> Redaction:
    """隐去: what was named, everywhere it stands; nothing is stored when a word stands nowhere or a page cannot be read."""
    application = row.application
    version = applications.standing(application).version
    original = queries.original(row)
    pages = read_pages(original)
    asked = [each for each in hidings if each.words or each.pages] + _found(pages, patterns)
    if objection := objection_to_hiding(asked, len(pages), version):
        raise objection.raised("words_1")
    left_out = {page - 1: hiding.ground for hiding in asked for page in hiding.pages}
    _readable(pages, left_out)
    places = _places(pages, hidings, asked, left_out)
    hidden = _counted(row, asked, places)
    slips = {page: _slip(ground, version) for page, ground in left_out.items()}
    try:
        painted = paint(original, {span for spans in places.values() for span in spans}, slips)
    except PaperError as refusal:
        raise Unlawful(str(refusal), DISTINGUISHING) from refusal
    return _made(row, painted.data, asked, hidden, version, on=on, by=by)


def _found(pages: Sequence[PageText], patterns: Patterns | None) -> list[Hiding]:
    """The patterns as words: what was recognised in one place is hidden in every other."""
    if patterns is None or not patterns.kinds:
        return []
    found = queries.found(pages)
    words = tuple(dict.fromkeys(word for kind in patterns.kinds for word in found.get(kind, ())))
    return [Hiding(patterns.ground, words)] if words else []


def _readable(pages: Sequence[PageText], left_out: Mapping[int, str]) -> None:
    wordless = [str(number + 1) for number, page in enumerate(pages) if page.wordless and number not in left_out]
    if wordless:
        raise Unlawful(
            f"第{'、'.join(wordless)}页没有文字层（扫描件或者图片），不能按词语隐去。"
            "请把这些页写入整页不予公开，或者换用有文字层的文件",
            DISTINGUISHING,
            field="pages_1",
        )


def _places(
    pages: Sequence[PageText], typed: Sequence[Hiding], asked: Sequence[Hiding], left_out: Mapping[int, str]
) -> dict[str, list[Span]]:
    """Where every word stands; Unlawful names those of the typed words that stand nowhere outside the pages left out."""
    places = find_words(pages, (word for hiding in asked for word in hiding.words), left_out)
    missing = [word for hiding in typed for word in hiding.words if not places[word]]
    if missing:
        raise Unlawful(
            f"文件中没有找到：{'、'.join(f'“{word}”' for word in missing)}。请核对后再隐去，本次没有保存任何结果",
            DISTINGUISHING,
            field=next(f"words_{number}" for number, each in enumerate(typed, 1) if set(each.words) & set(missing)),
        )
    return places


def _counted(row: Redaction, asked: Sequence[Hiding], places: Mapping[str, Sequence[Span]]) -> Hidden:
    counts: dict[str, set[Span]] = {}
    pages: dict[str, list[int]] = {}
    for hiding in asked:
        counts.setdefault(hiding.ground, set()).update(span for word in hiding.words for span in places[word])
        pages.setdefault(hiding.ground, []).extend(hiding.pages)
    return Hidden(
        queries.name(row),
        {ground: len(_apart(spans)) for ground, spans in counts.items() if spans},
        {ground: sorted(numbers) for ground, numbers in pages.items() if numbers},
    )


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans of which none lies within another: a word within a longer one is the same black place."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.page, each.start, -each.end)):
        if not kept or kept[-1].page != span.page or span.end > kept[-1].end:
            kept.append(span)
    return kept


def _slip(ground: str, version: Version) -> Document:
    leaf = outcome(ground)
    told = f"依据：{leaf.citation(version)}（{leaf.label}）"
    return Document("本页不予公开", (Paragraph(told, align=Align.CENTER, indent=False),))


@transaction.atomic
def _made(
    row: Redaction, result: bytes, asked: Sequence[Hiding], hidden: Hidden, version: Version, *, on: date, by: Official
) -> Redaction:
    dossier = row.application.dossier
    journal.lock(dossier)
    _handled(row.application)
    _standing(row)
    if row.confirmed_entry is not None:
        raise Unlawful("这份文件的隐去结果已经复核；要重做的，先停用再上传", DISTINGUISHING)
    digest = sha256(result).hexdigest()
    words = [[hiding.ground, list(hiding.words), list(hiding.pages)] for hiding in asked]
    counts: dict[str, JSON] = {"places": dict(hidden.places), "pages": {k: list(v) for k, v in hidden.pages.items()}}
    data: dict[str, JSON] = {"told": hidden.told(version), "of": row.entry, "digest": digest, "hidden": counts}
    row.made_entry = journal.enter(dossier.authority, HIDE, on=on, by=by, data=data, dossier=dossier)
    row.made_by, row.hidden, row.result_digest = by, counts, digest
    row.result = vault.seal_file(dossier, f"redaction result {digest}", result)
    row.told = vault.seal(dossier, f"redaction told {digest}", json.dumps(words, ensure_ascii=False))
    row.save(update_fields=["made_entry", "made_by", "hidden", "result_digest", "result", "told"])
    return row


@transaction.atomic
def confirm(row: Redaction, *, on: date, by: Official, seen: int) -> Redaction:
    """复核: by somebody else, who has looked at every page of the very result that is confirmed (``seen`` is its entry)."""
    dossier = row.application.dossier
    journal.lock(dossier)
    _handled(row.application)
    _standing(row)
    if row.made_entry is None:
        raise Unlawful("还没有隐去结果", DISTINGUISHING)
    if row.confirmed_entry is not None:
        raise Unlawful("隐去结果已经复核", DISTINGUISHING)
    if seen != row.made_entry:
        raise Unlawful("隐去结果已经重做，请看过新的结果再复核", DISTINGUISHING)
    if objection := objection_to_confirming(row.made_by_id, by.pk, queries.unseen(row, by)):
        raise objection.raised()
    data: dict[str, JSON] = {
        "told": f"第{row.made_entry}号条目的隐去结果",
        "of": row.made_entry,
        "digest": row.result_digest,
    }
    row.confirmed_entry = journal.enter(dossier.authority, CONFIRM, on=on, by=by, data=data, dossier=dossier)
    row.confirmed_by = by
    row.save(update_fields=["confirmed_entry", "confirmed_by"])
    return row


@transaction.atomic
def drop(row: Redaction, *, on: date, by: Official, reason: str) -> None:
    """停用: the paper goes along with no reply; the entries stay. Only before a reply has been signed."""
    if not reason.strip():
        raise Unlawful("应写明停用的理由", DISTINGUISHING, field="reason")
    dossier = row.application.dossier
    journal.lock(dossier)
    _handled(row.application)
    _standing(row)
    data: dict[str, JSON] = {"told": reason.strip(), "of": row.entry}
    row.dropped_entry = journal.enter(dossier.authority, DROP, on=on, by=by, data=data, dossier=dossier)
    row.save(update_fields=["dropped_entry"])


def _handled(application: Application) -> None:
    """Papers are prepared while the file is handled, not behind a reply that has left."""
    if application.dossier.state != State.HANDLING:
        raise Unlawful("案卷在办理中才能作区分处理", DISTINGUISHING)


def _standing(row: Redaction) -> None:
    """The row as it is now, under the lock of the file."""
    fields = ["made_by", "made_entry", "result_digest", "confirmed_entry", "confirmed_by", "dropped_entry", "hidden"]
    row.refresh_from_db(fields=fields, from_queryset=Redaction.objects.everywhere().select_for_update())
    if row.dropped_entry is not None:
        raise Unlawful("这份文件已经停用", DISTINGUISHING)
