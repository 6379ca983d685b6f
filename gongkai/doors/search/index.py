"""索引: the one index of the deployment, as this process reads it; a changed book of words is taken up at the next search."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

from gongkai.doors.search import queries
from gongkai.doors.search.models import WordBook
from gongkai.engines.search.clustered import Clustered
from gongkai.engines.search.embedded import Embedded
from gongkai.engines.search.segment import Lexicon
from gongkai.engines.search.values import Found, Query
from gongkai.law.grammar.flow import Unlawful

log = logging.getLogger(__name__)
NAME = "gongkai"
"""索引名: the alias on a cluster."""
WHOLE = "whole"
AWAY = "检索服务暂时不能使用，请稍后再试，或者从栏目中查找"
Engine = Embedded | Clustered


def root() -> Path:
    """存放处: of all index folders; ``current`` is the one in use. With a cluster only what we note beside it."""
    return Path(settings.VAR_DIR) / "search"


def engine() -> Engine:
    """检索引擎: with the words of the book in force."""
    number = WordBook.objects.everywhere().order_by("-number").values_list("number", flat=True).first() or 0
    return _engine(root(), settings.OPENSEARCH, number)


@lru_cache(maxsize=2)
def _engine(where: Path, cluster: str, number: int) -> Engine:
    """One for each place and book; the words cannot have changed under the same number."""
    lexicon = lexicon_of(number)
    return Clustered(OpenSearch([cluster]), NAME, lexicon) if cluster else Embedded(where, lexicon)


@lru_cache(maxsize=2)
def lexicon_of(number: int) -> Lexicon:
    """词典: as the engine takes it."""
    words = queries.book_in_force().words if number else queries.NO_WORDS
    return Lexicon(words.words, words.synonyms, str(number))


def forget() -> None:
    """放下: what this process holds open; the next search opens it anew."""
    _engine.cache_clear()
    lexicon_of.cache_clear()


def find(query: Query) -> Found:
    """检索: raises Unlawful where a cluster is silent or the index broken, for nothing found would be another thing to say."""
    try:
        found = engine().find(query)
    except OpenSearchException as silence:
        log.exception("检索集群没有应答")
        raise Unlawful(AWAY) from silence
    if found.total == 0 and engine().is_broken:
        log.error("检索索引已损坏，须重建（manage.py index --rebuild；值守进程会自动重建）")
        raise Unlawful(AWAY)
    return found


def words_of(typed: str) -> list[str]:
    """词: what was typed, cut into the words that are looked for."""
    return [part.ways[0] for part in engine().asked(Query(typed)).parts]


# -- whether it is as it should be -----------------------------------------------------------------------------------------


def whole() -> Path:
    """完整标记: there once everything has been put in; in the folder itself, so that it goes with it."""
    return root() / (f"cluster-{WHOLE}" if settings.OPENSEARCH else f"current/{WHOLE}")


def is_behind() -> bool:
    """未跟上: whether the index was made by another book of words than the one in force."""
    return engine().is_stale


def is_broken() -> bool:
    """损坏: whether the index is there and cannot be opened."""
    return engine().is_broken
