"""索引号: unique for ever, whatever the rules, the authorities and the years; nothing drawn is ever lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.catalogue import (
    USUAL_RULE,
    Given,
    IndexRule,
    Reset,
    Segment,
    SegmentKind,
    SerialScope,
)
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import acts as journal
from gongkai.office.journal.models import Counter
from gongkai.office.journal.numbers import Number
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue import acts, numbers, queries
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column, IndexNumber, SkippedSerial
from gongkai.publication.disclosure import acts as disclosure
from tests.cast import Cast
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published


def kinds(*told: str, before: str = "-") -> tuple[Segment, ...]:
    return tuple(
        Segment(SegmentKind(each), width=3 if each == "serial" else 0, before=before if place else "")
        for place, each in enumerate(told)
    )


RULES = (
    USUAL_RULE,
    IndexRule(kinds("authority", "year", "serial")),
    IndexRule(kinds("authority", "category", "year", "serial"), SerialScope.CATEGORY),
    IndexRule(kinds("authority", "category", "year", "serial")),
    IndexRule(kinds("authority", "serial"), reset=Reset.NEVER),
    IndexRule(kinds("authority", "serial", "year")),
    IndexRule(kinds("authority", "year_month", "serial")),
)
CODES = ("A1", "B2", "A1-2025")
event = st.one_of(
    st.tuples(st.just("rule"), st.sampled_from(RULES), st.sampled_from(CODES)),
    st.tuples(st.just("draw"), st.integers(0, 1), st.integers(1, 3)),
    st.tuples(st.just("adopt"), st.sampled_from(CODES), st.integers(1, 9)),
)


@settings(max_examples=20)
@given(st.lists(st.tuples(event, st.integers(0, 1), st.integers(0, 500)), max_size=14))
def test_12_no_number_is_given_twice_whatever_the_rules_the_authorities_and_the_years(
    people: Cast, events: list[tuple[tuple[str, object, object], int, int]]
) -> None:
    places = (people.bureau, people.elsewhere)
    columns = {place.pk: _columns(place) for place in places}
    begun = IndexNumber.objects.everywhere().count()
    given_now: list[str] = []
    for (kind, one, other), which, days in events:
        place, on = places[which], date(2024, 6, 1) + timedelta(days=days)
        try:
            with transaction.atomic():
                if kind == "rule" and isinstance(one, IndexRule):
                    acts_of_rule = numbers.set_index_rule(place, one, str(other), on=on, by=None)
                    assert acts_of_rule.code == other
                elif kind == "draw" and isinstance(one, int) and isinstance(other, int):
                    drawn = numbers.draw_index_numbers(place, columns[place.pk][one], on, other)
                    assert len(drawn) == other
                    _entered(place, on, drawn)
                    given_now += [number.text for number in drawn]
                else:
                    given_now.append(numbers.adopt_index_number(place, f"{one}-{on.year}-{other:03}", on).text)
        except Unlawful as refused:
            assert refused.field in {"code", "on", "index_number"}
    assert len(set(given_now)) == len(given_now)
    assert IndexNumber.objects.everywhere().count() - begun == len(given_now)
    for place in places:
        counters = Counter.objects.of(place).filter(series__startswith=numbers.SERIES)
        told = [(each.series, each.year, each.last) for each in counters]
        for run in queries.runs(place, told):
            assert run.lost == () and run.given + run.skipped == run.last
    assert [str(finding) for finding in verify(whole=True)] == []


def _columns(place: Authority) -> list[Column]:
    had = list(Column.objects.of(place).filter(slug__startswith="sy").order_by("slug"))
    return had or [
        acts.open_column(
            place, ColumnPlan(f"试{n}", f"sy{n}", "办公室", category=f"0{n}"), on=date(2024, 1, 1), by=None
        )
        for n in (1, 2)
    ]


def _entered(place: Authority, on: date, drawn: list[Number]) -> None:
    """As the act that publishes does."""
    data: dict[str, JSON] = {"numbers": [number.text for number in drawn]}
    journal.enter(place, "draw_numbers", on=on, by=None, data=data, numbers=drawn)


def test_a_changed_rule_leaves_given_numbers_alone_and_a_withdrawn_number_is_not_given_again(house: House) -> None:
    column = opened(house.people, "公示", "gs", category="2001")
    first = published(house, column, "一")
    rule = IndexRule(kinds("authority", "category", "year", "serial"))
    numbers.set_index_rule(house.people.bureau, rule, "SL001", on=DAY, by=house.people.li)
    second = published(house, column, "二")
    disclosure.withdraw(second, on=DAY, by=house.people.wang, reason="有误")
    third = published(house, column, "三")
    first.refresh_from_db()
    assert first.index_number == "shili-minzheng/2025-00001"
    assert [second.index_number, third.index_number] == ["SL001-2001-2025-002", "SL001-2001-2025-003"]
    assert [str(finding) for finding in verify(whole=True)] == []


def test_adopted_numbers_are_stepped_over_and_the_gap_is_explained(house: House) -> None:
    column = opened(house.people, "公示", "gs")
    with transaction.atomic():
        taken = [f"shili-minzheng/2025-{serial:05}" for serial in (1, 2, 4)]
        rows = numbers.adopt_index_numbers(house.people.bureau, taken, DAY)
    assert {row.given for row in rows} == {Given.ADOPTED}
    assert published(house, column, "一").index_number.endswith("00003")
    assert published(house, column, "二").index_number.endswith("00005")
    assert [row.serial for row in SkippedSerial.objects.of(house.people.bureau).order_by("serial")] == [1, 2, 4]
    [run] = queries.runs(house.people.bureau, [(numbers.SERIES, 2025, 5)])
    assert (run.given, run.skipped, run.lost) == (2, 3, ())
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_thousand_adopted_numbers_cost_two_looks(house: House) -> None:
    column = opened(house.people, "公示", "gs")
    with transaction.atomic():
        numbers.adopt_index_numbers(
            house.people.bureau, [f"shili-minzheng/2025-{serial:05}" for serial in range(1, 1201)], DAY
        )
    assert published(house, column, "一").index_number.endswith("01201")


@pytest.mark.parametrize("text", ["", "  ", "有 空格", "a~b", "a?b", "x" * 61, "a\x00b"])
def test_a_number_that_cannot_stand_in_an_address_is_not_adopted(people: Cast, text: str) -> None:
    with pytest.raises(Unlawful, match="索引号"):
        numbers.adopt_index_number(people.bureau, text, DAY)


def test_an_adopted_number_is_kept_letter_for_letter_and_taken_once(people: Cast) -> None:
    row = numbers.adopt_index_number(people.bureau, "11441700007280420Y/2021-00050", DAY)
    assert row.text == "11441700007280420Y/2021-00050"
    for place in (people.bureau, people.elsewhere):
        with pytest.raises(Unlawful, match="已经使用"):
            numbers.adopt_index_number(place, row.text, DAY)
    with pytest.raises(Unlawful, match="“x”在同一批中出现两次"):
        numbers.adopt_index_numbers(people.bureau, ["x", "y", "x"], DAY)
    assert IndexNumber.objects.of(people.bureau).count() == 1


def test_two_authorities_do_not_number_under_one_code(people: Cast) -> None:
    numbers.set_index_rule(people.bureau, USUAL_RULE, "SL001", on=DAY, by=people.li)
    for code, holder in (("SL001", people.bureau.name), (people.bureau.code, people.bureau.name)):
        with pytest.raises(Unlawful, match=f"为{holder}所用") as refused:
            numbers.set_index_rule(people.elsewhere, USUAL_RULE, code, on=DAY, by=people.zhao)
        assert refused.value.field == "code"
    with pytest.raises(Unlawful, match="不能早于现行规则"):
        numbers.set_index_rule(people.bureau, USUAL_RULE, "SL001", on=DAY - timedelta(days=1), by=people.li)


def test_a_column_without_a_category_takes_that_of_the_one_above_it_or_is_not_numbered(house: House) -> None:
    upper = opened(house.people, "公示", "gs", category="2001")
    lower = opened(house.people, "人事公示", "rsgs", upper)
    bare = opened(house.people, "其他", "qt")
    rule = IndexRule(kinds("authority", "category", "year", "serial"), SerialScope.CATEGORY)
    numbers.set_index_rule(house.people.bureau, rule, "SL001", on=DAY, by=house.people.li)
    assert published(house, lower).index_number == "SL001-2001-2025-001"
    assert queries.without_category(house.people.bureau, DAY) == [bare]
    with pytest.raises(Unlawful, match="没有信息类别代码"):
        published(house, bare, "二")
