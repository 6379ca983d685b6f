"""封装流: whatever its length it opens as it was, and no bit, piece or end of it can be otherwise."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from gongkai.doors.backups import keyring, sealing
from gongkai.doors.backups.sealing import (
    CHUNK,
    TAG,
    deflated,
    evenly,
    inflated,
    lines,
    seal_into,
    sealed_size,
    unsealed,
)
from gongkai.doors.backups.troubles import Tampered
from gongkai.web import suites

SUITES = (suites.INTERNATIONAL, suites.NATIONAL)
KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


def sealed(folder: Path, content: bytes, name: str = "one") -> Path:
    path = folder / name
    told = seal_into(path, [content], KEY, "part")
    assert told.size == path.stat().st_size == sealed_size(len(content))
    return path


def opened(path: Path, key: bytes = KEY, bound_to: str = "part") -> bytes:
    return b"".join(unsealed(path, key, bound_to))


@pytest.fixture(autouse=True, params=SUITES)
def suite(request: pytest.FixtureRequest, settings: Settings) -> str:
    """Everything here holds of either suite."""
    settings.CRYPTO = request.param
    return str(request.param)


def test_what_one_suite_sealed_the_other_opens_and_the_file_says_which(
    tmp_path: Path, settings: Settings, suite: str
) -> None:
    path = sealed(tmp_path, b"x" * 99)
    settings.CRYPTO = next(each for each in SUITES if each != suite)
    assert opened(path) == b"x" * 99
    kept = path.read_bytes()
    assert kept[:4] == (b"GKB\x02" if suite == suites.NATIONAL else b"GKB\x01")
    path.write_bytes(kept[:3] + (b"\x01" if suite == suites.NATIONAL else b"\x02") + kept[4:])
    with pytest.raises(Tampered):
        opened(path)


def test_a_backup_key_is_found_by_its_number_whichever_suite_it_followed_by(settings: Settings, suite: str) -> None:
    settings.BACKUP_KEY, settings.BACKUP_KEYS_FORMER = "a backup key for tests, of nobody at all", ()
    key = keyring.present()
    settings.CRYPTO = next(each for each in SUITES if each != suite)
    other = keyring.present()
    assert keyring.of_id(key.id) == key and key.id != other.id
    assert not {key.sealing, key.signing, key.naming} & {other.sealing, other.signing, other.naming}
    assert key.signature("told") != other.signature("told") and len(key.name_of("x")) == len(other.name_of("x"))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7])
def test_what_was_sealed_opens_as_it_was_whatever_its_length(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    assert opened(sealed(tmp_path, content)) == content


@given(st.binary(max_size=300), st.integers(0, 10_000), st.integers(0, 7))
def test_a_single_changed_bit_does_not_open(content: bytes, place: int, bit: int) -> None:
    with TemporaryDirectory() as folder:
        path = sealed(Path(folder), content)
        changed = bytearray(path.read_bytes())
        changed[place % len(changed)] ^= 1 << bit
        path.write_bytes(changed)
        with pytest.raises(Tampered):
            opened(path)


def test_a_stream_cut_at_a_seam_or_anywhere_does_not_open(tmp_path: Path) -> None:
    whole = sealed(tmp_path, os.urandom(2 * CHUNK + 5)).read_bytes()
    begin = len(sealing.MAGIC) + sealing.KIND + sealing.SALT
    for length in (0, 3, begin, begin + 1, begin + CHUNK + TAG, begin + 2 * (CHUNK + TAG), len(whole) - 1):
        cut = tmp_path / f"cut{length}"
        cut.write_bytes(whole[:length])
        with pytest.raises(Tampered):
            opened(cut)


def test_pieces_cannot_change_places_or_come_from_another_stream(tmp_path: Path) -> None:
    one, other = (sealed(tmp_path, os.urandom(3 * CHUNK), name).read_bytes() for name in ("one", "other"))
    begin, step = len(sealing.MAGIC) + sealing.KIND + sealing.SALT, CHUNK + TAG
    first, second = one[begin : begin + step], one[begin + step : begin + 2 * step]
    for name, put in (
        ("moved", second + first),
        ("twice", first + first),
        ("strange", other[begin : begin + step] + second),
    ):
        path = tmp_path / name
        path.write_bytes(one[:begin] + put + one[begin + 2 * step :])
        with pytest.raises(Tampered):
            opened(path)


def test_it_opens_under_its_own_key_and_name_alone(tmp_path: Path) -> None:
    path = sealed(tmp_path, b"x")
    for key, bound_to in ((OTHER, "part"), (KEY, "another part")):
        with pytest.raises(Tampered):
            opened(path, key, bound_to)


def test_the_same_content_is_sealed_differently_each_time(tmp_path: Path) -> None:
    assert sealed(tmp_path, b"x", "one").read_bytes() != sealed(tmp_path, b"x", "other").read_bytes()


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_packing_and_dividing_lose_nothing(pieces: list[bytes]) -> None:
    content = b"".join(pieces)
    assert b"".join(inflated(deflated(pieces))) == b"".join(evenly(pieces)) == content


@given(st.lists(st.text(st.characters(exclude_characters="\n", codec="utf-8")), max_size=20), st.integers(1, 9))
def test_lines_are_put_together_wherever_the_stream_was_divided(texts: list[str], width: int) -> None:
    whole = "".join(f"{text}\n" for text in texts).encode()
    assert list(lines(whole[at : at + width] for at in range(0, len(whole), width))) == texts
