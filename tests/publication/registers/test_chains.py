"""公告链: objections stop what decides, for one row and for many; what is missing anywhere is told; rates count matters once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.registers import KINDS
from gongkai.law.registers.chains import TRADE
from gongkai.law.registers.protests import ProtestAnswer, ProtestGiven, ProtestOutcome, ProtestWay
from gongkai.law.registers.trades import AWARD, PERFORMANCE, TENDER, TRADE_STEPS
from gongkai.office.journal.entries import Entry
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers import queries as registry
from gongkai.publication.registers.chains import acts, queries
from gongkai.publication.registers.models import Protest, Record
from tests.cast import Cast, cast
from tests.publication.registers.rows import row

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 18)
GIVEN = ProtestGiven(ProtestWay.WRITTEN, "甲某某", "13800000000", "中标人资质不符")


@pytest.fixture
def people() -> Cast:
    return cast()


def entered(people: Cast, kind: str, number: int = 1, *, public: bool = True, **other: str) -> Record:
    said = row(KINDS[kind], number, **other)
    record = registers.enter(people.bureau, KINDS[kind], said, on=DAY, today=DAY, by=people.wang)
    if public:
        registers.publish(people.bureau, KINDS[kind], [record.pk], on=DAY, today=DAY, by=people.li)
        record.refresh_from_db(from_queryset=Record.objects.everywhere())
    return record


def protest(people: Cast, record: Record) -> Protest:
    return acts.receive(record, GIVEN, on=DAY, today=DAY, by=people.wang)


def answered(people: Cast, against: Protest) -> None:
    said = ProtestAnswer(ProtestOutcome.NOT_UPHELD, "经核实，中标人具备相应资质")
    acts.answer(against, said, on=DAY, today=DAY, by=people.li)


def test_an_objection_stops_the_next_stage_until_it_is_answered(people: Cast) -> None:
    tender = entered(people, "tender_notice")
    against = protest(people, tender)
    with pytest.raises(Unlawful, match="有1件异议尚未答复，不能登记中标"):
        entered(people, "award_notice")
    entered(people, "correction_notice")
    answered(people, against)
    award = entered(people, "award_notice")
    assert award.joined == tender.joined
    with pytest.raises(Unlawful, match="已经答复"):
        answered(people, against)


def test_the_steps_of_a_trade_stand_between_its_tender_and_its_performance(people: Cast) -> None:
    for step in TRADE_STEPS:
        with pytest.raises(Unlawful, match="请先补登"):
            entered(people, step.key)
    for kind in ("tender_notice", "expert_draw", "bid_opening", "deposit_refund"):
        entered(people, kind)
    with pytest.raises(Unlawful, match="没有中标（成交）公告，不能登记中标通知书"):
        entered(people, "award_letter")
    for kind in ("award_notice", "award_letter", "performance_notice"):
        entered(people, kind)
    found = queries.matter(people.bureau, Record.objects.of(people.bureau)[0].joined)
    assert found is not None and not found.gaps and sum(len(each.records) for each in found.stages) == 7


def test_who_objects_stays_sealed_and_no_entry_names_them(people: Cast) -> None:
    against = protest(people, entered(people, "tender_notice"))
    kept = Protest.objects.of(people.bureau).get(pk=against.pk)
    assert "甲某某".encode() not in bytes(kept.sealed)
    assert kept.due_on == date(2025, 9, 22)
    assert not Entry.objects.of(people.bureau).filter(data__contains="甲某某").exists()


def test_what_is_not_public_cannot_be_objected_to(people: Cast) -> None:
    with pytest.raises(Unlawful, match="还没有公开"):
        protest(people, entered(people, "tender_notice", public=False))


def test_many_rows_are_held_to_their_chain_by_two_queries_however_many(
    people: Cast, django_assert_num_queries: Any
) -> None:
    for number in (1, 2):
        entered(people, "tender_notice", number)
    with django_assert_num_queries(2):
        found = registry.joints(people.bureau, TRADE, [f"项目编号{number}" for number in range(50)])
    assert found.there == {f"项目编号{number}": {TENDER.key} for number in (1, 2)}
    rows = [registers.understood(AWARD, row(AWARD, number), DAY) for number in (1, 2, 3)]
    with pytest.raises(Unlawful, match=r"第3行（项目编号3）：没有招标（采购）公告"):
        registers.enter_many(people.bureau, AWARD, rows, on=DAY, by=people.wang)
    assert not Record.objects.of(people.bureau).filter(kind=AWARD.key).exists()
    against = protest(people, Record.objects.of(people.bureau).get(kind=TENDER.key, joined="项目编号2"))
    with pytest.raises(Unlawful, match="第2行（项目编号2）：有1件异议"):
        registers.enter_many(people.bureau, AWARD, rows[:2], on=DAY, by=people.wang)
    answered(people, against)
    assert len(registers.enter_many(people.bureau, AWARD, rows[:2], on=DAY, by=people.wang)) == 2


def test_a_correction_does_not_move_a_record_to_a_matter_that_is_not_there(people: Cast) -> None:
    entered(people, "tender_notice")
    award = entered(people, "award_notice")
    said = row(AWARD, project_code="没有的项目")
    with pytest.raises(Unlawful, match="没有招标"):
        registers.correct(award, said, "编号写错", on=DAY, today=DAY, by=people.wang, seen=award.edition)
    registers.correct(
        award, row(AWARD, winner="别的单位"), "写错", on=DAY, today=DAY, by=people.wang, seen=award.edition
    )


def test_an_announcement_joins_the_notice_whose_name_it_answers(people: Cast) -> None:
    notice = entered(people, "poverty_notice", name="样本村道路", shown_to="2025-09-30")
    with pytest.raises(Unlawful, match="没有扶贫"):
        entered(people, "poverty_result", answers="别的公示")
    [gap] = queries.gaps(people.bureau, date(2026, 12, 31))
    assert (gap.joined, gap.gap.due, gap.record) == ("样本村道路", date(2026, 9, 30), notice.pk)
    entered(people, "poverty_result", answers="样本村道路")
    assert queries.gaps(people.bureau, date(2026, 12, 31)) == []


def test_a_before_notice_without_its_announcement_is_an_open_finding(people: Cast) -> None:
    entered(people, "firm_list_before", name="去产能企业", shown_to="2025-09-25")
    [gap] = queries.gaps(people.bureau, date(2025, 11, 24))
    assert gap.gap.label == "企业名单事后公告"
    assert not gap.late(date(2025, 11, 24))
    assert gap.late(date(2025, 11, 25))
    assert queries.gaps(people.bureau, date(2025, 11, 23)) == []


def test_a_matter_shows_all_its_stages_and_what_is_missing(people: Cast) -> None:
    tender = entered(people, "tender_notice")
    entered(people, "correction_notice")
    protest(people, tender)
    found = queries.matter(people.bureau, tender.joined)
    assert found is not None
    there = {each.stage.kind: len(each.records) for each in found.stages}
    assert there == {
        "tender_notice": 1,
        "prequalification_notice": 0,
        "correction_notice": 1,
        "expert_draw": 0,
        "bid_opening": 0,
        "award_notice": 0,
        "award_letter": 0,
        "deposit_refund": 0,
        "performance_notice": 0,
    }
    assert [gap.kind for gap in found.gaps] == [AWARD.key]
    assert found.is_blocked
    assert len(found.corrections) == 1
    assert queries.matter(people.bureau, "没有的编号") is None


def test_the_public_reads_only_what_is_public_of_a_matter(people: Cast) -> None:
    tender = entered(people, "tender_notice", public=False)
    assert queries.matter(people.bureau, tender.joined, public_only=True) is None
    registers.publish(people.bureau, TENDER, [tender.pk], on=DAY, today=DAY, by=people.li)
    entered(people, "award_notice", public=False)
    found = queries.matter(people.bureau, tender.joined, public_only=True)
    assert found is not None
    assert {each.stage.kind for each in found.stages if each.records} == {TENDER.key}
    assert PERFORMANCE.key in {gap.kind for gap in found.gaps}


def test_a_withdrawn_stage_is_missing_again(people: Cast) -> None:
    entered(people, "tender_notice")
    award = entered(people, "award_notice")
    registers.withdraw(award, Withdrawal.WRONG, "发错", on=DAY, today=DAY, by=people.li, seen=award.edition)
    assert [each.gap.kind for each in queries.gaps(people.bureau, date(2026, 12, 31))] == [AWARD.key]


def test_rates_count_each_matter_once_however_many_lots(people: Cast) -> None:
    for number in (1, 2, 3, 4):
        entered(people, "tender_notice", number)
    entered(people, "award_notice", 1)
    entered(people, "award_notice", 2, project_code="项目编号1")
    entered(people, "award_notice", 3, project_code="项目编号2")
    entered(people, "performance_notice", 1)
    rates = queries.trade_rates(people.bureau, 2025)
    assert (rates.awarded.part, rates.awarded.whole, rates.awarded.rate) == (2, 4, 50.0)
    assert (rates.performed.part, rates.performed.whole) == (1, 2)
    assert queries.trade_rates(people.bureau, 2024).awarded.rate is None


def test_notices_without_proof_of_posting_are_listed(people: Cast) -> None:
    bare = entered(people, "poverty_notice", 1, proof="")
    entered(people, "poverty_notice", 2, proof="照片1.jpg")
    entered(people, "poverty_notice", 3, public=False, proof="")
    assert [each.pk for each in queries.without_proof(people.bureau)] == [bare.pk]


HAPPENED = st.lists(
    st.tuples(
        st.sampled_from(["tender_notice", "award_notice", "performance_notice"]),
        st.integers(1, 3),
        st.integers(0, 400),
    ),
    max_size=10,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HAPPENED, st.integers(0, 800))
def test_gaps_are_those_a_slow_reading_of_every_matter_finds(
    people: Cast, happened: list[tuple[str, int, int]], later: int
) -> None:
    until = date(2023, 6, 1) + timedelta(later)
    with transaction.atomic():
        there: dict[str, dict[str, date]] = {}
        for place, (key, number, days) in enumerate(happened):
            made = date(2023, 6, 1) + timedelta(days)
            code = f"项目{number}"
            said = row(KINDS[key], place, project_code=code, made_on=made.isoformat())
            try:
                registers.enter(people.bureau, KINDS[key], said, on=DAY, today=DAY, by=people.wang)
            except Unlawful:
                continue
            stages = there.setdefault(code, {})
            stages[key] = max(made, stages.get(key, made))
        slow = {
            (code, gap.kind, gap.due) for code, days in there.items() for gap in TRADE.gaps(days) if gap.due <= until
        }
        assert {(each.joined, each.gap.kind, each.gap.due) for each in queries.gaps(people.bureau, until)} == slow
        transaction.set_rollback(True)
