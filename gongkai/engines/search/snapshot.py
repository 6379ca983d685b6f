"""快照: what an embedded index held at one commit, and how it is asked. Counts are kept as long as the snapshot is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import tantivy
from tantivy import Occur
from tantivy import Query as Sought

from gongkai.engines.search.asking import Asked, Part, fewer
from gongkai.engines.search.fields import (
    DEEPEST,
    EQUAL_WEIGHT,
    LONGEST_ROW,
    MOST_HITS,
    MOST_VALUES,
    NO_VALUE,
    NUMBER_WEIGHT,
    ROW_WEIGHT,
    TITLE_WEIGHT,
    sound,
    span,
)
from gongkai.engines.search.segment import is_long_word, signs
from gongkai.engines.search.values import Facet, Found, Hit, Order, Query

_MOST_KEPT = 500
_AT_ONCE = 20_000
Counts = Mapping[Facet, Mapping[str, int]]
Filters = Mapping[Facet, Sequence[str]]
Clause = tuple[Occur, Sought]


def schema() -> tantivy.Schema:
    """字段表: of every embedded index. The key is raw text, since only then deleting by it deletes."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("digest", "group"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "words"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("title_pairs", "pairs"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("long", "numbers"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for facet in Facet:
        builder.add_text_field(facet.value, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("newest", indexed=True, fast=True)
    builder.add_float_field("boost", fast=True)
    return builder.build()


_SCHEMA = schema()


class Snapshot:
    """快照: a searcher with its counts. ``made`` names the commit."""

    def __init__(self, index: tantivy.Index, made: tuple[int, int]) -> None:
        """Hold what is committed now."""
        self.made = made
        self._searcher = index.searcher()
        self._kept: dict[object, tuple[int, Counts]] = {}

    def find(self, asked: Asked, query: Query) -> Found:
        """检索: all parts; where nothing holds all, as many as any text does. A better spelling is not looked for."""
        if asked.is_nothing:
            return Found((), 0, {facet: {} for facet in Facet}, ())
        for least in fewer(asked):
            counts, total = self._counted(asked, query, least)
            if total:
                break
        hits = self._hits(asked, query, least) if total else ()
        return Found(hits, total, counts, asked.words, loosened=bool(total) and least < len(asked.parts))

    def count(self, row: str) -> int:
        """计数: how many texts hold a row."""
        holding = Sought.const_score_query(_row("pairs", row), 0.0)
        counted = self._searcher.aggregate(holding, {"texts": {"value_count": {"field": "newest"}}})
        return int(counted["texts"]["value"])

    def title_pairs(self) -> Iterable[tuple[str, int]]:
        """标题字对: with the number of titles that hold each."""
        return self._searcher.terms_with_prefix("title_pairs", "")

    def digests(self, keys: Collection[str] | None = None) -> Mapping[str, str]:
        """在库: digests by key, of these as far as they are there, or of everything."""
        if keys is not None and not keys:
            return {}
        named = Sought.all_query() if keys is None else Sought.term_set_query(_SCHEMA, "key", list(keys))
        most = self._searcher.num_docs if keys is None else len(keys)
        held = self._searcher.search(named, max(most, 1), count=False)
        documents = (self._searcher.doc(address) for _, address in held.hits)
        return {str(each.get_first("key")): str(each.get_first("digest")) for each in documents}

    def keys(self) -> Iterator[str]:
        """在库的键: in the order of the index, so many at a time."""
        for start in range(0, self._searcher.num_docs, _AT_ONCE):
            held = self._searcher.search(Sought.all_query(), _AT_ONCE, count=False, offset=start)
            for _, address in held.hits:
                yield str(self._searcher.doc(address).get_first("key"))

    def _hits(self, asked: Asked, query: Query, least: int) -> tuple[Hit, ...]:
        start, many = max(query.start, 0), _many(query)
        if start + many > DEEPEST:
            return ()
        holding = _holding(asked, query, least, query.filters)
        if query.order is Order.NEWEST or not asked.parts:
            result = self._searcher.search(
                holding, many, count=False, order_by_field="newest", offset=start, order=tantivy.Order.Desc
            )
            found: Sequence[tuple[Any, Any]] = [(0.0, address) for _, address in result.hits]
        else:
            ranking = [(Occur.Should, each) for each in self._ranking(asked, query)]
            found = self._fitting(ranking, asked, query) or self._ranked([(Occur.Must, holding), *ranking], query)
        return tuple(self._hit(score, address) for score, address in found)

    def _fitting(self, ranking: Sequence[Clause], asked: Asked, query: Query) -> Sequence[tuple[Any, Any]]:
        """The page of texts that hold one word as a word: they come before those in which its signs only meet.

        So a page they fill needs nobody to look up the signs, of which a usual word has half a million. Nothing where
        they do not fill it, or where more than a word is asked for.
        """
        if len(asked.parts) != 1 or asked.parts[0].phrase or asked.parts[0].token or not ranking:
            return ()
        alone = Asked(without=asked.without)
        narrowed = [(Occur.Must, _holding(alone, query, 0, query.filters))] if _is_narrowed(asked, query) else []
        found = self._ranked([(Occur.Must, Sought.boolean_query(list(ranking))), *narrowed], query)
        return found if len(found) == _many(query) else ()

    def _ranked(self, clauses: Sequence[Clause], query: Query) -> Sequence[tuple[Any, Any]]:
        sought = Sought.boolean_query(list(clauses))
        start = max(query.start, 0)
        result = self._searcher.search(sought, _many(query), count=False, offset=start, weight_by_field="boost")
        return result.hits

    def _hit(self, score: float, address: tantivy.DocAddress) -> Hit:
        document = self._searcher.doc(address)
        return Hit(str(document.get_first("key")), float(score), str(document.get_first("group") or ""))

    def _ranking(self, asked: Asked, query: Query) -> Iterator[Sought]:
        """What makes one text fit better than another: its words, more in the title; its own number; the row as typed."""
        for part in asked.parts:
            if part.token:
                yield Sought.boost_query(Sought.term_query(_SCHEMA, "numbers", part.token), NUMBER_WEIGHT)
            for place, way in enumerate(part.ways):
                weight = EQUAL_WEIGHT if place else 1.0
                yield from self._word(way, weight, query.titles_only)
        for row in asked.rows:
            if len(signs(row)) > 2:
                yield Sought.boost_query(_row("title_pairs", row), ROW_WEIGHT)

    def _word(self, way: str, weight: float, titles_only: bool) -> Iterator[Sought]:
        word = way.replace(" ", "")
        yield Sought.boost_query(Sought.term_query(_SCHEMA, "title", word, "freq"), TITLE_WEIGHT * weight)
        if titles_only:
            return
        if self._searcher.doc_freq("words", word):
            yield Sought.boost_query(Sought.term_query(_SCHEMA, "words", word, "freq"), weight)
        else:
            yield Sought.boost_query(_row("pairs", way), weight / 2)

    def _counted(self, asked: Asked, query: Query, least: int) -> tuple[Counts, int]:
        filters = query.filters
        total, counts = self._count(asked, query, least, filters, tuple(Facet))
        for facet in [each for each in Facet if filters.get(each)]:
            others = {name: values for name, values in filters.items() if name is not facet}
            counts = {**counts, **self._count(asked, query, least, others, (facet,))[1]}
        return counts, total

    def _count(
        self, asked: Asked, query: Query, least: int, filters: Filters, facets: tuple[Facet, ...]
    ) -> tuple[int, Counts]:
        """Everything that can be counted is counted in one pass, and once for each snapshot."""
        chosen = tuple((facet, tuple(values)) for facet, values in sorted(filters.items()) if values)
        what = (asked.parts, asked.without, query.titles_only, query.since, query.until, least, chosen, facets)
        kept = self._kept.get(what)
        if kept is None:
            wanted = {each.value: {"terms": {"field": each.value, "size": MOST_VALUES}} for each in facets}
            kept = _told(self._searcher.aggregate(_holding(asked, query, least, filters), wanted), facets)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[what] = kept
        return kept


def _many(query: Query) -> int:
    return min(max(query.many, 1), MOST_HITS)


def _is_narrowed(asked: Asked, query: Query) -> bool:
    return bool(asked.without or any(query.filters.values()) or query.since or query.until)


def _told(aggregated: dict[str, Any], facets: tuple[Facet, ...]) -> tuple[int, Counts]:
    counts: dict[Facet, dict[str, int]] = {}
    total = 0
    for facet in facets:
        told = aggregated[facet.value]
        values = {str(each["key"]): int(each["doc_count"]) for each in told["buckets"]}
        total = sum(values.values()) + int(told["sum_other_doc_count"] or 0)
        values.pop(NO_VALUE, None)
        counts[facet] = values
    return total, counts


def _holding(asked: Asked, query: Query, least: int, filters: Filters) -> Sought:
    """The texts that hold at least so many parts, none of what is excluded, within the filters; all of them score alike."""
    place = "title_pairs" if query.titles_only else "pairs"
    clauses: list[tuple[Occur, Sought]] = []
    if asked.parts:
        parts = [_part(part, place) for part in asked.parts]
        if least == len(parts):
            clauses += [(Occur.Must, each) for each in parts]
        else:
            clauses.append((Occur.Must, Sought.boolean_query([(Occur.Should, each) for each in parts], least)))
    for row in asked.without:
        clauses.append((Occur.MustNot, _row(place, row)))
    for facet, values in filters.items():
        if values:
            clauses.append((Occur.Must, Sought.term_set_query(_SCHEMA, facet.value, sound(values))))
    if query.since or query.until:
        since, until = span(query.since, query.until)
        clauses.append((Occur.Must, Sought.range_query(_SCHEMA, "newest", tantivy.FieldType.Integer, since, until)))
    if not any(occur is Occur.Must for occur, _ in clauses):
        clauses.append((Occur.Must, Sought.all_query()))
    return Sought.const_score_query(Sought.boolean_query(clauses), 0.0)


def _part(part: Part, place: str) -> Sought:
    ways = [_row(place, way) for way in part.ways]
    if part.token:
        ways.append(Sought.term_query(_SCHEMA, "numbers", part.token, "basic"))
    return ways[0] if len(ways) == 1 else Sought.boolean_query([(Occur.Should, each) for each in ways])


def _row(place: str, row: str) -> Sought:
    """Signs that stand in a row: their pairs at their places; one sign begins some pair.

    Every second pair would say it all, but all of them are in fewer texts, whose places have to be compared.
    """
    here = signs(row)[:LONGEST_ROW]
    if not here:
        return Sought.empty_query()
    if len(here) == 1:
        return Sought.regex_query(_SCHEMA, place, f"{re.escape(here[0])}.*")
    if place == "pairs" and is_long_word(whole := "".join(here)):
        return Sought.term_query(_SCHEMA, "long", whole, "basic")
    told = list(map(str.__add__, here, here[1:]))
    if len(told) == 1:
        return Sought.term_query(_SCHEMA, place, told[0])
    return Sought.phrase_query(_SCHEMA, place, list(enumerate(told)))
