"""异议办理: receive, answer. Each is one transaction and one entry; the entry holds no name."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.registers.protests import (
    ANSWER,
    NOTICES,
    RECEIVE,
    ProtestAnswer,
    ProtestGiven,
    answer_due,
    closed_to_the_public,
    term_of,
)
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.journal.seals import canonical
from gongkai.office.notices.acts import notify
from gongkai.publication.gate import acts as gate
from gongkai.publication.registers.chains.models import Protest
from gongkai.publication.registers.chains.queries import SEALED_AS
from gongkai.publication.registers.models import Record
from gongkai.publication.registers.queries import keeping
from gongkai.publication.registers.reminders import told_to


def raise_online(record: Record, given: ProtestGiven, *, today: date, once: str) -> Protest:
    """网上提出异议: by anybody, on the days it is shown for that; sent twice it is one objection."""
    if refused := closed_to_the_public(record.data, today):
        raise Unlawful(refused, NOTICES)
    told = json.dumps([given.name.strip(), given.contact.strip(), given.text.strip()], ensure_ascii=False)
    mark = sha256(f"{record.pk} {once} {told}".encode()).hexdigest()
    made = Protest.objects.of(record.authority).filter(once=mark).select_related("record__authority", "authority")
    if earlier := made.first():
        return earlier
    try:
        with transaction.atomic():
            protest = receive(record, given, on=today, today=today, by=None, once=mark)
            _tell_the_keeper(protest)
            return protest
    except IntegrityError:
        if earlier := made.first():
            return earlier
        raise


def _tell_the_keeper(protest: Protest) -> None:
    """Who answers for the register hears of it at once; who raised it is not told."""
    record, on = protest.record, protest.received_on
    subject = f"“{record.title[:80]}”在公示期内收到异议，应于{protest.due_on}前答复，答复以前后面的环节不能登记"
    for official in told_to(record.authority, keeping(record.authority, record.declared), on):
        notify(record.authority, f"protest {protest.pk} {official.pk}", official, subject=subject)


@transaction.atomic
def receive(
    record: Record, given: ProtestGiven, *, on: date, today: date, by: Official | None, once: str = ""
) -> Protest:
    """收到异议: by an official, or by the form of the public (``by`` None); its term runs from this day."""
    not_in_the_future(on, today, NOTICES, what="收到日期")
    if record.standing == Standing.WAITING:
        raise Unlawful("记录还没有公开，不能登记异议", NOTICES)
    if record.published_on is not None and on < record.published_on:
        raise Unlawful(f"收到日期不能早于公开日期（{record.published_on:%Y-%m-%d}）", NOTICES, field="on")
    due = answer_due(term_of(record.kind, record.data), on, calendar_of(record.authority))
    said: dict[str, JSON] = {"name": given.name.strip(), "contact": given.contact.strip(), "text": given.text.strip()}
    protest = Protest(
        authority=record.authority,
        record=record,
        joined=record.joined,
        way=given.way,
        received_on=on,
        due_on=due.on,
        sealed=vault.seal(None, SEALED_AS, canonical(said)),
        once=once,
    )
    data: dict[str, JSON] = {
        "record": record.pk,
        "way": given.way.value,
        "due": due.on.isoformat(),
        "print": vault.blind(SEALED_AS, canonical(said)),
    }
    protest.entry = journal.enter(record.authority, RECEIVE, on=on, by=by, data=data)
    protest.save(force_insert=True)
    return protest


@transaction.atomic
def answer(protest: Protest, given: ProtestAnswer, *, on: date, today: date, by: Official) -> None:
    """答复异议: once; from now on the next stage may be entered."""
    not_in_the_future(on, today, NOTICES, what="答复日期")
    protest.refresh_from_db(from_queryset=Protest.objects.everywhere().select_for_update(of=("self",)))
    if not protest.is_open:
        raise Unlawful("这件异议已经答复，请刷新页面", NOTICES)
    if on < protest.received_on:
        raise Unlawful(f"答复日期不能早于收到日期（{protest.received_on:%Y-%m-%d}）", NOTICES, field="on")
    gate.pass_words(protest.authority, f"protest {protest.pk}", {"异议的答复": given.text}, on=on, by=by)
    protest.outcome, protest.answer = given.outcome, given.text.strip()
    protest.answered_on, protest.answered_by = on, by
    data: dict[str, JSON] = {
        "protest": protest.entry,
        "record": protest.record_id,
        "outcome": given.outcome.value,
        "answer": protest.answer,
    }
    protest.answer_entry = journal.enter(protest.authority, ANSWER, on=on, by=by, data=data)
    protest.save()
