"""问卷核验: the paper is the one that was checked, and the numbers of a published result are those that were entered."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from gongkai.casework.engagement.surveys import acts, queries
from gongkai.casework.engagement.surveys.models import Survey, SurveyRemark
from gongkai.law.surveys import Act
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding

_AT_ONCE = 200


def findings() -> Iterator[Finding]:
    """核验发现."""
    rows = Survey.objects.everywhere().select_related("dossier__authority", "authority").order_by("pk")
    for survey in rows.iterator(_AT_ONCE):
        standing = queries.standing(survey)
        if acts.written(survey).digest() != standing.digest:
            yield _of(survey, "的题目或者说明与条目登记的摘要不符")
        counted = (standing.opened_on, standing.until, standing.announced_on, standing.late, standing.statement)
        if counted != (survey.opened_on, survey.until, survey.announced_on, survey.late, survey.statement):
            yield _of(survey, "统计所用的各项与条目不符")
        if standing.announced_on and _announced(survey) != queries.digest_of_results(survey):
            yield _of(survey, "公布的结果与条目登记的不符")
        yield from _remarks(survey)


def _announced(survey: Survey) -> object:
    steps = [step for step in journal.steps(survey.dossier) if step.act == Act.ANNOUNCE]
    return steps[-1].details.get("results")


def _remarks(survey: Survey) -> Iterator[Finding]:
    rows = list(SurveyRemark.objects.of(survey.authority).filter(survey=survey, withdrawn_on=None))
    if not rows:
        return
    latest_first = journal.notes(survey.authority, "show_survey_words")
    notes = {(note.data["answer"], note.data["question"]): note.data["digest"] for note in reversed(latest_first)}
    for row in rows:
        if notes.get((row.answer_id, row.question)) != sha256(row.text.encode()).hexdigest():
            yield _of(survey, "选登的文字与条目登记的摘要不符")


def _of(survey: Survey, what: str) -> Finding:
    return Finding(f"{survey.authority.name}问卷{survey.dossier.number}", what)
