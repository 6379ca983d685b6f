"""被拒记录: whatever the desk refuses somebody who is logged in stands in the access log, once and not a thousand times."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry
from pytest_django.fixtures import Settings

from gongkai.doors.watch import figures
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Posting
from gongkai.office.journal import access
from gongkai.office.journal.models import Access
from gongkai.office.journal.verify import verify
from gongkai.office.security.audit import refusals
from gongkai.web import clock
from gongkai.web.clock import BEIJING
from tests.cast import PASSWORD, Cast, official
from tests.office.test_desk_sessions import logged_in

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=BEIJING)


def told(**narrowed: str) -> list[str]:
    """What the log says of refusals, the earliest first."""
    rows = Access.objects.everywhere().filter(kind="refused", **narrowed).order_by("authority", "month", "seq")
    assert not rows.filter(succeeded=True).exists()
    return list(rows.values_list("what", flat=True))


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """A clock that stands at noon, and is moved on by hand."""
    present = [NOON]
    monkeypatch.setattr(clock, "now", lambda: present[0])

    def move(by: timedelta) -> None:
        present[0] += by

    return move


def test_a_page_for_another_duty_is_entered_with_who_which_and_why(people: Cast) -> None:
    client = logged_in()
    assert client.get("/desk/security/rule/?name=张三").status_code == 403
    assert client.post("/desk/security/rule/", {"who": "everybody"}).status_code == 403
    row = Access.objects.of(people.bureau).filter(kind="refused").last()
    assert row and row.official == people.wang and not row.succeeded
    assert told() == ["GET security:rule：办理此事项需要安全管理员职责，您目前没有。"]
    assert "张三" not in told()[0] and "desk/security" not in told()[0]


def test_an_object_of_another_authority_is_entered_and_a_mistyped_address_is_not(people: Cast) -> None:
    official("quan", "全安样", people.county, "security")
    client = logged_in("quan")
    assert client.post(f"/desk/security/officials/{people.zhao.pk}/factor/reset/").status_code == 404
    assert client.get("/desk/nothing-there/").status_code == 404
    assert told() == ["POST security:reset_factor：没有这一件，或者不在查看范围"]


def test_who_owes_a_factor_or_a_password_is_entered_at_the_page_they_asked_for(
    people: Cast, settings: Settings
) -> None:
    settings.SECOND_FACTOR = "everybody"
    client = logged_in()
    assert client.get("/desk/due/").headers["Location"] == "/desk/account/factor/"
    people.li.must_change_password = True
    people.li.save()
    settings.SECOND_FACTOR = "nobody"
    assert logged_in("li").get("/desk/due/").headers["Location"] == "/desk/password/"
    assert told() == ["GET desk:due：没有启用第二因素", "GET desk:due：没有改密码"]


def test_a_form_without_its_token_is_entered(people: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.wang, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/desk/notices/read/").status_code == 403
    assert told() == ["POST desk:notices_read：表单令牌不符"]


def test_who_has_no_office_any_more_is_entered_where_they_served_last(people: Cast) -> None:
    client = logged_in()
    for posting in Posting.objects.of(people.bureau).filter(official=people.wang):
        authorities.end_posting(posting, on=clock.today())
    assert client.get("/desk/due/").status_code == 403
    assert Access.objects.of(people.bureau).filter(kind="refused", official=people.wang).count() == 1


def test_what_is_allowed_and_what_a_stranger_asks_for_is_not_entered(people: Cast, client: Client) -> None:
    wang = logged_in()
    assert wang.get("/desk/due/").status_code == 200 and wang.get("/desk/account/").status_code == 200
    assert client.get("/desk/due/").status_code == 302
    assert Client(enforce_csrf_checks=True).post("/desk/login/").status_code == 403
    assert told() == []


def test_a_program_that_hammers_one_page_does_not_flood_the_log(
    people: Cast, at_noon: Callable[[timedelta], None]
) -> None:
    client = logged_in()
    for _ in range(120):
        client.get("/desk/security/rule/")
    found = told()
    assert [re.findall(r"第(\d+)次", each) for each in found] == [[], ["10"], ["100"]]
    at_noon(timedelta(minutes=refusals.MINUTES))
    client.get("/desk/security/rule/")
    assert len(told()) == len(found) + 1, "in the next ten minutes it begins anew"


def test_a_program_that_hammers_every_page_does_not_either(
    people: Cast, at_noon: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "MOST", 5)
    client = logged_in()
    pages = [f"/desk/security/officials/{number}/{deed}/" for number in range(20) for deed in ("suspend", "resume")]
    pages += [
        "/desk/security/rule/",
        "/desk/security/log/",
        "/desk/security/accounts/",
        "/desk/security/log/evidence.zip",
    ]
    for page in pages * 3:
        client.post(page)
        client.get(page)
    assert len(told()) <= 5 + 2
    assert any("各页面第100次" in each for each in told())
    logged_in("li").get("/desk/security/rule/")
    assert any("security:rule" in each for each in told(official__username="li")), "another account counts for itself"


@given(st.integers(1, 10**7))
def test_of_so_many_refusals_as_many_lines_as_the_number_has_figures(number: int) -> None:
    lines = sum(refusals._is_told(10**power) for power in range(len(str(number))))
    assert lines == len(str(number)) and refusals._is_told(number) == (number in {10**power for power in range(8)})


def test_the_auditor_sees_them_filters_them_and_takes_them_away_and_the_month_stays_sealed(
    people: Cast,
) -> None:
    logged_in().get("/desk/security/rule/")
    official("shen", "审计样", people.county, "audit")
    auditor = logged_in("shen")
    page = auditor.get("/desk/security/log/?kind=refused").text
    assert "security:rule" in page and people.wang.name in page and "没有成功" in page
    assert set(re.findall(r">(登录|被拒)</td>", page)) == {"被拒"}
    assert "security:rule" not in auditor.get("/desk/security/log/?kind=log_in").text
    assert auditor.get("/desk/security/log/evidence.zip?kind=refused").status_code == 200
    later = clock.today() + timedelta(days=40)
    assert access.close_months(later) and list(verify(whole=True)) == []
    assert access.drop_months(later + timedelta(days=31 * 38))
    assert told() == []


def counted(why: str, who: str) -> float:
    registry: CollectorRegistry = figures._OF_PROCESS
    return sum(
        sample.value
        for family in registry.collect()
        for sample in family.samples
        if sample.name == "gongkai_refusals_total" and (sample.labels["why"], sample.labels["who"]) == (why, who)
    )


def test_strangers_are_counted_and_so_are_officials(people: Cast, client: Client) -> None:
    before = {each: counted(*each) for each in (("login", "stranger"), ("token", "stranger"), ("duty", "official"))}
    client.get("/desk/due/")
    Client(enforce_csrf_checks=True).post("/desk/login/", {"username": "wang", "password": PASSWORD})
    logged_in().get("/desk/security/rule/")
    assert {each: counted(*each) - many for each, many in before.items()} == dict.fromkeys(before, 1)
