"""证据核验: searches and papers are what their entries hold; what a reopened file has counted follows from its steps."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from gongkai.casework.applications import queries
from gongkai.casework.applications.evidence import queries as evidence
from gongkai.casework.applications.evidence.models import EvidencePaper, SearchRecord
from gongkai.casework.applications.models import Application
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.verify import Finding

_UNREADABLE = (vault.Unreadable, ValueError, KeyError)


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every search and every paper against its entry; ``whole`` reads the papers as well."""
    searched = SearchRecord.objects.everywhere().order_by().values("application")
    joined = EvidencePaper.objects.everywhere().order_by().values("application")
    rows = Application.objects.everywhere().select_related("dossier__authority").order_by("pk")
    for application in rows.filter(pk__in=searched.union(joined)).iterator(200):
        yield from _of(application, whole)
    for application in rows.filter(counted_on__isnull=False).iterator(200):
        standing = queries.standing(application)
        if (standing.counted_on, standing.counted_as) != (application.counted_on, application.counted_as):
            yield Finding(_where(application), "已计入的办理结果与条目不符")


def _of(application: Application, whole: bool) -> Iterator[Finding]:
    try:
        secrets = vault.secrets_of(application.dossier)
    except vault.Shredded:
        return
    notes = {line.seq: line.data.get("note") or {} for line in journal.timeline(application.dossier)}
    for record in evidence.records(application):
        if not _same_search(record, notes.get(record.entry, {}), secrets):
            yield Finding(_where(application), f"检索记录与第{record.entry}号条目不符")
    for paper in EvidencePaper.objects.of(application.dossier.authority).filter(application=application):
        paper.application = application
        if notes.get(paper.entry, {}).get("digest") != paper.digest or (whole and not _whole(paper)):
            yield Finding(_where(application), f"证据材料与第{paper.entry}号条目登记的摘要不符")


def _same_search(record: SearchRecord, note: dict[str, Any], secrets: vault.Secrets) -> bool:
    try:
        told = evidence.as_told(record, secrets)
    except _UNREADABLE:
        return False
    here = {"place": record.place, "hit": record.hit, **told}
    return all(note.get(name) == value for name, value in here.items())


def _whole(paper: EvidencePaper) -> bool:
    try:
        return sha256(evidence.content(paper)).hexdigest() == paper.digest
    except _UNREADABLE:
        return False


def _where(application: Application) -> str:
    return f"{application.dossier.authority.name}案卷{application.dossier.number}"
