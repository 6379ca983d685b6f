"""建议提案的内容: what is handed in: a session, a file as it comes, the text of a reply."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.casework.proposals.models import ProposalSession
from gongkai.law.grammar.flow import JSON
from gongkai.law.proposal_terms import USUAL_LENGTHS, ProposalKind, ProposalSource


@dataclass(frozen=True)
class SessionGiven:
    """届次内容: whose session, its name and year, its terms in months and the paper they come from."""

    source: ProposalSource
    name: str
    year: int
    months: int = USUAL_LENGTHS.months
    longest: int = USUAL_LENGTHS.longest
    source_of_terms: str = ""


@dataclass(frozen=True)
class ProposalGiven:
    """建议提案内容: as it was handed in; ``contact`` and ``text`` are kept sealed."""

    kind: ProposalKind
    number: str
    title: str
    proposers: str
    contact: str = ""
    text: str = ""
    as_suggestion: bool = False

    def details(self, session: ProposalSession) -> dict[str, JSON]:
        """登记明细: what the first step says."""
        return {
            "kind": self.kind.value,
            "session": session.name,
            "number": self.number,
            "title": self.title,
            "proposers": self.proposers,
            "as_suggestion": self.as_suggestion,
        }

    def personal(self) -> dict[str, JSON]:
        """隐私部分: how the proposers are reached, and their words."""
        return {"contact": self.contact, "text": self.text}


@dataclass(frozen=True)
class ReplyGiven:
    """答复内容: the whole text, and the summary where only that goes out."""

    text: str
    summary: str = ""
