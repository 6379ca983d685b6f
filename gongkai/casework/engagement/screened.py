"""已公开的: surveys and what was selected from them, interviews and what was said, selected letters, mailboxes."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from gongkai.casework.engagement.interviews import queries as interviews
from gongkai.casework.engagement.interviews.models import Interview, InterviewLine, InterviewQuestion, QuestionStanding
from gongkai.casework.engagement.surveys import queries as surveys
from gongkai.casework.engagement.surveys.acts import written
from gongkai.casework.engagement.surveys.models import Survey, SurveyRemark
from gongkai.casework.engagement.tickets import queries as tickets
from gongkai.casework.engagement.tickets.models import Mailbox, TicketSelection
from gongkai.law.surveys import Act
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of


def _surveys(authority: Authority, on: date) -> OwnedQuerySet[Survey]:
    return surveys.public(authority).filter(opened_on__lte=on)


def _remarks(authority: Authority, on: date) -> OwnedQuerySet[SurveyRemark]:
    return SurveyRemark.objects.of(authority).filter(withdrawn_on=None, shown_on__lte=on)


def _interviews(authority: Authority, on: date) -> OwnedQuerySet[Interview]:
    return interviews.public(authority).filter(noticed_on__lte=on)


def _questions(authority: Authority, on: date) -> OwnedQuerySet[InterviewQuestion]:
    return InterviewQuestion.objects.of(authority).filter(standing=QuestionStanding.ADOPTED, received_on__lte=on)


def _lines(authority: Authority, on: date) -> OwnedQuerySet[InterviewLine]:
    return InterviewLine.objects.of(authority).filter(withdrawn_on=None, interview__noticed_on__lte=on)


def _selections(authority: Authority, on: date) -> OwnedQuerySet[TicketSelection]:
    return tickets.selections(authority).filter(published_on__lte=on)


def _mailboxes(authority: Authority, on: date) -> OwnedQuerySet[Mailbox]:
    return tickets.mailboxes(authority)


def of_survey(row: Survey) -> list[Part]:
    """问卷和公布的说明."""
    said = {"问卷": asdict(written(row)), Act.ANNOUNCE.label: row.statement, Act.STOP.label: row.stopped}
    return of_words(f"survey {row.pk}", said)


def of_remark(row: SurveyRemark) -> list[Part]:
    """选登的文字."""
    return of_words(f"survey {row.survey_id}", {"选登的文字": row.text})


def of_interview(row: Interview) -> list[Part]:
    """访谈预告."""
    guests = [guest.told() for guest in interviews.standing(row).guests]
    return of_words(f"interview {row.pk}", {"访谈预告": [row.topic, row.introduction, *guests]})


def of_question(row: InterviewQuestion) -> list[Part]:
    """采用的提问."""
    return of_words(f"interview {row.interview_id}", {"采用的提问": row.shown})


def of_line(row: InterviewLine) -> list[Part]:
    """实录的一段."""
    return of_words(f"interview {row.interview_id}", {"实录": [row.named, row.text]})


def of_selection(row: TicketSelection) -> list[Part]:
    """选登的来信."""
    said = {"选登标题": row.title, "来信内容": row.question, "答复内容": row.answer}
    return of_words(f"ticket {row.ticket_id}", said)


def of_mailbox(row: Mailbox) -> list[Part]:
    """信箱."""
    return of_words("mailbox", {"信箱": [row.name, row.rules]})


SUBJECTS = [
    rows_of("surveys", "问卷", _surveys, of_survey),
    rows_of("survey_remarks", "问卷选登的文字", _remarks, of_remark),
    rows_of("interviews", "访谈预告", _interviews, of_interview),
    rows_of("interview_questions", "访谈采用的提问", _questions, of_question),
    rows_of("interview_lines", "访谈实录", _lines, of_line),
    rows_of("ticket_selections", "选登的来信", _selections, of_selection),
    rows_of("mailboxes", "信箱", _mailboxes, of_mailbox),
]
