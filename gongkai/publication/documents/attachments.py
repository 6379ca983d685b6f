"""附件办理: a file joins a document or leaves it: stored first, then its row and its entry in one transaction."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.db import transaction
from django.http import FileResponse, Http404

from gongkai.law.attachments import file_name, objection_to_attaching, objection_to_detaching
from gongkai.law.documents import Attribute, State
from gongkai.law.grammar.flow import JSON, Objection, Unlawful, not_in_the_future
from gongkai.office.authorities.models import Official, OwnedQuerySet
from gongkai.office.journal import acts as journal
from gongkai.papers.pasted import cleaned, missing
from gongkai.papers.text import PaperError
from gongkai.publication.documents import inspection, queries, storage
from gongkai.publication.documents.models import Document, StoredFile
from gongkai.web.uploads import FileKind, Upload

ATTACH, DETACH = "attach", "detach"
MOST_WARNINGS = 40
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "ofd": "application/ofd",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
}


def attach(
    document: Document,
    upload: Upload,
    kind: FileKind,
    *,
    original: bool = False,
    on: date,
    today: date,
    by: Official,
    seen: int | None = None,
) -> StoredFile:
    """上传附件: ``upload`` has been through ``UploadField``, which says its ``kind``. The entry bears digest, size, name."""
    not_in_the_future(on, today)
    _refuse(objection_to_attaching(queries.standing(document).state, original=original))
    try:
        told = inspection.warnings(upload, kind)
    except PaperError as refusal:
        raise Unlawful(str(refusal), field="file") from refusal
    kept = storage.keep(upload)
    with transaction.atomic():
        journal.lock(document.dossier, seen=seen)
        _refuse(objection_to_attaching(queries.standing(document).state, original=original))
        name = file_name(upload.name or "", kind.extension)
        _refuse_twice(document, name, kept.digest)
        data: dict[str, JSON] = {"digest": kept.digest, "size": kept.size, "name": name, "original": original}
        entry = journal.enter(document.authority, ATTACH, on=on, by=by, data=data, dossier=document.dossier)
        return StoredFile.objects.of(document.authority).create(
            authority=document.authority,
            document=document,
            name=name,
            kind=kind.extension,
            size=kept.size,
            digest=kept.digest,
            original=original,
            stored_on=on,
            by=by,
            warnings=told[:MOST_WARNINGS],
            entry=entry,
        )


@transaction.atomic
def detach(file: StoredFile, *, on: date, today: date, by: Official, reason: str, seen: int | None = None) -> None:
    """撤下附件: only while the document is drafted; the entry tells what was taken away, the content is swept later."""
    not_in_the_future(on, today)
    if file.document is None:
        raise Unlawful("该文件不属于公文，不能从公文撤下")
    if not reason.strip():
        raise Unlawful("应写明撤下附件的理由", field="reason")
    document = file.document
    journal.lock(document.dossier, seen=seen)
    _refuse(objection_to_detaching(queries.standing(document).state))
    data: dict[str, JSON] = {"digest": file.digest, "name": file.name, "reason": reason.strip()}
    journal.enter(document.authority, DETACH, on=on, by=by, data=data, dossier=document.dossier)
    file.delete()


def _refuse(objection: Objection | None) -> None:
    if objection is not None:
        raise objection.raised("file")


def _refuse_twice(document: Document, name: str, digest: str) -> None:
    for file in files(document):
        if file.digest == digest:
            raise Unlawful(f"这份文件已经上传过，名为“{file.name}”", field="file")
        if file.name == name:
            raise Unlawful(f"已有同名的附件“{name}”，请改名，或者先撤下原来的", field="file")


def files(document: Document) -> OwnedQuerySet[StoredFile]:
    """文件: the originals of a document first, then its attachments in the order they came."""
    return StoredFile.objects.of(document.authority).filter(document=document).order_by("-original", "pk")


def missing_files(document: Document) -> tuple[str, ...]:
    """缺少的附件: those the latest text lists and no file bears the name of."""
    version = queries.latest(document)
    names = cleaned(version.body).attachments if version else ()
    return missing(names, [file.name for file in files(document)])


def as_download(file: StoredFile) -> FileResponse:
    """下载: the content under its clean name, never shown within a page of ours."""
    try:
        content = storage.opened(file)
    except (FileNotFoundError, ValueError) as gone:
        raise Http404("文件不在存放处") from gone
    response = FileResponse(content, content_type=_MEDIA.get(file.kind, "application/octet-stream"))
    plain, full = f"file-{file.pk}.{file.kind}", quote(file.name, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    response.headers["Content-Length"] = str(file.size)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def open_public(file: StoredFile) -> FileResponse:
    """公开下载: the file as the portal hands it out; not found unless its document is public."""
    must_be_public(file)
    return as_download(file)


def must_be_public(file: StoredFile) -> None:
    """须已公开: not found unless the document of the file is public now."""
    document = file.document
    if document is None or document.attribute != Attribute.PROACTIVE or document.dossier.state != State.PUBLISHED:
        raise Http404("文件没有公开")
