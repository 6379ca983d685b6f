"""清单来源: which decisions the rooms have ready, what each proposes, and the deed behind its one button.

A source without a deed of its own leads to the page where the draft is ready; everything here is asked of the rooms below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from gongkai.law.documents import KIND as DOCUMENT
from gongkai.law.documents import Act, Attribute, DocumentKind, State
from gongkai.law.expansions import Decision
from gongkai.law.grammar.flow import Role, Step, Unlawful
from gongkai.law.handing_choices import Choice, renewed
from gongkai.law.handing_items import Item
from gongkai.law.labelling import Proposal, leading
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.oversight.handing.packs.queries import held_by
from gongkai.publication.catalogue import guides
from gongkai.publication.catalogue.models import Placement
from gongkai.publication.catalogue.proposals import decide_placement
from gongkai.publication.catalogue.slots.models import Fulfilment, Slot
from gongkai.publication.catalogue.slots.queries import awaited
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import queries as documented
from gongkai.publication.documents.acts import Draft
from gongkai.publication.documents.models import Document

SOON = 5
"""几个工作日内到期的列入."""
AHEAD = timedelta(days=14)
MOST = 20
"""每类至多看几项."""

Find = Callable[[Authority, Official, date], Iterable[Choice]]
Accept = Callable[[Authority, str, Official, date], str]
"""照建议办: of this key; hands over where to go on."""


@dataclass(frozen=True, slots=True)
class Source:
    """一类决定: who decides, how the open ones are found, what its button says and does."""

    sort: str
    label: str
    role: Role
    button: str
    find: Find
    accept: Accept | None = None


# -- 标注 --------------------------------------------------------------------------------------------------------------


def _unlabelled(authority: Authority, official: Official, on: date) -> Iterable[Choice]:
    """Own drafts without a label, where the proposal is to make them public: what withholds is decided on the page."""
    mine = [int(each.item.key) for each in held_by(official, authority, on) if each.item.sort == DOCUMENT]
    rows = Document.objects.of(authority).filter(dossier__in=mine, attribute="", dossier__state=State.DRAFTING.value)
    for row in rows.select_related("dossier", "authority").order_by("pk")[:MOST]:
        told = leading(documented.proposals(row))
        if told.attribute is Attribute.PROACTIVE:
            yield Choice(
                "label",
                str(row.pk),
                f"《{row.title}》标什么公开属性？",
                told.attribute.label,
                told.reason,
                reverse("documents:file", args=[row.dossier_id]),
            )


def _label(authority: Authority, key: str, official: Official, on: date) -> str:
    row = Document.objects.of(authority).select_related("dossier__authority", "authority").get(pk=key)
    told: Proposal = leading(documented.proposals(row))
    details: dict[str, object] = {"attribute": told.attribute.value, "proposed": told.attribute.value}
    documents.act(row, Step(Act.LABEL.value, on, details), today=on, by=official)  # type: ignore[arg-type]
    return reverse("documents:file", args=[row.dossier_id])


# -- 移栏 --------------------------------------------------------------------------------------------------------------


def _misplaced(authority: Authority, official: Official, on: date) -> Iterable[Choice]:
    rows = Placement.objects.of(authority).filter(decision=Decision.OPEN).select_related("column", "target")
    for row in rows.order_by("proposed_on", "pk")[:MOST]:
        yield Choice(
            "placement",
            str(row.pk),
            f"《{row.title}》在“{row.column.name}”，要不要移栏？",
            f"移到“{row.target.name}”",
            row.reason,
            reverse("catalogue:placement", args=[row.pk]),
        )


def _move(authority: Authority, key: str, official: Official, on: date) -> str:
    row = Placement.objects.of(authority).select_related("authority", "column", "target").get(pk=key)
    decide_placement(row, accepted=True, on=on, by=official)
    return ""


# -- 指南 --------------------------------------------------------------------------------------------------------------


def _guide(authority: Authority, official: Official, on: date) -> Iterable[Choice]:
    due = guides.due(authority, on)
    if due is None or due > on + AHEAD or guides.outdated(authority, on):
        return
    proposal = "复核，内容没有变化"
    why = f"指南应于{due}前复核；与机关信息逐项比对，没有不符之处"
    yield Choice("guide", str(authority.pk), "公开指南要不要改？", proposal, why, reverse("catalogue:guide"), due)


def _review(authority: Authority, key: str, official: Official, on: date) -> str:
    guides.review_guide(authority, on=on, by=official)
    return ""


# -- 时点的草稿 --------------------------------------------------------------------------------------------------------


def _slots(authority: Authority, official: Official, on: date) -> Iterable[Choice]:
    """Slots of one's own columns that come soon, where the last release gives the text to begin with."""
    for slot in awaited(authority, on + AHEAD).filter(item__column__owner=official)[:MOST]:
        if (last := _last(slot)) is None:
            continue
        content, before = last
        title = renewed(content.title, before.begins, slot.begins)
        yield Choice(
            "slot_draft",
            str(slot.pk),
            f"{slot.item}（{slot.key}）{slot.due}前应公开，从哪里写起？",
            f"照上一期起草《{title}》",
            f"上一期是《{content.title}》，{content.published_on}公开",
            reverse("catalogue:slot", args=[slot.pk]),
            slot.due,
        )


def _last(slot: Slot) -> tuple[Content, Slot] | None:
    rows = Fulfilment.objects.of(slot.authority).filter(item=slot.item, withdrawn_on=None).exclude(slot=None)
    row = rows.select_related("slot").order_by("-published_on", "-pk").first()
    if row is None or row.slot is None:
        return None
    content = Content.objects.of(slot.authority).filter(index_number=row.index_number, withdrawn_on=None).first()
    return (content, row.slot) if content and content.text else None


def _draft(authority: Authority, key: str, official: Official, on: date) -> str:
    slot = Slot.objects.of(authority).select_related("authority", "item").get(pk=key)
    last = _last(slot)
    if last is None:
        raise Unlawful("上一期已经撤下，没有可照的文字")
    content, before = last
    kind = DocumentKind(content.document.kind) if content.document else DocumentKind.OTHER
    draft = Draft(
        kind, renewed(content.title, before.begins, slot.begins), content.body, content.text, theme=content.theme
    )
    made = documents.draft(authority, draft, on=on, today=on, by=official)
    return reverse("documents:file", args=[made.dossier_id])


# -- 临近到期 ----------------------------------------------------------------------------------------------------------


def _is_asked_above(authority: Authority, item: Item) -> bool:
    """A slot whose last release gives the text to begin with."""
    if item.sort != "slot":
        return False
    slot = Slot.objects.of(authority).select_related("authority", "item").get(pk=item.key)
    return _last(slot) is not None


def _due(authority: Authority, official: Official, on: date) -> Iterable[Choice]:
    """What is one's own and falls due within the week, of whatever room; drafts and slots are asked about above."""
    until = calendar_of(authority).after(on, SOON).on
    for each in held_by(official, authority, on):
        item = each.item
        if item.due_on is None or item.due_on > until or _is_asked_above(authority, item):
            continue
        called = procedure(each.heir.kind).label if each.heir.kind else each.heir.label
        late = "已经逾期" if item.due_on < on else f"{item.due_on}到期"
        basis = f"（{each.heir.basis}）" if each.heir.basis else ""
        proposal = "接着写并送审" if each.heir.kind == DOCUMENT else "打开办理"
        yield Choice("due", item.line, f"{called}{item.name}", proposal, f"{late}{basis}", item.href, item.due_on)


SOURCES: Mapping[str, Source] = {
    each.sort: each
    for each in (
        Source("due", "临近到期", Role.HANDLER, "去办", _due),
        Source("slot_draft", "到点的草稿", Role.HANDLER, "生成草稿", _slots, _draft),
        Source("label", "公开属性", Role.HANDLER, "照此标注", _unlabelled, _label),
        Source("placement", "移栏", Role.PUBLISHER, "移过去", _misplaced, _move),
        Source("guide", "公开指南", Role.REVIEWER, "没有变化", _guide, _review),
    )
}
"""各类决定, the most pressing sort first."""
