"""检索的值: what is put in, what is asked, what is found. Every engine behind ``Search`` speaks these and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol


class Facet(StrEnum):
    """分面: what hits are counted by and narrowed to."""

    AUTHORITY = "authority"
    COLUMN = "column"
    REGISTER = "register"
    KIND = "kind"
    THEME = "theme"
    VALIDITY = "validity"
    YEAR = "year"


class Order(StrEnum):
    """排序."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Text:
    """入库文本: one thing that is public. ``key`` is unique for ever and names it everywhere; ``digest`` that of all the rest.

    ``facets`` holds one value each (authority code, column slug, register, class, theme, validity, year of publication).
    ``group`` is the key of the policy it belongs to (a document and its interpretations share one). ``attached`` is the text
    inside its files, file by file. ``numbers`` are document number, index number and the like, as written.
    """

    key: str
    title: str
    body: str
    facets: Mapping[Facet, str]
    published_on: date
    digest: str
    numbers: tuple[str, ...] = ()
    issuer: str = ""
    attached: tuple[str, ...] = ()
    group: str = ""
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """检索式: words as they were typed (``"…"`` is a phrase, ``-词`` excludes), where to look, filters, page and order."""

    words: str
    titles_only: bool = False
    filters: Mapping[Facet, Sequence[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    order: Order = Order.RELEVANCE
    start: int = 0
    many: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """命中: the key and how well it fits; the room reads the text back from its tables, so nothing withdrawn is shown."""

    key: str
    score: float
    group: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """检索结果: one page of hits, the exact total, the counts by facet, the words to be marked, and a better spelling.

    The counts of a facet that is filtered leave its own filter aside, so that another value can be chosen. ``loosened``: no
    text held all that was asked, so those are told that hold the most of it.
    """

    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[Facet, Mapping[str, int]]
    words: tuple[str, ...]
    instead: str = ""
    loosened: bool = False


class Search(Protocol):
    """检索引擎: embedded or on other machines."""

    def put(self, texts: Iterable[Text]) -> None:
        """入库: put in or replace, by key; visible after ``commit``."""

    def drop(self, keys: Iterable[str]) -> None:
        """出库: take out, by key."""

    def commit(self) -> None:
        """提交: make what was put and dropped visible, durably."""

    def find(self, query: Query) -> Found:
        """检索: never raises for what a reader typed."""

    def digests(self, keys: Collection[str] | None = None) -> Mapping[str, str]:
        """在库: digests by key, of these as far as they are there, or of everything; to be compared with a rebuild."""

    def keys(self) -> Iterator[str]:
        """在库的键: of everything in the index, a part at a time."""

    def clear(self) -> None:
        """清空: begin from nothing; visible after ``commit``."""

    def close(self) -> None:
        """放下: let another write; what was not committed is forgotten."""

    @property
    def is_stale(self) -> bool:
        """过时: whether there is no index yet, or it was made under another form or lexicon than the engine's."""

    @property
    def is_broken(self) -> bool:
        """损坏: there is an index, and it cannot be opened; nothing found in it means nothing."""

    def rebuilding(self) -> AbstractContextManager[Search]:
        """重建: an engine over a new index, which takes the place of this one when the work in the context is done.

        What was put here and not committed is forgotten.
        """
