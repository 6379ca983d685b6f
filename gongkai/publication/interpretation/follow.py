"""追随: what an entry means for the search index, as far as interpretations go: a policy and what explains it are one group."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.office.journal.queries import Told

LINKING = "link_interpretation"


def texts(told: Told) -> Iterable[int]:
    """入库: the policy and its interpretation."""
    if told.act != LINKING:
        return ()
    note = told.data["note"]
    return (note["policy"], note["content"])
