"""拆分办理: open a file for each further matter and say so in the first; all of it in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_hex

from django.db import transaction

from gongkai.casework.applications import acts, queries
from gongkai.casework.applications.models import Application
from gongkai.law.application_form import CLARIFIED, Filled
from gongkai.law.applications import KIND, Act
from gongkai.law.fees import FEES_NOTICE
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.grammar.statute import Article
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault

MOST_PARTS = 30
"""最多拆分件数 [推定口径]: more than that is a list and no application; it is asked about first (条例第三十五条)."""
SPLITTING = Article(FEES_NOTICE, 4)


@dataclass(frozen=True)
class Plan:
    """拆分方案: what the first file keeps, and what each of the others asks for."""

    kept: str
    others: Sequence[str]

    def __post_init__(self) -> None:
        if not self.kept.strip():
            raise Unlawful("应写明本件留办的内容", SPLITTING, field="kept")
        if not self.others or not all(each.strip() for each in self.others):
            raise Unlawful("应写明另立各件的内容，每行一项", SPLITTING, field="others")
        if len(self.others) > MOST_PARTS:
            raise Unlawful(f"一次最多另立{MOST_PARTS}件", SPLITTING, field="others")
        told = [" ".join(each.split()) for each in (self.kept, *self.others)]
        if len(set(told)) < len(told):
            raise Unlawful("拆分的各件内容不能相同", SPLITTING, field="others")


@transaction.atomic
def split(
    application: Application, plan: Plan, *, on: date, today: date, by: Official, seen: int | None = None
) -> list[Application]:
    """拆分申请: the further files, with the applicant, the channel and the days of the first one.

    The query code of the first opens them all: its status page lists its parts.
    """
    not_in_the_future(on, today, SPLITTING)
    dossier = application.dossier
    journal.lock(dossier, seen=seen)
    standing = queries.standing(application)
    for objection in standing.objections(Act.SPLIT, on, calendar_of(dossier.authority)):
        raise objection.raised("on")
    parts = [_opened(application, text.strip(), by) for text in plan.others]
    details: dict[str, JSON] = {"into": [each.dossier.number for each in parts], "subject": plan.kept.strip()}
    acts.act(application, Step(Act.SPLIT.value, on, details), today=today, by=by, clarified=plan.kept.strip())
    return parts


def _opened(application: Application, description: str, by: Official) -> Application:
    """A file for one matter: what the applicant said of himself stays, what he asked for is this alone."""
    first, standing = queries.filled(application), queries.standing(application)
    others = ("description", "document_title", "document_number", CLARIFIED)
    values = {name: value for name, value in first.values.items() if name not in others}
    filled = Filled(first.applicant, first.channel, {**values, "description": description})
    details: dict[str, JSON] = {
        "applicant": filled.applicant.value,
        "channel": filled.channel.value,
        "split_from": application.dossier.number,
    }
    personal: dict[str, JSON] = dict(filled.values)
    step = Step(Act.SUBMIT.value, standing.submitted_on, details)
    made = journal.open_dossier(
        application.dossier.authority, KIND, step, by=by, title=filled.subject, personal=personal
    )
    if Act.CONFIRM in standing.taken and standing.received_on is not None:
        journal.take(made, Step(Act.CONFIRM.value, standing.received_on), by=by)
    row = acts.row_of(made, vault.secrets_of(made), filled, token_hex(16))
    row.split_from = application
    row.save(force_insert=True)
    return row
