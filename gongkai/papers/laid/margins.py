"""页眉页脚: what stands at the head and the foot of page after page, and the numbers of pages, told by their places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from gongkai.papers.laid.lines import TextLine

_MARGIN = 0.12
_NEAREST = 2
_SHARE = 0.4
_LONGEST = 60
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"第\d+页(?:[,，/]?共\d+页)?|[-–—―·•~]+\d+[-–—―·•~]+|\d+/\d+|[Pp]age\d+(?:of\d+)?")
_BARE = re.compile(r"\d{1,3}")

Lines = Sequence[TextLine]


class Margins:
    """页边: of all pages of a file; ``repeated`` are the texts that are kept once and then left out."""

    def __init__(self, pages: Sequence[tuple[float, Lines]]) -> None:
        self._dropped: set[int] = set()
        self.repeated: list[str] = []
        seen: dict[str, list[tuple[int, TextLine]]] = defaultdict(list)
        bare: dict[int, list[TextLine]] = defaultdict(list)
        for number, (height, lines) in enumerate(pages):
            for line in _at_edges(height, lines):
                text = "".join(line.text.split())
                if _NUMBERED.fullmatch(text):
                    self._dropped.add(id(line))
                elif _BARE.fullmatch(text):
                    bare[int(text) - number].append(line)
                elif len(text) <= _LONGEST:
                    seen[_DIGITS.sub("#", text)].append((number, line))
        self._drop_bare(bare, len(pages))
        self._drop_repeated(seen, len(pages))

    def drops(self, line: TextLine) -> bool:
        """略去: whether a line is left out."""
        return id(line) in self._dropped

    def _drop_bare(self, bare: dict[int, list[TextLine]], pages: int) -> None:
        """Bare numbers are those of pages where they count with them."""
        offset, lines = max(bare.items(), key=lambda each: len(each[1]), default=(0, []))
        if len(lines) >= max(2, _SHARE * pages) or (pages == 1 and offset == 1):
            self._dropped.update(map(id, lines))

    def _drop_repeated(self, seen: dict[str, list[tuple[int, TextLine]]], pages: int) -> None:
        for found in seen.values():
            if Counter(number for number, _ in found).total() >= max(2, _SHARE * pages) and pages > 1:
                (_, first), *others = found
                self.repeated.append(first.text)
                self._dropped.update(id(line) for _, line in others)


def _at_edges(height: float, lines: Lines) -> Iterator[TextLine]:
    """The first and the last lines of a page, where they stand near its edge."""
    by_place = sorted(lines, key=lambda line: line.top)
    head = [line for line in by_place[:_NEAREST] if line.bottom <= _MARGIN * height]
    foot = [line for line in by_place[-_NEAREST:] if line.top >= (1 - _MARGIN) * height]
    yield from {id(line): line for line in (*head, *foot)}.values()
