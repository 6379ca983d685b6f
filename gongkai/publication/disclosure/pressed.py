"""静态页: which public pages of contents and columns there are, which an entry touches, and which it takes away at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from gongkai.law.disclosure import OF_RELEASES
from gongkai.law.documents import Act
from gongkai.law.media import OF_MEDIA
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.queries import AMEND, Told
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import feeds, queries, series, touched
from gongkai.publication.disclosure.carriers.models import GazetteIssue
from gongkai.publication.disclosure.languages.models import Translation
from gongkai.publication.disclosure.models import Content, ContentVersion

IN_PLACE = frozenset(
    {
        "correct_content",
        *OF_RELEASES,
        *(
            "want_translation",
            "draft_translation",
            "review_translation",
            "publish_translation",
            "take_back_translation",
        ),
        *OF_MEDIA,
    }
)
"""不移位: acts that leave every content at its place in the lists."""
HIDING = frozenset({"withdraw_content", "take_off_media", Act.RELABEL.value, Act.WITHDRAW.value, AMEND})
"""撤下: acts that may take a content from the public."""
OUTDATING = HIDING | {"correct_content", "draft_translation", "take_back_translation"}
"""译文下线: acts after which a translation may no longer be the text's."""
GAZETTE = "issue_gazette"
FILES = ("list.json", "list.csv", "rss.xml", "atom.xml")
"""列表数据: what every list of a column is besides a page."""


def pages(told: Told) -> Iterator[str]:
    """所及页面: of the contents an entry is about, and of the columns that list them or listed them."""
    if told.act in touched.OF_COLUMNS:
        yield from _of_column(told)
    if told.act == GAZETTE:
        yield from _gazettes(GazetteIssue.objects.everywhere().filter(pk=told.data["note"]["issue"]))
    found = list(contents(told))
    yield from (queries.address(content) for content in found)
    yield from _translations(found)
    yield from (
        reverse("disclosure:sitemap_month", args=[content.authority.code, _month(content)]) for content in found
    )
    for column in _columns(found):
        first = None if told.act in IN_PLACE else series.page_of(column, [each for each in found if _in(each, column)])
        yield from list_pages(column, first)
        yield reverse("catalogue:column", args=[column.authority.code, column.slug])


def hidden(told: Told) -> Iterator[str]:
    """撤下的页面: the pages of what the public may not read any more, and of what it stood for in the register."""
    if told.act in OUTDATING:
        yield from _translations(list(contents(told)))
    if told.act in HIDING:
        for content in contents(told):
            yield queries.address(content)
            for instrument in queries.registered_as(content):
                yield reverse("documents:public_instrument", args=[content.authority.code, instrument])


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: feeds, changes and the site map of the authority, and the libraries across its columns."""
    names = ("rss", "atom", "changes", "changes_json", "sitemap", "policies", "latest", "plans", "public_gazettes")
    return (reverse(f"disclosure:{name}", args=[authority.code]) for name in names)


def above(authority: Authority) -> Iterator[str]:
    """上级页面: what is newest includes what those beneath make public."""
    yield reverse("disclosure:latest", args=[authority.code])


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面: of an authority, for a press from nothing."""
    rows = queries.public_contents(authority).order_by("pk").values_list("index_number", flat=True)
    yield from (queries.address_of(authority.code, number) for number in rows.iterator(2000))
    yield from standing(authority)
    yield from _translations(
        Content.objects.of(authority).filter(translations__isnull=False).select_related("authority").distinct()
    )
    for month, _ in feeds.months(queries.public_contents(authority)):
        yield reverse("disclosure:sitemap_month", args=[authority.code, month])
    yield from _gazettes(GazetteIssue.objects.of(authority).filter(issued_on__isnull=False))
    for column in Column.objects.of(authority).order_by("pk").select_related("authority"):
        yield from list_pages(column, 1)


def _translations(contents: Iterable[Content]) -> Iterator[str]:
    """语言版本的页面: those there ever were; one that is not public has no page."""
    addresses = {content.pk: queries.address(content) for content in contents}
    rows = Translation.objects.everywhere().filter(content__in=addresses).order_by("pk")
    yield from (f"{addresses[key]}{language}/" for key, language in rows.values_list("content", "language"))


def _gazettes(issues: OwnedQuerySet[GazetteIssue]) -> Iterator[str]:
    """The page of each issue that has come out."""
    for code, key in issues.order_by("pk").values_list("authority__code", "pk"):
        yield reverse("disclosure:public_gazette", args=[code, key])


def _month(content: Content) -> str:
    return f"{content.published_on:%Y-%m}"


def list_pages(column: Column, first: int | None) -> Iterator[str]:
    """列表页面: the newest page with its data, and the fixed pages from one of them on; one more, which may be gone."""
    newest = reverse("disclosure:column", args=[column.authority.code, column.slug])
    yield newest
    yield from (f"{newest}{file}" for file in FILES)
    if first is not None:
        last = series.fixed(series.total(column))
        yield from (f"{newest}p/{number}/" for number in range(max(min(first, last - 1), 1), last + 2))


def contents(told: Told) -> Iterable[Content]:
    """所及内容: those an entry is about, public or not."""
    note = told.data.get("note")
    said: dict[str, Any] = note if isinstance(note, dict) else {}
    keys = {said[name] for name in ("content", "policy") if isinstance(said.get(name), int)}
    keys |= set(touched.contents(told))
    which = Q(pk__in=keys) | Q(entry=told.seq, authority=told.authority_id)
    which |= Q(releases__entry=told.seq, authority=told.authority_id)
    return Content.objects.everywhere().filter(which).select_related("authority", "column").distinct()


def _columns(contents: Iterable[Content]) -> list[Column]:
    """The columns these contents stand in or ever stood in, and those above them."""
    keys: set[int] = set()
    found = list(contents)
    for content in found:
        keys |= _above(content.column)
    versions = ContentVersion.objects.everywhere().filter(content__in=[each.pk for each in found])
    former = {row.get("column_id") for row in versions.values_list("row", flat=True)}
    for column in Column.objects.everywhere().filter(pk__in=former - {None}):
        keys |= _above(column)
    return list(Column.objects.everywhere().filter(pk__in=keys).select_related("authority").order_by("pk"))


def _above(column: Column) -> set[int]:
    return {int(key) for key in column.path.split("/") if key}


def _in(content: Content, column: Column) -> bool:
    return content.column.path.startswith(column.path)


def _of_column(told: Told) -> Iterator[str]:
    """A column that was renamed or moved is named on everything beneath it; its old address has no page any more."""
    note = told.data["note"]
    column = Column.objects.everywhere().select_related("authority").filter(pk=note["column"]).first()
    if column is None:
        return
    changed = note.get("changed", {})
    for slug in (changed.get("slug") or [])[:1]:
        yield from (address.replace(f"/lm/{column.slug}/", f"/lm/{slug}/", 1) for address in list_pages(column, 1))
    beneath = Column.objects.everywhere().filter(authority=column.authority_id, path__startswith=column.path)
    keys = {each.pk for each in beneath} | _above(column)
    for parent in Column.objects.everywhere().filter(pk__in=[key for key in changed.get("parent_id", []) if key]):
        keys |= _above(parent)
    for each in Column.objects.everywhere().filter(pk__in=keys).select_related("authority"):
        yield from list_pages(each, 1)
    contents = Content.objects.everywhere().filter(column__in=beneath).select_related("authority")
    yield from (queries.address(content) for content in contents.only("index_number", "authority").iterator(1000))
