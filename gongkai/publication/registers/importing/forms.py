"""导入的表单: the file, what each column holds, and on what terms it is accepted."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.ledgers import Choice
from gongkai.publication.registers.importing.models import RecordImport
from gongkai.web.forms import Form, WordField
from gongkai.web.uploads import CSV, XLSX, UploadField

MEGABYTES = 50


class OpenForm(Form):
    """上传."""

    file = UploadField(
        label="文件",
        kinds=(XLSX, CSV),
        megabytes=MEGABYTES,
        help_text=f"Excel（xlsx）或者csv，不超过{MEGABYTES}兆字节；读取每个工作簿第一张有内容的表",
    )


class MapForm(Form):
    """各列是什么: one choice for each column of the file."""

    def __init__(self, *args: Any, batch: RecordImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = batch.declared
        choices = [
            ("", "不导入"),
            *((each.key, f"{each.label}{'（必填）' if each.required else ''}") for each in kind.fields),
        ]
        for place, (label, key) in enumerate(batch.mapping):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=label or f"第{place + 1}列", choices=choices, required=False, initial=key
            )

    def keys(self) -> list[str]:
        """各列的字段."""
        return [self.cleaned_data[name] for name in self.fields]


class AcceptForm(Form):
    """接受."""

    choice = WordField(Choice, label="有不收的行怎么办")
    publishes = forms.BooleanField(
        label="登记的同时公开",
        required=False,
        help_text="由您决定公开；文字中有个人信息的行只登记，更正以后另行公开",
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["publishes"]
