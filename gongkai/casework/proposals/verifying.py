"""建议提案核验: whether what lists show of a file follows from its entries, and its replies are the texts that were signed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.models import PromiseTask, Proposal, ProposalUnit, ReplyText
from gongkai.casework.proposals.reflecting import SHADOWS, promise_rows, shadows
from gongkai.casework.proposals.replying import digest
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.proposals import Standing
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding

CHUNK = 200


@dataclass
class _Kept:
    """What stands in the tables beside one file."""

    units: set[str] = field(default_factory=set)
    promises: list[PromiseTask] = field(default_factory=list)
    texts: dict[int, ReplyText] = field(default_factory=dict)


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every file against its entries, some hundreds at a time."""
    for authority in Authority.objects.filter(pk__in=_owners()):
        calendar, last = calendar_of(authority), 0
        while rows := list(_after(authority, last)):
            yield from _compared(rows, calendar)
            last = rows[-1].pk


def _owners() -> list[int]:
    return list(Proposal.objects.everywhere().order_by().values_list("authority", flat=True).distinct())


def _after(authority: Authority, last: int) -> Iterator[Proposal]:
    rows = Proposal.objects.of(authority).filter(pk__gt=last).select_related("dossier__authority", "authority", "lead")
    yield from rows.order_by("pk")[:CHUNK]


def _compared(rows: Sequence[Proposal], calendar: Calendar) -> Iterator[Finding]:
    standings = journal.standings([row.dossier for row in rows], calendar)
    kept = _kept(rows)
    for row in rows:
        where = f"{row.authority.name}建议提案{row.dossier.number}"
        standing = queries.as_proposal(standings[row.dossier_id])
        yield from _one(where, row, standing, kept[row.pk], calendar)


def _kept(rows: Sequence[Proposal]) -> dict[int, _Kept]:
    found: dict[int, _Kept] = defaultdict(_Kept)
    keys = [row.pk for row in rows]
    for unit in ProposalUnit.objects.everywhere().filter(proposal__in=keys).select_related("unit"):
        found[unit.proposal_id].units.add(unit.unit.code)
    for task in PromiseTask.objects.everywhere().filter(proposal__in=keys):
        found[task.proposal_id].promises.append(task)
    for text in ReplyText.objects.everywhere().filter(proposal__in=keys):
        found[text.proposal_id].texts[text.round] = text
    return found


def _one(where: str, row: Proposal, standing: Standing, kept: _Kept, calendar: Calendar) -> Iterator[Finding]:
    told = shadows(standing, calendar)
    if any(getattr(row, name) != told[name] for name in SHADOWS):
        yield Finding(where, "列出的情况与条目推出的不符")
    lead = standing.lead.code if standing.lead else ""
    if lead != (row.lead.code if row.lead else "") or kept.units != {unit.code for unit in standing.units}:
        yield Finding(where, "承办单位与条目登记的不符")
    if _said(kept.promises) != _said(promise_rows(row, standing)):
        yield Finding(where, "承诺事项与条目登记的不符")
    for number, reply in enumerate(standing.replies, start=1):
        text = kept.texts.get(number)
        if text is None or (digest(text.text), digest(text.public_text)) != (reply.digest, reply.public_digest):
            yield Finding(where, f"第{number}轮答复的文本与条目登记的不符，内容被改动")


def _said(tasks: Sequence[PromiseTask]) -> set[tuple[object, ...]]:
    return {(task.key, task.text, task.due_on, task.kept_on, task.proof, task.confirmed_on) for task in tasks}
