"""历年数据: each figure is what its report says, sums stay within one definition, and what is missing is told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import edition
from gongkai.law.grammar.sheets import UNREAD, Sheet, Value
from gongkai.law.grammar.tables import Key
from gongkai.oversight.reports import acts
from gongkai.oversight.reports.content import Content, Stated
from gongkai.oversight.reports.series.figures import Line, Series, series
from gongkai.web import clock
from tests.cast import Cast
from tests.oversight.conftest import JANUARY, Login
from tests.oversight.sheets_of import sheets_of
from tests.oversight.test_pages import text_of


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: JANUARY)


def said(year: int, new: int, *, suits: int = 0) -> Content:
    """A report with so many new applications, all granted, and so many suits."""
    form = edition(year)
    if year < 2019:
        given: Mapping[Key, int] = {("received_online", "value"): new, ("suit_other", "value"): suits}
    else:
        given = {("new", "person"): new, ("granted", "person"): new, ("direct", "upheld"): suits}
    return Content("示例县", year, form, sheets_of(form, given))


def of(*contents: Content) -> Series:
    return series([(each, True) for each in contents])


def line(found: Series, key: str) -> Line:
    told = found.line(key)
    assert told is not None
    return told


@given(st.dictionaries(st.integers(2014, 2024), st.integers(0, 500), min_size=1), st.randoms())
def test_every_figure_is_its_reports_own_and_sums_stay_within_one_definition(
    years: dict[int, int], mix: object
) -> None:
    shuffled = list(years)
    mix.shuffle(shuffled)  # type: ignore[attr-defined]
    found = of(*(said(year, years[year]) for year in shuffled))
    assert [each.year for each in found.years] == sorted(years)
    assert {each.year: each.number for each in line(found, "new").figures} == years
    sums = line(found, "new").sums
    assert sum(int(each.number) for each in sums) == sum(years.values())
    assert sorted(year for each in sums for year in each.years) == sorted(years)
    assert all((each.years[-1] < 2019) == (each.definition == "收到申请数") for each in sums)


def test_a_year_without_a_report_or_a_number_is_told_with_the_sum() -> None:
    unread = said(2021, 9)
    table = unread.sheets["applications"]
    sheets = {**unread.sheets, "applications": Sheet(table.table, {("new", "total"): UNREAD})}
    broken = Content("示例县", 2021, unread.form, sheets)
    [total] = line(of(said(2019, 1), broken, said(2023, 4)), "new").sums
    assert (total.number, total.years, total.without, total.span) == (
        5,
        (2019, 2023),
        (2020, 2021, 2022),
        "2019—2023年",
    )


def test_what_stands_at_the_end_of_a_year_is_not_added_up() -> None:
    found = of(said(2022, 1), said(2023, 2))
    assert line(found, "carried_out").sums == ()
    assert not line(found, "new").broken and line(of(said(2018, 1), said(2023, 2)), "new").broken


def test_a_change_of_form_is_told_at_its_year() -> None:
    found = of(said(2018, 1), said(2019, 2), said(2020, 2), said(2021, 3))
    assert [(each.year, each.form, each.changed) for each in found.years] == [
        (2018, "2014", False),
        (2019, "2019", True),
        (2020, "2019", False),
        (2021, "2021", True),
    ]


def test_a_mark_and_a_blank_are_no_number_unless_the_report_prints_no_zero() -> None:
    content = said(2022, 3)
    table = content.sheets["remedies"].table
    marked = content.sheets["remedies"].put("review", "total", Value.mark("／")).put("direct", "total", Value())
    found = of(Content("示例县", 2022, content.form, {**content.sheets, "remedies": marked}))
    assert [(each.number, each.text) for each in line(found, "review").figures] == [(None, "／")]
    assert [(each.number, each.text) for each in line(found, "suit").figures] == [(None, "空白")]
    numbers = {
        key: Sheet(sheet.table, {cell: sheet.value(*cell) for cell in sheet.table.cells if sheet[cell]})
        for key, sheet in content.sheets.items()
    }
    bare = of(Content("示例县", 2022, content.form, {**numbers, "remedies": Sheet(table)}))
    assert [each.number for each in line(bare, "suit").figures] == [0]


def test_a_report_without_tables_gives_what_its_sentences_state_once() -> None:
    told = (Stated("收到申请", "74", "件", "", "statistics/received"), Stated("办结率", "100", "%"))
    twice = (*told, Stated("收到申请", "75", "件", "", "statistics/received"))
    found = of(Content("示例县", 2012, None, {}, stated=told), said(2018, 5))
    assert [(each.number, each.definition) for each in line(found, "new").figures] == [
        (74, "文中所述"),
        (5, "收到申请数"),
    ]
    assert [
        each.number for each in line(of(Content("示例县", 2012, None, {}, stated=twice), said(2018, 5)), "new").figures
    ] == [
        None,
        5,
    ]


# ---- pages


def enter(people: Cast, *contents: Content) -> None:
    for each in contents:
        cells = {key: dict(sheet) for key, sheet in each.sheets.items()}
        acts.import_published(people.bureau, each.year, each.form, cells, (), source="网站", on=JANUARY, by=people.wang)


def public(people: Cast) -> str:
    return text_of(Client().get(reverse("reports:series", args=[people.bureau.code])))


def test_the_public_reads_the_years_with_charts_and_sums_and_each_leads_to_its_report(people: Cast) -> None:
    enter(people, said(2018, 11, suits=1), said(2022, 7, suits=2), said(2023, 5))
    page = Client().get(reverse("reports:series", args=[people.bureau.code])).content.decode()
    for year in (2018, 2022, 2023):
        assert f'href="/{people.bureau.code}/zfxxgknb/{year}/"' in page
    assert page.count('class="chart"') == 2
    told = public(people)
    assert "新收申请（件） 11 7 5" in told
    assert "本年新收 2022—2023年 12件" in told and "收到申请数 2018年 11件" in told
    assert "换格式" in told and "口径有变" in told


def test_an_authority_with_one_year_or_none_has_a_sensible_page(people: Cast, at_desk: Login) -> None:
    assert "还没有公布年度报告" in public(people)
    enter(people, said(2023, 5))
    told = public(people)
    assert "目前只有2023年度一份报告" in told and "新收申请（件） 5" in told and "累计" not in told
    desk = at_desk(people.wang)
    assert "新收申请（件） 5" in text_of(desk.get(reverse("reports:desk_series", args=[people.bureau.code])))
    assert desk.get(reverse("reports:desk_series", args=[people.elsewhere.code])).status_code == 404


def test_what_is_compiled_here_and_not_yet_published_is_not_in_the_series(people: Cast) -> None:
    acts.compile_report(people.bureau, 2024, on=JANUARY, today=JANUARY, by=people.wang)
    assert "还没有公布年度报告" in public(people)
