"""草案附件办理: a file joins a draft, or leaves it, before it is opened to comment; the draft is then checked again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.attachments import file_name
from gongkai.law.decision_drafts import OPENING, Act
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.office.authorities.models import Official, OwnedQuerySet
from gongkai.office.journal import acts as journal
from gongkai.papers.text import PaperError
from gongkai.publication.documents import inspection, storage
from gongkai.publication.documents.decisions import acts
from gongkai.publication.documents.models import DecisionDraft, DecisionFile, StoredFile
from gongkai.web.uploads import FileKind, Upload

MOST = 10
"""最多附件: of one draft."""


def files(draft: DecisionDraft) -> OwnedQuerySet[DecisionFile]:
    """草案附件: in the order they came."""
    return DecisionFile.objects.of(draft.authority).filter(draft=draft).select_related("stored").order_by("pk")


def attach(
    draft: DecisionDraft,
    upload: Upload,
    kind: FileKind,
    *,
    on: date,
    today: date,
    by: Official,
    seen: int | None = None,
) -> DecisionFile:
    """上传草案附件: ``upload`` has been through ``UploadField``, which says its ``kind``; it is looked into before it is kept."""
    not_in_the_future(on, today)
    try:
        told = inspection.warnings(upload, kind)
    except PaperError as refusal:
        raise Unlawful(str(refusal), field="file") from refusal
    kept = storage.keep(upload)
    with transaction.atomic():
        journal.lock(draft.dossier, seen=seen)
        mine = files(draft)
        if mine.filter(stored__digest=kept.digest).exists():
            raise Unlawful("这份文件已经上传过", OPENING, field="file")
        if mine.count() >= MOST:
            raise Unlawful(f"一件草案最多{MOST}份附件", OPENING, field="file")
        name = file_name(upload.name or "", kind.extension)
        data: dict[str, JSON] = {"draft": draft.dossier.number, "digest": kept.digest, "name": name}
        entry = journal.enter(draft.authority, "attach_to_decision", on=on, by=by, data=data)
        stored = StoredFile.objects.of(draft.authority).create(
            authority=draft.authority,
            name=name,
            kind=kind.extension,
            size=kept.size,
            digest=kept.digest,
            stored_on=on,
            by=by,
            warnings=told[:40],
            entry=entry,
        )
        row = DecisionFile.objects.of(draft.authority).create(authority=draft.authority, draft=draft, stored=stored)
        _changed(draft, on=on, by=by)
    return row


@transaction.atomic
def detach(file: DecisionFile, *, on: date, by: Official) -> None:
    """撤下草案附件: the entry tells what was taken away; the content is swept later."""
    draft, stored = file.draft, file.stored
    journal.lock(draft.dossier)
    data: dict[str, JSON] = {"draft": draft.dossier.number, "digest": stored.digest, "name": stored.name}
    journal.enter(draft.authority, "detach_from_decision", on=on, by=by, data=data)
    file.delete()
    stored.delete()
    _changed(draft, on=on, by=by)


def _changed(draft: DecisionDraft, *, on: date, by: Official) -> None:
    """A draft with another file is another draft: only before it is opened, and to be checked again."""
    journal.take(draft.dossier, Step(Act.REVISE.value, on, {"digest": acts.digest_of(draft)}), by=by)
