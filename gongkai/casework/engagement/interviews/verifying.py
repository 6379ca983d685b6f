"""访谈核验: a published transcript is the one that was entered, and figures count what the steps say."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.casework.engagement.interviews import queries
from gongkai.casework.engagement.interviews.models import Interview
from gongkai.law.interviews import Act
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding

_AT_ONCE = 200


def findings() -> Iterator[Finding]:
    """核验发现."""
    rows = Interview.objects.everywhere().select_related("dossier__authority", "authority").order_by("pk")
    for interview in rows.iterator(_AT_ONCE):
        standing = queries.standing(interview)
        counted = (standing.held_on, standing.ended_on, standing.led, standing.published_on, standing.late)
        shadows = (interview.held_on, interview.ended_on, interview.led, interview.published_on, interview.late)
        if counted != shadows:
            yield _of(interview, "统计所用的各项与条目不符")
        if standing.published_on and _published(interview) != queries.digest_of(interview):
            yield _of(interview, "实录与条目登记的摘要不符")


def _published(interview: Interview) -> object:
    steps = [step for step in journal.steps(interview.dossier) if step.act == Act.PUBLISH]
    return steps[-1].details.get("digest")


def _of(interview: Interview, what: str) -> Finding:
    return Finding(f"{interview.authority.name}访谈{interview.dossier.number}", what)
