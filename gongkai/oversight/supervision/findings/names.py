"""指标的名称: of red lines, of what the night finds, of what a walk over another site shows, and of what people find besides."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.vetoes import VETOES

OTHER = "other"
NAMES: Mapping[str, str] = {
    **{each.key: each.label for each in VETOES},
    **{each.value: each.label for each in Fault},
    OTHER: "人工检查",
}
"""按代码."""
