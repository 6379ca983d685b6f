"""公文查询: where a document stands, its latest text, and what waits for whom."""

from __future__ import annotations

from gongkai.law.documents import KIND, Standing, State
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Dossier
from gongkai.publication.documents.models import Document, Version


def standing(document: Document) -> Standing:
    """公文情况: replayed from the journal."""
    return as_document(journal.standing(document.dossier))


def as_document(found: object) -> Standing:
    """公文情况: the standing of a dossier of this kind in its own type."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def document(dossier: Dossier) -> Document:
    """公文: of a dossier."""
    return Document.objects.of(dossier.authority).select_related("dossier__authority").get(dossier=dossier)


def documents(authority: Authority) -> OwnedQuerySet[Document]:
    """全部公文: of an authority, the newest first."""
    rows = Document.objects.of(authority).select_related("dossier__authority")
    return rows.filter(dossier__kind=KIND).order_by("-dossier__opened_on", "-pk")


def in_state(authority: Authority, *states: State) -> OwnedQuerySet[Document]:
    """某状态的公文."""
    return documents(authority).filter(dossier__state__in=[state.value for state in states])


def latest(document: Document) -> Version | None:
    """最新版本: the text as it was saved last; None while nothing was."""
    return Version.objects.of(document.authority).filter(document=document).order_by("-number").first()
