"""追随: what an entry means for the search index and for the pressed pages, as far as contents go."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.office.journal.queries import Told
from gongkai.publication.disclosure import touched
from gongkai.publication.disclosure.pressed import above, hidden, pages, pages_of, standing

__all__ = ["above", "hidden", "pages", "pages_of", "standing", "texts"]


def texts(told: Told) -> Iterable[int]:
    """入库: the contents to be indexed anew."""
    return touched.contents(told)
