"""二维码（GB/T 18284，ISO/IEC 18004）: an address as a square of modules that a telephone reads; error correction level M.

Bytes only, versions 1 to 10, which hold an address of 213 letters. Written out here because it is one page of arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from gongkai.papers.text import PaperError

Square = list[list[bool]]
MOST_BYTES = 213
_BLOCKS: dict[int, tuple[int, tuple[int, ...]]] = {
    1: (10, (16,)),
    2: (16, (28,)),
    3: (26, (44,)),
    4: (18, (32, 32)),
    5: (24, (43, 43)),
    6: (16, (27,) * 4),
    7: (18, (31,) * 4),
    8: (22, (38, 38, 39, 39)),
    9: (22, (36, 36, 36, 37, 37)),
    10: (26, (43, 43, 43, 43, 44)),
}
"""At level M: how many correcting words each block has, and how many words of data each block holds."""
_CENTRES = {
    1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34),
    7: (6, 22, 38), 8: (6, 24, 42), 9: (6, 26, 46), 10: (6, 28, 50),
}  # fmt: skip
QUIET = 4
"""静区: so many modules around it stay white."""


def square(text: str) -> Square:
    """二维码: rows of modules, true where it is dark, without the white around it; raises PaperError for what is too long."""
    data = text.encode()
    version = next((each for each in _BLOCKS if len(data) <= _room(each)), None)
    if version is None:
        raise PaperError(f"二维码最多{MOST_BYTES}字节，收到{len(data)}字节")
    words = _interleaved(version, _words(version, data))
    drawn = [_drawn(version, words, mask) for mask in range(8)]
    return min(drawn, key=_penalty)


def as_svg(text: str) -> str:
    """矢量图: black on white with its white around it, one path; made from nothing but numbers."""
    modules = square(text)
    side = len(modules) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(modules) for x, dark in enumerate(row) if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


# -- words -------------------------------------------------------------------------------------------------------------------


def _room(version: int) -> int:
    return sum(_BLOCKS[version][1]) - (2 if version < 10 else 3)


def _words(version: int, data: bytes) -> list[int]:
    """Mode, length and bytes, filled up to what the version holds."""
    capacity = sum(_BLOCKS[version][1])
    bits = f"0100{len(data):0{8 if version < 10 else 16}b}" + "".join(f"{byte:08b}" for byte in data)
    bits += "0" * min(4, capacity * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    return words + [(0xEC, 0x11)[number % 2] for number in range(capacity - len(words))]


def _interleaved(version: int, words: Sequence[int]) -> list[int]:
    correcting, sizes = _BLOCKS[version]
    blocks, at = [], 0
    for size in sizes:
        blocks.append(list(words[at : at + size]))
        at += size
    checks = [correction(block, correcting) for block in blocks]
    taken = [*zip_longest(*blocks), *zip_longest(*checks)]
    return [word for column in taken for word in column if word is not None]


_EXP = [1] * 512
_LOG = [0] * 256
for _at in range(1, 512):
    _doubled = _EXP[_at - 1] << 1
    _EXP[_at] = _doubled ^ 0x11D if _doubled > 255 else _doubled
for _at in range(255):
    _LOG[_EXP[_at]] = _at


def correction(data: Sequence[int], many: int) -> list[int]:
    """纠错码字: what is left when the data are divided by the polynomial with so many roots (Reed and Solomon)."""
    divisor = [1]
    for power in range(many):
        shifted = [*divisor, 0]
        for at, each in enumerate(divisor):
            shifted[at + 1] ^= _times(each, _EXP[power])
        divisor = shifted
    rest = [*data, *([0] * many)]
    for at in range(len(data)):
        if (lead := rest[at]) != 0:
            for place, each in enumerate(divisor):
                rest[at + place] ^= _times(each, lead)
    return rest[len(data) :]


def _times(one: int, other: int) -> int:
    return _EXP[_LOG[one] + _LOG[other]] if one and other else 0


# -- the drawing -------------------------------------------------------------------------------------------------------------

_MASKS = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, x: y % 2 == 0,
    lambda y, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)


def _drawn(version: int, words: Sequence[int], mask: int) -> Square:
    side = 17 + 4 * version
    fixed: list[list[bool | None]] = [[None] * side for _ in range(side)]
    _draw_patterns(fixed, version)
    _draw_format(fixed, mask)
    if version >= 7:
        _draw_version(fixed, version)
    bits = iter("".join(f"{word:08b}" for word in words))
    free = [[cell is None for cell in row] for row in fixed]
    modules = [[bool(cell) for cell in row] for row in fixed]
    for y, x in zigzag(side):
        if free[y][x]:
            modules[y][x] = (next(bits, "0") == "1") != _MASKS[mask](y, x)
    return modules


def zigzag(side: int) -> Iterator[tuple[int, int]]:
    """走向: the places of the data as they are filled: two columns at a time from the right, up and down in turn."""
    right, upwards = side - 1, True
    while right > 0:
        if right == 6:
            right -= 1
        for y in range(side - 1, -1, -1) if upwards else range(side):
            yield y, right
            yield y, right - 1
        right, upwards = right - 2, not upwards


def _draw_patterns(cells: list[list[bool | None]], version: int) -> None:
    side = len(cells)
    for top, left in ((0, 0), (0, side - 7), (side - 7, 0)):
        for y in range(-1, 8):
            for x in range(-1, 8):
                if 0 <= top + y < side and 0 <= left + x < side:
                    ring = max(abs(y - 3), abs(x - 3))
                    cells[top + y][left + x] = ring in (0, 1, 3)
    for cy in _CENTRES[version]:
        for cx in _CENTRES[version]:
            if cells[cy][cx] is None:
                for y in range(-2, 3):
                    for x in range(-2, 3):
                        cells[cy + y][cx + x] = max(abs(y), abs(x)) != 1
    for at in range(8, side - 8):
        cells[6][at] = cells[at][6] = at % 2 == 0
    cells[side - 8][8] = True


def format_bits(mask: int) -> int:
    """格式信息: level M and the mask, with ten bits that correct them."""
    return _corrected(mask, 10, 0b10100110111) ^ 0b101010000010010


def version_bits(version: int) -> int:
    """版本信息: from version 7 on, with twelve bits that correct it."""
    return _corrected(version, 12, 0b1111100100101)


def _corrected(value: int, many: int, divisor: int) -> int:
    rest = value << many
    while rest.bit_length() > many:
        rest ^= divisor << (rest.bit_length() - divisor.bit_length())
    return value << many | rest


def _draw_format(cells: list[list[bool | None]], mask: int) -> None:
    side, bits = len(cells), format_bits(mask)
    around = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    apart = [(side - 1 - y, 8) for y in range(7)] + [(8, side - 8 + x) for x in range(8)]
    for at in range(15):
        dark = bool(bits >> (14 - at) & 1)
        for y, x in (around[at], apart[at]):
            cells[y][x] = dark


def _draw_version(cells: list[list[bool | None]], version: int) -> None:
    side, bits = len(cells), version_bits(version)
    for at in range(18):
        dark = bool(bits >> at & 1)
        cells[at // 3][side - 11 + at % 3] = cells[side - 11 + at % 3][at // 3] = dark


# -- which mask reads best -----------------------------------------------------------------------------------------------------

_FINDER_LIKE = ("10111010000", "00001011101")


def _penalty(modules: Square) -> int:
    lines = [["".join("01"[cell] for cell in row) for row in modules]]
    lines.append(["".join(column) for column in zip(*lines[0], strict=True)])
    found = sum(_runs(line) + 40 * _finders(line) for each in lines for line in each)
    side = len(modules)
    found += 3 * sum(
        modules[y][x] == modules[y][x + 1] == modules[y + 1][x] == modules[y + 1][x + 1]
        for y in range(side - 1)
        for x in range(side - 1)
    )
    dark = sum(map(sum, modules)) * 100 // side**2
    return found + 10 * (abs(dark - 50) // 5)


def _runs(line: str) -> int:
    lengths, last, many = [], "", 0
    for cell in f"{line} ":
        if cell == last:
            many += 1
            continue
        lengths.append(many)
        last, many = cell, 1
    return sum(length - 2 for length in lengths if length >= 5)


def _finders(line: str) -> int:
    return sum(line.startswith(each, at) for each in _FINDER_LIKE for at in range(len(line) - 10))
