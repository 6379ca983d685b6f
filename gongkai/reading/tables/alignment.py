"""对行: which strip is which row of the form.

Rows stand in a fixed order. So the best assignment that keeps the order is looked for first; a strip out of order is
taken only where it prints its label in full. What has lost its label, or stands below the labels of several rows, is
placed by order alone, where exactly as many such strips stand between two settled rows as rows are missing there and
none of them contradicts the labels above it; otherwise it is left unplaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gongkai.law.grammar.words import Word
from gongkai.reading.tables.labels import Book
from gongkai.reading.tables.overflow import rejoined
from gongkai.reading.tables.strips import Around, Strip
from gongkai.reading.tables.windows import Proof


class Certainty(Word):
    """把握: by what a cell was placed."""

    LABEL = "label", "按行名"
    LIKENESS = "likeness", "按残缺或相近的行名"
    ORDER = "order", "按次序"


@dataclass(frozen=True)
class Placed:
    """已对的行: a strip with what it was placed by."""

    strip: Strip
    certainty: Certainty


_REMEMBERED = 2048
_LONG = 6
"""Only a table of so many rows has an order to speak of."""

_FULL = 0.99
_SURE = 0.9
_NEAREST = 4


def align(strips: Sequence[Strip], keys: Sequence[str], book: Book, proof: Proof) -> dict[str, Placed]:
    """对行: for each row found, its strip. Rows that are missing are not in the answer.

    By order alone only strips are placed whose figures add up, or are all 0: the others may be half of two rows.
    """
    strips = rejoined(strips, book)
    above = [() if strip.own else _labels_above(strip.around, book) for strip in strips]
    _put_together(strips, book)
    scores = [_scores(strip.around, labels, book, strip.numbers) for strip, labels in zip(strips, above, strict=True)]
    settled = dict(_in_order(strips, keys, scores))
    settled = {key: index for key, index in settled.items() if not _has_rival(key, index, keys, settled, scores)}
    settled |= _out_of_order(strips, scores, settled)
    placed = {key: _placed(strips[index], scores[index][key]) for key, index in settled.items()}
    nameless = [
        index
        for index, strip in enumerate(strips)
        if strip.complete and strip.numbers and not strip.own and not scores[index] and _is_whole(strip, proof)
    ]
    for key, index in _by_order(keys, settled, nameless, above) if len(keys) >= _LONG else ():
        placed[key] = Placed(strips[index], Certainty.ORDER)
    return placed


def _put_together(strips: Sequence[Strip], book: Book) -> None:
    """A label goes on below a figure, and another figure stands below it: the first (a page number) has no label then."""
    for strip, following in pairwise(strips):
        words = following.before
        if not words or strip.own or following.own or not strip.before or strip.after[: len(words)] != words:
            continue
        label = "".join(each[-1].text for each in (*strip.before[-1:], *words))
        if book.named(label) and not any(book.named(each[-1].text) for each in words):
            following.before = [*strip.before, *words]
            strip.before, strip.after = [], []


def _is_whole(strip: Strip, proof: Proof) -> bool:
    return proof(strip.slots) or all(slot.figure.number == 0 for slot in strip.slots)


@lru_cache(maxsize=_REMEMBERED)
def _labels_above(around: Around, book: Book) -> tuple[str, ...]:
    """The rows whose labels begin above a strip that has no words of its own."""
    return tuple(dict.fromkeys(key for head in around.heads for key in book.begun(head)))


@lru_cache(maxsize=_REMEMBERED)
def _scores(around: Around, above: Sequence[str], book: Book, numbers: bool) -> Mapping[str, float]:
    """How well the words around a strip name each row; nothing where they name several, or something else. ``numbers``:
    whether it has any.
    """
    if (len(above) > 1 and _is_below_several(around, book)) or any(map(book.is_other, around.nearest)):
        return {}
    if not numbers and any(map(book.is_across, around.nearest)):
        return {}
    names = around.names(book.named)
    scores = book.scores(around.nearest, names)
    if around.after:
        scores |= dict.fromkeys(_cut(around, (*around.nearest, *names[:_NEAREST]), book), _FULL)
    return scores


def _cut(around: Around, names: Sequence[str], book: Book) -> Iterator[str]:
    """The rows whose label begins beside the figures and ends some lines below them."""
    below = ""
    for words in around.after:
        below += words
        yield from (key for name in names for key in book.named(name + below))


def _is_below_several(around: Around, book: Book) -> bool:
    """Whether the labels of several rows stand above a strip, and not one label cut in pieces or printed twice."""
    beginnings = sum(bool(book.begun(head)) for head in around.heads)
    return beginnings > 1 and not book.named("".join(map("".join, around.before)))


def _has_rival(
    key: str, index: int, keys: Sequence[str], settled: Mapping[str, int], scores: Sequence[Mapping[str, float]]
) -> bool:
    """Whether a strip could as well be another row that is missing here: labels repeat (被依法纠错数)."""
    rivals = [other for other, score in scores[index].items() if other != key and score >= scores[index][key]]
    if not rivals:
        return False
    places = {other: at for at, other in enumerate(keys)}
    above = max((places[other] for other, at in settled.items() if at < index), default=-1)
    below = min((places[other] for other, at in settled.items() if at > index), default=len(keys))
    return any(above < places[other] < below for other in rivals if other not in settled)


def _placed(strip: Strip, score: float) -> Placed:
    return Placed(strip, Certainty.LABEL if score >= _SURE else Certainty.LIKENESS)


def _in_order(
    strips: Sequence[Strip], keys: Sequence[str], scores: Sequence[Mapping[str, float]]
) -> Iterator[tuple[str, int]]:
    """The heaviest pairing of strips with rows that crosses nowhere."""
    places = {key: at for at, key in enumerate(keys)}
    best = [[0.0] * (len(keys) + 1)]
    for strip, named in zip(strips, scores, strict=True):
        weights = {places[key]: _weight(strip, score) for key, score in named.items() if key in places}
        best.append(_heavier(best[-1], weights))
    i, j = len(strips), len(keys)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            yield keys[j], i


def _heavier(best: list[float], weights: Mapping[int, float]) -> list[float]:
    """The weights of the best pairings with the rows up to each, once a strip may be paired that weighs so much at each."""
    heavier = best.copy()
    for at, weight in weights.items():
        paired, end = best[at] + weight, at + 1
        while end < len(heavier) and heavier[end] < paired:
            heavier[end] = paired
            end += 1
    return heavier


def _weight(strip: Strip, score: float) -> float:
    return score + (0.4 if strip.complete else 0.0) + (0.2 if strip.numbers else 0.0)


def _out_of_order(
    strips: Sequence[Strip], scores: Sequence[Mapping[str, float]], settled: Mapping[str, int]
) -> dict[str, int]:
    """Strips that print in full the label of a row nothing else has claimed."""
    taken = set(settled.values())
    found: dict[str, int] = {}
    for index, strip in enumerate(strips):
        named = [key for key, score in scores[index].items() if score >= _FULL]
        if index not in taken and strip.complete and len(named) == 1 and named[0] not in settled:
            found.setdefault(named[0], index)
    return found


def _by_order(
    keys: Sequence[str], settled: Mapping[str, int], nameless: Sequence[int], above: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, int]]:
    """Strips without a label between two settled rows, where they are exactly as many as the rows missing there."""
    rows = [-1, *(at for at, key in enumerate(keys) if key in settled), len(keys)]
    for one, other in pairwise(rows):
        first = settled[keys[one]] if one >= 0 else -1
        last = settled[keys[other]] if other < len(keys) else len(above)
        missing = keys[one + 1 : other]
        between = [index for index in nameless if first < index < last]
        agree = all(not above[index] or key in above[index] for key, index in zip(missing, between, strict=False))
        if missing and len(between) == len(missing) and agree:
            yield from zip(missing, between, strict=True)
