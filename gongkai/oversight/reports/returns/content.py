"""月报内容: every figure of a return with what the ledger had and what stands, as a value and as the text that is sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from gongkai.law.application_figures import Period
from gongkai.law.grammar.flow import JSON
from gongkai.law.grammar.sheets import Number, figure
from gongkai.law.monthly.adding_up import Figures
from gongkai.law.monthly.returns import Adjusted
from gongkai.office.journal.seals import canonical
from gongkai.oversight.reports.snapshots import Altered


@dataclass(frozen=True)
class ReturnContent:
    """月报内容: ``counted`` as the ledgers had it after the entry ``seq``, and the corrections beside it."""

    year: int
    month: int
    seq: int
    counted: Figures
    corrections: Mapping[str, Adjusted] = field(default_factory=dict)
    note: str = ""

    @property
    def period(self) -> Period:
        """统计月份."""
        return Period.month(self.year, self.month)

    @property
    def figures(self) -> dict[str, Number | None]:
        """报送数: what was counted, and the corrected number where there is one."""
        return {**self.counted, **{key: told.now for key, told in self.corrections.items()}}

    def moved(self) -> list[str]:
        """更正以后台账又变了的: each figure whose correction no longer fits what the ledger has, in Chinese."""
        from_ledger = ((key, told, self.counted.get(key)) for key, told in self.corrections.items())
        return [key for key, told, now in from_ledger if now != told.was]


def pack(content: ReturnContent) -> str:
    """打包: as canonical JSON; equal contents give equal texts."""
    figures: dict[str, JSON] = {
        key: None if number is None else figure(number) for key, number in content.counted.items()
    }
    corrections: dict[str, JSON] = {
        key: {"was": figure(told.was), "now": figure(told.now), "reason": told.reason, "on": told.on.isoformat()}
        for key, told in content.corrections.items()
    }
    return canonical(
        {
            "year": content.year,
            "month": content.month,
            "seq": content.seq,
            "figures": figures,
            "corrections": corrections,
            "note": content.note,
        }
    )


def unpack(packed: str, sealed: str) -> ReturnContent:
    """拆包: what was packed; raises Altered where it is not what was sealed."""
    if digest(packed) != sealed:
        raise Altered("月报快照与台账中的摘要不符")
    data: dict[str, Any] = json.loads(packed)
    corrections = {
        key: Adjusted(int(told["was"]), int(told["now"]), told["reason"], date.fromisoformat(told["on"]))
        for key, told in data["corrections"].items()
    }
    counted = {key: None if said is None else _number(said) for key, said in data["figures"].items()}
    return ReturnContent(data["year"], data["month"], data["seq"], counted, corrections, data["note"])


def digest(packed: str) -> str:
    """摘要: of a packed return."""
    return sha256(packed.encode()).hexdigest()


def _number(text: str) -> Number:
    number = Decimal(text)
    return number if "." in text else int(number)
