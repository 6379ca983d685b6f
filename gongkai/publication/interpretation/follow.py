"""追随: what an entry means for the search index and the pages: a policy and what explains it are one group."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.office.journal.queries import Told
from gongkai.publication.interpretation.pressed import hidden, pages, pages_of, standing

__all__ = ["hidden", "pages", "pages_of", "standing", "texts"]
LINKING = "link_interpretation"


def texts(told: Told) -> Iterable[int]:
    """入库: the policy and its interpretation."""
    if told.act != LINKING:
        return ()
    note = told.data["note"]
    return (note["policy"], note["content"])
