"""内部通知表单: the notice itself, a return with the fields the notice asks for, and what is said at the other steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from gongkai.law.authorities import AuthorityKind
from gongkai.law.circular_forms import ReturnField, ReturnType, fields_of
from gongkai.law.circulars import CircularKind
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful
from gongkai.office.authorities.models import Authority
from gongkai.office.notices.circulars.acts import CircularGiven, CircularUpload
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.uploads import FileKind, UploadField

TOLD = (Role.HANDLER, Role.PUBLISHER, Role.REVIEWER, Role.SIGNER)
"""可通知人员: the roles in a unit that a notice may be for."""
MEGABYTES = 5
FILES = ("file_1", "file_2", "file_3")


class CircularForm(Form):
    """拟写通知表: the units one by one, or all of a sort."""

    kind = WordField(CircularKind, label="通知种类")
    title = forms.CharField(label="标题", max_length=120)
    text = long_text("通知正文", rows=8, most=4000)
    sorts = forms.MultipleChoiceField(
        label="发给全部",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选定一类的，该类直属单位都发；也可以在下面逐个选",
    )
    units = forms.MultipleChoiceField(label="收件单位", required=False, widget=forms.CheckboxSelectMultiple)
    roles = forms.MultipleChoiceField(
        label="通知哪些人员",
        choices=[(role.name, role.value) for role in TOLD],
        widget=forms.CheckboxSelectMultiple,
        initial=[Role.HANDLER.name],
    )
    fields_wanted = long_text(
        "要求回复的项目",
        "每行一项：名称，类型（文字、数字、日期、是否），可以不填的写“可空”。如：专职人员数，数字",
        required=False,
        most=600,
    )
    wants_file = forms.BooleanField(label="要求报送文件", required=False)
    due_on = DateField(label="回复期限", required=False)
    file_1 = UploadField(label="附件", required=False, megabytes=MEGABYTES)
    file_2 = UploadField(label="附件二", required=False, megabytes=MEGABYTES)
    file_3 = UploadField(label="附件三", required=False, megabytes=MEGABYTES)

    def __init__(self, *args: Any, units: Sequence[Authority], with_files: bool = True, **kwargs: Any) -> None:
        """Offer the units within reach; a notice that is rewritten keeps its files."""
        super().__init__(*args, **kwargs)
        self.within = {unit.code: unit for unit in units}
        cast(forms.MultipleChoiceField, self.fields["units"]).choices = [(unit.code, unit.name) for unit in units]
        sorts = dict.fromkeys(unit.kind for unit in units)
        cast(forms.MultipleChoiceField, self.fields["sorts"]).choices = [
            (kind, AuthorityKind(kind).label) for kind in sorts
        ]
        for name in FILES if not with_files else ():
            del self.fields[name]

    def clean_fields_wanted(self) -> str:
        """The fields as the law reads them; its reason stands at the field."""
        text = str(self.cleaned_data["fields_wanted"])
        try:
            fields_of(text)
        except Unlawful as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return text

    def given(self) -> CircularGiven:
        """通知内容."""
        said = self.cleaned_data
        chosen, sorts = set(said["units"]), set(said["sorts"])
        units = [unit for code, unit in self.within.items() if code in chosen or unit.kind in sorts]
        roles = tuple(Role[name] for name in said["roles"])
        return CircularGiven(
            said["kind"],
            said["title"],
            said["text"],
            tuple(units),
            roles,
            said["due_on"],
            said["fields_wanted"],
            said["wants_file"],
        )

    def uploads(self) -> list[CircularUpload]:
        """附件: those that were sent."""
        return [
            CircularUpload(self.cleaned_data[name], cast(FileKind, cast(UploadField, self.fields[name]).kind))
            for name in FILES
            if self.cleaned_data.get(name)
        ]


class ReturnForm(Form):
    """报送回复表: a field for each that the notice asks for, and the file."""

    def __init__(self, *args: Any, wanted: Sequence[ReturnField], wants_file: bool, **kwargs: Any) -> None:
        """Make the fields."""
        super().__init__(*args, **kwargs)
        self.wanted = {f"field_{place}": each for place, each in enumerate(wanted)}
        for name, each in self.wanted.items():
            self.fields[name] = _field(each)
        if wants_file:
            self.fields["file"] = UploadField(label="报送文件", megabytes=MEGABYTES)

    def values(self) -> dict[str, JSON]:
        """回复: by the names of the fields."""
        found: dict[str, JSON] = {}
        for name, each in self.wanted.items():
            value = self.cleaned_data.get(name)
            found[each.label] = value.isoformat() if isinstance(value, date) else str(value or "").strip()
        return found

    def upload(self) -> CircularUpload | None:
        """报送文件."""
        file = self.cleaned_data.get("file")
        return CircularUpload(file, cast(FileKind, cast(UploadField, self.fields["file"]).kind)) if file else None

    def add_refusal(self, refusal: Unlawful) -> None:
        """The reason of the law at the field it names."""
        field = next((name for name, each in self.wanted.items() if str(refusal).startswith(each.label)), None)
        self.add_error(field, str(refusal))


def _field(each: ReturnField) -> forms.Field:
    match each.type:
        case ReturnType.DAY:
            return DateField(label=each.label, required=each.required)
        case ReturnType.YES_NO:
            choices = [("", "请选择"), ("是", "是"), ("否", "否")]
            return forms.ChoiceField(label=each.label, required=each.required, choices=choices)
        case ReturnType.NUMBER:
            digits = forms.TextInput(attrs={"inputmode": "decimal"})
            return forms.CharField(label=each.label, required=each.required, max_length=20, widget=digits)
        case _:
            return forms.CharField(label=each.label, required=each.required, max_length=500)


class CircularStepForm(Form):
    """通知办理表: of a step that needs a word or none; ``ask`` is what is asked, empty for nothing."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ask: str = "", required: bool = True, **kwargs: Any) -> None:
        """Ask for the reason where the step needs one."""
        super().__init__(*args, **kwargs)
        if ask:
            self.fields["reason"] = long_text(ask, required=required)

    def details(self) -> dict[str, JSON]:
        """明细."""
        return {"reason": str(self.cleaned_data.get("reason") or "").strip()}

    def step(self, act: str, on: Any) -> Step:
        """环节."""
        return Step(act, on, self.details())


class ChaseForm(Form):
    """催办表: which of the units that have not done it."""

    units = forms.MultipleChoiceField(label="催办哪些单位", widget=forms.CheckboxSelectMultiple)
    note = long_text("催办说明", required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the units and tick them all."""
        super().__init__(*args, **kwargs)
        field = cast(forms.MultipleChoiceField, self.fields["units"])
        field.choices = list(units)
        field.initial = [code for code, _ in units]
