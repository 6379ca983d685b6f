"""变更数据: what became public, was corrected, left its list, was withdrawn or came down, in the order of the entries.

A harvester remembers the number of the last entry it was told of and asks for what came after; nothing can be entered behind it.
Of what is not public any more only the address, the day and the kind of reason are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.law.disclosure import Withdrawal
from gongkai.law.registers.standing import CORRECT, END, ENTER_MANY, LEAVE, PUBLISH, RECORD_ACTS, WITHDRAW, Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal.queries import Told
from gongkai.publication.registers.models import Record
from gongkai.web.feeds import Gone, Item, moment

MOST = 1000
"""每次最多: an answer ends with the entry that reaches it."""
READ = 500
MOST_READ = 20_000
"""每次最多读的条目: who asks goes on from where the reading stopped."""
LATEST, LOOKED_BACK = 100, 5000
_WORDS = {ENTER_MANY: "公开", PUBLISH: "公开", CORRECT: "更正", LEAVE: "移出", WITHDRAW: "撤回", END: "期满"}


@dataclass(frozen=True, slots=True)
class Change:
    """变更: of one record by one entry; ``gone`` tells why where the public may not read it today."""

    seq: int
    on: date
    word: str
    record: Record
    gone: Withdrawal | None


@dataclass(frozen=True, slots=True)
class Answer:
    """一次应答: the changes, up to which entry they go, and whether there may be more."""

    changes: tuple[Change, ...]
    upto: int
    more: bool


def changes_after(authority: Authority, seq: int, today: date, most: int = MOST) -> Answer:
    """其后的变更: in order; an entry is told whole or not at all."""
    found: list[Change] = []
    read = 0
    while read < MOST_READ:
        entries = journal.told_after(authority.pk, seq, READ)
        for each in entries:
            found += changes_of(each, today)
            seq = each.seq
            if len(found) >= most:
                return Answer(tuple(found), seq, more=True)
        read += len(entries)
        if len(entries) < READ:
            return Answer(tuple(found), seq, more=False)
    return Answer(tuple(found), seq, more=True)


def latest(authority: Authority, today: date) -> list[Change]:
    """最近变更: the latest first, of the entries of late."""
    head = next((seq for key, seq, _ in journal.chain_heads() if key == authority.pk), 0)
    entries = journal.told_after(authority.pk, max(head - LOOKED_BACK, 0), LOOKED_BACK)
    found: list[Change] = []
    for each in reversed(entries):
        found += changes_of(each, today)
        if len(found) >= LATEST:
            break
    return found[:LATEST]


def changes_of(told: Told, today: date) -> list[Change]:
    """一个条目的变更: of the records it is about that are or were public."""
    if told.act not in RECORD_ACTS:
        return []
    rows = records_of(told).exclude(release=None).select_related("authority").order_by("pk")
    return [
        Change(told.seq, told.on, _WORDS.get(told.act, "变更"), row, why_gone(row, today))
        for row in rows.iterator(1000)
    ]


def records_of(told: Told) -> OwnedQuerySet[Record]:
    """所及记录: those an entry is about, as it tells or as they tell of it."""
    note: Mapping[str, Any] = told.data["note"]
    rows = Record.objects.everywhere().filter(authority=told.authority_id)
    match told.act:
        case act if act in (ENTER_MANY, PUBLISH):
            return rows.filter(release=told.seq)
        case act if act == END:
            return rows.filter(pk__in=note["records"])
        case _:
            return rows.filter(pk=note.get("record", 0))


def why_gone(row: Record, today: date) -> Withdrawal | None:
    """不再公开的原因: None where the public may read it."""
    if row.is_public(today):
        return None
    return (
        Withdrawal(row.withdrawn_kind or Withdrawal.OTHER) if row.standing == Standing.WITHDRAWN else Withdrawal.ENDED
    )


def lines(changes: Iterable[Change], base: str) -> Iterator[dict[str, Any]]:
    """逐条变更: as data."""
    for each in changes:
        there = each.gone is None
        yield {
            "条目": each.seq,
            "登记簿": each.record.kind,
            "网址": f"{base}{each.record.address}",
            "变更": each.word,
            "状态": "公开" if there else "不再公开",
            "日期": f"{each.on:%Y-%m-%d}",
            "版次": each.record.edition,
            "标题": each.record.title if there else "",
            "原因": each.gone.label if each.gone else "",
        }


def items(changes: Iterable[Change]) -> Iterator[Item]:
    """订阅条目: each record once, as it is now."""
    seen: set[int] = set()
    for each in changes:
        if each.gone is None and each.record.pk not in seen:
            seen.add(each.record.pk)
            label = each.record.declared.label
            yield Item(
                each.record.title, each.record.address, each.on, f"{each.word}：{label}", each.record.unit, (label,)
            )


def gone(changes: Iterable[Change]) -> list[Gone]:
    """墓碑: each once."""
    found = {each.record.address: each for each in changes if each.gone is not None}
    return [
        {"ref": address, "when": moment(each.record.withdrawn_on or each.on), "why": each.gone.label}
        for address, each in found.items()
        if each.gone is not None
    ]
