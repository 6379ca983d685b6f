"""领导小组表单."""

from __future__ import annotations

from django import forms

from gongkai.law.people.leading_groups import Group, read_members
from gongkai.web.forms import DateField, Form, long_text


class GroupForm(Form):
    """领导小组名单表."""

    name = forms.CharField(label="小组名称", max_length=100)
    office = forms.CharField(label="办公室名称", max_length=100, help_text="如县政务公开领导小组办公室")
    host = forms.CharField(label="办公室设在", max_length=100, help_text="如县人民政府办公室")
    basis = forms.CharField(label="依据", max_length=200, help_text="印发名单的文件名称和文号")
    members = long_text(
        "名单",
        "每人一行，写组内职务（组长、副组长、成员）、姓名、单位职务，用空格隔开，如：组长 王示例 县委副书记、县长",
        rows=12,
        most=20000,
    )
    since = DateField(label="施行日期")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def group(self) -> Group:
        """小组名单."""
        said = self.cleaned_data
        return Group(said["name"], said["office"], said["host"], said["basis"], read_members(said["members"]))


class WindUpForm(Form):
    """撤销小组表."""

    basis = forms.CharField(label="依据", max_length=200, help_text="撤销的文件名称和文号")
    since = DateField(label="撤销日期")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class DayForm(Form):
    """按日查询表."""

    on = DateField(label="日期", required=False)
