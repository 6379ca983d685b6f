"""待筛查的: what of a content goes before the public: its words, its body, the versions for its channels, its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.attachments import files, missing_files
from gongkai.publication.documents.models import Document
from gongkai.publication.documents.screening import of_file
from gongkai.publication.gate.parts import BODY, Part, of_text, strings

_WORDS = ("title", "number", "issuer", "origin")
_MOST = 20_000
"""How much of the values beside the text is read; they are short."""


def parts_of(
    subject: str, said: Mapping[str, Any], *, document: Document | None = None, versions: Sequence[str] = ()
) -> list[Part]:
    """待筛查的各件: ``said`` are the columns of a content, ``versions`` its texts for other channels."""
    values = "\n".join([*(str(said.get(name) or "") for name in _WORDS), *strings(said.get("extra") or {})])
    listed = missing_files(document) if document is not None else ()
    parts = [of_text(subject, "标题和各项", values[:_MOST])]
    if body := str(said.get("body") or ""):
        parts.append(of_text(subject, "正文", body, kind=BODY, listed=listed))
    elif text := str(said.get("text") or ""):
        parts.append(of_text(subject, "正文", text, listed=listed))
    parts += [of_text(subject, "渠道文本", text) for text in dict.fromkeys(versions) if text.strip()]
    if document is not None:
        parts += [of_file(subject, file) for file in files(document) if not file.original]
    return parts


def of_content(content: Content) -> list[Part]:
    """已公开内容的各件: as it stands now, with the files the public may take."""
    said = {name: getattr(content, name) for name in (*_WORDS, "body", "text", "extra")}
    subject = f"content {content.pk}"
    return [*parts_of(subject, said), *(of_file(subject, file) for file in queries.attachments(content))]
