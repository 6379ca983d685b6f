"""表单: errors name the field and the rule; nothing typed is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.web.forms import AGAIN, DateField, Form, WordField, carry_back, refused_again


class Sample(Form):
    name = forms.CharField(label="姓名", min_length=2, max_length=5)
    on = DateField(label="收到日期", required=False)
    days = forms.IntegerField(label="工作日数", min_value=1, max_value=20, required=False)
    fee = forms.DecimalField(label="收费金额", max_digits=6, decimal_places=2, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)
    kind = WordField(ApplicantKind, label="申请人类型", empty="请选择", required=False)
    checked = forms.BooleanField(label="我已核对", required=False)


def errors(**given: Any) -> dict[str, list[str]]:
    form = Sample({"name": "陈样例", **given})
    return {name: list(map(str, messages)) for name, messages in form.errors.items()}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "请填写姓名"),
        ("name", "陈", "姓名至少2个字，现有1个字"),
        ("name", "陈样例陈样例", "姓名最多5个字，现有6个字"),
        ("name", "陈\x00样例", "姓名含有不能识别的字符，请重新输入"),
        ("on", "明天", "收到日期：“明天”不是日期，应写作2025-09-18或2025年9月18日"),
        ("on", "2025-2-30", "收到日期：“2025-2-30”不是有效日期：2025年2月没有30日"),
        ("days", "三", "工作日数应为整数"),
        ("days", "0", "工作日数不能小于1"),
        ("days", "21", "工作日数不能大于20"),
        ("fee", "壹元", "收费金额应为数字"),
        ("fee", "1.234", "收费金额最多保留2位小数"),
        ("email", "chen@", "电子邮箱应为有效的电子邮箱地址（如name@example.cn）"),
        ("kind", "alien", "申请人类型不在可选的范围内，请重新选择"),
    ],
)
def test_an_error_names_the_field_and_the_rule(field: str, value: str, message: str) -> None:
    assert errors(**{field: value}) == {field: [message]}


def test_a_choice_a_tick_and_a_file_are_asked_for_in_their_own_words() -> None:
    class Needed(Form):
        kind = WordField(ApplicantKind, label="申请人类型", empty="请选择")
        checked = forms.BooleanField(label="我已核对")
        attachment = forms.FileField(label="附件")

    said = [str(message) for messages in Needed({}, MultiValueDict()).errors.values() for message in messages]
    assert said == ["请选择申请人类型", "请勾选“我已核对”", "请上传附件"]


def test_words_of_a_rooms_own_are_left_alone() -> None:
    class Own(Form):
        name = forms.CharField(label="姓名", error_messages={"required": "没有姓名不能登记"})

        def clean(self) -> dict[str, Any]:
            raise forms.ValidationError("两处不一致", code="invalid")

    form = Own({})
    assert form.errors == {"name": ["没有姓名不能登记"], "__all__": ["两处不一致"]}


@given(
    st.dates(min_value=date(1900, 1, 1)),
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "{0.year}年{0.month}月{0.day}日"]),
)
def test_a_day_reads_back_however_it_was_written(day: date, form: str) -> None:
    written = form.format(day) if "{" in form else day.strftime(form)
    assert DateField(label="日期").clean(f" {written} ") == day


@given(st.text(max_size=20))
def test_any_other_text_is_refused_in_chinese_and_never_crashes(text: str) -> None:
    try:
        DateField(label="日期").clean(text)
    except forms.ValidationError as error:
        assert "日期" in str(error.messages[0]) or error.code == "required"


@given(st.sampled_from(ApplicantKind))
def test_a_word_field_hands_over_the_word_itself(kind: ApplicantKind) -> None:
    form = Sample({"name": "陈样例", "kind": kind.value})
    assert form.is_valid()
    assert form.cleaned_data["kind"] is kind


def test_the_summary_lists_every_error_in_order_and_leads_to_its_input() -> None:
    class Grouped(Form):
        kind = WordField(ApplicantKind, label="申请人类型", widget=forms.RadioSelect)
        token = forms.CharField(label="标记", widget=forms.HiddenInput)
        name = forms.CharField(label="姓名")

    faults = Grouped({}).faults
    assert [(fault.anchor, fault.message) for fault in faults] == [
        ("id_kind_0", "请选择申请人类型"),
        ("", "请填写标记"),
        ("id_name", "请填写姓名"),
    ]


def test_a_form_carried_back_keeps_what_was_typed_and_shows_the_reason_at_its_field() -> None:
    data = QueryDict(mutable=True)
    data.update({"name": "陈样例", AGAIN: carry_back(Unlawful("答复期限只能延长一次", field="days"))})
    form = Sample(data)
    assert not form.is_valid()
    assert form.errors == {"days": ["答复期限只能延长一次"]}
    assert form["name"].value() == "陈样例"


def test_a_form_carried_back_for_no_field_of_its_own_shows_the_reason_above() -> None:
    form = Sample({"name": "陈样例", AGAIN: carry_back(Unlawful("案卷已办结", field="elsewhere"))})
    assert [fault.message for fault in form.faults] == ["案卷已办结"]


@given(st.text())
def test_nobody_else_can_put_words_into_a_page_of_ours(token: str) -> None:
    assert refused_again(token) is None
    assert Sample({"name": "陈样例", AGAIN: token}).is_valid()
