"""CSV行: lines that a spreadsheet opens as what they are: Chinese read as Chinese, text never taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

MARK = "\ufeff"
"""The mark before the first line that lets Excel read Chinese."""
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def line(cells: Sequence[str], *, numbers: frozenset[int] = frozenset()) -> str:
    """一行: a cell that a spreadsheet would take for a formula is given a mark that makes it text.

    ``numbers`` are the places of exact figures, which may begin with a minus.
    """
    out = StringIO()
    csv.writer(out).writerow([cell if place in numbers else safe(cell) for place, cell in enumerate(cells)])
    return out.getvalue()


def safe(cell: str) -> str:
    """不作公式: the text of a cell, marked where it must be."""
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
