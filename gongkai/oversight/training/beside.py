"""学习卡的出现: beside a form of the desk its article, a good and a bad example, what is known, and after an error a question."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from gongkai.law.training.bank import questions
from gongkai.law.training.cards import CARDS
from gongkai.office.authorities.models import Authority, Official
from gongkai.oversight.training import examples
from gongkai.oversight.training.knowledge import queries as knowledge
from gongkai.oversight.training.practice import slips
from gongkai.web import clock

FEW = 3


def card(request: HttpRequest, name: str, wrong: frozenset[str]) -> str:
    """学习卡: empty for a form that has none, and for whoever is not at the desk."""
    official, authority = getattr(request, "official", None), getattr(request, "authority", None)
    if name not in CARDS or not isinstance(official, Official) or not isinstance(authority, Authority):
        return ""
    shown = CARDS[name]
    erred = shown.is_typical(wrong)
    if erred:
        slips.note(request, name)
    bank = questions()
    keys = shown.questions
    context = {
        "card": shown,
        "own": examples.own(authority, name),
        "known": list(knowledge.of_card(authority, name)[:FEW]),
        "question": bank[keys[(official.pk + clock.today().toordinal()) % len(keys)]] if erred else None,
    }
    return render_to_string("training/_card.html", context, request)


BESIDE = card
