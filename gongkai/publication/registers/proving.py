"""核对: what has a checksum of its own, and what free text must not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from stdnum import luhn
from stdnum.cn import ric, uscc

from gongkai.engines import privacy
from gongkai.law.grammar.kinds import Field, Kind, Shown, Sort
from gongkai.law.registers.rows import Proof, Value
from gongkai.publication.gate import queries as gate
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.registers.models import Record


@lru_cache(maxsize=4096)
def _credit_code(said: str) -> bool:
    return bool(uscc.is_valid(said))


def _identity(said: str) -> bool:
    """Eighteen signs are judged by their checksum; passports and passes have none."""
    return bool(ric.is_valid(said)) if len(said) == 18 and said[:17].isdigit() else 5 <= len(said) <= 20


def _account(said: str) -> bool:
    """Cards of sixteen to nineteen digits are judged by Luhn's rule; older accounts have none."""
    return said.isdigit() and (bool(luhn.is_valid(said)) if len(said) >= 16 else len(said) >= 8)


PROVEN: Mapping[Sort, Proof] = {
    Sort.CREDIT_CODE: _credit_code,
    Sort.IDENTITY: _identity,
    Sort.ACCOUNT: _account,
}
"""校验: by the type of a field."""


HOLDING = frozenset({privacy.Certainty.SURE, privacy.Certainty.LIKELY})
"""拦下的把握: what keeps a text from the public; of a name that is only asked about nobody waits for the answer."""


def texts_shown(kind: Kind, shown: Mapping[str, Value]) -> Iterator[tuple[Field, str]]:
    """照登的文字: what of a record is free text and shown whole; every other field is read and covered by its type."""
    for each in kind.shown:
        if each.shown is Shown.WHOLE and each.sort in (Sort.TEXT, Sort.LONG) and each.key in shown:
            yield each, str(shown[each.key])


def found_in(kind: Kind, shown: Mapping[str, Value]) -> Iterator[tuple[Field, privacy.Found]]:
    """文字中的个人信息: in what is shown whole, each with its field; what is proved and what is only likely."""
    for each, text in texts_shown(kind, shown):
        yield from ((each, found) for found in privacy.look(text, each.label) if found.certainty in HOLDING)


def personal_in(kind: Kind, shown: Mapping[str, Value]) -> list[str]:
    """文字中的个人信息: told with the name of its field; what a checksum or the words beside it prove."""
    return _told(kind, shown, privacy.Certainty.SURE)


def doubtful_in(kind: Kind, shown: Mapping[str, Value]) -> list[str]:
    """文字中疑似的个人信息: told with the name of its field; a named person decides whether it may be read."""
    return _told(kind, shown, privacy.Certainty.LIKELY)


def _told(kind: Kind, shown: Mapping[str, Value], certainty: privacy.Certainty) -> list[str]:
    return [f"{field.label}：{found}" for field, found in found_in(kind, shown) if found.certainty is certainty]


def parts_of(record: Record) -> list[Part]:
    """待查的各件: the free texts of a record as the gate reads them, before it is made public and afterwards alike."""
    texts = [text for _, text in texts_shown(record.declared, record.data)]
    return of_words(f"record {record.pk}", {record.declared.label: texts})


def undecided(record: Record) -> list[str]:
    """等待决定的: what is likely personal in a record and nobody has decided to keep; without looking where nothing is likely."""
    if not (doubts := doubtful_in(record.declared, record.data)):
        return []
    rows = [gate.screening_of(record.authority, part) for part in parts_of(record)]
    return doubts if any(row is None or gate.open_findings(row) for row in rows) else []
