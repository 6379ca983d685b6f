"""更正办理: receive a request, verify it, settle it with a letter. Each is one transaction and one step by the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.casework.applications.corrections.models import Correction
from gongkai.law.corrections import CORRECTING, KIND, SETTLING, Act
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.procedures import Standing
from gongkai.law.registers.standing import Standing as RecordStanding
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import review_body
from gongkai.office.journal import acts as journal
from gongkai.office.journal import numbers, vault
from gongkai.office.journal.models import Dossier
from gongkai.office.notices.acts import notify
from gongkai.publication.registers.models import Record
from gongkai.publication.registers.queries import keeping
from gongkai.publication.registers.reminders import told_to

FIELDS = ("name", "identity_number", "phone", "address", "record", "wrong", "right", "proof")
"""申请项: what is asked: who, and which record says what and should say what, with what proof."""
_NEEDED = (
    ("name", "姓名或者名称"),
    ("record", "需要更正的记录"),
    ("wrong", "不准确之处"),
    ("right", "应当更正为"),
    ("proof", "证据"),
)


def receive(
    authority: Authority,
    values: Mapping[str, str],
    *,
    on: date,
    today: date,
    once: str,
    by: Official | None = None,
    of_record: Record | None = None,
) -> Correction:
    """登记更正申请: sent twice it is one request; ``of_record`` where it is about a record of a register that is public."""
    not_in_the_future(on, today)
    for name, title in _NEEDED:
        if not values.get(name, "").strip():
            raise Unlawful(f"{title}不能为空", CORRECTING, field=name)
    if not (values.get("phone", "").strip() or values.get("address", "").strip()):
        raise Unlawful("联系电话、通信地址至少填写一项，否则无法告知结果", CORRECTING, field="phone")
    given: dict[str, JSON] = {name: values.get(name, "").strip() for name in FIELDS}
    mark = sha256(f"{authority.pk} {once} {json.dumps(given, ensure_ascii=False)}".encode()).hexdigest()
    made = Correction.objects.of(authority).filter(once=mark).select_related("dossier")
    if earlier := made.first():
        return earlier
    try:
        return _open(authority, given, mark, of_record, on=on, by=by)
    except IntegrityError:
        if earlier := made.first():
            return earlier
        raise


@transaction.atomic
def _open(
    authority: Authority,
    given: dict[str, JSON],
    mark: str,
    of_record: Record | None,
    *,
    on: date,
    by: Official | None,
) -> Correction:
    about: dict[str, JSON] = {"record": of_record.pk, "edition": of_record.edition} if of_record else {}
    title = f"{of_record.declared.label}：{of_record.title}"[:120] if of_record else ""
    step = Step(Act.SUBMIT.value, on, about)
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=title, personal=given)
    if of_record:
        _tell_the_keeper(of_record, dossier, on)
    return Correction.objects.of(authority).create(
        authority=authority,
        dossier=dossier,
        personal=vault.seal(dossier, "correction", json.dumps(given, ensure_ascii=False)),
        of_record=of_record,
        once=mark,
    )


def _tell_the_keeper(record: Record, dossier: Dossier, on: date) -> None:
    """Who answers for the register hears of it at once; nothing of who asks is told."""
    subject = f"“{record.declared.label}”的一条记录有人申请更正（{dossier.number}）"
    for official in told_to(record.authority, keeping(record.authority, record.declared), on):
        notify(record.authority, f"correction {dossier.pk} {official.pk}", official, subject=subject, dossier=dossier)


@transaction.atomic
def act(correction: Correction, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: what settles the request also draws the number of its letter; a record of a register is put right before."""
    not_in_the_future(step.on, today)
    dossier = correction.dossier
    if step.act not in SETTLING:
        return journal.take(dossier, step, by=by, seen=seen)
    journal.lock(dossier, seen=seen)
    code = dossier.authority.profile.letter_code
    if not code:
        raise Unlawful("尚未设置发文机关代字，请先在机关信息中填写（如“青公复”）", field="letter_code")
    if not review_body(dossier.authority):
        raise Unlawful("尚未填写行政复议机关，告知书无法告知救济途径，请先在机关信息中填写", field="review_body")
    number = numbers.document(dossier.authority, str(code), step.on.year)
    numbered = replace(step, details={**step.details, **_as_it_stands(correction), "number": number.text})
    return journal.take(dossier, numbered, by=by, numbers=[number])


def _as_it_stands(correction: Correction) -> dict[str, JSON]:
    """The record it is about as it stands now: which edition, and whether it is gone."""
    record = correction.of_record
    if record is None:
        return {}
    gone = record.standing == RecordStanding.WITHDRAWN or record.left_on is not None
    return {"edition": record.edition, "gone": gone}
