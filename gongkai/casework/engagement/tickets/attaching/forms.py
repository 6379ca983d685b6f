"""来信附件的表单: three fields for files; what is refused is refused before anything is stored."""

from __future__ import annotations

from typing import Any, cast

from gongkai.casework.applications.attaching.forms import MEGABYTES_TOGETHER, PaperField
from gongkai.casework.engagement.tickets.attaching.acts import MOST, Attached, read
from gongkai.web.forms import Form
from gongkai.web.uploads import FileKind

FIELDS = tuple(f"file{number}" for number in range(1, MOST + 1))
_MEGABYTE = 1024 * 1024


class WithTicketFiles(Form):
    """带附件的来信: pictures of what is wrong, papers that show it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(FIELDS, 1):
            self.fields[name] = PaperField(
                label=f"附件{number}", help_text="" if number > 1 else "照片或者材料，可以不附"
            )

    def clean(self) -> dict[str, Any]:
        """Refuse what is too much together, at the field of the largest file."""
        cleaned = super().clean() or {}
        sizes = {name: cleaned[name].size or 0 for name in FIELDS if cleaned.get(name)}
        if sum(sizes.values()) > MEGABYTES_TOGETHER * _MEGABYTE:
            largest = max(sizes, key=lambda name: sizes[name])
            self.add_error(largest, f"附件合计不能超过{MEGABYTES_TOGETHER}兆字节，请压缩后再上传")
        return cleaned

    def attached(self) -> tuple[Attached, ...]:
        """随信文件: those that were sent."""
        return tuple(
            read(self.cleaned_data[name], cast(FileKind, cast(PaperField, self.fields[name]).kind))
            for name in FIELDS
            if self.cleaned_data.get(name)
        )
