"""版本比较: two texts side by side as one: which paragraphs were added, taken out or changed, and within those which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gongkai.law.grammar.words import Word

LONGEST = 4000
"""最长段落: two longer paragraphs are not compared word by word."""
AROUND = 1
"""上下文: how many unchanged paragraphs are shown on each side of a change."""
_WORDS = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


class Tone(Word):
    """改动种类: what became of a piece of text."""

    SAME = "same", "未改"
    ADDED = "added", "增"
    REMOVED = "removed", "删"


@dataclass(frozen=True, slots=True)
class Piece:
    """片段: some words of a paragraph, and what became of them."""

    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """一段: its pieces; ``skipped`` stands for so many unchanged paragraphs that are not shown."""

    pieces: tuple[Piece, ...] = ()
    skipped: int = 0

    @property
    def tone(self) -> Tone | None:
        """整段: the tone of a paragraph that is all of one; None of a changed one."""
        tones = {piece.tone for piece in self.pieces}
        return tones.pop() if len(tones) == 1 else None


def compare(before: str, after: str, *, around: int = AROUND) -> tuple[Change, ...]:
    """比较: from one text to another, paragraph by paragraph; of what is unchanged, only ``around`` a change is shown."""
    old, new = _paragraphs(before), _paragraphs(after)
    changes: list[Change] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            changes += [Change((Piece(Tone.SAME, text),)) for text in old[start:end]]
        else:
            changes += _replaced(old[start:end], new[begin:stop])
    return tuple(_shortened(changes, around))


def differs(before: str, after: str) -> bool:
    """有无改动."""
    return _paragraphs(before) != _paragraphs(after)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Paragraphs that stand in one another's place are compared within; the rest were added or taken out whole."""
    paired = min(len(old), len(new))
    for before, after in zip(old, new, strict=False):
        if _alike(before, after):
            yield Change(tuple(_words(before, after)))
        else:
            yield Change((Piece(Tone.REMOVED, before),))
            yield Change((Piece(Tone.ADDED, after),))
    yield from (Change((Piece(Tone.REMOVED, text),)) for text in old[paired:])
    yield from (Change((Piece(Tone.ADDED, text),)) for text in new[paired:])


def _alike(before: str, after: str) -> bool:
    if max(len(before), len(after)) > LONGEST:
        return False
    return SequenceMatcher(None, before, after, autojunk=False).quick_ratio() > 0.4


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(Tone.SAME, "".join(old[start:end]))
            continue
        if start < end:
            yield Piece(Tone.REMOVED, "".join(old[start:end]))
        if begin < stop:
            yield Piece(Tone.ADDED, "".join(new[begin:stop]))


def _shortened(changes: Sequence[Change], around: int) -> Iterator[Change]:
    near = {
        place + step
        for place, change in enumerate(changes)
        if change.tone is not Tone.SAME
        for step in range(-around, around + 1)
    }
    hidden = 0
    for place, change in enumerate(changes):
        if place not in near:
            hidden += 1
            continue
        if hidden:
            yield Change(skipped=hidden)
        hidden = 0
        yield change
    if hidden:
        yield Change(skipped=hidden)
