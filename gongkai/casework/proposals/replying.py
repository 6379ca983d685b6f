"""答复的文本: the whole as it was drawn, and what may go out, every contact covered; both are known by their digests."""

from __future__ import annotations

from hashlib import sha256

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.given import ReplyGiven
from gongkai.casework.proposals.models import Proposal, ReplyText
from gongkai.engines import privacy
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.proposal_replies import Openness
from gongkai.law.proposal_terms import HANDLED, OPENED


def digest(text: str) -> str:
    """文本摘要: of a reply; an empty text has none."""
    return sha256(text.encode()).hexdigest() if text else ""


def drawn(proposal: Proposal, step: Step, reply: ReplyGiven) -> ReplyText:
    """拟稿文本: both texts of a reply; every contact is covered in the one that may go out."""
    openness = step.word(Openness, "openness", "答复公开方式", OPENED)
    if not reply.text.strip():
        raise Unlawful("答复全文不能为空", HANDLED, field="text")
    if openness is Openness.SUMMARY and not reply.summary.strip():
        raise Unlawful("摘要公开的，应当写出摘要", OPENED, field="summary")
    going_out = {Openness.FULL: reply.text, Openness.SUMMARY: reply.summary, Openness.WITHHELD: ""}[openness]
    contact = queries.personal(proposal)["contact"].strip()
    return ReplyText(text=reply.text.strip(), public_text=masked(going_out.strip(), contact))


def masked(text: str, contact: str) -> str:
    """隐去联系方式: what finds a person by its own form, and the contact this proposer has given."""
    known = contact.replace("；", " ").replace("，", " ").replace("、", " ").split()
    for each in sorted(known, key=len, reverse=True):
        if len(each) >= _SHORTEST:
            text = text.replace(each, "****")
    return privacy.covered(text, likely=True)


_SHORTEST = 5


def keep(proposal: Proposal, round_: int, text: ReplyText) -> None:
    """留存文本: of a round; what is drawn anew takes the place of what was drawn before."""
    values = {"authority": proposal.authority, "text": text.text, "public_text": text.public_text}
    rows = ReplyText.objects.of(proposal.authority)
    if not rows.filter(proposal=proposal, round=round_).update(text=text.text, public_text=text.public_text):
        ReplyText(proposal=proposal, round=round_, **values).save(force_insert=True)
