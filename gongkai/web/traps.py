"""公众表单: a form anybody may send without logging in, guarded without a captcha.

Three quiet guards: a field people never see, a form nobody fills in within two seconds, and a token that makes a double
click one application. None asks the reader for anything (无障碍: no puzzle, no picture).
"""

from __future__ import annotations

import re
from copy import copy
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from gongkai.web import clock
from gongkai.web.forms import Form
from gongkai.web.signing import BadSignature, Signer

SOONEST = timedelta(seconds=2)
LATEST = timedelta(hours=24)
_ONCE = re.compile(r"[0-9a-f]{32}")
_SIGNER = Signer(salt="gongkai.web.traps")


def opening_token(at: datetime) -> str:
    """打开时刻: when the form was handed out, signed, so that it cannot be made up."""
    return _SIGNER.sign(str(int(at.timestamp())))


def opened_at(token: str) -> datetime | None:
    """打开时刻: the moment in the token, or None for a token that is not ours."""
    try:
        return datetime.fromtimestamp(int(_SIGNER.unsign(token)), clock.BEIJING)
    except (BadSignature, ValueError):
        return None


def new_once_token() -> str:
    """一次性标记: a name for this one filling-in of the form; the room stores it unique."""
    return uuid4().hex


class PublicForm(Form):
    """公众表单: adds the trap, the time of opening and the token ``once`` to a form of the house.

    ``cleaned_data["once"]`` names this filling-in: a room keeps it in a unique column, and when a second submission
    arrives with the same token it answers with what the first one made.
    """

    leave_blank = forms.CharField(
        label="此栏请勿填写", required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    opened = forms.CharField(label="打开时刻", required=False, widget=forms.HiddenInput)
    once = forms.CharField(label="提交标记", required=False, widget=forms.HiddenInput, initial=new_once_token)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> object:
        """Give each form handed out its own time of opening."""
        if field_name == "opened":
            return opening_token(clock.now())
        return super().get_initial_for_field(field, field_name)

    def clean_leave_blank(self) -> str:
        """Only a program fills in what nobody can see."""
        if self.cleaned_data["leave_blank"]:
            raise ValidationError("提交没有被接受：请不要填写隐藏的栏目")
        return ""

    def clean_opened(self) -> str:
        """Refuse a form that comes back at once; renew one that lay open for too long, so that it can be sent again."""
        now = clock.now()
        at = opened_at(self.cleaned_data["opened"])
        if at is None or now - at > LATEST:
            self._renew("opened", opening_token(now))
            raise ValidationError("页面打开时间过长，请核对内容后再次提交")
        if now - at < SOONEST:
            raise ValidationError("提交过快，请核对内容后再次提交")
        return str(self.cleaned_data["opened"])

    def clean_once(self) -> str:
        """Renew a token that is not one of ours, so that the form can be sent again."""
        token = str(self.cleaned_data["once"])
        if not _ONCE.fullmatch(token):
            self._renew("once", new_once_token())
            raise ValidationError("页面已经失效，请核对内容后再次提交")
        return token

    def _renew(self, field: str, token: str) -> None:
        data: Any = copy(self.data)
        data[self.add_prefix(field)] = token
        self.data = data
