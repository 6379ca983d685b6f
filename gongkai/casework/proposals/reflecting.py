"""建议提案映照: what follows from the entries of a file, copied into the rows that lists and figures search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.casework.proposals.models import PromiseTask, Proposal, ProposalUnit
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.proposal_facts import fact_of
from gongkai.law.proposals import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet

SHADOWS = (
    *("handed_over_on", "term_on", "extended", "replied_on", "done", "reply_class", "openness"),
    *("published_on", "published_by", "satisfaction", "rounds"),
)
"""映照的列: of a file, those the law's fact of it names alike."""


def shadows(standing: Standing, calendar: Calendar) -> dict[str, object]:
    """映照的值: by column; the lead unit stands apart."""
    fact = fact_of(0, standing, calendar)
    return {name: "" if (value := getattr(fact, name)) is None and name in _TEXTS else value for name in SHADOWS}


_TEXTS = ("reply_class", "openness", "satisfaction")


def reflect(proposal: Proposal, standing: Standing, calendar: Calendar) -> None:
    """映照: one file, its units and its promises."""
    known = {each.code: each for each in Authority.objects.filter(code__in=[unit.code for unit in standing.units])}
    place(proposal, standing, calendar, known)
    proposal.save(update_fields=[*SHADOWS, "lead"])
    ProposalUnit.objects.of(proposal.authority).filter(proposal=proposal).delete()
    ProposalUnit.objects.of(proposal.authority).bulk_create(unit_rows(proposal, standing, known))
    tasks = promise_rows(proposal, standing)
    _promised(proposal).exclude(key__in=[task.key for task in tasks]).delete()
    for task in tasks:
        values = {name: getattr(task, name) for name in _PROMISED}
        if not _promised(proposal).filter(key=task.key).update(**values):
            task.save(force_insert=True)


def _promised(proposal: Proposal) -> OwnedQuerySet[PromiseTask]:
    return PromiseTask.objects.of(proposal.authority).filter(proposal=proposal)


def place(proposal: Proposal, standing: Standing, calendar: Calendar, known: Mapping[str, Authority]) -> None:
    """落列: the shadows of one file on its row, which is not saved yet."""
    for name, value in shadows(standing, calendar).items():
        setattr(proposal, name, value)
    proposal.lead = known.get(standing.lead.code) if standing.lead else None


def unit_rows(proposal: Proposal, standing: Standing, known: Mapping[str, Authority]) -> Iterable[ProposalUnit]:
    """承办单位行: the lead unit first; a code nobody bears is no unit of ours."""
    return [
        ProposalUnit(
            authority=proposal.authority,
            proposal=proposal,
            unit=known[unit.code],
            part=unit.part,
            answer=unit.answer,
            section=unit.section,
            opinion_on=unit.opinion_on,
        )
        for unit in standing.units
        if unit.code in known
    ]


_PROMISED = ("text", "due_on", "first_due_on", "kept_on", "proof", "confirmed_on", "given_up_on")


def promise_rows(proposal: Proposal, standing: Standing) -> list[PromiseTask]:
    """承诺行: those of signed replies alone; what is only drawn has not been promised."""
    return [
        PromiseTask(
            authority=proposal.authority,
            proposal=proposal,
            key=promise.key,
            **{name: getattr(promise, name) for name in _PROMISED},
        )
        for promise in standing.promises[: standing.promised]
    ]
