"""服务事项办理: list an item, change it, open it online, end it; each is one step by the journal, and another person signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from gongkai.casework.services import recording
from gongkai.casework.services.items.models import ServiceItem, ServiceItemVersion
from gongkai.casework.services.recording import Book, Entered
from gongkai.law.grammar.flow import Step
from gongkai.law.service_items import ItemContent, standardization
from gongkai.law.service_versions import Record
from gongkai.law.services import ITEM
from gongkai.office.authorities.models import Authority, Official


def _columns(content: ItemContent) -> Mapping[str, object]:
    return {
        "kind": content.kind,
        "subjects": " ".join(content.subjects),
        "statutory_days": content.statutory_days,
        "promised_days": content.promised_days,
        "visits": content.visits,
        "online": content.online,
        "in_hall": content.in_hall,
        "complete": not standardization(content),
    }


BOOK: Book[ServiceItem, ServiceItemVersion] = Book(ITEM, ServiceItem, ServiceItemVersion, "item", _columns)
"""事项登记簿."""


def list_item(
    authority: Authority, code: str, content: ItemContent, reason: str, *, on: date, today: date, by: Official
) -> ServiceItem:
    """拟列入事项."""
    return recording.open_one(BOOK, authority, code, content, reason, on=on, today=today, by=by)


def act(item: ServiceItem, step: Step, *, today: date, by: Official, seen: int | None = None) -> Record:
    """办理一步: any step after the first."""
    return recording.take_one(BOOK, item, step, today=today, by=by, seen=seen)


def enter_items(authority: Authority, entered: Iterable[Entered]) -> int:
    """批量登记事项: whole histories; how many."""
    return recording.enter_all(BOOK, authority, entered)
