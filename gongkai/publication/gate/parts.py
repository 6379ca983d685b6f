"""待查的: a text or a file that is about to be published, or is public already, as a room above hands it over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

BODY, TEXT = "body", "text"
"""Kinds of what is no file: clean HTML, and plain words."""


@dataclass(frozen=True)
class Part:
    """待查的一件: its kind is that of a file (docx, xlsx …), or ``body``, or ``text``; ``load`` gives its bytes when asked.

    ``digest`` is that of the content. ``listed`` are the attachments its text names, ``there`` those that came with it.
    """

    subject: str
    name: str
    kind: str
    digest: str
    load: Callable[[], bytes] = field(repr=False, compare=False)
    size: int = 0
    listed: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """标记: what it is known by; the same content under another name is another thing, for names tell of people too."""
        told = "|".join((self.kind, self.name, self.digest, *self.listed))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def is_file(self) -> bool:
        """是文件."""
        return self.kind not in (BODY, TEXT)


def strings(value: object) -> Iterator[str]:
    """其中的文字: every text in what is made of texts, mappings and lists, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def of_text(subject: str, name: str, text: str, *, kind: str = TEXT, listed: tuple[str, ...] = ()) -> Part:
    """文字的一件."""
    data = text.encode("utf-8", "surrogatepass")
    return Part(subject, name, kind, hashlib.sha256(data).hexdigest(), lambda: data, len(data), listed)


def of_words(subject: str, said: Mapping[str, object]) -> list[Part]:
    """文字的各件: words under the names people know them by; texts, or what is made of texts; what says nothing is left out."""
    parts = (of_text(subject, name, "\n".join(strings(value))) for name, value in said.items())
    return [part for part in parts if part.size]
