"""列的对应: which column of a file holds which field of a kind: as somebody confirmed before, else by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.engines import privacy
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.kinds import Kind, Shown, bare
from gongkai.papers.ledgers.heads import beyond, found_head, meant
from gongkai.papers.ledgers.lines import Line
from gongkai.papers.text import PaperError
from gongkai.publication.registers import storing

Mapped = Sequence[Sequence[str]]
"""对应: (label, key of a field) in the order of the columns; no key for a column that is not taken."""
LONGEST_LABEL = 100


@dataclass(frozen=True, slots=True)
class Proposed:
    """建议的对应: where the head ends, what each column is taken for, and what stands beneath it."""

    last: int
    mapping: list[list[str]]
    samples: list[str]


def propose(
    kind: Kind, lines: Sequence[Line], hidden: frozenset[int] = frozenset(), remembered: Mapping[str, str] | None = None
) -> Proposed:
    """建议对应: from the first lines of a file. Raises PaperError where none of them is a head of this kind."""
    known = remembered or {}

    def field_of(label: str) -> str:
        if (said := known.get(bare(label)[:LONGEST_LABEL])) is not None:
            return said
        named = kind.named(label)
        return named.key if named else ""

    found = found_head(lines, field_of)
    if found is None or found.known < min(2, len(kind.fields)):
        names = "、".join(each.label for each in kind.fields[:4])
        raise PaperError(f"找不到表头：前30行中没有“{kind.label}”的列名（如{names}），请核对种类，或者先下载模板")
    taken: set[str] = set()
    mapping = []
    for place, label in enumerate(found.labels):
        key = "" if place in hidden else meant(label, field_of)
        mapping.append([label, "" if key in taken else key])
        taken.add(key)
    samples = [
        "；".join(_covered(kind, key, cell) for cell in found.samples(place)) for place, (_, key) in enumerate(mapping)
    ]
    return Proposed(found.last, mapping, samples)


def _covered(kind: Kind, key: str, cell: str) -> str:
    """A sample tells what a column holds, not who stands in it."""
    field = kind.field(key) if key else None
    if field is not None and field.shown is not Shown.WHOLE:
        return storing.covered(field, cell)
    return privacy.covered(cell)


def confirmed(kind: Kind, labels: Sequence[str], keys: Sequence[str]) -> list[list[str]]:
    """确认的对应: ``Unlawful`` where a field stands twice or one that must be there stands nowhere."""
    named = [key for key in keys if key]
    if len(keys) != len(labels) or not all(kind.has(key) for key in named):
        raise Unlawful("列的对应不完整，请重新选择")
    for key in named:
        if named.count(key) > 1:
            raise Unlawful(f"“{kind.field(key).label}”只能对应一列", field=f"column_{list(keys).index(key)}")
    missing = [each.label for each in kind.fields if each.required and each.key not in named]
    if missing:
        raise Unlawful(f"必填的{'、'.join(missing)}没有对应的列；文件中没有这一列的，请补上后重新上传")
    return [[label, key] for label, key in zip(labels, keys, strict=True)]


class RowReader:
    """按对应读行: turns the cells of a line into what they say, by keys of fields."""

    def __init__(self, mapping: Mapped) -> None:
        self._keys = [(place, key) for place, (_, key) in enumerate(mapping) if key]
        self._width = len(mapping)

    def said(self, cells: Sequence[str]) -> dict[str, str]:
        """原文: what stands in the columns that are taken."""
        return {key: cells[place] for place, key in self._keys if place < len(cells) and cells[place]}

    def broken(self, line: Line, *, exact: bool) -> str:
        """不完整: why a line is no whole row."""
        return beyond(line, self._width, exact=exact)
