"""意见表单: the code, and the answer with its reasons."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.casework.applications.attaching.forms import PaperField, WithFiles
from gongkai.law.applicants import Purpose
from gongkai.law.consultations import Opinion
from gongkai.web.forms import Form, WordField, long_text
from gongkai.web.traps import PublicForm

GIVEN = [(each.value, each.label) for each in (Opinion.CONSENT, Opinion.OBJECT)]


class OpinionCode(Form):
    """意见码."""

    code = forms.CharField(label="意见码", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class OpinionForm(WithFiles):
    """意见: consent or objection; who objects says why (条例第三十二条)."""

    purposes = {"file": Purpose.OPINION}
    opinion = WordField(Opinion, label="您的意见", widget=forms.RadioSelect)
    reasons = long_text("理由", "不同意公开的，应当说明公开会损害什么合法权益", required=False, most=2000, rows=6)
    file = PaperField(label="证明材料", help_text="可以不传")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["opinion"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = GIVEN

    def clean(self) -> dict[str, Any]:
        """Ask for the reasons of an objection."""
        cleaned = super().clean() or {}
        unreasoned = not str(cleaned.get("reasons") or "").strip() and "reasons" not in self.errors
        if cleaned.get("opinion") is Opinion.OBJECT and unreasoned:
            self.add_error("reasons", "不同意公开的，应当说明理由（条例第三十二条）")
        return cleaned


class PublicOpinion(OpinionForm, PublicForm):
    """网上意见: the same from the public page, carrying the code."""

    code = forms.CharField(label="意见码", max_length=40, widget=forms.HiddenInput)
    sent = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput, initial="1")
