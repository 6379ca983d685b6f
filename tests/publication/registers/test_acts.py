"""登记簿办理: entered inside, public by a named person, corrected with what it said before, withdrawn at once."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.registers import KINDS
from gongkai.law.registers.chains import CHAINS, chain_of
from gongkai.law.registers.decisions import PENALTY, PERMIT
from gongkai.law.registers.livelihood import RELIEF_PAYMENT
from gongkai.law.registers.powers import POWER
from gongkai.law.registers.standing import Standing
from gongkai.law.registers.trades import AWARD, PURCHASE, TENDER
from gongkai.law.screening import KeepGround, Ruling, Verdict
from gongkai.publication.gate import acts as gate
from gongkai.publication.gate import queries as screenings
from gongkai.publication.gate.acts import HeldBack
from gongkai.publication.gate.models import Screening
from gongkai.publication.gate.sweeping import subjects, sweep
from gongkai.publication.registers import acts, proving, queries, showing, storing
from gongkai.publication.registers.models import Record, RecordVersion
from tests.cast import Cast, cast
from tests.publication.registers.rows import IDENTITY, row

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 18)
LATER = {stage.kind for chain in CHAINS for stage in chain.stages if stage.needs}
"""Stages that wait for another record."""


@pytest.fixture
def people() -> Cast:
    return cast()


def entered(people: Cast, kind_key: str = "permit", number: int = 1, **other: str) -> Record:
    return acts.enter(
        people.bureau, KINDS[kind_key], row(KINDS[kind_key], number, **other), on=DAY, today=DAY, by=people.wang
    )


@pytest.mark.parametrize(
    "key",
    [key for key in KINDS if not ((chain := chain_of(key)) and (stage := chain.stage(key)) and stage.needs)],
)
def test_a_record_of_every_kind_is_entered_and_read_again(people: Cast, key: str) -> None:
    record = entered(people, key)
    again = Record.objects.of(people.bureau).get(pk=record.pk)
    assert again.seal == storing.digest(again)
    assert again.standing == Standing.WAITING
    assert not queries.public_records(people.bureau, KINDS[key], DAY).exists()


def test_what_is_personal_is_sealed_and_what_is_shown_is_covered(people: Cast) -> None:
    record = entered(people, "relief_payment", account="6222021001116245702")
    kept = Record.objects.of(people.bureau).get(pk=record.pk)
    assert kept.data["name"] == "张*试"
    assert not {"number", "account", "address"} & kept.data.keys()
    assert IDENTITY.encode() not in bytes(kept.sealed or b"")
    assert storing.opened(kept.sealed)["number"] == IDENTITY
    assert {each.key for each in RELIEF_PAYMENT.shown} >= kept.data.keys()


def test_a_named_person_makes_public_and_the_due_day_is_seven_working_days(people: Cast) -> None:
    record = entered(people, made_on="2025-09-18")
    assert record.due_on == date(2025, 9, 28)  # 2025-09-28 is a working Sunday
    assert acts.publish(people.bureau, PERMIT, [record.pk], on=DAY, today=DAY, by=people.li) == 1
    assert [each.pk for each in queries.public_records(people.bureau, PERMIT, DAY)] == [record.pk]
    with pytest.raises(Unlawful, match="没有待公开的记录"):
        acts.publish(people.bureau, PERMIT, [record.pk], on=DAY, today=DAY, by=people.li)


PERHAPS = f"当事人身份证号{IDENTITY[:-1]}{'1' if IDENTITY[-1] != '1' else '2'}"
"""A number that no checksum proves."""


def decided(people: Cast, record: Record) -> None:
    """Somebody who did not bring it has said that it may be read."""
    for screening in Screening.objects.of(people.bureau).filter(subject=f"record {record.pk}"):
        keys = [each.key for each in screenings.open_findings(screening)]
        ruling = Ruling(Verdict.KEEP, KeepGround.MISTAKEN, "不是号码，是流水号")
        gate.decide(screening, keys, ruling, on=DAY, today=DAY, by=people.wang)


def test_what_is_only_likely_personal_waits_for_a_named_persons_decision_and_a_sweep_finds_nothing_new(
    people: Cast,
) -> None:
    record, other = entered(people, content=PERHAPS), entered(people, number=2)
    assert showing.preview(record).doubtful and not showing.preview(other).doubtful
    with pytest.raises(HeldBack) as held:
        acts.publish(people.bureau, PERMIT, [record.pk, other.pk], on=DAY, today=DAY, by=people.li)
    assert held.value.parts == tuple(proving.parts_of(record))
    record.refresh_from_db()
    assert record.standing == Standing.WAITING
    gate.screen_all(
        people.bureau, held.value.parts, on=DAY, by=people.li
    )  # as the desk does where an act was held back
    decided(people, record)
    assert not showing.preview(record).doubtful
    assert acts.publish(people.bureau, PERMIT, [record.pk, other.pk], on=DAY, today=DAY, by=people.li) == 2
    records = next(each for each in subjects() if each.key == "records")
    assert sweep(people.bureau, records, on=DAY).looked == 2
    assert not screenings.waiting(people.bureau)


def test_a_correction_of_what_is_public_waits_for_the_same_decision(people: Cast) -> None:
    record = entered(people)
    acts.publish(people.bureau, PERMIT, [record.pk], on=DAY, today=DAY, by=people.li)
    record.refresh_from_db()
    said = row(PERMIT, content=PERHAPS)
    with pytest.raises(HeldBack) as held:
        acts.correct(record, said, "写错了", on=DAY, today=DAY, by=people.li, seen=record.edition)
    gate.screen_all(people.bureau, held.value.parts, on=DAY, by=people.li)
    decided(people, record)
    record.refresh_from_db()
    acts.correct(record, said, "写错了", on=DAY, today=DAY, by=people.li, seen=record.edition)
    assert record.data["content"] == PERHAPS


def test_a_number_of_a_person_in_free_text_is_not_let_out(people: Cast) -> None:
    record = entered(people, content=f"准予经营，经营者身份证号{IDENTITY}")
    with pytest.raises(Unlawful, match="许可内容"):
        acts.publish(people.bureau, PERMIT, [record.pk], on=DAY, today=DAY, by=people.li)
    assert Record.objects.of(people.bureau).get(pk=record.pk).standing == Standing.WAITING


def test_every_field_that_keeps_a_row_out_is_named(people: Cast) -> None:
    wrong = row(PERMIT, credit_code="91350100M000100Y44", made_on="1900-01-01", content="")
    with pytest.raises(Unlawful) as refused:
        acts.enter(people.bureau, PERMIT, wrong, on=DAY, today=DAY, by=people.wang)
    assert all(name in refused.value.reason for name in ("统一社会信用代码", "许可决定日期", "许可内容"))
    assert not Record.objects.of(people.bureau).exists()


def test_a_correction_keeps_what_was_said_and_needs_a_reason(people: Cast) -> None:
    record = entered(people)
    said = row(PERMIT, content="更正后的内容")
    with pytest.raises(Unlawful, match="更正理由"):
        acts.correct(record, said, " ", on=DAY, today=DAY, by=people.wang, seen=1)
    acts.correct(record, said, "内容写错", on=DAY, today=DAY, by=people.wang, seen=1)
    version = RecordVersion.objects.of(people.bureau).get()
    assert (version.edition, version.row["data"]["content"]) == (1, "许可内容1")
    assert (record.edition, record.data["content"]) == (2, "更正后的内容")
    with pytest.raises(Unlawful, match="已被他人改动"):
        acts.correct(record, said, "再改", on=DAY, today=DAY, by=people.wang, seen=1)


def test_the_same_record_is_refused_and_named(people: Cast) -> None:
    entered(people)
    with pytest.raises(Unlawful, match="行政许可决定文书号、行政相对人名称都相同"):
        entered(people)
    entered(people, number=2)


def test_withdrawn_and_ended_records_leave_the_public(people: Cast) -> None:
    penalty = entered(people, "penalty", shown_to="2025-09-30")
    permit = entered(people)
    for record, kind in ((penalty, PENALTY), (permit, PERMIT)):
        acts.publish(people.bureau, kind, [record.pk], on=DAY, today=DAY, by=people.li)
    acts.withdraw(permit, Withdrawal.WRONG, "决定已撤销", on=DAY, today=DAY, by=people.li, seen=1)
    assert not queries.public_records(people.bureau, PERMIT, DAY).exists()
    assert acts.end(people.bureau, on=date(2025, 9, 30)) == 0
    after = date(2025, 10, 1)
    assert not queries.public_records(people.bureau, PENALTY, after).exists()
    assert acts.end(people.bureau, on=after) == 1
    assert Record.objects.of(people.bureau).get(pk=penalty.pk).standing == Standing.ENDED


def test_an_item_leaves_its_list_and_stands_there_as_of_the_days_before(people: Cast) -> None:
    item = entered(people, "power_item", made_on="2024-01-01")
    acts.publish(people.bureau, POWER, [item.pk], on=DAY, today=DAY, by=people.li)
    acts.leave(item, "上级取消", on=DAY, today=DAY, by=people.li, seen=1)
    assert queries.public_records(people.bureau, POWER, date(2025, 9, 17)).count() == 1
    assert not queries.public_records(people.bureau, POWER, DAY).exists()


def test_an_award_waits_for_its_tender(people: Cast) -> None:
    with pytest.raises(Unlawful, match="没有招标（采购）公告"):
        entered(people, "award_notice")
    tender = entered(people, "tender_notice")
    assert tender.joined == row(TENDER)["project_code"]
    award = entered(people, "award_notice")
    assert (award.joined, award.cents) == (tender.joined, 12_500_000)
    assert AWARD.amount is not None and AWARD.amount.key == "price"


def test_many_are_entered_under_one_entry_with_their_root(people: Cast) -> None:
    rows = [acts.understood(PURCHASE, row(PURCHASE, number), DAY) for number in range(5)]
    records = acts.enter_many(people.bureau, PURCHASE, rows, on=DAY, by=people.li, published=True)
    assert {record.entry for record in records} == {records[0].release}
    assert queries.public_records(people.bureau, PURCHASE, DAY).count() == 5
    with pytest.raises(Unlawful, match="重复"):
        acts.enter_many(people.bureau, PURCHASE, rows, on=DAY, by=people.li)
    assert Record.objects.of(people.bureau).count() == 5


def test_money_is_kept_exactly_in_fen(people: Cast) -> None:
    record = entered(people, "purchase", amount="8208.93")
    assert record.cents == 8_208_930_000
