"""压缩包: the reports in a zip, one after another; what is packed is told by its content, and nothing is written to a disk.

What it says of itself is believed only to refuse it early; every file is unpacked no further than its limit.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from gongkai.papers import zips
from gongkai.papers.package import BROKEN, entry_name, part_names
from gongkai.papers.text import PaperError
from gongkai.reading.runs.gathering import HIDDEN, SUFFIXES

_OTHERS = frozenset({"[Content_Types].xml", "OFD.xml"})
"""What makes a zip a Word, Excel or OFD file."""
_TAKEN = SUFFIXES | {".csv"}


@dataclass(frozen=True, slots=True)
class Packed:
    """包中的一份: its name without folders, and how large it says it is."""

    name: str
    size: int
    entry: zipfile.ZipInfo


def is_archive(file: IO[bytes]) -> bool:
    """是压缩包: a zip that is no document itself."""
    names = part_names(file)
    file.seek(0)
    return names is not None and not names & _OTHERS


def listed(file: IO[bytes]) -> list[Packed]:
    """包中的年报: in the order of their names. Raises PaperError for a zip under a password."""
    with zips.opened(file) as archive:
        return _reports(archive)


def _reports(archive: zipfile.ZipFile) -> list[Packed]:
    entries = [each for each in archive.infolist() if not each.is_dir()]
    if any(each.flag_bits & 1 for each in entries):
        raise PaperError("压缩包有密码，请去掉密码后再上传")
    found = [Packed(PurePosixPath(entry_name(each).replace("\\", "/")).name, each.file_size, each) for each in entries]
    taken = (each for each in found if PurePosixPath(each.name).suffix.lower() in _TAKEN)
    return sorted((each for each in taken if not each.name.startswith(HIDDEN)), key=lambda each: each.name)


def unpacked(file: IO[bytes], most: int) -> Iterator[tuple[str, bytes]]:
    """解包: each file with its name, one at a time; a broken or too large one stands there empty, and is told so when read."""
    with zips.opened(file) as archive:
        for each in _reports(archive):
            yield each.name, _content(archive, each.entry, most)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    try:
        with archive.open(entry) as stream:
            content = stream.read(most + 1)
    except (*BROKEN, NotImplementedError, ValueError):
        return b""
    return content if len(content) <= most else b""
