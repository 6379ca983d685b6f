"""表单: the base of every form of the house. Errors name the field and the rule in Chinese.

A form that was refused by the law after it had been found valid is carried back by the page of ``unlawful_as_a_page``: it
then arrives with ``AGAIN`` and shows the reason at the field it belongs to, with everything typed still in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

from gongkai.law.grammar.dates import read_date, read_moment, to_the_minute
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word
from gongkai.web.signing import BadSignature, Signer

STAMP = "form_of_the_house"
"""Every form drawn by the ``form`` macro carries this field; only such a form can be carried back."""
AGAIN = "again"
"""Why the law refused and at which field, signed: no link from elsewhere can put words into a page of ours."""
_SIGNER = Signer(salt="gongkai.web.forms.again")

WORDING = {
    "invalid": "{label}的格式不正确",
    "max_length": "{label}最多{limit_value}个字，现有{show_value}个字",
    "min_length": "{label}至少{limit_value}个字，现有{show_value}个字",
    "max_value": "{label}不能大于{limit_value}",
    "min_value": "{label}不能小于{limit_value}",
    "invalid_choice": "{label}不在可选的范围内，请重新选择",
    "invalid_list": "{label}不在可选的范围内，请重新选择",
    "max_digits": "{label}最多{max}位数字",
    "max_whole_digits": "{label}的整数部分最多{max}位",
    "max_decimal_places": "{label}最多保留{max}位小数",
    "null_characters_not_allowed": "{label}含有不能识别的字符，请重新输入",
    "empty": "{label}是空文件，请重新选择",
    "missing": "请上传{label}",
}
"""错误用语: Django's codes in our words; ``label`` is the field's, the rest are the rule's own figures."""

_INVALID: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.DecimalField, "{label}应为数字"),
    (forms.IntegerField, "{label}应为整数"),
    (forms.EmailField, "{label}应为有效的电子邮箱地址（如name@example.cn）"),
    (forms.URLField, "{label}应为有效的网址（如https://www.example.gov.cn）"),
    (forms.FileField, "{label}没有传上来，请重新选择文件"),
)
_REQUIRED: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.FileField, "请上传{label}"),
    (forms.BooleanField, "请勾选“{label}”"),
    (forms.ChoiceField, "请选择{label}"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """错误: one line of the summary: what is wrong, and the id of the input to go to (empty for the whole form)."""

    message: str
    anchor: str


class Form(forms.Form):
    """表单: Chinese errors that name the field, a summary, and the reason of the law when the form is carried back."""

    def add_error(self, field: str | None, error: ValidationError | str | Any) -> None:
        """Enter an error, in our words where Django would have used its own."""
        if field is not None and isinstance(error, ValidationError) and hasattr(error, "error_list"):
            error = ValidationError([self._worded(field, each) for each in error.error_list])
        super().add_error(field, error)

    def full_clean(self) -> None:
        """Check every field; a form the law has refused is not valid, however well it is filled in."""
        super().full_clean()
        if self.is_bound and AGAIN in self.data and (refusal := refused_again(str(self.data[AGAIN]))):
            field, reason = refusal
            super().add_error(field if field in self.fields else None, reason)

    @property
    def faults(self) -> list[Fault]:
        """错误摘要: every error of the form in the order of its fields."""
        return [*(Fault(str(message), "") for message in self.non_field_errors()), *self._field_faults()]

    def _field_faults(self) -> Iterator[Fault]:
        for name in self.fields:
            bound = self[name]
            anchor = "" if bound.is_hidden else bound.id_for_label or f"{bound.auto_id}_0"
            for message in bound.errors:
                yield Fault(str(message), anchor)

    def _worded(self, name: str, error: ValidationError) -> ValidationError:
        if not isinstance(error.message, Promise):
            return error
        field = self.fields[name]
        wording = _wording(field, error.code or "")
        if not wording:
            return error
        return ValidationError(wording.format(label=self[name].label, **(error.params or {})), code=error.code)


def long_text(
    label: str, help_text: str = "", *, required: bool = True, rows: int = 4, most: int = 300
) -> forms.CharField:
    """多行文字: an area for more than one line."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, help_text=help_text, required=required, widget=area)


def posted(request: HttpRequest, *, seen: int, **shown: str) -> QueryDict | None:
    """收到的表单: what was sent, None where nothing was.

    A form that is carried back comes to a page that shows the file as it is now: that version has now been ``seen``, and
    so has whatever else a hidden field says was ``shown``.
    """
    if AGAIN not in request.POST:
        return request.POST or None
    again = request.POST.copy()
    for name, value in {"seen": str(seen), **shown}.items():
        again[name] = value
    return again


def carry_back(unlawful: Unlawful) -> str:
    """带回: the value of ``AGAIN`` for this refusal."""
    return _SIGNER.sign_object([unlawful.field, str(unlawful)])


def refused_again(token: str) -> tuple[str, str] | None:
    """带回的理由: the field and the reason in a value of ``AGAIN``; None for one that is not ours."""
    try:
        field, reason = _SIGNER.unsign_object(token)
    except BadSignature:
        return None
    return str(field), str(reason)


def _wording(field: forms.Field, code: str) -> str:
    kinds = {"required": _REQUIRED, "invalid": _INVALID}.get(code, ())
    of_kind = next((wording for kind, wording in kinds if isinstance(field, kind)), "")
    return of_kind or ("请填写{label}" if code == "required" else WORDING.get(code, ""))


class DateField(forms.Field):
    """日期: 2025-09-18, 2025/9/18 or 2025年9月18日; hands over a ``date``."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": 16, "class": "day"})

    def to_python(self, value: object) -> date | None:
        """Read the day as people write it, or say what is wrong with it."""
        if value in self.empty_values or isinstance(value, date):
            return value if isinstance(value, date) else None
        try:
            return read_date(str(value))
        except ValueError as wrong:
            raise ValidationError(f"{self.label}：{wrong}", code="day") from None

    def prepare_value(self, value: object) -> object:
        """Show a day the way it should be typed."""
        return f"{value:%Y-%m-%d}" if isinstance(value, date) else value


class MomentField(forms.Field):
    """时刻: 2025-09-18 14:30 or 2025年9月18日14时30分, in Beijing time; hands over a ``datetime``."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": 24, "class": "day"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": "如2025-09-18 14:30", **kwargs})

    def to_python(self, value: object) -> datetime | None:
        """Read the moment as people write it, or say what is wrong with it."""
        if value in self.empty_values or isinstance(value, datetime):
            return value if isinstance(value, datetime) else None
        try:
            return read_moment(str(value))
        except ValueError as wrong:
            raise ValidationError(f"{self.label}：{wrong}", code="moment") from None

    def prepare_value(self, value: object) -> object:
        """Show a moment the way it should be typed."""
        return to_the_minute(value).replace("T", " ") if isinstance(value, datetime) else value


W = TypeVar("W", bound=Word)


class WordField(forms.TypedChoiceField, Generic[W]):
    """选项: a choice among the words of one enum of the law; hands over the word itself."""

    def __init__(self, words: type[W], *, empty: str | None = None, **kwargs: Any) -> None:
        first = [] if empty is None else [("", empty)]
        super().__init__(choices=[*first, *words.choices()], coerce=words, empty_value=None, **kwargs)
