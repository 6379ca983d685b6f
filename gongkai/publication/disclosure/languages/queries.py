"""语言版本查询: what the public may read, of many contents at once, and what the desk sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from gongkai.law.languages import TranslationState
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.disclosure.languages.models import Translation
from gongkai.publication.disclosure.models import Content


@dataclass(frozen=True, slots=True)
class Version:
    """可读的语言版本: its tag, the name of the language, its title and address."""

    code: str
    name: str
    title: str
    href: str


def published(rows: OwnedQuerySet[Translation]) -> OwnedQuerySet[Translation]:
    """已发布: read by a person, and of the text as it is now; what the text has left behind waits for its translator."""
    return rows.filter(state=TranslationState.PUBLISHED, content_edition=F("content__edition"))


def versions(contents: Collection[Content], addresses: dict[int, str]) -> dict[int, list[Version]]:
    """各条的语言版本: by the key of the content; ``addresses`` are the contents' own."""
    found: dict[int, list[Version]] = defaultdict(list)
    keys = [content.pk for content in contents]
    for row in published(Translation.objects.everywhere().filter(content__in=keys)).order_by("language"):
        href = f"{addresses[row.content_id]}{row.language}/"
        found[row.content_id].append(Version(row.language, row.spoken.label, row.title, href))
    return found


def of_content(content: Content) -> OwnedQuerySet[Translation]:
    """语言版本: all of one content."""
    rows = Translation.objects.of(content.authority).filter(content=content)
    return rows.select_related("reviewer", "drafted_by").order_by("language")
