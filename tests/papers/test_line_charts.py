"""折线图和CSV行: every value has its dot, what is between two zeros is no line, and no cell becomes a formula."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers import safe_csv
from gongkai.papers.charts import Course, lines

MONTHS = [f"2025-{month:02}" for month in range(1, 13)]
VALUES = st.decimals(-1000, 1000, places=2)


@given(st.dictionaries(st.sampled_from(MONTHS), VALUES, min_size=1), st.dictionaries(st.sampled_from(MONTHS), VALUES))
def test_every_value_has_its_dot_within_the_picture(first: dict[str, Decimal], second: dict[str, Decimal]) -> None:
    courses = [Course(name, values) for name, values in (("甲", first), ("乙", second)) if values]
    drawn = str(lines("key", "标题", MONTHS, courses, "元"))
    values = [*first.values(), *second.values()]
    if not any(values):
        assert drawn == ""
        return
    assert drawn.count("<circle") == len(values)
    heights = [float(part.split('"')[0]) for part in drawn.split('cy="')[1:]]
    assert all(29.9 <= height <= 230.1 for height in heights)
    assert f"甲最近{first[max(first)]}元" in drawn


def test_one_place_is_no_line_and_names_are_escaped() -> None:
    assert lines("key", "标题", ["2025-01"], [Course("甲", {"2025-01": Decimal(1)})]) == ""
    drawn = lines("key", "<标题>", MONTHS[:2], [Course("<甲>", {MONTHS[0]: Decimal(1)})])
    assert "<标题>" not in drawn and "&lt;甲&gt;" in drawn


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=1))
def test_a_line_is_read_again_and_no_cell_begins_a_formula(cells: list[str]) -> None:
    [read] = csv.reader(StringIO(safe_csv.line(cells), newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in read)
    assert [cell.removeprefix("'") if cell != said else cell for cell, said in zip(read, cells, strict=True)] == cells


def test_a_figure_keeps_its_minus() -> None:
    assert safe_csv.line(["-1", "-1.50"], numbers=frozenset({1})) == "'-1,-1.50\r\n"
