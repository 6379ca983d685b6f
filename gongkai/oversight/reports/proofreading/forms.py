"""表单: a report as a file or pasted, with last year's beside it; at the desk a whole batch of files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from gongkai.oversight.reports.proofreading import archive
from gongkai.oversight.reports.proofreading.limits import MOST_FILES, MOST_MEGABYTES
from gongkai.oversight.reports.proofreading.opening import Given
from gongkai.papers.text import PaperError
from gongkai.web.forms import Form
from gongkai.web.uploads import MEGABYTE, Upload

MEGABYTES = 10
"""每个文件最大: the longest reports are a hundredth of it; what is larger is mostly scanned pictures."""
MOST_TEXT = 300_000
FEW = 20
FEW_MEGABYTES = 10
"""当场校对: a second or two of the processor; more is kept and checked by a job."""
CONFIRMED = 60
"""一次最多确认导入的份数: a person looks at each."""
SENT_MEGABYTES = 48
"""一次上传最大: held in the memory of the process that takes it; what the server in front lets through."""
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
    """一批报告文件: each of them judged by itself, or packed in a zip; so many at most and so much together."""

    widget = SeveralFiles

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = f"{_ACCEPT},.zip"

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file sound, no more than a batch."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if sum(file.size or 0 for file in files) > SENT_MEGABYTES * MEGABYTE:
            raise ValidationError(f"一次上传合计不能超过{SENT_MEGABYTES}兆字节，请分几次添加", code="too_large")
        sound = [self._sound(file, initial) for file in files]
        self._must_be_a_batch([size for file in sound for size in file.sizes])
        return sound or super().clean(None, initial)

    def _sound(self, file: Upload, initial: Any) -> SentFile:
        try:
            packed = archive.listed(file) if archive.is_archive(file) else None
        except PaperError as refusal:
            raise ValidationError(f"“{file.name}”：{refusal}", code="password") from None
        if packed is None:
            super().clean(file, initial)
            return SentFile(file, (file.size or 0,), is_packed=False)
        if not packed:
            raise ValidationError(f"压缩包“{file.name}”中没有年报文件", code="empty")
        for each in packed:
            if each.size > MEGABYTES * MEGABYTE:
                raise ValidationError(
                    f"“{file.name}”中的“{each.name}”超过{MEGABYTES}兆字节，请取出后再上传", code="too_large"
                )
        return SentFile(file, tuple(each.size for each in packed), is_packed=True)

    def _must_be_a_batch(self, sizes: Sequence[int]) -> None:
        if len(sizes) > MOST_FILES:
            raise ValidationError(f"一批最多{MOST_FILES}份，选了{len(sizes)}份，请分批", code="many")
        if sum(sizes) > MOST_MEGABYTES * MEGABYTE:
            raise ValidationError(f"一批合计不能超过{MOST_MEGABYTES}兆字节，请分批", code="too_large")


@dataclass(frozen=True, slots=True)
class SentFile:
    """送来的: a report, or a zip of several; ``sizes`` are those of the reports."""

    file: Upload
    sizes: tuple[int, ...]
    is_packed: bool

    def reports(self) -> Iterator[Given]:
        """其中的报告: read one at a time."""
        if self.is_packed:
            for name, data in archive.unpacked(self.file, MEGABYTES * MEGABYTE):
                yield Given(name, data)
        else:
            yield sent(self.file)


class BatchForm(Form):
    """成批校对: reports of several authorities or years."""

    batch = BatchField(
        label="年度报告文件",
        help_text=(
            f"可以同时选多个，也可以打成一个zip压缩包；一次上传不超过{SENT_MEGABYTES}兆字节，一批最多{MOST_FILES}份、"
            f"{MOST_MEGABYTES}兆字节。{KINDS}，每份不超过{MEGABYTES}兆字节"
        ),
    )

    @property
    def is_few(self) -> bool:
        """当场校对: few enough to wait for."""
        sizes = [size for each in self._sent for size in each.sizes]
        return len(sizes) <= FEW and sum(sizes) <= FEW_MEGABYTES * MEGABYTE

    def reports(self) -> Iterator[Given]:
        """送来的报告."""
        return chain.from_iterable(each.reports() for each in self._sent)

    @property
    def _sent(self) -> Sequence[SentFile]:
        found: Sequence[SentFile] = self.cleaned_data["batch"]
        return found
