"""规范性文件表单: the register, a change, the marks that are confirmed, a correction, the filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gongkai.law.abolition import normal_number
from gongkai.law.validity import ChangeKind, InstrumentKind, Validity
from gongkai.office.authorities.models import Authority
from gongkai.publication.documents.models import Instrument
from gongkai.publication.documents.validity import queries
from gongkai.publication.documents.validity.acts import Mark, Registration, Source, source_of_instrument
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.uploads import XLSX, UploadField


class Filters(Form):
    """筛选: the day asked for, the status on it, and words."""

    on = DateField(label="效力截至", required=False, help_text="查看任何一天的效力，空着为今天")
    status = WordField(Validity, label="有效性", required=False, empty="全部")
    kind = WordField(InstrumentKind, label="种类", required=False, empty="全部")
    words = forms.CharField(label="标题、文号、正文", required=False, max_length=60)


class RegistrationForm(Form):
    """规范性文件登记表."""

    kind = WordField(InstrumentKind, label="种类", initial=InstrumentKind.NORMATIVE)
    title = forms.CharField(label="标题", max_length=300)
    number = forms.CharField(
        label="文号", max_length=60, help_text="如示政发〔2015〕12号；括号、空格写法不同的自动规整"
    )
    issuer = forms.CharField(label="制定机关", max_length=100)
    made_on = DateField(label="成文日期")
    effective_on = DateField(label="施行日期", required=False, help_text="空着的，自成文之日起施行")
    expires_on = DateField(label="有效期至", required=False, help_text="有效的最后一天；没有有效期的空着")
    published_on = DateField(
        label="公布日期", required=False, help_text="填写后公众可以在规范性文件库看到；没有公布的空着"
    )
    text = forms.CharField(label="正文", required=False, widget=forms.Textarea(attrs={"rows": 10}))

    def registration(self) -> Registration:
        """登记内容."""
        return Registration(**{name: self.cleaned_data[name] for name in RegistrationForm.base_fields})


class CorrectionForm(RegistrationForm):
    """更正登记表: the same rows, and why."""

    reason = forms.CharField(label="更正理由", max_length=300, help_text="更正前后都留在台账里")


class ChangeForm(Form):
    """效力变更表: what happens to one document, by which other, from which day."""

    kind = WordField(ChangeKind, label="变更", empty="请选择")
    on = DateField(label="生效日期", help_text="自这一天起变更；可以是将来的日子")
    expires_on = DateField(label="延长至", required=False, help_text="只有延长有效期的填写")
    place = forms.CharField(label="条款", required=False, max_length=200, help_text="部分废止、修改的写明条款")
    source_number = forms.CharField(
        label="依据的文号", required=False, max_length=60, help_text="已经登记的，按文号自动关联"
    )
    source_title = forms.CharField(label="依据的文件名称", required=False, max_length=300)
    source_made_on = DateField(label="依据的成文日期", required=False)
    reason = forms.CharField(
        label="理由", required=False, max_length=300, help_text="没有依据文件的（如调整对象消失）必须写明"
    )

    def clean(self) -> dict[str, Any]:
        """Take the source whole or not at all."""
        cleaned = super().clean() or {}
        given = [bool(cleaned.get(name)) for name in ("source_number", "source_title", "source_made_on")]
        if any(given[1:]) and not all(given):
            self.add_error("source_number", "依据文件的文号、名称和成文日期应当一并填写")
        if not any(given) and not cleaned.get("reason"):
            self.add_error("reason", "没有依据文件的，应当写明理由")
        return cleaned

    def source(self, authority: Authority) -> Source | None:
        """依据: a registered document by its number, or one that is only named."""
        given = self.cleaned_data
        if not given["source_number"]:
            return None
        number = normal_number(given["source_number"])
        known = queries.instruments(authority, beneath=True).filter(number=number).first()
        if known is not None:
            return source_of_instrument(known)
        if not given["source_title"]:
            return None
        return Source(given["source_title"].strip(), number, given["source_made_on"])

    def mark(self, instrument: Instrument) -> Mark:
        """标注."""
        given = self.cleaned_data
        return Mark(instrument, given["kind"], given["on"], given["expires_on"], given["place"], given["reason"])


class ProposalsForm(Form):
    """标注建议确认表: one tick, one day and, where it is partial, the articles, for each recognised document."""

    def __init__(self, *args: Any, proposals: Sequence[queries.Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = {f"target_{place}": each for place, each in enumerate(proposals) if each.may_confirm}
        for name, each in self.proposals.items():
            mention = each.matched.mention
            told = f"{mention.kind.label}{each.instrument}"
            self.fields[name] = forms.BooleanField(label=told, required=False, initial=each.certain)
            self.fields[f"{name}_on"] = DateField(label="生效日期", required=False, initial=each.on)
            if mention.kind is ChangeKind.REPEAL_PARTLY:
                self.fields[f"{name}_place"] = forms.CharField(label="条款", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """At least one, and a day for each that is ticked."""
        cleaned = super().clean() or {}
        chosen = [name for name in self.proposals if cleaned.get(name)]
        if not chosen:
            self.add_error(None, "请勾选要标注的文件")
        for name in chosen:
            if not cleaned.get(f"{name}_on") and f"{name}_on" not in self.errors:
                self.add_error(f"{name}_on", "请填写生效日期")
        return cleaned

    def marks(self) -> list[Mark]:
        """标注: what was ticked."""
        given = self.cleaned_data
        return [
            Mark(
                each.instrument,
                each.matched.mention.kind,
                given[f"{name}_on"],
                each.matched.mention.expires_on,
                given.get(f"{name}_place", ""),
            )
            for name, each in self.proposals.items()
            if given.get(name) and each.instrument is not None
        ]

    def rows(self) -> list[tuple[queries.Proposal, list[forms.BoundField]]]:
        """各行: each proposal with its own fields."""
        return [
            (each, [self[field] for field in self.fields if field == name or field.startswith(f"{name}_")])
            for name, each in self.proposals.items()
        ]


class ReasonForm(Form):
    """理由."""

    reason = forms.CharField(label="理由", max_length=300)


class ImportForm(Form):
    """导入规范性文件: a list as xlsx; nothing is entered unless every row is right."""

    file = UploadField(kinds=(XLSX,), megabytes=10, label="文件目录")
