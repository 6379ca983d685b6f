"""部件: what every page is made of, usable by everybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.law.annual_report import edition
from gongkai.law.applications import REPLY
from gongkai.law.clock import run
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.layout import grid
from gongkai.law.grammar.sheets import Origin, Sheet
from tests.cast import Cast
from tests.web.reading import one

HEAD = '{% import "web/components.html" as ui %}'


def drawn(template: str, **context: object) -> LexborHTMLParser:
    return LexborHTMLParser(engines.all()[0].from_string(HEAD + template).render(context))


@pytest.fixture
def form(client: Client, people: Cast) -> LexborHTMLParser:
    """The form of the show page, sent in with everything missing."""
    return LexborHTMLParser(client.post("/view/show/", {"on": "2025-2-30"}).text)


def test_every_input_has_a_label_that_names_it(form: LexborHTMLParser) -> None:
    inputs = form.css("main form :is(input:not([type=hidden]), select, textarea)")
    assert len(inputs) > 8
    for each in inputs:
        identity = each.attributes["id"]
        inside = [label for label in form.css("label") if label.css_first(f"#{identity}")]
        assert inside or form.css_first(f'label[for="{identity}"]'), identity


def test_an_error_and_a_help_text_are_read_out_with_their_input(form: LexborHTMLParser) -> None:
    day = one(form, "#id_on")
    assert day.attributes["aria-invalid"] == "true"
    described = str(day.attributes["aria-describedby"]).split()
    texts = [one(form, f"#{identity}").text(strip=True) for identity in described]
    assert texts == ["如2025-09-18", "收到日期：“2025-2-30”不是有效日期：2025年2月没有30日"]


def test_the_summary_leads_to_the_inputs_and_is_where_the_reader_lands(form: LexborHTMLParser) -> None:
    summary = one(form, ".faults")
    assert "autofocus" in summary.attributes
    assert summary.attributes["role"] == "alert"
    assert len(summary.css("a")) == 6
    for link in summary.css("a"):
        assert one(form, str(link.attributes["href"])).tag in {"input", "textarea", "select"}


def test_a_group_of_choices_is_a_fieldset_with_its_question(form: LexborHTMLParser) -> None:
    assert one(form, "#id_applicant_group legend").text(strip=True) == "申请人类型（必填）"


def test_nobody_is_asked_to_fill_in_the_trap(form: LexborHTMLParser) -> None:
    assert one(form, ".trap").attributes["aria-hidden"] == "true"
    assert one(form, ".trap input").attributes["tabindex"] == "-1"


def test_the_way_here_is_a_named_list_and_its_last_step_no_link() -> None:
    page = drawn('{{ ui.breadcrumbs([("首页", "/"), ("依申请公开", "/a/"), ("填写", "")]) }}')
    assert one(page, "nav").attributes["aria-label"] == "当前位置"
    assert [link.text() for link in page.css("a")] == ["首页", "依申请公开"]
    assert one(page, '[aria-current="page"]').text() == "填写"


def test_pages_are_turned_with_the_filters_kept() -> None:
    page = drawn('{{ ui.pager(page, "year=2025&") }}', page=Paginator(range(500), 10).page(25))
    links = {link.text(): link.attributes["href"] for link in page.css("a")}
    assert links["上一页"] == "?year=2025&page=24"
    assert links["尾页"] == "?year=2025&page=50"
    assert one(page, "[aria-current]").text() == "第25页"
    assert not drawn("{{ ui.pager(page) }}", page=Paginator(range(5), 10).page(1)).css("nav")


def test_an_empty_list_says_so_and_draws_no_table() -> None:
    page = drawn('{% call(row) ui.table("待办", ["编号"], [], empty="没有待办的申请") %}{% endcall %}')
    assert not page.css("table")
    assert one(page, ".empty").text() == "没有待办的申请"


def test_a_list_has_a_caption_and_heads_for_rows_and_columns() -> None:
    page = drawn(
        '{% call(n) ui.table("待办", ["编号", ("到期", "day")], [1]) %}{{ ui.row_head(n) }}{{ ui.cell("x") }}{% endcall %}'
    )
    assert one(page, "caption").text() == "待办"
    assert [head.attributes["scope"] for head in page.css("th")] == ["col", "col", "row"]


@given(st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1), min_size=1, max_size=4))
def test_on_a_narrow_screen_each_cell_says_which_column_it_stands_in(columns: list[str]) -> None:
    cells = (
        "{{ ui.row_head('〔2025〕1号') }}{% for _ in columns[1:] %}{{ ui.cell('<td >', 'day', href='/') }}{% endfor %}"
    )
    page = drawn("{% call(n) ui.table('待办', columns, [1]) %}" + cells + "{% endcall %}", columns=columns)
    assert [cell.attributes["data-label"] for cell in page.css("tbody :is(th, td)")] == columns


@pytest.mark.parametrize("year", [2014, 2019, 2023])
def test_an_official_table_covers_its_rectangle_and_every_number_has_heads(year: int) -> None:
    for table in edition(year).tables.values():
        cells = grid(table)
        page = drawn("{{ ui.sheet(cells, title) }}", cells=cells, title=table.title)
        assert one(page, "caption").text(strip=True) == table.title
        areas = [
            int(c.attributes.get("rowspan") or 1) * int(c.attributes.get("colspan") or 1) for c in page.css("th, td")
        ]
        assert sum(areas) == max(c.row + c.rowspan for c in cells) * max(c.column + c.colspan for c in cells)
        assert len(page.css("td")) == sum(not cell.head for cell in cells)
        assert {head.attributes.get("scope") for head in page.css("th")} <= {"col", "colgroup", "row", "rowgroup"}


def test_a_figure_can_be_followed_to_the_files_behind_it_and_says_where_it_comes_from() -> None:
    key, table = ("new", "person"), edition(2023).tables["applications"]
    page = drawn(
        "{{ ui.sheet(cells, '表', links=links, origins=origins, faults=faults) }}",
        cells=grid(table, Sheet.of(table, {key: 3})),
        links={key: "/desk/?cell=new"},
        origins={key: Origin.COUNTED},
        faults={key: "与办理结果之和不符"},
    )
    cell = one(page, "td.cell-fault")
    assert one(page, "td a").attributes["href"] == "/desk/?cell=new"
    assert cell.attributes["title"] == "与办理结果之和不符"
    assert one(cell, ".origin-counted").attributes["title"] == "系统统计"
    assert not drawn("{{ ui.sheet(cells, '表', links=links) }}", cells=grid(table), links={key: "/desk/"}).css("td a")


def test_the_clock_tells_the_day_what_is_left_and_why(form: LexborHTMLParser) -> None:
    running, late = form.css(".deadline")
    assert "2025年10月28日" in running.text()
    assert "还有11个工作日" in running.text()
    assert "征求第三方意见期间，不计入" in running.text()
    assert "已逾期12个工作日" in late.text()


def test_on_a_day_off_after_the_due_day_the_clock_does_not_say_today() -> None:
    calendar = national()
    clock = run(calendar, term=REPLY, starts_on=date(2025, 10, 24), begun_by="收到申请")
    assert clock.due is not None
    saturday = clock.due.on + timedelta(days=1)
    page = drawn("{{ ui.clock(clock, on, left) }}", clock=clock, on=saturday, left=clock.remaining(saturday, calendar))
    assert clock.due.on.weekday() == 4
    assert one(page, ".deadline-late .deadline-left").text() == "已逾期"


def test_what_cannot_be_done_is_said_with_its_reason_and_article_and_is_no_button(form: LexborHTMLParser) -> None:
    refused = one(form, ".refused")
    assert "延长 答复期限只能延长一次" in " ".join(refused.text().split())
    assert "条例第三十三条第二款" in refused.text()
    assert not refused.css("a, button")
