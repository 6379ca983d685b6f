"""检查项目录: every check the tool knows besides the balances of the forms, in the order of their codes."""

from __future__ import annotations

from gongkai.reading import told
from gongkai.reading.rule import Check

CHECKS: tuple[Check, ...] = tuple(sorted((*told.CHECKS,), key=lambda check: check.code))
"""全部检查项."""
