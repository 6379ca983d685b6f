"""批量登记: whole histories written at once are what acts would have written one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.journal import acts, numbers, vault
from gongkai.office.journal.acts import Deed, History, Written
from gongkai.office.journal.entries import Entry, Head, Row
from gongkai.office.journal.models import Counter, Dossier
from gongkai.office.journal.verify import verify
from tests.cast import Cast
from tests.office.histories import FIRST, lawful_steps

histories = st.lists(st.tuples(lawful_steps(), st.text(max_size=5).filter(str.isprintable), st.booleans()), max_size=7)
Histories = list[tuple[Sequence[Step], str, bool]]

NOT_COMPARED = {"id", "dossier_id", "at", "prev", "seal", "data"}
"""What differs from one writing to the next: keys, moments, seals; in the data only the fingerprints, which are salted."""


def one_by_one(people: Cast, of: Histories) -> None:
    for steps, title, named in of:
        personal = {"name": title} if named else None
        first, *rest = steps
        dossier = acts.open_dossier(people.bureau, "errand", first, by=people.wang, title=title, personal=personal)
        for step in rest:
            acts.take(dossier, step, by=people.li)


def at_once(people: Cast, of: Histories, chunk: int) -> None:
    prepared = [
        History(
            [Deed(step, people.li if place else people.wang) for place, step in enumerate(steps)],
            title,
            {"name": title} if named else None,
        )
        for steps, title, named in of
    ]
    assert len(list(acts.enter_many(people.bureau, "errand", prepared, chunk=chunk))) == len(of)


def written(people: Cast) -> list[Any]:
    """Everything the journal holds, but for what must differ; the verification answers for that."""
    assert [str(finding) for finding in verify(whole=True)] == []
    dossiers = list(Dossier.objects.of(people.bureau).order_by("id"))
    rows = list(Entry.objects.of(people.bureau).order_by("id"))
    return [
        [[getattr(one, field.attname) for field in Dossier._meta.fields if field.name != "id"] for one in dossiers],
        [
            [getattr(row, field.attname) for field in Entry._meta.fields if field.attname not in NOT_COMPARED]
            for row in rows
        ],
        [row.dossier.number if row.dossier else None for row in rows],
        [[piece for piece in row.data.split('"') if len(piece) < 64] for row in rows],
        list(Counter.objects.of(people.bureau).order_by("year").values_list("series", "year", "last")),
        Head.objects.filter(authority=people.bureau).values_list("seq", flat=True).first(),
    ]


@given(before=histories, of=histories, chunk=st.integers(1, 4))
def test_what_is_written_in_bulk_is_what_acts_write(people: Cast, before: Histories, of: Histories, chunk: int) -> None:
    results = []
    for in_bulk in (False, True):
        with transaction.atomic():
            one_by_one(people, before)
            at_once(people, of, chunk) if in_bulk else one_by_one(people, of)
            results.append(written(people))
            transaction.set_rollback(True)
    assert results[0] == results[1]


def test_an_unlawful_history_stops_its_chunk_and_leaves_the_chunks_before_it(people: Cast) -> None:
    good, bad = [Deed(Step("begin", FIRST))], [Deed(Step("begin", FIRST)), Deed(Step("resume", FIRST))]
    with pytest.raises(Unlawful):
        list(acts.enter_many(people.bureau, "errand", [History(good), History(good), History(bad)], chunk=1))
    assert Dossier.objects.of(people.bureau).count() == 2
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_room_writes_its_rows_in_the_same_transaction_and_may_draw_numbers(people: Cast) -> None:
    sealed = {}

    def histories() -> Any:
        for name in ("甲", "乙"):
            number = numbers.document(people.bureau, "示民公复", 2025)
            yield History([Deed(Step("begin", FIRST), numbers=(number,))], row=name)

    def alongside(some: Sequence[Written]) -> None:
        sealed.update({one.dossier: one.secrets.seal("name", one.history.row) for one in some})

    dossiers = list(acts.enter_many(people.bureau, "errand", histories(), alongside=alongside))
    assert [vault.unseal(dossier, "name", sealed[dossier]) for dossier in dossiers] == ["甲", "乙"]
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_row_has_the_columns_of_an_entry_in_their_order() -> None:
    assert Row._fields == tuple(field.attname for field in Entry._meta.local_concrete_fields)
