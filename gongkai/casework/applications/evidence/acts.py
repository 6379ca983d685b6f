"""证据办理: register a search, void one that was registered by mistake, join a paper. Each is one transaction and one entry."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.casework.applications.evidence.models import EvidencePaper, SearchRecord
from gongkai.casework.applications.evidence.noted import JOIN, SEARCH, VOID_SEARCH
from gongkai.casework.applications.models import Application
from gongkai.law.attachments import file_name
from gongkai.law.evidence import PROVING, SEARCHING, PaperKind, Search
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.web.uploads import FileKind, Upload


@dataclass(frozen=True)
class Joined:
    """入卷材料: what a paper is, what it proves, and whether it tells of third parties."""

    kind: PaperKind
    name: str
    proves: str
    third_party: bool = False


@transaction.atomic
def register_search(
    application: Application, search: Search, *, today: date, by: Official, seen: int | None = None
) -> SearchRecord:
    """登记检索: what somebody has looked through for this application, and what was found."""
    dossier = application.dossier
    not_in_the_future(search.searched_on, today, SEARCHING, what="检索日期")
    if search.searched_on < dossier.opened_on:
        raise Unlawful(f"检索日期不能早于提交申请之日（{dossier.opened_on:%Y-%m-%d}）", SEARCHING, field="on")
    journal.lock(dossier, seen=seen)
    _open(application)
    told: dict[str, JSON] = {
        "where": search.where.strip(),
        "words": search.words.strip(),
        "found": search.found.strip(),
    }
    data: dict[str, JSON] = {**told, "told": search.told(), "place": search.place.value, "hit": search.hit}
    entry = journal.enter(dossier.authority, SEARCH, on=search.searched_on, by=by, data=data, dossier=dossier)
    return SearchRecord.objects.of(dossier.authority).create(
        authority=dossier.authority,
        application=application,
        place=search.place,
        searched_on=search.searched_on,
        by=by,
        hit=search.hit,
        told=vault.seal(dossier, "search", json.dumps(told, ensure_ascii=False)),
        entry=entry,
    )


@transaction.atomic
def void_search(record: SearchRecord, *, on: date, by: Official, reason: str) -> None:
    """作废检索记录: registered by mistake; it stays in the journal with the reason."""
    if not reason.strip():
        raise Unlawful("应写明作废检索记录的理由", SEARCHING, field="reason")
    dossier = record.application.dossier
    journal.lock(dossier)
    _open(record.application)
    record.refresh_from_db(from_queryset=SearchRecord.objects.everywhere().select_for_update())
    if record.void_by is not None:
        raise Unlawful("这条检索记录已经作废", SEARCHING)
    data: dict[str, JSON] = {"record": record.entry, "reason": reason.strip()}
    record.void_by = journal.enter(dossier.authority, VOID_SEARCH, on=on, by=by, data=data, dossier=dossier)
    record.save(update_fields=["void_by"])


def _open(application: Application) -> None:
    """What a letter that has left rests on is not changed behind it."""
    if application.dossier.closed_on is not None or application.dossier.state == "replied":
        raise Unlawful("答复已经签发，检索记录不能再增加或者作废", SEARCHING)


def join(
    application: Application,
    upload: Upload,
    kind: FileKind,
    joined: Joined,
    *,
    on: date,
    by: Official,
    pages: int | None = None,
) -> EvidencePaper:
    """证据入卷: ``upload`` has been through ``UploadField``, which says its ``kind``; it is kept encrypted, its digest entered.

    A closed file takes papers too: the return of service comes last of all.
    """
    upload.seek(0)
    content = upload.read()
    digest = sha256(content).hexdigest()
    name = file_name(upload.name or "", kind.extension)
    with transaction.atomic():
        dossier = application.dossier
        journal.lock(dossier)
        if EvidencePaper.objects.of(dossier.authority).filter(application=application, digest=digest).exists():
            raise Unlawful("这份材料已经入卷", PROVING, field="file")
        told: dict[str, JSON] = {"name": joined.name.strip() or name, "proves": joined.proves.strip(), "file": name}
        data: dict[str, JSON] = {**told, "paper": joined.kind.label, "digest": digest, "size": len(content)}
        entry = journal.enter(dossier.authority, JOIN, on=on, by=by, data=data, dossier=dossier)
        return EvidencePaper.objects.of(dossier.authority).create(
            authority=dossier.authority,
            application=application,
            kind=joined.kind,
            extension=kind.extension,
            size=len(content),
            digest=digest,
            pages=pages,
            third_party=joined.third_party,
            told=vault.seal(dossier, "paper", json.dumps(told, ensure_ascii=False)),
            content=vault.seal_file(dossier, f"paper {digest}", content),
            joined_on=on,
            by=by,
            entry=entry,
        )
