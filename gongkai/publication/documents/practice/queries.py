"""口径查询: what an authority has set; the usual figures of the law where it has set nothing."""

from __future__ import annotations

from gongkai.law.decision_drafts import LEAST, DecisionKind, least_length
from gongkai.law.validity import EXPIRY_WARNING
from gongkai.office.authorities.models import Authority
from gongkai.publication.documents.practice.models import Practice

FIELDS = {kind: f"{kind.value}_days" for kind in DecisionKind}
"""征求期所在列: the column of each kind of decision."""


def practice(authority: Authority) -> Practice:
    """口径: the row of an authority; a new one, not saved, with the usual figures where there is none."""
    usual = {FIELDS[kind]: term.length for kind, term in LEAST.items()}
    found = Practice.objects.of(authority).first()
    return found or Practice(authority=authority, expiry_months=EXPIRY_WARNING.length, **usual)


def comment_length(authority: Authority, kind: DecisionKind) -> int:
    """征求期: the least number of days for a kind of decision, never below a term whose text was seen."""
    return least_length(kind, int(getattr(practice(authority), FIELDS[kind])))
