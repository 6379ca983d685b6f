"""密码算法: either suite seals and encrypts, and reads what the other has made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from django.core.checks import run_checks
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from gongkai.law.grammar.flow import Step
from gongkai.office.journal import access, acts, algorithms, heads, vault
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.web import suites
from tests.cast import Cast

MONDAY = date(2025, 9, 8)
SUITES = (algorithms.INTERNATIONAL, algorithms.NATIONAL)
keys = st.binary(min_size=32, max_size=32)


@given(st.sampled_from(SUITES), st.sampled_from(SUITES), keys, st.binary(max_size=300), st.binary(max_size=40))
def test_what_one_suite_made_the_other_reads(one: str, other: str, key: bytes, plain: bytes, bound: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.CRYPTO", one)
        sealed = algorithms.encrypt(key, plain, bound)
        patch.setattr("django.conf.settings.CRYPTO", other)
        assert algorithms.decrypt(key, sealed, bound) == plain
    assert sealed[:1] == (algorithms.SM4 if one == algorithms.NATIONAL else algorithms.AES)
    assert len(plain) < 8 or plain not in sealed


@given(st.sampled_from(SUITES), keys, st.binary(max_size=60), st.integers(0, 10_000), st.integers(0, 7))
def test_a_changed_bit_another_key_or_another_place_opens_nothing(
    suite: str, key: bytes, plain: bytes, place: int, bit: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.CRYPTO", suite)
        sealed = bytearray(algorithms.encrypt(key, plain, b"here"))
    for other_key, bound in ((key, b"there"), (bytes(32 * [key[0] ^ 1]), b"here")):
        with pytest.raises(algorithms.NotOpened):
            algorithms.decrypt(other_key, bytes(sealed), bound)
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(algorithms.NotOpened):
        algorithms.decrypt(key, bytes(sealed), b"here")


@given(st.binary(max_size=40))
def test_no_bytes_of_anybody_crash_the_opening(sealed: bytes) -> None:
    with pytest.raises(algorithms.NotOpened):
        algorithms.decrypt(b"k" * 32, sealed, b"")


def test_the_cipher_is_the_one_of_the_standard() -> None:
    """GB/T 32907: the example of the standard, one block."""
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    made = Cipher(SM4(key), modes.ECB()).encryptor()  # noqa: S305 (one block, as the standard prints it)
    assert (made.update(key) + made.finalize()).hex() == "681edf34d206965e86b3e94f536e4246"


def test_the_chain_verifies_across_a_change_of_the_digest(people: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    dossier = acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang, title="甲事")
    kept = vault.seal(dossier, "name", "陈样例")
    access.log_in(people.wang, people.bureau)
    heads.append()
    before = Entry.objects.of(people.bureau).latest("seq").seal
    settings.CRYPTO = algorithms.NATIONAL
    later = acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang, title="乙事")
    access.log_in(people.li, people.bureau)
    heads.append()
    assert vault.unseal(dossier, "name", kept) == "陈样例"
    assert bytes(vault.seal(later, "name", "陈样例"))[:1] == algorithms.SM4
    assert list(verify(whole=True)) == []
    settings.CRYPTO = algorithms.INTERNATIONAL
    assert list(verify(whole=True)) == [], "and back again"
    assert Entry.objects.of(people.bureau).latest("seq").seal != before


def test_a_machine_without_an_algorithm_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CRYPTO = algorithms.NATIONAL
    assert not [each for each in run_checks(tags=["security"]) if each.id == "journal.E003"]
    monkeypatch.setattr(suites, "has_digest", lambda name: name != "sm3")
    assert ["SM3" in each.msg for each in run_checks(tags=["security"]) if each.id == "journal.E003"] == [True]
