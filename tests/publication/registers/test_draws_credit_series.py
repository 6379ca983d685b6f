"""双随机、失信名单、定期公开: a draw is repeatable and its results are records; names leave; what is due is told."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.limits import LimitKind
from gongkai.law.registers import KINDS
from gongkai.law.registers.credit import Act, State
from gongkai.law.registers.decisions import CREDIT_LIST, RANDOM_INSPECTION
from gongkai.law.registers.drawing import DrawPlan, pairings
from gongkai.law.registers.money import BUDGET
from gongkai.law.registers.standing import Standing
from gongkai.law.registers.watching import WATER
from gongkai.law.slots import SlotState
from gongkai.office.authorities.queries import calendar_of
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers import queries as rows_of
from gongkai.publication.registers.credit import acts as credit
from gongkai.publication.registers.credit import queries as names
from gongkai.publication.registers.draws import acts as draws
from gongkai.publication.registers.draws import queries as drawing
from gongkai.publication.registers.matters_verifying import findings
from gongkai.publication.registers.models import CreditStep, RandomDraw, Record
from gongkai.publication.registers.series import queries as series
from tests.cast import Cast, cast
from tests.publication.registers.rows import row

pytestmark = pytest.mark.django_db
DAY, SEED_DAY = date(2025, 9, 18), date(2025, 9, 20)


@pytest.fixture
def people() -> Cast:
    return cast()


# -- 双随机 ------------------------------------------------------------------------------------------------------------


def plan(**other: object) -> DrawPlan:
    given: dict[str, object] = {
        "number": "双随机2025-1",
        "name": "餐饮单位抽查",
        "unit": "示例县市场监督管理局",
        "objects": tuple(f"样本餐饮{number}号店" for number in range(12)),
        "inspectors": ("甲某某", "乙某某", "丙某某"),
        "how_many": 4,
        "per_object": 2,
        "seed_source": "中国体育彩票排列五第25255期开奖号码",
        "seed_on": SEED_DAY,
    }
    return DrawPlan(**{**given, **other})  # type: ignore[arg-type]


def announced(people: Cast) -> RandomDraw:
    return draws.announce(people.bureau, plan(), on=DAY, today=DAY, by=people.wang)


def test_the_lists_are_fixed_before_the_seed_exists_and_the_draw_is_repeated_by_anybody(people: Cast) -> None:
    drawn = announced(people)
    with pytest.raises(Unlawful, match="不能提前抽取"):
        draws.draw(drawn, "34518", on=DAY, today=DAY, by=people.wang)
    draws.draw(drawn, "34518", on=SEED_DAY, today=SEED_DAY, by=people.wang)
    kept = RandomDraw.objects.of(people.bureau).get()
    assert drawing.pairings_of(kept) == list(pairings("34518", plan()))
    with pytest.raises(Unlawful, match="已经抽取过"):
        draws.draw(drawn, "34519", on=SEED_DAY, today=SEED_DAY, by=people.wang)


def test_a_seed_that_is_known_already_and_lists_that_were_touched_are_refused(people: Cast) -> None:
    with pytest.raises(Unlawful, match="种子产生日期应在公布方案之后"):
        draws.announce(people.bureau, plan(seed_on=DAY), on=DAY, today=DAY, by=people.wang)
    drawn = announced(people)
    with pytest.raises(Unlawful, match="已经有了"):
        announced(people)
    RandomDraw.objects.of(people.bureau).update(objects_listed=[*plan().objects[1:], "别的店"])
    with pytest.raises(Unlawful, match="与公布的摘要不符"):
        draws.draw(drawn, "34518", on=SEED_DAY, today=SEED_DAY, by=people.wang)


def test_inspectors_are_sealed_and_the_public_reads_them_covered(people: Cast) -> None:
    drawn = announced(people)
    draws.draw(drawn, "34518", on=SEED_DAY, today=SEED_DAY, by=people.wang)
    assert "甲某某".encode() not in bytes(RandomDraw.objects.of(people.bureau).get().inspectors_sealed)
    told = {name for each in drawing.drawn(drawn, masked=True) for name in each.inspectors}
    assert told and all("*" in name for name in told)


def test_a_result_becomes_a_record_with_its_plan_and_seed(people: Cast) -> None:
    drawn = announced(people)
    draws.draw(drawn, "34518", on=SEED_DAY, today=SEED_DAY, by=people.wang)
    first, *_ = drawing.drawn(drawn, masked=False)
    record = draws.enter_result(drawn, first.place, "未发现问题", on=SEED_DAY, today=SEED_DAY, by=people.wang)
    assert (record.kind, record.data["plan"], record.data["seed"]) == (RANDOM_INSPECTION.key, drawn.number, "34518")
    assert drawing.drawn(drawn, masked=False)[0].record == record
    other = next(place for place in range(12) if place not in {each.drawn for each in drawing.pairings_of(drawn)})
    with pytest.raises(Unlawful, match="没有被抽中"):
        draws.enter_result(drawn, other, "合格", on=SEED_DAY, today=SEED_DAY, by=people.wang)
    with pytest.raises(Unlawful, match="已经登记"):
        draws.enter_result(drawn, first.place, "再登记", on=SEED_DAY, today=SEED_DAY, by=people.wang)


def test_what_was_touched_behind_the_journal_is_found(people: Cast) -> None:
    drawn = announced(people)
    draws.draw(drawn, "34518", on=SEED_DAY, today=SEED_DAY, by=people.wang)
    record = listed(people)
    step = credit.act(record, Act.TELL, "样例", on=DAY, today=DAY, by=people.wang, seen=0)
    assert list(findings(True)) == []
    RandomDraw.objects.of(people.bureau).update(drawn=[[0, [0, 1]]])
    CreditStep.objects.of(people.bureau).filter(pk=step.pk).update(text="改过")
    assert [found.what for found in findings(True)] == [
        "抽取结果与由种子重抽的不符",
        "环节与条目登记的不符，内容被改动",
    ]


# -- 失信名单 ----------------------------------------------------------------------------------------------------------


def listed(people: Cast) -> Record:
    said = row(CREDIT_LIST, repaired_on="", left_on="")
    record = registers.enter(people.bureau, CREDIT_LIST, said, on=DAY, today=DAY, by=people.wang)
    registers.publish(people.bureau, CREDIT_LIST, [record.pk], on=DAY, today=DAY, by=people.li)
    record.refresh_from_db(from_queryset=Record.objects.everywhere())
    return record


def test_a_name_is_told_repaired_and_leaves_the_public(people: Cast) -> None:
    record = listed(people)
    for seen, act in enumerate((Act.TELL, Act.ASK, Act.GRANT, Act.EXIT)):
        credit.act(record, act, "样例", on=DAY, today=DAY, by=people.li, seen=seen)
    assert names.state(names.steps_of(record)) is State.LEFT
    kept = Record.objects.of(people.bureau).get(pk=record.pk)
    assert (kept.left_on, kept.data["repaired_on"], kept.standing) == (DAY, "2025-09-18", Standing.ENDED)
    assert kept.data["representative"] == "张*试"
    assert not rows_of.public_records(people.bureau, CREDIT_LIST, DAY).exists()


def test_steps_out_of_order_or_on_an_old_page_are_refused(people: Cast) -> None:
    record = listed(people)
    with pytest.raises(Unlawful, match="已列入"):
        credit.act(record, Act.GRANT, "样例", on=DAY, today=DAY, by=people.li, seen=0)
    credit.act(record, Act.TELL, "样例", on=DAY, today=DAY, by=people.wang, seen=0)
    with pytest.raises(Unlawful, match="不是最新的"):
        credit.act(record, Act.ASK, "样例", on=DAY, today=DAY, by=people.wang, seen=0)
    [found] = names.with_states([record], calendar_of(people.bureau))
    assert (found.state, found.due) == (State.TOLD, None)


# -- 定期公开 ----------------------------------------------------------------------------------------------------------


def kept(people: Cast, key: str, since: date = date(2025, 1, 1)) -> None:
    registers.keep(people.bureau, KINDS[key], "监测站", on=since, by=people.wang)


def water(people: Cast, month: str, on: date, number: int = 1) -> Record:
    said = row(WATER, number, period=month)
    record = registers.enter(people.bureau, WATER, said, on=on, today=on, by=people.wang)
    registers.publish(people.bureau, WATER, [record.pk], on=on, today=on, by=people.li)
    return record


def test_each_quarter_is_on_time_late_or_owed(people: Cast) -> None:
    kept(people, WATER.key)
    water(people, "2025-03", date(2025, 4, 10))
    water(people, "2025-03", date(2025, 4, 11), 2)
    water(people, "2025-05", date(2025, 8, 1))
    told = series.periods(people.bureau, 2025, date(2025, 11, 1))
    assert [(each.expected.key, each.state, each.records) for each in told] == [
        ("2025-Q1", SlotState.PUBLISHED, 2),
        ("2025-Q2", SlotState.LATE, 1),
        ("2025-Q3", SlotState.MISSED, 0),
        ("2025-Q4", SlotState.PENDING, 0),
    ]
    [line] = series.completeness(told, date(2025, 11, 1))
    assert (line.sort, line.due, line.there, line.rate, line.punctuality.on_time) == (
        LimitKind.QUARTERLY,
        3,
        2,
        66.7,
        1,
    )
    owed = series.owed(people.bureau, date(2025, 11, 1), date(2025, 11, 1))
    assert [each.expected.key for each in owed] == ["2025-Q3"]


def test_the_next_period_is_told_with_its_day_and_only_where_the_kind_is_kept(people: Cast) -> None:
    assert series.next_due(people.bureau, WATER, DAY) is None
    kept(people, WATER.key)
    found = series.next_due(people.bureau, WATER, DAY)
    assert found is not None
    assert (found.key, found.due) == ("2025-Q3", date(2025, 10, 20))
    water(people, "2025-07", DAY)
    after = series.next_due(people.bureau, WATER, DAY)
    assert after is not None
    assert after.key == "2025-Q4"


def test_nothing_is_owed_for_what_fell_due_before_the_register_was_kept(people: Cast) -> None:
    kept(people, WATER.key, date(2025, 8, 1))
    assert [each.expected.key for each in series.periods(people.bureau, 2025, DAY)] == ["2025-Q3", "2025-Q4"]


def test_budgets_are_judged_by_the_day_of_their_approval(people: Cast) -> None:
    for number, (approved, out) in enumerate(
        (("2025-02-10", date(2025, 2, 20)), ("2025-02-10", date(2025, 4, 1)), ("2025-02-10", None))
    ):
        said = row(BUDGET, number, made_on=approved, year="2025", unit=f"单位{number}")
        record = registers.enter(people.bureau, BUDGET, said, on=DAY, today=DAY, by=people.wang)
        if out is not None:
            Record.objects.of(people.bureau).filter(pk=record.pk).update(published_on=out, standing=Standing.PUBLIC)
    found = series.approved_in_time(people.bureau, 2025, DAY)[0]
    assert (found.records, found.punctuality.on_time, found.punctuality.judged, found.owed) == (3, 1, 3, 1)
