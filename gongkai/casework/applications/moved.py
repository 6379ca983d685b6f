"""改期告知: applicants whose day a changed holiday arrangement has moved are told where they left an address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.casework.applications import messages, queries
from gongkai.casework.applications.models import Application
from gongkai.law.applications import KIND
from gongkai.office.authorities.queries import calendar_of, calendar_version
from gongkai.office.journal import queries as journal
from gongkai.office.journal.acts import Moved
from gongkai.office.journal.vault import secrets_of_many


def tell(moved: Sequence[Moved], on: date) -> None:
    """告知: named after the version of the calendars, so that a run done twice tells nobody twice."""
    run = calendar_version()
    mine = {each.dossier.pk: each for each in moved if each.is_another_day and each.dossier.kind == KIND}
    dossiers = [each.dossier for each in mine.values()]
    secrets = secrets_of_many(dossiers)
    found = {file.dossier.pk: file.standing for file in journal.reckoned(dossiers, calendar_of)}
    for application in Application.objects.everywhere().filter(dossier__in=dossiers):
        key, standing = application.dossier_id, found[application.dossier_id]
        if key not in secrets or standing is None:
            continue
        values = messages.personal(application, secrets[key])
        each = mine[key]
        messages.tell_moved(each.dossier, queries.as_application(standing), values, f"moved {run} {key}", each.was)
