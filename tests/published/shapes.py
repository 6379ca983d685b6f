"""形状: a grid printed as text in the shapes in which published reports have come down, one function for each.

A shape that is ``ruled`` keeps its empty cells; in the others an empty cell leaves no trace, so that a figure left out
there cannot be told from one that never was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from random import Random
from unicodedata import east_asian_width

from tests.published.grids import Box, Grid, Merged, rows, width

Print = Callable[[Grid, Merged, Random], Iterator[str]]


@dataclass(frozen=True)
class Shape:
    """形状: how it is printed, whether empty cells stay, and what may become of merged cells in it."""

    print: Print
    ruled: bool
    merged: tuple[Merged, ...] = (Merged.DROPPED,)


def _tabbed(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """One row a line, tabs between cells and padding behind."""
    pad = "\t" * chance.choice((0, 0, 1, 3))
    for row in rows(boxes, merged):
        yield "\t".join(_one_line(box) for box in row) + pad


def _barred(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """One row a line, bars between cells."""
    tight = chance.random() < 0.3
    for row in rows(boxes, merged):
        yield ("|" if tight else " | ").join(_one_line(box) for box in row) + (" |" if row else "")


def _trailed(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """One row a line, bars between cells, and a run of bars for the cells that were merged."""
    last_apart = chance.random() < 0.1
    for row in rows(boxes, merged):
        texts = [_one_line(box) for box in row if box.text]
        empty = [box for box in row if not box.text]
        if any(box.numeric for box in empty):
            yield " | ".join(_one_line(box) for box in row) + " |"
        elif last_apart and not empty:
            yield " | ".join(texts)
            yield "|"
        else:
            yield " | ".join(texts) + " |" + ("|" * len(empty) if len(empty) > 1 else " |" * len(empty))


def _markdown(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """A markdown table: bars before and behind, a rule under the first row."""
    across = width(boxes)
    for at, row in enumerate(rows(boxes, merged)):
        texts = [_one_line(box) for box in row]
        yield f"| {' | '.join(texts + [''] * (across - len(texts)))} |"
        if not at:
            yield "|" + " --- |" * across


def _stacked(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """One cell a line behind a tab, an empty line after each row; some long labels cut by an empty line."""
    for row in rows(boxes, merged):
        for box in row:
            text = _one_line(box)
            if len(text) > 12 and not box.numeric and box is row[0] and chance.random() < 0.2:
                yield from (f"\t{text[:8]}", "", text[8:])
            else:
                yield f"\t{text}"
        yield ""


def _broken_bars(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """One cell a line, a bar behind it; a lone bar begins each row."""
    for row in rows(boxes, merged):
        yield "|"
        for box in row:
            yield f"{_one_line(box)} |" if box.text else "|"


def _bar_before(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """One cell a line, a bar before it; a lone bar ends each row."""
    for row in rows(boxes, merged):
        for box in row:
            yield f"| {_one_line(box)}".rstrip()
        yield "|"


def _bars_apart(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """One cell a line, a bar behind it, nothing between rows but runs of bars for merged cells."""
    for row in rows(boxes, merged):
        for box in row:
            yield f"{_one_line(box)} |"
            if box.colspan > 1 and not box.numeric:
                yield "|" * box.colspan


def _one_a_line(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """One cell a line and nothing else, with or without empty lines; labels cut where the page cut them."""
    apart, indented = chance.random() < 0.5, chance.random() < 0.3
    for row in rows(boxes, merged):
        for box in row:
            for text in _cut(box, chance):
                yield f" {text}" if indented and box.numeric else text
                if apart:
                    yield ""


def _cut(box: Box, chance: Random) -> list[str]:
    if "\n" in box.text:
        return box.text.split("\n")
    if len(box.text) > 10 and not box.numeric and chance.random() < 0.15:
        return [box.text[:7], box.text[7:]]
    return [box.text] if box.text else []


def _spaced(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """One row a line, blanks between the cells; a long label may go on below, its figures behind its end."""
    gap = " " * chance.choice((1, 2, 4))
    for row in rows(boxes, merged):
        labels = [_one_line(box) for box in row if box.text and not box.numeric]
        figures = gap.join(box.text for box in row if box.numeric)
        label = labels[-1] if labels else ""
        if figures and len(label) > 14 and chance.random() < 0.4:
            yield "  ".join([*labels[:-1], label[:10]])
            yield label[10:] + gap + figures
        else:
            yield "  ".join(labels) + (gap + figures if figures else "")


def _aligned(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """As a PDF is laid out: every column in its place, long labels on several lines, the figures beside one of them."""
    del merged
    edges = _edges(boxes)
    for row in rows(boxes, Merged.DROPPED):
        pieces = [(box, _wrapped(_one_line(box), _room(box, edges))) for box in row if box.text]
        deep = max((len(texts) for _, texts in pieces), default=0)
        middle = (deep - 1) // 2
        for line in range(deep):
            text = ""
            for box, texts in pieces:
                offset = middle - (len(texts) - 1) // 2
                at = line - offset
                if 0 <= at < len(texts):
                    start = edges[box.column] + max(0, (_room(box, edges) - _wide(texts[at])) // 2)
                    text += " " * max(2 if text else 0, start - _wide(text)) + texts[at]
            yield text


def _edges(boxes: Grid) -> list[int]:
    """Where each column begins: labels have room for six characters (in a table of few columns, for twenty), figures for as
    much as the longest takes.
    """
    across = width(boxes)
    most = 12 if across > 6 else 40
    wide = [0] * across
    for box in boxes:
        if box.colspan == 1:
            need = _wide(box.text) if box.numeric else min(_wide(box.text), most)
            wide[box.column] = max(wide[box.column], need, 8)
    edges = [0]
    for each in wide:
        edges.append(edges[-1] + (each or 8) + 3)
    return edges


def _room(box: Box, edges: Sequence[int]) -> int:
    return edges[box.column + box.colspan] - edges[box.column] - 3


def _wrapped(text: str, room: int) -> list[str]:
    lines, line = [], ""
    for character in text:
        if _wide(line + character) > room and line:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if not text.isascii() else [text]


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _html(boxes: Grid, merged: Merged, chance: Random) -> Iterator[str]:
    """An HTML table with merged cells as the form has them, every text in needless tags."""
    spans, breaks = merged is Merged.DROPPED, chance.random() < 0.3
    yield '<table border="1" cellspacing="0"><tbody>' if breaks else "<table>"
    for row in rows(boxes, merged):
        yield "<tr>"
        for box in row:
            reach = f' rowspan="{box.rowspan}" colspan="{box.colspan}"' if spans else ""
            text = escape(box.text).replace("\n", "<br/>")
            inner = f"<p><span>{text}</span>&nbsp;</p>" if breaks else f"<p><font>{text}</font></p>"
            yield f"<td{reach}>{inner}</td>"
        yield "</tr>"
    yield "</table>"


def _one_line(box: Box) -> str:
    return box.text.replace("\n", " " if not box.numeric else "")


_ALL = (Merged.DROPPED, Merged.PADDED, Merged.REPEATED)
SHAPES: Mapping[str, Shape] = {
    "tabs": Shape(_tabbed, True, _ALL),
    "bars": Shape(_barred, True, _ALL),
    "bars trailing": Shape(_trailed, True, (Merged.TRAILED,)),
    "markdown": Shape(_markdown, True, _ALL),
    "html": Shape(_html, True, _ALL),
    "stacked": Shape(_stacked, True, (Merged.DROPPED, Merged.PADDED)),
    "broken bars": Shape(_broken_bars, False),
    "bars before": Shape(_bar_before, False),
    "bars apart": Shape(_bars_apart, False),
    "one a line": Shape(_one_a_line, False),
    "spaced": Shape(_spaced, False),
    "aligned": Shape(_aligned, False),
}
