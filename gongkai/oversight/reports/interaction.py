"""互动数据统计: what the rooms of letters and proposals counted in a year, by its name, and the page that opens behind each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from gongkai.casework.engagement.tally.models import TicketMonth
from gongkai.casework.engagement.tickets.figures import queries as tickets
from gongkai.casework.proposals import queries as proposals
from gongkai.casework.proposals.models import Proposal
from gongkai.law.annual_report.interaction import Interaction
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.application_figures import Period
from gongkai.law.grammar.sheets import Number
from gongkai.law.proposal_figures import ProposalFigure, ProposalFigures, figures
from gongkai.law.proposal_terms import ProposalSource
from gongkai.law.ticket_figures import TicketFact, TicketTally, tally
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Authority

_I = Interaction


def counted(authority: Authority, year: int, scope: Scope) -> dict[str, Number]:
    """互动数据: of a year, by its name; what cannot be had of the dates is left out, and what never came at all too."""
    found: dict[Interaction, Number | None] = {**_of_tickets(authority, year, scope), **_of_proposals(authority, year)}
    return {figure.label: number for figure, number in found.items() if number is not None}


def _of_tickets(authority: Authority, year: int, scope: Scope) -> dict[Interaction, Number | None]:
    """Letters of the year as they stand at its end: what was not answered by then is late where its term was over."""
    lines = TicketMonth.objects
    mine = lines.under(authority) if scope is Scope.BENEATH else lines.of(authority)
    facts = tickets.facts(mine, Period.year(year), date(year, 12, 31))
    if not facts:
        return {}
    whole, line = tally(facts), _only(facts, lambda fact: fact.source is TicketSource.HOTLINE)
    kinds = {
        figure: _only(facts, lambda fact, kind=kind: fact.kind is kind).received  # type: ignore[misc]
        for figure, kind in (
            (_I.CONSULTED, ConcernKind.CONSULT),
            (_I.SUGGESTED, ConcernKind.SUGGEST),
            (_I.COMPLAINED, ConcernKind.COMPLAIN),
        )
    }
    return {
        _I.TICKETS_RECEIVED: whole.received,
        _I.TICKETS_REPLIED: whole.replied,
        _I.TICKETS_CLOSED: whole.closed,
        _I.TICKETS_ON_TIME: whole.on_time,
        _I.TICKETS_CLOSING_RATE: whole.closing_rate,
        _I.TICKETS_ON_TIME_RATE: whole.on_time_rate,
        _I.HOTLINE_RECEIVED: line.received,
        _I.HOTLINE_CLOSED: line.closed,
        **kinds,
    }


def _only(facts: list[TicketFact], wanted: Callable[[TicketFact], bool]) -> TicketTally:
    return tally(fact for fact in facts if wanted(fact))


def _of_proposals(authority: Authority, year: int) -> dict[Interaction, Number | None]:
    found: dict[Interaction, Number | None] = {}
    every = [(source, _session_figures(authority, year, source)) for source in ProposalSource]
    for source, mine in every:
        if mine is None:
            continue
        congress = source is ProposalSource.CONGRESS
        found[_I.CONGRESS_RECEIVED if congress else _I.CONFERENCE_RECEIVED] = mine.count(ProposalFigure.RECEIVED)
        found[_I.CONGRESS_CLOSED if congress else _I.CONFERENCE_CLOSED] = mine.count(ProposalFigure.CLOSED)
    known = [mine for _, mine in every if mine is not None]
    if known:
        found[_I.PROPOSALS_PUBLISHED] = sum(mine.count(ProposalFigure.PUBLISHED) for mine in known)
    return found


def _session_figures(authority: Authority, year: int, source: ProposalSource) -> ProposalFigures | None:
    rows = Proposal.objects.of(authority).filter(session__year=year, session__source=source)
    facts = proposals.facts(rows)
    return figures(facts, date(year, 12, 31)) if facts else None


# -- what opens behind a figure --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """一项互动数据: its name, its number, and the page of what it was counted from; a rate opens what it divides by."""

    name: str
    number: Number
    href: str


_TICKETS: Mapping[Interaction, Mapping[str, str]] = {
    _I.TICKETS_RECEIVED: {},
    _I.TICKETS_REPLIED: {"column": "replied"},
    _I.TICKETS_CLOSED: {"column": "closed"},
    _I.TICKETS_ON_TIME: {"column": "on_time"},
    _I.TICKETS_CLOSING_RATE: {},
    _I.TICKETS_ON_TIME_RATE: {},
    _I.CONSULTED: {"kind": ConcernKind.CONSULT.value},
    _I.SUGGESTED: {"kind": ConcernKind.SUGGEST.value},
    _I.COMPLAINED: {"kind": ConcernKind.COMPLAIN.value},
    _I.HOTLINE_RECEIVED: {"source": TicketSource.HOTLINE.value},
    _I.HOTLINE_CLOSED: {"source": TicketSource.HOTLINE.value, "column": "closed"},
}
_PROPOSALS: Mapping[Interaction, tuple[str, ProposalFigure]] = {
    _I.CONGRESS_RECEIVED: (ProposalSource.CONGRESS.value, ProposalFigure.RECEIVED),
    _I.CONGRESS_CLOSED: (ProposalSource.CONGRESS.value, ProposalFigure.CLOSED),
    _I.CONFERENCE_RECEIVED: (ProposalSource.CONFERENCE.value, ProposalFigure.RECEIVED),
    _I.CONFERENCE_CLOSED: (ProposalSource.CONFERENCE.value, ProposalFigure.CLOSED),
    _I.PROPOSALS_PUBLISHED: ("", ProposalFigure.PUBLISHED),
}


def named(found: Mapping[str, Number], year: int) -> list[Named]:
    """互动数据及出处: those there are, in their order."""
    return [
        Named(figure.label, found[figure.label], _behind(figure, year))
        for figure in Interaction
        if figure.label in found
    ]


def _behind(figure: Interaction, year: int) -> str:
    if figure in _TICKETS:
        span = {"place": "all", "from": f"{year}-01-01", "to": f"{year}-12-31"}
        return f"{reverse('engagement:tickets')}?{urlencode({**span, **_TICKETS[figure]})}"
    source, counts = _PROPOSALS[figure]
    address = reverse("proposals:year_files", args=[year, counts.value])
    return f"{address}?{urlencode({'source': source})}" if source else address
