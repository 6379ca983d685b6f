"""展示: what of a record the public reads beside what stays inside, for who decides on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.grammar.kinds import Field, Kind, Shown, Sort
from gongkai.law.registers.rows import LONG_TERM, Value
from gongkai.publication.registers import proving
from gongkai.publication.registers.models import Record


@dataclass(frozen=True)
class Preview:
    """预览: what is shown, what is not, what of a person stands in the text with its place, and what perhaps does, undecided."""

    record: Record
    shown: tuple[tuple[str, str], ...]
    covered: tuple[str, ...]
    inside: tuple[str, ...]
    personal: tuple[str, ...]
    doubtful: tuple[str, ...]


def preview(record: Record) -> Preview:
    """预览: of one record."""
    kind = record.declared
    return Preview(
        record,
        tuple(told(kind, record.data)),
        tuple(each.label for each in kind.shown if each.shown is Shown.COVERED and each.key in record.data),
        tuple(each.label for each in kind.fields if each.shown is Shown.INSIDE),
        tuple(proving.personal_in(kind, record.data)),
        tuple(proving.undecided(record)),
    )


def told(kind: Kind, values: Mapping[str, Value]) -> list[tuple[str, str]]:
    """逐项: each field that is there with its value as it is read."""
    return [(each.heading, printed(each, values[each.key])) for each in kind.fields if each.key in values]


def printed(field: Field, value: Value) -> str:
    """印出."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if field.sort is Sort.DAY and value == LONG_TERM.isoformat():
        return "长期"
    return value


def changed(kind: Kind, was: Mapping[str, Value], now: Mapping[str, Value]) -> list[tuple[str, str, str]]:
    """改动: the fields of which the public reads something else now, each with what it said and says."""

    def as_read(values: Mapping[str, Value], each: Field) -> str:
        return printed(each, values[each.key]) if each.key in values else ""

    pairs = ((each.label, as_read(was, each), as_read(now, each)) for each in kind.shown)
    return [(label, before, after) for label, before, after in pairs if before != after]
