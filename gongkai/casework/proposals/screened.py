"""已公开的: replies to motions and proposals that are public."""

from __future__ import annotations

from datetime import date

from gongkai.casework.proposals.models import ReplyText
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of


def _replies(authority: Authority, on: date) -> OwnedQuerySet[ReplyText]:
    """Those of the files the authority keeps; whoever leads one publishes the same words."""
    rows = ReplyText.objects.of(authority).filter(proposal__published_on__lte=on)
    return rows.exclude(public_text="").select_related("proposal")


def of_reply(row: ReplyText) -> list[Part]:
    """公开的答复."""
    return of_words(f"proposal {row.proposal_id}", {"标题": row.proposal.title, "公开的答复": row.public_text})


SUBJECTS = [rows_of("proposal_replies", "建议提案答复", _replies, of_reply)]
