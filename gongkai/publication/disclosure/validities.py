"""有效性: what is in force, as the register of normative documents knows it, or by the days the document itself names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q

from gongkai.law.abolition import normal_number, read_provisions
from gongkai.law.validity import Validity
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import Document, Instrument


def validities(contents: Collection[Content], on: date) -> dict[int, str]:
    """各条有效性: of contents by their keys, empty for what is no document; the register is asked once for all of them."""
    registered, texts = _registered(contents), _texts(contents)
    return {content.pk: _validity(content, registered, on, texts) for content in contents}


def _texts(contents: Iterable[Content]) -> dict[int, str]:
    """The texts of those whose days may stand in them alone, also where a list was fetched without its texts."""
    asked = [each for each in contents if each.document is not None and each.document.effective_on is None]
    missing = [each.pk for each in asked if "text" in each.get_deferred_fields()]
    rows = Content.objects.everywhere().filter(pk__in=missing).values_list("pk", "text") if missing else ()
    return {each.pk: each.text for each in asked if each.pk not in missing} | dict(rows)


def _registered(contents: Iterable[Content]) -> dict[int | str, Instrument]:
    """The registered documents by the key of the document made here, or else by their number."""
    documents = {each.document_id for each in contents if each.document_id}
    numbers = {normal_number(each.number) for each in contents if _by_number(each)}
    if not documents and not numbers:
        return {}
    authorities = {each.authority_id for each in contents}
    rows = Instrument.objects.everywhere().filter(authority__in=authorities)
    found = rows.filter(Q(document__in=documents) | Q(document=None, number__in=numbers)).order_by("pk")
    return {each.document_id or f"{each.authority_id} {each.number}": each for each in found}


def _by_number(content: Content) -> bool:
    """Whether what came in from a ledger may be looked up by the number it goes under."""
    return content.document_id is None and content.normative and bool(content.number)


def _validity(content: Content, registered: Mapping[int | str, Instrument], on: date, texts: Mapping[int, str]) -> str:
    key: int | str = content.document_id or f"{content.authority_id} {normal_number(content.number)}"
    known = registered.get(key) if content.document_id or _by_number(content) else None
    status = known.course.status(on) if known else None
    if status is not None:
        return status.label
    if content.document is None:
        return ""
    return _by_its_days(texts.get(content.pk, ""), content.document, on).label


def _by_its_days(text: str, document: Document, on: date) -> Validity:
    begins = document.effective_on or read_provisions(text).effective_on
    if begins and on < begins:
        return Validity.PENDING
    return Validity.EXPIRED if document.expires_on and on > document.expires_on else Validity.IN_FORCE
