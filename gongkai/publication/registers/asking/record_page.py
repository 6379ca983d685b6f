"""记录页: what one record says, what was said before and why it was changed, and the matter it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from gongkai.law.grammar.kinds import Kind, Shown, Sort
from gongkai.law.registers import KINDS
from gongkai.law.registers.chains import Chain, Gap, Stage, chain_of
from gongkai.law.registers.rows import Value
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.registers.asking.answering import fit_to_show, public_versions
from gongkai.publication.registers.models import Protest, Record
from gongkai.publication.registers.worded import note_on, worded
from gongkai.web.jinja import url_or_none

CORRECTS = "corrects"
"""更正所指: the field by which one record names another that it corrects."""
MOST_OF_A_STAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """一项: as the page shows it."""

    label: str
    value: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """改动: of one field, what stood there and what stands there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """变更: when and why an edition was replaced, and what became different."""

    edition: int
    on: date
    reason: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """环节: a stage of the matter with its records; without any, since when and until when it is awaited."""

    stage: Stage
    records: tuple[Record, ...]
    gap: Gap | None = None


def lines(kind: Kind, data: Mapping[str, Value]) -> Iterator[Line]:
    """各项: every field the public reads; what is empty is said to be so."""
    for each in kind.shown:
        value = data.get(each.key)
        href = str(value) if value and each.sort is Sort.LINK else ""
        yield Line(each.heading, worded(each, value), note_on(each) if value else "", href)


def inside(kind: Kind) -> list[str]:
    """不公开的项: their names; the public is told that they are collected and not shown."""
    return [each.label for each in kind.fields if each.shown is Shown.INSIDE]


def history(record: Record) -> list[Change]:
    """历次变更: the latest first, of what had been public."""
    kind, changes = record.declared, []
    after: Mapping[str, object] = {"data": record.data, "left_on": record.left_on and record.left_on.isoformat()}
    for version in public_versions(record.authority).filter(record=record).order_by("-edition"):
        differences = tuple(_differences(kind, version.row, after))
        changes.append(Change(version.edition, version.until, version.reason, differences))
        after = version.row
    return changes


def _differences(kind: Kind, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Difference]:
    old, new = (fit_to_show(kind, _data(each)) for each in (before, after))
    for each in kind.shown:
        if old.get(each.key) != new.get(each.key):
            yield Difference(each.label, worded(each, old.get(each.key)), worded(each, new.get(each.key)))
    if before.get("left_on") != after.get("left_on") and not kind.has("left_on"):
        yield Difference("移出日期", str(before.get("left_on") or ""), str(after.get("left_on") or ""))


def _data(row: Mapping[str, object]) -> Mapping[str, Value]:
    data = row["data"]
    assert isinstance(data, dict)  # noqa: S101 (a row is what storing.row made)
    return data


# -- objections and corrections ---------------------------------------------------------------------------------------------


def protests(record: Record) -> list[Protest]:
    """异议和答复: against this record, in their order; who raised them and what they said stays inside."""
    return list(Protest.objects.of(record.authority).filter(record=record).order_by("received_on", "pk"))


@dataclass(frozen=True, slots=True)
class Say:
    """可以做的: what a reader may do about a record, and where."""

    label: str
    href: str
    why: str


def says(record: Record) -> Iterator[Say]:
    """对这条记录: object while it is shown for that, have it put right where it is about oneself, tell of any other mistake.

    The page hangs on its address alone: what is shown until a day says so, and is gone or refused after it.
    """
    authority = record.authority
    if record.data.get("shown_to"):
        until = f"公示期至{record.data['shown_to']}，期内可以提出；答复以前后面的环节不能登记"
        yield Say("对公示提出异议", reverse("registers:raise_protest", args=[authority.code, record.pk]), until)
    correcting = url_or_none("applications:correct_record", authority.code, record.pk)
    if correcting and authority.duties.answers:
        yield Say("申请更正", correcting, "记录与您自身相关，有证据证明不准确的（条例第四十一条）")
    if writing := url_or_none("engagement:write", authority.code):
        asked = urlencode({"q": f"纠错：{record.declared.label}“{record.title[:60]}”（{record.address}）"})
        yield Say("指出别的差错", f"{writing}?{asked}", "与您无关而看到写错的，留言告诉我们，凭编号和查询码看答复")


# -- the matter ------------------------------------------------------------------------------------------------------------


def chain_around(record: Record, today: date) -> tuple[Chain, list[Step]] | None:
    """公告链: the stages of the matter in their order, with what is still to come."""
    chain = chain_of(record.kind)
    if chain is None or not record.joined:
        return None
    kinds = [stage.kind for stage in chain.stages]
    rows = of_the_matter(record.authority, record.joined, today).filter(kind__in=kinds).order_by("dated_on", "pk")
    there: dict[str, list[Record]] = {}
    for each in rows:
        there.setdefault(each.kind, []).append(each)
    gaps = {each.kind: each for each in chain.gaps(_last_days(record.authority, record.joined, kinds))}
    steps = [
        Step(stage, tuple(there.get(stage.kind, ())[:MOST_OF_A_STAGE]), gaps.get(stage.kind))
        for stage in chain.stages
        if stage.kind in there or stage.kind in gaps
    ]
    return chain, steps


def of_the_matter(authority: Authority, joined: str, today: date) -> OwnedQuerySet[Record]:
    """同一事项的记录: those the public may read today."""
    rows = Record.objects.of(authority).filter(joined=joined, standing=Standing.PUBLIC)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=today)).select_related("authority")


def _last_days(authority: Authority, joined: str, kinds: list[str]) -> dict[str, date]:
    """The last day of each stage that was made public, also of those whose display has ended since."""
    out = (Standing.PUBLIC, Standing.ENDED)
    rows = Record.objects.of(authority).filter(joined=joined, kind__in=kinds, standing__in=out).order_by("dated_on")
    return dict(rows.values_list("kind", "dated_on"))


def corrected_by(record: Record, today: date) -> list[Record]:
    """更正公告: those of the same matter that name this record."""
    kinds = [kind.key for kind in KINDS.values() if kind.has(CORRECTS)]
    if not record.joined:
        return []
    rows = of_the_matter(record.authority, record.joined, today).filter(kind__in=kinds).exclude(pk=record.pk)
    return [each for each in rows.order_by("dated_on", "pk") if each.data.get(CORRECTS) == record.title]


def corrects(record: Record, today: date) -> Record | None:
    """所更正的公告: the record of the same matter that this one names."""
    named = record.data.get(CORRECTS)
    if not named or not record.joined:
        return None
    rows = of_the_matter(record.authority, record.joined, today).filter(title=named).exclude(pk=record.pk)
    return rows.order_by("-dated_on", "-pk").first()
