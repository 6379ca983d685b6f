"""清单调整: batches move a list in the same transaction, its stock follows on every day, and differences are settled."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.registers.adjusting import Act, State
from gongkai.law.registers.comparing import DifferenceKind, Settlement
from gongkai.law.registers.lists import Account, Adjustment, Change, account, stood
from gongkai.law.registers.powers import INTERMEDIARY, POWER
from gongkai.office.authorities.models import Official
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers.lists import acts, books, comparing, queries, reading
from gongkai.publication.registers.lists.impact import impacts
from gongkai.publication.registers.lists.reading import Proposed
from gongkai.publication.registers.models import AdjustmentBatch, ItemChange, ListComparison, Record
from gongkai.web import clock
from tests.cast import Cast, cast, official
from tests.publication.registers.rows import row

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 18)
BASIS = "甘政发〔2025〕1号"


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def reform(people: Cast) -> Official:
    return official("bian", "编样例", people.bureau, "establishment")


@pytest.fixture
def legal(people: Cast) -> Official:
    return official("fa", "法样例", people.bureau, "legal")


def item(code: str, **other: str) -> dict[str, str]:
    return {**row(POWER), "code": code, "name": f"事项{code}", **other}


def comes(code: str, adjustment: Adjustment = Adjustment.ADDED) -> Proposed:
    return Proposed(code, adjustment, "", item(code))


def goes(code: str, adjustment: Adjustment = Adjustment.CANCELLED, into: str = "") -> Proposed:
    return Proposed(code, adjustment, into, {})


def standing(people: Cast, *codes: str, on: date = date(2019, 6, 1)) -> None:
    """What stood on the list when it was brought here."""
    rows = [registers.understood(POWER, item(code, made_on=on.isoformat()), DAY) for code in codes]
    registers.enter_many(people.bureau, POWER, rows, on=DAY, by=people.wang, published=True)


def proposed(people: Cast, *rows: Proposed) -> AdjustmentBatch:
    return acts.propose(people.bureau, POWER, rows, BASIS, date(2025, 9, 1), on=DAY, today=DAY, by=people.wang)


def taken(batch: AdjustmentBatch, act: Act, by: Official, offices: list[str] | None = None, **details: JSON) -> None:
    acts.act(batch, Step(act.value, DAY, details), today=DAY, by=by, offices=offices or [])


def published(
    people: Cast, reform: Official, legal: Official, *rows: Proposed, effective: date = DAY
) -> AdjustmentBatch:
    batch = proposed(people, *rows)
    taken(batch, Act.REFORM, reform, ["establishment"])
    taken(batch, Act.LEGAL, legal, ["legal"])
    taken(batch, Act.APPROVE, people.wang, approved_by="县政府第12次常务会议", approved_on="2025-09-17")
    taken(batch, Act.PUBLISH, people.wang, effective_on=effective.isoformat())
    return batch


def codes(people: Cast, on: date = DAY) -> set[str]:
    return set(queries.rows_on(people.bureau, POWER, on))


def test_publishing_a_batch_changes_the_list_in_the_same_transaction(
    people: Cast, reform: Official, legal: Official
) -> None:
    standing(people, "A", "B", "C")
    batch = published(
        people,
        reform,
        legal,
        comes("D", Adjustment.TAKEN_OVER),
        goes("A"),
        goes("B", Adjustment.MERGED, "D"),
        Proposed("C", Adjustment.CHANGED, "", {"name": "改名的事项"}),
    )
    assert codes(people) == {"C", "D"}
    assert codes(people, DAY - timedelta(1)) == {"A", "B", "C"}
    assert queries.rows_on(people.bureau, POWER, DAY)["C"]["name"] == "改名的事项"
    assert queries.rows_on(people.bureau, POWER, DAY - timedelta(1))["C"]["name"] == "事项C"
    assert batch.dossier.state == State.PUBLISHED
    assert queries.account(queries.listed(people.bureau, POWER), 2025) == Account(3, 1, 2)
    assert {change.record is not None for change in queries.changes_of(batch)} == {True}
    told = queries.between(people.bureau, POWER, DAY - timedelta(1), DAY)
    assert ([code for code, _ in told.came], [code for code, _ in told.left]) == (["D"], ["A", "B"])
    assert ("C", "事项名称", "事项C", "改名的事项") in told.anew
    assert queries.moved(people.bureau, POWER, 2025).unfounded == 0


def test_an_item_that_was_cancelled_may_come_back_by_a_later_batch(
    people: Cast, reform: Official, legal: Official
) -> None:
    standing(people, "A")
    published(people, reform, legal, goes("A"), effective=DAY - timedelta(1))
    assert codes(people) == set()
    published(people, reform, legal, comes("A"))
    assert codes(people) == {"A"}
    assert Record.objects.of(people.bureau).filter(kind=POWER.key).count() == 2
    with pytest.raises(Unlawful, match="已在清单上"):
        proposed(people, comes("A"))
    published(people, reform, legal, goes("A"))
    with pytest.raises(Unlawful, match="不能当日再列入"):
        published(people, reform, legal, comes("A"))


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "没有事项变动"),
        ([goes("X")], "不在清单上"),
        ([comes("A")], "已在清单上"),
        ([goes("A", Adjustment.MERGED)], "并入的事项"),
        ([goes("A", Adjustment.MERGED, "X")], "不在清单上"),
        ([Proposed("N", Adjustment.ADDED, "", {"code": "N"})], "第1项（N）：事项名称"),
        ([Proposed("A", Adjustment.CHANGED, "", {"power_kind": "不知道"})], "权力类型"),
    ],
)
def test_what_cannot_be_carried_out_is_refused_before_anybody_reviews_it(
    people: Cast, rows: list[Proposed], reason: str
) -> None:
    standing(people, "A")
    with pytest.raises(Unlawful, match=reason):
        proposed(people, *rows)
    assert not AdjustmentBatch.objects.of(people.bureau).exists()


def test_a_list_that_moved_meanwhile_stops_the_publication_and_nothing_is_written(
    people: Cast, reform: Official, legal: Official
) -> None:
    standing(people, "A", "B")
    late = proposed(people, comes("N"), goes("A"))
    taken(late, Act.REFORM, reform, ["establishment"])
    taken(late, Act.LEGAL, legal, ["legal"])
    taken(late, Act.APPROVE, people.wang, approved_by="会议", approved_on="2025-09-18")
    published(people, reform, legal, goes("A"))
    with pytest.raises(Unlawful, match="A不在清单上"):
        taken(late, Act.PUBLISH, people.wang, effective_on="2025-09-18")
    late.dossier.refresh_from_db(from_queryset=type(late.dossier).objects.everywhere())
    assert late.dossier.state == State.APPROVED
    assert codes(people) == {"B"}


def test_changes_that_were_touched_after_their_approval_are_not_published(
    people: Cast, reform: Official, legal: Official
) -> None:
    standing(people, "A", "B")
    batch = proposed(people, goes("A"))
    taken(batch, Act.REFORM, reform, ["establishment"])
    taken(batch, Act.LEGAL, legal, ["legal"])
    taken(batch, Act.APPROVE, people.wang, approved_by="会议", approved_on="2025-09-18")
    ItemChange.objects.of(people.bureau).filter(batch=batch).update(code="B")
    with pytest.raises(Unlawful, match="与批准的不一致"):
        taken(batch, Act.PUBLISH, people.wang, effective_on="2025-09-18")
    assert codes(people) == {"A", "B"}


def test_no_batch_takes_effect_before_one_that_is_public(people: Cast, reform: Official, legal: Official) -> None:
    standing(people, "A", "B")
    published(people, reform, legal, goes("A"))
    with pytest.raises(Unlawful, match="不能早于上一批次"):
        published(people, reform, legal, goes("B"), effective=DAY - timedelta(5))


def test_a_returned_batch_is_written_anew_and_reviewed_anew(people: Cast, reform: Official) -> None:
    standing(people, "A", "B")
    batch = proposed(people, goes("A"))
    taken(batch, Act.RETURN, reform, ["establishment"], reason="依据不足")
    acts.revise(
        batch,
        [goes("B")],
        "国发〔2025〕9号",
        date(2025, 9, 2),
        on=DAY,
        today=DAY,
        by=people.wang,
        seen=batch.dossier.version,
    )
    assert [change.code for change in queries.changes_of(batch)] == ["B"]
    assert (batch.dossier.state, batch.basis) == (State.PROPOSED, "国发〔2025〕9号")


# -- the stock on every day --------------------------------------------------------------------------------------------

MOVES = st.lists(
    st.tuples(
        st.sampled_from("ABCD"),
        st.sampled_from([Adjustment.ADDED, Adjustment.TAKEN_OVER, Adjustment.CANCELLED, Adjustment.HANDED_DOWN]),
        st.integers(0, 200),
    ),
    max_size=8,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_the_stock_equals_a_slow_count_on_every_day(
    people: Cast, reform: Official, legal: Official, moves: list[tuple[str, Adjustment, int]]
) -> None:
    """Each example in a savepoint of its own; what the law refuses is refused, what it lets through is counted."""
    from django.db import transaction

    with transaction.atomic():
        standing(people, "A", "B")
        changes = [Change(code, Adjustment.STANDING, date(2019, 6, 1)) for code in "AB"]
        day = date(2024, 10, 1)
        for code, adjustment, later in moves:
            day = min(day + timedelta(later), DAY)
            asked = (
                comes(code, adjustment)
                if adjustment in (Adjustment.ADDED, Adjustment.TAKEN_OVER)
                else goes(code, adjustment)
            )
            try:
                published(people, reform, legal, asked, effective=day)
            except Unlawful:
                continue
            changes.append(Change(code, adjustment, day))
        rows = queries.listed(people.bureau, POWER)
        for on in {date(2019, 5, 31), date(2024, 12, 31), DAY, *(change.on for change in changes)}:
            assert codes(people, on) == stood(changes, on)
        for year in (2019, 2020, 2024, 2025):
            assert queries.account(rows, year) == account(changes, year)
        transaction.set_rollback(True)


# -- reading, impact, comparing ----------------------------------------------------------------------------------------


def test_changes_are_read_from_a_pasted_table_and_every_wrong_row_is_named() -> None:
    pasted = "说明\t\n调整类型\t权力编码\t事项名称\t并入事项编码\n取消\tA\t\t\n合并\tB\t\tC\n新增\tN\t新事项\t\n"
    read = reading.changes(reading.rows_of(pasted.encode(), POWER))
    assert read == [
        goes("A"),
        goes("B", Adjustment.MERGED, "C"),
        Proposed("N", Adjustment.ADDED, "", {"code": "N", "name": "新事项"}),
    ]
    with pytest.raises(Unlawful, match="第2行：调整类型“删掉”"):
        reading.changes(reading.rows_of("调整类型,事项编码\n删掉,A\n".encode(), POWER))
    with pytest.raises(Unlawful, match="没有表头"):
        reading.rows_of("一,二\n三,四\n".encode(), POWER)
    with pytest.raises(Unlawful, match="没有事项编码"):
        reading.changes(reading.rows_of("调整类型,事项编码\n取消,\n".encode(), POWER))


def test_what_names_an_item_is_told_before_it_leaves(people: Cast) -> None:
    standing(people, "A")
    said = {**row(INTERMEDIARY), "approval": "事项A", "name": "中介评估"}
    registers.enter(people.bureau, INTERMEDIARY, said, on=DAY, today=DAY, by=people.wang)
    [found] = impacts(people.bureau, POWER.key, ["A"], ["事项A"])
    assert (found.what, found.title, found.names) == ("行政审批中介服务事项", "中介评估", "事项A")
    assert impacts(people.bureau, POWER.key, ["B"], ["事项B"]) == []


def compared(people: Cast, text: str) -> ListComparison:
    data = text.encode()
    rows = reading.rows_of(data, POWER)
    return comparing.compare(
        people.bureau, POWER, "省政务服务事项库", rows, data=data, on=DAY, today=DAY, by=people.wang
    )


def test_a_comparison_keeps_its_differences_and_each_is_settled_by_a_person(people: Cast) -> None:
    standing(people, "A", "B")
    kept = compared(
        people,
        f"事项编码,事项名称,实施主体,权力类型\nA,另一个名称,{item('A')['unit']},行政许可\nN,新事项,局,行政许可\n",
    )
    found = {(each.what, each.code, each.field) for each in comparing.differences(kept)}
    assert found == {
        (DifferenceKind.ONLY_OURS, "B", ""),
        (DifferenceKind.ONLY_THEIRS, "N", ""),
        (DifferenceKind.DIFFERS, "A", "name"),
    }
    assert (kept.ours, kept.theirs) == (2, 2)
    keys = {each.code: each.pk for each in comparing.differences(kept)}
    with pytest.raises(Unlawful, match="理由"):
        comparing.settle(kept, [keys["A"]], Settlement.KEPT, " ", basis_on=DAY, on=DAY, today=DAY, by=people.wang)
    comparing.settle(
        kept, [keys["A"]], Settlement.KEPT, "省库名称待更正", basis_on=DAY, on=DAY, today=DAY, by=people.wang
    )
    batch = comparing.settle(
        kept, [keys["B"], keys["N"]], Settlement.PROPOSED, BASIS, basis_on=DAY, on=DAY, today=DAY, by=people.wang
    )
    assert batch is not None
    assert [(each.code, each.adjustment) for each in queries.changes_of(batch)] == [
        ("B", Adjustment.CANCELLED),
        ("N", Adjustment.ADDED),
    ]
    assert not comparing.differences(kept).filter(settled="").exists()
    with pytest.raises(Unlawful, match="没有选未处理的差异"):
        comparing.settle(kept, [keys["A"]], Settlement.KEPT, "再来", basis_on=DAY, on=DAY, today=DAY, by=people.wang)


def test_a_code_that_stands_twice_in_the_other_list_is_named(people: Cast) -> None:
    with pytest.raises(Unlawful, match="第3行：编码A在对方清单中重复"):
        compared(people, "事项编码,事项名称\nA,甲\nA,乙\n")


# -- every version as a workbook -------------------------------------------------------------------------------------------


def sheets(people: Cast, on: str = "") -> dict[str, list[dict[str, object]]]:
    answered = Client().get(f"/{people.bureau.code}/qdtz/power_item/list.xlsx", {"on": on} if on else {})
    assert answered.status_code == 200
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answered.streaming_content)))  # type: ignore[attr-defined]
    found: dict[str, list[dict[str, object]]] = {}
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(map(str, head), each, strict=True)) for each in rows]
    return found


@pytest.fixture
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


def test_every_version_of_a_list_is_a_workbook_with_the_batches_beside(
    people: Cast, reform: Official, legal: Official, that_day: None
) -> None:
    standing(people, "A", "B", "C")
    published(
        people,
        reform,
        legal,
        *(comes("D"), goes("A"), goes("B", Adjustment.MERGED, "D")),
        Proposed("C", Adjustment.CHANGED, "", {"name": "改名的事项"}),
    )
    for on in (DAY - timedelta(1), DAY):
        told = sheets(people, on.isoformat())
        assert list(told) == [POWER.label, "调整批次", "事项变动"]
        there = {str(each["事项编码"]): each["事项名称"] for each in told[POWER.label]}
        assert there == {code: said["name"] for code, said in queries.rows_on(people.bureau, POWER, on).items()}
    [batch] = told["调整批次"]
    assert (batch["依据"], batch["列入"], batch["变更"], batch["移出"]) == (BASIS, 1, 1, 2)
    moved = {str(each["事项编码"]): (each["调整类型"], each["并入事项编码"]) for each in told["事项变动"]}
    assert moved["B"] == ("合并", "D") and set(moved) == {"A", "B", "C", "D"}
    assert sheets(people, "2025-09-17")["调整批次"] == []
    assert sheets(people) == told, "without a day it is today's"
    page = Client().get(f"/{people.bureau.code}/qdtz/power_item/").content.decode()
    for day in books.public_days(people.bureau, POWER):
        assert f"list.xlsx?on={day}" in page
    assert Client().get(f"/{people.bureau.code}/qdtz/power_item/list.xlsx?on=abc").status_code == 400
    assert Client().get(f"/{people.bureau.code}/qdtz/public_service_item/list.xlsx").status_code == 404


def test_an_item_that_was_withdrawn_is_named_in_no_version(
    people: Cast, reform: Official, legal: Official, that_day: None
) -> None:
    standing(people, "A", "B")
    published(people, reform, legal, goes("A"))
    gone = Record.objects.of(people.bureau).get(data__code="A")
    registers.withdraw(gone, Withdrawal.PRIVACY, "含住址", on=DAY, today=DAY, by=people.wang, seen=gone.edition)
    for on in ("2025-09-17", "2025-09-18"):
        assert "事项A" not in str(sheets(people, on)) and "事项B" in str(sheets(people, on))
