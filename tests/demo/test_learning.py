"""学与告的示例: trainings, rules and notices come to what the reports print, through entries like any other."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command

from gongkai.demo import learning
from gongkai.law.annual_report.editions import edition
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.authorities import AuthorityKind
from gongkai.office.authorities.models import Authority
from gongkai.office.notices.circulars import queries as notices
from gongkai.oversight.reports.queries import Ledger
from gongkai.oversight.rulebook import queries as rulebook
from gongkai.oversight.training.classes import queries as classes
from gongkai.oversight.training.knowledge.models import KnowledgeEntry
from gongkai.web import clock
from tests.cast import authority, official

pytestmark = pytest.mark.django_db
PRINTED = [
    ("pingchuan", 2018, 2, 210, 30),
    ("wudu", 2017, 1, 613, 1),
    ("linxia", 2018, 3, 0, 2),
    ("linze", 2019, 1, 0, 5),
]


def government(code: str) -> Authority:
    place = authority(code, f"{code}人民政府", AuthorityKind.COUNTY)
    official(f"{code}-office", "公开", place, "disclosure_office")
    official(f"{code}-deputy", "分管", place, "deputy_leadership")
    return place


@pytest.mark.parametrize(("code", "year", "held", "people", "rules"), PRINTED)
def test_a_place_has_the_trainings_and_rules_its_report_prints(
    code: str, year: int, held: int, people: int, rules: int
) -> None:
    place = government(code)
    authority(f"{code}-fuban", "办公室", AuthorityKind.DEPARTMENT, parent=place)
    learning.enter(place, code, clock.today())
    told = classes.figures(place, year, beneath=True)
    assert (told.classes, told.person_times) == (held, people)
    assert rulebook.count(place, date(year, 12, 31)) == rules
    if year < 2019:
        sheet = Ledger(place, Scope.BENEATH).counted(edition(year), year).sheets["statistics"]
        assert (sheet["trainings", "value"], sheet["trainees", "value"]) == (held, people or None)
    call_command("verify", "--all")


def test_the_lively_place_has_something_of_everything() -> None:
    place = government("linze")
    unit = authority("linze-minzheng", "临泽县民政局", AuthorityKind.DEPARTMENT, parent=place)
    official("linze-handler", "经办", unit, "informant")
    official("linze-signer", "签发", unit, "unit_head")
    today = clock.today()
    learning.enliven(place, unit, today)
    figures = notices.year_figures(place, today.year, today).figures
    assert (figures.circulars, figures.read) in {(1, 1), (0, 0)}  # early in January it went out last year
    assert {each.kind for each in KnowledgeEntry.objects.everywhere()} == {"known", "practice"}
    call_command("verify", "--all")
