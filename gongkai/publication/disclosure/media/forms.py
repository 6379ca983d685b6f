"""媒体资料表单: what is said of a picture, video or chart, with its file or its rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.media import (
    LONGEST_CAPTION,
    LONGEST_SCRIPT,
    LONGEST_WORDS,
    ChartShape,
    ChartTable,
    Described,
    MediaKind,
    check_chart,
    read_chart,
)
from gongkai.papers.text import decoded
from gongkai.publication.disclosure.media.queries import PICTURES
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.uploads import CSV, JPG, MEGABYTE, MP4, PNG, WEBM, UploadField

PICTURE_MEGABYTES = 10


class _DescribedForm(Form):
    """说明."""

    caption = forms.CharField(
        label="图注", max_length=LONGEST_CAPTION, help_text="是什么事、何时、何地；公众在图下读到"
    )
    words = forms.CharField(
        label="替代文字，视频为字幕或者文字稿",
        max_length=LONGEST_SCRIPT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"读给看不见、听不到的人：图片和图表写画面上有什么（{LONGEST_WORDS}字以内），视频写说了什么；不照抄图注",
    )
    credit = forms.CharField(label="来源（作者）", max_length=100, help_text="拍摄、制作的人或者单位；转用的写明出处")

    def described(self, kind: MediaKind) -> Described:
        """媒体说明."""
        return Described(kind, *(str(self.cleaned_data[name]) for name in ("caption", "words", "credit")))

    def ask(self, kind: MediaKind) -> None:
        """Ask the law before anything is stored."""
        if not {"caption", "words", "credit"} & self.errors.keys():
            try:
                self.described(kind)
            except Unlawful as refusal:
                self.add_error(refusal.field, refusal.reason)


class FileForm(_DescribedForm):
    """加图片、视频."""

    file = UploadField(label="图片或者视频", kinds=(JPG, PNG, MP4, WEBM), megabytes=settings.UPLOAD_MEGABYTES)
    looked_at = forms.BooleanField(label="已逐张（段）看过，没有未经同意的人脸、证件、车牌等个人信息")
    on = DateField(label="日期")
    field_order = ("file", "caption", "words", "credit", "looked_at", "on")

    @property
    def kind(self) -> MediaKind:
        """媒体类型: as the content of the file has it."""
        field = self.fields["file"]
        known = isinstance(field, UploadField) and field.kind is not None and field.kind.extension in PICTURES
        return MediaKind.PICTURE if known else MediaKind.VIDEO

    def clean(self) -> dict[str, Any]:
        """A picture is not as large as a film, and what is said of either is asked of the law."""
        cleaned = super().clean() or {}
        if file := cleaned.get("file"):
            if self.kind is MediaKind.PICTURE and file.size > PICTURE_MEGABYTES * MEGABYTE:
                self.add_error("file", f"图片超过{PICTURE_MEGABYTES}兆字节，请缩小后再上传")
            self.ask(self.kind)
        return cleaned


class ChartForm(_DescribedForm):
    """加图表."""

    shape = WordField(ChartShape, label="图表样式", empty="请选择")
    rows = forms.CharField(
        label="数据",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="从表格里复制过来，第一行是各列名称，每行一个名称和它的数；柱形图、折线图最多两列数，条形图一列",
    )
    file = UploadField(label="或者上传csv", kinds=(CSV,), megabytes=1, required=False)
    unit = forms.CharField(label="单位", max_length=20, required=False, help_text="如件、万元")
    on = DateField(label="日期")
    field_order = ("shape", "rows", "file", "unit", "caption", "words", "credit", "on")

    def clean(self) -> dict[str, Any]:
        """Read the rows and ask whether the shape can show them."""
        cleaned = super().clean() or {}
        self.ask(MediaKind.CHART)
        try:
            self.table = self._read(cleaned)
            if shape := cleaned.get("shape"):
                check_chart(self.table, shape)
        except Unlawful as refusal:
            self.add_error("rows", refusal.reason)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> ChartTable:
        pasted, file = str(cleaned.get("rows") or "").strip(), cleaned.get("file")
        if bool(pasted) == bool(file):
            raise Unlawful("请粘贴数据或者上传csv，二者选一", field="rows")
        if not file:
            return read_chart(pasted)
        text = decoded(file.read())
        if text is None:
            raise Unlawful("csv的文字编码不能识别，请另存为UTF-8", field="rows")
        return read_chart(text)


class DescribeForm(_DescribedForm):
    """改说明."""

    reason = forms.CharField(label="改的理由", max_length=200)

    def __init__(self, *args: Any, kind: MediaKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        """Ask the law."""
        cleaned = super().clean() or {}
        self.ask(self.kind)
        return cleaned


class TakeOffForm(Form):
    """撤下."""

    reason = forms.CharField(label="撤下的理由", max_length=200)
    on = DateField(label="日期")
