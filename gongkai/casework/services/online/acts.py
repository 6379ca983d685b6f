"""网上申请办理: an application comes in with its files; what was asked for is sent later. Each is one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.casework.services.cases import acts as cases
from gongkai.casework.services.cases import queries
from gongkai.casework.services.cases.acts import CaseGiven, CaseReceipted
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.casework.services.online.models import CaseFile
from gongkai.law.attachments import file_name
from gongkai.law.case_flow import COMPLETE
from gongkai.law.case_online import MOST_FILES, supplement_details, supplementing
from gongkai.law.cases import Standing
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.web.uploads import FileKind, Upload

ATTACH = "attach_to_case"


@dataclass(frozen=True, slots=True)
class Sent:
    """上传的文件: one that was found sound, not stored yet."""

    name: str
    kind: str
    content: bytes


def read(upload: Upload, kind: FileKind) -> Sent:
    """读入: an upload that has been through its field, which says its kind."""
    upload.seek(0)
    return Sent(file_name(upload.name or "", kind.extension), kind.extension, upload.read())


@transaction.atomic
def apply(authority: Authority, given: CaseGiven, files: Mapping[str, Sent], *, on: date, once: str) -> CaseReceipted:
    """网上申请: sent twice it is one case with its files once."""
    receipted = cases.receive(authority, given, on=on, today=on, once=once, by=None)
    _attach(receipted.case, files, on=on)
    return receipted


@transaction.atomic
def supplement(case: ServiceCase, files: Mapping[str, Sent], *, on: date) -> Standing:
    """网上补交: what the one notice asked for, or a part of it; five days to accept begin when all of it is there."""
    journal.lock(case.dossier)
    standing = queries.standing(case)
    act = supplementing(standing, files)
    _attach(case, files, on=on)
    day = max(on, standing.last_on)
    return cases.act(case, Step(act.value, day, supplement_details(files)), today=day, by=None)


def _attach(case: ServiceCase, files: Mapping[str, Sent], *, on: date) -> None:
    dossier, mine = case.dossier, files_of(case)
    for material, file in files.items():
        known = vault.fingerprints(dossier, {"content": hashlib.sha256(file.content).hexdigest()})
        if mine.filter(fingerprint__in=known, material=material).exists():
            continue
        if mine.count() >= MOST_FILES:
            raise Unlawful(f"一件办件最多上传{MOST_FILES}份文件，其余的请到窗口提交", COMPLETE)
        data: dict[str, JSON] = {
            "material": material,
            "size": len(file.content),
            "fingerprint": (fingerprint := known[0]),
        }
        entry = journal.enter(dossier.authority, ATTACH, on=on, by=None, data=data, dossier=dossier)
        mine.create(
            authority=dossier.authority,
            case=case,
            material=material,
            name=vault.seal(dossier, f"case file name {fingerprint}", file.name),
            kind=file.kind,
            size=len(file.content),
            fingerprint=fingerprint,
            content=vault.seal_file(dossier, f"case file {fingerprint}", file.content),
            came_on=on,
            entry=entry,
        )


def files_of(case: ServiceCase) -> OwnedQuerySet[CaseFile]:
    """办件附件: in the order they came."""
    return CaseFile.objects.of(case.authority).filter(case=case).order_by("pk")


def name(file: CaseFile) -> str:
    """文件名: raises Shredded."""
    return vault.unseal(file.case.dossier, f"case file name {file.fingerprint}", file.name)


def content(file: CaseFile) -> bytes:
    """内容: raises Shredded."""
    return vault.unseal_file(file.case.dossier, f"case file {file.fingerprint}", file.content)


def listed(case: ServiceCase) -> Sequence[tuple[CaseFile, str, str]]:
    """材料清单: each file with its name and size; without the content, which nobody opens by looking at a list."""
    found = []
    for file in files_of(case).defer("content").select_related("case__dossier__authority"):
        try:
            called = name(file)
        except vault.Shredded as gone:
            called = str(gone)
        found.append((file, called, f"{max(1, round(file.size / 1024))}KB"))
    return found
