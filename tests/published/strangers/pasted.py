"""粘贴: the same report as text: copied from a browser or from Word, from a converter, from old bulletin pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from unicodedata import east_asian_width

from tests.published import grids
from tests.published.grids import Box, Grid, Merged
from tests.published.strangers.matter import Matter

Draw = Callable[[Grid], Iterator[str]]
_FEW_COLUMNS = 4
_MANY_COLUMNS = 12


def report(
    matter: Matter, draw: Draw, *, apart: bool = False, heading: str = "{}", gap: bool = False, indent: str = ""
) -> bytes:
    """Line by line: title, lead, parts; ``draw`` writes a table."""
    lines = [heading.format(matter.title), "", indent + matter.lead]
    for part in matter.parts(apart=apart):
        lines += [heading.format(part.heading), *(indent + text for text in part.paragraphs)]
        for boxes in part.tables:
            lines += ["", *draw(boxes), ""]
    return "\n".join(line for each in lines for line in ([each, ""] if gap else [each])).encode()


def _rows(boxes: Grid, merged: Merged = Merged.DROPPED) -> list[list[Box]]:
    return grids.rows(boxes, merged)


def lone_bars(matter: Matter) -> bytes:
    """One cell a line, and a bar on a line of its own behind each."""

    def draw(boxes: Grid) -> Iterator[str]:
        for row in _rows(boxes):
            for box in row:
                yield from (box.text, "|")

    return report(matter, draw)


def bar_after(matter: Matter) -> bytes:
    """One cell a line with a bar behind it; every row filled up with bars to the width of the table."""

    def draw(boxes: Grid) -> Iterator[str]:
        wide = grids.width(boxes)
        for row in _rows(boxes):
            yield from (f"{box.text} |" if box.text else "|" for box in row)
            yield from ["|" * (wide - len(row))] * (wide > len(row))

    return report(matter, draw)


def runs_of_bars(matter: Matter) -> bytes:
    """Bars between cells, and behind the last as many as there are columns left."""

    def draw(boxes: Grid) -> Iterator[str]:
        wide = grids.width(boxes)
        for row in _rows(boxes):
            yield " | ".join(box.text for box in row) + " " + "|" * (wide - len(row) + 1)

    return report(matter, draw)


def apart(matter: Matter) -> bytes:
    """One cell a line, empty lines between all, short labels broken in two, figures with a blank before."""

    def draw(boxes: Grid) -> Iterator[str]:
        for row in _rows(boxes):
            for box in row:
                if not box.numeric and len(box.text) == 4 and box.text.endswith(("企业", "机构")):
                    yield from (box.text[:2], "", box.text[2:], "")
                elif box.text:
                    yield from ((" " if box.numeric else "") + box.text, "")

    return report(matter, draw, gap=False)


def from_sheet(matter: Matter) -> bytes:
    """Pasted from Excel: tabs, every slot a cell, labels with line ends inside quotation marks."""

    def draw(boxes: Grid) -> Iterator[str]:
        for row in _rows(boxes, Merged.PADDED):
            yield "\t".join(_quoted(box) for box in row)

    def _quoted(box: Box) -> str:
        if box.numeric or len(box.text) < 8:
            return box.text
        return f'"{box.text[:6]}\n{box.text[6:]}"'

    return report(matter, draw)


def from_browser(matter: Matter) -> bytes:
    """Copied from a browser: each cell's paragraph with an empty line behind, a line of one tab between cells."""

    def draw(boxes: Grid) -> Iterator[str]:
        for row in _rows(boxes):
            for at, box in enumerate(row):
                yield from ((["\t"] if at else []) + [box.text, ""])

    return report(matter, draw)


def wide_blanks(matter: Matter) -> bytes:
    """Columns held apart with full-width blanks, two at the start of every paragraph."""

    def draw(boxes: Grid) -> Iterator[str]:
        for row in _rows(boxes):
            yield "　　".join(box.text for box in row if box.text)

    return report(matter, draw, indent="　　")


def pipes(matter: Matter) -> bytes:
    """Markdown of a converter: headings with marks, labels in bold with br inside, empty head row."""

    def draw(boxes: Grid) -> Iterator[str]:
        wide = grids.width(boxes)
        yield "|" + "   |" * wide
        yield "|" + ":---:|" * wide
        for row in _rows(boxes, Merged.PADDED):
            yield "| " + " | ".join(_bold(box) for box in row) + " |"

    def _bold(box: Box) -> str:
        if box.numeric or not box.text:
            return box.text
        return f"**{box.text[:4]}<br>{box.text[4:]}**" if len(box.text) > 7 else f"**{box.text}**"

    return report(matter, draw, heading="## {}", gap=False)


def ruled(matter: Matter) -> bytes:
    """A grid table of pandoc: rules of plus and minus, cells in several lines."""
    return report(matter, lambda boxes: _ruled(boxes, "+", "-", "|"), heading="# {}")


def boxed(matter: Matter) -> bytes:
    """Drawn with the box characters of old bulletin boards."""
    return report(matter, lambda boxes: _ruled(boxes, "┼", "─", "│"))


def _ruled(boxes: Grid, cross: str, dash: str, bar: str, room: int = 14) -> Iterator[str]:
    wide = grids.width(boxes)
    rule = cross + cross.join(dash * (room if dash == "-" else room // 2) for _ in range(wide)) + cross
    yield rule
    for row in _rows(boxes, Merged.PADDED):
        texts = [_wrapped(box.text, room) for box in row]
        for at in range(max(map(len, texts))):
            yield bar + bar.join(_padded(each[at] if at < len(each) else "", room) for each in texts) + bar
        yield rule


def _wrapped(text: str, room: int) -> list[str]:
    lines = [""]
    for character in text:
        if _measure(lines[-1] + character) > room:
            lines.append("")
        lines[-1] += character
    return lines


def _padded(text: str, room: int) -> str:
    return text + " " * (room - _measure(text))


def _measure(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def dashed(matter: Matter) -> bytes:
    """A simple table of pandoc: columns in their places, rules of dashes above and below the head."""

    def draw(boxes: Grid) -> Iterator[str]:
        rows = _rows(boxes, Merged.PADDED)
        room = [max(4, *(_measure(row[at].text) for row in rows)) for at in range(grids.width(boxes))]
        rule = "  " + " ".join("-" * each for each in room)
        yield rule
        for at, row in enumerate(rows):
            yield "  " + " ".join(_padded(box.text, wide) for box, wide in zip(row, room, strict=True))
            if at == grids.depth(boxes) - 1:
                yield rule
        yield rule

    return report(matter, draw)


def shifted(matter: Matter) -> bytes:
    """Bars between cells; the slots a merged label covers stay as empty cells in front, not behind."""

    def draw(boxes: Grid) -> Iterator[str]:
        for row in _rows(boxes, Merged.PADDED):
            texts = [box.text for box in row]
            while texts and not texts[-1] and not row[len(texts) - 1].numeric:
                texts.pop()
            yield " | ".join(texts) + " |"

    return report(matter, draw)


def top_aligned(matter: Matter) -> bytes:
    """As laid out without rules: long labels over several lines, the figures beside the first."""

    def draw(boxes: Grid) -> Iterator[str]:
        wide = grids.width(boxes)
        room = 40 if wide < _FEW_COLUMNS else 14 if wide < _MANY_COLUMNS else 10
        for row in _rows(boxes):
            texts = [(box, _wrapped(box.text, room * box.colspan - 2)) for box in row]
            for at in range(max((len(each) for _, each in texts), default=0)):
                line = ""
                for box, each in texts:
                    line = _padded(line, room * box.column) + (each[at] if at < len(each) else "")
                yield line.rstrip()

    return report(matter, draw)


def blanks(matter: Matter) -> bytes:
    """One row a line, single blanks between cells, no trace of what was merged."""

    def draw(boxes: Grid) -> Iterator[str]:
        for row in _rows(boxes):
            yield " ".join(box.text for box in row if box.text)

    return report(matter, draw)


def records(matter: Matter) -> bytes:
    """Comma separated, texts in quotation marks, everything as wide as the widest."""
    wide = 18
    lines: list[Sequence[str]] = [[matter.title], [matter.lead]]
    for part in matter.parts():
        lines += [[part.heading], *([text] for text in part.paragraphs)]
        for boxes in part.tables:
            lines += [[box.text for box in row] for row in _rows(boxes, Merged.PADDED)]
    return "\r\n".join(",".join(f'"{each}"' for each in [*line, *[""] * (wide - len(line))]) for line in lines).encode(
        "utf-8-sig"
    )


def glued(matter: Matter) -> bytes:
    """Bars tight between cells, labels and figures alike, no blank anywhere, a bar before and behind."""

    def draw(boxes: Grid) -> Iterator[str]:
        for row in _rows(boxes, Merged.REPEATED):
            yield "|" + "|".join(box.text for box in row) + "|"

    return report(matter, draw)


PASTED: dict[str, Callable[[Matter], bytes]] = {
    "lone bars": lone_bars,
    "bar after": bar_after,
    "runs of bars": runs_of_bars,
    "apart": apart,
    "from sheet": from_sheet,
    "from browser": from_browser,
    "wide blanks": wide_blanks,
    "pipes": pipes,
    "ruled": ruled,
    "boxed": boxed,
    "dashed": dashed,
    "shifted": shifted,
    "top aligned": top_aligned,
    "blanks": blanks,
    "records": records,
    "glued": glued,
}
