"""问卷查询: where a survey stands, its questions, what was answered, and what of it the public may see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Count

from gongkai.casework.engagement.surveys.models import Survey, SurveyAnswer, SurveyChoice, SurveyRemark
from gongkai.law.questionnaires import Question, Tally, read_questions, shown, tallied
from gongkai.law.surveys import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault

WORDS = "survey words"


def standing(survey: Survey) -> Standing:
    """问卷情况: replayed from the journal."""
    return as_survey(journal.standing(survey.dossier))


def as_survey(found: object) -> Standing:
    """问卷情况: the standing of a dossier of this kind in its own type."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def surveys(authority: Authority) -> OwnedQuerySet[Survey]:
    """全部问卷: of an authority, the newest first."""
    return Survey.objects.of(authority).select_related("dossier__authority", "authority").order_by("-pk")


def public(authority: Authority) -> OwnedQuerySet[Survey]:
    """公众可见的问卷: those that were opened."""
    return surveys(authority).filter(opened_on__isnull=False).order_by("-opened_on", "-pk")


def questions(survey: Survey) -> tuple[Question, ...]:
    """题目."""
    return read_questions(survey.questions)


def answers(survey: Survey) -> OwnedQuerySet[SurveyAnswer]:
    """答卷."""
    return SurveyAnswer.objects.of(survey.authority).filter(survey=survey)


def results(survey: Survey) -> tuple[Tally, ...]:
    """调查结果: every number as it is, counted from the answers."""
    rows = SurveyChoice.objects.of(survey.authority).filter(survey=survey).order_by()
    counted = rows.values_list("question", "option").annotate(many=Count("pk"))
    counts = {(question, option): many for question, option, many in counted}
    answered = dict(rows.values_list("question").annotate(many=Count("answer", distinct=True)))
    return tallied(questions(survey), counts, answered)


def published(survey: Survey) -> tuple[Tally, ...]:
    """公布的结果: without numbers so small that they might tell of somebody."""
    return shown(results(survey), answers(survey).count())


def digest_of_results(survey: Survey) -> str:
    """结果摘要: what the entry holds of the numbers, so that nobody changes them unnoticed."""
    told = [[each.question.number, each.answered, list(each.counts)] for each in results(survey)]
    return sha256(json.dumps([answers(survey).count(), told]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Words:
    """答卷的文字: what somebody wrote under one question, and what of it is shown."""

    answer: SurveyAnswer
    question: Question
    text: str
    remark: SurveyRemark | None


def words(survey: Survey, rows: Sequence[SurveyAnswer]) -> list[Words]:
    """打开文字: of some answers, the key fetched once; after shredding nothing can be read."""
    secrets = vault.secrets_of_many([survey.dossier]).get(survey.dossier_id)
    by_number = {question.number: question for question in questions(survey)}
    remarks = SurveyRemark.objects.of(survey.authority).filter(answer__in=rows, withdrawn_on=None)
    known = {(row.answer_id, row.question): row for row in remarks}
    found = []
    for row in rows:
        told = json.loads(secrets.unseal(WORDS, row.words)) if secrets and row.words else {}
        for number, text in told.items():
            found.append(Words(row, by_number[int(number)], text, known.get((row.pk, int(number)))))
    return found


def remarks(survey: Survey) -> OwnedQuerySet[SurveyRemark]:
    """选登的文字: what stands on the result page."""
    return SurveyRemark.objects.of(survey.authority).filter(survey=survey, withdrawn_on=None)
