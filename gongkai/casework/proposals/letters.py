"""答复函和交办清单: what is printed of a file, from what was entered."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.models import Proposal, ProposalSession
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.proposal_replies import reply_letter
from gongkai.law.proposal_terms import COPIES, Copied, ProposalKind
from gongkai.law.proposals import Standing
from gongkai.office.authorities.models import Authority, Profile
from gongkai.papers.document import Document, Paragraph, Table
from gongkai.papers.grid import Align, Grid


def letter(proposal: Proposal, standing: Standing) -> Document | None:
    """答复函: of the reply as it stands; None while there is no text."""
    reply, text = standing.reply, queries.text_of(proposal, standing.round)
    if reply is None or text is None:
        return None
    lead = proposal.lead or proposal.authority
    told = reply_letter(
        reply,
        kind=ProposalKind(proposal.kind),
        session=proposal.session.name,
        number=proposal.number,
        title=proposal.title,
        proposers=proposal.proposers,
        text=text.text,
        contact=_contact(lead),
        copies=sorted(reply.copied, key=list(Copied).index) or COPIES[standing.source],
    )
    blocks = (
        *(Paragraph(mark, Align.END, indent=False) for mark in told.marks),
        Paragraph(told.addressee, indent=False),
        *(Paragraph(line) for line in told.paragraphs),
        Paragraph(lead.name, Align.END, indent=False),
        Paragraph(chinese_date(reply.signed_on) if reply.signed_on else "（尚未签发）", Align.END, indent=False),
        Paragraph(told.foot[1], indent=False),
    )
    return Document(told.title, blocks, subtitle=reply.number, authority=lead.name, made_on=reply.signed_on)


def _contact(lead: Authority) -> str:
    profile = Profile.objects.of(lead).filter(authority=lead).first()
    return f"{lead.name}{f' {profile.phone}' if profile and profile.phone else ''}"


HEADS = ("编号", "种类", "标题", "提出人", "协办单位", "办理期限")


def handover_list(session: ProposalSession, proposals: Sequence[Proposal]) -> Document:
    """交办清单: unit by unit, what each leads."""
    blocks: list[Paragraph | Table] = []
    for name, rows in by_lead(proposals).items():
        blocks += [Paragraph(f"{name}（主办{len(rows)}件）", indent=False), Table(_grid(rows))]
    return Document(f"{session.name}建议提案交办清单", tuple(blocks) or (Paragraph("没有要交办的件。"),))


def by_lead(proposals: Sequence[Proposal]) -> dict[str, list[Proposal]]:
    """按主办单位: the heaviest first."""
    found: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(proposal.lead.name if proposal.lead else "", []).append(proposal)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _grid(rows: Sequence[Proposal]) -> Grid:
    return Grid.from_rows([HEADS, *(_line(row) for row in rows)], head_rows=1)


def _line(row: Proposal) -> tuple[str, ...]:
    joint = "、".join(unit.unit.short_name or unit.unit.name for unit in queries.units(row) if unit.part == "joint")
    term = f"{row.term_on:%Y-%m-%d}" if row.term_on else ""
    return row.number, row.kind_label, row.title, row.proposers, joint, term
