"""折行之数: figures too wide for their column, that go on in the next line of their cell, in tables without rules.

Only a label that goes on there as well proves it (行政规范|性文件, with 142936|5 beside it). Bare digits right below a row and
under its figures leave it open what the figures are: then the row is not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gongkai.reading.tables.labels import Book
from gongkai.reading.tables.numerals import figure
from gongkai.reading.tables.rows import Piece, Shape
from gongkai.reading.tables.strips import Strip, is_numbered
from gongkai.reading.tables.windows import Slot

_LONG = 3
"""Digits for which some columns have no more room."""


def rejoined(strips: Sequence[Strip], book: Book) -> list[Strip]:
    """接回折行之数: the strips without those that only end the figures of the one above."""
    ends = {id(below) for above, below in pairwise(strips) if _is_below(above, below) and _take(above, below, book)}
    return [strip for strip in strips if id(strip) not in ends]


def _is_below(above: Strip, below: Strip) -> bool:
    next_to = below.line == above.line + 1 and above.shape is Shape.LOOSE and below.shape is Shape.LOOSE
    return next_to and len(below.slots) <= len(above.slots) and _in_a_line(above)


def _in_a_line(strip: Strip) -> bool:
    """Whether several figures stand side by side, all on one line."""
    return len({slot.piece.line for slot in strip.slots}) == 1 < len(strip.slots)


def is_cut(above: Strip, below: Strip) -> bool:
    """是否被截: whether bare figures right below a row may be the rest of its long ones: several, of a digit or two."""
    long = sum(len(slot.piece.text) >= _LONG for slot in above.slots)
    short = all(slot.piece.text.isdigit() and len(slot.piece.text) < _LONG for slot in below.slots)
    return _is_below(above, below) and not below.own and short and 1 < len(below.slots) <= long


def _take(above: Strip, below: Strip, book: Book) -> bool:
    """Give the figures below to those above; whether they were theirs."""
    if not below.own:
        if is_cut(above, below):
            above.complete = below.complete = False
        return False
    label = above.own[-1].text + below.own[-1].text if above.own else ""
    if is_numbered(below.own[-1].text) or book.named(below.own[-1].text) or not _is_begun(label, below, book):
        return False
    places = [_over(above, slot.piece) for slot in below.slots]
    if not all(slot.piece.text.isdigit() for slot in below.slots) or None in places or len(set(places)) < len(places):
        above.complete = False
        return True
    slots = list(above.slots)
    for at, slot in zip(places, below.slots, strict=True):
        if at is not None:
            slots[at] = _longer(slots[at], slot)
    above.slots = tuple(slots)
    above.own = (*above.own[:-1], Piece(label, above.own[-1].at, above.own[-1].line))
    above.joined = (*above.joined, below.line)
    above.after = below.after
    return True


def _is_begun(label: str, below: Strip, book: Book) -> bool:
    """Whether a label is one of the table's, as it is or with the words below it."""
    if book.named(label):
        return True
    for words in below.after:
        label += words[-1].text
        if book.named(label):
            return True
    return False


def _over(above: Strip, piece: Piece) -> int | None:
    """Which figure stands over this one: their stretches of the line meet."""
    end = piece.at + len(piece.text)
    over = [
        at
        for at, slot in enumerate(above.slots)
        if slot.piece.at < end and piece.at < slot.piece.at + len(slot.piece.text)
    ]
    return over[0] if len(over) == 1 else None


def _longer(slot: Slot, rest: Slot) -> Slot:
    text = slot.piece.text + rest.piece.text
    found = figure(text)
    return Slot(found, Piece(text, slot.piece.at, slot.piece.line)) if found else slot
