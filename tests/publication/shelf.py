"""架上: columns opened and contents published into them, for the tests of the catalogue."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.law.disclosure import ContentClass
from gongkai.publication.catalogue import acts
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.acts import register_review
from tests.cast import Cast
from tests.publication.conftest import DAY, House


def opened(people: Cast, name: str, slug: str, parent: Column | None = None, **said: Any) -> Column:
    """A column of the bureau, opened on the day of the tests."""
    plan = ColumnPlan(name, slug, "办公室", **said)
    return acts.open_column(people.bureau, plan, on=DAY, by=people.wang, parent=parent)


def published(
    house: House,
    column: Column,
    title: str = "一条通知",
    kind: ContentClass = ContentClass.NOTICE,
    on: date = DAY,
    **said: Any,
) -> Content:
    """A content of the bureau with its row of the release-review register."""
    review = register_review(
        house.people.bureau, title=title, checks={}, reviewers=[house.qian.username], on=on, by=house.qian
    )
    item = Item(kind, title, **said)
    return disclosure.publish(column, item, on=on, today=on, by=house.people.wang, review=review)
