"""第二因素: a second thing in hand, asked for after the password and never instead of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from gongkai.law.authorities import OFFICES
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Official
from gongkai.office.journal import rewrapping, vault
from gongkai.office.journal.models import Access, Entry
from gongkai.office.security.checkups import second_factor
from gongkai.office.security.factors import acts, codes
from gongkai.office.security.factors.duty import FactorDuty, concerns, strictest
from gongkai.office.security.factors.queries import codes_left, duty_of, factor_of, owes_factor
from gongkai.office.security.models import RecoveryCode, SecondFactor
from gongkai.web import clock
from gongkai.web.clock import BEIJING
from gongkai.web.examining import Condition, Level
from tests.cast import PASSWORD, Cast, official

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=BEIJING)


def enrolled(person: Official, now: datetime | None = None) -> tuple[str, list[str]]:
    """A confirmed factor: its secret and its recovery codes."""
    at = (now or clock.now()) - timedelta(minutes=2)
    secret = acts.begin(person)
    return secret, acts.confirm(person, codes.code_at(secret, at), now=at)


def to_the_code(client: Client, username: str = "wang", **more: str) -> Any:
    return client.post("/desk/login/", {"username": username, "password": PASSWORD, **more})


# -- codes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standards_own_examples(seconds: int, code: str) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert codes.code_at(secret, datetime.fromtimestamp(seconds, BEIJING)) == code


@given(st.integers(-100, 100), st.integers(1000, 2**36))
def test_a_code_is_understood_exactly_while_its_step_is_near_and_never_twice(off: int, begin: int) -> None:
    secret = codes.new_secret()
    now = datetime.fromtimestamp(begin, BEIJING)
    made = codes.code_at(secret, now + timedelta(seconds=off))
    step = codes.step_matched(secret, made, now, after=-1)
    near = abs(codes.step_of(now + timedelta(seconds=off)) - codes.step_of(now)) <= 1
    assert (step is not None) == near or made in {
        codes.code_at(secret, now + timedelta(seconds=s)) for s in (-30, 0, 30)
    }
    if step is not None:
        assert codes.step_matched(secret, made, now, after=step) != step


@given(st.text(max_size=12))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    step = codes.step_matched(codes.new_secret(), typed, NOON, 0)
    assert step is None or abs(step - codes.step_of(NOON)) <= 1
    assert set(codes.plain(typed)) <= set("abcdefghjkmnpqrstuvwxyz23456789")


# -- acts --------------------------------------------------------------------------------------------------------------


def test_a_factor_binds_only_once_a_code_has_proved_it(people: Cast) -> None:
    secret = acts.begin(people.wang)
    assert factor_of(people.wang) is None and acts.begin(people.wang) == secret
    with pytest.raises(Unlawful, match="动态码不正确"):
        acts.confirm(people.wang, "000000" if codes.code_at(secret, NOON) != "000000" else "000001", now=NOON)
    drawn = acts.confirm(people.wang, codes.code_at(secret, NOON), now=NOON)
    assert factor_of(people.wang) is not None and len(set(drawn)) == codes.RECOVERY_CODES == codes_left(people.wang)
    assert Entry.objects.of(people.bureau).filter(act="begin_second_factor", by=people.wang).count() == 1


def test_nothing_of_a_factor_stands_readable_in_the_database(people: Cast) -> None:
    secret, drawn = enrolled(people.wang)
    row = SecondFactor.objects.get(official=people.wang)
    assert secret.encode() not in bytes(row.secret)
    kept = {each.digest for each in RecoveryCode.objects.all()}
    assert not kept & set(drawn) and not any(codes.plain(code) in digest for code in drawn for digest in kept)
    told = str([entry.data for entry in Entry.objects.of(people.bureau)])
    assert secret not in told and not any(code in told for code in drawn)


def test_no_code_and_no_recovery_code_opens_twice(people: Cast) -> None:
    secret, drawn = enrolled(people.wang, NOON)
    code = codes.code_at(secret, NOON)
    assert acts.answers(people.wang, code, now=NOON)
    assert not acts.answers(people.wang, code, now=NOON)
    assert acts.answers(people.wang, drawn[0].upper().replace("-", " "), now=NOON)
    assert not acts.answers(people.wang, drawn[0], now=NOON)
    assert codes_left(people.wang) == codes.RECOVERY_CODES - 1


def test_a_recovery_code_is_its_owners_alone(people: Cast) -> None:
    enrolled(people.wang, NOON)
    _, of_li = enrolled(people.li, NOON)
    assert not acts.answers(people.wang, of_li[0], now=NOON)


def test_after_five_failures_even_the_right_code_waits_thirty_minutes(people: Cast, settings: Settings) -> None:
    secret, _ = enrolled(people.wang, NOON)
    for _ in range(settings.LOGIN_FAILURES):
        assert not acts.answers(people.wang, "nonsense", now=NOON)
    with pytest.raises(Unlawful, match="已经锁定"):
        acts.answers(people.wang, codes.code_at(secret, NOON), now=NOON)
    later = NOON + timedelta(minutes=settings.LOGIN_LOCK_MINUTES)
    assert acts.answers(people.wang, codes.code_at(secret, later), now=later)


def test_the_secret_outlives_a_change_of_the_key_outside(people: Cast, settings: Settings) -> None:
    secret, drawn = enrolled(people.wang, NOON)
    former = settings.VAULT_KEY
    settings.VAULT_KEY, settings.VAULT_KEYS_FORMER = "another key for tests only, of nobody at all", (former,)
    vault.forget()
    assert not rewrapping.rewrap()
    settings.VAULT_KEYS_FORMER = ()
    vault.forget()
    assert acts.answers(people.wang, codes.code_at(secret, NOON), now=NOON)
    assert acts.answers(people.wang, drawn[1], now=NOON)
    vault.forget()


# -- who must ----------------------------------------------------------------------------------------------------------


def test_the_strictest_rule_of_those_above_holds_and_can_only_be_made_stricter(
    people: Cast, settings: Settings
) -> None:
    today = clock.today()
    assert duty_of(people.bureau) is FactorDuty.NOBODY
    acts.set_rule(people.county, FactorDuty.EVERYBODY, on=today, by=people.li)
    assert duty_of(people.bureau) is FactorDuty.EVERYBODY and duty_of(people.elsewhere) is FactorDuty.NOBODY
    acts.set_rule(people.bureau, FactorDuty.ADMINISTRATORS, on=today, by=people.li)
    assert duty_of(people.bureau) is FactorDuty.EVERYBODY
    settings.SECOND_FACTOR = "administrators"
    assert duty_of(people.elsewhere) is FactorDuty.ADMINISTRATORS
    assert owes_factor(people.wang, today) and not owes_factor(people.zhao, today)
    enrolled(people.wang)
    assert not owes_factor(people.wang, today)
    with pytest.raises(Unlawful, match="应当启用第二因素"):
        acts.give_up(people.wang, on=today)


@given(st.lists(st.sampled_from(FactorDuty)), st.sampled_from(FactorDuty))
def test_another_rule_never_makes_it_laxer(duties: list[FactorDuty], more: FactorDuty) -> None:
    for office in OFFICES.values():
        assert concerns(strictest(duties), [office]) <= concerns(strictest([*duties, more]), [office])


def test_nobody_resets_their_own(people: Cast) -> None:
    security = official("quan", "全安样", people.bureau, "security")
    enrolled(security)
    with pytest.raises(Unlawful, match="不能重置自己的"):
        acts.reset(security, at=people.bureau, on=clock.today(), by=security)


# -- the door ----------------------------------------------------------------------------------------------------------


def test_the_right_password_alone_opens_nothing(client: Client, people: Cast) -> None:
    secret, _ = enrolled(people.wang)
    half = to_the_code(client, next="/desk/due/")
    assert half.headers["Location"] == "/desk/login/code/"
    assert client.get("/desk/due/").headers["Location"].startswith("/desk/login/?next=")
    assert (
        client.post("/desk/account/factor/end/", {"present": PASSWORD}).headers["Location"].startswith("/desk/login/")
    )
    wrong = client.post("/desk/login/code/", {"code": "nonsense"})
    assert wrong.status_code == 200 and "动态码不正确" in wrong.text and "nonsense" in wrong.text
    before = client.session.session_key
    right = client.post("/desk/login/code/", {"code": codes.code_at(secret, clock.now())})
    assert right.headers["Location"] == "/desk/due/" and client.get("/desk/due/").status_code == 200
    assert client.session.session_key != before
    log = Access.objects.of(people.bureau).filter(kind="log_in").order_by("seq")
    assert [(row.what, row.succeeded) for row in log] == [("第二因素", False), ("", True)]


def test_nobody_comes_to_the_code_without_the_password(client: Client, people: Cast) -> None:
    enrolled(people.wang)
    for send in (client.get, client.post):
        assert send("/desk/login/code/").headers["Location"] == "/desk/login/"


def test_who_waits_too_long_begins_again(client: Client, people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, _ = enrolled(people.wang)
    to_the_code(client)
    later = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert (
        client.post("/desk/login/code/", {"code": codes.code_at(secret, later)}).headers["Location"] == "/desk/login/"
    )
    assert client.get("/desk/due/").status_code == 302


def test_an_account_closed_between_the_steps_does_not_come_in(client: Client, people: Cast) -> None:
    secret, _ = enrolled(people.wang)
    to_the_code(client)
    Official.objects.filter(pk=people.wang.pk).update(is_active=False)
    assert (
        client.post("/desk/login/code/", {"code": codes.code_at(secret, clock.now())}).headers["Location"]
        == "/desk/login/"
    )


def test_who_owes_a_factor_does_nothing_before_it_is_enrolled(client: Client, people: Cast, settings: Settings) -> None:
    settings.SECOND_FACTOR = "everybody"
    to_the_code(client)
    for path in ("/desk/due/", "/desk/account/", "/desk/applications/all/"):
        assert client.get(path).headers["Location"] == "/desk/account/factor/"
    page = client.get("/desk/account/factor/")
    assert "应当启用第二因素" in page.text and "<svg" in page.text
    secret = re.sub(r"\s", "", re.findall(r'class="code">([A-Z2-7 ]+)<', page.text)[0])
    done = client.post("/desk/account/factor/", {"code": codes.code_at(secret, clock.now())})
    drawn = re.findall(r"<strong class=\"code\">([a-z2-9]{5}-[a-z2-9]{5})<", done.text)
    assert len(drawn) == codes.RECOVERY_CODES
    assert client.get("/desk/due/").status_code == 200
    assert drawn[0] not in client.get("/desk/account/").text


def test_the_picture_is_drawn_without_style_and_without_script(desk: Client) -> None:
    page = desk.get("/desk/account/factor/").text
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert "style" not in svg and "script" not in svg and "href" not in svg


def test_codes_are_renewed_and_the_factor_ended_only_with_the_password(desk: Client, people: Cast) -> None:
    _, drawn = enrolled(people.wang)
    for path in ("/desk/account/factor/codes/", "/desk/account/factor/end/"):
        assert "现密码不正确" in desk.post(path, {"present": "wrong"}).text
    assert codes_left(people.wang) == 10 and factor_of(people.wang)
    renewed = desk.post("/desk/account/factor/codes/", {"present": PASSWORD}).text
    assert not any(code in renewed for code in drawn) and len(re.findall(r"[a-z2-9]{5}-[a-z2-9]{5}<", renewed)) == 10
    assert desk.post("/desk/account/factor/end/", {"present": PASSWORD}).status_code == 302
    assert factor_of(people.wang) is None and not RecoveryCode.objects.exists()


def test_the_security_administrator_sets_the_rule_and_resets_what_is_lost(client: Client, people: Cast) -> None:
    security = official("quan", "全安样", people.county, "security")
    enrolled(people.wang)
    enrolled(people.zhao)
    client.force_login(security, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/desk/security/accounts/").text
    assert people.wang.name in page and people.zhao.name not in page
    assert client.post("/desk/security/rule/", {"who": "everybody"}).status_code == 302
    assert duty_of(people.bureau) is FactorDuty.EVERYBODY
    assert client.post(f"/desk/security/officials/{people.zhao.pk}/factor/reset/").status_code == 404
    assert client.post(f"/desk/security/officials/{people.wang.pk}/factor/reset/").status_code == 302
    assert factor_of(people.wang) is None and factor_of(people.zhao) is not None


# -- the doctor --------------------------------------------------------------------------------------------------------


def found() -> Condition:
    (condition,) = second_factor(clock.now())
    return condition


def test_a_served_host_whose_administrators_need_no_factor_is_in_danger(people: Cast, settings: Settings) -> None:
    assert found().level is Level.FINE, "nobody but this machine is served"
    settings.HTTPS = True
    assert found().level is Level.DANGER and "GONGKAI_SECOND_FACTOR=administrators" in found().remedy, (
        "nobody is there yet"
    )
    security = official("quan", "全安样", people.county, "security")
    assert found().level is Level.DANGER and people.county.short_name in found().what
    acts.set_rule(people.elsewhere, FactorDuty.ADMINISTRATORS, on=clock.today(), by=people.zhao)
    assert found().level is Level.DANGER, "a rule elsewhere is none for this county"
    acts.set_rule(people.county, FactorDuty.ADMINISTRATORS, on=clock.today(), by=people.li)
    assert found().level is Level.NOTE and "1名管理员" in found().what
    enrolled(security)
    assert found().level is Level.FINE


def test_the_setting_that_the_doctor_names_is_what_cures(people: Cast, settings: Settings) -> None:
    settings.HTTPS = True
    official("xitong", "系统样", people.bureau, "engineer")
    for named, level in (("nobody", Level.DANGER), ("administrators", Level.NOTE), ("everybody", Level.NOTE)):
        settings.SECOND_FACTOR = named
        assert found().level is level
