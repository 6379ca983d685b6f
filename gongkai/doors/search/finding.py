"""检索结果: what the engine found for what was asked, with named facets, equal words and another spelling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.doors.search import findables, index, queries, record_texts
from gongkai.doors.search.asking import DEEPEST, PAGE, Asked
from gongkai.doors.search.findables import Findable
from gongkai.doors.search.showing import Other, Shown, contents_of, records_of, shown
from gongkai.engines.search.segment import folded, signs
from gongkai.engines.search.values import Facet, Found, Query
from gongkai.law.disclosure import ContentClass
from gongkai.law.registers import KINDS
from gongkai.law.validity import Validity
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.models import Content

MOST_VALUES = 12
"""分面项数: of one facet so many values are offered."""
LABELS = {
    Facet.COLUMN: "栏目",
    Facet.REGISTER: "登记簿",
    Facet.AUTHORITY: "机关",
    Facet.KIND: "类别",
    Facet.VALIDITY: "有效性",
    Facet.THEME: "主题",
    Facet.YEAR: "年份",
}
FIXED: Mapping[Facet, Mapping[str, str]] = {
    Facet.KIND: {**dict(ContentClass.choices()), record_texts.RECORD: record_texts.LABEL, **findables.LABELS},
    Facet.REGISTER: {kind.key: kind.label for kind in KINDS.values()},
    Facet.VALIDITY: dict(Validity.choices()),
}


@dataclass(frozen=True, slots=True)
class Value:
    """分面项: a value with its name, how many hits have it, and the address that narrows to it, or takes it away again."""

    key: str
    label: str
    count: int
    href: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """一个分面: what hits are counted by."""

    facet: Facet
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """检索结果: a page of it."""

    total: int = 0
    shown: tuple[Shown, ...] = ()
    facets: tuple[Narrowing, ...] = ()
    also: tuple[str, ...] = ()
    instead: str = ""
    loosened: bool = False

    @property
    def in_vain(self) -> bool:
        """没有找到: nothing at all, or nothing that holds all that was asked."""
        return self.loosened or not self.shown

    @property
    def pages(self) -> int:
        """页数: those anybody may turn to."""
        return min(-(-self.total // PAGE), DEEPEST)


def find(asked: Asked, authorities: tuple[str, ...], on: date) -> Results:
    """检索: ask the engine, read back, mark, name the facets."""
    query = asked.query(authorities, on)
    found = index.find(query)
    keys = [hit.key for hit in found.hits]
    contents = contents_of(keys, on)
    others: dict[str, Other] = {**records_of(keys, on), **findables.findables_of(keys, on)}
    all_here = query.start == 0 and found.total <= query.many
    return Results(
        total=len(contents) + len(others)
        if all_here
        else found.total,  # what was withdrawn a moment ago is not even counted
        shown=shown(found, contents, others, on),
        facets=_facets(asked, found, authorities),
        also=_also(asked.said, found.words),
        instead=found.instead,
        loosened=found.loosened,
    )


def titled(words: str, authorities: tuple[str, ...], on: date, most: int) -> list[Content]:
    """题名相近: contents by their titles; those of records are not repeated to other readers."""
    filters = {Facet.KIND: tuple(kind.value for kind in ContentClass)}
    if authorities:
        filters[Facet.AUTHORITY] = authorities
    found = index.find(Query(words, titles_only=True, filters=filters, many=most))
    rows = contents_of([hit.key for hit in found.hits], on)
    return [rows[hit.key] for hit in found.hits if hit.key in rows]


def titled_findables(words: str, authorities: tuple[str, ...], on: date, most: int) -> list[Findable]:
    """题名相近的指南和回应: by their titles, of these authorities."""
    filters = {Facet.KIND: tuple(findables.LABELS), Facet.AUTHORITY: authorities}
    keys = [hit.key for hit in index.find(Query(words, titles_only=True, filters=filters, many=most)).hits]
    rows = findables.findables_of(keys, on)
    return [rows[key] for key in keys if key in rows]


def _also(typed: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """同时查找: the equal words of the book that were looked for beside what was typed."""
    plain = "".join(signs(folded(typed)))
    equal = {"".join(signs(folded(word))): word for group in queries.book_in_force().words.synonyms for word in group}
    rows = dict.fromkeys("".join(signs(word)) for word in words)
    return tuple(equal[row] for row in rows if row in equal and row not in plain)


# -- facets ----------------------------------------------------------------------------------------------------------------


def _facets(asked: Asked, found: Found, authorities: tuple[str, ...]) -> tuple[Narrowing, ...]:
    """What the hits may be narrowed by; the authorities only where several are looked through, and only those."""
    drawn = []
    for facet, label in LABELS.items():
        counts = dict(found.counts.get(facet, {}))
        if facet is Facet.AUTHORITY and authorities:
            counts = {code: many for code, many in counts.items() if code in authorities}
        chosen = asked.filters.get(facet, "")
        if chosen:
            counts.setdefault(chosen, 0)
        most = _most(counts, facet, chosen)
        names = _names(facet, [key for key, _ in most])
        values = tuple(
            Value(key, names[key], count, asked.address(**{facet.value: "" if chosen == key else key}), chosen == key)
            for key, count in most
            if key in names
        )
        if chosen or len(values) > 1:
            drawn.append(Narrowing(facet, label, values))
    return tuple(drawn)


def _most(counts: Mapping[str, int], facet: Facet, chosen: str) -> list[tuple[str, int]]:
    """The values with most hits, the chosen one among them; years in their own order, the latest first."""
    if facet is Facet.YEAR:
        return sorted(counts.items(), reverse=True)[:MOST_VALUES]
    return sorted(counts.items(), key=lambda pair: (pair[0] != chosen, -pair[1], pair[0]))[:MOST_VALUES]


def _names(facet: Facet, keys: list[str]) -> dict[str, str]:
    """What the values are called; a value nobody knows any more is not offered."""
    match facet:
        case Facet.AUTHORITY:
            return dict(Authority.objects.filter(code__in=keys).values_list("code", "name"))
        case Facet.COLUMN:
            return dict(Column.objects.everywhere().filter(slug__in=keys).order_by("-pk").values_list("slug", "name"))
        case Facet.YEAR:
            return {key: f"{key}年" for key in keys}
        case Facet.THEME:
            return {key: key for key in keys}
    return {key: FIXED[facet][key] for key in keys if key in FIXED[facet]}
