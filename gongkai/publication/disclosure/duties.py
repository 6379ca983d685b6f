"""所属目录事项: the item of the unit's catalogue a content answers; publishing closes its slot, withdrawing opens it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.office.authorities.models import Official
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.slots import acts as slots
from gongkai.publication.catalogue.slots import queries as open_slots
from gongkai.publication.catalogue.slots.models import Fulfilment
from gongkai.publication.catalogue.standards.acts import require_elements
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.publication.catalogue.standards.queries import items_of
from gongkai.publication.disclosure.models import Content

ITEM, ELEMENTS = "catalogue_item", "elements"
"""其他字段中的名: under which a content's ``extra`` keeps its item and what it says of each element."""


@dataclass(frozen=True)
class Duty:
    """所属目录事项: the item the publisher chose, and what is said of each of its elements."""

    item: UnitItem
    elements: Mapping[str, str] = field(default_factory=dict)

    @property
    def extra(self) -> dict[str, JSON]:
        """其他字段: as the content keeps it; elements nothing was said of are left out."""
        said: dict[str, JSON] = {name: value.strip() for name, value in self.elements.items() if value.strip()}
        return {ITEM: self.item.pk, ELEMENTS: said}


def hold(duty: Duty | None, column: Column, on: date) -> None:
    """核对事项: refused where the item is of another column or lacks an element. Its open slots are held from here on.

    They are held before anything is entered, in the order in which everybody takes them.
    """
    if duty is None:
        return
    if not items_of(column, on).filter(pk=duty.item.pk).exists():
        raise Unlawful(f"“{duty.item}”不是栏目“{column.name}”现行的目录事项", field="item")
    require_elements(duty.item, duty.elements)
    list(open_slots.open_slots(duty.item).select_for_update(of=("self",)))


def still_say(content: Content, extra: Mapping[str, JSON] | None) -> None:
    """要素齐全: what is put right still says everything its item asks for."""
    item = item_of(content)
    told = extra.get(ELEMENTS) if extra is not None else None
    if item is not None and isinstance(told, dict):
        require_elements(item, {name: str(value) for name, value in told.items()})


def again(changed: Mapping[str, JSON], duty: Duty | None) -> dict[str, JSON]:
    """重新写明事项: what a content says of an item when it comes back: the one chosen now, or none."""
    kept = {name: value for name, value in changed.items() if name not in (ITEM, ELEMENTS)}
    return kept | (duty.extra if duty else {})


def fulfil(content: Content, duty: Duty | None, *, on: date, by: Official) -> None:
    """完成时点: of what has just gone out; a content that still counts for its item is not counted again."""
    if duty is None or _counts(content, duty.item):
        return
    slots.fulfil(
        content.authority,
        duty.item,
        index_number=content.index_number,
        published_on=on,
        backfilled=content.backfilled,
        original_on=content.original_on,
        by=by,
    )


def _counts(content: Content, item: UnitItem) -> bool:
    rows = Fulfilment.objects.of(content.authority).filter(item=item, withdrawn_on=None)
    return rows.filter(index_number=content.index_number).exists()


def reopen(content: Content, kind: Withdrawal, *, on: date, by: Official | None, reason: str) -> None:
    """重开时点: of what is taken back. What has only run its time (公示期满) was published as it should, and stays counted."""
    if kind is not Withdrawal.ENDED:
        slots.reopen(content.authority, content.index_number, on=on, by=by, reason=reason)


def item_of(content: Content) -> UnitItem | None:
    """所属目录事项: the item a content went out under, as it said."""
    key = content.extra.get(ITEM)
    return UnitItem.objects.of(content.authority).filter(pk=key).first() if isinstance(key, int) else None


def elements_of(content: Content) -> list[tuple[str, str]]:
    """要素: what a content says of each element of its item, in their order."""
    told = content.extra.get(ELEMENTS)
    return [(str(name), str(value)) for name, value in told.items()] if isinstance(told, dict) else []
