"""监督检查的夹具: the bureau publishes, somebody reviews, the county inspects; the clock shows the day of the test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest

from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import CHECKS
from gongkai.office.authorities.models import Official
from gongkai.oversight.supervision.inspecting import Suspicion, suspicions
from gongkai.oversight.supervision.looking.acts import look_at
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import WEBSITE, Item, Outlet
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.acts import register_review
from gongkai.publication.gate import acts as gate
from gongkai.web import clock
from tests.cast import Cast, cast, official

TODAY = date(2025, 11, 20)
LONG = (
    "本期共公开{0}有关事项，涉及资金和进度，自公布之日起可以到便民服务中心查阅，如有疑问请在工作时间来电咨询，编号{0}。"
)


@dataclass
class Site:
    """一个县的网站: what a test puts there, and what the inspection says of it."""

    people: Cast
    inspector: Official
    reviewer: Official
    day: date = TODAY

    def column(self, name: str = "规划信息", slug: str = "ghxx", opened: date = TODAY, **plan: Any) -> Column:
        """设栏目: of the bureau, kept by 王."""
        given = ColumnPlan(name, slug, "办公室", **plan)
        return catalogue.open_column(self.people.bureau, given, on=opened, by=self.people.wang, owner=self.people.wang)

    def publish(
        self,
        column: Column,
        title: str = "一则公告",
        text: str = "",
        *,
        on: date | None = None,
        outlets: Sequence[Outlet] = (WEBSITE,),
        kind: ContentClass = ContentClass.NOTICE,
        **more: Any,
    ) -> Content:
        """发布."""
        day = on or self.day
        review = register_review(
            self.people.bureau,
            title=title,
            checks=dict.fromkeys(CHECKS, True),
            reviewers=[self.reviewer.username],
            on=day,
            by=self.reviewer,
        )
        item = Item(kind, title, text=text or LONG.format(title), **more)
        return disclosure.publish(column, item, outlets, on=day, today=self.day, by=self.people.wang, review=review)

    def leaked(self, column: Column, text: str) -> Content:
        """绕过筛查的发布."""
        with patch.object(gate, "pass_publication", lambda *given, **named: None):
            return self.publish(column, "一份名单", text)

    def seen(self, day: date | None = None) -> dict[str, Suspicion]:
        """疑点: by key; META of the whole site aside, which every test has."""
        at = day or self.day
        look_at(self.people.county, at)
        return {each.key: each for each in suspicions(self.people.county, at) if not each.subject.startswith("site ")}


@pytest.fixture
def site(db: None, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The county is at the top of its tree here."""
    people = cast()
    made = Site(
        people,
        official("qian", "钱检查", people.county, "disclosure_office"),
        official("he", "何审查", people.bureau, "label_reviewer"),
    )
    ticks = [0]

    def now() -> datetime:
        ticks[0] += 1
        return datetime(made.day.year, made.day.month, made.day.day, 9, tzinfo=clock.BEIJING) + timedelta(
            milliseconds=ticks[0]
        )

    monkeypatch.setattr(clock, "now", now)
    monkeypatch.setattr(clock, "today", lambda: made.day)
    return made
