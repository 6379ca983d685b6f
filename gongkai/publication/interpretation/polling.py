"""理解度调查: a reader says whether an interpretation answered the question. No entry: a vote is no act of the authority."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.script import Box
from gongkai.publication.interpretation.models import Interpretation, PollAnswer, Verdict


@transaction.atomic
def vote(interpretation: Interpretation, verdict: Verdict, missing: Box | None, *, on: date, once: str) -> bool:
    """评价: counted once for each filling-in; False when this one was counted already."""
    rows = PollAnswer.objects.of(interpretation.authority)
    if rows.filter(once=once).exists():
        return False
    row = PollAnswer(
        authority=interpretation.authority,
        interpretation=interpretation,
        verdict=verdict,
        missing=missing.value if missing and verdict is not Verdict.YES else "",
        once=once,
        answered_on=on,
    )
    rows.bulk_create([row], ignore_conflicts=True)
    return True
