"""已公开的: contents the public may read, their texts for other channels, gazettes, printed matter,
pictures, other languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.carriers import queries as carriers
from gongkai.publication.disclosure.carriers.models import GazetteIssue, PrintedMatter
from gongkai.publication.disclosure.languages.models import Translation
from gongkai.publication.disclosure.languages.queries import published
from gongkai.publication.disclosure.media import queries as media
from gongkai.publication.disclosure.media.screening import parts_of as of_media
from gongkai.publication.disclosure.models import Release
from gongkai.publication.disclosure.screening import of_content
from gongkai.publication.gate.parts import Part, of_text, of_words
from gongkai.publication.gate.sweeping import Subject, rows_of


def contents_after(authority: Authority, on: date, beyond: int, many: int) -> Iterator[tuple[int, list[Part]]]:
    """公开中的内容: in the order of their keys."""
    for content in queries.public_contents(authority, on).filter(pk__gt=beyond).order_by("pk")[:many]:
        yield content.pk, of_content(content)


def _versions(authority: Authority, on: date) -> OwnedQuerySet[Release]:
    rows = Release.objects.of(authority).filter(withdrawn_on=None, released_on__lte=on, content__withdrawn_on=None)
    return rows.exclude(text="")


def _issues(authority: Authority, on: date) -> OwnedQuerySet[GazetteIssue]:
    return GazetteIssue.objects.of(authority).filter(issued_on__lte=on)


def _printed(authority: Authority, on: date) -> OwnedQuerySet[PrintedMatter]:
    return PrintedMatter.objects.of(authority).filter(printed_on__lte=on, distributions__isnull=False).distinct()


def _translations(authority: Authority, on: date) -> OwnedQuerySet[Translation]:
    return published(Translation.objects.of(authority))


def of_version(row: Release) -> list[Part]:
    """渠道文本."""
    return of_words("content", {"渠道文本": row.text})


def of_issue(row: GazetteIssue) -> list[Part]:
    """公报的刊名和分栏; what it holds are contents."""
    sections = [item.section for item in carriers.items(row)]
    return of_words(f"gazette {row.pk}", {"刊名和分栏": [row.title, *sections]})


def of_printed(row: PrintedMatter) -> list[Part]:
    """印刷品."""
    return of_words(f"printed {row.pk}", {"印刷品名称": row.title})


def of_translation(row: Translation) -> list[Part]:
    """语言版本."""
    return [of_text(f"translation {row.pk}", "语言版本", f"{row.title}\n{row.text}")]


SUBJECTS = [
    Subject("contents", "公开内容", contents_after),
    rows_of("channel_texts", "渠道文本", _versions, of_version),
    rows_of("gazettes", "公报", _issues, of_issue),
    rows_of("printed", "印刷品", _printed, of_printed),
    rows_of("media", "图片、视频、图表", media.public, of_media),
    rows_of("translations", "语言版本", _translations, of_translation),
]
