"""索引: the one index of the deployment, as this process reads it; a changed book of words is taken up at the next search."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gongkai.doors.search import queries
from gongkai.doors.search.models import WordBook
from gongkai.engines.search.embedded import Embedded
from gongkai.engines.search.segment import Lexicon, folded
from gongkai.engines.search.values import Found, Query


def root() -> Path:
    """存放处: of all index folders; ``current`` is the one in use."""
    return Path(settings.VAR_DIR) / "search"


def engine() -> Embedded:
    """检索引擎: with the words of the book in force."""
    number = WordBook.objects.everywhere().order_by("-number").values_list("number", flat=True).first() or 0
    return _engine(root(), number)


@lru_cache(maxsize=2)
def _engine(where: Path, number: int) -> Embedded:
    """One for each folder and book; the words cannot have changed under the same number."""
    book = queries.book_in_force()
    return Embedded(where, Lexicon(book.words.words, book.words.synonyms, str(number)))


def find(query: Query) -> Found:
    """检索."""
    return engine().find(query)


def is_behind() -> bool:
    """未跟上: whether the index was made by another book of words than the one in force."""
    return engine().is_stale


def lexicon() -> Lexicon:
    """词典: as the engine has it."""
    return engine()._segmenter.lexicon


def words_of(typed: str) -> list[str]:
    """词: what was typed, cut into words."""
    return engine()._segmenter.of_query(folded(typed))
