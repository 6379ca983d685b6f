"""待筛查的文件: a stored file, and what a draft open to comment says, as the gate takes them."""

from __future__ import annotations

from gongkai.publication.documents import storage
from gongkai.publication.documents.models import DecisionDraft, DecisionFile, StoredFile
from gongkai.publication.gate.parts import BODY, Part, of_text


def of_file(subject: str, file: StoredFile) -> Part:
    """文件一件."""
    return Part(subject, file.name, file.kind, file.digest, lambda: _bytes(file), file.size)


def _bytes(file: StoredFile) -> bytes:
    """Its content; a file that is gone says nothing, and ``files`` tells of it."""
    try:
        with storage.opened(file) as content:
            return content.read()
    except (FileNotFoundError, ValueError):
        return b""


def of_draft(draft: DecisionDraft) -> list[Part]:
    """征求意见的草案: its title, its words, its explanation, and the files the public will read."""
    subject = f"decision {draft.pk}"
    rows = DecisionFile.objects.of(draft.authority).filter(draft=draft).select_related("stored").order_by("pk")
    return [
        of_text(subject, "草案标题", draft.title),
        of_text(subject, "草案", draft.body, kind=BODY),
        of_text(subject, "起草说明", draft.explanation, kind=BODY),
        *(of_file(subject, row.stored) for row in rows),
    ]
