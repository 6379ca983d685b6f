"""长表: lists written row by row come back as they were; nothing in them is a formula."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gongkai.papers.long_sheets import Column, Entry, LongSheets
from gongkai.papers.text import clean

HEADS = (Column("名"), Column("数", wrap=True), Column("注"))
entries = (
    st.none() | st.integers(-(10**12), 10**12) | st.text(max_size=20) | st.sampled_from(["=1+1", "+1", "@A", "007"])
)


def written(path: Path, rows: Sequence[Sequence[Entry]], most: int = 1_000) -> dict[str, list[list[object]]]:
    with LongSheets(path, {"甲": HEADS, "乙": HEADS[:1]}, most=most) as book:
        for row in rows:
            book.add("甲", row)
    found = CalamineWorkbook.from_path(str(path))
    return {
        name: [list(row) for row in found.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in found.sheet_names
    }


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(entries, entries, st.just("尾")), max_size=8))
def test_numbers_come_back_as_numbers_and_texts_as_texts(tmp_path: Path, rows: list[tuple[Entry, ...]]) -> None:
    sheets = written(tmp_path / "a.xlsx", rows)
    assert sheets["甲"][0] == ["名", "数", "注"] and sheets["乙"] == [["名"]]
    shown = [["" if each is None else clean(each) if isinstance(each, str) else each for each in row] for row in rows]
    assert sheets["甲"][1:] == shown
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist())


def test_a_full_sheet_goes_on_in_another_with_its_head(tmp_path: Path) -> None:
    sheets = written(tmp_path / "a.xlsx", [(f"{at}", at, "尾") for at in range(7)], most=4)
    assert list(sheets) == ["甲", "乙", "甲（2）", "甲（3）"]
    numbers = [row[1] for name in ("甲", "甲（2）", "甲（3）") for row in sheets[name][1:]]
    assert numbers == list(range(7)) and all(sheet[0][0] == "名" for sheet in sheets.values())


def test_what_excel_would_round_or_cannot_hold_is_text_or_cut(tmp_path: Path) -> None:
    row = written(tmp_path / "a.xlsx", [(10**18, Decimal("1.50"), "长" * 40_000)])["甲"][1]
    assert row[:2] == [str(10**18), 1.5]
    assert isinstance(row[2], str) and row[2].endswith("…") and len(row[2]) < 32_767


def test_a_path_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="absent"), LongSheets(tmp_path / "absent" / "a.xlsx", {"甲": HEADS}):
        pass
