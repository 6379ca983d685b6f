"""取正文: the text of a Word file as another version of a draft, the file itself kept as its original."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.attachments import file_name
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Official
from gongkai.papers.pasted import Pasted, from_docx
from gongkai.papers.text import PaperError
from gongkai.publication.documents import acts, attachments, storage
from gongkai.publication.documents.models import Document, Version
from gongkai.web.uploads import DOCX, Upload


@transaction.atomic
def take_text(
    document: Document, upload: Upload, *, on: date, today: date, by: Official, edition: int
) -> tuple[Version, Pasted]:
    """从Word文件取正文: the version and what was told of the file; refused on an old page, and then nothing is kept.

    ``upload`` has been through ``UploadField``. The same file is kept once, however often its text is taken.
    """
    found = _read(upload)
    version = acts.write(document, found.body, found.text, on=on, by=by, seen=edition)
    kept = storage.keep(upload)
    if not attachments.files(document).filter(digest=kept.digest).exists():
        upload.name = _named(document, upload.name or "", version.number)
        attachments.attach(document, upload, DOCX, original=True, on=on, today=today, by=by)
    return version, found


def _read(upload: Upload) -> Pasted:
    upload.seek(0)
    try:
        found = from_docx(upload.read())
    except PaperError as refusal:
        raise Unlawful(str(refusal), field="file") from refusal
    if not found.text.strip():
        raise Unlawful("文件里没有文字，正文没有改动；图片和扫描件请作为附件上传", field="file")
    return found


def _named(document: Document, given: str, edition: int) -> str:
    """A corrected file usually comes under the old name: it is told apart by the version it became."""
    name = file_name(given, DOCX.extension)
    if not attachments.files(document).filter(name=name).exists():
        return name
    return file_name(f"{name.removesuffix(f'.{DOCX.extension}')}（第{edition}版正文）", DOCX.extension)
