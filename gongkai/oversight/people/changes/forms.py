"""机构变动表单."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON
from gongkai.law.people.institutional_changes import (
    TRANSFERABLE,
    WAYS,
    ChangeAct,
    ChangeKind,
    Matter,
    Way,
)
from gongkai.office.authorities.models import Authority, Official
from gongkai.oversight.people.changes.acts import Proposed
from gongkai.oversight.people.changes.inventory import Thing
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.step_forms import StepForm

NOBODY = ("", "无")


class ChangeForm(Form):
    """登记机构变动表."""

    kind = WordField(ChangeKind, label="变动种类", empty="请选择")
    unit = forms.ChoiceField(label="变动的机关")
    heir = forms.ChoiceField(label="承接的机关", required=False, help_text="合并、职能划转时填写")
    name = forms.CharField(label="新名称", max_length=100, required=False, help_text="更名时填写")
    above = forms.ChoiceField(label="新的上级机关", required=False, help_text="改隶时填写")
    type = forms.ChoiceField(
        label="新的类型", required=False, choices=[NOBODY, *AuthorityKind.choices()], help_text="改变类型时填写"
    )
    basis = forms.CharField(label="依据文件", max_length=200, help_text="机构改革方案或者批复的名称和文号")
    effective_on = DateField(label="生效日期", help_text="文件规定的日期；这一天之后才能办理生效")

    def __init__(self, data: Any = None, *, units: list[Authority], above: list[Authority]) -> None:
        """Offer the units beneath, and for a new place in the tree the authority itself too."""
        super().__init__(data)
        self.units = {each.code: each for each in (*above, *units)}
        for name, offered in (("unit", units), ("heir", units), ("above", [*above, *units])):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [NOBODY, *((each.code, each.name) for each in offered)]

    def chosen(self) -> Authority:
        """变动的机关."""
        return self.units[self.cleaned_data["unit"]]

    def given(self) -> Proposed:
        """变动内容."""
        said = self.cleaned_data
        return Proposed(
            said["kind"],
            said["basis"],
            said["effective_on"],
            self.units.get(said["heir"]),
            said["name"],
            self.units.get(said["above"]),
            said["type"],
        )


class AssignForm(StepForm):
    """确定去向表: what is moved goes into a section; what is carried on has somebody who signs."""

    act = ChangeAct.ASSIGN
    person = forms.ChoiceField(label="负责人员", help_text="承接机关的在任人员")
    signer = forms.ChoiceField(label="签发人员", help_text="承接机关的在任人员，与经办不是同一人")
    section = forms.CharField(label="承接的科室", max_length=60)
    due = DateField(label="完成期限")
    keys = forms.MultipleChoiceField(label="划转哪些", widget=forms.CheckboxSelectMultiple)

    field_order = ("person", "signer", "section", "keys", "due", "on")

    def __init__(
        self,
        data: Any = None,
        *,
        matter: Matter,
        kind: ChangeKind,
        people: list[Official],
        things: list[Thing],
        **kw: Any,
    ) -> None:
        """Ask only what this line needs."""
        super().__init__(data, **kw)
        self.matter = matter
        offered = [("", "请选择"), *((each.username, each.name) for each in people)]
        for name in ("person", "signer"):
            cast(forms.ChoiceField, self.fields[name]).choices = offered
        cast(forms.MultipleChoiceField, self.fields["keys"]).choices = [(str(each.key), each.label) for each in things]
        if WAYS[matter] is Way.MOVED:
            del self.fields["signer"]
        else:
            del self.fields["section"]
        if kind is not ChangeKind.FUNCTIONS or matter not in TRANSFERABLE:
            del self.fields["keys"]

    def details(self) -> dict[str, JSON]:
        """明细: the line, and the keys as numbers."""
        told = {**super().details(), "matter": self.matter.value}
        keys: list[JSON] = [int(key) for key in self.cleaned_data.get("keys", [])]
        return {**told, "keys": keys}


class EffectForm(StepForm):
    """变动生效表."""

    act = ChangeAct.TAKE_EFFECT


class AbandonForm(StepForm):
    """撤回变动表."""

    act = ChangeAct.ABANDON
    reason = forms.CharField(label="撤回的理由", max_length=300)


class SetUpForm(Form):
    """设立机关表."""

    name = forms.CharField(label="名称", max_length=100)
    short_name = forms.CharField(label="简称", max_length=40, required=False)
    code = forms.CharField(label="网址代码", max_length=40, help_text="小写字母开头，用于网址，设立后不能更改")
    kind = WordField(AuthorityKind, label="类型", empty="请选择")
    parent = forms.ChoiceField(label="上级机关")
    basis = forms.CharField(label="依据文件", max_length=200)

    def __init__(self, data: Any = None, *, units: list[Authority]) -> None:
        """Offer where it may stand."""
        super().__init__(data)
        self.units = {each.code: each for each in units}
        cast(forms.ChoiceField, self.fields["parent"]).choices = [(each.code, each.name) for each in units]

    def above(self) -> Authority:
        """上级机关."""
        return self.units[self.cleaned_data["parent"]]
