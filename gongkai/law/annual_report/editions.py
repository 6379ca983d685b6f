"""格式索引: which form a report uses, by the year it reports on."""

from __future__ import annotations

from gongkai.law.annual_report import edition_2014, edition_2019, edition_2021
from gongkai.law.annual_report.report import Edition

EDITIONS: tuple[Edition, ...] = (edition_2014.EDITION, edition_2019.EDITION, edition_2021.EDITION)


def edition(year: int) -> Edition:
    """年报格式: the form for the report on ``year``. Before 2014 there was no common table: ValueError."""
    for each in EDITIONS:
        if each.covers(year):
            return each
    raise ValueError(f"{year}年度报告没有全国统一的统计表（统一的统计表自{EDITIONS[0].first}年度起使用）")
