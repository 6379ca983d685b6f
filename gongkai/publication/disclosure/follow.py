"""追随: what an entry means for the search index, as far as contents go."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.office.journal.queries import Told
from gongkai.publication.disclosure import touched


def texts(told: Told) -> Iterable[int]:
    """入库: the contents to be indexed anew."""
    return touched.contents(told)
