"""再次销毁: a file that was shredded came back with an older backup; what this room keeps of the applicant goes once more."""

from __future__ import annotations

from gongkai.casework.applications.acts import forget
from gongkai.casework.applications.models import Application
from gongkai.office.journal.models import Dossier


def shredded_again(dossier: Dossier) -> None:
    """再次销毁: of the application this file is, if it is one."""
    for application in Application.objects.everywhere().filter(dossier=dossier).select_related("dossier__authority"):
        forget(application)
