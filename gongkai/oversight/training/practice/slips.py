"""记下差错: which cards were shown beside a refused form is noted while the page is drawn and entered when it is done."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from gongkai.law.training.cards import CARDS
from gongkai.oversight.training.practice import acts
from gongkai.web import clock

Respond = Callable[[HttpRequest], HttpResponseBase]
SHOWN = "refused_cards"


def note(request: HttpRequest, card: str) -> None:
    """留意: this card stands beside a form that was just refused for its typical error."""
    if card in CARDS and request.method == "POST":
        vars(request).setdefault(SHOWN, set()).add(card)


def slips(respond: Respond) -> Respond:
    """记下差错: after the page is made, in a transaction of its own."""

    def noted(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        for card in sorted(vars(request).get(SHOWN, ())):
            official, authority = getattr(request, "official", None), getattr(request, "authority", None)
            if official is not None and authority is not None:
                acts.slip(authority, card, on=clock.today(), by=official)
        return response

    return noted
