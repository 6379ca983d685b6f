"""经费、人员数、流程分工: money and people are counted from their entries; who takes which step follows from the procedures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import count, edition
from gongkai.law.annual_report.facts import RoomFact, RoomFigure
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Flow, Unlawful, label
from gongkai.law.people.division import FLOW_OF, WorkPart, steps_by_role
from gongkai.law.people.funds import BudgetLine, FundUse, special_funds
from gongkai.law.people.tenure import Spell, staffing, tenure
from gongkai.law.procedures import PROCEDURES
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Posting
from gongkai.oversight.people.division import acts, queries
from gongkai.oversight.people.funds import acts as fund_acts
from gongkai.oversight.people.funds import figures
from gongkai.oversight.reports import queries as reports
from gongkai.oversight.reports.feeds import FEEDS
from gongkai.web import clock
from tests.cast import Cast, cast, official

TODAY = date(2025, 11, 20)
FIRST = date(2025, 1, 1)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return cast()


# -- people --------------------------------------------------------------------------------------------------------------

SPELLS = st.lists(
    st.builds(
        lambda person, begin, length, full: Spell(
            person,
            FIRST + timedelta(days=begin),
            None if length is None else FIRST + timedelta(days=begin + length),
            full,
        ),
        st.sampled_from(["甲", "乙", "丙", "丁"]),
        st.integers(-200, 300),
        st.none() | st.integers(0, 200),
        st.booleans(),
    ),
    max_size=12,
)


@given(SPELLS, st.integers(0, 360))
def test_people_and_their_days_equal_a_slow_recount(spells: list[Spell], after: int) -> None:
    on = FIRST + timedelta(days=after)
    told = staffing(spells, on)
    there = {each.person for each in spells if each.holds(on)}
    assert told.people == len(there)
    assert told.full_time == len({each.person for each in spells if each.holds(on) and each.full_time})
    for person in there:
        own = [each for each in spells if each.person == person]
        begun = min(each.since for each in own)
        days = ((begun + timedelta(days=each)) for each in range((on - begun).days + 1))
        assert tenure(own, on) == sum(any(each.holds(day) for each in own) for day in days)
    ever = {each.person for each in spells for day in range(after + 1) if each.holds(FIRST + timedelta(days=day))}
    assert told.left == len(ever - there)


@pytest.mark.django_db
def test_bodies_and_people_are_counted_once_whatever_posts_they_hold(people: Cast) -> None:
    he = official("he", "何兼任", people.bureau, "informant", "disclosure_office")
    authorities.post(he, people.county, "disclosure_office", on=FIRST, by=None, full_time=True)
    assert figures.offices(people.county, TODAY, beneath=True) == 2
    told = figures.staffing_of(people.county, TODAY, beneath=True)
    assert (told.full_time, told.part_time) == (1, 1)
    assert figures.staffing_of(people.bureau, TODAY, beneath=False).full_time == 0
    posting = Posting.objects.of(people.bureau).get(official=people.wang)
    authorities.end_posting(posting, on=date(2025, 6, 1))
    told = figures.staffing_of(people.county, TODAY, beneath=True)
    assert (told.people, told.left, told.turnover) == (1, 1, 66)


# -- money ---------------------------------------------------------------------------------------------------------------

LINES = st.lists(
    st.builds(BudgetLine, st.integers(2014, 2018), st.sampled_from(FundUse), st.decimals("0.000001", 1000, places=6)),
    max_size=12,
)


@given(LINES)
def test_special_funds_are_exact_and_leave_out_the_gazette_and_the_website(lines: list[BudgetLine]) -> None:
    for year in range(2014, 2019):
        kept = [
            each.amount for each in lines if each.year == year and each.use not in (FundUse.GAZETTE, FundUse.WEBSITE)
        ]
        assert special_funds(lines, year) == sum(kept, Decimal(0))


def test_an_amount_is_positive_and_no_finer_than_a_cent() -> None:
    for amount in ("0", "-1", "0.0000001"):
        with pytest.raises(Unlawful, match="金额"):
            BudgetLine(2025, FundUse.OTHER, Decimal(amount))


@pytest.mark.django_db
def test_a_year_nobody_entered_is_not_zero_and_a_struck_line_counts_no_more(people: Cast) -> None:
    assert figures.funds_of(people.bureau, 2025, beneath=False) is None
    line = fund_acts.enter(
        people.bureau, BudgetLine(2025, FundUse.TRAINING, Decimal("3.5")), "培训费", on=TODAY, by=people.li
    )
    fund_acts.enter(people.bureau, BudgetLine(2025, FundUse.WEBSITE, Decimal(20)), "网站", on=TODAY, by=people.li)
    assert figures.funds_of(people.county, 2025, beneath=True) == Decimal("3.5")
    fund_acts.strike(line, "登记有误", on=TODAY, by=people.li)
    assert figures.funds_of(people.bureau, 2025, beneath=False) == 0
    with pytest.raises(Unlawful, match="已于2025-11-20划去"):
        fund_acts.strike(line, "再划", on=TODAY, by=people.li)
    with pytest.raises(Unlawful, match="年度应在"):
        fund_acts.enter(people.bureau, BudgetLine(2030, FundUse.OTHER, Decimal(1)), "早了", on=TODAY, by=people.li)


def test_the_form_of_2014_counts_bodies_people_and_funds_and_the_later_forms_have_no_such_rows() -> None:
    told = [
        RoomFact(RoomFigure.OFFICES, 3),
        RoomFact(RoomFigure.STAFF_FULL_TIME, 4),
        RoomFact(RoomFigure.STAFF_PART_TIME, 5),
        RoomFact(RoomFigure.FUNDS, Decimal("12.34")),
    ]
    counted = count(edition(2018), 2018, [], [], rooms=told)
    key = edition(2018).rooms[RoomFigure.OFFICES][0]
    sheet = counted.sheets[key]
    place = edition(2018).rooms[RoomFigure.OFFICES]
    column = place[2]
    assert [sheet[row, column] for row in ("offices", "staff_full_time", "staff_part_time", "staff")] == [3, 4, 5, 9]
    assert sheet["funds", column] == Decimal("12.34")
    assert count(edition(2018), 2018, [], []).sheets[key]["staff", column] is None
    assert RoomFigure.OFFICES not in edition(2024).rooms


@pytest.mark.django_db
def test_the_report_of_2018_takes_its_people_and_funds_from_the_platform(people: Cast) -> None:
    fund_acts.enter(people.bureau, BudgetLine(2018, FundUse.PRINTING, Decimal("1.5")), "资料", on=TODAY, by=people.li)
    standing = reports.unopened(people.county, 2018)
    ledger = reports.Ledger(people.county, standing.scope)
    counted = ledger.counted(standing.edition, 2018)
    places = standing.edition.rooms
    for what, number in ((RoomFigure.STAFF_PART_TIME, 1), (RoomFigure.FUNDS, Decimal("1.5"))):
        table, row, column = places[what]
        assert counted.sheets[table][row, column] == number
    told = {
        each: [row.title for row in FEEDS[each].behind(people.county, True, 2018)] for each in places if each in FEEDS
    }
    assert [people.wang.name in title for title in told[RoomFigure.STAFF_PART_TIME]] == [True]
    assert told[RoomFigure.FUNDS] == ["2018年资料印制和送阅1.5万元"]


@pytest.mark.django_db
def test_the_desk_keeps_the_ledger_of_funds(people: Cast) -> None:
    li, wang = Client(), Client()
    li.force_login(people.li)
    wang.force_login(people.wang)
    sent = {"year": "2025", "use": "training", "amount": "abc", "note": "培训费"}
    assert "应为数字" in li.post("/desk/people/funds/enter/", sent).content.decode()
    assert li.post("/desk/people/funds/enter/", sent | {"amount": "2.5"}).status_code == 302
    assert wang.post("/desk/people/funds/enter/", sent).status_code == 403
    page = wang.get("/desk/people/funds/").content.decode()
    assert "2.50" in page and "兼职" in page
    line = figures.lines(people.bureau).get()
    assert li.post(f"/desk/people/funds/{line.pk}/strike/", {"reason": "重复"}).status_code == 302
    assert "已划去" in li.get("/desk/people/funds/").content.decode()


# -- who takes which step ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flow", FLOW_OF.values(), ids=FLOW_OF)
def test_every_step_of_a_procedure_stands_under_each_role_that_takes_it_and_under_no_other(flow: Flow) -> None:
    told = {(each.role, step) for each in steps_by_role(flow) for step in each.steps}
    assert told == {(row.role, label(row.act)) for row in flow.rows}


def test_every_kind_of_file_has_its_procedure_in_the_table() -> None:
    assert FLOW_OF.keys() == PROCEDURES.keys()


@pytest.mark.django_db
def test_one_unit_leads_others_help_and_a_step_nobody_can_take_is_told(people: Cast) -> None:
    first = acts.give(people.county, "proposal", people.county, WorkPart.LEAD, on=TODAY, by=people.li)
    acts.give(people.county, "proposal", people.bureau, WorkPart.COOPERATE, on=TODAY, by=people.li, basis="分工方案")
    with pytest.raises(Unlawful, match="只能有一个牵头单位"):
        other = authorities.create_authority(
            "shili-caizheng",
            "示例县财政局",
            AuthorityKind.DEPARTMENT,
            on=FIRST,
            parent=people.county,
        )
        acts.give(people.county, "proposal", other, WorkPart.LEAD, on=TODAY, by=people.li)
    told = {each.kind: each for each in queries.divisions(people.county, TODAY)}["proposal"]
    assert [row.unit for row in told.units[WorkPart.LEAD]] == [people.county]
    assert any(line.vacant for line in told.roles)
    acts.end(first, on=TODAY, by=people.li)
    with pytest.raises(Unlawful, match="已经终止"):
        acts.end(first, on=TODAY, by=people.li)
    qian = official("qian", "钱公开", people.county, "disclosure_office")
    client = Client()
    client.force_login(qian)
    sent = {"kind": "proposal", "unit": people.county.code, "part": "lead", "basis": ""}
    assert client.post("/desk/people/division/give/", sent).status_code == 302
    assert "示例县人民政府" in client.get("/desk/people/division/").content.decode()
