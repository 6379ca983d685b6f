"""单位目录办理: propose, word anew, approve, end. What the head has approved changes only with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.law.catalogue import CATALOGUE
from gongkai.law.grammar.flow import JSON, Role, Unlawful
from gongkai.law.standards import DisclosureForm
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import roles_of
from gongkai.office.journal import acts as journal
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.standards.models import Standard, UnitItem
from gongkai.publication.gate import acts as gate


@dataclass(frozen=True)
class ItemPlan:
    """目录项方案: what a unit will publish, in its own words, and who answers for it."""

    area: str
    matter: str
    name: str
    content: str
    section: str
    limit: str = ""
    basis: str = ""
    form: DisclosureForm = DisclosureForm.REGULAR
    column: Column | None = None

    def __post_init__(self) -> None:
        if not self.section.strip():
            raise Unlawful(f"“{self.name}”没有责任科室，不能列入单位目录", CATALOGUE, field="section")


def taken_over(standard: Standard, section: str) -> ItemPlan:
    """照标准列入: the words of a standard, to be worded anew where the unit says it otherwise."""
    told = standard.value
    return ItemPlan(*told.key, told.content, section, told.limit, told.basis, told.form)


@dataclass(frozen=True)
class Proposal:
    """拟列: a plan, the standard it comes from, and why."""

    plan: ItemPlan
    standard: Standard | None = None
    reasons: tuple[str, ...] = ()


@transaction.atomic
def propose(authority: Authority, proposals: Sequence[Proposal], *, on: date, by: Official | None) -> list[UnitItem]:
    """拟列入单位目录: items that await the head's approval."""
    if not proposals:
        raise Unlawful("没有选择要列入的标准", CATALOGUE, field="chosen")
    items = [_item(authority, proposal, on) for proposal in proposals]
    with in_chinese():
        UnitItem.objects.of(authority).bulk_create(items)
    told: list[JSON] = [told_of(item) for item in items]
    journal.enter(authority, "propose_items", on=on, by=by, data={"items": told})
    return items


def _item(authority: Authority, proposal: Proposal, on: date) -> UnitItem:
    _check_column(authority, proposal.plan.column, on)
    return UnitItem(
        authority=authority,
        standard=proposal.standard,
        reasons=list(proposal.reasons),
        proposed_on=on,
        **_columns(proposal.plan),
    )


def _check_column(authority: Authority, column: Column | None, on: date) -> None:
    if column is None:
        return
    if column.authority_id != authority.pk:
        raise Unlawful(f"栏目“{column.name}”不是本机关的栏目", CATALOGUE, field="column")
    if column.closed_on is not None and column.closed_on <= on:
        raise Unlawful(f"栏目“{column.name}”已于{column.closed_on:%Y-%m-%d}关闭", CATALOGUE, field="column")


@transaction.atomic
def hand_items(
    items: Sequence[UnitItem], heir: Authority, plans: Sequence[ItemPlan], *, on: date, by: Official | None, reason: str
) -> list[UnitItem]:
    """移交目录项: they end here and are proposed at the heir, whose head approves them; ``plans`` words each for the heir."""
    proposals = [Proposal(plan, item.standard, (reason,)) for item, plan in zip(items, plans, strict=True)]
    there = set(UnitItem.objects.of(heir).filter(ended_on=None).values_list("area", "matter", "name"))
    new = [each for each in proposals if (each.plan.area, each.plan.matter, each.plan.name) not in there]
    made = propose(heir, new, on=on, by=by) if new else []
    for item in items:
        _lock(item)
        _must_stand(item, on)
        item.ended_on, item.ended_reason = on, reason
        item.save(update_fields=["ended_on", "ended_reason"])
        data: dict[str, JSON] = {"item": item.pk, "reason": reason, "heir": heir.code}
        journal.enter(item.authority, "end_item", on=on, by=by, data=data)
    return made


@transaction.atomic
def revise(item: UnitItem, plan: ItemPlan, *, on: date, by: Official, reason: str = "") -> None:
    """修改目录项: freely while proposed; once approved by the head alone and with a reason (动态调整)."""
    _lock(item)
    _must_stand(item, on)
    if item.approved_on is not None:
        _must_be_head(item.authority, by, on, "调整已经批准的目录项")
        if not reason.strip():
            raise Unlawful("调整已经批准的目录项应当写明理由", CATALOGUE, field="reason")
    _check_column(item.authority, plan.column, on)
    was = told_of(item)
    for name, value in _columns(plan).items():
        setattr(item, name, value)
    if item.approved_on is not None:
        _pass_the_gate(item, on, by)
    with in_chinese():
        item.save()
    data: dict[str, JSON] = {"item": item.pk, "was": was, "is": told_of(item), "reason": reason.strip()}
    journal.enter(item.authority, "revise_item", on=on, by=by, data=data)


@transaction.atomic
def approve(authority: Authority, items: Sequence[UnitItem], *, on: date, by: Official) -> None:
    """批准单位目录: by the head of the unit; from this day on the items are in force."""
    _must_be_head(authority, by, on, "批准单位目录")
    if not items:
        raise Unlawful("没有待批准的目录项", CATALOGUE)
    for item in items:
        _lock(item)
        _must_stand(item, on)
        if item.approved_on is not None:
            raise Unlawful(f"“{item}”已于{item.approved_on:%Y-%m-%d}批准", CATALOGUE)
        _pass_the_gate(item, on, by)
        item.approved_on, item.approved_by = on, by
        item.save(update_fields=["approved_on", "approved_by"])
    keys: list[JSON] = [item.pk for item in items]
    journal.enter(authority, "approve_items", on=on, by=by, data={"items": keys})


@transaction.atomic
def end(item: UnitItem, *, on: date, by: Official, reason: str) -> None:
    """停用目录项: it stays readable with its reason; an approved one is ended by the head."""
    _lock(item)
    _must_stand(item, on)
    if not reason.strip():
        raise Unlawful("停用目录项应当写明理由", CATALOGUE, field="reason")
    if item.approved_on is not None:
        _must_be_head(item.authority, by, on, "停用已经批准的目录项")
    item.ended_on, item.ended_reason = on, reason.strip()
    item.save(update_fields=["ended_on", "ended_reason"])
    data: dict[str, JSON] = {"item": item.pk, "reason": reason.strip()}
    journal.enter(item.authority, "end_item", on=on, by=by, data=data)


def _pass_the_gate(item: UnitItem, on: date, by: Official) -> None:
    gate.pass_words(item.authority, f"unit item {item.pk}", {str(item)[:60]: told_of(item)}, on=on, by=by)


def _lock(item: UnitItem) -> None:
    item.refresh_from_db(from_queryset=UnitItem.objects.everywhere().select_for_update(of=("self",)))


def _must_stand(item: UnitItem, on: date) -> None:
    if item.ended_on is not None:
        raise Unlawful(f"“{item}”已于{item.ended_on:%Y-%m-%d}停用", CATALOGUE)
    if on < item.proposed_on:
        raise Unlawful(f"办理日期不能早于拟列日期{item.proposed_on:%Y-%m-%d}", CATALOGUE, field="on")


def _must_be_head(authority: Authority, by: Official, on: date, what: str) -> None:
    if Role.SIGNER not in roles_of(by, authority, on):
        raise Unlawful(f"{what}应由本单位负责人办理", CATALOGUE)


def _columns(plan: ItemPlan) -> dict[str, Any]:
    told = {name: value.strip() if isinstance(value, str) else value for name, value in vars(plan).items()}
    return told | {"form": plan.form}


def told_of(item: UnitItem) -> dict[str, JSON]:
    """目录项的内容: as the entry and the gate are told it."""
    plan = ItemPlan(
        item.area,
        item.matter,
        item.name,
        item.content,
        item.section,
        item.limit,
        item.basis,
        DisclosureForm(item.form),
    )
    told: dict[str, JSON] = {name: value for name, value in asdict(plan).items() if name != "column"}
    return told | {"item": item.pk, "column": item.column_id, "standard": item.standard_id}
