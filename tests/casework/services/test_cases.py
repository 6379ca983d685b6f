"""办件: what the room keeps of a case follows from its steps; figures and scores equal a slow recount and open their records."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client

from gongkai.casework.services.cases import acts as cases
from gongkai.casework.services.cases import counting, queries, scoring, setting
from gongkai.casework.services.cases.models import CaseMatter, CaseRun, ScoreAppeal, ServiceCase
from gongkai.casework.services.halls import acts as halls
from gongkai.casework.services.halls import queries as finding
from gongkai.casework.services.halls.models import HallWindow, ServiceHall, WindowPost
from gongkai.casework.services.items import queries as items
from gongkai.law.application_figures import Period
from gongkai.law.case_figures import CASE_COLUMNS
from gongkai.law.case_flow import Act
from gongkai.law.case_kinds import CaseChannel, CaseParty, CaseResult
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.halls import OpenPeriod, WindowDuty, WindowKind, WindowShift
from gongkai.law.service_figures import ItemFigure, ItemRate, item_figures
from gongkai.law.window_scores import USUAL_SCHEME, ScoreMeasure, window_score
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.verify import verify
from gongkai.web import clock
from gongkai.web.traps import new_once_token, opening_token
from tests.casework.services.halling import (
    CHEN,
    EVERY_DAY,
    ON,
    OPENED,
    Hall,
    decided,
    delivered,
    hall,
    logged_in,
    opened,
    take,
    to_units,
    took,
    who,
)
from tests.cast import Cast

LATE = date(2025, 10, 20)
MONTH = Period.month(2025, 9)


@pytest.fixture
def made(people: Cast) -> Hall:
    return hall(people)


# -- one case ----------------------------------------------------------------------------------------------------------


def test_a_case_goes_from_the_window_to_the_unit_and_back_and_is_delivered(made: Hall) -> None:
    case = took(made).case
    assert case.general and case.visits == 1 and case.window == made.window
    to_units(case)
    assert [row.unit for row in CaseMatter.objects.of(case.authority)] == [made.people.bureau]
    decided(case)
    case.refresh_from_db()
    assert case.ready and not case.shut
    delivered(case, ON + timedelta(days=1))
    case.refresh_from_db()
    assert case.shut and case.result is CaseResult.GRANTED and case.visits == 2
    assert list(verify(whole=True)) == []


def test_a_package_is_one_application_at_several_units_and_comes_out_as_one(made: Hall) -> None:
    case = took(made, "SP001", "CG002").case
    assert queries.standing(case).listed == ("食品经营许可申请书", "身份证", "效果图")
    to_units(case)
    assert {row.unit for row in CaseMatter.objects.of(case.authority)} == {made.people.bureau, made.other}
    decided(case, "CG002", by=("niu", "ma"))
    with pytest.raises(Unlawful, match="还有事项没有决定"):
        take(case, Act.ISSUE, "wu")
    decided(case, result="denied")
    assert delivered(case).result is CaseResult.PARTLY


def test_a_version_that_comes_later_changes_no_case_that_has_begun(made: Hall) -> None:
    case = took(made).case
    assert queries.standing(case).parts[0].version == 1 and queries.standing(case).parts[0].days == 8


def test_sent_twice_it_is_one_case_with_the_same_receipt(made: Hall) -> None:
    versions = queries.versions(made.people.county, [made.food.pk], ON)
    given = cases.CaseGiven(
        *([queries.part_of(versions[0])], CHEN, CaseParty.PERSON, CaseChannel.WINDOW, (), made.window)
    )
    first, second = (
        cases.receive(made.people.county, given, on=ON, today=ON, once="a" * 32, by=who("wu")) for _ in range(2)
    )
    assert first.case.pk == second.case.pk and first.code == second.code
    assert queries.by_code(made.people.county, first.case.dossier.number, first.spaced_code.lower()) == first.case
    assert queries.by_code(made.people.county, first.case.dossier.number, "AAAA") is None


def test_nothing_of_who_asked_stands_readable_in_the_database(made: Hall) -> None:
    case = took(made).case
    to_units(case)
    decided(case)
    take(case, Act.ISSUE, "wu")
    take(case, Act.SEND, "wu", courier="EX0001", company="样例快递")
    take(case, Act.SIGNED, "wu", to="陈样例")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (names of our own tables)
            for row in cursor.fetchall():
                text = " ".join(
                    bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in row
                )
                assert not [secret for secret in (CHEN.identity_number, CHEN.name, CHEN.phone) if secret in text], table


def test_only_a_unit_of_the_place_is_handed_a_case(made: Hall) -> None:
    case = took(made).case
    take(case, Act.ACCEPT, "wu")
    with pytest.raises(Unlawful, match="本级的部门"):
        take(case, Act.DISPATCH, "hao", units={"SP001": "lingxian-minzheng"})


# -- cards ---------------------------------------------------------------------------------------------------------------------


def test_cards_of_the_database_are_those_of_the_law_day_by_day(made: Hall) -> None:
    quick, slow, asked = (took(made).case for _ in range(3))
    to_units(quick)
    decided(quick)
    delivered(quick)
    take(asked, Act.NOTIFY, "wu", wrong=["身份证"], note="不清楚")
    to_units(slow)
    decided(slow, on=LATE)
    for n in range(45):
        day = ON + timedelta(days=n)
        told = set()
        for case in (quick, slow, asked):
            for card in queries.standing(case).cards(calendar_of(case.authority), day):
                told.add((case.pk, card.key))
        rows = CaseRun.objects.of(made.people.county)
        shown = {(run.case_id, f"{run.place}-yellow") for run in rows.filter(counting.yellow_cards(day))}
        shown |= {(run.case_id, f"{run.place}-red") for run in rows.filter(counting.red_cards(day))}
        assert shown == told, day


def test_a_late_unit_explains_its_red_card_and_the_monitor_rules_on_it(made: Hall) -> None:
    case = took(made).case
    to_units(case)
    with pytest.raises(Unlawful, match="没有这张时效牌"):
        take(case, Act.EXPLAIN, "wang", card="1-red", text="停电")
    take(case, Act.EXPLAIN, "wang", LATE, card="1-red", text="停电两天")
    take(case, Act.RULE_ON, "ji", LATE, card="1-red", verdict="excused", text="供电公司证明")
    run = CaseRun.objects.of(case.authority).get(case=case, place=1)
    assert run.red_explained and run.red_verdict == "excused" and run.red(LATE)


# -- figures and scores --------------------------------------------------------------------------------------------------------


@pytest.fixture
def month(made: Hall) -> Hall:
    """A month at one window: one quick and praised, one late at the window, one refused, one by post, one rated badly."""
    praised, late, refused, posted, bad = (took(made).case, took(made).case, took(made).case, None, took(made).case)
    posted = took(made, channel=CaseChannel.POST).case
    for case in (praised, bad):
        to_units(case)
        decided(case)
        delivered(case)
    cases.act(praised, Step("rate", ON, {"stars": "5"}), today=ON, by=None)
    cases.act(bad, Step("rate", ON, {"stars": "1"}), today=ON, by=None)
    take(bad, Act.CALL_BACK, "hao", finding="true", facts="态度不好", days=5)
    take(refused, Act.NOT_ACCEPT, "wu", reason="不属于本大厅")
    take(late, Act.ACCEPT, "wu", date(2025, 9, 29))
    assert posted.window is None
    return made


def test_figures_equal_a_slow_recount_and_every_number_opens_its_cases(month: Hall) -> None:
    county = month.people.county
    found = counting.figures(county, MONTH, LATE)
    whole = found.whole
    assert (whole.received, whole.at_windows, whole.general, whole.closed) == (5, 4, 4, 2)
    assert (whole.decided, whole.on_time, whole.not_accepted, whole.overdue) == (2, 2, 1, 1)
    assert whole.on_time_rate == Decimal("66.7") or whole.on_time_rate == Decimal("66.67")
    assert whole.visits_per_case == Decimal("1.00")
    span = {"from": str(MONTH.first), "to": str(MONTH.last)}
    rows = queries.taken_in(county)
    for column in CASE_COLUMNS:
        opened_rows = counting.narrowed(rows, county, {**span, "column": column}, LATE)
        assert opened_rows.count() == getattr(whole, column), column
    assert [load.received for load in found.loads] == [4]
    (clocks,) = found.units
    for name, many in (("ended", clocks.ended), ("in_time", clocks.in_time), ("red", clocks.red)):
        asked = {**span, "unit": str(clocks.unit.pk), "clock": name}
        assert counting.narrowed(rows, county, asked, LATE).count() == many, name
    assert found.loads[0].days == calendar_of(county).count(date(2025, 8, 31), date(2025, 9, 30))
    assert (found.general_items, found.hall_items) == (2, 2)


def test_the_figures_of_items_and_of_cases_ask_the_same_register_of_windows(made: Hall) -> None:
    county, on = made.people.county, ON
    told = item_figures(items.facts(county, on))
    assert told.keys[ItemFigure.ONE_WINDOW] == {made.food.pk, made.sign.pk}
    assert told.rate(ItemRate.ONE_WINDOW) == 100 == counting.figures(county, MONTH, on).one_window_items_rate
    halls.assign(made.window, [made.food], on=ON, by=who("hao"))
    halls.assign(opened(made.zone, "02", WindowKind.PROFESSIONAL), [made.sign], on=ON, by=who("hao"))
    assert items.at_general_windows(made.people.bureau, on) == {made.food.pk}
    assert item_figures(items.facts(county, on)).rate(ItemRate.ONE_WINDOW) == 50
    assert items.at_general_windows(county, OPENED) == {made.food.pk, made.sign.pk}, "as it was"
    listed = logged_in("hao").get("/desk/services/items/?figure=one_window").content.decode()
    assert "食品经营许可</a>" in listed and "牌匾设置备案</a>" not in listed and "综合窗口" in listed


def test_one_window_items_follow_from_the_register_of_windows(made: Hall) -> None:
    special = opened(made.zone, "38", WindowKind.PROFESSIONAL)
    halls.assign(made.window, [made.food], on=ON, by=who("hao"))
    halls.assign(special, [made.sign], on=ON, by=who("hao"))
    found = counting.figures(made.people.county, MONTH, ON)
    assert (found.general_items, found.hall_items) == (1, 2)
    assert found.one_window_items_rate == 50


def test_scores_equal_a_slow_recount_and_each_point_opens_its_records(month: Hall) -> None:
    county, wu = month.people.county, who("wu")
    own = [case for case in ServiceCase.objects.of(county) if case.clerk == wu]
    calendar = calendar_of(county)
    slow = dict.fromkeys(ScoreMeasure, 0)
    base = 0
    for case in own:
        standing = queries.standing(case)
        slow[ScoreMeasure.TAKEN] += MONTH.holds(standing.received_on)
        slow[ScoreMeasure.CONTENT] += standing.stars is not None and standing.stars.value in "345"
        slow[ScoreMeasure.BAD] += standing.rated_badly and standing.finding is not None
        for run in standing.runs:
            last = run.last_day(calendar)
            if run.stage.value in ("intake", "issuing") and last and MONTH.holds(last.on):
                base += run.ended_on is not None or last.on < LATE
                slow[ScoreMeasure.IN_TIME] += run.ended_on is not None and run.ended_on <= last.on
                slow[ScoreMeasure.RED] += run.late(calendar, LATE)
        for card in standing.cards(calendar, LATE):
            warned = card.stage.value in ("intake", "issuing") and MONTH.holds(card.on)
            slow[ScoreMeasure.YELLOW] += warned and card.colour.value == "yellow"
    counts = scoring.counts(county, wu, MONTH, LATE)
    assert {measure: count.hits for measure, count in counts.items()} == slow
    assert counts[ScoreMeasure.IN_TIME].base == base and slow[ScoreMeasure.RED] >= 1
    assert [row.clerk for row in scoring.scores(county, MONTH, LATE)] == [wu]
    assert scoring.scores(county, MONTH, LATE)[0].score == window_score(USUAL_SCHEME, counts)
    for measure, many in slow.items():
        asked = {"clerk": str(wu.pk), "month": "2025-09", "measure": measure.value}
        behind = set(scoring.behind(county, wu, measure, MONTH, LATE))
        listed_ = counting.narrowed(queries.taken_in(county), county, asked, LATE)
        assert {case.pk for case in listed_} == behind and bool(behind) == bool(many)


def test_an_excused_card_and_a_mistaken_rating_are_counted_against_nobody(month: Hall) -> None:
    county, wu = month.people.county, who("wu")
    late = ServiceCase.objects.of(county).get(dossier__state="accepted")
    before = scoring.counts(county, wu, MONTH, LATE)[ScoreMeasure.RED].hits
    take(late, Act.EXPLAIN, "wu", LATE, card="0-red", text="系统故障")
    take(late, Act.RULE_ON, "ji", LATE, card="0-red", verdict="excused", text="属实")
    assert scoring.counts(county, wu, MONTH, LATE)[ScoreMeasure.RED].hits == before - 1


def test_an_appeal_is_filed_by_the_clerk_and_answered_by_another(month: Hall) -> None:
    county = month.people.county
    row = setting.appeal(county, who("wu"), MONTH, "红牌因系统故障", on=LATE)
    with pytest.raises(Unlawful, match="还没有答复"):
        setting.appeal(county, who("wu"), MONTH, "再说一遍", on=LATE)
    with pytest.raises(Unlawful, match="申诉人自己"):
        setting.answer(row, "同意", on=LATE, by=who("wu"))
    setting.answer(row, "已由监察人员认定", on=LATE, by=who("hao"))
    assert ScoreAppeal.objects.of(county).get().answered_by == who("hao")


def test_a_scheme_holds_from_a_month_on_and_past_months_keep_theirs(month: Hall) -> None:
    county = month.people.county
    with pytest.raises(Unlawful, match="已经过去的月份"):
        setting.set_scheme(county, USUAL_SCHEME, Period.month(2025, 8), on=ON, by=who("hao"))
    setting.set_scheme(county, USUAL_SCHEME, Period.month(2025, 10), on=ON, by=who("hao"))
    assert scoring.scheme_for(county, MONTH).source == USUAL_SCHEME.source


# -- halls ---------------------------------------------------------------------------------------------------------------------


def test_a_matter_leads_to_its_zone_and_window(made: Hall) -> None:
    found = finding.finder(made.people.county, "食品经营", ON)
    assert [(each.version.name, [place.number for place in each.places]) for each in found] == [
        ("食品经营许可", ["01"])
    ]
    assert finding.finder(made.people.county, "无关的事", ON) == []


def test_a_person_sits_at_one_window_and_comes_from_a_unit_of_the_hall(made: Hall) -> None:
    second = opened(made.zone, "02")
    shift = WindowShift(second.pk, OpenPeriod(ON), EVERY_DAY)
    with pytest.raises(Unlawful, match="一人同一天只在一个窗口"):
        halls.post(second, who("wu"), made.other, WindowDuty.CLERK, shift, on=ON, by=who("hao"))
    with pytest.raises(Unlawful, match="没有进驻"):
        halls.post(second, who("hao"), made.people.elsewhere, WindowDuty.CLERK, shift, on=ON, by=who("hao"))


def test_what_is_inside_ends_before_what_is_around_it(made: Hall) -> None:
    with pytest.raises(Unlawful, match="还在用"):
        halls.close(made.window, last=ON, on=ON, by=who("hao"))
    halls.close(WindowPost.objects.of(made.people.county).get(), last=ON, on=ON, by=who("hao"))
    halls.close(made.window, last=ON, on=ON, by=who("hao"))
    assert finding.finder(made.people.county, "食品经营许可", ON + timedelta(days=1))[0].places == []
    assert list(verify(whole=True)) == []


def test_a_row_of_the_register_that_was_changed_behind_its_entry_is_found(made: Hall) -> None:
    ServiceHall.objects.of(made.people.county).update(area=Decimal(9000))
    HallWindow.objects.of(made.people.county).update(kind="professional")
    found = [str(finding_) for finding_ in verify(whole=True)]
    assert len(found) == 2 and all("与条目登记的不符" in each for each in found)


def test_a_commissioner_is_told_and_finds_the_cases_they_go_with(made: Hall) -> None:
    case, _ = took(made).case, took(made).case
    take(case, Act.ACCOMPANY, "hao", who="wu")
    rows = queries.placed(queries.taken_in(made.people.county), "accompany", who("wu"))
    assert list(rows) == [case]
    page = logged_in("wu").get("/desk/services/cases/?place=accompany").content.decode()
    assert case.dossier.number in page
    assert f"请陪办办件{case.dossier.number}" in logged_in("wu").get("/desk/notices/").content.decode()


# -- pages -------------------------------------------------------------------------------------------------------------------


def test_the_clerk_finds_the_matter_ticks_the_materials_and_prints_the_receipt(made: Hall) -> None:
    client = logged_in("wu")
    page = client.get("/desk/services/counter/", {"q": "食品"}).content.decode()
    assert "市场准入综合功能区01号" in page and f'value="{made.food.pk}"' in page
    today = clock.today().isoformat()
    form = {
        **{"handed": ["身份证"], "party": "person", "name": "陈样例", "identity_number": "110101190001010014"},
        **{
            "phone": "13900000000",
            "channel": "window",
            "window": made.window.pk,
            "on": today,
            "once": new_once_token(),
        },
    }
    page = client.post(f"/desk/services/counter/take-in/?item={made.food.pk}", form).content.decode()
    assert "收件回执" in page and "陈*例" in page and "还缺的材料" in page
    case = ServiceCase.objects.of(made.people.county).get()
    base = f"/desk/services/cases/{case.dossier_id}/"
    notice = {"on": today, "seen": case.dossier.version}
    assert client.post(f"{base}act/notify/", notice).status_code == 302
    page = client.get(f"{base}notice/").content.decode()
    assert "食品经营许可申请书" in page and "没有提交" in page and "身份证</th>" not in page


def test_who_may_do_what_of_a_case_by_role_and_by_authority(made: Hall) -> None:
    case = took(made).case
    to_units(case)
    base = f"/desk/services/cases/{case.dossier_id}/"
    assert "提出审查意见" in logged_in("wang").get(base).content.decode()
    assert "提出审查意见" not in logged_in("wu").get(base).content.decode()
    assert logged_in("wu").get(f"{base}act/examine/?part=SP001").status_code == 403
    assert logged_in("niu").get(base).status_code == 404
    assert logged_in("zhao").get(base).status_code == 404
    assert "食品经营许可" in logged_in("wang").get("/desk/services/deciding/").content.decode()


def progress(client: Client, number: str, code: str, page: str = "", **more: str) -> str:
    opened_ = opening_token(clock.now() - timedelta(minutes=1))
    form = {"opened": opened_, "once": new_once_token(), "leave_blank": "", "number": number, "code": code, **more}
    return client.post(f"/shili/bjjd/{page}", form).content.decode()


def test_progress_is_public_by_number_and_code_with_the_name_masked(made: Hall) -> None:
    receipted = took(made)
    case = receipted.case
    to_units(case)
    number = case.dossier.number
    page = progress(Client(), number, receipted.code)
    assert "审批中" in page and "陈*例" in page and "陈样例" not in page and "13900000000" not in page
    assert queries.by_code(made.people.prefecture, number, receipted.code) == case
    assert queries.by_code(made.people.elsewhere, number, receipted.code) is None
    assert "不正确" in progress(Client(), number, "AAAA-AAAA-AAAA-AAAA")
    assert "有了办理结果以后才能评价" in progress(Client(), number, receipted.code, "rate/", stars="1")
    decided(case)
    delivered(case)
    assert "您的评价" in progress(Client(), number, receipted.code, "rate/", stars="1")
    case.refresh_from_db()
    assert case.stars == "1" and queries.placed(queries.taken_in(case.authority), "rated", who("hao")).count() == 1


@pytest.mark.parametrize(
    "page", ["counter/", "cases/", "cases/?place=all", "cases/figures/", "scores/", "halls/", "cases/cards/"]
)
def test_the_pages_of_the_hall_open_for_who_works_there(month: Hall, page: str) -> None:
    assert logged_in("hao" if page != "counter/" else "wu").get(f"/desk/services/{page}").status_code == 200


def test_a_point_on_the_page_leads_to_exactly_its_records(month: Hall) -> None:
    client, wu = logged_in("hao"), who("wu")
    page = client.get(f"/desk/services/scores/{wu.pk}/?month=2025-09").content.decode()
    found = re.search(r'href="([^"]*measure=taken)"', page)
    assert found
    listed_ = client.get(found[1].replace("&amp;", "&")).content.decode()
    assert listed_.count("/desk/services/cases/") - listed_.count("/desk/services/cases/?") >= 5


def test_the_public_finds_the_window_of_a_matter_on_the_page_of_the_hall(made: Hall) -> None:
    client = Client()
    assert "示例县政务服务大厅" in client.get("/shili/zwdt/").content.decode()
    page = client.get(f"/shili/zwdt/{made.hall.pk}/", {"q": "食品经营"}).content.decode()
    assert "市场准入综合功能区" in page and "01号" in page and OPENED.year == 2025
    assert "示例县政务服务大厅" in client.get("/yangben/zwdt/").content.decode()
