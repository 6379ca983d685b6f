"""建议提案核验: whether what lists show of a file follows from its entries, and its replies are the texts that were signed."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.acts import digest
from gongkai.casework.proposals.models import PromiseTask, Proposal, ReplyText
from gongkai.casework.proposals.reflecting import SHADOWS, promise_rows, shadows
from gongkai.law.proposals import Standing
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.verify import Finding


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every file against its entries."""
    rows = Proposal.objects.everywhere().select_related("dossier__authority", "authority", "lead").order_by("pk")
    for proposal in rows.iterator(200):
        yield from _compared(proposal)


def _compared(proposal: Proposal) -> Iterator[Finding]:
    where = f"{proposal.authority.name}建议提案{proposal.dossier.number}"
    standing = queries.standing(proposal)
    told = shadows(standing, calendar_of(proposal.authority))
    if any(getattr(proposal, name) != told[name] for name in SHADOWS):
        yield Finding(where, "列出的情况与条目推出的不符")
    lead = standing.lead.code if standing.lead else ""
    units = [unit.unit.code for unit in queries.units(proposal)]
    if lead != (proposal.lead.code if proposal.lead else "") or set(units) != {u.code for u in standing.units}:
        yield Finding(where, "承办单位与条目登记的不符")
    kept = {row.key: (row.text, row.kept_on, row.confirmed_on) for row in _promised(proposal)}
    if kept != {row.key: (row.text, row.kept_on, row.confirmed_on) for row in promise_rows(proposal, standing)}:
        yield Finding(where, "承诺事项与条目登记的不符")
    yield from _texts(where, proposal, standing)


def _promised(proposal: Proposal) -> Iterator[PromiseTask]:
    return PromiseTask.objects.of(proposal.authority).filter(proposal=proposal).iterator()


def _texts(where: str, proposal: Proposal, standing: Standing) -> Iterator[Finding]:
    texts = {row.round: row for row in ReplyText.objects.of(proposal.authority).filter(proposal=proposal)}
    for number, reply in enumerate(standing.replies, start=1):
        row = texts.get(number)
        if row is None or (digest(row.text), digest(row.public_text)) != (reply.digest, reply.public_digest):
            yield Finding(where, f"第{number}轮答复的文本与条目登记的不符，内容被改动")
