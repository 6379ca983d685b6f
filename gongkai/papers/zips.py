"""压缩包的打开: no zip is opened before its list of contents is known to be of a size that people's files have.

The list is read whole by whoever opens a zip: one of some megabytes with a million empty parts would cost a gigabyte before
any other limit applies.
"""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import IO

MOST_LISTED = 8 * 1024 * 1024
"""最大目录: bytes of a list of contents; a part takes some hundred, and twenty thousand parts are the most a zip may have."""

_TAIL = 66 * 1024
"""Where the end of the list stands at the latest: before a remark of 65 535 bytes, after its larger form."""
_END, _SIZE, _END_LARGE, _SIZE_LARGE = b"PK\x05\x06", 12, b"PK\x06\x06", 40


class Overfull(zipfile.BadZipFile):
    """目录过大: more parts than any file of people has; whoever refuses a broken zip refuses this one too."""

    def __init__(self) -> None:
        super().__init__("压缩包里的文件过多，不予打开")


def opened(file: IO[bytes] | Path) -> zipfile.ZipFile:
    """打开: to be read. Raises Overfull, and what ``ZipFile`` raises of a broken one."""
    if isinstance(file, Path):
        with file.open("rb") as stream:
            size = listed_size(stream)
    else:
        size = listed_size(file)
    if size > MOST_LISTED:
        raise Overfull
    return zipfile.ZipFile(file)


def listed_size(file: IO[bytes]) -> int:
    """目录大小: the bytes the list of contents is said to have, and no more than these are ever read; 0 where there is none.

    Every mark of an end counts: which of several is believed is the opener's own affair.
    """
    file.seek(0, 2)
    file.seek(max(file.tell() - _TAIL, 0))
    tail = file.read(_TAIL)
    file.seek(0)
    return max(*_said(tail, _END, _SIZE, "<L"), *_said(tail, _END_LARGE, _SIZE_LARGE, "<Q"), 0)


def _said(tail: bytes, mark: bytes, place: int, form: str) -> list[int]:
    """The sizes said after each mark, zero first; all bits set refer to the larger form, which stands beside it."""
    length = struct.calcsize(form)
    found, at = [0], tail.find(mark)
    while at >= 0:
        said = tail[at + place : at + place + length]
        if len(said) == length and (form != "<L" or said != b"\xff" * 4):
            found.append(struct.unpack(form, said)[0])
        at = tail.find(mark, at + 1)
    return found
