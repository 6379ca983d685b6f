"""安全提醒: no password, second factor or recovery codes change without their holder being told; the telling betrays nothing."""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Official, Posting
from gongkai.office.establishment import acts as accounts
from gongkai.office.notices.acts import deliver
from gongkai.office.notices.alerts import Change, Changer, tell_holder
from gongkai.office.notices.models import Channel, Message
from gongkai.office.notices.queries import notices_for
from gongkai.office.security.factors import acts as factors
from gongkai.office.security.factors import codes
from gongkai.web import clock
from tests.cast import BEGINNING, FIRST_PASSWORD, PASSWORD, Cast, official
from tests.office.test_desk_sessions import logged_in
from tests.office.test_second_factor import enrolled

NEW = "Another-for-tests-0452"
ADDRESS = "wang@example.org"


@pytest.fixture
def wang(people: Cast) -> Official:
    """王小样 with an address of e-mail."""
    people.wang.email = ADDRESS
    people.wang.save(update_fields=["email"])
    return people.wang


def told(person: Official) -> list[str]:
    """The alerts at somebody's desk, the earliest first."""
    return [each.subject for each in reversed(notices_for(person)) if each.subject.startswith("账号安全")]


def administrator(people: Cast, office: str) -> Client:
    official("guan", "管理样", people.county, office)
    return logged_in("guan")


def found(pattern: str, page: str) -> str:
    seen = re.search(pattern, page)
    assert seen
    return seen[1]


def by_oneself(people: Cast) -> str:
    sent = {"present": PASSWORD, "password": NEW, "repeated": NEW}
    assert logged_in().post("/desk/password/", sent).status_code == 302
    return NEW


def by_the_administrator(people: Cast) -> str:
    page = administrator(people, "engineer").post(f"/desk/officials/{people.wang.pk}/password/").text
    return found(r"first-password\">([^<]+)<", page)


def resumed(people: Cast) -> str:
    client = administrator(people, "engineer")
    client.post(f"/desk/security/officials/{people.wang.pk}/suspend/")
    page = client.post(f"/desk/security/officials/{people.wang.pk}/resume/").text
    return found(r"first-password\">([^<]+)<", page)


def factor_begun(people: Cast) -> str:
    client = logged_in()
    client.get("/desk/account/factor/")
    secret = factors.begin(people.wang)
    assert "恢复码" in client.post("/desk/account/factor/", {"code": codes.code_at(secret, clock.now())}).text
    return secret


def codes_renewed(people: Cast) -> str:
    client = logged_in()
    enrolled(people.wang)
    page = client.post("/desk/account/factor/codes/", {"present": PASSWORD}).text
    return found(r"([a-z2-9]{5}-[a-z2-9]{5})<", page)


def factor_ended(people: Cast) -> str:
    client = logged_in()
    secret, _ = enrolled(people.wang)
    assert client.post("/desk/account/factor/end/", {"present": PASSWORD}).status_code == 302
    return secret


def factor_reset(people: Cast) -> str:
    secret, _ = enrolled(people.wang)
    client = administrator(people, "security")
    assert client.post(f"/desk/security/officials/{people.wang.pk}/factor/reset/").status_code == 302
    return secret


@pytest.mark.parametrize(
    ("change", "subject", "by"),
    [
        (by_oneself, Change.PASSWORD, Changer.ONESELF),
        (by_the_administrator, Change.PASSWORD_RESET, Changer.SYSTEM),
        (resumed, Change.RESUMED, Changer.SYSTEM),
        (factor_begun, Change.FACTOR, Changer.ONESELF),
        (codes_renewed, Change.CODES, Changer.ONESELF),
        (factor_ended, Change.FACTOR_ENDED, Changer.ONESELF),
        (factor_reset, Change.FACTOR_RESET, Changer.SECURITY),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_whoever_s_password_or_factor_changes_is_told_at_the_desk_and_by_mail(
    people: Cast, wang: Official, change: Callable[[Cast], str], subject: Change, by: Changer
) -> None:
    secret = change(people)
    alert = next(iter(notices_for(wang)))
    assert alert.subject == f"账号安全：{subject.label}" and alert.read_at is None
    body = alert.text()
    assert f"由{by.label}办理" in body and "来源网络127.0.*.*" in body and f"{clock.today()}" in body
    assert "如果不是您办理" in body and "修改密码" in body
    assert mail.outbox == [], "the letter waits in the outbox; no page speaks to the mail server"
    deliver(clock.now() + timedelta(seconds=1))
    letter = mail.outbox[-1]
    assert letter.to == [ADDRESS] and subject.label in letter.subject and letter.body == body
    for text in (alert.subject, body, letter.subject):
        assert secret not in text and PASSWORD not in text and "127.0.0.1" not in text
        assert "管理样" not in text, "by office, not by name"


def test_who_changes_a_password_on_the_host_tells_its_holder_too(
    people: Cast, wang: Official, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda *_, **__: NEW)
    call_command("changepassword", "wang", verbosity=0)
    wang.refresh_from_db()
    assert wang.check_password(NEW) and wang.password_changed_on == clock.today()
    assert told(wang) == ["账号安全：密码已经重置"]
    assert f"由{Changer.HOST.label}办理，来源网络不明" in next(iter(notices_for(wang))).text()


def test_who_has_no_address_is_told_at_the_desk_alone_and_nobody_else_is(people: Cast) -> None:
    by_oneself(people)
    assert told(people.wang) == ["账号安全：密码已经修改"]
    assert told(people.li) == told(people.zhao) == []
    assert not Message.objects.everywhere().filter(channel=Channel.EMAIL).exists()


def test_a_change_that_was_refused_or_undone_tells_nothing(people: Cast, wang: Official) -> None:
    with pytest.raises(Unlawful):
        accounts.change_password(wang, "short", on=clock.today(), network="")
    with transaction.atomic():
        accounts.change_password(wang, NEW, on=clock.today(), network="")
        transaction.set_rollback(True)
    assert told(wang) == [] and not Message.objects.everywhere().exists()


def test_who_has_left_an_office_is_told_where_they_served_and_who_never_had_one_where_it_was_done(
    people: Cast,
) -> None:
    posting = Posting.objects.of(people.bureau).get(official=people.wang)
    authorities.end_posting(posting, on=clock.today() - timedelta(days=1))
    tell_holder(people.wang, Change.PASSWORD_RESET, Changer.SYSTEM, network="", at=people.county)
    newcomer = authorities.enrol("xin", "新人员", on=BEGINNING, password=FIRST_PASSWORD)
    tell_holder(newcomer, Change.PASSWORD_RESET, Changer.SYSTEM, network="", at=people.county)
    tell_holder(newcomer, Change.PASSWORD, Changer.ONESELF, network="")
    assert [each.authority for each in notices_for(people.wang)] == [people.bureau]
    assert [each.authority for each in notices_for(newcomer)] == [people.county]
