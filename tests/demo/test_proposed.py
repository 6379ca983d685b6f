"""示例的建议提案: the figures the reports print follow from the entries; a claim that dates do not carry is questioned."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.models import Proposal
from gongkai.casework.proposals.verifying import findings
from gongkai.demo import proposed, proposing
from gongkai.demo.place import Place
from gongkai.demo.places.linxia import LINXIA
from gongkai.demo.places.linze import LINZE
from gongkai.demo.places.wudu import WUDU
from gongkai.demo.proposed import PAST
from gongkai.demo.settling import settle
from gongkai.law.proposal_claims import ClaimedFigure, ClaimVerdict
from gongkai.law.proposal_figures import ProposalFigure, ProposalFigures, ProposalRate, figures
from gongkai.law.proposal_flow import State
from gongkai.office.authorities.models import Authority

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)


def propose(place: Place, today: date) -> None:
    """The place with its people and its proposals, and nothing else: the whole is built by ``test_demo``."""
    government = settle(place, "Demo-TEST-0450", today, lambda what: None).bodies[""]
    proposed.enter(government, place, today, lambda what: None)
    if place.lively:
        proposing.enter(government, today, lambda what: None)


def counted(code: str) -> list[ProposalFigures]:
    sessions = queries.sessions(Authority.objects.get(code=code)).order_by("pk")
    return [figures(queries.facts(queries.of_session(session)), TODAY) for session in sessions]


def test_the_past_of_two_places_is_counted_from_its_entries_and_the_claims_are_judged() -> None:
    for place in (LINXIA, WUDU):
        propose(place, TODAY)
    congress, conference = counted("linxia")
    assert (congress.count(ProposalFigure.RECEIVED), congress.count(ProposalFigure.AS_SUGGESTION)) == (97, 52)
    assert (conference.count(ProposalFigure.RECEIVED), conference.count(ProposalFigure.CLOSED)) == (183, 183)
    assert congress.count(ProposalFigure.LATE) == 6 and congress.rate(ProposalRate.IN_TIME) == Decimal("93.81")
    assert conference.rate(ProposalRate.IN_TIME) is None and conference.count(ProposalFigure.UNDATED) == 183
    sessions = queries.sessions(Authority.objects.get(code="linxia")).order_by("pk")
    judged = {
        (session.source, told.claim.figure): told.verdict
        for session, figure in zip(sessions, (congress, conference), strict=True)
        for told in queries.judged(session, figure)
    }
    assert judged["congress", ClaimedFigure.IN_TIME] is ClaimVerdict.CONTRADICTED
    assert judged["conference", ClaimedFigure.IN_TIME] is ClaimVerdict.UNPROVEN
    assert [str(each.rate(ProposalRate.CLOSING)) for each in counted("wudu")] == ["70.23", "83.45"]
    wudu = queries.sessions(Authority.objects.get(code="wudu")).order_by("pk")
    for session, figure in zip(wudu, counted("wudu"), strict=True):
        assert {told.verdict for told in queries.judged(session, figure)} == {ClaimVerdict.CARRIED}
    opened = queries.published(Authority.objects.get(code="linxia"))
    assert opened.count() == 6 and all(row.dossier.closed_on for row in opened)
    one = Proposal.objects.everywhere().filter(session__authority__code="wudu", dossier__closed_on=None).count()
    assert one == (131 - 92) + (145 - 121)
    assert list(findings(whole=True)) == []


@pytest.mark.parametrize("today", [date(2026, 2, 20), date(2026, 10, 12)])
def test_the_living_place_shows_a_file_in_every_state_on_any_day(today: date) -> None:
    propose(LINZE, today)
    rows = Proposal.objects.everywhere().select_related("dossier")
    states = {row.state for row in rows}
    assert states == {State.CLOSED, State.REPLIED, State.HANDLING, State.ROUTED, State.RECEIVED, State.DRAFTED}
    assert queries.published(Authority.objects.get(code="linze")).count() == 2
    assert list(findings(whole=True)) == []


def test_every_past_session_says_that_it_is_an_example() -> None:
    assert all("示例" in past.name for pasts in PAST.values() for past in pasts)
