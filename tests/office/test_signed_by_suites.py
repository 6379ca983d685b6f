"""国密套件: passwords, sessions and whatever is signed go over to the suite in use, and nothing made before is void."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.hashers import (
    Argon2PasswordHasher,
    check_password,
    get_hashers,
    get_hashers_by_algorithm,
    make_password,
)
from django.contrib.sessions.models import Session
from django.core import signing as framework
from django.test import Client
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from gongkai.office.authorities.hashing import SM3PasswordHasher
from gongkai.office.authorities.models import Official, PastPassword
from gongkai.web import sessions, signing, suites
from gongkai.web.clock import now
from tests.cast import PASSWORD, Cast

ARGON = "django.contrib.auth.hashers.Argon2PasswordHasher"
NATIONAL = "gongkai.office.authorities.hashing.SM3PasswordHasher"
ORDER = {suites.INTERNATIONAL: [ARGON, NATIONAL], suites.NATIONAL: [NATIONAL, ARGON]}
SUITES = tuple(ORDER)
switches = st.lists(st.sampled_from(SUITES), min_size=2, max_size=5)
json = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner))


@contextmanager
def under(suite: str) -> Iterator[None]:
    """Under a suite, with hashes that cost little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.CRYPTO", suite)
        patch.setattr("django.conf.settings.PASSWORD_HASHERS", ORDER[suite])
        patch.setattr(SM3PasswordHasher, "iterations", 10)
        for name, cheap in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
            patch.setattr(Argon2PasswordHasher, name, cheap)
        _forget_the_order()
        yield
    _forget_the_order()


def _forget_the_order() -> None:
    remembered: list[Any] = [get_hashers, get_hashers_by_algorithm]
    for each in remembered:
        each.cache_clear()


# -- passwords -------------------------------------------------------------------------------------------------------------


@given(switches, st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
@how(max_examples=40, deadline=None)
def test_a_password_is_known_under_either_suite_and_hashed_anew_by_the_one_in_use(
    way: list[str], password: str, other: str
) -> None:
    kept: list[str] = []

    def keep(typed: str) -> None:
        kept.append(make_password(typed))

    with under(way[0]):
        keep(password)
    for suite in way:
        with under(suite):
            assert other == password or not check_password(other, kept[-1], keep)
            assert check_password(password, kept[-1], keep)
            assert kept[-1].startswith("pbkdf2_sm3$" if suite == suites.NATIONAL else "argon2$")
    assert len(kept) == 1 + sum(one != other for one, other in pairwise(way)), "hashed anew where the suite changed"


@given(
    st.text(max_size=40), st.text(st.characters(codec="ascii", exclude_characters="$"), min_size=1), st.integers(1, 9)
)
def test_the_rounds_are_those_of_another_implementation(password: str, salt: str, rounds: int) -> None:
    made = SM3PasswordHasher().decode(SM3PasswordHasher().encode(password, salt, rounds))["hash"]
    told = hashlib.pbkdf2_hmac("sm3", password.encode(), salt.encode(), rounds, 32)
    assert b64decode(str(made)) == told


def test_the_digest_is_the_one_of_the_standard() -> None:
    """GB/T 32905: the first example of the standard."""
    told = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert hashlib.new("sm3", b"abc").hexdigest() == told


@pytest.mark.parametrize(("suite", "first"), [("international", ARGON), ("national", NATIONAL)])
def test_the_suite_says_which_hash_comes_first_and_the_other_is_still_known(suite: str, first: str) -> None:
    told = "from gongkai import settings; print(*settings.PASSWORD_HASHERS)"
    environment = {**os.environ, "GONGKAI_CRYPTO": suite}
    made = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    order = made.stdout.split()
    assert order[0] == first and {ARGON, NATIONAL} <= set(order)
    assert SM3PasswordHasher.iterations >= 600_000, "no fewer than are usual"


def test_who_logs_in_after_the_change_has_a_hash_of_the_suite_in_use(people: Cast) -> None:
    past = PastPassword.objects.count()
    with under(suites.INTERNATIONAL):
        people.wang.set_password(PASSWORD)
        people.wang.save()
    for suite, begins in ((suites.NATIONAL, "pbkdf2_sm3$10$"), (suites.INTERNATIONAL, "argon2$")):
        with under(suite):
            Client().post("/desk/login/", {"username": "wang", "password": PASSWORD})
            assert Official.objects.get(username="wang").password.startswith(begins)
    assert PastPassword.objects.count() == past, "it is the same password"


# -- signatures ------------------------------------------------------------------------------------------------------------


@given(switches, json, st.text(max_size=20))
def test_what_was_signed_under_one_suite_is_read_under_the_other(way: list[str], told: object, salt: str) -> None:
    with under(way[0]):
        signed = signing.dumps(told, salt=salt)
    for suite in way:
        with under(suite):
            assert signing.loads(signed, salt=salt, max_age=60) == told
            with pytest.raises(signing.BadSignature):
                signing.loads(signed, salt=f"{salt}.")


@given(st.sampled_from(SUITES), st.text(max_size=30), st.integers(0, 300), st.integers(1, 127))
def test_a_changed_letter_is_refused(suite: str, told: str, place: int, by: int) -> None:
    with under(suite):
        signed = signing.Signer(salt="here").sign(told)
        place %= len(signed)
        changed = signed[:place] + chr(ord(signed[place]) ^ by) + signed[place + 1 :]
        with pytest.raises(signing.BadSignature):
            signing.Signer(salt="here").unsign(changed)


@given(st.text(max_size=40), st.text(max_size=20))
def test_under_the_first_suite_a_signature_is_the_frameworks_own(told: str, salt: str) -> None:
    with under(suites.INTERNATIONAL):
        assert signing.Signer(salt=f"a{salt}").sign(told) == framework.Signer(salt=f"a{salt}").sign(told)
    with under(suites.NATIONAL), pytest.raises(framework.BadSignature):
        framework.Signer(salt=f"a{salt}").unsign(signing.Signer(salt=f"a{salt}").sign(told))


# -- sessions --------------------------------------------------------------------------------------------------------------


def test_who_is_logged_in_stays_so_through_every_change_and_is_bound_by_the_suite_in_use(people: Cast) -> None:
    client = Client()
    client.force_login(people.wang, backend="django.contrib.auth.backends.ModelBackend")
    bound = client.session[HASH_SESSION_KEY]
    for suite in (suites.NATIONAL, suites.INTERNATIONAL, suites.NATIONAL):
        with under(suite):
            assert client.get("/desk/").wsgi_request.user == people.wang
            row = Session.objects.get(session_key=client.cookies["sessionid"].value)
            told = sessions.content(row)
            assert told[HASH_SESSION_KEY] == people.wang.get_session_auth_hash() != bound
            assert bool(row.get_decoded()) == (suite == suites.INTERNATIONAL), "SM3 is nothing the framework knows"
            bound = told[HASH_SESSION_KEY]


def test_a_session_of_another_password_is_put_out_whichever_suite_bound_it(people: Cast, settings: Settings) -> None:
    client = Client()
    client.force_login(people.wang, backend="django.contrib.auth.backends.ModelBackend")
    people.wang.set_password(PASSWORD + "9")
    people.wang.save()
    settings.CRYPTO = suites.NATIONAL
    assert not client.get("/desk/").wsgi_request.user.is_authenticated


def test_a_session_that_was_changed_in_the_database_is_empty(people: Cast, settings: Settings) -> None:
    settings.CRYPTO = suites.NATIONAL
    client = Client()
    client.force_login(people.wang, backend="django.contrib.auth.backends.ModelBackend")
    row = Session.objects.get()
    assert sessions.content(row) and row.expire_date > now()
    row.session_data = row.session_data[:-1] + ("A" if row.session_data[-1] != "A" else "B")
    assert sessions.content(row) == {}
