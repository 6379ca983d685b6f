"""上传: files are judged by their content, not by their name, before anything is stored."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File

from gongkai.papers.package import part_names
from gongkai.web.harmful import trouble
from gongkai.web.viruses import NotAsked, TooMuch, infection

MEGABYTE = 1024 * 1024
Upload: TypeAlias = "File[Any]"


@dataclass(frozen=True, slots=True)
class FileKind:
    """文件类型: an extension, the name people know, and how its content is recognised."""

    extension: str
    label: str
    recognises: Callable[[Upload], bool]


def _begins(*signatures: bytes) -> Callable[[Upload], bool]:
    def recognises(file: Upload) -> bool:
        file.seek(0)
        return bool(file.read(max(map(len, signatures))).startswith(signatures))

    return recognises


def _office(part: str, *, types: bool = True) -> Callable[[Upload], bool]:
    """A zip with the part that makes it a Word, Excel or OFD file, and no macros."""
    needed = {"[Content_Types].xml", part} if types else {part}

    def recognises(file: Upload) -> bool:
        file.seek(0)
        names = part_names(file)
        if names is None:
            return False
        has_macros = any(name.endswith("vbaProject.bin") for name in names)
        return needed <= names and not has_macros

    return recognises


def _old_word(file: Upload) -> bool:
    """An OLE file with the stream of a Word document, neither encrypted nor with macros; read piece by piece."""
    file.seek(0)
    if file.read(8) != b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return False
    found, rest = set(), b""
    file.seek(0)
    while chunk := file.read(MEGABYTE):
        found |= {name for name in _STREAMS if name.encode("utf-16-le") in rest + chunk}
        rest = chunk[-64:]
    return found == {"WordDocument"}


_STREAMS = ("WordDocument", "_VBA_PROJECT", "EncryptedPackage", "Macros")


def _plain_text(file: Upload) -> bool:
    return any(_decodes(file, encoding) for encoding in ("utf-8", "gb18030"))


def _decodes(file: Upload, encoding: str) -> bool:
    """Whether the whole file is text in this encoding, without control characters; read piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(MEGABYTE):
            if _CONTROL.search(chunk):
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _mp4(file: Upload) -> bool:
    """A file of boxes whose first says what it is; QuickTime's own kind is played by few."""
    file.seek(0)
    head: bytes = file.read(12)
    return head[4:8] == b"ftyp" and head[8:12] != b"qt  "


_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")

PDF = FileKind("pdf", "PDF", _begins(b"%PDF-"))
DOCX = FileKind("docx", "Word（docx）", _office("word/document.xml"))
XLSX = FileKind("xlsx", "Excel（xlsx）", _office("xl/workbook.xml"))
PNG = FileKind("png", "PNG图片", _begins(b"\x89PNG\r\n\x1a\n"))
JPG = FileKind("jpg", "JPG图片", _begins(b"\xff\xd8\xff"))
TXT = FileKind("txt", "文本（txt）", _plain_text)
CSV = FileKind("csv", "csv", _plain_text)
OFD = FileKind("ofd", "OFD", _office("OFD.xml", types=False))
MP4 = FileKind("mp4", "MP4视频", _mp4)
WEBM = FileKind("webm", "WebM视频", _begins(b"\x1aE\xdf\xa3"))
DOC = FileKind("doc", "旧版Word（doc）", _old_word)
KINDS = (PDF, DOCX, XLSX, PNG, JPG, TXT)


class UploadField(forms.FileField):
    """附件: one file of a permitted kind and size; refused before it is stored. the field then knows its ``kind``."""

    def __init__(
        self, *, kinds: Iterable[FileKind] = KINDS, megabytes: int = 10, help_text: str = "", **kwargs: Any
    ) -> None:
        self.kinds = tuple(kinds)
        self.megabytes = megabytes
        self.kind: FileKind | None = None
        names = "、".join(kind.label for kind in self.kinds)
        super().__init__(help_text=help_text or f"可上传{names}，不超过{megabytes}兆字节", **kwargs)
        self.widget.attrs["accept"] = ",".join(f".{kind.extension}" for kind in self.kinds)

    def to_python(self, data: Upload | None) -> Upload | None:
        """Check size, content, name and harm, in this order; the message names the file."""
        file = super().to_python(data)
        if file is None:
            return None
        if (file.size or 0) > self.megabytes * MEGABYTE:
            raise ValidationError(
                f"{self.label}“{file.name}”超过{self.megabytes}兆字节，请压缩后再上传", code="too_large"
            )
        kind = self._kind_of(file)
        if kind is None:
            names = "、".join(kind.label for kind in self.kinds)
            raise ValidationError(f"{self.label}“{file.name}”不是{names}，或者已加密、含宏、已损坏", code="kind")
        if not _named_as(file, kind):
            raise ValidationError(
                f"{self.label}“{file.name}”的内容是{kind.label}，与文件名不符，请改名后再上传", code="name"
            )
        self._refuse_harm(file, kind)
        file.seek(0)
        self.kind = kind
        return file

    def _refuse_harm(self, file: Upload, kind: FileKind) -> None:
        if said := trouble(file, kind.extension):
            raise ValidationError(f"{self.label}“{file.name}”{said}，请另存一份干净的再上传", code="hostile")
        try:
            found = infection(file)
        except TooMuch:
            raise ValidationError(
                f"{self.label}“{file.name}”超过查毒服务能查的大小，没有收，请分成几个再传或者联系系统管理员",
                code="unchecked",
            ) from None
        except NotAsked:
            raise ValidationError(
                f"查毒服务没有应答，{self.label}“{file.name}”没有收，请稍后再传或者联系系统管理员", code="unchecked"
            ) from None
        if found:
            raise ValidationError(f"{self.label}“{file.name}”带有病毒，没有收", code="infected")

    def _kind_of(self, file: Upload) -> FileKind | None:
        return next((kind for kind in self.kinds if kind.recognises(file)), None)


def _named_as(file: Upload, kind: FileKind) -> bool:
    extension = PurePath(file.name or "").suffix.lower().lstrip(".")
    return {"jpeg": "jpg"}.get(extension, extension) == kind.extension
