"""举报投诉办理: receive a complaint, and take its steps. Each is one transaction and one step by the journal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.casework.remedies.complaints.models import Complaint
from gongkai.law.complaints import COMPLAINING, KIND, Act, ComplaintChannel, ComplaintKind
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.procedures import Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault


@dataclass(frozen=True)
class ComplaintGiven:
    """举报投诉内容: what is said of whom; name and contact may be left out, and it is anonymous then."""

    against: Authority
    kind: ComplaintKind
    text: str
    name: str = ""
    contact: str = ""

    @property
    def anonymous(self) -> bool:
        """匿名: nobody who could be answered."""
        return not (self.name.strip() and self.contact.strip())


def competent(against: Authority) -> Authority:
    """受理机关: the authority above, whose office is the competent one; the highest one we know looks into itself."""
    return against.parent or against


def receive(
    given: ComplaintGiven,
    channel: ComplaintChannel,
    *,
    on: date,
    today: date,
    once: str,
    by: Official | None = None,
) -> Complaint:
    """登记举报投诉: at the competent office; sent twice it is one complaint."""
    not_in_the_future(on, today)
    if not given.text.strip():
        raise Unlawful("举报投诉的内容不能为空", COMPLAINING, field="text")
    if bool(given.name.strip()) != bool(given.contact.strip()):
        missing = "contact" if given.name.strip() else "name"
        raise Unlawful("实名的请同时填写姓名和联系方式；匿名的两项都不填", COMPLAINING, field=missing)
    authority = competent(given.against)
    personal: dict[str, JSON] = {
        "name": given.name.strip(),
        "contact": given.contact.strip(),
        "text": given.text.strip(),
    }
    told = json.dumps(personal, ensure_ascii=False)
    mark = sha256(f"{given.against.pk} {given.kind} {once} {told}".encode()).hexdigest()
    made = Complaint.objects.of(authority).filter(once=mark).select_related("dossier")
    if earlier := made.first():
        return earlier
    try:
        return _open(authority, given, channel, personal, mark, on=on, by=by)
    except IntegrityError:
        if earlier := made.first():
            return earlier
        raise


@transaction.atomic
def _open(
    authority: Authority,
    given: ComplaintGiven,
    channel: ComplaintChannel,
    personal: dict[str, JSON],
    mark: str,
    *,
    on: date,
    by: Official | None,
) -> Complaint:
    details: dict[str, JSON] = {
        "kind": given.kind.value,
        "channel": channel.value,
        "anonymous": given.anonymous,
        "against": given.against.code,
    }
    dossier = journal.open_dossier(authority, KIND, Step(Act.RECEIVE.value, on, details), by=by, personal=personal)
    return Complaint.objects.of(authority).create(
        authority=authority,
        dossier=dossier,
        against=given.against,
        kind=given.kind,
        channel=channel,
        anonymous=given.anonymous,
        personal=vault.seal(dossier, "complaint", json.dumps(personal, ensure_ascii=False)),
        once=mark,
    )


def act(complaint: Complaint, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步."""
    not_in_the_future(step.on, today)
    return journal.take(complaint.dossier, step, by=by, seen=seen)
