"""查找: the numbers that name, reach or find a person, in a text or in a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gongkai.engines.privacy.kinds import Certainty, Found
from gongkai.engines.privacy.numbers import Page

LONGEST_HEAD = 60
"""How much of the heads of a column is read."""


def covered(text: str, *, likely: bool = False) -> str:
    """遮盖全文: the text with everything sure covered; with ``likely``, what is only likely too."""
    parts, end = [], 0
    for found in find(text):
        if likely or found.certainty is Certainty.SURE:
            parts += [text[end : found.start], found.masked]
            end = found.end
    return "".join([*parts, text[end:]])


def find(text: str, context: str = "") -> list[Found]:
    """查找: everything personal in a text, in its order; ``context`` is what is written over it, such as a column's head."""
    page = Page(text, context)
    return sorted(page.found(), key=lambda each: each.start)


def find_in(rows: Iterable[Sequence[str]], heads: int = 1) -> Iterator[Found]:
    """查表: everything personal in a table; the first ``heads`` rows say what the columns hold."""
    over: dict[int, str] = {}
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if number < heads:
                over[column] = f"{over.get(column, '')}{text}"[:LONGEST_HEAD]
            for each in find(text, over.get(column, "")):
                yield replace(each, row=number, column=column)
