"""年报测试的夹具: the company with what reports need, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from gongkai.law.annual_report.procedure import Act, Standing
from gongkai.law.grammar.flow import JSON, Step
from gongkai.office.authorities.models import Official
from gongkai.oversight.reports import acts, queries
from gongkai.oversight.reports.models import Report
from tests.cast import Cast, cast, official

Login = Callable[[Official], Client]
JANUARY = date(2025, 1, 20)
"""A day on which the report on 2024 is compiled."""


@pytest.fixture
def people(db: None) -> Cast:
    """The company; the county has a clerk and a head of its own."""
    return cast()


@pytest.fixture
def at_desk(client: Client) -> Login:
    """Log an official in."""

    def logged_in(person: Official) -> Client:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return logged_in


@pytest.fixture
def county_clerk(people: Cast) -> Official:
    """郑县办 of the county's disclosure office, who reads everything beneath."""
    return official("zheng", "郑县办", people.county, "disclosure_office")


def take(report: Report, act: Act, by: Official, *, on: date = JANUARY, **details: JSON) -> Standing:
    """办理一步 on its own day."""
    return acts.act(report, Step(act.value, on, details), today=on, by=by)


def begin(people: Cast, year: int = 2024, on: date = JANUARY) -> Report:
    """The bureau opens its report."""
    return acts.compile_report(people.bureau, year, on=on, today=on, by=people.wang)


def complete(report: Report, by: Official, *, on: date = JANUARY) -> None:
    """Type a zero into every cell nobody counts, and finish every text."""
    standing = queries.standing(report)
    draft = queries.draft(report.dossier.authority, standing)
    blank: list[JSON] = [
        {"table": key, "row": row, "column": column, "number": "0"}
        for key, sheet in draft.content.sheets.items()
        for row, column in sheet.table.counted
        if sheet[row, column] is None
    ]
    take(report, Act.FILL, by, on=on, cells=blank, source="各单位报表", reason="年度填报")
    problems = (
        "公开内容还不够及时，个别栏目更新不到位；解读形式单一，群众看不懂的情况仍然存在。"
        "下一步将明确各股室责任，按月检查栏目更新，增加图文解读，并把办理情况纳入考核。"
    )
    for section in standing.edition.sections:
        text = draft.content.texts[section.key]
        if section.key == "problems":
            take(report, Act.WRITE, by, on=on, section=section.key, text=problems)
        elif "〔待补充" in text:
            take(report, Act.WRITE, by, on=on, section=section.key, text=finished(text))


def finished(text: str) -> str:
    """A draft with everything it asks for told."""
    done = ""
    while "〔待补充" in text:
        before, _, rest = text.partition("〔待补充")
        asked, _, text = rest.partition("〕")
        done += f"{before}{'0' if '金额' in asked else '已按要求办理' + asked.lstrip('：')}"
    return done + text
