"""专题的承接: the topics somebody answers for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.specials import GATHERING, SpecialState
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.succession import Heir, Span, of_row
from gongkai.publication.specials import acts, queries
from gongkai.publication.specials.models import SpecialColumn


def _specials(authority: Authority, span: Span) -> Iterable[Item]:
    for row in queries.specials(authority).exclude(state=SpecialState.CLOSED).order_by("pk"):
        href = reverse("specials:file", args=[row.pk])
        yield of_row("special", row, row.title, title=row.section, named=row.owner_id, due=row.closes_on, href=href)


def _hand(authority: Authority, key: str, leaver: Official, to: Official, on: date, by: Official) -> None:
    acts.hand(SpecialColumn.objects.of(authority).get(pk=key), to, on=on, by=by)


HEIRS = (
    Heir(
        "special",
        "专题",
        Chapter.COLUMNS,
        Role.PUBLISHER,
        _specials,
        models=(SpecialColumn,),
        basis=GATHERING.short,
        pass_on=_hand,
    ),
)
