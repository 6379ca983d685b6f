"""已公开的: names of what belongs to a policy, questions answered on it, briefings held; interpretations are contents."""

from __future__ import annotations

from datetime import date

from gongkai.law.gatherings import GatheringState
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of
from gongkai.publication.interpretation.briefings import acts as briefings
from gongkai.publication.interpretation.briefings.models import PolicyBriefing
from gongkai.publication.interpretation.models import PolicyLink, PolicyQuestion


def _links(authority: Authority, on: date) -> OwnedQuerySet[PolicyLink]:
    return PolicyLink.objects.of(authority).filter(removed_on=None, policy__withdrawn_on=None).exclude(title="")


def _questions(authority: Authority, on: date) -> OwnedQuerySet[PolicyQuestion]:
    return PolicyQuestion.objects.of(authority).filter(withdrawn_on=None, policy__withdrawn_on=None)


def _briefings(authority: Authority, on: date) -> OwnedQuerySet[PolicyBriefing]:
    rows = PolicyBriefing.objects.of(authority).filter(state=GatheringState.HELD)
    return rows.filter(interpretation__content__withdrawn_on=None)


def of_link(row: PolicyLink) -> list[Part]:
    """关联的名称."""
    return of_words(f"policy {row.policy_id}", {"关联的名称": row.title})


def of_question(row: PolicyQuestion) -> list[Part]:
    """政策问答."""
    told = {"问题": row.question, "回答": row.answer, "来源": row.source}
    return of_words(f"policy {row.policy_id}", told)


def of_briefing(row: PolicyBriefing) -> list[Part]:
    """吹风会、宣讲: once it was held."""
    return of_words(f"briefing {row.interpretation_id}", briefings.words(row))


SUBJECTS = [
    rows_of("policy_links", "政策的关联", _links, of_link),
    rows_of("policy_questions", "政策问答", _questions, of_question),
    rows_of("briefings", "吹风会、宣讲", _briefings, of_briefing),
]
