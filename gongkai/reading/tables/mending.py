"""补接: strips that a page has broken, mended only where the table's own sums prove it.

- A number cut over two lines of a narrow cell (1406 and 9) leaves a strip with one figure too many.
- Words come between the figures of a row where a page is read column by column.
- Figures printed one a line may run on into the next row; the strip counts only if its figures add up.
- Empty cells leave no trace in loose rows; their places are known by where the other figures of the column stand.

A row of nothing but zeros proves nothing, and a table without sums cannot be mended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Layout, Table
from gongkai.reading.tables.numerals import BLANK, Figure
from gongkai.reading.tables.rows import Piece, Shape
from gongkai.reading.tables.strips import Strip
from gongkai.reading.tables.windows import Proof, Slot

_REMEMBERED = 256
_LONGEST = 15
_FAR = 1.5
"""How far from the middle of its column a figure may stand, in characters, once the row is drawn level with the others."""


def mended(strips: Sequence[Strip], width: int, proof: Proof, is_label: Callable[[str], object]) -> list[Strip]:
    """补接: the strips with what could be mended mended, and what stays doubtful no longer complete.

    Figures beyond what ``is_label`` says is the label of a row are of that row.
    """
    found: list[Strip] = []
    waiting = deque(strips)
    while waiting:
        strip = waiting.popleft()
        proven = strip.complete and proof(strip.slots)
        together = (
            None
            if proven
            else _joined(strip, waiting, width, proof) or _gathered(strip, waiting, width, proof, is_label)
        )
        if together:
            strip.slots, used = together
            strip.complete = strip.certain = True
            strip.joined = tuple(slot.piece.line for _ in range(used) for slot in waiting.popleft().slots)
        strip.complete = strip.complete and (strip.certain or (proof(strip.slots) and not strip.other_cut))
        found.append(strip)
    middles = _middles(found)
    for strip in found:
        spread = None if strip.complete or not strip.own or not middles else _spread(strip, middles, proof)
        if spread:
            strip.slots, strip.complete = spread, True
    return found


@lru_cache(maxsize=_REMEMBERED)
def proof_for(table: Table, columns: tuple[str, ...]) -> Proof:
    """证明: the proof for a table: each of its rows adds up along the columns, and at least one not to nothing."""
    names = tuple(table.column_lines) if table.layout is Layout.STRIP else columns
    places = {name: at for at, name in enumerate(names)}
    sums = [(places[total.key], [places[part.key] for part in parts]) for total, parts in table.columns.sums()]
    size = len(names)
    width = size * len(table.row_lines) if table.layout is Layout.STRIP else size

    def proof(slots: Sequence[Slot]) -> bool:
        if not sums or len(slots) != width:
            return False
        numbers = [_number(slot) for slot in slots]
        return any(numbers) and all(_adds_up(numbers[at : at + size], sums) for at in range(0, width, size))

    return proof


def _adds_up(numbers: Sequence[Number | None], sums: Iterable[tuple[int, Sequence[int]]]) -> bool:
    for total, parts in sums:
        addends = [numbers[part] for part in parts]
        if None in addends or sum(number for number in addends if number is not None) != numbers[total]:
            return False
    return True


def _number(slot: Slot) -> Number | None:
    return 0 if slot.figure.state in (State.BLANK, State.MARK) else slot.figure.number


def _joined(strip: Strip, following: Iterable[Strip], width: int, proof: Proof) -> tuple[tuple[Slot, ...], int] | None:
    """The strip with a number cut in two put together again, and how many of the following strips that used up."""
    slots, used = strip.slots, 0
    for other in (None, *islice(following, 2)):
        if other is not None:
            if other.own or other.before or other.shape is not Shape.LOOSE:
                break
            slots, used = (*slots, *other.slots), used + 1
        if len(slots) == width + 1:
            answers = {_texts(each): each for each in _joins(slots) if proof(each)}
            return (next(iter(answers.values())), used) if len(answers) == 1 else None
    return None


def _gathered(
    strip: Strip, following: Iterable[Strip], width: int, proof: Proof, is_label: Callable[[str], object]
) -> tuple[tuple[Slot, ...], int] | None:
    """The strip with the figures after it, whatever words stand between, and how many strips that used up."""
    slots, used = strip.slots, 0
    if strip.complete or strip.shape is not Shape.LOOSE:
        return None
    for other in islice(following, width):
        if other.own or other.shape is not Shape.LOOSE or len(slots) >= width or any(map(is_label, other.heads)):
            break
        slots, used = (*slots, *other.slots), used + 1
    return (slots, used) if len(slots) == width and (proof(slots) or _nothing_else(slots, following, used)) else None


def _nothing_else(slots: Sequence[Slot], following: Iterable[Strip], used: int) -> bool:
    """Whether these are all the figures there are, and every one 0: then their order does not matter."""
    return all(slot.figure.number == 0 for slot in slots) and next(islice(following, used, None), None) is None


def _texts(slots: Sequence[Slot]) -> tuple[str, ...]:
    return tuple(slot.piece.text for slot in slots)


def _joins(slots: Sequence[Slot]) -> Iterator[tuple[Slot, ...]]:
    """Every way to put two figures together into one: neighbours, or the last one behind any other."""
    for at in range(len(slots) - 1):
        if (one := _put_together(slots[at], slots[at + 1])) is not None:
            yield (*slots[:at], one, *slots[at + 2 :])
        if (one := _put_together(slots[at], slots[-1])) is not None:
            yield (*slots[:at], one, *slots[at + 1 : -1])


def _put_together(one: Slot, other: Slot) -> Slot | None:
    digits = one.piece.text + other.piece.text
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST) or one.piece.line == other.piece.line:
        return None
    return Slot(Figure(State.NUMBER, int(digits)), Piece(digits, one.piece.at, one.piece.line))


def _middles(strips: Sequence[Strip]) -> tuple[float, ...]:
    """Where the middle of each column stands on the line, by the strips that print every figure on one line.

    Nothing where columns stand so close that a figure could belong to two.
    """
    whole = [strip for strip in strips if strip.complete and strip.shape is Shape.LOOSE and _on_one_line(strip)]
    columns = zip(*(strip.slots for strip in whole), strict=True)
    middles = tuple(sum(map(_middle, column)) / len(whole) for column in columns)
    return middles if all(later - one > 2 * _FAR for one, later in pairwise(middles)) else ()


def _on_one_line(strip: Strip) -> bool:
    return len({slot.piece.line for slot in strip.slots}) == 1


def _middle(slot: Slot) -> float:
    return slot.piece.at + len(slot.piece.text) / 2


def _spread(strip: Strip, middles: Sequence[float], proof: Proof) -> tuple[Slot, ...] | None:
    """The figures of a strip put under their columns, the other cells blank; None where one fits two columns or none.

    The last figure is the total, and so says how far the whole line has been pushed aside.
    """
    if strip.shape is not Shape.LOOSE or not _on_one_line(strip) or len(strip.slots) >= len(middles):
        return None
    aside = _middle(strip.slots[-1]) - middles[-1]
    spread = [Slot(BLANK, Piece("", round(middle), strip.line)) for middle in middles]
    for slot in strip.slots:
        near = [at for at, middle in enumerate(middles) if abs(middle + aside - _middle(slot)) <= _FAR]
        if len(near) != 1 or spread[near[0]].piece.text:
            return None
        spread[near[0]] = slot
    return tuple(spread) if proof(spread) else None
