"""检查项: one thing that is checked in a report: its code, how grave it is, what must be at hand, how it is put right.

Each module of findings declares its own; rulebook.py lists them all. Balances of the form are the law's and have no code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.law.grammar.sheets import Number
from gongkai.law.grammar.tables import Level
from gongkai.law.grammar.words import Word
from gongkai.reading.checks.findings import Finding, Seen, Sureness
from gongkai.reading.tables.cells import Place


class Needs(Word):
    """所需材料: what must be at hand to judge a check."""

    REPORT = "report", "本报告"
    LAST_YEAR = "last_year", "上年度报告"
    SUBORDINATES = "subordinates", "下级报告"
    LAW = "law", "法规常识"
    CALENDAR = "calendar", "日历"
    SIBLINGS = "siblings", "其他机关报告"
    PLATFORM = "platform", "平台数据"


@dataclass(frozen=True)
class Check:
    """检查项: code (A04 of the office's own list, or a name of ours), the rule in words, level, needs, mend, basis.

    ``official`` is the level the list gives it where ours is another; ``reason`` says why it is.
    """

    code: str
    rule: str
    level: Level
    mend: str
    needs: Needs = Needs.REPORT
    basis: str = ""
    official: Level | None = None
    reason: str = ""

    def found(
        self,
        explanation: str,
        place: Place | None,
        *,
        level: Level | None = None,
        left: Number | None = None,
        right: Number | None = None,
        cells: Sequence[Seen] = (),
        table: str = "",
        culprit: str = "",
        sureness: Sureness = Sureness.PROVEN,
    ) -> Finding:
        """查出: a finding of this check; ``level`` where scope or doubt makes it milder than the check says."""
        return Finding(
            level or self.level,
            self.rule,
            table,
            left,
            right,
            tuple(cells),
            explanation,
            place,
            self.basis,
            culprit,
            self.mend,
            self.code,
            sureness,
        )
