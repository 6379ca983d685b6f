"""提出人查询: a code for the proposers of a file, shown once and kept as a digest; what they see by it, and what they say."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.casework.applications.codes import new_code, plain, registered
from gongkai.casework.proposals import acts, queries
from gongkai.casework.proposals.models import Proposal
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.proposal_flow import Act, State
from gongkai.law.proposal_replies import Feedback
from gongkai.law.proposal_terms import HANDLED
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault

ISSUED = "issue_proposal_code"
"""发放查询码这一条: how its entry is called."""

CODE_FIELD = "proposal query code"


@transaction.atomic
def issue_code(proposal: Proposal, *, on: date, by: Official) -> str:
    """发放查询码: a new one; an earlier one opens nothing any more. Entered without the code."""
    journal.lock(proposal.dossier)
    again: dict[str, JSON] = {"again": bool(proposal.code_digest)}
    journal.enter(proposal.authority, ISSUED, on=on, by=by, data=again, dossier=proposal.dossier)
    code = new_code()
    proposal.code_digest = code_digest(code)
    proposal.save(update_fields=["code_digest"])
    return code


def code_digest(code: str) -> str:
    """查询码摘要: what is kept of a code; spaces, hyphens and case do not count."""
    return vault.blind(CODE_FIELD, plain(code))


def by_code(authority: Authority, number: str, code: str) -> Proposal | None:
    """凭编号和查询码: the file of this number at this office, or None; an unknown number costs as much as a wrong code."""
    rows = queries.concerning(authority).filter(authority=authority, dossier__number=registered(number))
    row = rows.first()
    opened = vault.is_blind(row.code_digest if row else "", CODE_FIELD, plain(code))
    return row if opened and row is not None else None


def appraise(proposal: Proposal, said: Feedback, reason: str, *, today: date) -> None:
    """提出人自己评价: what the proposer says of the reply, entered as said by nobody of the house; the same again is one.

    Raises Unlawful before there is a reply and after the file is closed.
    """
    if proposal.state is not State.REPLIED:
        raise Unlawful("答复以后、办结以前才能评价" if proposal.state is not State.CLOSED else "本件已经办结", HANDLED)
    standing = queries.standing(proposal)
    if standing.reply is not None and standing.reply.satisfaction is said and said is not Feedback.UNSATISFIED:
        return
    details: dict[str, JSON] = {"satisfaction": said.value, "said": reason.strip()}
    step = Step(Act.FEEDBACK.value, max(today, standing.last_on), details)
    acts.act(proposal, step, of=proposal.authority, today=step.on, by=None)
