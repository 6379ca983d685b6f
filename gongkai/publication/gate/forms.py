"""筛查表单: a file at the gate, a decision, a list of words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.law.screening import Concern, KeepGround, Ruling, Verdict, grounds
from gongkai.publication.gate.findings import Finding
from gongkai.web.forms import Form, WordField, long_text
from gongkai.web.uploads import DOC, DOCX, JPG, OFD, PDF, PNG, TXT, XLSX, FileKind, UploadField

CSV = FileKind("csv", "文本表格（csv）", TXT.recognises)
"""csv: told by its name alone; it is text like any other."""
MEGABYTES = 30


class DropField(UploadField):
    """放入的文件: of a text its name says whether it is a table."""

    def to_python(self, data: Any) -> Any:
        """As every upload; a csv is a text that says so."""
        named = str(getattr(data, "name", "") or "").lower()
        self.kinds = tuple(kind for kind in self.kinds if kind not in (TXT, CSV))
        self.kinds += (CSV, TXT) if named.endswith(".csv") else (TXT, CSV)
        return super().to_python(data)


class DropForm(Form):
    """放入文件."""

    file = DropField(
        label="文件",
        kinds=(DOCX, XLSX, PDF, OFD, DOC, JPG, PNG, CSV, TXT),
        megabytes=MEGABYTES,
        help_text=f"Word、Excel、csv、PDF、OFD、图片或者文本，不超过{MEGABYTES}兆字节。原件加密存放，决定后删除，最多存7天",
    )


class DecideForm(Form):
    """筛查决定."""

    def __init__(self, *args: Any, found: Iterable[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(found)
        choices = [(each.key, f"{each.where}：{each.kind}（{each.shown}）") for each in found]
        self.fields["findings"] = forms.MultipleChoiceField(
            label="发现", choices=choices, widget=forms.CheckboxSelectMultiple, initial=[key for key, _ in choices]
        )
        allowed = frozenset().union(*(grounds(Concern(each.concern)) for each in found)) if found else frozenset()
        self.fields["verdict"] = WordField(Verdict, label="决定", empty="请选择")
        options = [(ground.value, ground.label) for ground in KeepGround if ground in allowed]
        self.fields["ground"] = forms.ChoiceField(
            label="保留的依据", choices=[("", "不保留的不选"), *options], required=False
        )
        self.fields["reason"] = long_text("理由", "为什么应当公开；不写个人信息", required=False, rows=2)
        self.fields["basis"] = forms.CharField(
            label="条款或者文书",
            max_length=200,
            required=False,
            help_text="如“失信被执行人名单公布规定第七条”、同意书编号",
        )

    def ruling(self) -> Ruling:
        """决定内容."""
        said = self.cleaned_data
        ground = KeepGround(said["ground"]) if said["ground"] else None
        return Ruling(said["verdict"], ground, said["reason"], said["basis"])


class WordsForm(Form):
    """导入词表."""

    name = forms.CharField(label="词表名称", max_length=100)
    source = forms.CharField(label="来源", max_length=200, help_text="哪个机关、哪一年印发")
    file = DropField(
        label="词表文件",
        kinds=(XLSX, CSV),
        megabytes=5,
        help_text="Excel或者csv，第一行写列名：词、级别（错误、敏感、密）、推荐修改",
    )
