"""问卷办理: write, revise, check, open, take answers, show words, end, announce the result."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.casework.engagement.surveys import queries
from gongkai.casework.engagement.surveys.models import Survey, SurveyAnswer, SurveyChoice, SurveyRemark
from gongkai.engines import privacy
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.questionnaires import Filled, read_questions
from gongkai.law.surveys import ASKING, KIND, Act, Standing, State
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.publication.gate import acts as gate


@dataclass(frozen=True, slots=True)
class Paper:
    """问卷内容: what is to be asked, as a clerk wrote it."""

    title: str
    introduction: str
    questions: str
    section: str = ""

    def digest(self) -> str:
        """问卷摘要: of the words the public will read."""
        return sha256(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def write(authority: Authority, given: Paper, *, on: date, today: date, by: Official) -> Survey:
    """编制问卷: open the file of a survey."""
    not_in_the_future(on, today, ASKING)
    _whole(given)
    details: dict[str, JSON] = {"by": by.username, "digest": given.digest()}
    dossier = journal.open_dossier(authority, KIND, Step(Act.WRITE.value, on, details), by=by, title=given.title)
    survey = Survey(authority=authority, dossier=dossier, **asdict(given))
    survey.save(force_insert=True)
    return survey


@transaction.atomic
def revise(survey: Survey, given: Paper, *, on: date, today: date, by: Official, seen: int | None = None) -> Standing:
    """修改问卷: before it is opened; it is then checked again."""
    not_in_the_future(on, today, ASKING)
    _whole(given)
    moved = _take(survey, Step(Act.REVISE.value, on, {"digest": given.digest()}), by=by, seen=seen)
    for name, value in asdict(given).items():
        setattr(survey, name, value)
    survey.save(update_fields=list(asdict(given)))
    return moved


def _whole(given: Paper) -> None:
    for name, label in (("title", "标题"), ("introduction", "调查说明")):
        if not str(getattr(given, name)).strip():
            raise Unlawful(f"{label}不能为空", ASKING, field=name)
    read_questions(given.questions)


@transaction.atomic
def act(survey: Survey, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: any step but revising. What the room knows is added here: who checks, the digest, the counted answers."""
    not_in_the_future(step.on, today, ASKING)
    if step.act in {Act.WRITE, Act.REVISE}:
        raise Unlawful("应当用“修改问卷”办理", ASKING, field="act")
    journal.lock(survey.dossier, seen=seen)
    _pass_the_gate(survey, step, by)
    moved = _take(survey, Step(step.act, step.on, {**step.details, **_known(survey, step, by)}), by=by)
    reflect(survey, moved)
    return moved


_TELLING = frozenset({Act.OPEN, Act.PROLONG, Act.ANNOUNCE, Act.STOP})
"""公众读到的环节: of these the public reads what the step says."""


def _pass_the_gate(survey: Survey, step: Step, by: Official) -> None:
    """公开前筛查: the paper before it is opened, and what a step tells."""
    if step.act in _TELLING:
        said: dict[str, object] = {Act(step.act).label: dict(step.details)}
        if step.act == Act.OPEN:
            survey.refresh_from_db(fields=["title", "introduction", "questions", "section"])
            said["问卷"] = asdict(written(survey))
        gate.pass_words(survey.authority, f"survey {survey.pk}", said, on=step.on, by=by)


def _known(survey: Survey, step: Step, by: Official) -> Mapping[str, JSON]:
    match step.act:
        case Act.CHECK:
            return {"by": by.username}
        case Act.OPEN:
            return {"digest": written(survey).digest()}
        case Act.ANNOUNCE:
            return {"received": queries.answers(survey).count(), "results": queries.digest_of_results(survey)}
        case _:
            return {}


def reflect(survey: Survey, moved: Standing) -> None:
    """映照: what lists and figures search beside the file."""
    survey.opened_on, survey.until, survey.ended_on = moved.opened_on, moved.until, moved.ended_on
    survey.announced_on, survey.late, survey.statement = moved.announced_on, moved.late, moved.statement
    survey.stopped = moved.stopped
    survey.save(update_fields=["opened_on", "until", "ended_on", "announced_on", "late", "statement", "stopped"])


def _take(survey: Survey, step: Step, *, by: Official, seen: int | None = None) -> Standing:
    return queries.as_survey(journal.take(survey.dossier, step, by=by, seen=seen))


def written(survey: Survey) -> Paper:
    """问卷内容: as it is stored."""
    return Paper(survey.title, survey.introduction, survey.questions, survey.section)


# -- answers ---------------------------------------------------------------------------------------------------------------


def answer(
    survey: Survey, filled: Filled, *, on: date, today: date, once: str, by: Official | None = None
) -> SurveyAnswer:
    """填写问卷: sent twice with the same token it is one answer. ``by`` is the clerk who enters one from paper."""
    mark = sha256(f"survey {survey.pk} {once}".encode()).hexdigest()
    made = queries.answers(survey).filter(once=mark)
    if earlier := made.first():
        return earlier
    try:
        return _answer(survey, filled, mark, on=on, today=today, by=by)
    except IntegrityError:
        if earlier := made.first():
            return earlier
        raise


@transaction.atomic
def _answer(survey: Survey, filled: Filled, mark: str, *, on: date, today: date, by: Official | None) -> SurveyAnswer:
    not_in_the_future(on, today, ASKING)
    journal.lock(survey.dossier)
    _takes(queries.standing(survey), on, by)
    secrets = vault.secrets_of(survey.dossier)
    words: dict[str, JSON] = {str(number): text for number, text in filled.words.items()}
    row = SurveyAnswer(
        authority=survey.authority,
        survey=survey,
        received_on=on,
        on_paper=by is not None,
        words=secrets.seal(queries.WORDS, json.dumps(words, ensure_ascii=False)) if words else None,
        once=mark,
        entry=0,
    )
    row.save(force_insert=True)
    picked = [(question, option) for question, options in filled.chosen.items() for option in options]
    rows = [*picked, *((number, 0) for number in filled.words)]
    SurveyChoice.objects.of(survey.authority).bulk_create(
        SurveyChoice(authority=survey.authority, survey=survey, answer=row, question=question, option=option)
        for question, option in rows
    )
    told: list[JSON] = [f"{question}.{option}" for question, option in sorted(rows)]
    data: dict[str, JSON] = {
        "survey": survey.dossier.number,
        "answer": row.pk,
        "fingerprint": secrets.fingerprint({"chosen": told, "words": words}),
    }
    row.entry = journal.enter(survey.authority, "answer_survey", on=on, by=by, data=data)
    row.save(update_fields=["entry"])
    return row


def _takes(standing: Standing, on: date, by: Official | None) -> None:
    """Paper that came in the period may be entered until the result is out."""
    if by is None and not standing.takes_answers(on):
        raise Unlawful("现在不在调查期间，不能填写", ASKING)
    if standing.state not in (State.OPEN, State.ENDED):
        raise Unlawful("调查尚未开始，或者结果已经公布，不能登记答卷", ASKING)
    if standing.opened_on is None or on < standing.opened_on or (standing.until is not None and on > standing.until):
        raise Unlawful("收到日期不在调查期间", ASKING, field="on")


@transaction.atomic
def show(found: queries.Words, text: str, *, on: date, by: Official) -> SurveyRemark:
    """选登文字: as the public is to read it; refused while a name, a number or an address is left in it."""
    survey = found.answer.survey
    journal.lock(survey.dossier)
    said = text.strip()
    if not said:
        raise Unlawful("公布的文字不能为空", ASKING, field="text")
    if left := privacy.find(said):
        raise Unlawful(f"还有没有遮盖的个人信息：{'；'.join(str(each) for each in left[:5])}", ASKING, field="text")
    gate.pass_words(survey.authority, f"survey {survey.pk}", {"选登的文字": said}, on=on, by=by)
    data: dict[str, JSON] = {
        "survey": survey.dossier.number,
        "answer": found.answer.pk,
        "question": found.question.number,
        "digest": sha256(said.encode()).hexdigest(),
    }
    journal.enter(survey.authority, "show_survey_words", on=on, by=by, data=data)
    row, _ = SurveyRemark.objects.of(survey.authority).update_or_create(
        authority=survey.authority,
        answer=found.answer,
        question=found.question.number,
        defaults={"survey": survey, "text": said, "shown_on": on, "shown_by": by, "withdrawn_on": None},
    )
    return row


@transaction.atomic
def hide(remark: SurveyRemark, *, on: date, by: Official) -> None:
    """撤下文字: the public reads it no longer."""
    data: dict[str, JSON] = {"survey": remark.survey.dossier.number, "answer": remark.answer_id}
    journal.enter(remark.authority, "hide_survey_words", on=on, by=by, data=data)
    remark.withdrawn_on = on
    remark.save(update_fields=["withdrawn_on"])


@transaction.atomic
def shred(survey: Survey, *, on: date, by: Official, reason: str) -> None:
    """销毁个人信息: what was written in free words, once the survey is closed; numbers and shown words stay."""
    journal.shred(survey.dossier, on=on, by=by, reason=reason)
    queries.answers(survey).update(words=None)
