"""公开前筛查的承接: what was held back is for who brought it to decide."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.succession import Heir, Span, of_row
from gongkai.publication.gate import queries
from gongkai.publication.gate.models import Screening


def _held_back(authority: Authority, span: Span) -> Iterable[Item]:
    for row in queries.waiting(authority):
        name = f"{row.screened_on}筛查（{row.open}处待决定）"
        href = reverse("gate:screening", args=[row.pk])
        yield of_row("screening", row, name, title=row.name, named=row.by_id, href=href)


HEIRS = (Heir("screening", "公开前筛查", Chapter.DRAFTS, Role.PUBLISHER, _held_back, models=(Screening,)),)
