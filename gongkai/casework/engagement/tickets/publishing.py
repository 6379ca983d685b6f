"""留言选登: what the public reads of a ticket. A person covers the words; while one place is left uncovered nothing goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.casework.engagement.tickets import acts, queries, texts
from gongkai.casework.engagement.tickets.models import Ticket, TicketSelection
from gongkai.engines import privacy
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.ticket_flow import HOTLINE, Act
from gongkai.office.authorities.models import Official
from gongkai.papers.text import tidy
from gongkai.publication.gate import acts as gate


@dataclass(frozen=True, slots=True)
class Wording:
    """选登文字: title, question and answer as the public is to read them."""

    title: str
    question: str
    answer: str


def proposed(ticket: Ticket) -> Wording:
    """选登底稿: with everything covered that a machine can tell; a person reads it through."""
    letter = texts.letter_of(ticket)
    answer = queries.answer_of(ticket)
    return Wording(*(letter.without_people(part) for part in (letter.title, letter.text, answer)))


def left_open(ticket: Ticket, wording: Wording) -> list[str]:
    """尚未遮盖: what in the words still tells of somebody, each as field and place."""
    letter = texts.letter_of(ticket)
    told = (("标题", wording.title), ("来信内容", wording.question), ("答复内容", wording.answer))
    found = [f"{name}{each}" for name, text in told for each in privacy.find(text)]
    named = [name for name, text in told for person in letter.people if person in text]
    return [*found, *(f"{name}里有来信人的姓名或者联系方式" for name in dict.fromkeys(named))]


def digest_of(title: str, question: str, answer: str) -> str:
    """选登摘要: what the entry holds of the words, so that nobody changes them unnoticed."""
    return sha256("\n".join((title, question, answer)).encode()).hexdigest()


@transaction.atomic
def publish(
    ticket: Ticket, wording: Wording, *, on: date, today: date, by: Official, seen: int | None = None
) -> TicketSelection:
    """选登: refused while a name, a number or an address is left in it."""
    words = Wording(*(tidy(part).strip() for part in (wording.title, wording.question, wording.answer)))
    if not all((words.title, words.question, words.answer)):
        raise Unlawful("标题、来信内容和答复内容都要填写", HOTLINE, field="title")
    if open_places := left_open(ticket, words):
        raise Unlawful(f"还有没有遮盖的个人信息：{'；'.join(open_places[:5])}", HOTLINE, field="question")
    said = {"选登标题": words.title, "来信内容": words.question, "答复内容": words.answer}
    gate.pass_words(ticket.authority, f"ticket {ticket.pk}", said, on=on, by=by)
    sealed = {"digest": digest_of(words.title, words.question, words.answer)}
    acts.act(ticket, Step(Act.PUBLISH.value, on, sealed), today=today, by=by, seen=seen)
    row, _ = TicketSelection.objects.of(ticket.authority).update_or_create(
        authority=ticket.authority,
        ticket=ticket,
        defaults={
            "title": words.title,
            "question": words.question,
            "answer": words.answer,
            "published_on": on,
            "withdrawn_on": None,
        },
    )
    return row


@transaction.atomic
def withdraw(ticket: Ticket, *, on: date, today: date, by: Official, seen: int | None = None) -> None:
    """撤下选登: the public reads it no longer from this moment."""
    acts.act(ticket, Step(Act.UNPUBLISH.value, on), today=today, by=by, seen=seen)
    TicketSelection.objects.of(ticket.authority).filter(ticket=ticket).update(withdrawn_on=on)
