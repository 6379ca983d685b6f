"""练习办理: an exercise is one entry with every answer in it; an error at a form one of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.training.bank import questions
from gongkai.law.training.cards import CARDS
from gongkai.law.training.classes import TRAINED
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.training.practice.models import FormSlip, QuizAnswer

ANSWER = "quiz_answered"
SLIP = "form_slip"


@transaction.atomic
def answer(authority: Authority, chosen: Mapping[str, int], *, on: date, by: Official) -> list[QuizAnswer]:
    """作答: the options chosen by the keys of their questions."""
    bank = questions()
    for key, option in chosen.items():
        if key not in bank or not 0 <= option < len(bank[key].options):
            raise Unlawful("没有这道题或者这个选项，请刷新后重新作答", TRAINED)
    if not chosen:
        raise Unlawful("一道题也没有作答", TRAINED)
    told: dict[str, JSON] = dict(chosen)
    entry = journal.enter(authority, ANSWER, on=on, by=by, data={"by": by.username, "chosen": told})
    rows = [
        QuizAnswer(
            authority=authority,
            official=by,
            question=key,
            chosen=option,
            right=bank[key].is_right(option),
            on=on,
            entry=entry,
        )
        for key, option in chosen.items()
    ]
    return QuizAnswer.objects.of(authority).bulk_create(rows)


@transaction.atomic
def slip(authority: Authority, card: str, *, on: date, by: Official) -> FormSlip | None:
    """记下差错: None where it was noted today already."""
    if card not in CARDS:
        raise Unlawful("没有这张学习卡", TRAINED)
    if FormSlip.objects.everywhere().filter(official=by, card=card, on=on).exists():
        return None
    entry = journal.enter(authority, SLIP, on=on, by=by, data={"by": by.username, "card": card})
    row: FormSlip = FormSlip.objects.of(authority).create(
        authority=authority, official=by, card=card, on=on, entry=entry
    )
    return row
