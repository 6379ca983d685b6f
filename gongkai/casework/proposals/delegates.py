"""人大、政协机构查询: the files of their own deputies or members, how each stands, what was answered, and which copies wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.models import Proposal
from gongkai.law.proposal_delegates import DelegatesSeat, office_for, seats_of
from gongkai.law.proposal_terms import Copied, ProposalKind, ProposalSource
from gongkai.law.proposals import Standing
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.authorities.queries import offices_of, serving_for


def seats(official: Official, authority: Authority, on: date) -> tuple[DelegatesSeat, ...]:
    """所任联络岗位: of an official at an authority on a day."""
    return seats_of(office.key for office in offices_of(official, authority, on))


def files(authority: Authority, held: Iterable[DelegatesSeat]) -> OwnedQuerySet[Proposal]:
    """本机构转来的件: of this government, and of the congress or the conference alone whose office is asked."""
    sources = {seat.source for seat in held}
    kinds = [kind for kind in ProposalKind if kind.source in sources]
    return queries.concerning(authority).filter(authority=authority, kind__in=kinds)


def seat_for(held: Iterable[DelegatesSeat], proposal: Proposal) -> DelegatesSeat:
    """本件的联络岗位: the seat that follows this file."""
    source = ProposalKind(proposal.kind).source
    return next(seat for seat in held if seat.source is source)


def waits(standing: Standing, copied: Copied) -> bool:
    """待签收: whether a copy was sent to this office and nobody has said yet that it came."""
    return standing.reply is not None and copied in standing.reply.unreceipted


def told(authority: Authority, source: ProposalSource, on: date) -> list[Official]:
    """联络员: who follows the files of a congress or a conference here."""
    return serving_for(authority, office_for(source), on)
