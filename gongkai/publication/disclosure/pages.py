"""页面内容: what the templates of the public pages are given, for one page or for many at a constant number of questions.

A view draws one page through this, the press draws many; both therefore say the same. Nothing here knows a request:
a public page depends on its address alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import Any, TypeVar

from django.core.paginator import Page
from django.urls import reverse
from markupsafe import Markup

from gongkai.law.columns import public_line
from gongkai.law.disclosure import ContentClass
from gongkai.law.media import ChartTable, MediaKind
from gongkai.law.themes import THEMES
from gongkai.law.validity import ENDED
from gongkai.office.authorities.models import Owned, OwnedQuerySet
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import duties, queries, series
from gongkai.publication.disclosure.blocks import Block, blocks_of
from gongkai.publication.disclosure.bodies import shown
from gongkai.publication.disclosure.filters import UNFILTERED, ListFilters
from gongkai.publication.disclosure.languages.queries import versions
from gongkai.publication.disclosure.media import queries as media
from gongkai.publication.disclosure.media.drawing import drawn, table_of
from gongkai.publication.disclosure.media.models import Media
from gongkai.publication.disclosure.models import Content, ContentVersion, Release
from gongkai.publication.disclosure.terms import explained, gathered
from gongkai.publication.disclosure.validities import validities
from gongkai.publication.documents.validity import chains
from gongkai.publication.documents.validity.chains import Chain
from gongkai.web.clock import BEIJING
from gongkai.web.paging import Pages

CONTENT, LIST = "disclosure/portal/content.html", "disclosure/portal/column.html"
"""The templates of the two kinds of pages."""
PAGE = 20
MARK = "此件公开发布"
MARK_WITHIN = 400
"""公开标识: looked for in the last characters of a text; a document that has it is not given a second one."""
Context = dict[str, Any]
Row = TypeVar("Row", bound=Owned)


def whole(rows: OwnedQuerySet[Content]) -> OwnedQuerySet[Content]:
    """整条: contents with what their pages ask of their column, document and authority."""
    return rows.select_related("column", "document__dossier", "authority")


def content_contexts(contents: Collection[Content], today: date) -> list[Context]:
    """内容页: the context of each of these contents, in their order; they come as ``whole`` fetches them."""
    documents = {content.document_id for content in contents if content.document_id}
    files = queries.attachments_of(contents)
    keys = [content.pk for content in contents]
    valid = validities(contents, today)
    chained = chains.of_documents(documents, today)
    releases = Release.objects.everywhere().filter(content__in=keys, withdrawn_on=None).exclude(proof="")
    proven = _grouped(releases.order_by("released_on", "pk"), "content_id")
    corrected = [content.pk for content in contents if content.edition > 1]
    noted = ContentVersion.objects.everywhere().filter(content__in=corrected).exclude(note="").order_by("-edition")
    corrections = _grouped(noted, "content_id") if corrected else {}
    blocks = blocks_of(contents)
    pictures = media.shown(contents)
    languages = versions(contents, {content.pk: queries.address(content) for content in contents})
    return [
        {
            "authority": content.authority,
            "content": content,
            "column": content.column,
            "facts": facts(content, valid[content.pk]),
            "published_at": datetime.combine(content.published_on, time(), BEIJING),
            "theme": THEMES.full_name(content.theme) if content.theme else "",
            **_read(content, blocks[content.pk]),
            "languages": languages.get(content.pk, []),
            "attachments": files.get(content.pk, []),
            "media": [_drawn(row) for row in pictures.get(content.pk, ())],
            "releases": proven.get(content.pk, []),
            "corrections": corrections.get(content.pk, []),
            "editions": content.edition,
            "validity": valid[content.pk],
            "elements": duties.elements_of(content),
            "blocks": blocks[content.pk],
            **_register(chained.get(content.document_id or 0, Chain()), today),
        }
        for content in contents
    ]


def _drawn(row: Media) -> tuple[Media, Markup | None, ChartTable | None]:
    """A picture or video as it is; a chart drawn, with its rows."""
    return (row, drawn(row), table_of(row)) if row.kind == MediaKind.CHART.value else (row, None, None)


def _read(content: Content, blocks: Iterable[Block]) -> Context:
    """The text with its terms explained, and whether it wants the mark of what is made public in full."""
    words = gathered(term for block in blocks for term in block.terms)
    marked = content.kind == ContentClass.DOCUMENT.value and MARK not in content.text[-MARK_WITHIN:]
    return {
        "body": explained(shown(content.body, content.text), words),
        "terms": words,
        "mark": marked and bool(content.text or content.body) and content.document_id is not None,
    }


def _register(chain: Chain, today: date) -> Context:
    """What the register of normative documents tells of it: whom it ended or amended, and who ended or amended it."""
    ended = chain.instrument is not None and chain.instrument.course.status(today) in ENDED
    return {"chain": chain, "instrument": chain.instrument, "ended": ended}


def _grouped(rows: Iterable[Row], by: str) -> Mapping[int | None, list[Row]]:
    found: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return found


def facts(content: Content, validity: str) -> list[tuple[str, str]]:
    """要素框: the eight labels people know, in their order."""
    return [
        ("索引号", content.index_number),
        ("主题分类", THEMES.full_name(content.theme) if content.theme else ""),
        ("发文机关", content.issuer or content.authority.name),
        ("成文日期", f"{content.made_on:%Y-%m-%d}" if content.made_on else ""),
        ("标题", content.title),
        ("发文字号", content.number),
        ("发布日期", f"{content.published_on:%Y-%m-%d}"),
        ("有效性", validity),
    ]


def rows_of(column: Column, today: date) -> OwnedQuerySet[Content]:
    """列表各条: what a list of this column and those beneath it shows, the newest first, without the long texts."""
    return queries.in_column(column, today).select_related("document").defer("body", "text", "extra")


def list_context(
    column: Column,
    today: date,
    *,
    form: ListFilters | None = None,
    rows: OwnedQuerySet[Content] | None = None,
    number: str | int | None = 1,
) -> Context:
    """列表页: one page of a column, under the year of each content; ``rows`` are those a filter left, or all."""
    page = Pages(rows_of(column, today) if rows is None else rows, PAGE).get_page(number)
    page.object_list = list(page.object_list)
    _owned(page.object_list, column)
    return _around(column) | {"form": form or UNFILTERED, "page": page, "years": by_year(page, today)}


def _around(column: Column) -> Context:
    """What every page of a list shows of its column."""
    beneath = Column.objects.of(column.authority).filter(parent=column, closed_on=None)
    return {
        "authority": column.authority,
        "column": column,
        "form": UNFILTERED,
        "query": "",
        "asked": "",
        "children": list(beneath.order_by("place", "pk")),
        "keeper": public_line(column.section, column.cycle),
        "above": [
            (each.name, reverse("disclosure:column", args=[column.authority.code, each.slug]))
            for each in catalogue.line(column)[:-1]
        ],
    }


def series_context(column: Column, today: date, number: int | None = None) -> Context | None:
    """列表页（按序列）: the newest page of a column, or one of its fixed pages; None where there is no such page."""
    return series_contexts(column, today, {"": number}).get("")


def series_contexts(column: Column, today: date, asked: Mapping[str, int | None]) -> dict[str, Context]:
    """列表页（多页）: by the address each was asked at; those that are not there are left out."""
    rows, contents = rows_of(column, today), series.total(column, today)
    found = series.several(rows, set(asked.values()), contents)
    listed = [each for some in found.values() for each in some]
    _owned(listed, column)
    valid = validities(listed, today)
    around = _around(column)
    return {
        address: around | _series(found[number], number, contents, valid)
        for address, number in asked.items()
        if number in found
    }


def _owned(found: Iterable[Content], column: Column) -> None:
    """Whatever stands in a column is its authority's: no need to fetch that with each."""
    for each in found:
        each.authority = column.authority


def _series(found: Sequence[Content], number: int | None, contents: int, valid: Mapping[int, str]) -> Context:
    last = series.fixed(contents)
    return {
        "page": None,
        "total": contents if number is None else None,
        "number": number,
        "older": (last if number is None else number - 1) or None,
        "newer": None if number is None or number == last else number + 1,
        "years": under_years(found, valid),
    }


Line = tuple[Content, str, str]
"""One line of a list: the content, its address and its validity."""


def by_year(page: Page[Content], today: date) -> list[tuple[int, list[Line]]]:
    """按年: the lines of a page under their years."""
    found = list(page.object_list)
    return under_years(found, validities(found, today))


def under_years(found: Sequence[Content], valid: Mapping[int, str]) -> list[tuple[int, list[Line]]]:
    """按年: these lines under their years, with their validity."""
    return [
        (year, [(each, queries.address(each), valid[each.pk]) for each in some])
        for year, some in groupby(found, key=lambda each: each.published_on.year)
    ]
