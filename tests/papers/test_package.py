"""文件包: parts that were packed in an uncommon way and damaged are refused as any other, by every reader of packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from gongkai.papers.docx import read_docx
from gongkai.papers.package import Package
from gongkai.papers.sheets_in import read_workbook
from gongkai.papers.text import PaperError
from gongkai.papers.traces import traces
from gongkai.papers.words import words


def damaged(method: int) -> bytes:
    """A package whose parts are packed by a method, each cut through its middle by what is no part of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name in ("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"):
            package.writestr(name, bytes(range(256)) * 40)
    data = bytearray(out.getvalue())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.infolist():
            at = part.header_offset + 30 + len(part.filename) + 12
            data[at : at + 60] = b"\xff" * 60
    return bytes(data)


READERS: dict[str, Callable[[bytes], object]] = {
    "a part": lambda data: Package(data, "docx").part("word/document.xml"),
    "Word": read_docx,
    "a workbook": lambda data: list(read_workbook(data)),
    "traces": lambda data: traces(io.BytesIO(data), "文件"),
}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize("reader", READERS)
def test_what_cannot_be_unpacked_is_refused_in_chinese(reader: str, method: int) -> None:
    with pytest.raises(PaperError, match="损坏"):
        READERS[reader](damaged(method))
    assert "损坏" in words(damaged(method)).why
