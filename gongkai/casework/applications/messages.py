"""告知: what applicants and those responsible are told of a step, written to the outbox in the transaction of the step.

One message to one reader for each step, named after the version of the file the step made: whatever is done twice is told once.
Everything is sealed under the file's own key and goes with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from gongkai.casework.applications.models import Application
from gongkai.law.application_messages import DESK, MOMENTS, Moment, Told, address, message
from gongkai.law.applications import Standing
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, responsible
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.vault import Secrets, secrets_of_many
from gongkai.office.notices import acts as notices


def tell(application: Application, act: str, standing: Standing, *, today: date, by: Official | None) -> None:
    """告知一步: the applicant, where the step is one they are told of; those responsible, where it is an event to them."""
    dossier = application.dossier
    if act in MOMENTS and (secrets := secrets_of_many([dossier]).get(dossier.pk)):
        told = _message(MOMENTS[act], dossier, standing)
        write(dossier, f"step {dossier.pk} {dossier.version}", told, personal(application, secrets))
    if act in DESK:
        tell_the_desk(dossier, DESK[act], today=today, by=by)


def tell_the_desk(dossier: Dossier, what: str, *, today: date, by: Official | None) -> None:
    """告知经办人: an event on a file, to everybody responsible but who entered it."""
    notes = [
        notices.Note(
            f"event {dossier.pk} {dossier.version} {official.pk}",
            official,
            f"申请{dossier.number}：{what}",
            dossier=dossier,
        )
        for official in responsible(dossier.authority, Role.HANDLER, today)
        if by is None or official.pk != by.pk
    ]
    notices.notify_many(dossier.authority, notes)


def tell_moved(dossier: Dossier, standing: Standing, values: Mapping[str, str], key: str, was: date | None) -> None:
    """告知改期: the applicant whose day a changed holiday arrangement has moved."""
    write(dossier, key, _message(Moment.MOVED, dossier, standing, was), values)


def write(dossier: Dossier, key: str, told: Told, values: Mapping[str, str]) -> None:
    """写给申请人: by e-mail and by short message, as far as the applicant left an address and a mobile number."""
    if to := address(values):
        notices.write_email(
            dossier.authority, f"{key} mail", to=to, subject=told.subject, body=told.body, dossier=dossier
        )
    number = values.get("phone", "").strip()
    notices.write_sms(dossier.authority, f"{key} sms", to=number, text=told.short, dossier=dossier)


def personal(application: Application, secrets: Secrets) -> Mapping[str, str]:
    """申请内容: the form as it was filled in, opened to write to the applicant and shown to nobody."""
    values: Mapping[str, str] = json.loads(secrets.unseal("application", bytes(application.personal)))
    return values


def _message(moment: Moment, dossier: Dossier, standing: Standing, was: date | None = None) -> Told:
    authority = dossier.authority
    return message(
        moment,
        authority=authority.name,
        number=dossier.number,
        standing=standing,
        calendar=calendar_of(authority),
        where=_status_page(authority),
        was=was,
    )


def _status_page(authority: Authority) -> str:
    """Its whole address where the profile says what the site is called; otherwise the page is named in words."""
    site = str(authority.profile.site_address).rstrip("/")
    return f"{site}{reverse('applications:status', args=[authority.code])}" if site.startswith("http") else ""
