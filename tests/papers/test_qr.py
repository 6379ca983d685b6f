"""二维码: read back by a second way: from the square to its bits, its blocks, its check, its text."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from datetime import date
from struct import pack

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongkai.papers import qr
from gongkai.papers.pdf.posters import Poster, write_poster
from gongkai.papers.pictures import without_traces
from gongkai.papers.text import PaperError

BLOCKS = {
    1: [16], 2: [28], 3: [44], 4: [32] * 2, 5: [43] * 2, 6: [27] * 4, 7: [31] * 4,
    8: [38, 38, 39, 39], 9: [36, 36, 36, 37, 37], 10: [43, 43, 43, 43, 44],
}  # fmt: skip
CHECKS = {1: 10, 2: 16, 3: 26, 4: 18, 5: 24, 6: 16, 7: 18, 8: 22, 9: 22, 10: 26}
CENTRES = {1: [], 2: [18], 3: [22], 4: [26], 5: [30], 6: [34], 7: [22, 38], 8: [24, 42], 9: [26, 46], 10: [28, 50]}
TURNED: dict[int, Callable[[int, int], bool]] = {
    0: lambda y, x: (y + x) % 2 == 0,
    1: lambda y, x: y % 2 == 0,
    2: lambda y, x: x % 3 == 0,
    3: lambda y, x: (y + x) % 3 == 0,
    4: lambda y, x: (y // 2 + x // 3) % 2 == 0,
    5: lambda y, x: (y * x) % 2 + (y * x) % 3 == 0,
    6: lambda y, x: ((y * x) % 2 + (y * x) % 3) % 2 == 0,
    7: lambda y, x: ((y + x) % 2 + (y * x) % 3) % 2 == 0,
}


def multiplied(one: int, other: int) -> int:
    """Slowly, bit by bit, in the field of 256."""
    product = 0
    while other:
        product ^= one if other & 1 else 0
        one = (one << 1) ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product


def read(square: list[list[bool]]) -> str:
    """The text of a square whose every module is right."""
    side = len(square)
    version = (side - 17) // 4
    level_and_mask = [square[8][x] for x in range(5)]
    bits = sum(int(dark) << (4 - at) for at, dark in enumerate(level_and_mask)) ^ 0b10101
    assert bits >> 3 == 0b00, "level M"
    turned = TURNED[bits & 0b111]
    stream = [square[y][x] != turned(y, x) for y, x in places(side, version)]
    words = [
        sum(int(bit) << (7 - at) for at, bit in enumerate(stream[i : i + 8])) for i in range(0, len(stream) - 7, 8)
    ]
    sizes, checks = BLOCKS[version], CHECKS[version]
    blocks: list[list[int]] = [[] for _ in sizes]
    rest = iter(words)
    for at in range(max(sizes)):
        for number, size in enumerate(sizes):
            if at < size:
                blocks[number].append(next(rest))
    for block in blocks:
        assert block
    for _ in range(checks):
        for block in blocks:
            block.append(next(rest))
    for block in blocks:
        for power in range(checks):
            root = 1
            for _ in range(power):
                root = multiplied(root, 2)
            value = 0
            for word in block:
                value = multiplied(value, root) ^ word
            assert value == 0, "every block is divided by its polynomial without a rest"
    data = [word for block, size in zip(blocks, sizes, strict=True) for word in block[:size]]
    told = "".join(f"{word:08b}" for word in data)
    assert told[:4] == "0100"
    wide = 8 if version < 10 else 16
    many = int(told[4 : 4 + wide], 2)
    body = told[4 + wide : 4 + wide + 8 * many]
    return bytes(int(body[i : i + 8], 2) for i in range(0, len(body), 8)).decode()


def places(side: int, version: int) -> list[tuple[int, int]]:
    """Where the data are, by what is reserved."""
    taken = {(y, x) for y in range(9) for x in range(9)}
    taken |= {(y, x) for y in range(9) for x in range(side - 8, side)}
    taken |= {(y, x) for y in range(side - 8, side) for x in range(9)}
    taken |= {(6, at) for at in range(side)} | {(at, 6) for at in range(side)}
    lines = [6, *CENTRES[version]]
    for cy in lines if version > 1 else []:
        for cx in lines:
            if (cy, cx) not in {(6, 6), (6, lines[-1]), (lines[-1], 6)}:
                taken |= {(cy + y, cx + x) for y in range(-2, 3) for x in range(-2, 3)}
    if version >= 7:
        taken |= {(y, x) for y in range(6) for x in range(side - 11, side - 8)}
        taken |= {(x, y) for y in range(6) for x in range(side - 11, side - 8)}
    found, upwards = [], True
    for right in [*range(side - 1, 6, -2), *range(5, 0, -2)]:
        rows = range(side - 1, -1, -1) if upwards else range(side)
        found += [(y, x) for y in rows for x in (right, right - 1) if (y, x) not in taken]
        upwards = not upwards
    return found


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=60))
def test_what_was_written_is_read_again(text: str) -> None:
    if len(text.encode()) <= qr.MOST_BYTES:
        assert read(qr.square(text)) == text


@pytest.mark.parametrize("many", [1, 14, 15, 26, 42, 62, 84, 106, 122, 152, 180, 181, 213])
def test_every_version_is_read_at_its_fullest(many: int) -> None:
    assert read(qr.square("x" * many)) == "x" * many


def test_the_check_of_the_standards_own_example_is_right() -> None:
    data = [0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, *[0xEC, 0x11] * 5]
    assert qr.correction(data, 10) == [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55]
    assert f"{qr.format_bits(5):015b}" == "100000011001110"
    assert f"{qr.version_bits(7):018b}" == "000111110010010100"


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(PaperError, match="最多213字节"):
        qr.square("长" * 72)


# -- posters -------------------------------------------------------------------------------------------------------------------


def poster(text: str) -> Poster:
    facts = (("公示期", "2025年9月18日至2025年9月24日，共7日"),)
    return Poster(
        "示例村村民委员会", "财务收支", "示例公示", text, facts, "https://example.invalid/cun/", date(2025, 9, 18)
    )


def test_a_poster_is_one_sheet_whose_code_is_read_from_the_print() -> None:
    made = write_poster(poster("收入一万元。\n支出八千元。"))
    assert made.archival and not made.missing
    document = pypdfium2.PdfDocument(made.data)
    assert len(document) == 1
    page = document[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [210, 297]
    assert "2025年9月18日至2025年9月24日" in page.get_textpage().get_text_range().replace("\r\n", "").replace(" ", "")
    assert read(
        modules(page.render(scale=6).to_pil().convert("L"), len(qr.square("https://example.invalid/cun/")))
    ) == ("https://example.invalid/cun/")


def modules(page: Image.Image, side: int) -> list[list[bool]]:
    """The code as it was printed: the dark square at the lower right, looked at module by module."""
    width, height = page.size
    corner = page.crop((width * 75 // 100, height * 81 // 100, width * 92 // 100, height * 924 // 1000))
    box = corner.point(lambda value: 255 * (value < 128)).getbbox()
    assert box is not None
    code = corner.crop((box[0], box[1], box[2], box[1] + box[2] - box[0]))
    step = code.size[0] / side
    dark = [[code.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) for x in range(side)] for y in range(side)]
    return [[isinstance(value, int) and value < 128 for value in row] for row in dark]


@given(st.text(max_size=300))
def test_no_text_breaks_a_poster(text: str) -> None:
    assert write_poster(poster(text)).data.startswith(b"%PDF-")


# -- photographs -----------------------------------------------------------------------------------------------------------------


def photograph(orientation: int = 6) -> bytes:
    """A JPEG as a telephone makes it: where, with what, and a comment."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x0110] = "无人知晓牌", "样机"
    exif[0x8825] = {1: "N", 2: (35.0, 36.0, 12.0), 3: "E", 4: (103.0, 12.0, 30.0)}
    made = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(made, "JPEG", exif=exif, comment=b"secret place", quality=80)
    return made.getvalue() + b"\x00\x00video after the picture"


def test_a_photograph_keeps_its_picture_and_loses_what_the_camera_wrote() -> None:
    before = photograph()
    after = without_traces(before)
    assert b"secret place" not in after and "无人知晓牌".encode() not in after and b"video" not in after
    shown = Image.open(io.BytesIO(after))
    exif = shown.getexif()
    assert dict(exif) == {0x0112: 6}, "which way up it stands, and nothing else"
    assert not exif.get_ifd(0x8825)
    assert shown.convert("RGB").tobytes() == Image.open(io.BytesIO(before)).convert("RGB").tobytes()
    assert without_traces(after) == after


@pytest.mark.parametrize("made", ["progressive", "grey", "upright"])
def test_pictures_of_every_sort_stay_the_same_picture(made: str) -> None:
    image = Image.linear_gradient("L") if made == "grey" else Image.radial_gradient("L").convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", progressive=made == "progressive", icc_profile=b"profile" * 9)
    after = without_traces(out.getvalue())
    assert b"profile" not in after
    assert Image.open(io.BytesIO(after)).tobytes() == image_of(out.getvalue()).tobytes()


def image_of(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_png_loses_its_texts_and_keeps_its_picture() -> None:
    out = io.BytesIO()
    Image.radial_gradient("L").save(out, "PNG")
    content = out.getvalue()
    text = b"tEXtComment\x00secret place"
    chunk = pack(">I", len(text) - 4) + text + pack(">I", zlib.crc32(text))
    after = without_traces(content[:33] + chunk + content[33:] + b"tail")
    assert after == content


@given(st.integers(0, 2000), st.integers(0, 255))
def test_a_broken_picture_is_refused_or_cleaned_and_never_more(place: int, value: int) -> None:
    content = bytearray(photograph())
    content[place % len(content)] = value
    for broken in (bytes(content), bytes(content[: place % len(content)])):
        try:
            after = without_traces(broken)
        except PaperError:
            continue
        assert len(after) <= len(broken) + 40
        assert b"secret place" not in after or broken[2:4] != b"\xff\xe0"


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"<svg/>", b"\xff\xd8\xff\xd9"]
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PaperError):
        without_traces(content)
