"""栏目责任、单点风险、备岗演练: who answers is never overwritten, what rests on one person is red, deputies show they can."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.people.drills import DrillAct, DrillState, Quarter, owed, success_rate
from gongkai.law.people.responsibility import Duty, Holding, holders, objection_to_appoint
from gongkai.law.people.single_points import Deadline, Exposure, Point, PointKind, departure
from gongkai.law.registers import KINDS
from gongkai.office.authorities.models import Official
from gongkai.office.notices.models import Message
from gongkai.oversight.people.drills import acts as drill_acts
from gongkai.oversight.people.drills import queries as drills
from gongkai.oversight.people.drills.models import DeputyDrill
from gongkai.oversight.people.points import acts as point_acts
from gongkai.oversight.people.points import queries as points
from gongkai.oversight.people.responsibility import acts, queries
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.documents.acts import register_review
from gongkai.publication.registers import acts as registers
from gongkai.web import clock
from tests.cast import Cast, cast, official

TODAY = date(2025, 11, 20)
PEOPLE = st.sampled_from(["甲", "乙", "丙"])


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return cast()


def column(people: Cast, name: str = "规划计划", slug: str = "ghjh") -> Column:
    return catalogue.open_column(people.bureau, ColumnPlan(name, slug, "办公室"), on=date(2025, 1, 1), by=people.li)


def client(who: Official) -> Client:
    logged_in = Client()
    logged_in.force_login(who)
    return logged_in


# -- who answers for a column --------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from(Duty), PEOPLE, st.integers(0, 60)), max_size=20))
def test_one_person_at_most_holds_a_duty_and_nothing_said_before_changes(said: list[tuple[Duty, str, int]]) -> None:
    known: list[Holding] = []
    begun = date(2025, 1, 1)
    for duty, person, days in said:
        since = begun + timedelta(days=days)
        before = [(each.duty, each.person, each.since) for each in known]
        if objection_to_appoint(known, duty, person, since=since) is None:
            known = [
                Holding(each.duty, each.person, each.name, each.since, since)
                if each.duty is duty and each.holds(since)
                else each
                for each in known
            ] + [Holding(duty, person, person, since)]
        assert before == [(each.duty, each.person, each.since) for each in known][: len(before)]
    for day in range(80):
        on = begun + timedelta(days=day)
        for duty in Duty:
            assert len(holders(known, duty, on=on)) <= 1
        informant, deputy = (holders(known, duty, on=on) for duty in (Duty.INFORMANT, Duty.DEPUTY))
        assert not informant or not deputy or informant[0].person != deputy[0].person


@pytest.mark.django_db
def test_the_history_of_a_column_is_kept_from_appointment_to_appointment(people: Cast) -> None:
    row = column(people)
    he = official("he", "何审查", people.bureau, "disclosure_office")
    acts.appoint(row, Duty.INFORMANT, people.wang, on=date(2025, 3, 1), by=people.li)
    acts.appoint(row, Duty.FIRST, people.li, on=date(2025, 3, 1), by=he)
    acts.appoint(row, Duty.INFORMANT, he, on=date(2025, 6, 1), by=people.li)
    with pytest.raises(Unlawful, match="信息员和备岗不能是同一人"):
        acts.appoint(row, Duty.DEPUTY, he, on=date(2025, 6, 2), by=people.li)
    acts.appoint(row, Duty.DEPUTY, people.wang, on=date(2025, 6, 2), by=people.li)
    acts.appoint(row, Duty.FIRST, he, on=date(2025, 7, 1), by=people.li)
    with pytest.raises(Unlawful, match="不能追溯"):
        acts.appoint(row, Duty.FIRST, people.li, on=date(2025, 5, 1), by=he)
    with pytest.raises(Unlawful, match="没有本机关的岗位"):
        acts.appoint(row, Duty.DIRECT, people.zhao, on=TODAY, by=he)
    told = [(each.duty, each.name, each.since, each.until) for each in queries.holdings(row)]
    assert told == [
        (Duty.FIRST, "李示例", date(2025, 3, 1), date(2025, 7, 1)),
        (Duty.INFORMANT, "王小样", date(2025, 3, 1), date(2025, 6, 1)),
        (Duty.INFORMANT, "何审查", date(2025, 6, 1), None),
        (Duty.DEPUTY, "王小样", date(2025, 6, 2), None),
        (Duty.FIRST, "何审查", date(2025, 7, 1), None),
    ]
    acts.relieve(row, Duty.DEPUTY, on=TODAY, by=people.li)
    assert holders(queries.holdings(row), Duty.DEPUTY, on=TODAY) == ()
    assert len(holders(queries.holdings(row), Duty.DEPUTY, on=TODAY - timedelta(days=1))) == 1
    with pytest.raises(Unlawful, match="没有直接负责人"):
        acts.relieve(row, Duty.DIRECT, on=TODAY, by=people.li)


@pytest.mark.django_db
def test_the_table_names_everybody_and_is_carried_away(people: Cast) -> None:
    row = column(people)
    acts.appoint(row, Duty.INFORMANT, people.wang, on=TODAY, by=people.li)
    [line] = queries.table(people.bureau, TODAY)
    assert line.names(Duty.LEADER) == "李示例（单位）"
    assert (line.names(Duty.INFORMANT), line.kept_by) == ("王小样", 1)
    wang, li, zhao = client(people.wang), client(people.li), client(people.zhao)
    assert "1个栏目只有一人看护" in wang.get("/desk/people/responsibility/").content.decode()
    csv = wang.get("/desk/people/responsibility.csv").content.decode("utf-8-sig")
    assert "民政局,规划计划,办公室,,李示例（单位）,,王小样,," in csv
    assert wang.get("/desk/people/responsibility.xlsx").content.startswith(b"PK")
    assert wang.get("/desk/people/responsibility.pdf").status_code == 404
    assert zhao.get(f"/desk/people/columns/{row.pk}/").status_code == 404
    assert wang.post(f"/desk/people/columns/{row.pk}/appoint/", {}).status_code == 403
    at = f"/desk/people/columns/{row.pk}/appoint/"
    same = li.post(at, {"duty": "deputy", "official": people.wang.pk, "form_of_the_house": "1"}).content.decode()
    assert "信息员和备岗不能是同一人" in same
    assert li.post(at, {"duty": "deputy", "official": people.li.pk}).status_code == 302
    assert "李示例" in li.get(f"/desk/people/columns/{row.pk}/").content.decode()


# -- what rests on one person --------------------------------------------------------------------------------------------

POINTS = st.builds(
    Point,
    st.sampled_from(PointKind),
    st.integers(1, 9),
    st.just("岗点"),
    st.lists(PEOPLE, max_size=3).map(tuple),
    st.lists(PEOPLE, max_size=2).map(tuple),
)
DUES = st.builds(Deadline, st.just("案卷"), st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.frozensets(PEOPLE))


@given(st.lists(POINTS, max_size=10), st.lists(DUES, max_size=10))
def test_a_departure_breaks_exactly_what_nobody_else_can_do(told: list[Point], dues: list[Deadline]) -> None:
    for person in ("甲", "乙", "丙"):
        gone = departure(person, told, dues)
        left = [point for point in told if set(point.people) - {person} == set() and person in point.people]
        assert list(gone.points) == left
        assert all(point.exposure is Exposure.SINGLE for point in gone.points)
        assert len(gone.deadlines) == sum(each.able == {person} for each in dues)
        assert [each.due for each in gone.deadlines] == sorted(each.due for each in gone.deadlines)


@pytest.mark.django_db
def test_the_map_is_red_until_there_are_two_and_tells_which_days_one_departure_breaks(people: Cast) -> None:
    row = column(people)
    acts.appoint(row, Duty.INFORMANT, people.wang, on=TODAY, by=people.li)
    kind = next(iter(KINDS.values()))
    kept = registers.keep(people.bureau, kind, "综合科", on=TODAY, by=people.li, owner=people.wang)
    told = {point.kind: point for point in points.points(people.bureau, TODAY)}
    assert told[PointKind.COLUMN].exposure is Exposure.SINGLE
    assert told[PointKind.REGISTER].exposure is Exposure.SINGLE
    register_review(people.bureau, title="一则", checks={}, reviewers=[], on=TODAY, by=people.wang)
    by_name = {who.name: gone for who, gone in points.departures(people.bureau, TODAY)}
    assert {point.key for point in by_name["王小样"].points} == {row.pk, kept.pk}
    assert by_name["李示例"].points == ()
    point_acts.name(people.bureau, told[PointKind.REGISTER], Duty.DEPUTY, people.li, on=TODAY, by=people.li)
    acts.appoint(row, Duty.DEPUTY, people.li, on=TODAY, by=people.li)
    assert {point.exposure for point in points.points(people.bureau, TODAY)} == {Exposure.COVERED}
    with pytest.raises(Unlawful, match="备岗应是另一个人"):
        found = points.point(people.bureau, PointKind.REGISTER, kept.pk, TODAY)
        assert found is not None
        point_acts.name(people.bureau, found, Duty.DEPUTY, people.wang, on=TODAY, by=people.li)
    page = client(people.li).get("/desk/people/points/").content.decode()
    assert "有备岗" in page and "人员流动率" in page


# -- drills --------------------------------------------------------------------------------------------------------------


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_its_quarter_and_quarters_leave_no_gap(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first <= day <= quarter.last
    assert Quarter.of(quarter.last + timedelta(days=1)).first == quarter.last + timedelta(days=1)


@given(st.lists(POINTS, max_size=10))
def test_who_was_asked_owes_no_second_drill_in_the_quarter(told: list[Point]) -> None:
    waiting = owed(told, set())
    assert all(len(point.holders) == 1 for point, _ in waiting)
    assert owed(told, {(point.kind, point.key, deputy) for point, deputy in waiting}) == []


def test_the_rate_of_success_counts_only_what_was_judged() -> None:
    assert success_rate(["", ""]) is None
    assert success_rate(["passed", "", "failed", "passed"]) == 66


def drilled(people: Cast) -> DeputyDrill:
    row = column(people)
    he = official("he", "何备岗", people.bureau, "disclosure_office")
    acts.appoint(row, Duty.INFORMANT, people.wang, on=date(2025, 10, 9), by=people.li)
    acts.appoint(row, Duty.DEPUTY, he, on=date(2025, 10, 9), by=people.li)
    assert drill_acts.ask_all(people.bureau, on=date(2025, 10, 10), by=people.li) == 1
    assert drill_acts.ask_all(people.bureau, on=date(2025, 10, 11), by=people.li) == 0
    return DeputyDrill.objects.of(people.bureau).get()


def take(drill: DeputyDrill, act: DrillAct, by: Official, on: date = TODAY, **details: str) -> None:
    drill_acts.act(drill, Step(act.value, on, details), today=date(2026, 6, 1), by=by)


@pytest.mark.django_db
def test_a_drill_is_done_by_the_deputy_proven_by_a_release_and_judged_by_another(people: Cast) -> None:
    drill = drilled(people)
    he = drill.deputy
    assert Message.objects.everywhere().filter(official=he, subject__contains="备岗演练").count() == 1
    assert drill.dossier.due_on == date(2025, 12, 31)
    with pytest.raises(Unlawful, match="备岗人员本人"):
        take(drill, DrillAct.DO, people.wang, way="sample", did="代办", proof="样件一")
    with pytest.raises(Unlawful, match="没有索引号"):
        take(drill, DrillAct.DO, he, way="release", did="发布一条", proof="没有这个号")
    review = register_review(people.bureau, title="规划", checks={}, reviewers=[he.username], on=TODAY, by=people.li)
    where = Column.objects.of(people.bureau).get(pk=drill.key)
    item = Item(ContentClass.NOTICE, "一则规划", text="正文")
    theirs = disclosure.publish(where, item, on=TODAY, today=TODAY, by=people.wang, review=review)
    with pytest.raises(Unlawful, match="不是备岗人员本人发布"):
        take(drill, DrillAct.DO, he, way="release", did="发布一条", proof=theirs.index_number)
    again = register_review(people.bureau, title="规划二", checks={}, reviewers=[], on=TODAY, by=people.li)
    own = disclosure.publish(
        where, Item(ContentClass.NOTICE, "规划二", text="正文"), on=TODAY, today=TODAY, by=he, review=again
    )
    take(drill, DrillAct.DO, he, way="release", did="发布一条", proof=own.index_number)
    with pytest.raises(Unlawful, match="不能评定自己的演练"):
        take(drill, DrillAct.PASS, he)
    take(drill, DrillAct.PASS, people.li)
    assert (drill.dossier.state, drill.dossier.outcome) == (DrillState.PASSED, "passed")
    assert drills.rate(drills.drills(people.bureau)) == 100
    assert drill_acts.ask_all(people.bureau, on=date(2026, 1, 5), by=None) == 1


@pytest.mark.django_db
def test_a_drill_nobody_did_fails_only_after_its_quarter(people: Cast) -> None:
    drill = drilled(people)
    with pytest.raises(Unlawful, match="还没有结束"):
        take(drill, DrillAct.FAIL, people.li, reason="未做")
    take(drill, DrillAct.FAIL, people.li, on=date(2026, 1, 4), reason="整个季度没有演练")
    assert drills.rate(drills.drills(people.bureau)) == 0


@pytest.mark.django_db
def test_the_desk_asks_for_drills_and_leads_one_to_its_end(people: Cast) -> None:
    row = column(people)
    he = official("he", "何备岗", people.bureau, "disclosure_office")
    acts.appoint(row, Duty.INFORMANT, people.wang, on=TODAY, by=people.li)
    acts.appoint(row, Duty.DEPUTY, he, on=TODAY, by=people.li)
    li, deputy, zhao = client(people.li), client(he), client(people.zhao)
    assert "何备岗" in li.get("/desk/people/drills/").content.decode()
    assert li.post("/desk/people/drills/ask/").status_code == 302
    drill = DeputyDrill.objects.of(people.bureau).get()
    at = f"/desk/people/drills/{drill.pk}/"
    assert zhao.get(at).status_code == 404
    assert "报告演练" not in li.get(at).content.decode().split("办理过程")[0]
    assert "报告演练" in deputy.get(at).content.decode()
    sent = {"on": "2025-11-20", "seen": drill.dossier.version, "way": "sample", "did": "办理样件", "proof": "样件一"}
    assert "请填写演练内容" in deputy.post(f"{at}act/do/", sent | {"did": ""}).content.decode()
    assert deputy.post(f"{at}act/do/", sent).status_code == 302
    drill.dossier.refresh_from_db()
    judged = {"on": "2025-11-20", "seen": drill.dossier.version}
    assert deputy.post(f"{at}act/pass/", judged).status_code == 404
    assert li.post(f"{at}act/pass/", judged).status_code == 302
    assert "成功率100%" in li.get("/desk/people/drills/").content.decode()
