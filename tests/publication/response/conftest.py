"""回应关切的夹具: the county answers, the bureau finds out; a deputy head signs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.test import Client, RequestFactory

from gongkai.law.grammar.dates import BEIJING, to_the_minute
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.response_flow import Act
from gongkai.law.response_kinds import EventKind, EventSource, Severity
from gongkai.law.responses import Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.response.events import acts
from gongkai.publication.response.events.acts import EventGiven
from gongkai.publication.response.events.models import OpinionEvent
from tests.cast import PASSWORD, Cast, official

BEGAN = datetime(2025, 9, 18, 8, 0, tzinfo=BEIJING)
LATER = BEGAN + timedelta(hours=3)
ON = date(2025, 9, 18)
_TOKENS = count()


@pytest.fixture
def people(people: Cast) -> Cast:
    """孙网信 watches and hands out, 郑复核 drafts, reviews and publishes, 钱分管 signs; all at the county."""
    return staffed(people)


def staffed(people: Cast) -> Cast:
    official("sun", "孙网信", people.county, "cyberspace")
    official("zheng", "郑复核", people.county, "disclosure_office")
    official("qian", "钱分管", people.county, "deputy_leadership")
    return people


def who(username: str) -> Official:
    return Official.objects.get(username=username)


def happened(
    authority: Authority,
    kind: EventKind = EventKind.ACCIDENT,
    severity: Severity = Severity.GRAVE,
    *,
    began: datetime = BEGAN,
    now: datetime = LATER,
    title: str = "示例桥垮塌",
    **said: Any,
) -> OpinionEvent:
    given = EventGiven(title, "桥上有没有人，绕行走哪里。", kind, severity, EventSource.DUTY, began, **said)
    return acts.register(authority, given, now=now, once=f"{next(_TOKENS)}", by=who("sun"))


def take(event: OpinionEvent, act: Act, by: str, now: datetime = LATER, **details: JSON) -> Standing:
    step = Step(act.value, now.date(), details)
    return acts.act(event, step, now=now, by=who(by))


def handed(event: OpinionEvent, now: datetime = LATER) -> Standing:
    take(event, Act.ASSESS, "sun", now, severity=event.severity, judgement="关注度高")
    return take(event, Act.ASSIGN, "sun", now, unit="shili-minzheng", person="王小样")


def answered(
    event: OpinionEvent, *channels: str, now: datetime = LATER, at: datetime | None = None, **words: str
) -> Standing:
    said = {"kind": "first", "title": "情况通报", "text": "无人员伤亡，请从二桥绕行。", **words}
    take(event, Act.DRAFT, "zheng", now, **said)
    standing = take(event, Act.APPROVE, "qian", now)
    for channel in channels or ("website",):
        standing = take(event, Act.RELEASE, "zheng", now, channel=channel, at=to_the_minute(at or now))
    return standing


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client
