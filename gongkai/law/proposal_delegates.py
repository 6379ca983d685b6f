"""人大、政协机构: the office of the congress sees what deputies brought, that of the conference what members did, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.law.proposal_flow import State
from gongkai.law.proposal_terms import Copied, ProposalSource


@dataclass(frozen=True, slots=True)
class DelegatesSeat:
    """联络岗位: whose files the holder follows, and which copies of replies come to them."""

    source: ProposalSource
    copied: Copied


SEATS: Mapping[str, DelegatesSeat] = {
    "congress_office": DelegatesSeat(ProposalSource.CONGRESS, Copied.CONGRESS_OFFICE),
    "conference_office": DelegatesSeat(ProposalSource.CONFERENCE, Copied.CONFERENCE_OFFICE),
}
"""联络岗位表: by the key of the office in ``law.authorities``."""
ANSWERED = (State.REPLIED, State.CLOSED)
"""可读答复的状态: before the proposer has the reply nobody outside reads it."""


def office_for(source: ProposalSource) -> str:
    """联络岗位的键: of a congress or a conference."""
    return next(office for office, seat in SEATS.items() if seat.source is source)


def seats_of(offices: Iterable[str]) -> tuple[DelegatesSeat, ...]:
    """所任联络岗位: in the order of the table."""
    held = set(offices)
    return tuple(seat for office, seat in SEATS.items() if office in held)
