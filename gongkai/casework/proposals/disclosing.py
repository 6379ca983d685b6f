"""答复列入主动公开: a reply that is out becomes a content of who published it, so that it is counted, found and pressed as one.

Its review is the one of the reply: drawn, checked and signed by people of the lead unit. Taken down as a reply, it is withdrawn.
"""

from __future__ import annotations

from datetime import date
from html import escape

from django.db import transaction

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.models import Proposal
from gongkai.law.catalogue import objection_to
from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.proposal_flow import Act
from gongkai.law.proposal_terms import OPENED, ProposalKind
from gongkai.law.reviews import CHECKS, THREE, require_three
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import queries as entries
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.acts import register_review

KINDS = (ContentClass.ENFORCEMENT, ContentClass.NOTICE, ContentClass.DOCUMENT, ContentClass.DATA)
"""可归的类别: results first; else what the column of a place is used to take."""
CUSTOMARY = ("建议提案", "提案", "建议")


def columns(authority: Authority, on: date) -> list[Column]:
    """可列入的栏目: those that take results, the one named after proposals first."""
    rows = catalogue.columns(authority, on)
    fitting = [row for row in rows if kind_in(row) is not None]
    return sorted(fitting, key=lambda row: not any(word in row.name for word in CUSTOMARY))


def kind_in(column: Column) -> ContentClass | None:
    """在该栏目的类别: None where it takes nothing of the sort."""
    return next((kind for kind in KINDS if objection_to(column.accepts, kind, column.name) is None), None)


def publisher_of(proposal: Proposal) -> Authority:
    """谁公开: the lead unit; the office itself where none leads."""
    return proposal.lead or proposal.authority


@transaction.atomic
def disclose(proposal: Proposal, column: Column, *, on: date, today: date, by: Official) -> Content:
    """列入主动公开: the text that was checked and is out, once; raises Unlawful for what is not out."""
    journal.lock(proposal.dossier)
    proposal.refresh_from_db(fields=["content"])
    if proposal.content is not None and proposal.content.withdrawn_on is None:
        return proposal.content
    standing = queries.standing(proposal)
    reply, text = standing.reply, queries.text_of(proposal, standing.round)
    if reply is None or text is None or reply.published_on is None or reply.taken_down_on is not None:
        raise Unlawful("答复还没有公开，不能列入主动公开内容", OPENED)
    if on < reply.published_on:
        raise Unlawful(f"列入日期不能早于答复公开之日（{reply.published_on:%Y-%m-%d}）", OPENED, field="on")
    if column.authority_id != publisher_of(proposal).pk:
        raise Unlawful("栏目应当是公开答复的单位自己的", OPENED, field="column")
    belongs, reviewers = kind_in(column), _reviewers(proposal)
    if belongs is None:
        raise Unlawful(f"栏目“{column.name}”不收办理结果", OPENED, field="column")
    require_three([username for _, username, _ in reviewers], CHECKS)
    kind = ProposalKind(proposal.kind).label
    title = f"关于{proposal.session.name}第{proposal.number}号{kind}的答复"
    lines = [line.strip() for line in text.public_text.splitlines() if line.strip()]
    item = Item(
        kind=belongs,
        title=title[:200],
        body="".join(f"<p>{escape(line)}</p>" for line in (f"标题：{proposal.title}", *lines)),
        text="\n".join((proposal.title, *lines)),
        number=reply.number,
        issuer=publisher_of(proposal).name,
        made_on=reply.signed_on,
    )
    review = register_review(
        column.authority,
        title=item.title,
        checks=dict.fromkeys(CHECKS, True),
        reviewers=reviewers,
        on=on,
        by=by,
        source=f"建议提案案卷{proposal.dossier.number}",
    )
    once = f"proposal {proposal.dossier_id} {standing.round} {reply.published_on:%Y%m%d}"
    content = disclosure.publish(column, item, on=on, today=today, by=by, review=review, once=once)
    proposal.content = content
    proposal.save(update_fields=["content"])
    return content


def _reviewers(proposal: Proposal) -> list[list[str]]:
    """三审: who drew, checked and signed the reply, from its own steps, the latest of each."""
    order = (Act.DRAFT.value, Act.CHECK.value, Act.SIGN.value)
    found = {step.act: step for step in entries.steps(proposal.dossier) if step.act in order}
    return [
        [review, str(found[act].details.get("by", "")), found[act].on.isoformat()]
        for review, act in zip(THREE, order, strict=True)
        if act in found
    ]


def withdraw(proposal: Proposal, *, reason: str, on: date, by: Official | None) -> None:
    """随答复撤下: nothing where it was never listed, or is withdrawn already."""
    content = proposal.content
    if content is not None and content.withdrawn_on is None:
        disclosure.withdraw(content, on=on, by=by, reason=reason)
