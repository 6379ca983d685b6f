"""申请表: the application as it is filled in, online or from paper. A valid form hands over a value of the law."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError as StdnumError

from gongkai.law.application_form import INDISPENSABLE, Field, Filled, Identity, Part, fields, unreachable
from gongkai.law.applications import (
    ApplicantKind,
)
from gongkai.law.receipt import Channel, receipt
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.traps import PublicForm, new_once_token

ORGANIZATIONS = [kind for kind in ApplicantKind if kind is not ApplicantKind.PERSON]


def _form_field(row: Field) -> forms.Field:
    if row.words is not None:
        words = [(word.value, word.label) for word in row.words if word is not Identity.CREDIT_CODE]
        return forms.ChoiceField(label=row.label, required=row.required, choices=[("", "请选择"), *words])
    if row.key == "email":
        return forms.EmailField(label=row.label, required=row.required, max_length=row.length, help_text=row.help)
    widget = forms.Textarea(attrs={"rows": 6}) if row.long else forms.TextInput
    return forms.CharField(
        label=row.label, required=row.required, max_length=row.length, widget=widget, help_text=row.help
    )


class ApplicationFields(Form):
    """申请表: the rows of 条例第二十九条 for one kind of applicant; an organization also names its type."""

    wrong_number: ClassVar[str] = ""
    """What to do about a number that cannot be right, after the reason."""

    def __init__(self, *args: Any, organization: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization
        self.rows = fields(ApplicantKind.OTHER_ORGANIZATION if organization else ApplicantKind.PERSON)
        if organization:
            self.fields["applicant"] = forms.ChoiceField(
                label="单位类型",
                choices=[("", "请选择"), *((kind.value, kind.label) for kind in ORGANIZATIONS)],
                help_text="与年度报告的统计口径一致",
            )
        for row in self.rows:
            self.fields[row.key] = _form_field(row)

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """分部: the fields under the three headings of the form."""
        chosen: dict[Part, list[forms.BoundField]] = {part: [] for part in Part}
        if self.organization:
            chosen[Part.APPLICANT].append(self["applicant"])
        for row in self.rows:
            chosen[row.part].append(self[row.key])
        return [(part.label, bound) for part, bound in chosen.items()]

    def clean_identity_number(self) -> str:
        """Refuse a number whose check digit is wrong: it would send the letter to nobody."""
        number = _plain_number(str(self.cleaned_data["identity_number"]))
        if number and self.checks_numbers:
            if self.organization and _CODE.fullmatch(number) and not uscc.is_valid(number):
                raise ValidationError(f"统一社会信用代码有误：应为18位，且校验位相符{self.wrong_number}")
            if self.cleaned_data.get("identity") in _OF_RESIDENTS and not _is_of_a_resident(number):
                raise ValidationError(f"居民身份证号码有误：应为18位，且校验位相符{self.wrong_number}")
        return number

    @property
    def checks_numbers(self) -> bool:
        """核对号码: whether a number that cannot be right is refused."""
        return True

    def kind(self) -> ApplicantKind:
        """申请人类型."""
        return ApplicantKind(self.cleaned_data["applicant"]) if self.organization else ApplicantKind.PERSON

    def filled(self, channel: Channel) -> Filled:
        """填好的申请: the value the law knows."""
        values = {row.key: str(self.cleaned_data.get(row.key) or "").strip() for row in self.rows}
        return Filled(self.kind(), channel, values)


def _plain_number(text: str) -> str:
    """A number as it was issued, however it was typed: full-width, spaced, in small letters."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    closed = "".join(plain.split())
    return closed if closed.isascii() else plain


_CODE = re.compile(r"[0-9A-Z]{15,20}")
_OF_RESIDENTS = {Identity.ID_CARD, Identity.HMT_RESIDENCE_PERMIT}


def _is_of_a_resident(number: str) -> bool:
    """By birthday and check digit alone (GB 11643): no list of districts is as new as the districts are."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return False
    try:
        ric.get_birth_date(number)
    except StdnumError:
        return False
    return bool(ric.calc_check_digit(number) == number[-1])


class PublicApplication(ApplicationFields, PublicForm):
    """网上申请表: the same form for the public, with its quiet guards."""

    def clean(self) -> dict[str, Any]:
        """Ask for a contact, and for the one the chosen way of obtaining needs."""
        cleaned = super().clean() or {}
        for refusal in unreachable({name: str(value or "") for name, value in cleaned.items()}):
            if refusal.field not in self.errors:
                self.add_error(refusal.field, refusal.reason)
        return cleaned


class PaperApplication(ApplicationFields):
    """登记表: what a clerk copies from paper, fax or an oral application, with the day it came and was confirmed.

    What the paper does not say stays empty: it has been received all the same, and the applicant may be asked for it.
    """

    wrong_number = "；申请书上确是这样写的，请勾选“号码按原样登记”"
    channel = WordField(Channel, label="提交渠道", empty="请选择")
    arrived_on = DateField(label="到达日期", help_text="当面提交、签收或者收到之日")
    confirmed_on = DateField(
        label="与申请人确认日期",
        required=False,
        help_text="平常信函、传真、邮件和网上提交的，以双方确认之日为收到申请之日",
    )
    as_written = forms.BooleanField(label="号码按原样登记", required=False)
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in self.rows:
            self.fields[row.key].required = row.key in INDISPENSABLE
            self.fields[row.key].help_text = ""  # what it tells, it tells the applicant

    @property
    def checks_numbers(self) -> bool:
        """核对号码: a slip of the pen is found out; what the paper says is taken when the clerk says that it does."""
        return not self.cleaned_data.get("as_written")

    def clean(self) -> dict[str, Any]:
        """Refuse a day of confirmation where the law takes no notice of one: it would be lost without a word."""
        cleaned = super().clean() or {}
        channel, arrived = cleaned.get("channel"), cleaned.get("arrived_on")
        if channel and arrived and cleaned.get("confirmed_on") and receipt(channel, arrived).received_on:
            self.add_error("confirmed_on", f"{channel.label}的，以到达之日为收到申请之日，不填确认日期")
        return cleaned

    def clean_channel(self) -> Channel:
        """What came online is registered by the portal itself."""
        channel = cast(Channel, self.cleaned_data["channel"])
        if channel is Channel.ONLINE:
            raise ValidationError("网上提交的申请由系统登记，请选择其他渠道")
        return channel


class StatusQuery(Form):
    """进度查询: number and query code."""

    number = forms.CharField(label="申请编号", max_length=40)
    code = forms.CharField(label="查询码", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
