"""密码规则和登录失败: every threshold is a setting, and every setting is obeyed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from gongkai.law.authorities import ADMINISTRATORS, OFFICES, compatible
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities import acts
from gongkai.office.authorities.passwords import MixedEnough, NotTheUsualWords, least_length, rule
from gongkai.web import clock
from tests.cast import BEGINNING, FIRST_PASSWORD, PASSWORD, Cast, official


def refused(cast: Cast, password: str) -> str:
    with pytest.raises(Unlawful) as unlawful:
        acts.set_password(cast.wang, password, on=clock.today())
    return unlawful.value.reason


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Short-1", "密码至少12个字符"),
        ("Eleven-xy-1", "密码至少12个字符"),
        ("alllowercase-only", "三种"),
        ("Password-2026", "密码过于常见"),
        ("Zhengfu@20262026", "密码过于常见"),
        ("Qwerty123456!", "密码过于常见"),
        ("Wang-xiaoyang-1", "太相近"),
    ],
)
def test_a_weak_password_is_refused_with_its_rule(people: Cast, password: str, reason: str) -> None:
    people.wang.username = "wang-xiaoyang"
    assert reason in refused(people, password)


def test_the_last_five_are_refused_and_the_sixth_is_not(people: Cast, settings: Settings) -> None:
    used = [PASSWORD] + [f"Numbered-for-tests-{number}" for number in range(settings.PASSWORD_HISTORY)]
    for each in used[1:]:
        acts.set_password(people.wang, each, on=clock.today())
    for each in used[1:]:
        assert refused(people, each) == f"不能使用最近{settings.PASSWORD_HISTORY}次用过的密码"
    acts.set_password(people.wang, PASSWORD, on=clock.today())


def test_an_administrators_password_may_have_to_be_longer(people: Cast, settings: Settings) -> None:
    settings.PASSWORD_LENGTH, settings.PASSWORD_LENGTH_ADMINISTRATOR = 8, 14
    security = official("quan", "全安样", people.bureau, "security")
    acts.set_password(people.wang, "Mixt-9xy", on=clock.today())
    with pytest.raises(Unlawful, match="至少14个字符"):
        acts.set_password(security, "Mixt-9xyzuv", on=clock.today())
    assert (least_length(people.wang), least_length(security)) == (8, 14)
    assert "至少14个字符" in rule(security)


def test_nobody_is_asked_for_fewer_than_twelve_and_no_administrator_for_fewer_than_others(
    people: Cast, settings: Settings
) -> None:
    security = official("quan", "全安样", people.bureau, "security")
    assert (least_length(people.wang), least_length(security), least_length(None)) == (12, 12, 12)
    settings.PASSWORD_LENGTH = 16
    assert least_length(security) == 16, "the setting of administrators lies below and asks for no less"
    assert all(len(acts.first_password()) >= 16 for _ in range(20))


@pytest.mark.parametrize("length", [64, 128, 1000])
def test_a_long_password_of_any_script_is_taken_whole(people: Cast, client: Client, length: int) -> None:
    sentence = "秋天的 Deng-8 长廊，走了很久  "  # blanks within and at the end are part of it
    long = (sentence * (length // len(sentence) + 1))[: length - 1] + " "
    acts.set_password(people.wang, long, on=clock.today())
    assert people.wang.check_password(long)
    assert not any(
        people.wang.check_password(each) for each in (long[:-1], long[: length // 2], long.replace("  ", " "))
    )
    people.wang.must_change_password = False
    people.wang.save()
    assert attempt(client, "wang", long[:-1]) != 302
    assert attempt(client, "wang", long) == 302


@pytest.mark.parametrize("days", [90, 30, 0])
def test_a_password_grows_old_after_as_many_days_as_the_setting_says(
    people: Cast, settings: Settings, days: int
) -> None:
    settings.PASSWORD_DAYS = days
    people.wang.must_change_password = False
    since = people.wang.password_changed_on
    assert since is not None
    assert not people.wang.owes_new_password(since + timedelta(days=days))
    assert people.wang.owes_new_password(since + timedelta(days=days + 1)) == bool(days)


@given(st.text("aA0-", max_size=8), st.integers(1, 4))
def test_the_sorts_of_characters_are_counted(password: str, classes: int) -> None:
    from_settings = {"aA0-".index(each) for each in password}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.PASSWORD_CLASSES", classes)
        try:
            MixedEnough().validate(password)
            passed = True
        except ValidationError:
            passed = False
    assert passed == (len(from_settings) >= classes)


@given(st.text("0123456789!@#-_", max_size=6), st.text("0123456789!@#-_", max_size=6))
def test_a_usual_word_is_known_whatever_stands_around_it(before: str, after: str) -> None:
    with pytest.raises(ValidationError):
        NotTheUsualWords().validate(f"{before}Gongkai{after}")


def test_what_the_server_command_sets_is_held_to_the_same_rules() -> None:
    for help_text in (MixedEnough().get_help_text(), NotTheUsualWords().get_help_text()):
        assert help_text.startswith("密码")


# -- the door locks ----------------------------------------------------------------------------------------------------


def attempt(client: Client, username: str, password: str, address: str = "10.0.0.1") -> int:
    sent = {"username": username, "password": password}
    return client.post("/desk/login/", sent, REMOTE_ADDR=address).status_code


def test_after_five_failures_the_pair_of_account_and_address_is_locked(people: Cast, settings: Settings) -> None:
    assert settings.AXES_FAILURE_LIMIT == settings.LOGIN_FAILURES == 5
    assert settings.AXES_COOLOFF_TIME == timedelta(minutes=settings.LOGIN_LOCK_MINUTES) == timedelta(minutes=30)
    client = Client()
    for _ in range(settings.LOGIN_FAILURES):
        attempt(client, "wang", "wrong")
    assert attempt(client, "wang", PASSWORD) in {403, 429}, "even the right one waits"
    assert attempt(client, "li", PASSWORD) == 302, "who sits beside comes in"
    assert attempt(Client(), "wang", PASSWORD, "10.0.0.2") == 302, "nobody can lock another out from elsewhere"


def test_one_account_is_not_tried_from_many_addresses_without_end(people: Cast, settings: Settings) -> None:
    statuses = [
        attempt(Client(), "wang", "wrong", f"10.{number}.0.1") for number in range(settings.LOGIN_ACCOUNT_FAILURES + 2)
    ]
    assert statuses[0] == 200 and statuses[-1] == 429
    assert attempt(Client(), "li", PASSWORD, "10.0.0.9") == 302


def test_who_comes_in_begins_to_count_anew(people: Cast, settings: Settings) -> None:
    for round_of in range(2):
        for number in range(settings.LOGIN_ACCOUNT_FAILURES - 1):
            assert attempt(Client(), "wang", "wrong", f"10.{round_of}.{number}.1") == 200
        assert attempt(Client(), "wang", PASSWORD, f"10.{round_of}.99.1") == 302


def test_one_address_does_not_try_many_accounts_without_end(people: Cast) -> None:
    client = Client()
    statuses = {attempt(client, f"nobody{number}", "wrong") for number in range(301)}
    assert 429 in statuses


# -- the three administrators ------------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(ADMINISTRATORS)), st.sampled_from(sorted({**OFFICES, **ADMINISTRATORS})))
def test_no_account_holds_an_administrators_office_and_any_other(one: str, other: str) -> None:
    assert compatible([one], other) == compatible([other], one) == (one == other)


DEEDS = {
    "engineer": [
        "/desk/authorities/{at}/enrol/",
        "/desk/officials/{who}/password/",
        "/desk/officials/{who}/close/",
        "/desk/security/officials/{who}/suspend/",
        "/desk/security/officials/{who}/resume/",
    ],
    "security": [
        "/desk/authorities/{at}/post/",
        "/desk/security/rule/",
        "/desk/security/officials/{who}/factor/reset/",
    ],
}
LOOKS = {"audit": ["/desk/security/log/", "/desk/security/log/evidence.zip"]}


@pytest.mark.parametrize("office", sorted(ADMINISTRATORS))
def test_each_administrator_is_refused_the_deeds_of_the_others(people: Cast, office: str) -> None:
    official("guan", "管理样", people.county, office)
    client = Client()
    assert attempt(client, "guan", PASSWORD) == 302
    for whose, paths in DEEDS.items():
        for path in paths:
            status = client.post(path.format(at=people.bureau.pk, who=people.wang.pk)).status_code
            assert (status != 403) == (whose == office), (office, path, status)
    for whose, paths in LOOKS.items():
        for path in paths:
            assert (client.get(path).status_code == 200) == (whose == office), (office, path)
    assert client.post("/desk/security/log/").status_code == 405


def test_the_first_password_opens_nothing_but_its_own_change(people: Cast) -> None:
    acts.enrol("xin", "新人员", on=BEGINNING, password=FIRST_PASSWORD)
    client = Client()
    assert attempt(client, "xin", FIRST_PASSWORD) == 302
    for path in ("/desk/due/", "/desk/account/", "/desk/account/factor/"):
        assert client.get(path).headers["Location"] == "/desk/password/"
