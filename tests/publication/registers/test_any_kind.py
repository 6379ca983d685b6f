"""任意种类: whatever is declared, a good row goes in and shows nothing that finds a person, a bad one is told at its field."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.grammar.kinds import Shown, Sort
from gongkai.law.registers import KINDS
from gongkai.law.registers.rows import judge
from gongkai.publication.registers import acts, storing
from gongkai.publication.registers.models import Record
from gongkai.publication.registers.proving import PROVEN
from tests.cast import Cast, cast
from tests.publication.registers.many import needed_first
from tests.publication.registers.strategies import EVERY_KIND, TODAY, Spoiled, rows_of, spoiled_rows

NUMBERED = (Sort.IDENTITY, Sort.ACCOUNT, Sort.PHONE)


@pytest.fixture
def people() -> Cast:
    return cast()


@given(st.data(), EVERY_KIND.map(lambda kind: kind.key))
def test_a_good_row_of_any_kind_is_taken_whole(data: st.DataObject, key: str) -> None:
    kind = KINDS[key]
    row = data.draw(rows_of(kind))
    judged = judge(kind, row, today=TODAY, proven=PROVEN)
    assert [str(each) for each in judged.faults if each.refuses] == []
    assert judged.values.keys() == row.keys()


@given(spoiled_rows())
@settings(max_examples=200)
def test_whatever_is_wrong_with_a_row_is_told_at_its_field_and_nowhere_else(spoiled: Spoiled) -> None:
    judged = judge(spoiled.kind, spoiled.row, today=TODAY, proven=PROVEN)
    told = {each.field: each for each in judged.faults}
    assert told[spoiled.field].fault is spoiled.fault
    spans = {"valid_from": "valid_to", "shown_from": "shown_to"}
    assert told.keys() <= {spoiled.field, spans.get(spoiled.field, spoiled.field)}
    assert judged.is_refused is told[spoiled.field].refuses
    if spoiled.kind.field(spoiled.field).sort in NUMBERED:
        assert spoiled.row[spoiled.field] not in str(told[spoiled.field])


@pytest.mark.django_db
@given(st.data(), EVERY_KIND.map(lambda kind: kind.key))
def test_nothing_that_finds_a_person_lies_readable_in_a_record_of_any_kind(
    people: Cast, data: st.DataObject, key: str
) -> None:
    kind = KINDS[key]
    row = data.draw(rows_of(kind))
    values = acts.understood(kind, row, TODAY)
    needed_first(people.bureau, kind, [values])
    [record] = acts.enter_many(people.bureau, kind, [values], on=date(2026, 6, 1), by=people.li, published=True)
    kept = Record.objects.of(people.bureau).get(pk=record.pk)
    readable = json.dumps([kept.title, kept.unit, kept.data, kept.joined, kept.alike], ensure_ascii=False)
    inside = {each.key for each in kind.fields if each.shown is not Shown.WHOLE}
    assert [each for each in kind.fields if each.sort in NUMBERED and row[each.key] in readable] == []
    assert not {each.key for each in kind.fields if each.shown is Shown.INSIDE} & kept.data.keys()
    assert storing.opened(kept.sealed).keys() == inside
    assert kept.seal == storing.digest(kept)
    Record.objects.of(people.bureau).delete()
