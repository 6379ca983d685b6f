"""草稿表单: the code by which a draft is continued."""

from __future__ import annotations

from django import forms

from gongkai.web.forms import Form


class DraftCode(Form):
    """草稿码."""

    code = forms.CharField(label="草稿码", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
