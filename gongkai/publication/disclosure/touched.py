"""所及内容: which contents an entry of the journal touches, for those who follow it. By keys, public or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from gongkai.law.abolition import normal_number
from gongkai.law.disclosure import OF_ONE_CONTENT
from gongkai.law.media import OF_MEDIA
from gongkai.office.journal.queries import Told
from gongkai.publication.disclosure.ledger import sealing
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import Instrument, InstrumentChange

REGISTERING = frozenset({"register_instrument", "register_instruments"})
CHANGING = frozenset({"change_instrument", "correct_instrument", "void_change"})
OF_COLUMNS = frozenset({"rename_column", "move_column", "edit_column", "merge_column", "close_column"})


def contents(told: Told) -> Iterable[int]:
    """所及内容: the keys of the contents that are not what they were before this entry."""
    note = told.data.get("note")
    said: dict[str, Any] = note if isinstance(note, dict) else {}
    if told.act in OF_ONE_CONTENT | OF_MEDIA and "content" in said:
        return [said["content"]]
    if told.act == sealing.IMPORT:
        return _keys(told, Q(entry=told.seq))
    if told.act in REGISTERING:
        return _of_numbers(told, said)
    if told.act in CHANGING:
        return _of_instruments(told, said)
    if told.act in OF_COLUMNS and "slug" in said.get("changed", {}):
        return _keys(told, Q(column=said["column"]))
    if told.dossier_id is not None:
        return _keys(told, Q(document__dossier=told.dossier_id))
    return ()


def _keys(told: Told, which: Q) -> Iterator[int]:
    rows = Content.objects.everywhere().filter(which, authority=told.authority_id).order_by("pk")
    return rows.values_list("pk", flat=True).iterator(1000)


def _of_numbers(told: Told, said: dict[str, Any]) -> Iterator[int]:
    """What was registered stands for the document made here, or for what a ledger brought under its number."""
    given = said.get("instruments") or [said.get("instrument") or {}]
    if said.get("document"):
        yield from _keys(told, Q(document=said["document"]))
    yield from _numbered(told, {str(each.get("number", "")) for each in given})


def _of_instruments(told: Told, said: dict[str, Any]) -> Iterator[int]:
    key = said.get("instrument_id") or said.get("instrument")
    rows = Instrument.objects.everywhere().filter(authority=told.authority_id)
    if key is None:
        changes = InstrumentChange.objects.everywhere().filter(
            authority=told.authority_id, entry=said.get("change") or 0
        )
        rows = rows.filter(pk__in=changes.values("instrument"))
    else:
        rows = rows.filter(pk=key)
    for document, number in rows.values_list("document", "number"):
        if document is not None:
            yield from _keys(told, Q(document=document))
        else:
            yield from _numbered(
                told, {number, *(str((said.get(at) or {}).get("number", "")) for at in ("before", "after"))}
            )


def _numbered(told: Told, numbers: set[str]) -> Iterator[int]:
    """Past documents are known to the register by their number alone, in whatever brackets a ledger wrote it."""
    wanted = {normal_number(number) for number in numbers} - {""}
    past = Content.objects.everywhere().filter(authority=told.authority_id, document=None, normative=True)
    for key, number in past.exclude(number="").order_by("pk").values_list("pk", "number").iterator(1000):
        if normal_number(number) in wanted:
            yield key
