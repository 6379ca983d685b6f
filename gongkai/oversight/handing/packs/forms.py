"""接力包表单: who takes over, a question, an answer, another holder, a signature in another's place."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from gongkai.office.authorities.models import Official, Posting
from gongkai.office.authorities.queries import postings_of
from gongkai.oversight.handing.packs.models import Pack
from gongkai.web.forms import Form, long_text


class WriteForm(Form):
    """发起交接."""

    successor = forms.CharField(
        label="接任人用户名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    note = long_text("交接说明", rows=4, most=2000, required=False, help_text="平台查不到的事情，不写申请人的个人信息")

    def __init__(self, data: Any = None, *, posting: Posting, today: date) -> None:
        """Remember whose posting it is and which day."""
        super().__init__(data)
        self.posting, self.today = posting, today

    def clean_successor(self) -> Official:
        """Somebody else, who can come in to sign."""
        return _successor(str(self.cleaned_data["successor"]), self.posting, self.today)


def _successor(said: str, posting: Posting, today: date) -> Official:
    username = said.strip()
    successor = Official.objects.filter(username=username, is_active=True).first()
    if successor is None:
        raise ValidationError(f"没有启用中的账号“{username}”，请核对用户名")
    if successor.pk == posting.official_id:
        raise ValidationError("接任人不能是移交人本人")
    if not postings_of(successor, today).exists():
        raise ValidationError("接任人目前没有在任岗位，不能登录签收，请先为其办理任职")
    return successor


class ReplaceForm(Form):
    """更换接任人: who takes over instead, and why."""

    successor = forms.CharField(
        label="新的接任人用户名", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    reason = long_text("更换的理由", rows=3, most=500, help_text="如原定接任人另有任用、长期离岗")

    def __init__(self, data: Any = None, *, pack: Pack, today: date) -> None:
        """Remember whose handover it is and which day."""
        super().__init__(data)
        self.handover, self.today = pack.handover, today

    def clean_successor(self) -> Official:
        """Somebody else than either of the two, who can come in to sign."""
        found = _successor(str(self.cleaned_data["successor"]), self.handover.posting, self.today)
        if found.pk == self.handover.successor_id:
            raise ValidationError("该人员已是接任人")
        return found


class ReasonForm(Form):
    """代签移交: why the leaver cannot sign."""

    reason = long_text("代签的理由", rows=3, most=500, help_text="移交人为什么不能自己签字，如突然调离、住院")


class AskForm(Form):
    """退回提问."""

    text = long_text("问题", rows=3, most=500, help_text="移交人或者代签的负责人会收到通知；不写申请人的个人信息")


class AnswerForm(Form):
    """答复提问."""

    text = long_text("答复", rows=3, most=1000)


class ReassignForm(Form):
    """改交他人: among those who serve here and may do it."""

    to = forms.ChoiceField(label="改交给谁")
    reason = long_text("改交的理由", rows=3, most=500)

    def __init__(self, data: Any = None, *, people: list[Official]) -> None:
        """Offer them by name."""
        super().__init__(data)
        self.people = {each.username: each for each in people}
        choices = [("", "请选择"), *((key, each.name) for key, each in self.people.items())]
        cast(forms.ChoiceField, self.fields["to"]).choices = choices

    @property
    def person(self) -> Official:
        """所选的人."""
        return self.people[self.cleaned_data["to"]]
