"""封装流: whatever its length it opens as it was, and no bit, piece or end of it can be otherwise."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.doors.backups import sealing
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

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


def sealed(folder: Path, content: bytes, name: str = "one") -> Path:
    path = folder / name
    told = seal_into(path, [content], KEY, "part")
    assert told.size == path.stat().st_size == sealed_size(len(content))
    return path


def opened(path: Path, key: bytes = KEY, bound_to: str = "part") -> bytes:
    return b"".join(unsealed(path, key, bound_to))


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
    begin = len(sealing.MAGIC) + sealing.SALT
    for length in (0, 3, begin, begin + 1, begin + CHUNK + TAG, begin + 2 * (CHUNK + TAG), len(whole) - 1):
        cut = tmp_path / f"cut{length}"
        cut.write_bytes(whole[:length])
        with pytest.raises(Tampered):
            opened(cut)


def test_pieces_cannot_change_places_or_come_from_another_stream(tmp_path: Path) -> None:
    one, other = (sealed(tmp_path, os.urandom(3 * CHUNK), name).read_bytes() for name in ("one", "other"))
    begin, step = len(sealing.MAGIC) + sealing.SALT, CHUNK + TAG
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
