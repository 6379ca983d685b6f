"""多机检索: the same questions to an OpenSearch cluster, with fields cut by us and read by its whitespace analyzer.

The name is an alias; a rebuild fills another index and moves the alias. Tested against an in-memory server of the same
protocol; never run against a real cluster (docs/operations.md says so).
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from secrets import token_hex
from typing import Any

from opensearchpy import OpenSearch, helpers
from opensearchpy.exceptions import NotFoundError

from gongkai.engines.search import fields
from gongkai.engines.search.asking import Asked, Part, Reader, fewer
from gongkai.engines.search.fields import LONGEST_ROW, NO_VALUE
from gongkai.engines.search.segment import Lexicon, is_long_word, pairs, segmenter, signs, spaced
from gongkai.engines.search.spelling import NEXT_TO_NOTHING, Vocabulary, better
from gongkai.engines.search.values import Facet, Found, Hit, Order, Query, Text

_CHUNK = 500
_VOCABULARY = 50_000
_ALL_AT_ONCE = 1_000
Json = dict[str, Any]
Filters = Mapping[Facet, Any]

_CUT = {"type": "text", "analyzer": "whitespace"}
_MAPPINGS: Json = {
    "dynamic": False,
    "_source": {"includes": ["key", "digest", "group"]},
    "properties": {
        **{name: {"type": "keyword"} for name in ("key", "digest", "group", "numbers", "vocabulary")},
        **{name: {**_CUT, "index_options": "freqs"} for name in ("title", "words")},
        **dict.fromkeys(("title_pairs", "pairs"), _CUT),
        "long": {**_CUT, "index_options": "docs"},
        **{facet.value: {"type": "keyword"} for facet in Facet},
        "newest": {"type": "long"},
        "boost": {"type": "float"},
    },
}


class Clustered:
    """多机检索引擎: see ``values.Search``. What was put waits in this process until a chunk is full or ``commit``."""

    def __init__(
        self, client: OpenSearch, name: str, lexicon: Lexicon | None = None, *, shards: int = 3, _index: str = ""
    ) -> None:
        """``name`` is the alias all readers use."""
        self.client = client
        self.name = name
        self._shards = shards
        self._own = _index
        self._segmenter = segmenter(lexicon)
        self._reader = Reader(self._segmenter)
        self._waiting: dict[str, Json] = {}
        self._vocabulary: Vocabulary | None = None

    @property
    def version(self) -> str:
        """版本: of the form and of the lexicon."""
        return fields.version(self._segmenter.lexicon)

    @property
    def is_stale(self) -> bool:
        """过时: whether there is no index yet, or it was made under another version."""
        if not self._own and not self._behind_alias():
            return True
        told = self.client.indices.get_mapping(index=self._place()).values()
        return any(each["mappings"].get("_meta", {}).get("version") != self.version for each in told)

    @property
    def is_broken(self) -> bool:
        """损坏: never known here; a cluster that cannot read its index says so when it is asked."""
        return False

    def put(self, texts: Iterable[Text]) -> None:
        """入库: put in or replace, by key; visible after ``commit``."""
        for text in texts:
            self._later(text.key, {"_op_type": "index", **self._document(text)})

    def drop(self, keys: Iterable[str]) -> None:
        """出库: take out, by key."""
        for key in keys:
            self._later(key, {"_op_type": "delete"})

    def commit(self) -> None:
        """提交: make what was put and dropped visible, durably."""
        place = self._place()
        self._send()
        self.client.indices.refresh(index=place)

    def clear(self) -> None:
        """清空: begin from nothing; visible after ``commit``."""
        self._waiting.clear()
        everything: Json = {"query": {"match_all": {}}}
        self.client.delete_by_query(index=self._place(), body=everything, params={"conflicts": "proceed"})

    def close(self) -> None:
        """放下: forget what was not committed."""
        self._waiting.clear()

    def find(self, query: Query) -> Found:
        """检索: never raises for what a reader typed."""
        asked = self.asked(query)
        for least in fewer(asked):
            told = self._first(asked, query, least)
            if told["hits"]["total"]["value"]:
                break
        total = int(told["hits"]["total"]["value"])
        counts = _counts(told, tuple(Facet))
        for facet in [each for each in Facet if query.filters.get(each)]:
            others = {name: values for name, values in query.filters.items() if name is not facet}
            body = {"size": 0, "query": _holding(asked, query, least, others), "aggs": _wanted((facet,))}
            counts.update(_counts(self._search(body), (facet,)))
        hits = tuple(
            Hit(each["_source"]["key"], float(each["_score"] or 0), each["_source"].get("group") or "")
            for each in told["hits"]["hits"]
        )
        instead = better(query.words, self._known(), self._count) if _is_little(total, asked, least) else ""
        return Found(hits, total, counts, asked.words, instead, loosened=bool(total) and least < len(asked.parts))

    def asked(self, query: Query) -> Asked:
        """要求: what the query asks for."""
        return self._reader.read(query.words)

    def digests(self, keys: Collection[str] | None = None) -> Mapping[str, str]:
        """在库: digests by key, of these as far as they are there, or of everything; to be compared with a rebuild."""
        if keys is None:
            return {each["key"]: each["digest"] for each in self._held({"match_all": {}})}
        named = list(keys)
        parts = (named[start : start + _ALL_AT_ONCE] for start in range(0, len(named), _ALL_AT_ONCE))
        return {each["key"]: each["digest"] for part in parts for each in self._held({"terms": {"key": part}})}

    def keys(self) -> Iterator[str]:
        """在库的键: of everything in the index, a part at a time."""
        return (each["key"] for each in self._held({"match_all": {}}))

    def _held(self, sought: Json) -> Iterator[Json]:
        body: Json = {"size": _ALL_AT_ONCE, "query": sought, "sort": [{"key": "asc"}]}
        while held := self._search(body)["hits"]["hits"]:
            yield from (each["_source"] for each in held)
            body["search_after"] = held[-1]["sort"]

    @contextlib.contextmanager
    def rebuilding(self) -> Iterator[Clustered]:
        """重建: an engine over a new index; when the work is done it is committed and takes the place of this one."""
        index = self._new_index()
        other = Clustered(self.client, self.name, self._segmenter.lexicon, shards=self._shards, _index=index)
        try:
            yield other
            other.commit()
        except BaseException:
            self.client.indices.delete(index=index)
            raise
        self.close()
        former = self._behind_alias()
        self._point(index, former)
        for each in former:
            self.client.indices.delete(index=each)

    def _document(self, text: Text) -> Json:
        told = fields.fields(text, self._segmenter)
        return {
            "key": text.key,
            "digest": text.digest,
            "group": text.group,
            "title": told.title,
            "words": told.words,
            "title_pairs": told.title_pairs,
            "pairs": told.pairs,
            "long": told.long,
            "numbers": told.numbers.split(),
            "vocabulary": sorted({pair for pair in told.title_pairs.split() if len(pair) == 2}),
            "newest": told.newest,
            "boost": text.boost,
            **{facet.value: text.facets.get(facet) or NO_VALUE for facet in Facet},
        }

    def _later(self, key: str, action: Json) -> None:
        """The last word on a key is the one that is sent."""
        self._waiting.pop(key, None)
        self._waiting[key] = {"_id": key, **action}
        if len(self._waiting) >= _CHUNK:
            self._send()

    def _send(self) -> None:
        if not self._waiting:
            return
        place = self._place()
        actions = [{"_index": place, **each} for each in self._waiting.values()]
        _, errors = helpers.bulk(self.client, actions, raise_on_error=False)
        refused = [
            each for each in errors if not (isinstance(each, dict) and each.get("delete", {}).get("status") == 404)
        ]
        if refused:
            raise RuntimeError(f"检索集群未接收{len(refused)}条：{refused[0]}")
        self._waiting.clear()

    def _first(self, asked: Asked, query: Query, least: int) -> Json:
        """The page of hits with the exact total and all counts."""
        start, many = max(query.start, 0), min(max(query.many, 1), fields.MOST_HITS)
        sought = _holding(asked, query, least, query.filters)
        body: Json = {"size": many, "from": start, "track_total_hits": True, "aggs": _wanted(tuple(Facet))}
        if start + many > fields.DEEPEST:
            body.update({"size": 0, "from": 0})
        if query.order is Order.NEWEST or not asked.parts:
            return self._search({**body, "query": sought, "sort": [{"newest": "desc"}]})
        ranked = {"bool": {"filter": [sought], "should": list(_ranking(asked, query))}}
        weighed = {"function_score": {"query": ranked, "field_value_factor": {"field": "boost", "missing": 1}}}
        return self._search({**body, "query": weighed})

    def _count(self, row: str) -> int:
        return int(self.client.count(index=self._place(), body={"query": _row("pairs", row)})["count"])

    def _known(self) -> Vocabulary:
        if self._vocabulary is None:
            wanted = {"vocabulary": {"terms": {"field": "vocabulary", "size": _VOCABULARY}}}
            told = self._search({"size": 0, "query": {"match_all": {}}, "aggs": wanted})
            buckets = told["aggregations"]["vocabulary"]["buckets"]
            self._vocabulary = Vocabulary.of((each["key"], each["doc_count"]) for each in buckets)
        return self._vocabulary

    def _search(self, body: Json) -> Json:
        found: Json = self.client.search(index=self._place(), body=body)
        return found

    def _place(self) -> str:
        """The index or alias to ask; made when there is none."""
        if self._own:
            return self._own
        if not self.client.indices.exists_alias(name=self.name):
            self._point(self._new_index(), [])
        return self.name

    def _new_index(self) -> str:
        index = f"{self.name}-{token_hex(6)}"
        settings = {"number_of_shards": self._shards, "refresh_interval": "-1"}
        mappings = {**_MAPPINGS, "_meta": {"version": self.version}}
        self.client.indices.create(index=index, body={"settings": settings, "mappings": mappings})
        return index

    def _behind_alias(self) -> list[str]:
        try:
            return sorted(self.client.indices.get_alias(name=self.name))
        except NotFoundError:
            return []

    def _point(self, index: str, former: list[str]) -> None:
        """Move the alias at one stroke."""
        actions = [{"remove": {"index": each, "alias": self.name}} for each in former]
        self.client.indices.update_aliases(body={"actions": [*actions, {"add": {"index": index, "alias": self.name}}]})


def _is_little(total: int, asked: Asked, least: int) -> bool:
    return bool(asked.parts) and (total <= NEXT_TO_NOTHING or least < len(asked.parts))


def _wanted(facets: tuple[Facet, ...]) -> Json:
    return {each.value: {"terms": {"field": each.value, "size": fields.MOST_VALUES}} for each in facets}


def _counts(told: Json, facets: tuple[Facet, ...]) -> dict[Facet, Mapping[str, int]]:
    return {
        facet: {
            str(each["key"]): int(each["doc_count"])
            for each in told["aggregations"][facet.value]["buckets"]
            if each["key"] != NO_VALUE
        }
        for facet in facets
    }


def _holding(asked: Asked, query: Query, least: int, filters: Filters) -> Json:
    """The texts that hold at least so many parts, none of what is excluded, within the filters; all of them score alike."""
    place = "title_pairs" if query.titles_only else "pairs"
    if asked.is_nothing:
        return {"match_none": {}}
    within: list[Json] = [{"terms": {facet.value: fields.sound(values)}} for facet, values in filters.items() if values]
    since, until = fields.span(query.since, query.until)
    within.append({"range": {"newest": {"gte": since, "lte": until}}})
    held: Json = {"filter": within, "must_not": [_row(place, row) for row in asked.without]}
    if asked.parts:
        parts = [_part(part, place) for part in asked.parts]
        held["filter"] = [*within, {"bool": {"should": parts, "minimum_should_match": least}}]
    return {"bool": held}


def _part(part: Part, place: str) -> Json:
    ways = [_row(place, way) for way in part.ways]
    if part.token:
        ways.append({"term": {"numbers": part.token}})
    return {"bool": {"should": ways, "minimum_should_match": 1}}


def _row(place: str, row: str) -> Json:
    """Signs that stand in a row: their pairs in their order; one sign begins some pair."""
    here = signs(row)[:LONGEST_ROW]
    if not here:
        return {"match_none": {}}
    if len(here) == 1:
        return {"prefix": {place: here[0]}}
    if place == "pairs" and is_long_word(whole := "".join(here)):
        return {"term": {"long": whole}}
    return {"match_phrase": {place: {"query": spaced(map(str.__add__, here, here[1:])), "analyzer": "whitespace"}}}


def _ranking(asked: Asked, query: Query) -> Iterator[Json]:
    """What makes one text fit better than another: its words, more in the title; its own number; the row as typed."""
    for part in asked.parts:
        if part.token:
            yield {"constant_score": {"filter": {"term": {"numbers": part.token}}, "boost": fields.NUMBER_WEIGHT}}
        for place, way in enumerate(part.ways):
            weight = fields.EQUAL_WEIGHT if place else 1.0
            word = way.replace(" ", "")
            yield {"term": {"title": {"value": word, "boost": fields.TITLE_WEIGHT * weight}}}
            if not query.titles_only:
                yield {"term": {"words": {"value": word, "boost": weight}}}
    for row in asked.rows:
        if len(pairs(row)) > 2:
            yield {"constant_score": {"filter": _row("title_pairs", row), "boost": fields.ROW_WEIGHT}}
