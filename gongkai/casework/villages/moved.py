"""随日历变动: what is counted of villagers and questions follows their files when a changed calendar has moved these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.casework.villages.questions import acts as questions
from gongkai.casework.villages.questions import queries
from gongkai.casework.villages.questions.models import VillageQuestion
from gongkai.law.village_questions import KIND
from gongkai.office.journal.acts import Moved


def tell(moved: Sequence[Moved], on: date) -> None:
    """随卷: in the transaction that moved the files; of a certification only its lateness moves, which nobody counts."""
    asked = [each.dossier for each in moved if each.dossier.kind == KIND]
    for question in VillageQuestion.objects.everywhere().filter(dossier__in=asked).select_related(*queries.WHOLE):
        questions.reflect(question, queries.standing(question))
