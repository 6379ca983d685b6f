"""附件上传: the file fields of public forms and of the desk. What is refused is refused before anything is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError

from gongkai.casework.applications.attaching.acts import Attached, read
from gongkai.law.applicants import Purpose
from gongkai.papers import zips
from gongkai.web.forms import Form, WordField
from gongkai.web.uploads import DOCX, JPG, PDF, PNG, FileKind, Upload, UploadField

MEGABYTES = 5
"""单个附件上限."""
MEGABYTES_TOGETHER = 12
"""一次提交的附件合计上限: below what the server takes in one request."""
KINDS = (PDF, JPG, PNG, DOCX)
_MEGABYTE = 1024 * 1024
_UNPACKED = 100 * _MEGABYTE
_PARTS = 2000
_ENCLOSED = re.compile(rb"/EmbeddedFiles?(?![0-9A-Za-z])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


class PaperField(UploadField):
    """附件: one file of the kinds people have at hand; nothing that unpacks without end, nothing that runs."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = kwargs.pop("help_text", "")
        limits = f"PDF、JPG、PNG、Word（docx），不超过{MEGABYTES}兆字节"
        said = f"{help_text}。{limits}" if help_text else limits
        super().__init__(kinds=KINDS, megabytes=MEGABYTES, help_text=said, required=False, **kwargs)

    def to_python(self, data: Upload | None) -> Upload | None:
        """Look into what the signature alone does not tell."""
        file = super().to_python(data)
        if file is None or self.kind is None:
            return None
        if trouble := _trouble(file, self.kind):
            raise ValidationError(f"{self.label}“{file.name}”{trouble}，请另存为PDF或者图片后再上传", code="hostile")
        file.seek(0)
        return file


def _trouble(file: Upload, kind: FileKind) -> str:
    file.seek(0)
    if kind is DOCX:
        return _bomb(file)
    if kind is PDF:
        names = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), file.read())
        return "带有内嵌文件" if _ENCLOSED.search(names) else ""
    return ""


def _bomb(file: Upload) -> str:
    """A package that says it unpacks to more than any letter does; it is never unpacked here."""
    with zips.opened(cast(Any, file)) as archive:
        parts = archive.infolist()
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        return "解开后过大"
    return ""


class WithFiles(Form):
    """带附件的表单: says which field is for what, and hands over what was found sound."""

    purposes: ClassVar[Mapping[str, Purpose]] = {}

    def clean(self) -> dict[str, Any]:
        """Refuse what is too much together, at the field of the largest file."""
        cleaned = super().clean() or {}
        sizes = {name: cleaned[name].size or 0 for name in self.purposes if cleaned.get(name)}
        if sum(sizes.values()) > MEGABYTES_TOGETHER * _MEGABYTE:
            largest = max(sizes, key=lambda name: sizes[name])
            self.add_error(largest, f"附件合计不能超过{MEGABYTES_TOGETHER}兆字节，请压缩后再上传")
        return cleaned

    def attached(self) -> tuple[Attached, ...]:
        """随附文件: those that were sent, in the order of the fields."""
        return tuple(
            read(self.cleaned_data[name], cast(FileKind, cast(PaperField, self.fields[name]).kind), purpose)
            for name, purpose in self.purposes.items()
            if self.cleaned_data.get(name)
        )


class ScanForm(Form):
    """登记附件: a scan or a paper that the desk adds to a file."""

    purpose = WordField(Purpose, label="用途", empty="请选择")
    file = PaperField(label="文件")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = True

    def attached(self) -> Attached:
        """随附文件."""
        kind = cast(FileKind, cast(PaperField, self.fields["file"]).kind)
        return read(self.cleaned_data["file"], kind, self.cleaned_data["purpose"])
