"""表单: a report as a file or pasted, with last year's beside it; at the desk a whole batch of files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongkai.oversight.reports.proofreading.opening import Given
from gongkai.web.forms import Form
from gongkai.web.uploads import MEGABYTE, Upload

MEGABYTES = 10
"""每个文件最大: the longest reports are a hundredth of it; what is larger is mostly scanned pictures."""
MOST_TEXT = 300_000
BATCH = 60
BATCH_MEGABYTES = 48
KINDS = "Word和WPS（docx、doc、rtf）、PDF、OFD、网页（html、mht）、Excel（xlsx、xls）、文本（txt、md、csv）"
PASTED = "粘贴的文本"
_ACCEPT = ".docx,.doc,.wps,.rtf,.pdf,.ofd,.html,.htm,.mht,.mhtml,.xlsx,.xls,.txt,.md,.csv"


class ReportFile(forms.FileField):
    """报告文件: of any carrier, told by its content when it is read; here only its size is judged."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = _ACCEPT

    def to_python(self, data: Upload | None) -> Upload | None:
        """Refuse what is too large, by its name."""
        file: Upload | None = super().to_python(data)
        if file is not None and (file.size or 0) > MEGABYTES * MEGABYTE:
            raise ValidationError(f"“{file.name}”超过{MEGABYTES}兆字节，没有读", code="too_large")
        return file


def sent(file: Upload, *, before: bool = False) -> Given:
    """送来的文件: its bytes and what it is called; ``before`` for last year's."""
    return Given(file.name or "文件", file.read(), before)


class ReadForm(Form):
    """读入年报: a file, or what was copied from a page."""

    file = ReportFile(label="年度报告文件", required=False, help_text=f"{KINDS}，不超过{MEGABYTES}兆字节")
    text = forms.CharField(
        label="或者粘贴报告全文",
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="从网页或者文件中全选、复制，连同统计表一起粘贴",
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not str(cleaned.get("text") or "").strip():
            self.add_error("file", "请上传报告文件，或者粘贴报告全文")
        return cleaned

    def refuse(self, said: str, place: int = 0) -> None:
        """退回: a file that could not be read, at the field it came by: 0 is this year's, 1 last year's."""
        self.add_error("before" if place else "file" if self.cleaned_data["file"] else "text", said)

    @property
    def called(self) -> str:
        """文件名: of the report that was sent."""
        file = self.cleaned_data["file"]
        return file.name or "文件" if file else PASTED

    def reports(self) -> list[Given]:
        """送来的报告."""
        given = self.cleaned_data
        return [sent(given["file"]) if given["file"] else Given(PASTED, str(given["text"]).encode())]


class ProofreadForm(ReadForm):
    """年报校对: a report, and the one on the year before where somebody has it."""

    before = ReportFile(
        label="上一年度的报告", required=False, help_text="可以不传。传了，就核对结转、存量是否衔接，文字是否照抄"
    )

    def reports(self) -> list[Given]:
        """送来的报告: this year's first."""
        before = self.cleaned_data["before"]
        return [*super().reports(), *([sent(before, before=True)] if before else [])]


class AnnotateForm(ProofreadForm):
    """加批注: the same file once more: a page that keeps nothing has it no longer."""

    file = ReportFile(label="同一份Word文件（docx）", required=False, help_text="文件没有保存，所以请再选一次")
    text = None  # type: ignore[assignment]


class SeveralFiles(forms.ClearableFileInput):
    """多个文件: chosen together."""

    allow_multiple_selected = True


class BatchField(ReportFile):
    """一批报告文件: each of them judged by itself, so many at most and so much together."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file sound, no more than a batch."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > BATCH:
            raise ValidationError(f"一次最多核对{BATCH}份，选了{len(files)}份，请分批", code="many")
        if sum(file.size or 0 for file in files) > BATCH_MEGABYTES * MEGABYTE:
            raise ValidationError(f"合计不能超过{BATCH_MEGABYTES}兆字节，请分批", code="too_large")
        sound: Sequence[Any] = [super(BatchField, self).clean(file, initial) for file in files]
        return sound or super().clean(None, initial)


class BatchForm(Form):
    """成批校对: reports of several authorities or years."""

    batch = BatchField(
        label="年度报告文件", help_text=f"可以同时选多个，一次最多{BATCH}份，合计不超过{BATCH_MEGABYTES}兆字节。{KINDS}"
    )

    def reports(self) -> list[Given]:
        """送来的报告."""
        return [sent(file) for file in self.cleaned_data["batch"]]
