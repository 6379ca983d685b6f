"""联系办理: an attempt is an entry; the confirmation itself is the act that begins the clock."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.casework.applications.models import Application
from gongkai.law.contacts import CONFIRMING, Contact, Reached
from gongkai.law.grammar.flow import Unlawful, not_in_the_future
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal

CONTACTED = "applicant_contacted"


@transaction.atomic
def note_contact(application: Application, contact: Contact, *, on: date, today: date, by: Official) -> None:
    """登记联系: on the day it was tried, also when nobody answered."""
    dossier = application.dossier
    not_in_the_future(on, today, CONFIRMING)
    if on < dossier.opened_on:
        raise Unlawful(f"联系不能早于提交申请之日（{dossier.opened_on:%Y-%m-%d}）", CONFIRMING, field="on")
    if dossier.closed_on is not None and contact.reached is Reached.CONFIRMED:
        raise Unlawful("本件已经办结，不再确认收到申请", CONFIRMING, field="reached")
    journal.enter(dossier.authority, CONTACTED, on=on, by=by, data={"told": contact.told}, dossier=dossier)
