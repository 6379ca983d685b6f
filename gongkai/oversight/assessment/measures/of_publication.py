"""主动公开的计量: slots, items of the catalogue, news that pads, labels, interpretations, leaks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q

from gongkai.law.disclosure import ContentClass, Source
from gongkai.law.label_audit import Verdict as LabelVerdict
from gongkai.law.screening import Verdict as ScreeningVerdict
from gongkai.law.shares import PADDING
from gongkai.law.slots import SlotState
from gongkai.law.supervision.measures import Counted, Window
from gongkai.office.authorities.models import Authority
from gongkai.publication.catalogue.slots import queries as slots
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import AuditFinding, Document
from gongkai.publication.gate.models import ScreeningDecision
from gongkai.publication.interpretation import queries as interpretation

MOST_RECORDS = 200
"""一点最多列出的记录: the rest are told by their number."""
_DAY = timedelta(days=1)


def late_slots(unit: Authority, window: Window) -> Iterator[Counted]:
    """应公开而迟发、漏发: by the state of each slot on the day after the window; what is due on its last day is late by then."""
    due = slots.due_in(unit, window.since, window.until)
    for each in slots.on_day(due, window.until + _DAY):
        if each.state in (SlotState.LATE, SlotState.MISSED):
            slot = each.slot
            note = f"{slot.item}，应于{slot.due:%Y-%m-%d}前公开，{each.state.label}"
            yield Counted((f"slot:{slot.pk}",), slot.due, note)


def blank_items(unit: Authority, window: Window) -> Iterator[Counted]:
    """空白目录项: on the last day of the window."""
    for each in slots.items_on(unit, window.until):
        if each.empty:
            yield Counted((f"item:{each.item.pk}",), window.until, f"{each.item}，从未发布")


def stale_items(unit: Authority, window: Window) -> Iterator[Counted]:
    """目录项长期不更新: on the last day of the window."""
    for each in slots.items_on(unit, window.until):
        if each.stale and each.last:
            yield Counted((f"item:{each.item.pk}",), window.until, f"{each.item}，最近一次{each.last:%Y-%m-%d}")


def padded_news(unit: Authority, window: Window) -> Iterator[Counted]:
    """动态信息充数: once, where news and reprints make up half of what went out and stood at the end."""
    stood = Q(withdrawn_on=None) | Q(withdrawn_on__gt=window.until)
    rows = Content.objects.of(unit).filter(stood, published_on__gte=window.since, published_on__lte=window.until)
    idle = rows.filter(Q(kind=ContentClass.NEWS) | ~Q(source=Source.OWN)).order_by("published_on", "pk")
    total, empty = rows.count(), idle.count()
    if total and empty >= total * PADDING:
        keys = idle.values_list("pk", flat=True)[:MOST_RECORDS]
        whole = (f"padding:{unit.code}/{window.since:%Y%m%d}-{window.until:%Y%m%d}",)
        note = f"公开{total}条，动态和转载{empty}条"
        yield Counted((*whole, *(f"content:{key}" for key in keys)), window.until, note)


def label_errors(unit: Authority, window: Window) -> Iterator[Counted]:
    """公开属性标注错误: by the day the sample was drawn."""
    drawn = AuditFinding.objects.everywhere().filter(
        document__authority=unit,
        verdict=LabelVerdict.WRONG,
        audit__drawn_on__gte=window.since,
        audit__drawn_on__lte=window.until,
    )
    for each in drawn.select_related("document", "audit").order_by("pk"):
        records = (f"audit:{each.audit_id}/{each.pk}", f"document:{each.document.dossier_id}")
        yield Counted(records, each.audit.drawn_on, f"{each.document}，{each.audit}")


def missing_interpretation(unit: Authority, window: Window) -> Iterator[Counted]:
    """应解读未解读: the day it was due lies in the window, and by the end it was late or missing."""
    for each in interpretation.duties(Document.objects.of(unit), window.until):
        due, met = each.duty.due, each.duty.met_on
        if each.duty.exempt or due is None or not window.holds(due.on) or (met and met <= due.on):
            continue
        note = f"{each.document}，应于{due.on:%Y-%m-%d}前解读"
        yield Counted((f"document:{each.document.dossier_id}",), due.on, note)


def leaks(unit: Authority, window: Window) -> Iterator[Counted]:
    """公开后发现泄露个人信息: a thing that was public, of which somebody decided that it must be covered or taken away."""
    rows = ScreeningDecision.objects.of(unit).filter(
        screening__published=True,
        verdict__in=[ScreeningVerdict.COVER, ScreeningVerdict.WITHHOLD],
        decided_on__gte=window.since,
        decided_on__lte=window.until,
    )
    seen: set[int] = set()
    for each in rows.select_related("screening").order_by("decided_on", "pk"):
        if each.screening_id not in seen:
            seen.add(each.screening_id)
            yield Counted((f"screening:{each.screening_id}",), each.decided_on, each.screening.name)
