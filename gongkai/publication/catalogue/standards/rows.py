"""目录的行: standards as plain values, for sealing and for carrying through a page; and read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from gongkai.law.grammar.flow import JSON
from gongkai.law.standards import Carrier, DisclosureForm, Standard, TierOfDisclosure
from gongkai.office.journal.seals import canonical


def row(standard: Standard) -> dict[str, JSON]:
    """行: every column of a standard, sets in their order."""
    told: dict[str, JSON] = asdict(standard)
    return told | {
        "carriers": [each.value for each in Carrier if each in standard.carriers],
        "tiers": [each.value for each in TierOfDisclosure if each in standard.tiers],
        "form": standard.form.value,
    }


def of_row(told: Mapping[str, Any]) -> Standard:
    """还原: the standard of a row."""
    return Standard(
        **{
            **told,
            "carriers": frozenset(map(Carrier, told["carriers"])),
            "tiers": frozenset(map(TierOfDisclosure, told["tiers"])),
            "form": DisclosureForm(told["form"]),
        }
    )


def seal(standards: Iterable[Standard]) -> str:
    """全表摘要: of every row in its order."""
    return hashlib.sha256(canonical([row(standard) for standard in standards]).encode()).hexdigest()
