"""计量: what an assessment counts of annual reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.engines.similar import share
from gongkai.law.supervision.measures import Counted, Window
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports import queries

SAME = 0.8
"""雷同线: ours; 鲤城2020 says 雷同 without a figure."""


def late_report(unit: Authority, window: Window) -> Iterator[Counted]:
    """年度报告逾期公布: its last day lies in the window, and it was late or not there on the day after the window."""
    for year in range(window.since.year - 1, window.until.year + 1):
        due = queries.due(unit, year)
        if due is None or not window.holds(due):
            continue
        report = queries.report_of(unit, year)
        published = report.published_on if report else None
        imported = report is not None and report.imported
        if imported or (published and published <= due):
            continue
        told = f"{published:%Y-%m-%d}公布" if published and published <= window.until else "期末未公布"
        yield Counted((f"report:{unit.code}/{year}",), due, f"{year}年度报告应于{due:%Y-%m-%d}前公布，{told}")


def same_report(unit: Authority, window: Window) -> Iterator[Counted]:
    """年度报告与上年雷同: the words of the sections against those of the year before."""
    for report in queries.published(unit).order_by("year"):
        if not window.holds(report.published_on):
            continue
        before = queries.previous_content(unit, report.year)
        now = queries.as_published(report, queries.standing(report))
        if before is None:
            continue
        alike = share(_words(now.texts), _words(before.texts))
        if alike >= SAME and report.published_on:
            told = f"{report.year}年度报告与上年文字重合{alike:.0%}"
            records = (f"report:{unit.code}/{report.year}", f"report:{unit.code}/{report.year - 1}")
            yield Counted(records, report.published_on, told)


def _words(texts: Mapping[str, str]) -> str:
    """Without figures, which change every year by themselves."""
    return "".join(sign for text in texts.values() for sign in text if not sign.isdigit() and not sign.isspace())


MEASURED = {"late_report": late_report, "same_report": same_report}
PAGES = {"report": "reports:year"}
