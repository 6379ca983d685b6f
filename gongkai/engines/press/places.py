"""页面位置: where in the tree the page of an address lies; what could lead elsewhere is no address of a page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

STANDARD = "standard"
"""The folder of the look without a prefix."""
INDEX = "index.html"
TWIN = ".gz"
LONGEST, LONGEST_PART = 1000, 240
"""Bytes of an address, and of one part of it: a file system takes 255 for a name."""
LOOK = re.compile(r"[a-z]{0,20}")
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\%?#]")
"""Control characters, what other systems take for a slash, and what has a meaning in an address once more."""
NAMED = re.compile(r".+\.(json|csv|xml)")
"""Files with a name of their own; every other page is a folder with an index."""


class Misplaced(ValueError):
    """不成位置: this address names no page that could be pressed."""


def normal(address: str) -> str:
    """规范地址: as people write it, with percent signs read and without its query."""
    return unquote(address.partition("?")[0].partition("#")[0], errors="strict")


def place(address: str, look: str = "") -> PurePosixPath:
    """位置: of the page of an address, beneath the root of the tree; raises Misplaced.

    ``/shili/zfxxgk/示例~2025-00001/`` lies at ``standard/shili/zfxxgk/示例~2025-00001/index.html``.
    """
    if not LOOK.fullmatch(look):
        raise Misplaced(f"没有这种版式：{look[:20]}")
    if not address.startswith("/") or FORBIDDEN.search(address) or len(address.encode(errors="replace")) > LONGEST:
        raise Misplaced("地址过长或者含有不能用的字符")
    *above, last = address[1:].split("/")
    for part in above:
        _check(part)
    if last and not NAMED.fullmatch(last):
        raise Misplaced("页面地址应当以斜线结尾")
    if last:
        _check(last)
    return PurePosixPath(look or STANDARD, *above, last or INDEX)


def _check(part: str) -> None:
    try:
        size = len(part.encode())
    except UnicodeEncodeError:
        raise Misplaced("地址含有不成字符的字节") from None
    if not part or part.startswith(".") or part == INDEX or part.endswith(TWIN) or size > LONGEST_PART:
        raise Misplaced("地址含有空的、过长的或者以点开头的部分")


def is_page(address: str) -> bool:
    """可否出版: whether a page of this address could lie in the tree."""
    try:
        place(address)
    except Misplaced:
        return False
    return True
