"""访谈办理: plan, announce, hold, publish; questions come in and are read through; lines are entered while they are said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.casework.engagement.interviews import queries
from gongkai.casework.engagement.interviews.models import (
    Interview,
    InterviewLine,
    InterviewQuestion,
    QuestionStanding,
    Speaker,
)
from gongkai.engines import privacy
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.interviews import KIND, TALKING, Act, Guest, Standing, State
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.publication.gate import acts as gate

LONGEST_QUESTION = 500
LONGEST_LINE = 3000


@dataclass(frozen=True, slots=True)
class Planned:
    """访谈安排: what it is about, when, and who will speak."""

    topic: str
    introduction: str
    planned_on: date
    hour: str
    guests: tuple[Guest, ...]


@transaction.atomic
def plan(authority: Authority, given: Planned, *, on: date, today: date, by: Official) -> Interview:
    """登记访谈: open the file of an interview."""
    not_in_the_future(on, today, TALKING)
    step = Step(Act.PLAN.value, on, _told(given))
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=given.topic)
    row = Interview(
        authority=authority,
        dossier=dossier,
        topic=given.topic,
        introduction=given.introduction,
        planned_on=given.planned_on,
        hour=given.hour,
    )
    row.save(force_insert=True)
    return row


def _told(given: Planned) -> dict[str, JSON]:
    if not given.introduction.strip():
        raise Unlawful("内容简介不能为空", TALKING, field="introduction")
    guests: list[JSON] = [guest.told() for guest in given.guests]
    when: dict[str, JSON] = {"planned_on": given.planned_on.isoformat(), "hour": given.hour}
    return {"topic": given.topic, **when, "guests": guests}


@transaction.atomic
def revise(
    interview: Interview, given: Planned, *, on: date, today: date, by: Official, seen: int | None = None
) -> Standing:
    """修改安排: before it is announced."""
    not_in_the_future(on, today, TALKING)
    journal.lock(interview.dossier, seen=seen)
    moved = queries.as_interview(journal.take(interview.dossier, Step(Act.REVISE.value, on, _told(given)), by=by))
    interview.topic, interview.introduction = given.topic, given.introduction
    reflect(interview, moved)
    return moved


@transaction.atomic
def act(interview: Interview, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: what the room knows is added here: the digest of the transcript and how many lines it has."""
    not_in_the_future(step.on, today, TALKING)
    if step.act in {Act.PLAN, Act.REVISE}:
        raise Unlawful("应当用“修改安排”办理", TALKING, field="act")
    journal.lock(interview.dossier, seen=seen)
    _pass_the_gate(interview, step, by)
    taken = journal.take(interview.dossier, Step(step.act, step.on, {**step.details, **_known(interview, step)}), by=by)
    moved = queries.as_interview(taken)
    reflect(interview, moved)
    return moved


_TELLING = frozenset({Act.NOTICE, Act.POSTPONE, Act.CANCEL})
"""公众读到的环节: of these the public reads what the step says; lines are looked through as they are said."""


def _pass_the_gate(interview: Interview, step: Step, by: Official) -> None:
    if step.act in _TELLING:
        said: dict[str, object] = {Act(step.act).label: dict(step.details)}
        if step.act == Act.NOTICE:
            guests = [guest.told() for guest in queries.standing(interview).guests]
            said["访谈预告"] = [interview.topic, interview.introduction, *guests]
        gate.pass_words(interview.authority, f"interview {interview.pk}", said, on=step.on, by=by)


def _known(interview: Interview, step: Step) -> Mapping[str, JSON]:
    if step.act == Act.PUBLISH:
        return {"digest": queries.digest_of(interview), "lines": queries.lines(interview).count()}
    return {}


def reflect(interview: Interview, moved: Standing) -> None:
    """映照: what lists and figures search beside the file."""
    interview.planned_on, interview.hour = moved.planned_on, moved.hour
    interview.noticed_on, interview.held_on, interview.ended_on = moved.noticed_on, moved.held_on, moved.ended_on
    interview.led, interview.published_on, interview.late = moved.led, moved.published_on, moved.late
    interview.replay = moved.replay
    interview.save()


# -- questions -------------------------------------------------------------------------------------------------------------


def ask(interview: Interview, text: str, name: str, *, on: date, today: date, once: str) -> InterviewQuestion:
    """提问: sent twice with the same token it is one question; nothing of it is shown before it was read through."""
    mark = sha256(f"interview {interview.pk} {once}".encode()).hexdigest()
    made = queries.questions(interview).filter(once=mark)
    if earlier := made.first():
        return earlier
    try:
        return _ask(interview, text.strip(), name.strip(), mark, on=on, today=today)
    except IntegrityError:
        if earlier := made.first():
            return earlier
        raise


@transaction.atomic
def _ask(interview: Interview, text: str, name: str, mark: str, *, on: date, today: date) -> InterviewQuestion:
    not_in_the_future(on, today, TALKING)
    journal.lock(interview.dossier)
    if not queries.standing(interview).takes_questions:
        raise Unlawful("这次访谈现在不征集问题", TALKING)
    if not text or len(text) > LONGEST_QUESTION:
        raise Unlawful(f"问题应为1至{LONGEST_QUESTION}字，现有{len(text)}字", TALKING, field="text")
    secrets = vault.secrets_of(interview.dossier)
    told: dict[str, JSON] = {"name": name, "text": text}
    row = InterviewQuestion(
        authority=interview.authority,
        interview=interview,
        received_on=on,
        personal=secrets.seal(queries.FIELD, json.dumps(told, ensure_ascii=False)),
        personal_found=bool(privacy.find(text)),
        once=mark,
        entry=0,
    )
    row.save(force_insert=True)
    data: dict[str, JSON] = {
        "interview": interview.dossier.number,
        "question": row.pk,
        "fingerprint": secrets.fingerprint(told),
    }
    row.entry = journal.enter(interview.authority, "ask_interview", on=on, by=None, data=data)
    row.save(update_fields=["entry"])
    return row


@transaction.atomic
def adopt(question: InterviewQuestion, text: str, *, on: date, by: Official) -> None:
    """采用提问: in the words the public will read; refused while a name, a number or an address is left in them."""
    interview = question.interview
    journal.lock(interview.dossier)
    said = text.strip()
    if not said:
        raise Unlawful("公布的文字不能为空", TALKING, field="text")
    [sent] = queries.asked(interview, [question])
    left = [str(each) for each in privacy.find(said)]
    if len(sent.name) > 1 and sent.name in said:
        left.append("提问人的姓名")
    if left:
        raise Unlawful(f"还有没有遮盖的个人信息：{'；'.join(left[:5])}", TALKING, field="text")
    gate.pass_words(interview.authority, f"interview {interview.pk}", {"采用的提问": said}, on=on, by=by)
    _decided(question, QuestionStanding.ADOPTED, said, "", on, by)


@transaction.atomic
def decline(question: InterviewQuestion, reason: str, *, on: date, by: Official) -> None:
    """不采用提问: with the reason, which stays at the desk."""
    journal.lock(question.interview.dossier)
    if not reason.strip():
        raise Unlawful("未采用的理由不能为空", TALKING, field="reason")
    if InterviewLine.objects.of(question.authority).filter(question=question, withdrawn_on=None).exists():
        raise Unlawful("这个问题已经在访谈中提出，不能再不采用", TALKING)
    _decided(question, QuestionStanding.DECLINED, "", reason.strip(), on, by)


def _decided(
    question: InterviewQuestion, standing: QuestionStanding, shown: str, reason: str, on: date, by: Official
) -> None:
    if queries.standing(question.interview).state in (State.PUBLISHED, State.CANCELLED):
        raise Unlawful("访谈已经办结，提问的处理不能再改", TALKING)
    data: dict[str, JSON] = {"question": question.pk, "standing": standing.value, "shown": shown, "reason": reason}
    journal.enter(question.authority, "decide_interview_question", on=on, by=by, data=data)
    question.standing, question.shown, question.reason, question.decided_by = standing, shown, reason, by
    question.save(update_fields=["standing", "shown", "reason", "decided_by"])


# -- lines -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """一段话: who says what; ``question`` where it puts one that was sent in."""

    speaker: Speaker
    named: str
    text: str
    question: InterviewQuestion | None = None


def say(interview: Interview, given: Said, *, at: datetime, once: str, by: Official) -> InterviewLine:
    """录入一段: public at once, for whoever enters it reads it through; sent twice it is one line."""
    mark = sha256(f"line {interview.pk} {once}".encode()).hexdigest()
    made = InterviewLine.objects.of(interview.authority).filter(once=mark)
    if earlier := made.first():
        return earlier
    try:
        return _say(interview, given, mark, at=at, by=by)
    except IntegrityError:
        if earlier := made.first():
            return earlier
        raise


@transaction.atomic
def _say(interview: Interview, given: Said, mark: str, *, at: datetime, by: Official) -> InterviewLine:
    journal.lock(interview.dossier)
    if queries.standing(interview).state not in (State.LIVE, State.ENDED):
        raise Unlawful("访谈没有开始，或者实录已经公布，不能录入", TALKING)
    text = given.text.strip()
    if not text or len(text) > LONGEST_LINE:
        raise Unlawful(f"每段应为1至{LONGEST_LINE}字，现有{len(text)}字", TALKING, field="text")
    if left := privacy.find(text):
        raise Unlawful(f"还有没有遮盖的个人信息：{'；'.join(str(each) for each in left[:5])}", TALKING, field="text")
    said = {"实录": [given.named, text]}
    gate.pass_words(interview.authority, f"interview {interview.pk}", said, on=at.date(), by=by)
    row = InterviewLine(
        authority=interview.authority,
        interview=interview,
        speaker=given.speaker,
        named=given.named,
        text=text,
        question=given.question,
        said_at=at,
        by=by,
        once=mark,
        entry=0,
    )
    row.save(force_insert=True)
    data: dict[str, JSON] = {
        "interview": interview.dossier.number,
        "line": row.pk,
        "named": given.named,
        "digest": sha256(text.encode()).hexdigest(),
    }
    row.entry = journal.enter(interview.authority, "say_interview_line", on=at.date(), by=by, data=data)
    row.save(update_fields=["entry"])
    return row


@transaction.atomic
def take_back(line: InterviewLine, *, on: date, by: Official) -> None:
    """撤下一段: until the transcript is published; to put it right it is entered again."""
    interview = line.interview
    journal.lock(interview.dossier)
    if queries.standing(interview).state not in (State.LIVE, State.ENDED):
        raise Unlawful("实录已经公布，不能再改", TALKING)
    data: dict[str, JSON] = {"interview": interview.dossier.number, "line": line.pk}
    journal.enter(interview.authority, "take_back_interview_line", on=on, by=by, data=data)
    line.withdrawn_on = on
    line.save(update_fields=["withdrawn_on"])


@transaction.atomic
def shred(interview: Interview, *, on: date, by: Official, reason: str) -> None:
    """销毁个人信息: who asked and in which words, once the interview is closed; what was shown stays."""
    journal.shred(interview.dossier, on=on, by=by, reason=reason)
    queries.questions(interview).update(personal=b"")
