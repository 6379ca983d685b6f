"""暂存: a row of a ledger as JSON and back, its print, and the words near-duplicates are found by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from rensa import RMinHash

from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.ledger_rows import PastRelease, PastRow, RowFault, RowRule
from gongkai.law.ledgers import bare

SHORTEST = 80
"""最短正文: below so many characters two texts are alike by chance."""
ALIKE = 0.85
_HASHES, _BANDS = 64, 8
_SEED = 20190515
_TEXTS = (
    *("title", "index_number", "number", "issuer", "theme", "origin", "column", "section", "address", "text", "body"),
)
_LISTS = ("attachments", "old_addresses", "files")
_DAYS = ("made_on", "published_on", "original_on", "ends_on")


@dataclass(slots=True)
class Staged:
    """待存行: a row that was read, where it stands, and what it is known by."""

    place: int
    where: str
    row: PastRow
    print: int | None = None
    bands: tuple[int, ...] = field(default=())


def print_of(row: PastRow) -> int | None:
    """指纹: of title, day and number together; None where there is no title."""
    if not row.title:
        return None
    told = f"{bare(row.title)}|{row.published_on}|{bare(row.number)}"
    return int.from_bytes(blake2b(told.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def bands_of(text: str) -> tuple[int, ...]:
    """近似键: two texts that are nearly the same share at least one of these, almost surely; none for a short text."""
    words = bare(text)
    if len(words) < SHORTEST:
        return ()
    hashes = RMinHash(num_perm=_HASHES, seed=_SEED)
    hashes.update(shingles(words))
    digest = hashes.digest()
    size = _HASHES // _BANDS
    return tuple(_band(place, digest[place * size : (place + 1) * size]) for place in range(_BANDS))


def _band(place: int, part: Sequence[int]) -> int:
    told = f"{place}:{','.join(map(str, part))}".encode()
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big", signed=True)


def shingles(words: str) -> list[str]:
    """字组: every three characters of a text."""
    return [words[place : place + 3] for place in range(len(words) - 2)]


def alike(one: str, other: str) -> float:
    """相似度: the share of three-character groups two texts have in common."""
    ours, theirs = set(shingles(bare(one))), set(shingles(bare(other)))
    return len(ours & theirs) / max(len(ours | theirs), 1)


def to_json(row: PastRow) -> dict[str, Any]:
    """存: what is empty is left out."""
    told: dict[str, Any] = {name: value for name in _TEXTS if (value := getattr(row, name))}
    told |= {name: value.isoformat() for name in _DAYS if (value := getattr(row, name))}
    told |= {name: True for name in ("normative", "backfilled") if getattr(row, name)}
    told |= {name: list(value) for name in _LISTS if (value := getattr(row, name))}
    if row.extra:
        told["extra"] = row.extra
    told["kind"] = row.kind.value
    told["releases"] = [
        [each.channel.value, each.on.isoformat() if each.on else "", each.carrier, each.proof] for each in row.releases
    ]
    return told


def from_json(told: dict[str, Any]) -> PastRow:
    """取: the inverse of ``to_json``; faults stand beside the row."""
    row = PastRow(title=told.get("title", ""), kind=ContentClass(told["kind"]))
    for name in _TEXTS:
        setattr(row, name, told.get(name, ""))
    for name in _DAYS:
        setattr(row, name, date.fromisoformat(told[name]) if name in told else None)
    row.normative, row.backfilled = bool(told.get("normative")), bool(told.get("backfilled"))
    for name in _LISTS:
        setattr(row, name, tuple(told.get(name, ())))
    row.extra = dict(told.get("extra", {}))
    row.releases = tuple(
        PastRelease(ReleaseChannel(channel), date.fromisoformat(on) if on else None, carrier, proof)
        for channel, on, carrier, proof in told["releases"]
    )
    return row


def faults_to_json(faults: Sequence[RowFault]) -> list[list[str]]:
    """存问题."""
    return [[fault.rule.value, fault.field, fault.sample] for fault in faults]


def faults_from_json(told: Sequence[Sequence[str]]) -> list[RowFault]:
    """取问题."""
    return [RowFault(RowRule(rule), where, sample) for rule, where, sample in told]
