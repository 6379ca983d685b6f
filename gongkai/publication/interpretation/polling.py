"""理解度调查: a reader says whether an interpretation or a document answered. No entry: a vote is no act of the authority."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.script import Box
from gongkai.publication.disclosure.models import Content
from gongkai.publication.interpretation.models import Interpretation, PollAnswer, Verdict


@transaction.atomic
def vote(asked: Interpretation | Content, verdict: Verdict, missing: Box | None, *, on: date, once: str) -> bool:
    """评价: of an interpretation or a document, counted once for each filling-in; False when it was counted already."""
    rows = PollAnswer.objects.of(asked.authority)
    if rows.filter(once=once).exists():
        return False
    row = PollAnswer(
        authority=asked.authority,
        interpretation=asked if isinstance(asked, Interpretation) else None,
        document=asked if isinstance(asked, Content) else None,
        verdict=verdict,
        missing=missing.value if missing and verdict is not Verdict.YES else "",
        once=once,
        answered_on=on,
    )
    rows.bulk_create([row], ignore_conflicts=True)
    return True
