"""文件包: Word and Excel files are zip packages of XML parts; here one is opened without trusting it.

Nothing is believed that the file says about itself: parts are unpacked no further than a limit, document type
declarations (and so entities) are refused, nothing is fetched.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from functools import cached_property
from pathlib import Path
from typing import IO

from lxml import etree

from gongkai.papers import zips
from gongkai.papers.text import PaperError

MOST_BYTES = 64 * 1024 * 1024
"""最大解包量: how many bytes a single part, or all parts that are read together, may unpack to."""

BROKEN = (zipfile.BadZipFile, RuntimeError, zlib.error, lzma.LZMAError, EOFError, OSError)
"""损坏的样子: what a part that cannot be unpacked raises, whichever way it was packed."""

_STATED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_UTF8 = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_XML = (".xml", ".rels")
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def part_names(file: IO[bytes] | Path) -> frozenset[str] | None:
    """部件名: of any zip package; None for a file that is none."""
    try:
        with zips.opened(file) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None


def must_be_utf8(start: bytes) -> None:
    """同一种编码: parts are UTF-8, as those who write them agree; whichever parser reads one would else read something else."""
    stated = _STATED.match(start)
    if b"\x00" in start[:4] or start.startswith(_OTHER_MARKS) or (stated and stated[1].lower() not in _UTF8):
        raise PaperError("文件内的文字编码不是UTF-8，请用Office或者WPS另存一份")


def entry_name(entry: zipfile.ZipInfo) -> str:
    """压缩文件中的文件名: as whoever packed it wrote it, where the package does not say in which encoding."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


class Package:
    """包: the parts of a Word or Excel file. Raises PaperError for anything that is not a sound package."""

    _most = MOST_BYTES

    def __init__(self, data: bytes, what: str, *, most: int = MOST_BYTES) -> None:
        """Open the bytes of a file; ``what`` names the expected kind in errors (docx, xlsx), ``most`` is its limit."""
        self._what = what
        self._most = most
        try:
            self._zip = zips.opened(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise self.broken() from error

    @cached_property
    def _relations(self) -> dict[str, tuple[etree._Element, ...]]:
        """The relations of each part that has been asked for."""
        return {}

    def broken(self) -> PaperError:
        """损坏: the error to raise for a file that is not what it says."""
        return PaperError(f"不是有效的{self._what}文件，或文件已损坏、加密")

    def names(self) -> list[str]:
        """部件名: the names of all parts."""
        return self._zip.namelist()

    def part(self, name: str) -> bytes:
        """部件: the bytes of a part, unpacked up to the limit."""
        try:
            with self._zip.open(name) as stream:
                content = stream.read(self._most + 1)
        except (*BROKEN, KeyError, ValueError) as error:
            raise self.broken() from error
        if len(content) > self._most:
            raise PaperError(f"{self._what}文件解开后过大")
        return content

    def unpack(self) -> None:
        """解包检查: unpack every part once, so that a reader of another hand meets no part or sum of parts beyond the limit."""
        total = 0
        for name in self.names():
            data = self.part(name)
            if name.endswith(_XML):
                must_be_utf8(data)
            total += len(data)
            if total > max(self._most, MOST_BYTES):
                raise PaperError(f"{self._what}文件解开后过大")

    def xml(self, name: str) -> etree._Element:
        """部件内容: a part as XML, without entities."""
        data = self.part(name)
        must_be_utf8(data)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self.broken() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise PaperError(f"{self._what}文件含有不允许的文档类型声明")
        return root

    def related(self, source: str, kind: str) -> dict[str, str]:
        """关联部件: the parts ``source`` refers to by relations whose type ends in ``/kind``, by relation id.

        ``source`` is "" for the package itself.
        """
        folder, name = posixpath.split(source)
        part = posixpath.join(folder, "_rels", f"{name}.rels")
        if part not in self._relations:
            found = self.xml(part).iter(_RELATION) if part in self.names() else ()
            self._relations[part] = tuple(found)
        return {
            str(relation.get("Id")): posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target"))))[1:]
            for relation in self._relations[part]
            if str(relation.get("Type")).endswith(f"/{kind}") and relation.get("TargetMode") != "External"
        }

    def main(self) -> str:
        """主部件: the name of the part the package is about."""
        name = next(iter(self.related("", "officeDocument").values()), "")
        if not name:
            raise self.broken()
        return name
