"""字段: what of a text is indexed under which name, the same for every engine.

``title`` and ``words`` hold words and rank; ``title_pairs`` and ``pairs`` hold pairs in their order and find; ``long`` holds
the dictionary words that stand anywhere, which spares a look at their pairs; ``numbers`` the tokens of its numbers. A total
is exactly the number of texts that hold what was asked for.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.engines.search import numbers
from gongkai.engines.search.segment import Lexicon, Segmenter, folded, long_words, pairs, spaced
from gongkai.engines.search.values import Text

TITLE_WEIGHT = 3.0
"""How much more a word counts in the title."""
NUMBER_WEIGHT = 30.0
"""How much more the text that bears a number counts than one that mentions it."""
ROW_WEIGHT = 2.0
"""How much what was typed counts where it stands in the title as it was typed."""
EQUAL_WEIGHT = 0.8
"""How much an equal word counts beside the one that was typed."""
LONGEST_ROW = 60
"""How many signs of a phrase are compared."""
DEEPEST = 10_000
"""How far into the hits a page may lie."""
MOST_HITS = 200
"""How many hits a page has at most."""
MOST_VALUES = 2_000
"""How many values of a facet are counted."""
NO_VALUE = "∅"
"""What stands in a facet where a text has no value, so that each text has one in each."""
_FORM = 3
"""Grows whenever texts are indexed otherwise; an index of another form must be made anew."""
_SAME_DAY = 1 << 20


@dataclass(frozen=True, slots=True)
class Fields:
    """分好的字段: of one text, separated by blanks."""

    title: str
    words: str
    title_pairs: str
    pairs: str
    long: str
    numbers: str
    newest: int


def fields(text: Text, segmenter: Segmenter) -> Fields:
    """分字段: the tokens of one text."""
    title = folded(text.title)
    whole = [title, *map(folded, _rest(text))]
    tokens = dict.fromkeys(token for written in text.numbers for token in numbers.tokens(written))
    return Fields(
        title=segmenter.of_text(title),
        words=segmenter.of_text("\n".join(whole)),
        title_pairs=spaced(pairs(title)),
        pairs=spaced(spaced(pairs(each)) for each in whole),
        long=long_words("\n".join(whole)),
        numbers=spaced(token.replace(" ", "") for token in tokens),
        newest=newest(text.published_on, text.key),
    )


def newest(day: date, key: str) -> int:
    """先后: a number that grows with the day; those of one day stand in an order that no index changes."""
    return day.toordinal() * _SAME_DAY + zlib.crc32(key.encode(errors="replace")) % _SAME_DAY


def span(since: date | None, until: date | None) -> tuple[int, int]:
    """起止: the least and the greatest number of the days from one to the other."""
    return (since or date.min).toordinal() * _SAME_DAY, ((until or date.max).toordinal() + 1) * _SAME_DAY - 1


def sound(values: Sequence[str]) -> list[str]:
    """可用的值: of a filter, as many as are counted, and none that no engine could be sent."""
    return [value.encode(errors="replace").decode() for value in values[:MOST_VALUES]]


def version(lexicon: Lexicon) -> str:
    """版本: of the form and of the lexicon; an index made under another one ranks otherwise and is made anew."""
    return f"{_FORM}-{lexicon.version}"


def _rest(text: Text) -> Iterator[str]:
    yield text.issuer
    yield from text.numbers
    yield text.body
    yield from text.attached
