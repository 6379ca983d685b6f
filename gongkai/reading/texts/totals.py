"""总分: a total and the parts a sentence says it has (其中…, 包括…, 按…分, brackets, a colon behind the total).

Only what the words bind together is a listing: a part that counts readers, another year or another kind of work ends it,
and applications taken apart a second way (by channel, then by result) are a second listing of the same total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.quantities import Count
from gongkai.reading.texts.terms import AUDIENCE, CHANGE, CUMULATIVE, FORMER, Dimension, activities, activity, dimension


@dataclass(frozen=True)
class Listing:
    """列举: a total and its parts; ``whole`` if nothing was left out between them, ``near`` if the marker follows the total.

    ``earlier`` are the other numbers of that unit that stand before: a total further back may be the one meant.
    """

    sentence: Sentence
    total: Count
    parts: tuple[Count, ...]
    whole: bool = True
    near: bool = True
    earlier: tuple[Count, ...] = ()

    def name(self, count: Count) -> str:
        """所称: the words in front of a number, back to the last separator."""
        return name_of(self.sentence, count)


_SEPARATORS = (",", ";", ":", "、", "。", "(", ")", "其中", "包括")
_WAY = r"(?:从|按照?|依)[^,;:。\d]{2,14}?(?:来看|来分|划分|统计|看|分)(?:,|:|,其中)?"
_MARKER = re.compile(
    rf"其中(?:,|:|包括|包含|有)*|包括:?|由(?=[^,;。]{{0,60}}(?:组成|构成))|{_WAY}|(?<=[件条份篇个项次]):"
)
_SHARED_OUT = re.compile(r"分别(?:为|是|有):?")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_AVERAGE = re.compile(r"[日月年季周]均|平均|人均|每[天日月年周人]")
_EXCLUSIVE = frozenset({Dimension.OUTCOME, Dimension.PATH, Dimension.APPLICANT, Dimension.CHANNEL})
_ALIKE = frozenset({"家", "户"})
"""Units that count the same things: 市场主体24423户，其中企业3103家."""


def name_of(sentence: Sentence, count: Count) -> str:
    """所称: the words in front of a number, back to the last separator; brackets right before it are left aside."""
    before = sentence.text[: count.start]
    if before.endswith(")"):
        return before[-12:]
    return before[max((at + len(mark) for mark in _SEPARATORS if (at := before.rfind(mark)) >= 0), default=0) :]


@lru_cache(maxsize=512)
def listings(sentence: Sentence) -> tuple[Listing, ...]:
    """各列举: every total with parts in a sentence; parts in brackets behind their total are found too."""
    return tuple(_listings(sentence)) if len(sentence.counts) > 1 else ()


def _listings(sentence: Sentence) -> Iterator[Listing]:
    counts = sentence.counts
    brackets = [match.span() for match in _BRACKETS.finditer(sentence.text)]
    outside = [count for count in counts if not any(start < count.start < end for start, end in brackets)]
    yield from _marked(sentence, outside)
    yield from _unmarked(sentence, outside)
    for start, end in brackets:
        total = next((count for count in counts if count.end == start), None)
        parts = [count for count in counts if start < count.start < end]
        if total and len(parts) > 1 and all(part.unit == total.unit for part in parts):
            yield from _by_dimension(sentence, total, _related(sentence, total, parts), True, ())


def _marked(sentence: Sentence, counts: Sequence[Count]) -> Iterator[Listing]:
    """What 其中 and 包括 take apart: from the marker to the next one or to the end of the sentence."""
    begins = [match.span() for match in _MARKER.finditer(sentence.text)]
    for (start, marker), (stop, _) in pairwise([*begins, (len(sentence.text), 0)]):
        parts = [count for count in counts if marker <= count.start < stop]
        if parts and stop < len(sentence.text) and _opens_a_clause(sentence.text, parts[-1]):
            parts.pop()
        units = {part.unit for part in parts}
        before = [
            count
            for count in counts
            if count.end <= start and count.unit in units and not _AVERAGE.search(sentence.text[: count.start][-4:])
        ]
        if not before:
            continue
        total = before[-1]
        kept = _related(sentence, total, _side_by_side(sentence.text, parts))
        near = not sentence.text[total.end : start].strip(",:;()。")
        same = [part for part in kept if part.unit == total.unit or {part.unit, total.unit} <= _ALIKE]
        if len(same) > 1 or (same and near):
            yield from _by_dimension(sentence, total, same, len(same) == len(parts), tuple(before[:-1]), near)


def _unmarked(sentence: Sentence, counts: Sequence[Count]) -> Iterator[Listing]:
    """复议7件，维持4件，纠正3件: parts that need no marker, for one case has one result, one applicant, one channel."""
    ways = [dimension(name_of(sentence, count)) for count in counts]
    at = 0
    while at < len(counts):
        end = at + 1
        while end < len(counts) and ways[end] is ways[at] and counts[end].unit == counts[at].unit:
            end += 1
        total = counts[at - 1] if at else None
        if total and ways[at] in _EXCLUSIVE and ways[at - 1] is None and end - at > 1 and total.unit == counts[at].unit:
            parts = _related(sentence, total, counts[at:end])
            if len(parts) == end - at and not _MARKER.search(sentence.text, total.end, counts[at].start):
                yield Listing(sentence, total, tuple(parts), whole=False)
        at = end


def _related(sentence: Sentence, total: Count, parts: Sequence[Count]) -> list[Count]:
    """The parts that may be parts: no growth, no readers, no other years; up to where other work is spoken of."""
    around = sentence.text[max(0, total.start - 24) : total.start]
    done, of_people = activities(around), bool(AUDIENCE.search(around))
    kept: list[Count] = []
    for part in parts:
        name = name_of(sentence, part)
        if CHANGE.search(sentence.text[max(0, part.start - 6) : part.start]):
            continue
        own = activity(name)
        elsewhere = CUMULATIVE.search(name) or FORMER.search(name) or (AUDIENCE.search(name) and not of_people)
        if elsewhere or (own and done and own not in done):
            break
        kept.append(part)
    return kept


def _by_dimension(
    sentence: Sentence, total: Count, parts: Sequence[Count], whole: bool, earlier: tuple[Count, ...], near: bool = True
) -> Iterator[Listing]:
    """One listing for each way in which the parts take the total apart."""
    groups: list[tuple[Dimension | None, list[Count]]] = []
    for part in parts:
        way = dimension(name_of(sentence, part))
        if groups and (way is None or groups[-1][0] in (None, way)):
            groups[-1] = (groups[-1][0] or way, [*groups[-1][1], part])
        else:
            groups.append((way, [part]))
    for _, members in groups:
        yield Listing(sentence, total, tuple(members), whole and len(groups) == 1, near, earlier)


def _side_by_side(text: str, parts: Sequence[Count]) -> Sequence[Count]:
    """The parts up to where commas give way to a semicolon: a new clause then speaks of something else."""
    marks = [max((text.rfind(mark, 0, part.start), mark) for mark in ",、;")[1] for part in parts]
    if len(set(marks[1:])) > 1 and marks[1] != ";" and ";" in marks[1:]:
        return parts[: marks.index(";", 1)]
    return parts


def _opens_a_clause(text: str, count: Count) -> bool:
    """Whether a number that the next 其中 takes apart begins a clause of its own rather than ending the list before."""
    before = text[: count.start]
    return before.rfind(";") > max(before.rfind(","), before.rfind("、"))
