"""互动统计: every figure is the sum of what it opens, and the report of 2014 counts its interviews from here."""

from __future__ import annotations

import re
from datetime import date, timedelta

from gongkai.casework.engagement.activity import queries
from gongkai.casework.engagement.surveys.models import Survey
from gongkai.law.annual_report import edition
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.application_figures import Period
from gongkai.law.engagement_figures import OF_PEOPLE, ActivityFigure
from gongkai.law.surveys import Act
from gongkai.oversight.reports.queries import Ledger
from gongkai.web import clock
from tests.casework.engagement import test_interviews as talks
from tests.casework.engagement import test_surveys as asked
from tests.casework.engagement.conftest import logged_in
from tests.cast import Cast

YEAR = 2025


def furnished(people: Cast) -> Survey:
    survey = asked.opened(people)
    for _ in range(3):
        asked.answer(survey, 1)
    asked.announced(survey)
    asked.opened(people, on=date(2025, 3, 4))
    talks.published(people, date(2025, 9, 18), 1, 2)
    talks.published(people, date(2025, 9, 19), 2)
    talks.noticed(people, date(2025, 9, 20), date(2025, 9, 22))
    return survey


def test_every_figure_is_the_sum_of_what_it_opens(people: Cast) -> None:
    furnished(people)
    wang = logged_in("wang")
    page = wang.get(f"/desk/engagement/activity/?year={YEAR}").content.decode()
    counts = queries.figures(queries.held(people.bureau, Period.year(YEAR), clock.today()))
    told = {
        ActivityFigure.SURVEYS: 2,
        ActivityFigure.ANSWERS: 3,
        ActivityFigure.SURVEYS_IN_TIME: 1,
        ActivityFigure.INTERVIEWS: 2,
        ActivityFigure.INTERVIEWS_LED: 1,
        ActivityFigure.INTERVIEWS_IN_TIME: 2,
    }
    assert {figure: count for figure, count in counts.items() if count} == told
    for figure, count in told.items():
        href = f"/desk/engagement/activity/{figure.value}/?year={YEAR}"
        assert href in page, figure
        opened = wang.get(href).content.decode()
        assert f"：{count}{figure.unit}</h1>" in opened, figure
        numbers = [int(each) for each in re.findall(r'class="number"[^>]*>(\d+)<', opened)]
        listed = opened.count("<tr role=") - 1
        assert (sum(numbers) if figure in OF_PEOPLE else listed) == count, figure


def test_a_year_and_those_beneath_are_counted_only_where_asked_for(people: Cast) -> None:
    furnished(people)
    zheng = logged_in("zheng")
    alone = zheng.get(f"/desk/engagement/activity/?year={YEAR}").content.decode()
    assert "activity/surveys/" not in alone
    beneath = zheng.get(f"/desk/engagement/activity/?year={YEAR}&beneath=1").content.decode()
    assert f"activity/surveys/?year={YEAR}&amp;beneath=1" in beneath
    assert "activity/surveys/" not in zheng.get("/desk/engagement/activity/?year=2024&beneath=1").content.decode()
    for nonsense in ("x", "99999", "²025"):
        assert zheng.get(f"/desk/engagement/activity/?year={nonsense}").status_code == 200


def test_what_is_overdue_and_unpublished_counts_as_late(people: Cast) -> None:
    survey = asked.opened(people)
    assert survey.until is not None
    asked.take(survey, Act.END, "wang", survey.until + timedelta(days=1))
    early = queries.figures(queries.held(people.bureau, Period.year(YEAR), survey.until + timedelta(days=2)))
    late = queries.figures(queries.held(people.bureau, Period.year(YEAR), survey.until + timedelta(days=90)))
    assert (early[ActivityFigure.SURVEYS_LATE], late[ActivityFigure.SURVEYS_LATE]) == (0, 1)


def test_the_sheet_of_2014_counts_interviews_from_their_files_and_opens_them(people: Cast) -> None:
    bureau, form = people.bureau, edition(2016)
    ledger = Ledger(bureau, Scope.OWN)
    blank = ledger.counted(form, 2016)
    assert not blank.is_counted("statistics", "online_interviews", "value"), "nobody keeps interviews here: typed"
    for day, came in (
        (date(2016, 3, 9), (1,)),
        (date(2016, 6, 8), (1, 2)),
        (date(2016, 9, 7), (2,)),
        (date(2017, 3, 8), (1,)),
    ):
        talks.published(people, day, *came)
    counted = ledger.counted(form, 2016)
    sheet = counted.sheets["statistics"]
    assert sheet.value("online_interviews", "value").number == 3
    assert sheet.value("online_interviews_led", "value").number == 2
    for row, count in (("online_interviews", 3), ("online_interviews_led", 2)):
        behind = ledger.interviews_behind(counted.sources("statistics", row, "value"))
        assert behind.count() == count
        page = (
            logged_in("wang").get(f"/desk/reports/shili-minzheng/2016/sheet/statistics/{row}/value/").content.decode()
        )
        assert "临时救助怎样申请" in page and "台账已有变动" not in page
