"""视频: walked without being played: whole, playable everywhere, fetching nothing, without what the camera wrote."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers import videos
from gongkai.papers.text import PaperError
from gongkai.papers.videos import Blot, Video, looked_at, without_traces
from tests.filmed import PLACE, box, element, full, mp4, tags, track, udta, webm, webm_track

FILMS = {"mp4": mp4(within=udta()), "webm": webm(within=tags())}


def cleaned(data: bytes) -> bytes:
    return b"".join(without_traces(BytesIO(data), looked_at(BytesIO(data))))


@pytest.mark.parametrize("kind", FILMS)
def test_a_film_says_its_kind_its_size_and_how_long_it_lasts(kind: str) -> None:
    video = looked_at(BytesIO(FILMS[kind]))
    assert (video.kind, video.width, video.height, video.seconds) == (kind, 320, 180, 12)


@pytest.mark.parametrize("kind", FILMS)
def test_where_it_was_filmed_is_blotted_out_and_nothing_moves(kind: str) -> None:
    data = FILMS[kind]
    assert PLACE in data
    clean = cleaned(data)
    assert PLACE not in clean and len(clean) == len(data)
    again = looked_at(BytesIO(clean))
    assert (again.width, again.seconds, again.blots) == (320, 12, ())
    changed = [at for at, (one, other) in enumerate(zip(data, clean, strict=True)) if one != other]
    assert changed and all(blot.at <= at < blot.end for at in changed for blot in looked_at(BytesIO(data)).blots)


@pytest.mark.parametrize("said", [PLACE, b"x" * 119, b"x" * 5000])
def test_an_element_of_any_length_becomes_an_empty_one_of_the_same_length(said: bytes) -> None:
    clean = cleaned(webm(within=tags(said)))
    assert said not in clean and looked_at(BytesIO(clean)).blots == ()
    short = webm(within=b"\x12\x54\xc3\x67\x80")
    assert looked_at(BytesIO(cleaned(short))).blots == ()


@given(
    st.binary(min_size=1, max_size=300),
    st.integers(0, 200),
    st.binary(max_size=12),
    st.integers(0, 60),
    st.integers(1, 40),
)
def test_whatever_the_pieces_the_same_is_blotted_out(
    data: bytes, at: int, instead: bytes, zeros: int, wide: int
) -> None:
    blot = Blot(at, instead, zeros)
    expected = bytearray(data)
    for place in range(blot.at, min(blot.end, len(data))):
        expected[place] = instead[place - at] if place - at < len(instead) else 0
    pieces = (data[place : place + wide] for place in range(0, len(data), wide))
    told = b"".join(videos._blotted(piece, number * wide, (blot,)) for number, piece in enumerate(pieces))
    assert told == bytes(expected)


@given(st.sampled_from(sorted(FILMS)), st.data())
def test_a_film_that_is_bent_or_cut_is_refused_or_read_and_nothing_else(kind: str, data: st.DataObject) -> None:
    film = bytearray(FILMS[kind])
    for _ in range(data.draw(st.integers(0, 6))):
        film[data.draw(st.integers(0, len(film) - 1))] = data.draw(st.integers(0, 255))
    film = film[: data.draw(st.integers(0, len(film)))]
    try:
        video = looked_at(BytesIO(bytes(film)))
    except PaperError as refusal:
        assert str(refusal)
    else:
        assert isinstance(video, Video)
        assert len(b"".join(without_traces(BytesIO(bytes(film)), video))) == len(film)


@pytest.mark.parametrize("kind", FILMS)
def test_a_film_that_was_cut_off_anywhere_is_not_taken(kind: str) -> None:
    film = FILMS[kind]
    for at in range(len(film)):
        with pytest.raises(PaperError):
            looked_at(BytesIO(film[:at]))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (mp4(track(inside=False)), "从外面取"),
        (mp4(track(codec=b"encv")), "已加密"),
        (mp4(within=box(b"pssh", bytes(20))), "已加密"),
        (mp4(track(codec=b"hvc1")), "hvc1"),
        (mp4(track(), track(b"meta", b"gpmd")), "藏有"),
        (mp4(more=box(b"PK\x03\x04", b"<script>")), "藏有"),
        (mp4(more=b"<script>alert(1)</script>"), "损坏|没有录完"),
        (mp4(track(b"soun", b"mp4a")), "没有画面"),
        (mp4(track(width=9000)), "边长"),
        (mp4(brand=b"heic"), "不是MP4"),
        (mp4(within=box(b"trak") * 30_000), "太碎"),
        (webm(doc=b"matroska"), "不是WebM"),
        (webm(within=element(0x1941A469, b"x.exe")), "藏有"),
        (webm(webm_track(more=element(0x6D80))), "已加密"),
        (webm(webm_track(codec=b"V_MPEG4/ISO/AVC")), "V_MPEG4"),
        (webm(webm_track(2, b"A_OPUS")), "没有画面"),
        (webm(webm_track(), webm_track(33, b"D_X")), "藏有"),
        (webm(more=element(0xEC, b"PK\x03\x04")), "藏有"),
        (webm().replace(b"\x1f\x43\xb6\x75\x01", b"\x1f\x43\xb6\x75\x01\xff\xff", 1), "损坏|没有录完"),
        (b"\x1aE\xdf\xa3" + b"\x01" + b"\xff" * 7, "没有录完"),
        (b"GIF89a", "不是MP4"),
    ],
)
def test_what_hides_fetches_or_cannot_be_played_is_refused_with_its_reason(data: bytes, why: str) -> None:
    with pytest.raises(PaperError, match=why):
        looked_at(BytesIO(data))


def test_a_chapter_of_boxes_within_boxes_ends() -> None:
    nested = b""
    for _ in range(40):
        nested = box(b"trak", nested)
    with pytest.raises(PaperError):
        looked_at(BytesIO(mp4(within=nested)))
    assert looked_at(BytesIO(mp4(within=full(b"free", b"x")))).blots == ()
