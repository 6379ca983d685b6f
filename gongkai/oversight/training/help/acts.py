"""内部问答办理: ask, answer, accept, withdraw; whoever asked is told of an answer, the office of a question."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import Role, Step, Unlawful, not_in_the_future
from gongkai.law.training.bank import Topic
from gongkai.law.training.classes import TRAINED
from gongkai.law.training.help import KIND, HelpAct, HelpStanding
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import responsible
from gongkai.office.journal import acts as journal
from gongkai.office.notices.acts import Note, notify, notify_many
from gongkai.oversight.training.help import queries
from gongkai.oversight.training.help.models import HelpThread
from gongkai.oversight.training.whose import place_of


@transaction.atomic
def ask(
    authority: Authority, topic: Topic, title: str, text: str, *, on: date, today: date, by: Official
) -> HelpThread:
    """提问: whoever dispatches in the government of the place is told."""
    not_in_the_future(on, today, TRAINED)
    if not title.strip():
        raise Unlawful("标题不能为空", TRAINED, field="title")
    step = Step(HelpAct.ASK.value, on, {"text": text.strip(), "by": by.username})
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=title.strip())
    row = HelpThread(authority=authority, dossier=dossier, topic=topic, asked_by=by)
    row.save(force_insert=True)
    place = place_of(authority)
    subject = f"{authority.name}提问：{title.strip()}"
    people = [person for person in responsible(place, Role.DISPATCHER, on) if person.pk != by.pk]
    notes = [Note(f"help {dossier.pk} {person.pk}", person, subject, dossier=dossier) for person in people]
    notify_many(place, notes)
    return row


@transaction.atomic
def act(thread: HelpThread, step: Step, *, today: date, by: Official, seen: int | None = None) -> HelpStanding:
    """办理一步: who acts is added here."""
    not_in_the_future(step.on, today, TRAINED)
    whole = Step(step.act, step.on, {**step.details, "by": by.username})
    standing = queries.as_help(journal.take(thread.dossier, whole, by=by, seen=seen))
    if step.act == HelpAct.ANSWER and by.pk != thread.asked_by_id:
        key = f"help answered {thread.dossier_id} {len(standing.answers)}"
        subject = f"您的提问有了回答：{thread.dossier.title}"
        notify(thread.authority, key, thread.asked_by, subject=subject, dossier=thread.dossier)
    return standing
