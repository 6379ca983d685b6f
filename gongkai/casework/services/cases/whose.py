"""谁能办: which acts of a case belong to the hall, which to the unit of a part, which to the monitor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.casework.services.cases.act_forms import FORMS
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.law.case_clock import Card
from gongkai.law.case_flow import FLOW, PART_ACTS, Act
from gongkai.law.case_kinds import Stage
from gongkai.law.cases import Standing
from gongkai.law.grammar.flow import Objection, Role
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.offering import offering

CARD_ACTS = frozenset({Act.EXPLAIN, Act.RULE_ON})
_OF_A_PART = (Stage.HANDLING, Stage.SPECIAL)


@dataclass(frozen=True, slots=True)
class CaseAct:
    """可办事项: an act, and the part or the card it is about."""

    act: Act
    about: str = ""


@dataclass(frozen=True, slots=True)
class CaseOffered:
    """可办与不可办: what this official may do now with the whole, with each part, and what the law refuses, with the reason."""

    whole: tuple[Act, ...]
    parts: dict[str, tuple[Act, ...]]
    refused: tuple[tuple[Act, Objection], ...]


def offered(request: DeskRequest, case: ServiceCase, standing: Standing, on: date) -> CaseOffered:
    """可办事项: by both tables, the roles of the official, and whose the act is. Cards are offered beside the cards."""
    day, is_ours = max(on, standing.last_on), request.authority.pk == case.authority_id
    mine = (Act(row.act) for row in FLOW.open_acts(standing.state) if is_ours and row.role in request.roles)
    of_the_whole = (act for act in mine if act in FORMS and act not in PART_ACTS and act not in CARD_ACTS)
    found = offering(of_the_whole, lambda act: standing.objections(act, day))
    parts = {part.item: tuple(_of_part(request, case, standing, part.item, day)) for part in standing.parts}
    return CaseOffered(found.acts, parts, found.refused)


def _of_part(request: DeskRequest, case: ServiceCase, standing: Standing, item: str, on: date) -> Iterator[Act]:
    part = standing.part(item)
    clock = standing.open_run(Stage.HANDLING, item)
    paused = clock is not None and clock.paused
    for row in FLOW.open_acts(standing.state):
        act = Act(row.act)
        if act not in PART_ACTS or row.role not in request.roles or standing.objections(act, on, item):
            continue
        mine = case.authority.code if act is Act.REASSIGN else part.unit
        if mine != request.authority.code or (act is Act.RESUME) != paused:
            continue
        if act is Act.EXTEND and part.extended:
            continue
        yield act


def card_acts(request: DeskRequest, case: ServiceCase, standing: Standing, card: Card) -> tuple[Act, ...]:
    """牌的可办事项: explained by who had to keep the term, ruled on by the monitor of the hall."""
    if standing.verdict(card.key) is not None:
        return ()
    mine = standing.part(card.part).unit if card.stage in _OF_A_PART else case.authority.code
    found = []
    if card.key not in standing.explained and Role.HANDLER in request.roles and mine == request.authority.code:
        found.append(Act.EXPLAIN)
    if Role.INSPECTOR in request.roles and case.authority_id == request.authority.pk:
        found.append(Act.RULE_ON)
    return tuple(found)


def may(request: DeskRequest, case: ServiceCase, standing: Standing, wanted: CaseAct, on: date) -> bool:
    """可否办理: whether an act is among those offered."""
    if wanted.act in CARD_ACTS:
        calendar_cards = _cards(case, standing, on)
        return any(
            card.key == wanted.about and wanted.act in card_acts(request, case, standing, card)
            for card in calendar_cards
        )
    found = offered(request, case, standing, on)
    return wanted.act in (found.parts.get(wanted.about, ()) if wanted.act in PART_ACTS else found.whole)


def _cards(case: ServiceCase, standing: Standing, on: date) -> tuple[Card, ...]:
    return standing.cards(calendar_of(case.authority), on)
