"""其他可查的事: guides to services and answers to what people talk about: neither contents nor records, found beside them.

One shape for both, so that the index and the list of results say the same of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse

from gongkai.casework.services.items.models import ServiceItem, ServiceItemVersion
from gongkai.casework.services.versions import in_force
from gongkai.doors.search.texts import sealed
from gongkai.engines.search.values import Facet, Text
from gongkai.law.service_items import ELEMENTS, said
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.response.events import queries as events
from gongkai.publication.response.events.models import EventResponse, OpinionEvent

GUIDE_MARK, ANSWER_MARK = "g", "o"
"""键的标记."""
GUIDE, ANSWER = "guide", "answer"
LABELS = {GUIDE: "办事指南", ANSWER: "回应关切"}
"""类别: beside the classes of contents."""
BATCH = 500
_BOOST = 0.9
"""权重: a county has a thousand guides; who seeks a policy should not have to turn past them."""
_TOLD_APART = ("name", "place", "hours", "phone")


@dataclass(frozen=True, slots=True)
class Findable:
    """一件可查的事: as the index takes it and as a line of the results shows it."""

    key: str
    kind: str
    title: str
    body: str
    href: str
    code: str
    authority: str
    published_on: date
    number: str = ""

    @property
    def text(self) -> Text:
        """入库文本."""
        facets = {Facet.AUTHORITY: self.code, Facet.KIND: self.kind, Facet.YEAR: f"{self.published_on:%Y}"}
        return sealed(
            Text(
                key=self.key,
                title=self.title,
                body=self.body,
                facets=facets,
                published_on=self.published_on,
                digest="",
                numbers=(self.number,) if self.number else (),
                issuer=self.authority,
                group=self.key,
                boost=_BOOST,
            )
        )


# -- guides ----------------------------------------------------------------------------------------------------------------


def guides() -> OwnedQuerySet[ServiceItem]:
    """服务事项: of all authorities, public or not."""
    return ServiceItem.objects.everywhere()


def public_guides(rows: OwnedQuerySet[ServiceItem], on: date) -> OwnedQuerySet[ServiceItem]:
    """有指南的事项: those a version of which counts on a day."""
    standing = ServiceItemVersion.objects.everywhere().filter(item=OuterRef("pk")).filter(in_force(on))
    return rows.filter(Exists(standing))


def turned_guides(on: date) -> OwnedQuerySet[ServiceItem]:
    """到日变动的指南: another version may count by the day alone."""
    return guides().filter(versions__isnull=False).distinct()


def guide_texts(keys: Iterable[int], on: date) -> Iterator[Text]:
    """各指南文本: of those items among ``keys`` that have one on a day."""
    return (each.text for each in _guides(keys, on))


def _guides(keys: Iterable[int], on: date) -> Iterator[Findable]:
    for batch in _batches(keys):
        rows = ServiceItemVersion.objects.everywhere().filter(in_force(on), item__in=batch)
        yield from map(_guide, rows.select_related("item__authority").order_by("item"))


def _guide(version: ServiceItemVersion) -> Findable:
    item, content = version.item, version.value
    told = ((title, said(content, name)) for name, title in ELEMENTS.items() if name not in _TOLD_APART)
    return Findable(
        key=f"{GUIDE_MARK}{item.pk}",
        kind=GUIDE,
        title=version.name,
        body="\n".join(f"{title}：{text}" for title, text in told if text),
        href=reverse("services:guide", args=[item.authority.code, item.dossier_id]),
        code=item.authority.code,
        authority=item.authority.name,
        published_on=version.from_on,
        number=item.code,
    )


# -- answers ---------------------------------------------------------------------------------------------------------------


def answers() -> OwnedQuerySet[OpinionEvent]:
    """舆情事件: of all authorities, answered or not."""
    return OpinionEvent.objects.everywhere()


def public_answers(rows: OwnedQuerySet[OpinionEvent], on: date) -> OwnedQuerySet[OpinionEvent]:
    """公开回应过的: an answer to everybody stands that was not taken down."""
    return events.told_publicly(rows)


def turned_answers(on: date) -> OwnedQuerySet[OpinionEvent]:
    """到日变动的回应: none; an answer comes and goes by its entries."""
    return answers().none()


def answer_texts(keys: Iterable[int], on: date) -> Iterator[Text]:
    """各回应文本: of those events among ``keys`` that were answered publicly."""
    return (each.text for each in _answers(keys, on))


def _answers(keys: Iterable[int], on: date) -> Iterator[Findable]:
    for batch in _batches(keys):
        rows = public_answers(answers().filter(pk__in=batch), on).select_related("authority", "dossier")
        out = Prefetch("responses", events.standing_answers(), to_attr="told")
        yield from map(_answer, rows.prefetch_related(out).order_by("pk"))


def _answer(event: OpinionEvent) -> Findable:
    told: list[EventResponse] = vars(event)["told"]
    said = dict.fromkeys(
        text for each in told for text in (each.title, each.text, each.rumour, each.truth, each.evidence) if text
    )
    return Findable(
        key=f"{ANSWER_MARK}{event.pk}",
        kind=ANSWER,
        title=event.dossier.title,
        body="\n".join((event.concern, *said)),
        href=reverse("response:public_event", args=[event.authority.code, event.pk]),
        code=event.authority.code,
        authority=event.authority.name,
        published_on=events.day_of(told[0].released_at),
    )


# -- reading back ----------------------------------------------------------------------------------------------------------


def findables_of(keys: Iterable[str], on: date) -> dict[str, Findable]:
    """读回: of the keys the index names, the guides and answers the public may read now."""
    named = list(keys)
    found = (
        *_guides(_rows_of(named, GUIDE_MARK), on),
        *_answers(_rows_of(named, ANSWER_MARK), on),
    )
    return {each.key: each for each in found}


def _rows_of(keys: Iterable[str], mark: str) -> list[int]:
    return [int(key[1:]) for key in keys if key[:1] == mark and key[1:].isdecimal()]


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        yield batch
