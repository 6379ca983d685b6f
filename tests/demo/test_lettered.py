"""示例的往年留言: the totals are the printed ones, counted from the tickets; a claim that days do not carry is questioned."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from gongkai.casework.engagement.tickets import texts
from gongkai.casework.engagement.tickets.figures import queries
from gongkai.casework.engagement.tickets.models import Ticket, TicketImport
from gongkai.demo import letters
from gongkai.demo.lettered import replaying
from gongkai.demo.lettered.plan import PAST
from gongkai.demo.lettered.writing import size
from gongkai.demo.management.commands.demo import Command
from gongkai.demo.place import Place
from gongkai.demo.places.linxia import LINXIA
from gongkai.demo.places.linze import LINZE
from gongkai.demo.places.minhe import MINHE
from gongkai.demo.places.pingchuan import PINGCHUAN
from gongkai.demo.publications.writing import Part
from gongkai.demo.settling import settle
from gongkai.law.application_figures import Period
from gongkai.law.ticket_figures import TicketTally
from gongkai.law.ticket_kinds import ConcernKind
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.verify import verify

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)


def write(place: Place) -> None:
    """The place with its people and its letters, and nothing else: the whole is built by ``test_demo``."""
    settled = settle(place, "Demo-TEST-0450", TODAY, lambda what: None)
    replaying.enter(settled.bodies[""], place, TODAY, lambda what: None)
    if place.lively:
        letters.enter(settled.bodies[""], settled.bodies[place.lively[-1]], TODAY)


def tallied(code: str, year: int) -> dict[str, TicketTally]:
    """The counts of a year as the page has them: of all, and by the label of a source or a kind."""
    found = queries.figures(Authority.objects.get(code=code), Period.year(year), TODAY)
    rows = [found.whole, *found.by_source, *found.by_kind]
    return {row.label: row.tally for row in rows}


def test_linxia_2018_answered_44_questions_6_suggestions_and_38_complaints_in_time_and_its_claim_is_carried() -> None:
    write(LINXIA)
    found = tallied("linxia", 2018)
    counts = {label: (found[label].received, found[label].on_time) for label in ("合计", "咨询", "建议", "投诉")}
    assert counts == {"合计": (88, 88), "咨询": (44, 44), "建议": (6, 6), "投诉": (38, 38)}
    assert found["合计"].on_time_rate == Decimal(100) and found["合计"].closed == 88
    [claimed] = queries.claims(Authority.objects.get(code="linxia"), TODAY)
    assert (claimed.claim.value, claimed.counted, claimed.doubt) == (Decimal(100), Decimal(100), "")
    assert [str(finding) for finding in verify(whole=True)] == []


def test_the_same_claim_is_questioned_where_the_export_has_no_days_or_late_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [past] = PAST["linxia"]
    changed = replace(past, late=11, undated=8)
    monkeypatch.setattr(replaying, "PAST", {"linxia": (changed,)})
    write(LINXIA)
    [claimed] = queries.claims(Authority.objects.get(code="linxia"), TODAY)
    found = tallied("linxia", 2018)["合计"]
    assert (found.received, found.late, found.overdue) == (88, 7, 11)
    assert claimed.counted == found.on_time_rate != Decimal(100)
    assert "称限时答复率为100%" in claimed.doubt and "11件称已办结而没有答复日期" in claimed.doubt


def test_the_replay_of_the_demo_says_how_many_letters_are_in() -> None:
    write(MINHE)
    out = StringIO()
    command = Command(stdout=out)
    command._answered(
        MINHE, replace(PAST["minhe"][0], year=2019, long=False, kinds={ConcernKind.CONSULT: 3}, name="三件")
    )
    assert "三件：3件" in out.getvalue()


def test_pingchuan_2018_closed_48_messages_of_its_site_and_30_of_the_service_site() -> None:
    write(PINGCHUAN)
    found = tallied("pingchuan", 2018)
    closed = {label: (found[label].received, found[label].closed) for label in ("网站留言", "政务服务网子站")}
    assert closed == {"网站留言": (48, 48), "政务服务网子站": (30, 30)}
    assert [claimed.doubt for claimed in queries.claims(Authority.objects.get(code="pingchuan"), TODAY)] == ["", ""]


def test_the_living_place_has_a_claim_that_its_days_do_not_carry() -> None:
    write(LINZE)
    doubts = [claimed.doubt for claimed in queries.claims(Authority.objects.get(code="linze"), TODAY)]
    assert len(doubts) == 2 and all("5件称已办结而没有答复日期" in doubt for doubt in doubts)


@pytest.mark.soak
def test_minhe_2020_begins_with_a_sample_and_the_replay_brings_all_3491_closed_however_often() -> None:
    write(MINHE)
    [past] = PAST["minhe"]
    minhe = Authority.objects.get(code="minhe")
    assert tallied("minhe", 2020)["合计"].received == size(past, Part.SAMPLE) < 200
    for _ in range(2):
        assert replaying.bring(minhe, MINHE, past, Part.REST, TODAY) == size(past, Part.REST)
        found = tallied("minhe", 2020)["12345热线"]
        assert (found.received, found.closed, found.closing_rate) == (3491, 3491, Decimal(100))
    assert found.late and found.on_time_rate != Decimal(100)
    kinds = Counter(Ticket.objects.of(minhe).values_list("kind", flat=True))
    assert kinds == {kind.value: many for kind, many in past.kinds.items()}
    assert [str(finding) for finding in verify(whole=True)] == []


@pytest.mark.parametrize("place", [LINXIA, PINGCHUAN], ids=lambda place: place.code)
def test_every_letter_and_every_batch_says_that_it_is_an_example(place: Place) -> None:
    write(place)
    tickets = list(Ticket.objects.everywhere().select_related("dossier"))
    told = texts.letters_of(tickets)
    assert all("示例" in letter.text and letter.phone.startswith("0900-") for letter in told.values())
    assert all("示例数据" in batch.title for batch in TicketImport.objects.everywhere())
