"""取数: every row of every form is fed by a query, or is one of the few no room can know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from gongkai.casework.applications.models import Application
from gongkai.law.annual_report import EDITIONS, edition
from gongkai.law.annual_report.facts import RoomFact, RoomFigure
from gongkai.law.annual_report.procedure import Scope, typeable
from gongkai.law.annual_report.report import Edition, Place
from gongkai.law.carriers import PointKind
from gongkai.law.monthly.indicators import INDICATORS
from gongkai.oversight.reports import feeds, library
from gongkai.oversight.reports.queries import Ledger
from gongkai.publication.disclosure.carriers import acts as carriers
from tests.cast import Cast, cast, official
from tests.oversight.ledger import Happened, receive

TYPED = {"2019": {"other_services"}}
"""只能填报的行: ADR 0047 says why."""


def cells(form: Edition) -> list[Place]:
    return [(key, *cell) for key, table in form.tables.items() for cell in table.counted]


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: str(form.key))
def test_every_row_is_fed_or_typed_for_a_reason(form: Edition) -> None:
    typed = {place for place in cells(form) if library.source_of(form, place) is None}
    assert {place[1] for place in typed} == TYPED.get(form.key, set())
    assert all(library.TYPED[place] for place in typed)


def test_of_the_58_valued_rows_of_2014_none_is_typed() -> None:
    entries = list(library.of_form(edition(2018)))
    how = [entry.how for entry in entries]
    assert len(entries) == 58
    assert how.count("统计") + how.count("合计") == 58


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: str(form.key))
def test_what_may_be_typed_is_what_nobody_counts_for_certain(form: Edition) -> None:
    """Rooms that keep nothing leave their rows to the clerk; what is always counted is never typed."""
    assert set(typeable(form)) == set(cells(form)) - set(form.counted)


def test_every_entry_of_the_library_says_what_counts_and_once(db: None) -> None:
    for _, entries in library.whole():
        for entry in entries:
            assert entry.name and entry.rows and entry.how
            if entry.query:
                assert entry.definition and entry.once and entry.room, entry
    assert len(list(library.monthly())) == len(INDICATORS)


# -- the feeds -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def people(db: None) -> Cast:
    return cast()


def test_reading_points_are_those_that_stand_at_the_years_end(people: Cast) -> None:
    def count(year: int, *, beneath: bool = True) -> dict[RoomFigure, object]:
        return {fact.figure: fact.count for fact in feeds.facts(people.county, year, beneath=beneath)}

    assert RoomFigure.READING_POINTS not in count(2018)
    for name, unit in (("图书馆", people.county), ("档案馆", people.county), ("示例镇", people.bureau)):
        at = ("示例路1号", "示例单位")
        point = carriers.open_point(unit, name, PointKind.READING_ROOM, *at, on=date(2018, 1, 5), by=people.wang)
    carriers.close_point(point, on=date(2019, 3, 1), by=people.wang, reason="并入图书馆")
    assert (count(2018)[RoomFigure.READING_POINTS], count(2019)[RoomFigure.READING_POINTS]) == (3, 2)
    assert count(2018, beneath=False)[RoomFigure.READING_POINTS] == 2
    sheet = Ledger(people.county, Scope.BENEATH).counted(edition(2018), 2018)
    assert sheet.sheets["statistics"]["reading_points", "value"] == 3
    assert sheet.is_counted("statistics", "reading_points", "value")
    assert not sheet.is_counted("statistics", "funds", "value")


def test_no_fee_was_taken_where_nothing_was_applied_for_and_none_is_known_where_something_was(people: Cast) -> None:
    def fees(year: int) -> object:
        return feeds.FEEDS[RoomFigure.FEES].count(people.bureau, False, year)

    assert fees(2018) == 0
    receive(people.bureau, [Happened("person", date(2018, 5, 3), 2018, "disclosed")])
    assert fees(2018) is None and fees(2017) == 0 and fees(2022) == 0


def test_a_cell_of_a_room_opens_its_records(people: Cast, client: Client) -> None:
    told = ("图书馆查阅点", PointKind.LIBRARY, "示例路1号", "示例单位")
    carriers.open_point(people.county, *told, on=date(2018, 1, 5), by=people.wang)
    client.force_login(official("zheng", "郑县办", people.county, "disclosure_office"))
    page = client.get("/desk/reports/shili/2018/sheet/statistics/reading_points/value/").content.decode()
    assert "图书馆查阅点" in page and "查阅点" in page
    assert client.get("/desk/reports/shili/2018/sheet/statistics/fees/value/").status_code == 200
    assert client.get("/desk/reports/shili/2018/sheet/statistics/staff/value/").status_code == 200
    library_page = client.get("/desk/reports/indicators/").content.decode()
    assert "设置政府信息公开查阅点数" in library_page and "四舍五入" in library_page


def test_an_amount_of_a_room_is_exact(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [RoomFact(RoomFigure.FEES, Decimal("0.004"))]
    monkeypatch.setattr(feeds, "facts", lambda *args, **kwargs: told)
    sheet = Ledger(people.county, Scope.OWN).counted(edition(2018), 2018).sheets["statistics"]
    assert sheet["fees", "value"] == Decimal("0.004")
    assert not Application.objects.of(people.county).exists()
