"""检索来源: the tables whose public rows are found, each with the mark by which the keys of its texts begin.

source, key = of("r17")                the records of registers, 17
source.texts([17], on)                 its text, where the public may find it on a day
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.doors.search import findables, record_texts
from gongkai.doors.search.texts import texts as content_texts
from gongkai.engines.search.values import Text
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content

Rows = OwnedQuerySet[Any]


@dataclass(frozen=True)
class Source:
    """检索来源: ``rows`` are all of a table, ``public`` those the public may find on a day, ``turned`` those of which a day
    alone may change what is found; ``heard`` is the question its rooms answer in ``follow``: which rows an entry touches.
    """

    mark: str
    heard: str
    rows: Callable[[], Rows]
    public: Callable[[Rows, date], Rows]
    turned: Callable[[date], Rows]
    texts: Callable[[Iterable[int], date], Iterator[Text]]

    def key(self, pk: int) -> str:
        """键: of a row, as the index knows it."""
        return f"{self.mark}{pk}"


def _contents() -> OwnedQuerySet[Content]:
    return Content.objects.everywhere()


def _turned(on: date) -> OwnedQuerySet[Content]:
    """What may be otherwise on another day: validity, and the last day of being public."""
    return _contents().filter(Q(document__isnull=False) | Q(normative=True) | Q(ends_on__isnull=False))


CONTENTS = Source("", "texts", _contents, disclosure.public, _turned, content_texts)
RECORDS = Source(
    record_texts.MARK,
    "records",
    record_texts.records,
    record_texts.public,
    record_texts.turned,
    record_texts.texts,
)
GUIDES = Source(
    findables.GUIDE_MARK,
    "guides",
    findables.guides,
    findables.public_guides,
    findables.turned_guides,
    findables.guide_texts,
)
ANSWERS = Source(
    findables.ANSWER_MARK,
    "answers",
    findables.answers,
    findables.public_answers,
    findables.turned_answers,
    findables.answer_texts,
)
SOURCES = (CONTENTS, RECORDS, GUIDES, ANSWERS)


def of(key: str) -> tuple[Source, int] | None:
    """所属来源: of a key of the index with its row; None for a key nobody gives."""
    mark = key[:1] if key[:1].isalpha() else ""
    number = key[len(mark) :]
    source = next((each for each in SOURCES if each.mark == mark), None)
    return (source, int(number)) if source and number.isascii() and number.isdecimal() and len(number) < 19 else None
