"""专题办理: prepare, change, arrange, show, open, close. Each is an entry with the digest of the topic as it then stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.specials import GATHERING, Block, BlockKind, SpecialState, objection_to_opening, read_layout
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.seals import canonical
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.gate import acts as gate
from gongkai.publication.specials.models import SpecialColumn, SpecialContent
from gongkai.publication.specials.wording import words_of

PREPARE, CHANGE, ARRANGE = "prepare_special", "change_special", "arrange_special"
SHOW, DROP, HAND = "show_in_special", "drop_from_special", "hand_special"
OPEN, CLOSE, REOPEN = "open_special", "close_special", "reopen_special"
ACTS = frozenset({PREPARE, CHANGE, ARRANGE, SHOW, DROP, HAND, OPEN, CLOSE, REOPEN})
SEALED = (
    *("title", "slug", "introduction", "section", "owner_id", "cycle", "closes_on"),
    *("state", "opened_on", "closed_on", "closing_note", "layout", "edition"),
)
"""封存的项: what the digest of a topic is made of, beside the contents chosen for it."""


@dataclass(frozen=True)
class SpecialPlan:
    """专题方案: what is said of a topic when it is prepared or changed."""

    title: str
    introduction: str
    section: str
    owner: Official | None = None
    cycle: int | None = None
    closes_on: date | None = None


@transaction.atomic
def prepare(authority: Authority, slug: str, plan: SpecialPlan, *, on: date, by: Official) -> SpecialColumn:
    """筹备专题: with the introduction and what is chosen for it as its first layout; nobody outside sees it yet."""
    _refuse(plan, on)
    if SpecialColumn.objects.of(authority).filter(slug=slug).exists():
        raise Unlawful("本机关已有这一网址代码的专题，专题的地址长期有效，不得重用", GATHERING, field="slug")
    row = SpecialColumn(authority=authority, slug=slug)
    row.layout = [
        Block(BlockKind.INTRODUCTION, "导语").as_json(),
        Block(BlockKind.SELECTED, "专题内容", most=20).as_json(),
    ]
    _fill(row, plan)
    _pass_the_gate(row, on, by)
    row.save(force_insert=True)
    _enter(row, PREPARE, on, by)
    return row


@transaction.atomic
def change(special: SpecialColumn, plan: SpecialPlan, *, on: date, by: Official, seen: int) -> None:
    """修改专题: its address stays; the planned end of an open topic may be put off, not into the past."""
    row = _held(special, seen)
    _unarchived(row)
    _refuse(plan, on, before=row)
    _fill(row, plan)
    _changed(row, CHANGE, on, by)


@transaction.atomic
def arrange(special: SpecialColumn, blocks: Sequence[Block], *, on: date, by: Official, seen: int) -> None:
    """调整版面: the whole layout, block by block in its order."""
    row = _held(special, seen)
    _unarchived(row)
    layout = read_layout(blocks)
    _readable(row, layout, on)
    if row.is_open and (refused := objection_to_opening(row.introduction, layout)):
        raise refused.raised()
    row.layout = [each.as_json() for each in layout]
    _changed(row, ARRANGE, on, by)


def _readable(row: SpecialColumn, layout: Iterable[Block], on: date) -> None:
    """What is pinned has to be public and within reach."""
    numbers = {each for block in layout if block.kind is BlockKind.PINNED for each in block.picks}
    there = disclosure.public(Content.objects.under(row.authority).filter(index_number__in=numbers), on)
    if missing := sorted(numbers - set(there.values_list("index_number", flat=True))):
        raise Unlawful(f"没有公开中的内容：{'、'.join(missing)}", GATHERING, field="picks")


@transaction.atomic
def show(special: SpecialColumn, contents: Sequence[Content], *, on: date, by: Official) -> int:
    """列入专题: contents of the authority or of those beneath it; they stay in their columns. How many are new."""
    row = _held(special, None)
    _unarchived(row)
    keys = {each.pk for each in contents}
    there = disclosure.public(Content.objects.under(row.authority).filter(pk__in=keys), on)
    if keys - set(there.values_list("pk", flat=True)):
        raise Unlawful("只能列入本机关和所属机关公开中的内容", GATHERING, field="contents")
    standing = SpecialContent.objects.of(row.authority).filter(special=row, until=None)
    new = sorted(keys - set(standing.values_list("content", flat=True)))
    if not new:
        return 0
    SpecialContent.objects.of(row.authority).bulk_create(
        SpecialContent(authority=row.authority, special=row, content_id=key, since=on) for key in new
    )
    numbers: list[JSON] = [each.index_number for each in sorted(contents, key=lambda one: one.pk) if each.pk in new]
    _enter(row, SHOW, on, by, {"contents": numbers})
    return len(new)


@transaction.atomic
def drop(special: SpecialColumn, content: Content, *, on: date, by: Official) -> None:
    """移出专题: the topic shows it no more; the content stays public where it stands."""
    row = _held(special, None)
    _unarchived(row)
    standing = SpecialContent.objects.of(row.authority).filter(special=row, content=content, until=None)
    if not standing.update(until=on):
        raise Unlawful("该内容没有列入本专题", GATHERING)
    _enter(row, DROP, on, by, {"contents": [content.index_number]})


@transaction.atomic
def hand(special: SpecialColumn, to: Official, *, on: date, by: Official) -> None:
    """移交专题: to whom answers for it from now on."""
    row = _held(special, None)
    row.owner = to
    _changed(row, HAND, on, by)


@transaction.atomic
def open_special(special: SpecialColumn, *, on: date, by: Official) -> None:
    """开设专题: from this day the public reads it."""
    row = _held(special, None)
    if row.state != SpecialState.PREPARED:
        raise Unlawful("只有筹备中的专题可以开设", GATHERING)
    if refused := objection_to_opening(row.introduction, row.blocks):
        raise refused.raised()
    if row.closes_on is not None and row.closes_on < on:
        raise Unlawful("计划结束日期已经过去，应先修改", GATHERING, field="closes_on")
    row.state, row.opened_on = SpecialState.OPEN, on
    _changed(row, OPEN, on, by)


@transaction.atomic
def close(special: SpecialColumn, note: str, *, on: date, by: Official) -> None:
    """归档专题: the page stays at its address with a notice, and shows what it showed until then."""
    row = _held(special, None)
    if not row.is_open:
        raise Unlawful("只有开设中的专题可以归档", GATHERING)
    if not note.strip():
        raise Unlawful("归档应当向公众说明原因", GATHERING, field="note")
    row.state, row.closed_on, row.closing_note = SpecialState.CLOSED, on, note.strip()
    _changed(row, CLOSE, on, by)


@transaction.atomic
def reopen(special: SpecialColumn, reason: str, closes_on: date | None, *, on: date, by: Official) -> None:
    """恢复专题: what was archived goes on, at the same address."""
    row = _held(special, None)
    if row.state != SpecialState.CLOSED:
        raise Unlawful("只有已归档的专题可以恢复", GATHERING)
    if not reason.strip():
        raise Unlawful("恢复应当写明理由", GATHERING, field="reason")
    if closes_on is not None and closes_on < on:
        raise Unlawful("计划结束日期不能早于今天", GATHERING, field="closes_on")
    row.state, row.closed_on, row.closing_note, row.closes_on = SpecialState.OPEN, None, "", closes_on
    _changed(row, REOPEN, on, by, {"reason": reason.strip()})


def digest(row: SpecialColumn) -> str:
    """专题摘要: of all that the public reads and the year counts of a topic."""
    told: dict[str, JSON] = {name: _plain(getattr(row, name)) for name in SEALED}
    chosen = SpecialContent.objects.of(row.authority).filter(special=row).order_by("pk")
    told["chosen"] = [
        [key, since.isoformat(), _plain(until)] for key, since, until in chosen.values_list("content", "since", "until")
    ]
    return sha256(canonical(told).encode()).hexdigest()


def _plain(value: Any) -> JSON:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, SpecialState) else value


def _refuse(plan: SpecialPlan, on: date, before: SpecialColumn | None = None) -> None:
    for name, label in {"title": "名称", "section": "责任科室"}.items():
        if not str(getattr(plan, name)).strip():
            raise Unlawful(f"{label}不能为空", GATHERING, field=name)
    moved = before is None or before.closes_on != plan.closes_on
    if moved and plan.closes_on is not None and plan.closes_on < on:
        raise Unlawful("计划结束日期不能早于今天", GATHERING, field="closes_on")
    if before is not None and before.is_open and (refused := objection_to_opening(plan.introduction, before.blocks)):
        raise refused.raised()


def _fill(row: SpecialColumn, plan: SpecialPlan) -> None:
    row.title, row.introduction, row.section = plan.title.strip(), plan.introduction.strip(), plan.section.strip()
    row.owner, row.cycle, row.closes_on = plan.owner, plan.cycle, plan.closes_on


def _held(special: SpecialColumn, seen: int | None) -> SpecialColumn:
    row = SpecialColumn.objects.of(special.authority).select_for_update().get(pk=special.pk)
    if seen is not None and row.edition != seen:
        raise Unlawful("已被他人改动，您看到的内容不是最新的，请刷新页面后再办理", GATHERING)
    return row


def _unarchived(row: SpecialColumn) -> None:
    if row.state == SpecialState.CLOSED:
        raise Unlawful("专题已经归档，不再改动；确需更新的先恢复", GATHERING)


def _changed(row: SpecialColumn, act: str, on: date, by: Official, data: dict[str, JSON] | None = None) -> None:
    row.edition += 1
    _pass_the_gate(row, on, by)
    row.save()
    _enter(row, act, on, by, data)


def _pass_the_gate(row: SpecialColumn, on: date, by: Official) -> None:
    gate.pass_words(row.authority, "special", words_of(row), on=on, by=by)


def _enter(row: SpecialColumn, act: str, on: date, by: Official, data: dict[str, JSON] | None = None) -> None:
    told: dict[str, JSON] = {name: _plain(getattr(row, name)) for name in SEALED}
    told |= {"special": row.pk, "row": digest(row), **(data or {})}
    row.entry = journal.enter(row.authority, act, on=on, by=by, data=told)
    row.save(update_fields=["entry"])
