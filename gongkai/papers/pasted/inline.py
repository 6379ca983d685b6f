"""空白: runs as the carrier gave them into lines as a page keeps them.

Blanks that only align are dropped: at the ends of a line all of them, elsewhere a row of them is one. Full-width blanks
inside a line are the writer's own (合　计) and stay. A line end of the source between two wide characters is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gongkai.papers.pasted.blocks import Run, apart, joined
from gongkai.papers.text import clean

BREAK = "\x0b"
"""Stands for a line break the carrier asked for, until blanks are dealt with; ``clean`` turns it into ``\\n``."""

_FULL = "\u3000"
_SEEN = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_SOURCE = " \t\r\f\n"
_BLANKS = frozenset(_SOURCE + _SEEN + _FULL)
_OTHER_ENDS = re.compile("[\x1c-\x1e\x85\u2028\u2029]")
_TOKENS = re.compile(f"[{_SOURCE}{_SEEN}{_FULL}]+|{BREAK}|[^{_SOURCE}{_SEEN}{_FULL}{BREAK}]+")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff“”‘’…—·]")
_INDENT = 2.0
"""How far in, in full widths, a line after a break must begin to be a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """一段: its runs, and how far in it began, in full widths."""

    runs: tuple[Run, ...]
    lead: float


class _Lines:
    """The lines as they grow."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.runs: list[Run] = []
        self.blank: str = ""
        self.lead = 0.0
        self.breaks = 0
        self.last = ""

    def broken(self) -> None:
        self.blank = ""
        self.breaks += 1

    def word(self, run: Run) -> None:
        if self.runs and self.breaks and (self.breaks > 1 or _width(self.blank) >= _INDENT):
            self.end()
        if not self.runs:
            self.lead = _width(self.blank)
        elif between := "\n" if self.breaks else _between(self.last, self.blank, run.text[0]):
            self.runs.append(apart(self.runs[-1], between, run))
        self.runs.append(run)
        self.blank, self.breaks, self.last = "", 0, run.text[-1]

    def end(self) -> None:
        if self.runs:
            self.lines.append(Line(joined(self.runs), self.lead))
        self.runs, self.breaks, self.last = [], 0, ""


def lines(runs: Iterable[Run]) -> list[Line]:
    """分行: the paragraphs in a row of runs; two breaks, or a break and an indent, begin another one."""
    growing = _Lines()
    for run in runs:
        for token in _TOKENS.findall(_OTHER_ENDS.sub(BREAK, run.text)):
            if token == BREAK:
                growing.broken()
            elif token[0] in _BLANKS:
                growing.blank += token
            elif word := clean(token):
                growing.word(replace(run, text=word))
    growing.end()
    return growing.lines


def one_line(runs: Iterable[Run]) -> tuple[Run, ...]:
    """并为一段: the same as one paragraph, its parts apart by line breaks."""
    parts: list[Run] = []
    for line in lines(runs):
        parts += [apart(parts[-1], "\n", line.runs[0]), *line.runs] if parts else line.runs
    return joined(parts)


def _between(before: str, blank: str, after: str) -> str:
    if not blank:
        return ""
    full = blank.count(_FULL)
    if full:
        return _FULL * full
    only_source = "\n" in blank and not any(sign in _SEEN for sign in blank)
    return "" if only_source and _WIDE.match(before) and _WIDE.match(after) else " "


def _width(blank: str) -> float:
    return blank.count(_FULL) + sum(0.5 for sign in blank if sign in _SEEN)
