"""政民互动的夹具: the county takes letters in, the bureau answers them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest
from django.test import Client, RequestFactory

from gongkai.casework.engagement.tickets import acts
from gongkai.casework.engagement.tickets.acts import Given, Receipted
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.ticket_flow import Act
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.law.tickets import Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.web import clock
from gongkai.web.traps import new_once_token, opening_token
from tests.cast import PASSWORD, Cast, official

ON = date(2025, 9, 18)
LAMP = "示例路口东侧第三盏路灯已经坏了两个星期，晚上孩子放学看不见路，请尽快派人修理。"
_TOKENS = count()


@pytest.fixture
def people(people: Cast) -> Cast:
    """孙接线 takes in and hands on at the county; 郑复核 reviews and publishes there."""
    official("sun", "孙接线", people.county, "hotline")
    official("zheng", "郑复核", people.county, "disclosure_office")
    return people


def who(username: str) -> Official:
    return Official.objects.get(username=username)


def letter(text: str = LAMP, name: str = "", **said: str) -> Letter:
    reached = {"phone": "13900001234"} if name else {}
    return Letter(said.pop("title", "路灯坏了"), text, name, **(reached | said))


def took(
    authority: Authority,
    written: Letter | None = None,
    kind: ConcernKind = ConcernKind.COMPLAIN,
    *,
    on: date = ON,
    source: TicketSource = TicketSource.SITE,
    consents: bool = True,
    secret: bool = False,
) -> Receipted:
    given = Given(written or letter(), kind, source, secret, consents)
    return acts.receive(authority, given, on=on, today=on, once=f"{next(_TOKENS):032x}")


def take(ticket: Ticket, act: Act, by: str, on: date = ON, **details: JSON) -> Standing:
    return acts.act(ticket, Step(act.value, on, details), today=on, by=who(by))


def answered(ticket: Ticket, on: date = ON, answer: str = "已于今日修复，感谢反映。") -> Standing:
    take(ticket, Act.DISPATCH, "sun", on, unit="shili-minzheng", mode="network")
    take(ticket, Act.SIGN, "wang", on)
    take(ticket, Act.DRAFT, "wang", on, answer=answer, result="solved")
    take(ticket, Act.APPROVE, "li", on)
    return take(ticket, Act.REPLY, "wang", on, way="online")


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def public_form(**values: str) -> dict[str, str]:
    opened = opening_token(clock.now() - timedelta(minutes=1))
    return {"opened": opened, "once": new_once_token(), "leave_blank": "", **values}
