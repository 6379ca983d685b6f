"""告知经办: what came by a page of the public is told at the desk of everybody who may handle the file."""

from __future__ import annotations

from datetime import date

from gongkai.casework.applications.models import Application
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.queries import holders
from gongkai.office.notices import acts as notices


def tell(application: Application, key: str, subject: str, body: str, on: date) -> None:
    """告知经办: one notice to each, nothing personal in it."""
    dossier = application.dossier
    for official in holders(dossier.authority, Role.HANDLER, on):
        told = f"{key} {dossier.pk} {dossier.version} {official.pk}"
        notices.notify(dossier.authority, told, official, subject=subject, body=body, dossier=dossier)
