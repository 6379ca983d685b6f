"""入库: judged values parted by how they are shown, and the digests that entries hold.

parted = part(PERMIT, values)
parted.shown         {"party": "某某公司", "representative": "张*三", …}     what the public reads
parted.inside        {"representative": "张测三", "representative_number": "…"}    what only the house reads
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from gongkai.engines import privacy
from gongkai.law.grammar.calendar import Calendar, YearNotAnnounced
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.kinds import Field, Kind, Measure, Shown, Sort
from gongkai.law.registers import day_of, expected_for
from gongkai.law.registers.chains import chain_of
from gongkai.law.registers.rows import Value, same_as
from gongkai.office.journal import vault
from gongkai.office.journal.seals import canonical
from gongkai.office.journal.vault import Secrets
from gongkai.publication.registers.models import Record

SEALED_AS = "registers.record"
ALIKE = f"{SEALED_AS}.alike"
CENTS_IN_WAN, CENTS_IN_YUAN = 1_000_000, 100
_COVERS: Mapping[Sort, privacy.Kind] = {
    Sort.IDENTITY: privacy.Kind.IDENTITY,
    Sort.ACCOUNT: privacy.Kind.BANK,
    Sort.PERSON: privacy.Kind.NAME,
    Sort.PHONE: privacy.Kind.MOBILE,
    Sort.HOME: privacy.Kind.ADDRESS,
}
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Parted:
    """分置的内容: what is shown and what stays inside; a covered field stands in both."""

    shown: Mapping[str, Value]
    inside: Mapping[str, Value]


def part(kind: Kind, values: Values) -> Parted:
    """分置: by the declaration of each field."""
    shown: dict[str, Value] = {}
    inside: dict[str, Value] = {}
    for each in kind.fields:
        if each.key not in values:
            continue
        value = values[each.key]
        if each.shown is Shown.WHOLE:
            shown[each.key] = value
        else:
            inside[each.key] = value
            if each.shown is Shown.COVERED:
                shown[each.key] = covered(each, str(value))
    return Parted(shown, inside)


def covered(field: Field, said: str) -> str:
    """遮盖: by the one rule of the county for what the field holds."""
    if field.sort is Sort.PHONE and not said.startswith("1"):
        return privacy.mask(privacy.Kind.PHONE, said)
    as_what = _COVERS.get(field.sort)
    return privacy.mask(as_what, said) if as_what else "*" * len(said)


def secrets() -> Secrets:
    """平台密钥: for many rows asked once."""
    return vault.secrets_of(None)


def opened(record_sealed: bytes | memoryview | None) -> dict[str, Value]:
    """不公开的内容: for those who may see it; every look is theirs to note."""
    if record_sealed is None:
        return {}
    told: dict[str, Value] = json.loads(vault.unseal(None, SEALED_AS, record_sealed))
    return told


def written(record: Record) -> dict[str, str]:
    """原样文字: the whole of a record as it would be written, what is sealed opened; for saying it anew, never for showing."""
    whole = {**record.data, **opened(record.sealed)}
    return {key: ("是" if said else "否") if isinstance(said, bool) else str(said) for key, said in whole.items()}


def fill(record: Record, values: Values, calendar: Calendar, keys: Secrets) -> Record:
    """写入: the columns of a record that follow from its values; its digest is reckoned last."""
    kind = record.declared
    parted = part(kind, values)
    record.title = _title(kind, parted)
    record.unit = str(parted.shown.get("unit") or parted.shown.get("decided_by") or "")[:120]
    dated = str(values[kind.dated])
    record.dated_on = day_of(kind, dated)
    record.due_on = due_on(kind, dated, calendar)
    record.data = dict(parted.shown)
    record.sealed = keys.seal(SEALED_AS, canonical(dict(parted.inside))) if parted.inside else None
    record.print = print_of(parted.inside) if parted.inside else ""
    record.alike, *record.alike_otherwise = alikes(kind, values) or ("",)
    chain = chain_of(kind.key)
    record.joined = chain.joined(kind.key, values) if chain else ""
    record.cents = cents(kind, values)
    record.ends_on = _day(values.get("shown_to")) if kind.taken_down else None
    if kind.measure is not Measure.STOCK and kind.has("left_on"):
        record.left_on = _day(values.get("left_on"))
    record.seal = digest(record)
    return record


def title(kind: Kind, values: Values) -> str:
    """名称: what a record of these values is called."""
    return _title(kind, part(kind, values))


def _title(kind: Kind, parted: Parted) -> str:
    return str(parted.shown[kind.titled])[:500]


def alike(kind: Kind, values: Values) -> str:
    """唯一标识: the keyed digest of what makes two rows the same record; empty where every row is its own."""
    return next(iter(alikes(kind, values)), "")


def alikes(kind: Kind, values: Values) -> tuple[str, ...]:
    """唯一标识的各种写法: the one in use first; a record of the other suite is the same record."""
    same = same_as(kind, values)
    return vault.blinds(ALIKE, same) if same else ()


def says_the_same(record: Record, values: Values) -> bool:
    """内容相同: whether a row says what its record says, covered or whole; what it leaves out of the inside is no word."""
    parted = part(record.declared, values)
    if parted.shown.keys() != record.data.keys():
        return False
    if any(record.data[key] not in (told, values[key]) for key, told in parted.shown.items()):
        return False
    if not parted.inside or is_print(record.print, parted.inside):
        return True
    kept = opened(record.sealed)
    return all(value == kept.get(key) or value == record.data.get(key) for key, value in parted.inside.items())


def print_of(inside: Values) -> str:
    """不公开内容的摘要: keyed, so that nobody finds what stands there by trying."""
    return vault.blind(SEALED_AS, canonical(dict(inside)))


def is_print(told: str, inside: Values) -> bool:
    """不公开内容的摘要相符: by whichever suite it was made."""
    return vault.is_blind(told, SEALED_AS, canonical(dict(inside)))


@lru_cache(maxsize=4096)
def due_on(kind: Kind, dated: str, calendar: Calendar) -> date | None:
    """应公开日期: None while the holidays of its year are not announced, or where the limit names no day."""
    try:
        return expected_for(kind, dated, calendar).due
    except (Unlawful, YearNotAnnounced, StopIteration):
        return None


def cents(kind: Kind, values: Values) -> int | None:
    """金额（分）: of the main amount of the kind, exact."""
    if kind.amount is None or kind.amount.key not in values:
        return None
    exact = Decimal(str(values[kind.amount.key])) * (CENTS_IN_WAN if kind.amount.unit == "万元" else CENTS_IN_YUAN)
    return int(exact.to_integral_value())


def _day(value: Value | None) -> date | None:
    return date.fromisoformat(str(value)) if value else None


# -- digests ---------------------------------------------------------------------------------------------------------------

DIGESTED = ("kind", "title", "unit", "dated_on", "data", "print", "joined", "cents", "edition", "ends_on", "left_on")
"""入封的列: what a record says; where it stands towards the public is told by the entries themselves."""


def row(record: Record) -> dict[str, JSON]:
    """记录行: the digested columns as plain values; what a version keeps."""
    return {name: _plain(getattr(record, name)) for name in DIGESTED}


def digest(record: Record) -> str:
    """行摘要."""
    return digest_of(row(record))


def digest_of(told: Mapping[str, JSON]) -> str:
    """摘要: of a row of plain values."""
    return hashlib.sha256(canonical(told).encode()).hexdigest()


class Root:
    """根: the digest of digests in their order; flat in memory."""

    def __init__(self) -> None:
        self._whole = hashlib.sha256()

    def add(self, digest: str) -> None:
        """加入: the next one."""
        self._whole.update(bytes.fromhex(digest))

    def hexdigest(self) -> str:
        """结果."""
        return self._whole.hexdigest()


def root(digests: Iterable[str]) -> str:
    """根: of digests that are all there."""
    whole = Root()
    for each in digests:
        whole.add(each)
    return whole.hexdigest()


def keys_root(keys: Iterable[int]) -> str:
    """键根: the digest of the keys of the records an entry speaks of, in their order."""
    return hashlib.sha256(",".join(map(str, keys)).encode()).hexdigest()


def _plain(value: object) -> JSON:
    return value.isoformat() if isinstance(value, date) else value  # type: ignore[return-value]  # JSON columns hold JSON
