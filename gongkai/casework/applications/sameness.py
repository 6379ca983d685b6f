"""相同申请: the same words, by the same person, to the same authority, on the same day, are one application.

Two windows of a browser hand out two tokens, so the token of the form does not see that they are the same. The mark is a blind
index over everything that was filled in: who has the database cannot try words out against it. It is told by the whole form,
the identity number and the means of contact among it, so that nobody finds out by guessing what somebody else has asked for;
and what is told is the number alone. The query code stays with whoever holds the receipt.

Only what comes in online is held to it. On paper the clerk sees both, and a second letter on another day is another
application (重复申请 is answered, not swallowed).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from gongkai.casework.applications.models import Application
from gongkai.law.application_form import Filled
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.receipt import Channel
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vault


class AlreadySubmitted(Unlawful):
    """已经提交: the same application is there already; ``number`` is its number, and nothing that opens it."""

    def __init__(self, number: str) -> None:
        super().__init__(f"您今天已经提交过内容相同的申请，编号{number}，没有重复登记", field="description")
        self.number = number


def marks(authority: Authority, filled: Filled, on: date, files: Sequence[str] = ()) -> tuple[str, ...]:
    """相同申请标记: the same for the same form with the same files on the same day, by the suite in use and by the other.

    None at all where nothing tells who applies, or on paper.
    """
    if filled.channel is not Channel.ONLINE or not filled.values.get("identity_number", "").strip():
        return ()
    words = {name: " ".join(value.split()) for name, value in filled.values.items() if value.strip()}
    row = [authority.pk, filled.applicant.value, on.isoformat(), words, sorted(files)]
    told = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return vault.blinds("same application", told)


def refuse(authority: Authority, same: Sequence[str]) -> None:
    """拒绝重复登记: raises AlreadySubmitted while the earlier one is open; one that was withdrawn stands in nobody's way."""
    if not same:
        return
    earlier = Application.objects.of(authority).filter(same__in=same).select_related("dossier").first()
    if earlier is None:
        return
    if earlier.dossier.closed_on is None:
        raise AlreadySubmitted(earlier.dossier.number)
    Application.objects.of(authority).filter(pk=earlier.pk, same__in=same).update(same=None)
