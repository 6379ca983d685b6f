"""村民提问办理: ask, answer, hand on as a ticket with its entry both ways, settle what was answered here or there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.casework.engagement.tickets import acts as tickets
from gongkai.casework.engagement.tickets import queries as ticket_queries
from gongkai.casework.engagement.tickets.acts import Given
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.casework.villages import rules, whose
from gongkai.casework.villages.questions import queries
from gongkai.casework.villages.questions.models import VillageQuestion
from gongkai.casework.villages.villagers import people
from gongkai.casework.villages.villagers import queries as villagers
from gongkai.casework.villages.villagers.models import Villager
from gongkai.engines import privacy
from gongkai.law.authorities import AuthorityKind, duties
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.law.village_questions import KIND, Act, Standing, State
from gongkai.law.villages import WATCHED
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import responsible
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.notices import acts as notices

TITLE = "村民提问"
LONGEST_TITLE = 60
LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """所问: one line and the words."""

    title: str
    text: str


def packed(asked: Asked) -> str:
    """装入: as it is sealed."""
    return json.dumps({"title": asked.title, "text": asked.text}, ensure_ascii=False)


def ask(villager: Villager, asked: Asked, *, on: date, today: date, once: str) -> VillageQuestion:
    """村民提问: sent twice it is one."""
    mark = sha256(f"village question {villager.pk} {once}".encode()).hexdigest()
    made = VillageQuestion.objects.of(villager.authority).filter(once=mark).select_related("dossier__authority")
    if earlier := made.first():
        return earlier
    try:
        return _ask(villager, asked, mark, on=on, today=today)
    except IntegrityError:
        if earlier := made.first():
            return earlier
        raise


@transaction.atomic
def _ask(villager: Villager, asked: Asked, mark: str, *, on: date, today: date) -> VillageQuestion:
    not_in_the_future(on, today, WATCHED)
    if not villagers.standing(villager).is_certified:
        raise Unlawful("认证已经注销，不能提问", WATCHED)
    title, text = (each.replace("\x00", "").strip() for each in (asked.title, asked.text))
    if not 0 < len(title) <= LONGEST_TITLE:
        raise Unlawful(f"标题应为1至{LONGEST_TITLE}字", WATCHED, field="title")
    if not 0 < len(text) <= LONGEST_TEXT:
        raise Unlawful(f"内容应为1至{LONGEST_TEXT}字，现有{len(text)}字", WATCHED, field="text")
    village, told = villager.authority, packed(Asked(title, text))
    rule = rules.rule_of(village)
    step = Step(Act.ASK.value, on, {"days": rule.answering, "term": rule.source})
    dossier = journal.open_dossier(village, KIND, step, by=None, title=TITLE, personal={"asked": told})
    row = VillageQuestion(
        authority=village,
        dossier=dossier,
        villager=villager,
        personal=vault.secrets_of(dossier).seal(queries.FIELD, told),
        personal_found=bool(privacy.find(f"{title}\n{text}")),
        once=mark,
    )
    row.save(force_insert=True)
    for official in responsible(village, Role.HANDLER, on):
        key = f"village question {dossier.pk} {official.pk}"
        notices.notify(village, key, official, subject=f"收到村民提问{dossier.number}", dossier=dossier)
    return row


@transaction.atomic
def answer(
    question: VillageQuestion, text: str, *, on: date, today: date, by: Official, seen: int | None = None
) -> Standing:
    """信息员答复: read by whoever asked."""
    return _take(question, Step(Act.ANSWER.value, on, {"answer": text.strip()}), today=today, by=by, seen=seen)


@transaction.atomic
def hand_on(
    question: VillageQuestion,
    to: Authority,
    kind: ConcernKind,
    *,
    on: date,
    today: date,
    by: Official,
    seen: int | None = None,
) -> Standing:
    """转工单: a ticket at a government above, in the words of the question; each file has an entry that names the other."""
    _may_receive(question.authority, to)
    journal.lock(question.dossier, seen=seen)
    for objection in queries.standing(question).objections(Act.HAND_ON, on):
        raise objection.raised("on")
    asked, person = queries.asked_of(question), people.person_of(question.villager)
    letter = Letter(asked["title"], asked["text"], person.name, person.phone, address=person.household)
    given = Given(letter, kind, TicketSource.VILLAGE)
    once = f"village question {question.pk} {question.dossier.version}"
    ticket = tickets.receive(to, given, on=on, today=today, once=once, by=by).ticket
    data: dict[str, JSON] = {"village": question.authority.code, "question": question.dossier.number}
    journal.enter(to, "ticket_from_village", on=on, by=by, data=data, dossier=ticket.dossier)
    question.ticket = ticket
    question.save(update_fields=["ticket"])
    step = Step(Act.HAND_ON.value, on, {"ticket": ticket.dossier.number, "to": to.code})
    return _take(question, step, today=today, by=by)


def _may_receive(village: Authority, to: Authority) -> None:
    above = to.pk in village.line and to.pk != village.pk
    if not (above and duties(AuthorityKind(to.kind)).is_government):
        raise Unlawful("工单转给本村所属的乡镇（街道）或者县级人民政府", WATCHED, field="to")


@transaction.atomic
def settle(
    question: VillageQuestion, *, on: date, today: date, by: Official | None, seen: int | None = None
) -> Standing:
    """办结提问: what was answered here, or what the ticket has replied to; the day of the reply is read from the ticket."""
    details: dict[str, JSON] = {}
    if question.ticket is not None and (replied := ticket_queries.standing(question.ticket).replied_on):
        details["replied_on"] = replied.isoformat()
    return _take(question, Step(Act.SETTLE.value, on, details), today=today, by=by, seen=seen)


def settle_the_replied(today: date) -> int:
    """办结已有答复的: every question whose ticket has been replied to; how many."""
    rows = VillageQuestion.objects.everywhere().filter(dossier__state=State.HANDED_ON.value)
    answered = rows.filter(ticket__dossier__outcome__gt="").select_related(*queries.WHOLE)
    settled = 0
    for question in answered.order_by("pk").iterator(200):
        settle(question, on=today, today=today, by=None)
        settled += 1
    return settled


def _take(
    question: VillageQuestion, step: Step, *, today: date, by: Official | None, seen: int | None = None
) -> Standing:
    not_in_the_future(step.on, today, WATCHED)
    if by is not None:
        whose.require_clerk(question.authority, by, today)
    journal.lock(question.dossier, seen=seen)
    standing = queries.as_question(journal.take(question.dossier, step, by=by))
    reflect(question, standing)
    return standing


def reflect(question: VillageQuestion, standing: Standing) -> None:
    """映照: what is counted beside the file."""
    question.answered_on, question.late = standing.answered_on, standing.late
    question.save(update_fields=["answered_on", "late"])
