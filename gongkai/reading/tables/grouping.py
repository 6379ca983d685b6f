"""分组对行: rows whose labels come back in every group (结果维持 under each of three paths), told by the group above them.

A group counts only if its own label is printed and each of its rows is there once: else one lost row would shift the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.law.grammar.tables import Line, Table
from gongkai.reading.script import core, plain, solid
from gongkai.reading.tables.alignment import Certainty, Placed
from gongkai.reading.tables.strips import Strip


def in_groups(strips: Sequence[Strip], table: Table) -> dict[str, Placed]:
    """分组对行: for each row found, its strip."""
    groups = {solid(plain(label)): group for group, label in _groups(table.rows, "")}
    found: dict[str, dict[str, Strip]] = {}
    current: Line | None = None
    for strip in strips:
        words = _words(strip)
        current = next((groups[word] for word in words if word in groups), current)
        if current is not None and words:
            rows = {core(plain(row.label)): row.key for row in current.parts}
            if key := rows.get(words[-1]):
                # 同组内同名的行出现两次，这一组便不可靠。
                twice = key in found.setdefault(current.key, {})
                found[current.key][key] = strip
                if twice:
                    found[current.key][""] = strip
    whole = [rows for rows in found.values() if "" not in rows and len(rows) == _size(table, rows)]
    return {key: Placed(strip, Certainty.LABEL) for rows in whole for key, strip in rows.items() if strip.complete}


def _groups(line: Line, above: str) -> Iterator[tuple[Line, str]]:
    """Every heading right over rows, by its label, and by its label behind that of the heading above."""
    for child in line.parts:
        if child.parts and all(part.numbered for part in child.parts):
            yield child, child.label
            yield child, above + child.label
        else:
            yield from _groups(child, above + child.label)


def _size(table: Table, rows: Mapping[str, Strip]) -> int:
    first = next(iter(rows))
    return next(len(group.parts) for group, _ in _groups(table.rows, "") if first in {part.key for part in group.parts})


def _words(strip: Strip) -> list[str]:
    """The words a strip may be named by, from afar to near, also those of its own row put together."""
    words = [core(piece.text) for row in strip.before for piece in row]
    own = [core(piece.text) for piece in strip.own]
    return [*words, *("".join(own[:count]) for count in range(2, len(own))), *own]
