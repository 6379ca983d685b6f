"""电子化率、融合度和网页的名称: what the records of a year say of how far contents went, and what pages are called."""

from __future__ import annotations

from pathlib import Path

from gongkai.office.visits import queries as visits
from gongkai.publication.disclosure import acts, queries, statistics
from gongkai.publication.disclosure.statistics import Scope
from gongkai.publication.disclosure.visited import named
from tests.publication.conftest import DAY, House
from tests.publication.ledger_files import imported, row, workbook
from tests.publication.test_contents import published


def test_the_share_that_can_be_read_and_the_share_that_went_further_follow_from_the_records(
    house: House, tmp_path: Path
) -> None:
    bureau = house.people.bureau
    imported(bureau, workbook(tmp_path / "a.xlsx", [row(number) for number in range(1, 5)]))
    past = statistics.reach(Scope(bureau), 2018)
    assert (past.total, past.electronic, past.integrated) == (4, 0, 2)
    assert (past.electronic_share, past.integrated_share) == ("0.0%", "50.0%")
    published(house)
    now = statistics.reach(Scope(bureau), DAY.year)
    assert (now.total, now.electronic, now.integrated) == (1, 1, 0)
    assert statistics.reach(Scope(bureau), 1999).electronic_share == "—"


def test_contents_and_columns_are_named_for_whoever_counts_them(house: House) -> None:
    content = published(house)
    page, column = queries.address(content), "/shili-minzheng/lm/xzgfxwj/"
    told = visits.named([page, column, "/shili-minzheng/", "/nobody/lm/xzgfxwj/"])
    assert (told[page].title, told[page].column) == (content.title, "行政规范性文件")
    assert told[column].title == "行政规范性文件" and set(told) == {page, column}
    acts.withdraw(content, on=DAY, by=house.people.wang, reason="有误")
    assert named([page])[page] == ("（已撤下）", "行政规范性文件")
