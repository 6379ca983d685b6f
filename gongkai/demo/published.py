"""已公布的年报: what each place published, right or wrong, as the house would import it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from gongkai.demo.place import Place, Report
from gongkai.law.annual_report import edition
from gongkai.law.grammar.flow import Role
from gongkai.law.grammar.sheets import UNREAD, Number, Value
from gongkai.law.grammar.tables import Key
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import holders
from gongkai.oversight.reports.acts import import_published
from gongkai.oversight.reports.content import Stated

SOURCE = "本机关网站公布的年度报告（示例）"
ABOUT = {"主动公开政府信息数": "statistics/disclosed_total"}
"""所指的行: of what a report states of a row of the form in its sentences alone."""


def publish(government: Authority, place: Place, today: date, told: Callable[[str], None]) -> None:
    """导入: the reports of a place; one that has no statutory table brings only what its sentences state."""
    by = holders(government, Role.PUBLISHER, today)[0]
    for report in place.reports:
        import_published(
            government,
            report.year,
            edition(report.year) if report.tables else None,
            {table: cells(report, table) for table in report.tables},
            [Stated(*figure, about=ABOUT.get(figure[0], "")) for figure in report.stated],
            source=f"{SOURCE}；{report.assumed}" if report.assumed else SOURCE,
            on=today,
            by=by,
            published_on=report.published_on,
        )
        told(f"{place.short_name}{report.year}年度报告")


def cells(report: Report, table: str) -> Mapping[Key, Value | Number | None]:
    """各格: the numbers of a table, and the mark of what could not be read; all else was blank."""
    numbers = {(row, column): number for row, line in report.tables[table].items() for column, number in line.items()}
    return numbers | dict.fromkeys(report.unread.get(table, ()), UNREAD)
