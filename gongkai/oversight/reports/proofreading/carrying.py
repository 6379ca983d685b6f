"""文稿的传递: the lines of a report as plain values, from the process that opened its file to the page that shows it.

A report follows from its lines: who has them reads and checks it again and comes to the same. Nothing else is handed on.
This module is loaded without Django, by the program that opens files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from gongkai.reading.carriers import Line, Page


def told(page: Page) -> dict[str, Any]:
    """成值: a page as a dictionary of texts, numbers and lists."""
    return {**asdict(page), "lines": [line._asdict() for line in page.lines]}


def untold(values: Mapping[str, Any]) -> Page:
    """还原: the page that was told."""
    lines = tuple(Line(**{**each, "cells": _tuple(each["cells"])}) for each in values["lines"])
    return Page(**{**values, "lines": lines, "notes": tuple(values["notes"])})


def _tuple(cells: list[str] | None) -> tuple[str, ...] | None:
    return None if cells is None else tuple(cells)
