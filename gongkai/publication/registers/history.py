"""记录的经过: what was done to a record, by whom and when, from its entries and versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.registers.standing import ACT_LABELS, ENTER_MANY
from gongkai.office.journal import queries as journal
from gongkai.publication.registers import queries, showing
from gongkai.publication.registers.models import Record, RecordVersion


@dataclass(frozen=True)
class Event:
    """经过: one entry that speaks of the record, with what it changed."""

    seq: int
    on: date
    title: str
    by: str
    text: str


@dataclass(frozen=True)
class Past:
    """曾经的内容: a version, and the fields that were changed after it."""

    version: RecordVersion
    changed: tuple[tuple[str, str, str], ...]


def events(record: Record) -> list[Event]:
    """办理经过: in the order of the entries."""
    versions = {each.entry: each for each in queries.versions(record)}
    seqs = {record.entry, record.release or 0, record.change, *versions} - {0}
    told = journal.acts_numbered(record.authority, seqs)
    return [_event(seq, told[seq], record, versions.get(seq)) for seq in sorted(seqs) if seq in told]


def _event(seq: int, note: journal.Note, record: Record, version: RecordVersion | None) -> Event:
    title = ACT_LABELS.get(note.act, note.act)
    if note.act == ENTER_MANY and note.data.get("published") and seq == record.release:
        title = "成批登记并公开"
    text = version.reason if version else str(note.data.get("reason", ""))
    return Event(seq, note.on, f"{title}（第{seq}号条目）", note.by.name if note.by else "系统", text)


def past(record: Record) -> list[Past]:
    """历次内容: the latest first, each with what was changed after it in what the public reads."""
    now, told = record.data, []
    for version in queries.versions(record):
        was = version.row["data"]
        told.append(Past(version, tuple(showing.changed(record.declared, was, now))))
        now = was
    return told
