"""登记簿与第二十条: cells follow from registers that are kept, open their records; a column that repeats the stock is told."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.annual_report import edition
from gongkai.law.annual_report.concerns import of_stock_repeated
from gongkai.law.annual_report.procedure import Act, Scope
from gongkai.law.grammar.flow import JSON
from gongkai.law.grammar.sheets import Origin, Sheet
from gongkai.law.registers.decisions import PENALTY, PERMIT
from gongkai.law.registers.powers import POWER
from gongkai.oversight.reports import queries
from gongkai.publication.registers import acts as registers
from tests.cast import Cast
from tests.oversight.conftest import JANUARY, Login, begin, take
from tests.publication.registers.rows import row

BASE = "/desk/reports/shili-minzheng/2024/"


@pytest.fixture
def permits(people: Cast) -> None:
    """Two permits of the year, one of the year before; no penalties are kept."""
    for number, made in enumerate(("2024-03-01", "2024-06-01", "2023-06-01")):
        said = row(PERMIT, number, made_on=made, valid_from=made)
        registers.enter(people.bureau, PERMIT, said, on=JANUARY, today=JANUARY, by=people.wang)


def cell(people: Cast, table: str, line: str, column: str) -> object:
    report = queries.report_of(people.bureau, 2024)
    assert report is not None
    return queries.draft(people.bureau, queries.standing(report)).content.sheets[table].value(line, column)


def test_decisions_are_counted_where_a_register_is_kept_and_typed_where_none_is(people: Cast, permits: None) -> None:
    report = begin(people)
    value = cell(people, "article_20_5", "permits", "handled")
    assert (value.number, value.origin) == (2, Origin.COUNTED)  # type: ignore[attr-defined]
    assert cell(people, "article_20_6", "penalties", "handled").number is None  # type: ignore[attr-defined]
    typed: dict[str, JSON] = {"table": "article_20_6", "row": "penalties", "column": "handled", "number": "7"}
    take(report, Act.FILL, people.wang, cells=[typed], source="手工", reason="填报")
    value = cell(people, "article_20_6", "penalties", "handled")
    assert (value.number, value.origin) == (7, Origin.TYPED)  # type: ignore[attr-defined]


def test_a_register_that_is_kept_and_empty_counts_nought(people: Cast) -> None:
    registers.keep(people.bureau, PENALTY, "法制股", on=date(2024, 1, 1), by=people.wang)
    begin(people)
    assert cell(people, "article_20_6", "penalties", "handled").number == 0  # type: ignore[attr-defined]


def test_the_number_opens_its_records_and_is_not_asked_for(people: Cast, permits: None, at_desk: Login) -> None:
    begin(people)
    desk = at_desk(people.wang)
    page = desk.get(f"{BASE}sheet/article_20_5/permits/handled/").content.decode()
    assert "行政相对人名称0" in page and "行政相对人名称1" in page and "行政相对人名称2" not in page
    assert "台账已有变动" not in page
    fill = desk.get(f"{BASE}sheets/disclosure/fill/").content.decode()
    assert "article_20_5.permits.handled" not in fill and "article_20_6.penalties.handled" in fill


def test_a_government_counts_what_lies_beneath_it_and_a_change_may_be_less_than_nothing(people: Cast) -> None:
    rows = [
        registers.understood(POWER, {**row(POWER), "code": code, "made_on": "2015-01-01"}, JANUARY) for code in "ABC"
    ]
    items = registers.enter_many(people.bureau, POWER, rows, on=JANUARY, by=people.wang, published=True)
    registers.leave(items[0], "取消", on=date(2020, 5, 1), today=JANUARY, by=people.wang, seen=1)
    counted = queries.Ledger(people.county, Scope.BENEATH).counted(edition(2020), 2020)
    sheet = counted.sheets["article_20_5"]
    assert (sheet["permits", "previous"], sheet["permits", "change"], sheet["permits", "handled"]) == (3, -1, None)
    assert queries.Ledger(people.county, Scope.OWN).registers.facts(2020) == []


def stocks(handled: dict[str, int]) -> dict[str, Sheet]:
    """What the third seed printed: 1022 − 48, 915 − 18, 24 + 5, and their decisions."""
    form = edition(2020)
    stock = {"permits": (1022, -48), "penalties": (915, -18), "coercion": (24, 5)}
    tables = {"permits": "article_20_5", "penalties": "article_20_6", "coercion": "article_20_6"}
    return {
        key: Sheet.of(
            form.tables[key],
            {
                (line, column): number
                for line, (previous, change) in stock.items()
                if tables[line] == key
                for column, number in (("previous", previous), ("change", change), ("handled", handled[line]))
            },
            Origin.TYPED,
        )
        for key in ("article_20_5", "article_20_6")
    }


def test_a_column_that_repeats_the_stock_is_told_and_an_honest_one_is_not() -> None:
    [found] = of_stock_repeated(stocks({"permits": 974, "penalties": 897, "coercion": 29}))
    assert "行政许可" in found.says and "不是事项数" in found.says
    assert list(of_stock_repeated(stocks({"permits": 310, "penalties": 120, "coercion": 29}))) == []
    assert list(of_stock_repeated(stocks({"permits": 974, "penalties": 120, "coercion": 3}))) == []
