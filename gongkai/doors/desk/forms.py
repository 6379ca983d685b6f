"""工作台表单: logging in, changing one's password, the codes of a second factor."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from gongkai.office.authorities.models import Official
from gongkai.office.authorities.passwords import rule
from gongkai.web.forms import Form


class LoginForm(Form):
    """登录: a user name and a password. A wrong pair and a closed account get the same answer."""

    username = forms.CharField(
        label="用户名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self.request = request
        self.official: Official | None = None

    def clean(self) -> dict[str, Any]:
        """Ask the back ends; each failure counts towards the lock."""
        given = self.cleaned_data
        if "username" in given and "password" in given:
            user = authenticate(self.request, username=given["username"], password=given["password"])
            if not isinstance(user, Official):
                raise ValidationError("用户名或密码不正确，或者账号已停用")
            self.official = user
        return given


class PasswordForm(Form):
    """修改密码: the present one, and the new one twice."""

    present = forms.CharField(
        label="现密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    password = forms.CharField(
        label="新密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label="再输一次新密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, official: Official, data: Any = None) -> None:
        super().__init__(data)
        self.official = official
        self.fields["password"].help_text = rule(official)

    def clean_present(self) -> str:
        """Only who knows the present password may set a new one."""
        present = str(self.cleaned_data["present"])
        if not self.official.check_password(present):
            raise ValidationError("现密码不正确")
        return present

    def clean(self) -> dict[str, Any]:
        """Both new entries must be the same."""
        given = self.cleaned_data
        if given.get("password") and given.get("repeated") and given["password"] != given["repeated"]:
            self.add_error("repeated", "两次输入的新密码不一致")
        return given


class ProofForm(Form):
    """再输密码: before something that would help a thief of the session more than its holder."""

    present = forms.CharField(
        label="现密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, official: Official, what: str, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{what}_%s")
        self.official = official

    def clean_present(self) -> str:
        """Only who knows the present password goes on."""
        present = str(self.cleaned_data["present"])
        if not self.official.check_password(present):
            raise ValidationError("现密码不正确")
        return present


class AgainForm(Form):
    """再次核实: the password once more, before a sensitive deed."""

    password_again = forms.CharField(
        label="密码",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class CodeForm(Form):
    """动态码表: six digits off the telephone, or a recovery code."""

    code = forms.CharField(
        label="动态码",
        max_length=20,
        help_text="手机验证器显示的六位数字；手机不在身边的，输一个没有用过的恢复码",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )


class FirstCodeForm(Form):
    """首个动态码表: proves that the authenticator has the secret."""

    code = forms.CharField(
        label="验证器现在显示的六位数字",
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
