"""静态页: which public pages of interpretations an entry touches, and which it takes away at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from gongkai.law.briefings import BriefingAct
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.queries import Told
from gongkai.publication.disclosure import pressed as disclosed
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.interpretation import lines
from gongkai.publication.interpretation.briefings.models import PolicyBriefing
from gongkai.publication.interpretation.models import Interpretation, PolicyLink, PolicyQuestion

HIDING = frozenset({"take_down_question", BriefingAct.CALL_OFF.value})
"""撤下: acts of this room that take something from the public."""


def pages(told: Told) -> Iterator[str]:
    """所及页面: of the interpretations and policies an entry is about, and of everything tied to them."""
    contents = _contents(told)
    keys = [content.pk for content in contents]
    tied = Content.objects.everywhere().filter(pk__in=_tied(keys)).select_related("authority")
    rows = Content.objects.everywhere().filter(pk__in={*keys, *(each.pk for each in tied)})
    with_views = set(knotted(rows).values_list("pk", flat=True))
    for content in {each.pk: each for each in [*contents, *tied]}.values():
        yield disclosure.address(content)
        if content.pk in with_views:
            yield from _views(content)


def hidden(told: Told) -> Iterator[str]:
    """撤下的页面: the views and the line of a content that is withdrawn, and the line a question or a briefing stood on."""
    if told.act in HIDING or told.act in disclosed.HIDING:
        for content in _contents(told):
            yield from _views(content)


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: the list of interpretations."""
    yield reverse("interpretation:index", args=[authority.code])


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面."""
    yield from standing(authority)
    for content in knotted(Content.objects.of(authority)).select_related("authority").order_by("pk"):
        yield from _views(content)


def knotted(rows: OwnedQuerySet[Content]) -> OwnedQuerySet[Content]:
    """有关联的: contents with a view or a line: ever explained, explaining, linked to something or asked about."""
    ties = Interpretation.objects.everywhere()
    linked, asked = PolicyLink.objects.everywhere(), PolicyQuestion.objects.everywhere()
    return rows.filter(
        Q(pk__in=ties.values("policy"))
        | Q(pk__in=ties.values("content"))
        | Q(pk__in=linked.values("policy"))
        | Q(pk__in=asked.values("policy"))
    )


def _views(content: Content) -> Iterator[str]:
    code, number = content.authority.code, content.index_number
    yield _view(code, number)
    yield _line(code, number)


def _view(code: str, number: str) -> str:
    return reverse("interpretation:view", args=[code, "-"]).replace("/-/", f"/{lines.spelled(number)}/")


def _line(code: str, number: str) -> str:
    return f"{_view(code, number)}line/"


def _contents(told: Told) -> list[Content]:
    note = told.data.get("note")
    said: dict[str, Any] = note if isinstance(note, dict) else {}
    found = {content.pk: content for content in disclosed.contents(told)}
    keys: set[int] = set()
    if isinstance(said.get("question"), int):
        keys |= set(PolicyQuestion.objects.everywhere().filter(pk=said["question"]).values_list("policy", flat=True))
    if isinstance(said.get("link"), int):
        for link in PolicyLink.objects.everywhere().filter(pk=said["link"]):
            keys |= {link.policy_id, link.content_id or link.policy_id}
    if isinstance(said.get("briefing"), int):
        rows_of_it = PolicyBriefing.objects.everywhere().filter(pk=said["briefing"])
        for pair in rows_of_it.values_list("interpretation__policy", "interpretation__content"):
            keys.update(pair)
    rows = Content.objects.everywhere().filter(pk__in=keys).select_related("authority")
    return list((found | {content.pk: content for content in rows}).values())


def _tied(keys: list[int]) -> set[int]:
    """Who is the policy of these, explains them, or is linked with them, whether the link still stands or not."""
    found: set[int | None] = set()
    for rows in (Interpretation.objects.everywhere(), PolicyLink.objects.everywhere()):
        for one, other in rows.filter(Q(policy__in=keys) | Q(content__in=keys)).values_list("policy", "content"):
            found |= {one, other}
    return {key for key in found if key is not None}
