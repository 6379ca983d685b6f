"""工作日: the calendar against its definition, against the statute's examples, and against a second ledger."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.announcements import AnnouncementError, Holiday, Notice, Year, read_local, read_year
from gongkai.law.grammar.calendar import (
    Calendar,
    DayKind,
    LocalDay,
    Reckoned,
    YearNotAnnounced,
    calendar_days_after,
    local_days,
    months_after,
    national,
    roll_forward,
)
from gongkai.law.grammar.statute import Certainty
from tests.law import strategies as some

DAY = timedelta(days=1)


# What holds for every calendar.


@given(some.calendars(), some.days(), some.terms())
def test_the_last_day_of_a_term_is_a_working_day(calendar: Calendar, start: date, count: int) -> None:
    assert calendar.is_working_day(calendar.after(start, count).on)


@given(some.calendars(), some.days(), some.terms())
def test_exactly_the_days_of_the_term_lie_after_the_start_and_up_to_its_end(
    calendar: Calendar, start: date, count: int
) -> None:
    end = calendar.after(start, count).on
    assert calendar.count(start, end) == count
    assert calendar.count(start, end - DAY) == count - 1
    assert sum(day.works for day in calendar.days(start, end)) == count


@given(some.calendars(), some.days(), some.terms())
def test_the_day_of_the_start_is_never_counted(calendar: Calendar, start: date, count: int) -> None:
    off = calendar.with_local([LocalDay(start, works=False)])
    on = calendar.with_local([LocalDay(start, works=True)])
    assert off.after(start, count) == on.after(start, count) == calendar.after(start, count)


@given(some.calendars(), some.days(), some.days(), some.terms())
def test_a_later_start_never_ends_earlier(calendar: Calendar, one: date, other: date, count: int) -> None:
    early, late = sorted((one, other))
    assert calendar.after(early, count).on <= calendar.after(late, count).on


@given(some.calendars(), some.days(), some.terms(), some.terms())
def test_an_extension_continues_where_the_term_ended(
    calendar: Calendar, start: date, term: int, extension: int
) -> None:
    assert calendar.after(calendar.after(start, term).on, extension) == calendar.after(start, term + extension)


@given(some.calendars(), some.days(), some.terms())
def test_the_strict_and_the_lenient_count_agree_on_announced_years(calendar: Calendar, start: date, count: int) -> None:
    strict = list(islice(calendar.working_days_after(start), count))
    assert calendar.after(start, count) == Reckoned(strict[-1], provisional=False)


@given(some.calendars(), some.days())
def test_a_count_of_nothing_is_the_start_itself(calendar: Calendar, start: date) -> None:
    assert calendar.after(start, 0) == Reckoned(start)
    assert calendar.count(start, start) == calendar.count(start, start - 40 * DAY) == 0


@given(some.calendars(), some.days())
def test_the_next_working_day_is_the_day_itself_or_the_first_after_it(calendar: Calendar, day: date) -> None:
    found = calendar.next_working_day(day).on
    assert calendar.is_working_day(found)
    assert not any(calendar.is_working_day(day + n * DAY) for n in range((found - day).days))


@given(some.calendars(), some.local_days(), some.days(date(2024, 1, 1), date(2027, 12, 31)))
def test_a_local_day_prevails_and_moves_no_other_day(calendar: Calendar, local: list[LocalDay], day: date) -> None:
    here = calendar.with_local(local)
    said = {each.date: each for each in local}
    if day in said:
        kind = DayKind.LOCAL_WORKING if said[day].works else DayKind.LOCAL_HOLIDAY
        assert (here.day(day).kind, here.day(day).works) == (kind, said[day].works)
    else:
        assert here.day(day) == calendar.day(day)
    assert calendar.is_working_day(day) == calendar.day(day).works


@given(some.calendars(), some.local_days(), some.days(), some.terms(30))
def test_a_local_holiday_inside_the_term_moves_its_end_by_the_days_it_took(
    calendar: Calendar, local: list[LocalDay], start: date, count: int
) -> None:
    here = calendar.with_local(local)
    end = here.after(start, count).on
    changed = sum(here.day(day).works - calendar.day(day).works for day in (d.date for d in calendar.days(start, end)))
    assert calendar.count(start, end) == count - changed


@given(some.calendars(), st.integers(0, 40))
def test_a_strict_count_looks_at_a_year_not_announced_only_when_it_has_to(calendar: Calendar, back: int) -> None:
    last = date(some.LAST, 12, 31)
    start = last - back * DAY
    left = calendar.count(start, last)
    assert len(list(islice(calendar.working_days_after(start), left))) == left
    with pytest.raises(YearNotAnnounced) as refusal:
        list(islice(calendar.working_days_after(start), left + 1))
    assert refusal.value.year == some.LAST + 1


@given(some.calendars(), st.integers(0, 40), some.terms(40))
def test_an_answer_is_provisional_exactly_when_it_reaches_a_year_not_announced(
    calendar: Calendar, back: int, count: int
) -> None:
    answer = calendar.after(date(some.LAST, 12, 31) - back * DAY, count)
    assert answer.provisional == (answer.on.year > some.LAST)


@given(some.days(date(2025, 1, 1), date(2036, 12, 31)), st.integers(0, 60))
def test_a_provisional_count_counts_the_days_that_are_told_to_be_worked(start: date, length: int) -> None:
    end = start + length * DAY
    assert national().count(start, end) == sum(day.works for day in national().days(start, end))


def test_the_day_of_the_start_does_not_make_an_answer_provisional_but_a_year_on_the_way_does() -> None:
    only_2026 = Calendar([Year(2026, ())])
    assert only_2026.after(date(2025, 12, 31), 20) == Reckoned(date(2026, 1, 28))
    assert only_2026.after(date(2025, 12, 30), 20).provisional
    assert only_2026.after(date(2025, 12, 30), 0) == Reckoned(date(2025, 12, 30))


@given(some.calendars(), st.sampled_from(range(some.FIRST, some.LAST + 1)))
def test_a_year_taken_away_is_refused_by_strict_questions_and_provisional_in_the_others(
    calendar: Calendar, year: int
) -> None:
    with pytest.raises(YearNotAnnounced, match=f"{some.LAST + 1}年"):
        calendar.is_working_day(date(some.LAST + 1, 1, 4))
    with pytest.raises(YearNotAnnounced):
        calendar.working_days_of(some.FIRST - 1)
    assert calendar.day(date(some.LAST + 1, 6, 1)).provisional
    assert not calendar.day(date(year, 6, 1)).provisional
    assert calendar.working_days_of(year) == sum(
        day.works for day in calendar.days(date(year - 1, 12, 31), date(year, 12, 31))
    )


@given(st.dates(date(1900, 1, 1), date(9000, 1, 1)))
def test_a_day_always_has_an_answer(day: date) -> None:
    assert national().day(day).date == day
    assert national().day(day).provisional == (day.year not in national().announced())


@given(some.days(), st.integers(0, 400))
def test_a_term_of_months_ends_on_the_corresponding_day_or_on_the_last_of_the_month(day: date, months: int) -> None:
    end = months_after(day, months)
    assert (end.year - day.year) * 12 + end.month - day.month == months
    assert end.day == day.day or (end.day < day.day and (end + DAY).day == 1)


def test_a_calendar_is_equal_only_to_itself_and_can_be_a_key() -> None:
    one, other = Calendar(), Calendar()
    assert one != other
    assert {one: "甲", other: "乙"}[one] == "甲"


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="不能为负数"):
        Calendar().after(date(2025, 1, 1), -1)


# The years as announced.


def test_second_ledger_every_day_of_twenty_years_is_worked_where_the_other_ledger_says_so() -> None:
    calendar = national()
    span = [date(2007, 1, 1) + n * DAY for n in range((date(2026, 12, 31) - date(2007, 1, 1)).days + 1)]
    assert [day for day in span if calendar.is_working_day(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize(
    ("year", "days"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_the_number_of_working_days_of_a_year(year: int, days: int) -> None:
    assert national().working_days_of(year) == days


def test_every_year_since_the_regulation_is_announced_without_a_gap() -> None:
    years = national().announced()
    assert years == tuple(range(2007, years[-1] + 1))
    assert years[-1] >= 2026


def test_every_year_names_its_notice_and_says_how_sure_we_are_of_it() -> None:
    for year in national().announced():
        for notice in national().notices_of(year):
            assert "〔" in notice.number
            assert notice.title
            assert notice.certainty is Certainty.SEEN or notice.note, f"{notice.number}待核而没有说明"


def test_the_spring_festival_of_2020_was_extended_and_its_make_up_day_fell_away() -> None:
    first, second = national().notices_of(2020)
    assert [national().day(date(2020, 2, day)).kind for day in (1, 2, 3)] == [
        DayKind.HOLIDAY,
        DayKind.HOLIDAY,
        DayKind.WORKING,
    ]
    assert national().day(date(2020, 1, 30)).source == first.number == "国办发明电〔2019〕16号"
    assert national().day(date(2020, 2, 1)).source == second.number == "国办发明电〔2020〕1号"


def test_the_labour_day_of_2019_was_lengthened_by_a_second_notice() -> None:
    assert [national().is_working_day(date(2019, 5, day)) for day in range(1, 7)] == [False] * 4 + [True, True]
    assert national().day(date(2019, 5, 5)).source == "国办发明电〔2019〕3号"
    assert national().day(date(2019, 4, 28)).kind is DayKind.MAKE_UP


def test_the_victory_day_of_2015_is_a_holiday_by_its_own_notice() -> None:
    assert national().day(date(2015, 9, 3)).source == "国发明电〔2015〕1号"
    assert national().is_working_day(date(2015, 9, 6))


def test_a_notice_for_a_year_may_begin_in_the_december_before() -> None:
    assert national().day(date(2018, 12, 31)).source == "国办发明电〔2018〕15号"
    assert national().day(date(2018, 12, 29)).kind is DayKind.MAKE_UP
    assert national().day(date(2011, 12, 31)).works


# The statute's examples, by the calendar of the day (the days were worked out by hand from the notices).


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2025, 1, 20), 7, date(2025, 2, 5)),
        (date(2025, 1, 20), 20, date(2025, 2, 21)),
        (date(2025, 1, 20), 40, date(2025, 3, 21)),
        (date(2025, 9, 18), 20, date(2025, 10, 22)),
        (date(2025, 9, 22), 20, date(2025, 10, 24)),
        (date(2025, 9, 22), 40, date(2025, 11, 21)),
        (date(2024, 9, 25), 20, date(2024, 10, 28)),
        (date(2026, 2, 9), 7, date(2026, 2, 25)),
        (date(2026, 2, 9), 20, date(2026, 3, 13)),
        (date(2026, 2, 9), 40, date(2026, 4, 13)),
        (date(2026, 3, 3), 20, date(2026, 3, 31)),
        (date(2025, 2, 15), 20, date(2025, 3, 14)),
        (date(2025, 2, 14), 20, date(2025, 3, 14)),
        (date(2025, 4, 25), 20, date(2025, 5, 27)),
        (date(2025, 9, 26), 7, date(2025, 10, 13)),
        (date(2025, 4, 30), 3, date(2025, 5, 8)),
        (date(2018, 2, 5), 15, date(2018, 3, 1)),
        (date(2018, 2, 5), 30, date(2018, 3, 22)),
        (date(2025, 1, 22), 20, date(2025, 2, 25)),
    ],
)
def test_33_2_a_term_of_working_days_begins_on_the_next_day(start: date, count: int, due: date) -> None:
    assert national().after(start, count) == Reckoned(due)


def test_203_a_term_of_calendar_days_that_ends_on_a_holiday_ends_after_it() -> None:
    end = calendar_days_after(date(2025, 3, 3), 60)
    assert end == date(2025, 5, 2)
    assert roll_forward(national(), end) == Reckoned(date(2025, 5, 6))


def test_203_a_make_up_saturday_is_a_working_day_and_moves_nothing() -> None:
    assert roll_forward(national(), date(2025, 10, 11)) == Reckoned(date(2025, 10, 11))


def test_202_six_months_from_the_end_of_august_end_in_february() -> None:
    assert months_after(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert months_after(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert months_after(date(2025, 12, 15), 3) == date(2026, 3, 15)


# Years not announced.


def test_a_term_into_a_year_not_announced_counts_weekends_and_statutory_days_and_says_so() -> None:
    calendar = Calendar()
    assert calendar.after(date(2026, 12, 10), 20).provisional
    later = national().day(date(2030, 2, 2))
    assert (later.kind, later.name, later.provisional) == (DayKind.HOLIDAY, "春节", True)
    assert later.source == "《全国年节及纪念日放假办法》"


@pytest.mark.parametrize("year", range(2027, 2037))
def test_thirteen_statutory_days_stand_in_every_year_of_the_table(year: int) -> None:
    # 2031 has twelve: 中秋节 falls on 1 October; in 2028 on 3 October.
    if year in national().announced():
        pytest.skip(f"{year}年的放假安排已经公布")
    span = national().days(date(year - 1, 12, 31), date(year, 12, 31))
    names = [day.name for day in span if day.kind is DayKind.HOLIDAY]
    assert sum(len(name.split("、")) for name in names) == 13
    assert {name: names.count(name) for name in ("春节", "劳动节")} == {"春节": 4, "劳动节": 2}


def test_two_festivals_on_one_day_are_both_named() -> None:
    assert national().day(date(2031, 10, 1)).name == "国庆节、中秋节"


# Files.

YEAR_2025 = """
year = 2025

[[notices]]
number = "国办发明电〔2024〕12号"
title = "2025年部分节假日安排"
issued = 2024-11-12
certainty = "已见原文"
holidays = [
  { name = "元旦", from = 2025-01-01 },
  { name = "春节", from = 2025-01-28, to = 2025-02-04, work = [2025-01-26, 2025-02-08] },
  { name = "清明节", from = 2025-04-04, to = 2025-04-06 },
  { name = "劳动节", from = 2025-05-01, to = 2025-05-05, work = [2025-04-27] },
  { name = "端午节", from = 2025-05-31, to = 2025-06-02 },
  { name = "国庆节、中秋节", from = 2025-10-01, to = 2025-10-08, work = [2025-09-28, 2025-10-11] },
]
"""


def test_a_year_written_by_hand_reads_as_a_year() -> None:
    year = read_year(YEAR_2025)
    assert (year,) == tuple(each for each in [year] if each.notices == national().notices_of(2025))
    assert Calendar([year]).working_days_of(2025) == 248


@pytest.mark.parametrize(
    ("wrong", "right", "complaint"),
    [
        ("from = 2025-01-28", "from = 2025-02-30", "第11行第.*写法有误"),
        ("from = 2025-01-28", "form = 2025-01-28", "“form”不是认得的项目，可用的有name、from、to、work"),
        ("from = 2025-01-28, ", "", "第2行缺少放假第一天（from）"),
        ("from = 2025-01-28", 'from = "2025-01-28"', "放假第一天（from）应为日期"),
        ("from = 2025-01-28", "from = 2025-01-28T08:00:00", "放假第一天（from）应为日期"),
        ("to = 2025-02-04", "to = 2025-01-04", "春节放假最后一天2025-01-04早于第一天2025-01-28"),
        ("to = 2025-02-04", "to = 2025-03-04", "春节连放36天，超过15天"),
        ("to = 2025-06-02", "to = 2025-06-02, work = [2025-06-03]", "端午节的调休上班日2025-06-03不是周六或周日"),
        ("work = [2025-04-27]", "work = [2025-04-25]", "劳动节的调休上班日2025-04-25不是周六或周日"),
        ("from = 2025-01-01", "from = 2024-11-30", "2024-11-30不在2025年内"),
        ("work = [2025-04-27]", "work = [2025-05-03]", "2025-05-03在同一通知中安排了不止一次"),
        ("work = [2025-04-27]", 'work = ["2025-04-27"]', "第4行的调休上班日（work）应为一组日期"),
        ("work = [2025-04-27]", "work = 2025-04-27", "调休上班日（work）应为方括号括起的一组"),
        ("from = 2025-01-01", "from = 2026-01-01", "2026-01-01不在2025年内"),
        ('name = "清明节", ', 'name = "", ', "第3行缺少节日名称（name）"),
        ("清明节", "青明节", "没有安排清明节"),
        ("国办发明电〔2024〕12号", "国办发明电[2024]12号", "应含六角括号"),
        ("已见原文", "大概吧", "出处把握（certainty）应为“已见原文”、“凭记忆，待核”、“推定口径，可配置”之一"),
        ("year = 2025", "year = 205", "年份应在2000至2100之间"),
        ("year = 2025", "year = true", "年份（year）应为整数"),
        ("year = 2025", "", "文件缺少年份（year）"),
        ("[[notices]]", "[[notice]]", "文件中“notice”不是认得的项目"),
        ("]\n", "\n", "写法有误"),
    ],
)
def test_a_slip_in_a_year_is_told_in_chinese_with_its_place(wrong: str, right: str, complaint: str) -> None:
    assert wrong in YEAR_2025
    with pytest.raises(AnnouncementError, match=complaint):
        read_year(YEAR_2025.replace(wrong, right))


@pytest.mark.parametrize("text", ["year = " + "9" * 5000, "year = " + "[" * 5000, "", "\x00"])
def test_nonsense_is_refused_like_a_slip(text: str) -> None:
    with pytest.raises(AnnouncementError):
        read_year(text)


def test_all_slips_of_a_year_are_told_at_once() -> None:
    text = YEAR_2025.replace("work = [2025-04-27]", "work = [2025-04-28]").replace("清明节", "踏青节")
    with pytest.raises(AnnouncementError) as refusal:
        read_year(text)
    assert len(refusal.value.problems) == 2


@given(st.integers(0, len(YEAR_2025)), st.text(max_size=8))
def test_whatever_is_typed_into_a_year_it_is_read_or_refused_but_never_breaks(at: int, typed: str) -> None:
    try:
        year = read_year(YEAR_2025[:at] + typed + YEAR_2025[at:])
    except AnnouncementError as refusal:
        assert refusal.problems
    else:
        assert Calendar([year]).announced() == (year.year,)


def test_a_year_announced_later_replaces_the_provisional_one() -> None:
    bare = Calendar()
    assert bare.after(date(2025, 9, 18), 20) == Reckoned(date(2025, 10, 16), provisional=True)
    assert bare.with_years([read_year(YEAR_2025)]).after(date(2025, 9, 18), 20) == Reckoned(date(2025, 10, 22))


def test_a_place_writes_its_own_days_in_the_same_way() -> None:
    notices = read_local("""
[[notices]]
number = "示例政办发〔2025〕1号"
holidays = [{ name = "自治县成立纪念日", from = 2025-10-09, work = [2025-10-18] }]
""")
    here = national().with_local(local_days(notices))
    assert here.day(date(2025, 10, 9)).kind is DayKind.LOCAL_HOLIDAY
    assert here.day(date(2025, 10, 18)).kind is DayKind.LOCAL_WORKING
    assert here.after(date(2025, 9, 22), 9) == Reckoned(date(2025, 10, 11))
    assert national().after(date(2025, 9, 22), 9) == Reckoned(date(2025, 10, 10))


def test_a_place_prevails_over_the_national_notices_both_ways() -> None:
    here = national().with_local([LocalDay(date(2025, 10, 8), works=True), LocalDay(date(2025, 10, 11), works=False)])
    assert (here.is_working_day(date(2025, 10, 8)), here.is_working_day(date(2025, 10, 11))) == (True, False)


def test_a_year_prevails_over_the_december_of_the_year_before() -> None:
    old = Year(2025, (Notice("某电〔2024〕1号", (Holiday("某节", date(2025, 12, 31), date(2025, 12, 31)),)),))
    new = Year(
        2026,
        (Notice("某电〔2025〕1号", (Holiday("元旦", date(2026, 1, 1), date(2026, 1, 1), (date(2025, 12, 31),)),)),),
    )
    for years in ([old, new], [new, old]):
        assert Calendar(years).day(date(2025, 12, 31)).source == "某电〔2025〕1号"


def test_a_place_keeps_its_days_when_a_year_is_announced() -> None:
    here = Calendar().with_local([LocalDay(date(2025, 3, 3), works=False, name="地方节")])
    announced = here.with_years([read_year(YEAR_2025)])
    assert here.day(date(2025, 3, 3)).provisional
    assert not announced.day(date(2025, 3, 3)).provisional
    assert announced.day(date(2025, 3, 3)).name == "地方节"
