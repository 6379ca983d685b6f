"""建议提案查询: sessions, the files one may read, where one stands, what is public, and the facts that figures go by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from gongkai.casework.proposals.models import (
    PromiseTask,
    Proposal,
    ProposalSession,
    ProposalUnit,
    ReplyText,
    SessionClaim,
)
from gongkai.law.promises import Promise, PromiseState
from gongkai.law.proposal_claims import ClaimedFigure, JudgedClaim, ProposalClaim, judge
from gongkai.law.proposal_facts import ProposalFact
from gongkai.law.proposal_figures import ProposalFigures
from gongkai.law.proposal_flow import State
from gongkai.law.proposal_replies import Feedback, Openness, ReplyClass
from gongkai.law.proposal_routing import UnitDuty
from gongkai.law.proposal_terms import ProposalKind
from gongkai.law.proposal_units import UnitPart
from gongkai.law.proposals import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.publication.institution.models import Section


def sessions(authority: Authority) -> OwnedQuerySet[ProposalSession]:
    """届次: those this government's office leads, the latest first."""
    return ProposalSession.objects.of(authority)


def office_of(unit: Authority) -> Authority:
    """牵头机关: the nearest government upwards, whose office leads the proposals a unit handles."""
    by_key = Authority.objects.in_bulk(unit.line)
    governments = [by_key[key] for key in reversed(unit.line) if by_key[key].duties.is_government]
    return governments[0] if governments else unit


def concerning(authority: Authority) -> OwnedQuerySet[Proposal]:
    """可查看的件: those an authority leads as the office, and those it handles as a unit."""
    handled = Proposal.objects.everywhere().filter(units__unit=authority).values("pk")
    rows = Proposal.objects.everywhere().filter(Q(authority=authority) | Q(pk__in=handled))
    return rows.select_related("dossier__authority", "session", "lead", "authority", "content")


def handled(authority: Authority) -> OwnedQuerySet[Proposal]:
    """承办的件: open ones first, by their day."""
    rows = concerning(authority).filter(units__unit=authority)
    return rows.order_by("dossier__closed_on", "dossier__due_on", "pk")


@dataclass(frozen=True, slots=True)
class Filter:
    """筛选: what narrows the list of a session; what is empty narrows nothing."""

    session: int | None = None
    kind: str = ""
    state: str = ""
    unit: int | None = None
    words: str = ""


def listed(authority: Authority, wanted: Filter) -> OwnedQuerySet[Proposal]:
    """清单: what an authority may read, narrowed."""
    rows = concerning(authority)
    exact = {
        "session": wanted.session,
        "kind": wanted.kind,
        "dossier__state": wanted.state,
        "units__unit": wanted.unit,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.words:
        rows = rows.filter(
            Q(title__icontains=wanted.words) | Q(number=wanted.words) | Q(proposers__icontains=wanted.words)
        )
    return rows.order_by("-session__year", "session", "kind", "pk")


def standing(proposal: Proposal) -> Standing:
    """建议提案情况: replayed from the journal."""
    return as_proposal(journal.standing(proposal.dossier))


def as_proposal(found: object) -> Standing:
    """认作建议提案."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def personal(proposal: Proposal) -> dict[str, str]:
    """联系方式和原文: as they were handed in; raises Shredded."""
    told: dict[str, str] = json.loads(vault.unseal(proposal.dossier, "proposal", bytes(proposal.personal)))
    return told


def units(proposal: Proposal) -> OwnedQuerySet[ProposalUnit]:
    """承办单位: of one file, the lead unit first."""
    rows = ProposalUnit.objects.of(proposal.authority).filter(proposal=proposal).select_related("unit")
    return rows.order_by("-part", "pk")


def text_of(proposal: Proposal, round_: int) -> ReplyText | None:
    """答复文本: of a round; None where none was drawn."""
    return ReplyText.objects.of(proposal.authority).filter(proposal=proposal, round=round_).first()


def under_office(authority: Authority) -> list[Authority]:
    """可分办的单位: the government itself and everything that stands beneath it, for choices."""
    return list(Authority.objects.under(authority).filter(dissolved_on=None).order_by("path"))


def duties(proposal: Proposal) -> list[UnitDuty]:
    """单位职责: what the units beneath the office say of their sections, and the titles of what each has led before."""
    units = Authority.objects.under(proposal.authority)
    sections = Section.objects.everywhere().filter(authority__in=units, until=None).select_related("authority")
    stated = [UnitDuty(row.authority.code, row.functions, f"{row.name}的职能") for row in sections]
    led = Proposal.objects.of(proposal.authority).filter(lead__isnull=False).exclude(pk=proposal.pk)
    before = led.order_by("-pk").values_list("lead__code", "title", "number", "session__year")[:MOST_BEFORE]
    return [*stated, *(UnitDuty(code, title, f"曾主办{year}年第{number}号") for code, title, number, year in before)]


MOST_BEFORE = 2_000
"""最多看多少件往年的: the latest say more of who does what than those of ten years ago."""


# -- promises ------------------------------------------------------------------------------------------------------------


def promises(authority: Authority) -> OwnedQuerySet[PromiseTask]:
    """承诺事项: of the files this authority leads as the office or as the lead unit, the most urgent first."""
    rows = PromiseTask.objects.everywhere().filter(Q(authority=authority) | Q(proposal__lead=authority))
    return rows.select_related("proposal__dossier", "proposal__lead", "proposal__session").order_by("due_on", "pk")


def open_promises(authority: Authority) -> OwnedQuerySet[PromiseTask]:
    """未了的承诺: neither kept and seen, nor given up."""
    return promises(authority).filter(confirmed_on=None, given_up_on=None)


def promise_state(task: PromiseTask, on: date) -> PromiseState:
    """承诺状态: on a day, by the law."""
    bare = Promise(task.key, task.text, task.due_on, task.first_due_on)
    told = replace(bare, kept_on=task.kept_on, confirmed_on=task.confirmed_on, given_up_on=task.given_up_on)
    return told.state(on)


# -- what is public ------------------------------------------------------------------------------------------------------


def published(authority: Authority) -> OwnedQuerySet[Proposal]:
    """已公开的答复: of the office, all of its sessions; of a unit, those it leads (谁主办、谁答复、谁公开)."""
    rows = Proposal.objects.everywhere().filter(published_on__isnull=False, texts__isnull=False)
    mine = rows.filter(Q(authority=authority) | Q(lead=authority))
    listed = mine.select_related("dossier__authority", "session", "lead", "authority").distinct()
    return listed.order_by("-published_on", "-pk")


# -- figures -------------------------------------------------------------------------------------------------------------


_COUNTED = (
    *("pk", "dossier", "kind", "as_suggestion", "dossier__state", "lead__code", "handed_over_on", "term_on"),
    *("extended", "replied_on", "done", "dossier__closed_on", "reply_class", "openness", "published_on"),
    *("published_by", "satisfaction", "rounds"),
)
"""统计所需的列: no more is read of a file, and no row becomes an object."""
_KINDS = {each.value: each for each in ProposalKind}
_CLASSES: dict[str, ReplyClass | None] = {"": None, **{each.value: each for each in ReplyClass}}
_OPEN: dict[str, Openness | None] = {"": None, **{each.value: each for each in Openness}}
_SAID: dict[str, Feedback | None] = {"": None, **{each.value: each for each in Feedback}}


def facts(rows: OwnedQuerySet[Proposal]) -> list[ProposalFact]:
    """建议提案事实: from the shadows; two questions to the database however many files there are."""
    plain = rows.order_by()
    joint: dict[int, list[str]] = {}
    joining = ProposalUnit.objects.everywhere().filter(part=UnitPart.JOINT, proposal__in=plain.values("pk"))
    for proposal, code in joining.order_by("pk").values_list("proposal", "unit__code"):
        joint.setdefault(proposal, []).append(code)
    found = plain.select_related(None).order_by("pk").values_list(*_COUNTED)
    return [_fact(row, tuple(joint.get(row[0], ()))) for row in found]


def _fact(row: tuple[Any, ...], joint: tuple[str, ...]) -> ProposalFact:
    (_, key, kind, turned, state, lead, handed, term, extended, replied) = row[:10]
    (done, closed, reply_class, openness, published, published_by, satisfaction, rounds) = row[10:]
    return ProposalFact(
        key=key,
        kind=_KINDS[kind],
        as_suggestion=turned,
        returned=state == State.RETURNED,
        lead=lead or "",
        joint=joint,
        handed_over_on=handed,
        term_on=term,
        extended=extended,
        replied_on=replied,
        done=done,
        closed=closed is not None,
        reply_class=_CLASSES[reply_class],
        openness=_OPEN[openness],
        published_on=published,
        published_by=published_by,
        satisfaction=_SAID[satisfaction],
        rounds=rounds,
    )


DATED: Mapping[str, str] = {
    "received": "dossier__opened_on",
    "handed_over": "handed_over_on",
    "replied": "replied_on",
    "closed": "dossier__closed_on",
    "published": "published_on",
}
"""有日期的环节: what happened to a file on a day, by the shadow that holds the day."""


def dated(authority: Authority, column: str, first: date, last: date) -> OwnedQuerySet[Proposal]:
    """期间内的件: those this office leads to which something happened in a period; a file without that day is in none."""
    return Proposal.objects.of(authority).filter(**{f"{DATED[column]}__range": (first, last)})


def of_year(authority: Authority, year: int, source: str = "") -> OwnedQuerySet[Proposal]:
    """一年的件: of the sessions of a year, of one source where one is named."""
    rows = Proposal.objects.of(authority).filter(session__year=year)
    return rows.filter(session__source=source) if source else rows


def of_session(session: ProposalSession) -> OwnedQuerySet[Proposal]:
    """一届次的件."""
    return Proposal.objects.of(session.authority).filter(session=session)


def judged(session: ProposalSession, counted: ProposalFigures) -> list[JudgedClaim]:
    """所称核对: each claim of a session beside what is counted."""
    rows: Iterable[SessionClaim] = SessionClaim.objects.of(session.authority).filter(session=session)
    return [judge(ProposalClaim(ClaimedFigure(row.figure), Decimal(row.value), row.stated_in), counted) for row in rows]


def named(codes: Sequence[str]) -> dict[str, Authority]:
    """单位名: the authorities with these codes."""
    return {each.code: each for each in Authority.objects.filter(code__in=codes)}
