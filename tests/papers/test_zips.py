"""压缩包的打开: the list of contents is measured before it is read, whatever stands around it."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.oversight.reports.proofreading.archive import is_archive
from gongkai.papers import zips
from gongkai.papers.package import Package, part_names
from gongkai.papers.sheets_in import read_workbook
from gongkai.papers.text import PaperError
from gongkai.papers.traces import traces
from gongkai.web.harmful import trouble

_NAMES = st.lists(st.text(st.characters(exclude_characters="\x00", codec="utf-8"), min_size=1), unique=True)


def packed(names: list[str], remark: bytes = b"", *, before: bytes = b"") -> bytes:
    out = io.BytesIO()
    out.write(before)
    with zipfile.ZipFile(out, "a") as archive:
        for name in names:
            archive.writestr(name, name * 3)
        archive.comment = remark
    return out.getvalue()


def overfull(parts: int = 200_000, *, large: bool = False, remark: bytes = b"") -> bytes:
    """A list of empty parts that are not there, as cheap to send as forty-six zeros are to pack."""
    one = b"PK\x01\x02" + bytes(42)
    directory = one * parts
    said = struct.pack("<L", 0xFFFFFFFF if large else len(directory))
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff\xff\xff" + said + bytes(4) + struct.pack("<H", len(remark)) + remark
    if large:
        record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, parts, parts, len(directory), 0)
        end = record + b"PK\x06\x07" + struct.pack("<LQL", 0, len(directory), 1) + end
    return directory + end


@given(_NAMES, st.binary(max_size=2000), st.binary(max_size=500))
def test_what_people_pack_is_measured_and_opened(names: list[str], remark: bytes, before: bytes) -> None:
    data = packed(names, remark, before=before)
    with zips.opened(io.BytesIO(data)) as archive:
        listed = len(data) - len(archive.comment) - 22 - archive.start_dir
        assert len(archive.namelist()) == len(names)
    assert zips.listed_size(io.BytesIO(data)) >= listed


@pytest.mark.parametrize("remark", [b"", b"x" * 65_535])
@pytest.mark.parametrize("large", [False, True])
def test_a_list_beyond_measure_is_never_read(large: bool, remark: bytes, tmp_path: Path) -> None:
    data = overfull(large=large, remark=remark)
    (tmp_path / "包.zip").write_bytes(data)
    for file in (io.BytesIO(data), tmp_path / "包.zip"):
        tracemalloc.start()
        with pytest.raises(zips.Overfull):
            zips.opened(file)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 1024 * 1024


def test_the_opener_would_have_read_it() -> None:
    for large in (False, True):
        with zipfile.ZipFile(io.BytesIO(overfull(1000, large=large))) as archive:
            assert len(archive.namelist()) == 1000
        assert zips.listed_size(io.BytesIO(overfull(1000, large=large))) == 46_000


@given(st.binary(max_size=400))
def test_whatever_is_no_zip_is_the_openers_to_refuse(data: bytes) -> None:
    assert zips.listed_size(io.BytesIO(data)) >= 0
    with pytest.raises(zipfile.BadZipFile):
        zips.opened(io.BytesIO(data))


READERS: dict[str, Callable[[bytes], object]] = {
    "a package": lambda data: Package(data, "docx"),
    "a workbook": lambda data: list(read_workbook(data)),
    "traces": lambda data: traces(io.BytesIO(data)),
}


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_refuses_it(reader: str) -> None:
    with pytest.raises(PaperError):
        READERS[reader](overfull())


def test_an_upload_of_it_is_refused_before_it_is_stored() -> None:
    for extension in ("docx", "xlsx", "ofd"):
        assert trouble(io.BytesIO(overfull()), extension) == "解开后过大", extension
    assert part_names(io.BytesIO(overfull())) is None
    assert not is_archive(io.BytesIO(overfull()))
