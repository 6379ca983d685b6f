"""登记簿的表单: drawn from the kind; what is wrong is said by the rule that judges every row, at the field it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.kinds import Field, Kind, Shown, Sort
from gongkai.law.registers import GROUPS, KINDS
from gongkai.law.registers.rows import Finding, judge
from gongkai.office.authorities.models import Official
from gongkai.publication.registers import proving
from gongkai.publication.registers.storing import Values
from gongkai.web import clock
from gongkai.web.forms import DateField, Form, WordField, long_text

_HOW: Mapping[Sort, str] = {
    Sort.DAY: "如2025-09-18；长期有效的写“长期”",
    Sort.MONTH: "如2025-09",
    Sort.COUNT: "整数",
    Sort.NUMBER: "数字",
    Sort.MONEY: "数字，照实写小数，不写单位",
    Sort.CREDIT_CODE: "18位",
    Sort.LINK: "以http://或者https://开头",
}
_SAYS: Mapping[Shown, str] = {Shown.COVERED: "公众看到的是脱敏后的", Shown.INSIDE: "只归集，不公开"}
WHY = "why_changed"
"""为什么: the reason of an act; no field of any kind is called so."""


def said_of(field: Field) -> str:
    """填写说明: how it is written, in which unit, and what of it the public reads."""
    written = _HOW.get(field.sort, "")
    unit = f"单位：{field.unit}" if field.unit else ""
    code = f"国家数据项{field.code}" if field.code else ""
    return "；".join(filter(None, (written, unit, _SAYS.get(field.shown, ""), code)))


def control(field: Field) -> forms.Field:
    """输入框: by what the field holds."""
    given: dict[str, Any] = {"label": field.label, "required": field.required, "help_text": said_of(field)}
    match field.sort:
        case Sort.LONG:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **given)
        case Sort.CHOICE:
            return forms.ChoiceField(choices=[("", "请选择"), *((each, each) for each in field.choices)], **given)
        case Sort.YES_NO:
            return forms.ChoiceField(choices=[("", "未填写"), ("是", "是"), ("否", "否")], **given)
        case Sort.DAY | Sort.MONTH:
            shown = {"autocomplete": "off", "maxlength": 20, "class": "day"}
            return forms.CharField(widget=forms.TextInput(attrs=shown), **given)
        case Sort.COUNT | Sort.NUMBER | Sort.MONEY:
            shown = {"autocomplete": "off", "inputmode": "decimal", "class": "day"}
            return forms.CharField(widget=forms.TextInput(attrs=shown), **given)
        case _:
            return forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "off"}), **given)


class RecordForm(Form):
    """登记表: every field of a kind; hands over what was said, judged as every row is."""

    confirmed_amounts = forms.BooleanField(label="数额已经核对，单位无误", required=False)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.asked: list[Finding] = []
        own = {each.key: control(each) for each in kind.fields}
        self.fields = {**own, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Judge the row; what is only asked about must be confirmed."""
        cleaned: dict[str, Any] = super().clean() or {}
        judged = judge(self.kind, self.said(), today=clock.today(), proven=proving.PROVEN)
        for found in judged.faults:
            if found.refuses and not self.errors.get(found.field):
                self.add_error(found.field, str(found))
        self.asked = [each for each in judged.faults if not each.refuses]
        if self.asked and not cleaned.get("confirmed_amounts"):
            told = "；".join(map(str, self.asked))
            self.add_error("confirmed_amounts", f"{told}。请核对；确实无误的，勾选“数额已经核对”再提交")
        return cleaned

    def said(self) -> dict[str, str]:
        """填写的内容: by keys of fields."""
        given = ((each.key, str(self.data.get(each.key, ""))) for each in self.kind.fields)
        return {key: text for key, text in given if text.strip()}

    @property
    def shows_confirmation(self) -> bool:
        """要核对: whether the box that confirms an amount is drawn."""
        return bool(self.asked)


class CorrectForm(RecordForm):
    """更正: the row as it will be, and why; ``seen`` is the edition that was shown."""

    why_changed = long_text("更正理由", "公众在记录页上看到更正的日期和理由")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class LeaveForm(Form):
    """移出."""

    on = DateField(label="移出日期", help_text="如2025-09-18")
    reason = long_text("移出理由", "如上级取消、信用修复；写明依据")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(Form):
    """撤回."""

    kind = WordField(Withdrawal, label="撤回原因")
    reason = long_text("撤回说明", "公众在原网址看到这句说明，不要写出被撤回的内容")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class KeepForm(Form):
    """启用登记簿: which kind, which unit answers for it, and who in it."""

    kind = forms.ChoiceField(label="登记簿")
    unit = forms.CharField(label="责任单位", max_length=120, help_text="对登记和按时公开负责的科室或者单位")
    owner = forms.ChoiceField(
        label="责任人", required=False, help_text="临近和超过公开期限时提醒；不指定的提醒有公开职责的人"
    )

    def __init__(self, *args: Any, kept: Iterable[str], people: Iterable[Official], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = set(kept)
        grouped = [
            (group, [(each.key, each.label) for each in kinds if each.key not in taken])
            for group, kinds in GROUPS.items()
        ]
        self.people = {str(each.pk): each for each in people}
        self._choices("kind", [("", "请选择"), *((group, some) for group, some in grouped if some)])
        self._choices("owner", [("", "不指定"), *((key, each.name) for key, each in self.people.items())])

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def chosen(self) -> Kind:
        """所选的种类."""
        return KINDS[self.cleaned_data["kind"]]

    @property
    def person(self) -> Official | None:
        """责任人."""
        return self.people.get(self.cleaned_data["owner"])


def written(kind: Kind, values: Values) -> dict[str, str]:
    """写成填写的样子: values as somebody would type them."""
    words = {True: "是", False: "否"}
    return {
        key: words[value] if isinstance(value, bool) else str(value) for key, value in values.items() if kind.has(key)
    }
