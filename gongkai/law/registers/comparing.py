"""清单比对: what may differ between our list and another, and how a difference is settled."""

from __future__ import annotations

from gongkai.law.grammar.words import Word

COMPARE, SETTLE = "compare_list", "settle_differences"
COMPARING_ACTS = frozenset({COMPARE, SETTLE})
"""清单比对事项: entered in the journal as acts outside any flow."""


class DifferenceKind(Word):
    """差异种类."""

    ONLY_OURS = "only_ours", "对方没有"
    ONLY_THEIRS = "only_theirs", "本机关没有"
    DIFFERS = "differs", "内容不同"


class Settlement(Word):
    """差异的处理: kept as it is with a reason, or moved by a batch."""

    KEPT = "kept", "保留不同"
    PROPOSED = "proposed", "提出调整"
    REPORTED = "reported", "告知对方更正"
