"""申请人办理: steps an applicant takes by code, entered by nobody's hand but the house's, each told to the handlers.

What ends a file is not left to a code alone: a withdrawal is asked for here and confirmed by an official (two persons).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.casework.applications import messages, queries
from gongkai.casework.applications.acts import keep_with
from gongkai.casework.applications.applicant.models import SatisfactionMark, WithdrawalRequest
from gongkai.casework.applications.attaching import acts as attaching
from gongkai.casework.applications.attaching.acts import Attached
from gongkai.casework.applications.finding import acts as finding
from gongkai.casework.applications.models import Application
from gongkai.law.applicants import (
    Satisfaction,
    objection_to_asking_withdrawal,
    objection_to_marking,
)
from gongkai.law.application_form import CLARIFIED
from gongkai.law.applications import Act, State
from gongkai.law.grammar.flow import JSON, Objection, Step, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault

SATISFACTION = "satisfaction_marked"
ASK_WITHDRAWAL = "withdrawal_asked"
HELP_GIVEN = "help_given"


@transaction.atomic
def clarify(application: Application, text: str, files: Sequence[Attached], *, on: date) -> None:
    """补正: the applicant has made clear what is wanted; the term begins anew. Sent twice, it is one step."""
    dossier = application.dossier
    journal.lock(dossier)
    standing = queries.standing(application)
    if standing.state is not State.AWAITING_CLARIFICATION:
        if queries.filled(application).values.get(CLARIFIED, "") == text:
            return
        raise Unlawful("本件现在不待补正，可能已经收到您的补正，或者已经办结，请在办理过程中查看", regulation(30))
    personal: dict[str, JSON] = {CLARIFIED: text}
    moved = journal.take(dossier, Step(Act.CLARIFY.value, on), by=None, personal=personal)
    keep_with(application, personal)
    finding.mark(application, text)
    attaching.attach(application, files, on=on, by=None)
    messages.tell(application, Act.CLARIFY, queries.as_application(moved), today=on, by=None)


@transaction.atomic
def give_reasons(application: Application, text: str, files: Sequence[Attached], *, on: date) -> None:
    """说明理由: why there are so many (条例第三十五条); the words stand sealed in the entry. Sent twice, it is one step."""
    dossier = application.dossier
    journal.lock(dossier)
    standing = queries.standing(application)
    if standing.state is not State.AWAITING_REASONS:
        if Act.GIVE_REASONS in standing.taken and standing.last_on == on:
            return
        raise Unlawful("本件现在不待说明理由，可能已经收到您的说明，或者已经答复，请在办理过程中查看", regulation(35))
    moved = journal.take(dossier, Step(Act.GIVE_REASONS.value, on, {"reason": text}), by=None)
    attaching.attach(application, files, on=on, by=None)
    messages.tell(application, Act.GIVE_REASONS, queries.as_application(moved), today=on, by=None)


@transaction.atomic
def ask_withdrawal(application: Application, text: str, *, on: date) -> WithdrawalRequest:
    """请求撤回: asked once; the file goes on until an official has confirmed it by the step 申请人撤回."""
    dossier = application.dossier
    journal.lock(dossier)
    _refuse(objection_to_asking_withdrawal(queries.standing(application)))
    mine = WithdrawalRequest.objects.of(dossier.authority)
    if asked := mine.filter(application=application).first():
        return asked
    data: dict[str, JSON] = {"told": text}
    entry = journal.enter(dossier.authority, ASK_WITHDRAWAL, on=on, by=None, data=data, dossier=dossier)
    row = mine.create(
        authority=dossier.authority,
        application=application,
        reason=vault.seal(dossier, "withdrawal", text),
        asked_on=on,
        entry=entry,
    )
    messages.tell_the_desk(dossier, "申请人网上请求撤回，请核实后登记；登记之前照常计算期限", today=on, by=None)
    return row


@transaction.atomic
def mark(application: Application, given: Satisfaction, words: str, *, on: date) -> SatisfactionMark:
    """评价: one to an application; given again within the term it takes the place of the first, and both stay entered."""
    dossier = application.dossier
    journal.lock(dossier)
    mine = SatisfactionMark.objects.of(dossier.authority)
    row = mine.filter(application=application).first()
    _refuse(objection_to_marking(queries.standing(application), row.first_on if row else None, on))
    if row and (row.mark, vault.unseal(dossier, "satisfaction", bytes(row.words))) == (given.value, words):
        return row
    data: dict[str, JSON] = {"mark": given.value, "told": "：".join(part for part in (given.label, words) if part)}
    entry = journal.enter(dossier.authority, SATISFACTION, on=on, by=None, data=data, dossier=dossier)
    row = row or SatisfactionMark(authority=dossier.authority, application=application, first_on=on)
    row.mark, row.marked_on, row.entry = given.value, on, entry
    row.words = vault.seal(dossier, "satisfaction", words)
    row.save()
    return row


@transaction.atomic
def note_help(application: Application, text: str, *, on: date, by: Official) -> None:
    """提供帮助: what was done for an applicant who has difficulty reading, seeing or hearing (条例第四十三条)."""
    if not text.strip():
        raise Unlawful("应写明提供了什么帮助", regulation(43), field="text")
    dossier = application.dossier
    journal.enter(dossier.authority, HELP_GIVEN, on=on, by=by, data={"told": text.strip()}, dossier=dossier)


def _refuse(objection: Objection | None) -> None:
    if objection is not None:
        raise objection.raised()
