"""会议表单: a meeting with the rows of its agenda, the secrecy check, a publication, a withdrawal."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.law.documents import CHECKS, Attribute, Ground
from gongkai.law.meetings import AgendaMatter, MeetingKind
from gongkai.publication.documents.meetings.acts import Held
from gongkai.web.forms import DateField, Form, WordField

SPARE = 3
"""空行: rows left free for further items; who has more saves and comes back."""


class MeetingForm(Form):
    """会议登记表: rows without a title are left out."""

    kind = WordField(MeetingKind, label="会议种类", empty="请选择")
    name = forms.CharField(label="会议名称", max_length=120, help_text="如县政府第12次常务会议")
    held_on = DateField(label="召开日期")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, rows: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = range(1, rows + SPARE + 1)
        for place in self.places:
            self.fields |= _item_fields(place)

    def items(self) -> list[tuple[int, list[forms.BoundField]]]:
        """各议题: the fields of each row."""
        return [(place, [self[f"{name}_{place}"] for name in _item_names()]) for place in self.places]

    def clean(self) -> dict[str, Any]:
        """A row with anything in it must say what it is about."""
        cleaned = super().clean() or {}
        for place in self.places:
            if cleaned.get(f"decision_{place}") and not cleaned.get(f"title_{place}"):
                self.add_error(f"title_{place}", f"请填写第{place}项议题的名称")
        return cleaned

    def held(self) -> Held:
        """会议."""
        given = self.cleaned_data
        matters = tuple(self._matter(place) for place in self.places if given.get(f"title_{place}"))
        return Held(given["kind"], given["name"], given["held_on"], matters)

    def _matter(self, place: int) -> AgendaMatter:
        given = {name: self.cleaned_data.get(f"{name}_{place}") for name in _item_names()}
        attribute = given["attribute"] or Attribute.PROACTIVE
        return AgendaMatter(
            title=str(given["title"]),
            attribute=attribute,
            publish=bool(given["publish"]) and attribute is Attribute.PROACTIVE,
            ground=given["ground"] or None,
            reason=str(given["reason"] or ""),
            decision=str(given["decision"] or ""),
        )


def _item_names() -> tuple[str, ...]:
    return ("title", "attribute", "publish", "ground", "reason", "decision")


def _item_fields(place: int) -> dict[str, forms.Field]:
    return {
        f"title_{place}": forms.CharField(label=f"议题{place}", required=False, max_length=200),
        f"attribute_{place}": WordField(Attribute, label="公开属性", required=False, initial=Attribute.PROACTIVE),
        f"publish_{place}": forms.BooleanField(label="列入公开稿", required=False, initial=True),
        f"ground_{place}": WordField(Ground, label="不公开理由", required=False, empty="主动公开的不选"),
        f"reason_{place}": forms.CharField(label="不公开的具体原因", required=False, max_length=300),
        f"decision_{place}": forms.CharField(
            label="议定结果", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
        ),
    }


class SeenForm(Form):
    """办理表: the edition the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class CheckForm(SeenForm):
    """保密审查表: each line of the list is confirmed."""

    checks = forms.MultipleChoiceField(
        label="逐项确认", choices=list(CHECKS.items()), widget=forms.CheckboxSelectMultiple, required=False
    )


class PublishForm(SeenForm):
    """公布会议."""

    on = DateField(label="公布日期")


class WithdrawForm(SeenForm):
    """撤回会议."""

    reason = forms.CharField(label="撤回理由", max_length=300)
