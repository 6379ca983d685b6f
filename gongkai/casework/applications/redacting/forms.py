"""区分处理表单: the original, what to hide on which ground, dropping; and the draft that begins with what was hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from gongkai.casework.applications.applicant.forms import ByCode
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.redacting import queries
from gongkai.casework.applications.redacting.acts import Patterns
from gongkai.engines.privacy import Kind
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.outcomes import Version
from gongkai.law.redaction import PARTLY, Hiding, grounds, read_numbers, read_words
from gongkai.web import uploads
from gongkai.web.forms import Form, long_text

_F = TypeVar("_F", bound=forms.Form)
_USUAL = "privacy"
_ROWS = (1, 2, 3)


class BringForm(Form):
    """上传原件."""

    name = forms.CharField(label="名称", max_length=60, help_text="答复书和附件清单照此称呼，不写申请人和第三方的姓名")
    file = uploads.UploadField(
        label="原件",
        kinds=(uploads.PDF, uploads.DOCX),
        megabytes=20,
        help_text="有文字层的PDF，不超过20兆字节、60页；Word文件请先另存为PDF",
    )

    def clean_file(self) -> uploads.Upload:
        """Word says nothing of where a word will stand; only what stands still can be painted over."""
        field = self.fields["file"]
        if isinstance(field, uploads.UploadField) and field.kind == uploads.DOCX:
            raise ValidationError("Word文件的版面不固定，不能保证隐去的位置准确，请在Word中另存为PDF后上传")
        upload: uploads.Upload = self.cleaned_data["file"]
        return upload


class HideForm(Form):
    """隐去: up to three grounds with their words and pages, and the kinds of personal information that were found."""

    def __init__(self, *args: Any, version: Version, found: Mapping[Kind, Sequence[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(leaf.key, f"{leaf.label}（{leaf.article(version).short}）") for leaf in grounds(version)]
        if found:
            told = [(kind.value, f"{kind.label}（{len(words)}个）") for kind, words in found.items()]
            self.fields["kinds"] = forms.MultipleChoiceField(
                label="查到的个人信息",
                choices=told,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[kind.value for kind in found],
                help_text="勾选的，全文隐去；机器认不出姓名、健康情况等，请在下面写明",
            )
            self.fields["ground_found"] = forms.ChoiceField(
                label="个人信息的依据", choices=choices, required=False, initial=_USUAL
            )
        for row in _ROWS:
            self._add(row, choices)

    def _add(self, row: int, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[f"ground_{row}"] = forms.ChoiceField(
            label=f"依据{row}",
            choices=[("", "不填"), *choices],
            required=False,
            initial=_USUAL if row == 1 else "",
        )
        self.fields[f"words_{row}"] = long_text(
            f"要隐去的词语或者号码（依据{row}）", "每行一个，全文隐去；跨行的也能找到", required=False, most=8000
        )
        self.fields[f"pages_{row}"] = forms.CharField(
            label=f"整页不予公开（依据{row}）", max_length=200, required=False, help_text="页码，如“2、5-7”"
        )

    def clean(self) -> dict[str, Any]:
        """Read the words and the pages; each needs its ground."""
        given = dict(super().clean() or {})
        for row in _ROWS:
            for name, read in ((f"words_{row}", read_words), (f"pages_{row}", read_numbers)):
                try:
                    given[name] = read(given.get(name, ""))
                except Unlawful as refusal:
                    self.add_error(name, refusal.reason)
                    given[name] = ()
            if (given[f"words_{row}"] or given[f"pages_{row}"]) and not given.get(f"ground_{row}"):
                self.add_error(f"ground_{row}", "请选择不予公开的依据")
        return given

    def hidings(self) -> list[Hiding]:
        """隐去要求: in the order of the rows, the empty ones among them."""
        given = self.cleaned_data
        return [Hiding(given[f"ground_{row}"], given[f"words_{row}"], given[f"pages_{row}"]) for row in _ROWS]

    def patterns(self) -> Patterns:
        """按种类隐去."""
        kinds = tuple(Kind(each) for each in self.cleaned_data.get("kinds", ()))
        return Patterns(self.cleaned_data.get("ground_found") or _USUAL, kinds)


class ConfirmForm(Form):
    """复核."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label="已逐页看过，应当隐去的都已涂黑，可以公开的没有涂黑")


class DropForm(Form):
    """停用."""

    reason = forms.CharField(label="理由", max_length=200)


class FetchPaperForm(ByCode):
    """下载随答复提供的信息: by number and code."""

    paper = forms.IntegerField(min_value=1)


def with_the_redactions(form: _F, application: Application, version: Version) -> _F:
    """带入隐去结果: a draft that discloses in part begins with what was hidden and lists the papers; it may be changed."""
    leaf = getattr(form, "leaf", None)
    if leaf is None or leaf.key != PARTLY:
        return form
    for name, said in queries.prefilled(application, version).items():
        if not form.fields[name].initial:
            form.fields[name].initial = said
    return form
