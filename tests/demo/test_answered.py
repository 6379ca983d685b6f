"""往年回应: what the reports print of events, answers and press conferences follows from the invented ledger, and opens it."""

from __future__ import annotations

import pytest

from gongkai.demo import answered
from gongkai.demo.places.pingchuan import PINGCHUAN
from gongkai.demo.places.wudu import WUDU
from gongkai.demo.settling import settle
from gongkai.law.annual_report import edition
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.response_facts import AnswerFact
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.verify import verify
from gongkai.oversight.reports.queries import Ledger
from gongkai.web import clock
from tests.cast import PASSWORD

ROWS = ("responses_total", "press_conferences", "press_conferences_led", "responses_social_media", "responses_other")


def entered(place: object) -> Authority:
    assert place in (PINGCHUAN, WUDU)
    there = PINGCHUAN if place is PINGCHUAN else WUDU
    government = settle(there, PASSWORD, clock.today(), lambda what: None).bodies[""]
    told: list[str] = []
    answered.enter(government, there, told.append)
    assert len(told) == answered.size(there)
    return government


@pytest.mark.django_db
def test_pingchuan_2018_has_the_printed_part_two_and_its_yellow_finding() -> None:
    government = entered(PINGCHUAN)
    ledger = Ledger(government, Scope.BENEATH)
    counted = ledger.counted(edition(2018), 2018)
    sheet = counted.sheets["statistics"]
    printed = PINGCHUAN.reports[0].tables["statistics"]
    assert {row: sheet[row, "value"] for row in ROWS} == {row: printed[row]["value"] for row in ROWS}
    for row in ROWS:
        facts = [fact for fact in counted.sources("statistics", row, "value") if isinstance(fact, AnswerFact)]
        assert len(ledger.answers.behind(facts, 2018)) == printed[row]["value"], row
    found = edition(2018).examine(counted.sheets, blank_is_zero=True)["statistics"]
    assert any("微博微信回应事件数不超过" in str(each) for each in found.findings)
    assert [str(each) for each in verify(whole=True)] == []


@pytest.mark.django_db
def test_wudu_2017_has_three_press_conferences_and_no_ledger_of_events() -> None:
    government = entered(WUDU)
    counted = Ledger(government, Scope.BENEATH).counted(edition(2017), 2017)
    assert counted.sheets["statistics"]["press_conferences", "value"] == 3
    assert not counted.is_counted("statistics", "responses_total", "value")
