"""村务的承接: villagers to be admitted, questions to be answered, and what waits to be shown in a group."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from gongkai.casework.villages.groups.queries import waiting
from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.village_questions import KIND as QUESTION
from gongkai.law.villagers import KIND as VILLAGER
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.succession import Heir, Span, files, of_row


def _posts(authority: Authority, span: Span) -> Iterable[Item]:
    for row in waiting(authority):
        yield of_row("village_post", row, f"第{row.pk}号发言", href=reverse("villages:posts"))


HEIRS = (
    files(VILLAGER, Role.HANDLER),
    files(QUESTION, Role.HANDLER),
    Heir("village_post", "待审核发言", Chapter.DRAFTS, Role.HANDLER, _posts),
)
