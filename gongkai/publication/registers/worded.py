"""写法: values of records as people read them, and as a file for machines says them."""

from __future__ import annotations

from decimal import Decimal

from gongkai.law.grammar.kinds import NUMERIC, Field, Shown, Sort
from gongkai.law.registers.rows import LONG_TERM, Value

COVERED = "部分隐去"
_UNGROUPED = frozenset({"年"})


def worded(field: Field, value: Value | None) -> str:
    """一格: without its unit, which the heading says; a year is no quantity."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if field.sort is Sort.DAY and value == LONG_TERM.isoformat():
        return "长期"
    if field.sort in NUMERIC and field.unit not in _UNGROUPED:
        return f"{Decimal(value):,f}"
    return value


def plainly(field: Field, value: Value | None) -> str:
    """原样: as a table for machines holds it: figures bare, days as they are."""
    return ("是" if value else "否") if isinstance(value, bool) else value or ""


def note_on(field: Field) -> str:
    """说明: what a reader must know of how a field is shown."""
    return COVERED if field.shown is Shown.COVERED else ""
