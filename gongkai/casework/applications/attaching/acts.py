"""附件办理: files come in with the act that brings them, sealed, each with an entry that bears its fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.casework.applications.attaching.models import ApplicationFile
from gongkai.casework.applications.models import Application
from gongkai.law.applicants import Purpose
from gongkai.law.attachments import file_name
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.web.uploads import FileKind, Upload

ATTACH = "attach"
MOST = 30
"""最多附件: of one application, whoever brought them."""


@dataclass(frozen=True)
class Attached:
    """随附文件: a file that was found sound, not stored yet."""

    purpose: Purpose
    name: str
    kind: str
    content: bytes

    @property
    def digest(self) -> str:
        """摘要: of the content, for telling the same submission again."""
        return hashlib.sha256(self.content).hexdigest()


def read(upload: Upload, kind: FileKind, purpose: Purpose) -> Attached:
    """读入: an upload that has been through its field, which says its kind."""
    upload.seek(0)
    return Attached(purpose, file_name(upload.name or "", kind.extension), kind.extension, upload.read())


@transaction.atomic
def attach(
    application: Application, files: Iterable[Attached], *, on: date, by: Official | None
) -> list[ApplicationFile]:
    """随附: keep the files of one act; the same file for the same purpose is kept once."""
    dossier = application.dossier
    kept = []
    mine = ApplicationFile.objects.of(dossier.authority).filter(application=application)
    for file in files:
        known = vault.fingerprints(dossier, {"content": file.digest})
        if mine.filter(fingerprint__in=known, purpose=file.purpose).exists():
            continue
        if mine.count() >= MOST:
            raise Unlawful(f"一件申请最多保存{MOST}份附件，请合并后再上传", regulation(29), field="file")
        data: dict[str, JSON] = {
            "purpose": file.purpose.value,
            "size": len(file.content),
            "fingerprint": (fingerprint := known[0]),
        }
        entry = journal.enter(dossier.authority, ATTACH, on=on, by=by, data=data, dossier=dossier)
        row = mine.create(
            authority=dossier.authority,
            application=application,
            purpose=file.purpose,
            name=vault.seal(dossier, f"file name {fingerprint}", file.name),
            kind=file.kind,
            size=len(file.content),
            fingerprint=fingerprint,
            content=vault.seal_file(dossier, f"file {fingerprint}", file.content),
            came_on=on,
            by=by,
            entry=entry,
        )
        kept.append(row)
    return kept


def shred(application: Application) -> None:
    """销毁附件: the key that opens them is gone; what is left of them goes as well."""
    rows = ApplicationFile.objects.of(application.dossier.authority).filter(application=application)
    rows.update(name=b"", content=b"")
