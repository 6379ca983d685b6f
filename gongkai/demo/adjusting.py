"""清单调整的装入: what came to a list and what left it on one day is one batch, proposed, reviewed, approved and made public.

The dates of the steps before the day itself and the meeting are invented; what changed and on what basis is what the report says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from django.db import transaction

from gongkai.demo.place import Place
from gongkai.demo.registered.plan import Book, Lot
from gongkai.demo.registered.writing import all_of, gone, said
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.registers.adjusting import Act
from gongkai.law.registers.lists import Adjustment
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.registers.lists import acts, queries
from gongkai.publication.registers.lists.reading import Proposed
from gongkai.publication.registers.models import AdjustmentBatch

MEETING = "政府常务会议（示例）"


def moves(book: Book) -> bool:
    """按批次调整: whether a list of this kind moves by batches at all."""
    return book.kind in queries.ADJUSTED


def by_batch(book: Book, lot: Lot) -> bool:
    """经批次列入: whether the items of a lot came by a batch; the others stood already."""
    return moves(book) and lot.came is not Adjustment.STANDING


def adjust(place: Place, authority: Authority, book: Book, by: Official, told: Callable[[int], object]) -> int:
    """调整: the changes of a book, day by day; what is done already is not done again. Returns how many items came."""
    if not moves(book):
        return 0
    done = set(queries.published(authority, book.kind).values_list("effective_on", flat=True))
    days = {lot.begins for lot in book.lots if by_batch(book, lot)} | {
        each.on for lot in book.lots for each in lot.gone
    }
    for on in sorted(days - done):
        coming, going = list(_coming(place, book, on)), list(_going(book, on))
        standing = queries.codes_now(authority, book.kind)
        # A sample holds the first of a list, and the last of it leave; a later batch cannot go before an earlier one.
        if not all(each.code in standing for each in going):
            break
        _batch(place, authority, book, [*coming, *going], on, by)
        told(len(coming))
        done.add(on)
    return sum(lot.total for lot in book.lots if by_batch(book, lot) and lot.begins in done)


def _coming(place: Place, book: Book, on: date) -> Iterator[Proposed]:
    for lot in book.lots:
        if by_batch(book, lot) and lot.begins == on:
            for row in all_of(lot):
                told = said(row, place.short_name)
                yield Proposed(told["code"], lot.came, "", told)


def _going(book: Book, on: date) -> Iterator[Proposed]:
    for lot in book.lots:
        for each, codes in gone(lot):
            if each.on == on:
                yield from (Proposed(code, each.how, "", {}) for code in codes)


def _basis(book: Book, on: date) -> str:
    found = [each.basis for lot in book.lots for each in lot.gone if each.on == on]
    return "；".join(dict.fromkeys(found)) or "承接上级下放的事项（示例）"


@transaction.atomic
def _batch(place: Place, authority: Authority, book: Book, rows: Sequence[Proposed], on: date, by: Official) -> None:
    def ago(days: int) -> date:
        return on - timedelta(days=days)

    batch = acts.propose(authority, book.kind, rows, _basis(book, on), ago(28), on=ago(21), today=on, by=by)
    for office, act, days in (("establishment", Act.REFORM, 14), ("legal", Act.LEGAL, 10)):
        reviewer = Official.objects.get(username=f"{place.code}-{office}")
        _take(batch, act, ago(days), on, reviewer, [office])
    _take(batch, Act.APPROVE, ago(5), on, by, [], approved_by=MEETING, approved_on=ago(7).isoformat())
    _take(batch, Act.PUBLISH, on, on, by, [], effective_on=on.isoformat())


def _take(
    batch: AdjustmentBatch,
    act: Act,
    on: date,
    today: date,
    by: Official,
    offices: Sequence[str],
    **details: JSON,
) -> None:
    acts.act(batch, Step(act.value, on, details), today=today, by=by, offices=offices)
