"""效力经过: what the public may read of the changes of many documents at once, both what was done to them and by them.

The pages of many documents ask together, so that the number of questions does not grow with the number of pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from gongkai.law.documents import State
from gongkai.publication.documents.validity.models import Instrument, InstrumentChange
from gongkai.publication.documents.validity.queries import public_keys


@dataclass(frozen=True)
class Chain:
    """效力链: where a document stands in the register, what changed it, and what it changed."""

    instrument: Instrument | None = None
    changes: list[InstrumentChange] = field(default_factory=list)
    effects: list[InstrumentChange] = field(default_factory=list)


def of_documents(documents: Collection[int], on: date) -> dict[int, Chain]:
    """各公文的效力链: by the key of the document, in the register or not; what may not be known is not named."""
    if not documents:
        return {}
    rows = Instrument.objects.everywhere().filter(document__in=documents).order_by("pk")
    found = list(rows.select_related("authority", "document__dossier"))
    changes, effects = _told(found, documents, on)
    kept = {each.document_id: each for each in found}
    return {key: _chain(kept.get(key), key, changes, effects) for key in documents}


def of_instrument(instrument: Instrument, on: date) -> Chain:
    """效力链: of one registered document, whether it was made here or only entered."""
    documents = [instrument.document_id] if instrument.document_id else []
    changes, effects = _told([instrument], documents, on)
    return _chain(instrument, instrument.document_id, changes, effects)


Changes = dict[int, list[InstrumentChange]]
Effects = dict[tuple[str, int | None], list[InstrumentChange]]


def _chain(instrument: Instrument | None, document: int | None, changes: Changes, effects: Effects) -> Chain:
    mine = {row.pk: row for key in _keys(instrument, document) for row in effects.get(key, [])}
    suffered = changes.get(instrument.pk, []) if instrument else []
    return Chain(instrument, suffered, sorted(mine.values(), key=lambda row: (row.on, row.pk)))


def _keys(instrument: Instrument | None, document: int | None) -> list[tuple[str, int | None]]:
    by_register = [("instrument", instrument.pk)] if instrument else []
    return [*by_register, ("document", document)] if document else [*by_register]


def _told(instruments: list[Instrument], documents: Collection[int], on: date) -> tuple[Changes, Effects]:
    registered = [each.pk for each in instruments]
    rows = InstrumentChange.objects.everywhere().filter(voided_on=None).order_by("on", "pk")
    rows = rows.select_related("source_instrument__authority", "source_document__dossier__authority")
    rows = rows.select_related("instrument__authority").filter(
        Q(instrument__in=registered) | Q(source_instrument__in=registered) | Q(source_document__in=documents)
    )
    found = list(rows)
    known = public_keys({key for row in found for key in (row.source_instrument_id, row.instrument_id)}, on)
    changes: Changes = defaultdict(list)
    effects: Effects = defaultdict(list)
    for row in found:
        if row.instrument_id in known:
            effects["instrument", row.source_instrument_id].append(row)
            effects["document", row.source_document_id].append(row)
        changes[row.instrument_id].append(row)
    wanted = set(registered)
    return {key: [_nameless(row, known) for row in rows] for key, rows in changes.items() if key in wanted}, effects


def _nameless(row: InstrumentChange, known: set[int]) -> InstrumentChange:
    """Without the name of what it rests on where the public may not know that."""
    unpublished = row.source_document is not None and row.source_document.dossier.state != State.PUBLISHED
    if unpublished or (row.source_instrument_id and row.source_instrument_id not in known):
        row.source_title, row.source_number, row.source_instrument = "", "", None
    return row
