"""国密套件: the suite and the key outside may change at any point; everything sealed before is read, and the chain verifies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Step
from gongkai.office.journal import access, acts, heads, keys, rewrapping, seals, vault
from gongkai.office.journal.models import DossierKey, HouseKey
from gongkai.office.journal.seals import Purpose
from gongkai.office.journal.verify import verify
from gongkai.web import suites
from tests.cast import Cast
from tests.doors.watch.conftest import asked

MONDAY = date(2025, 9, 8)
SECRETS = [f"the {name} key of nobody, thirty-two letters" for name in ("first", "second", "third")]
SUITES = (suites.INTERNATIONAL, suites.NATIONAL)


@pytest.fixture(autouse=True)
def installation(settings: Any, tmp_path: Any) -> Iterator[None]:
    """Begin with the first key, and leave nothing remembered."""
    settings.VAULT_KEY, settings.VAULT_KEYS_FORMER, settings.VAR_DIR = SECRETS[0], (), tmp_path
    vault.forget()
    yield
    vault.forget()


class _Undone(Exception):
    """Back to where the example began."""


class House:
    """A house that goes on working: files, words of the house, log-ins, kept heads, whatever is changed in between."""

    def __init__(self, people: Cast, settings: Any) -> None:
        self.people, self.settings = people, settings
        self.files: list[tuple[Any, bytes, bytes]] = []
        self.index = vault.blinds("identity", "110101190001010014")

    def work(self) -> None:
        number = len(self.files)
        people = self.people
        dossier = acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang, title=f"事{number}")
        told = vault.seal(dossier, "name", f"王小样{number}"), vault.seal(None, "note", f"平台{number}")
        access.log_in(people.wang, people.bureau)
        heads.append()
        self.files.append((dossier, *told))

    def switch(self) -> None:
        """换算法: as the operator does; every process starts anew."""
        self.settings.CRYPTO = next(suite for suite in SUITES if suite != self.settings.CRYPTO)
        vault.forget()

    def rotate(self) -> None:
        """换密钥: the former one stays named."""
        later = SECRETS[(SECRETS.index(self.settings.VAULT_KEY) + 1) % len(SECRETS)]
        if later in self.settings.VAULT_KEYS_FORMER:
            return
        self.settings.VAULT_KEYS_FORMER = (self.settings.VAULT_KEY, *self.settings.VAULT_KEYS_FORMER)
        self.settings.VAULT_KEY = later
        vault.forget()

    def rewrap(self) -> None:
        """换钥办完: and then the former keys go."""
        assert not rewrapping.rewrap()
        self.files = [
            (dossier, name, vault.seal(None, "note", f"平台{number}"))
            for number, (dossier, name, _) in enumerate(self.files)
        ]  # as ``house_sealed`` does it for the columns that it knows
        self.settings.VAULT_KEYS_FORMER = ()
        vault.forget()

    def is_whole(self) -> bool:
        read = [
            (vault.unseal(dossier, "name", name), vault.unseal(None, "note", note))
            for dossier, name, note in self.files
        ]
        told = read == [(f"王小样{number}", f"平台{number}") for number in range(len(self.files))]
        wrong = [str(each) for each in verify(whole=True) if "rewrap" not in str(each)]
        return (
            told
            and not wrong
            and all(line.sound for line in heads.lines())
            and set(vault.blinds("identity", "110101190001010014")) == set(self.index)
        )


@given(st.lists(st.sampled_from(["work", "switch", "rotate", "rewrap"]), max_size=9))
@how(max_examples=25, deadline=None)
def test_whatever_is_changed_when_everything_is_read_and_the_chain_verifies(
    people: Cast, settings: Any, tmp_path: Path, way: list[str]
) -> None:
    settings.CRYPTO, settings.VAULT_KEY, settings.VAULT_KEYS_FORMER = suites.INTERNATIONAL, SECRETS[0], ()
    settings.VAR_DIR = tmp_path / token_hex(8)
    with suppress(_Undone), transaction.atomic():
        vault.forget()
        house = House(people, settings)
        house.work()
        for step in way:
            getattr(house, step)()
            assert house.is_whole(), way
        raise _Undone


def test_after_the_rewrap_nothing_rests_on_the_other_suite(people: Cast, settings: Any) -> None:
    house = House(people, settings)
    house.work()
    house.switch()
    house.work()
    first, second = (keys.key_id(keys.Outer(SECRETS[0], by)) for by in ("sha256", "sm3"))
    assert set(DossierKey.objects.everywhere().values_list("key_id", flat=True)) == {first, second}
    assert rewrapping.dossiers_remaining().dossiers == 1
    assert list(verify(whole=True)) == [], "owed is not wrong"
    house.rewrap()
    assert set(DossierKey.objects.everywhere().values_list("key_id", flat=True)) == {second}
    assert [row.key_id for row in HouseKey.objects.all()] == [second]
    wrapped = [bytes(row.wrapped or b"") for row in DossierKey.objects.everywhere()]
    assert {each[:1] for each in wrapped} == {b"\x02"}, "by SM4"
    assert house.is_whole()


def test_the_doctor_finds_nothing_wrong_with_seals_of_the_other_suite(people: Cast, settings: Any) -> None:
    house = House(people, settings)
    house.work()
    house.switch()
    assert [each.what for each in asked("seal_key")] == ["封印密钥与台账相符"]


@pytest.mark.parametrize("suite", SUITES)
def test_what_the_national_suite_sealed_at_first_is_still_known(settings: Any, suite: str) -> None:
    settings.CRYPTO = suite
    old = seals.seal(Purpose.HEADS, "a", 1, by=seals.OLD_SM3)
    assert seals.bears(old, lambda by: seals.seal(Purpose.HEADS, "a", 1, by=by))
    assert not seals.bears(old, lambda by: seals.seal(Purpose.HEADS, "a", 2, by=by))
    assert len({seals.seal(Purpose.HEADS, "a", 1, by=way) for way in seals.ways()}) == 3


def test_a_title_that_was_changed_is_found_by_a_fingerprint_of_either_suite(people: Cast, settings: Any) -> None:
    house = House(people, settings)
    for _ in SUITES:
        house.work()
        house.switch()
    assert house.is_whole()
    for dossier, *_ in house.files:
        dossier.title = "另一件事"
        dossier.save(update_fields=["title"])
    assert sum("标题与立卷时不符" in str(each) for each in verify(whole=True)) == 2


def test_the_doctor_says_which_part_runs_on_what_and_what_is_owed(people: Cast, settings: Any) -> None:
    house = House(people, settings)
    house.work()
    assert asked("indexes")[0].what == "盲索引都是现用算法"
    told = " ".join(each.what for each in asked("algorithms"))
    assert "密码散列Argon2" in told and "密钥派生HKDF-SHA-256" in told and "PBKDF2-HMAC-SM3" not in told
    house.switch()
    people.wang.password = "argon2$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA"
    people.wang.save()
    told = " ".join(each.what for each in asked("algorithms"))
    assert "密码散列PBKDF2-HMAC-SM3" in told and "密钥派生HKDF-SM3" in told and "Ed25519" in told
    assert "个账号的密码还是以前的散列" in told
    assert "1个案卷密钥" in " ".join(each.what for each in asked("vault_key"))
    house.rewrap()
    assert [each.what for each in asked("vault_key")] == ["加密密钥能解读案卷"]
