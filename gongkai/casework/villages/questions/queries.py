"""村民提问查询: where a question stands, what was asked and answered, and what the ticket it became says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.casework.engagement.tickets import queries as tickets
from gongkai.casework.villages.questions.models import VillageQuestion
from gongkai.casework.villages.villagers.models import Villager
from gongkai.law.authorities import AuthorityKind, duties
from gongkai.law.ticket_flow import State as TicketState
from gongkai.law.village_questions import Act, Standing
from gongkai.law.village_questions import State as QuestionState
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault

FIELD = "village question"
WHOLE = (
    "dossier__authority",
    "authority",
    "villager__dossier__authority",
    "villager__authority",
    "ticket__dossier__authority",
)
"""一件提问所需的行."""


def standing(question: VillageQuestion) -> Standing:
    """提问情况: replayed from the journal."""
    return as_question(journal.standing(question.dossier))


def as_question(found: object) -> Standing:
    """提问的办理情况: what the journal replays for a file of this kind is no other."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def of(village: Authority) -> OwnedQuerySet[VillageQuestion]:
    """本村提问: the newest first."""
    return VillageQuestion.objects.of(village).select_related(*WHOLE).order_by("-pk")


def by(villager: Villager) -> OwnedQuerySet[VillageQuestion]:
    """我的提问."""
    return of(villager.authority).filter(villager=villager)


def asked_of(question: VillageQuestion) -> dict[str, str]:
    """所问: title and text; raises Shredded."""
    told = json.loads(vault.unseal(question.dossier, FIELD, question.personal))
    return {"title": str(told["title"]), "text": str(told["text"])}


def answer_of(question: VillageQuestion) -> str:
    """答复: of the clerk; empty while there is none."""
    steps = [step for step in journal.steps(question.dossier) if step.act == Act.ANSWER]
    return str(steps[-1].details.get("answer", "")) if steps else ""


@dataclass(frozen=True, slots=True)
class TicketLine:
    """所转的工单: who has it, where it stands, until when, and what it said."""

    number: str
    to: str
    state: TicketState
    due_on: date | None
    answer: str


def ticket_of(question: VillageQuestion) -> TicketLine | None:
    """所转的工单: None where it was not handed on."""
    ticket = question.ticket
    if ticket is None:
        return None
    file = ticket.dossier
    return TicketLine(file.number, file.authority.name, ticket.state, file.due_on, tickets.answer_of(ticket))


def receivers(village: Authority) -> list[Authority]:
    """可转的机关: the governments above the village, the nearest first."""
    above = Authority.objects.filter(pk__in=village.line).exclude(pk=village.pk)
    found = [each for each in above if duties(AuthorityKind(each.kind)).is_government]
    return sorted(found, key=lambda each: -each.depth)


def told(questions: Iterable[VillageQuestion]) -> list[tuple[VillageQuestion, str, QuestionState]]:
    """列表行: each question with its title, opened for whoever may read it, and its state."""
    return [(row, _title(row), QuestionState(row.dossier.state)) for row in questions]


def _title(row: VillageQuestion) -> str:
    try:
        return asked_of(row)["title"]
    except vault.Shredded:
        return "（已销毁）"
