"""随日历变动: what figures of tickets count follows their files when a changed calendar has moved these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.casework.engagement.interviews import acts as interviews
from gongkai.casework.engagement.interviews import queries as interview_queries
from gongkai.casework.engagement.interviews.models import Interview
from gongkai.casework.engagement.surveys import acts as surveys
from gongkai.casework.engagement.surveys import queries as survey_queries
from gongkai.casework.engagement.surveys.models import Survey
from gongkai.casework.engagement.tally import acts as tally
from gongkai.casework.engagement.tickets.acts import FOLLOWED
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.law.interviews import KIND as INTERVIEW
from gongkai.law.surveys import KIND as SURVEY
from gongkai.law.tickets import KIND
from gongkai.office.journal.acts import Moved


def tell(moved: Sequence[Moved], on: date) -> None:
    """随卷: in the transaction that moved the files; closed ones too, whose reply may be late by another calendar."""
    dossiers = [each.dossier for each in moved if each.dossier.kind == KIND]
    tickets = list(Ticket.objects.everywhere().filter(dossier__in=dossiers).select_related("dossier"))
    with tally.recounted(ticket.pk for ticket in tickets):
        for ticket in tickets:
            ticket.follow(ticket.dossier)
            ticket.save(update_fields=FOLLOWED)
    held = [each.dossier for each in moved if each.dossier.kind == INTERVIEW]
    for interview in Interview.objects.everywhere().filter(dossier__in=held).select_related("dossier__authority"):
        interviews.reflect(interview, interview_queries.standing(interview))
    asked = [each.dossier for each in moved if each.dossier.kind == SURVEY]
    for survey in Survey.objects.everywhere().filter(dossier__in=asked).select_related("dossier__authority"):
        surveys.reflect(survey, survey_queries.standing(survey))
