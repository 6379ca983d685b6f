"""网上申请表单: who asks, with a field for each material that may be sent; and sending what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from gongkai.casework.applications.attaching.forms import MEGABYTES_TOGETHER, PaperField
from gongkai.casework.services.cases.acts import CaseGiven
from gongkai.casework.services.cases.applicants import CaseApplicant
from gongkai.casework.services.cases.forms import ProgressForm
from gongkai.casework.services.online.acts import Sent, read
from gongkai.law.case_kinds import CaseChannel, CaseParty
from gongkai.law.case_parts import CasePart
from gongkai.law.service_materials import Material
from gongkai.web.forms import Form, WordField
from gongkai.web.traps import PublicForm
from gongkai.web.uploads import FileKind

_MEGABYTE = 1024 * 1024


class WithMaterials(Form):
    """带材料的表单: a field for each name, in the order of the guide."""

    named: dict[str, str]

    def with_fields(self, names: Sequence[tuple[str, str]]) -> None:
        """加上材料栏: each name with what is said beneath its field."""
        self.named = {f"material{place}": name for place, (name, _) in enumerate(names)}
        for field, (name, said) in zip(self.named, names, strict=True):
            self.fields[field] = PaperField(label=name, help_text=said)

    def clean(self) -> dict[str, Any]:
        """Refuse what is too much together, at the field of the largest file."""
        cleaned = super().clean() or {}
        sizes = {field: cleaned[field].size or 0 for field in self.named if cleaned.get(field)}
        if sum(sizes.values()) > MEGABYTES_TOGETHER * _MEGABYTE:
            largest = max(sizes, key=lambda field: sizes[field])
            self.add_error(largest, f"材料合计不能超过{MEGABYTES_TOGETHER}兆字节，请压缩后再上传，或者受理后补交")
        return cleaned

    def sent(self) -> dict[str, Sent]:
        """上传的材料: by the names of the guide."""
        return {
            name: read(self.cleaned_data[field], cast(FileKind, cast(PaperField, self.fields[field]).kind))
            for field, name in self.named.items()
            if self.cleaned_data.get(field)
        }


class ApplyForm(WithMaterials, PublicForm):
    """网上申请."""

    party = WordField(CaseParty, label="办事人类型", initial=CaseParty.PERSON)
    name = forms.CharField(label="姓名或者名称", max_length=60)
    identity_number = forms.CharField(label="证件号码或者统一社会信用代码", max_length=40)
    phone = forms.CharField(label="电话", max_length=30)
    address = forms.CharField(label="地址", max_length=120, required=False, help_text="需要寄送结果的填写")
    agent = forms.CharField(label="代办人", max_length=60, required=False)
    true = forms.BooleanField(label="以上内容和上传的材料真实", error_messages={"required": "请确认内容和材料真实"})

    def __init__(
        self,
        *args: Any,
        parts: Sequence[CasePart],
        materials: Sequence[Material],
        needed: frozenset[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.with_fields([(each.name, _said(each, each.name in needed)) for each in materials])
        self.order_fields([*(name for name in self.fields if name != "true"), "true"])

    def given(self, package: str) -> CaseGiven:
        """收到的申请."""
        said = self.cleaned_data
        applicant = CaseApplicant(
            *(said[name].strip() for name in ("name", "identity_number", "phone", "address", "agent"))
        )
        return CaseGiven(
            self.parts, applicant, said["party"], CaseChannel.ONLINE, [*self.sent()], window=None, package=package
        )


def _said(material: Material, needed: bool) -> str:
    if not needed:
        return f"免交：{material.exempt}" if material.exempt else "按情形提交"
    return "必交；现在没有的可以先提交申请，等一次性告知后补交"


class SupplementForm(WithMaterials, ProgressForm):
    """网上补交: by number and code again; ``send`` tells it from the first page, which asks for these alone."""

    send = forms.CharField(required=False, widget=forms.HiddenInput, initial="1")

    def __init__(self, *args: Any, asked: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.with_fields([(name, "") for name in asked])
