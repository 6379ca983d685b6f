"""登记簿与年报: a report opened with a register counts from it; one opened without it is typed as before."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.annual_report.procedure import Act, Scope
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.validity import ChangeKind, InstrumentKind
from gongkai.oversight.reports import acts, queries
from gongkai.publication.documents.models import Instrument
from gongkai.publication.documents.validity import acts as validity
from gongkai.publication.documents.validity.acts import Mark, Registration
from tests.cast import Cast
from tests.oversight.conftest import JANUARY, Login, begin, take

TYPED: dict[str, JSON] = {"table": "article_20_1", "row": "normative", "column": "made", "number": "3"}


def registered(people: Cast, number: str, made_on: date) -> Instrument:
    given = Registration(
        InstrumentKind.NORMATIVE, f"办法{number}", number, "示例县民政局", made_on, published_on=made_on
    )
    return validity.register(people.bureau, given, on=JANUARY, today=JANUARY, by=people.wang)


@pytest.fixture
def register(people: Cast) -> None:
    """Two of before, one of which ended in 2024, and one of that year."""
    registered(people, "示民发〔2020〕1号", date(2020, 1, 1))
    ended = registered(people, "示民发〔2021〕1号", date(2021, 1, 1))
    registered(people, "示民发〔2024〕1号", date(2024, 3, 1))
    mark = Mark(ended, ChangeKind.REPEAL, date(2024, 6, 1), reason="样例")
    validity.mark(None, [mark], entered_on=JANUARY, today=JANUARY, by=people.wang)


def row(people: Cast) -> list[object]:
    report = queries.report_of(people.bureau, 2024)
    assert report is not None
    sheet = queries.draft(people.bureau, queries.standing(report)).content.sheets["article_20_1"]
    return [sheet["normative", column] for column in ("made", "repealed", "in_force")]


def test_a_report_opened_with_a_register_counts_from_it_and_cannot_be_typed_over(people: Cast, register: None) -> None:
    report = begin(people)
    assert row(people) == [1, 1, 2]
    with pytest.raises(Unlawful, match="由台账统计，不能填报"):
        take(report, Act.FILL, people.wang, cells=[TYPED], source="手工", reason="填报")


def test_a_report_opened_without_one_is_typed_also_when_a_register_comes_later(people: Cast) -> None:
    report = begin(people)
    registered(people, "示民发〔2024〕1号", date(2024, 3, 1))
    assert row(people) == [None, None, None]
    take(report, Act.FILL, people.wang, cells=[TYPED], source="手工", reason="填报")
    assert row(people)[0] == 3


def test_somebody_may_say_that_the_register_is_not_complete_yet(people: Cast, register: None) -> None:
    acts.compile_report(people.bureau, 2024, on=JANUARY, today=JANUARY, by=people.wang, register=False)
    assert row(people) == [None, None, None]


def test_a_government_counts_the_registers_beneath_it(people: Cast, register: None) -> None:
    ledger = queries.Ledger(people.county, Scope.BENEATH)
    assert ledger.instruments.count() == 3
    assert queries.keeps_register(people.county, Scope.BENEATH) and not queries.keeps_register(people.county, Scope.OWN)


def test_each_number_leads_to_its_documents(people: Cast, register: None, at_desk: Login) -> None:
    begin(people)
    desk = at_desk(people.wang)
    base = "/desk/reports/shili-minzheng/2024/"
    section = desk.get(f"{base}sheets/disclosure/").content.decode()
    assert f"{base}sheet/article_20_1/normative/in_force/" in section
    fill = desk.get(f"{base}sheets/disclosure/fill/").content.decode()
    assert "article_20_1.normative.made" not in fill and "article_20_5.permits.handled" in fill
    for column, wanted, other in (("made", "2024〕1号", "2020〕1号"), ("repealed", "2021〕1号", "2024〕1号")):
        page = desk.get(f"{base}sheet/article_20_1/normative/{column}/").content.decode()
        assert wanted in page and other not in page
