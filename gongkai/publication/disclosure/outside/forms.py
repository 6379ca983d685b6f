"""媒体节目、外部报道表单: a valid form hands over a value of the law."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.outside_media import BROADCASTING, LONGEST_MINUTES, Aired, CoverageLevel, CoverageSource, Reported
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.outside.models import PressReport, Programme
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.uploads import JPG, MP4, PDF, PNG, WEBM, UploadField


class _OfContent(Form):
    """涉及的公开内容."""

    index_number = forms.CharField(
        label="涉及的公开内容（索引号）", max_length=60, required=False, help_text="从内容页面上抄下；没有的不填"
    )

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority = authority
        self.content: Content | None = None

    def clean_index_number(self) -> str:
        """The content of one's own with this number."""
        number = str(self.cleaned_data["index_number"]).strip()
        if number:
            self.content = Content.objects.of(self.authority).filter(index_number=number).first()
            if self.content is None:
                raise forms.ValidationError(f"本机关没有索引号为“{number}”的公开内容")
        return number


class ProgrammeForm(_OfContent):
    """登记媒体节目."""

    channel = forms.TypedChoiceField(
        label="媒体",
        choices=[("", "请选择"), *((each.value, each.label) for each in BROADCASTING)],
        coerce=ReleaseChannel,
    )
    outlet = forms.CharField(label="台名、报名", max_length=60)
    series = forms.CharField(label="栏目名", max_length=60, required=False, help_text="专题片、专版没有栏目名的不填")
    title = forms.CharField(label="题目", max_length=200)
    aired_on = DateField(label="播出（刊登）日期")
    edition = forms.CharField(label="播出时间，报刊为版次", max_length=60, help_text="如19:30，或者第3版")
    minutes = forms.IntegerField(
        label="时长（分钟）", min_value=0, max_value=LONGEST_MINUTES, required=False, help_text="报刊不填"
    )
    theme = forms.CharField(label="主题", max_length=100)
    file = UploadField(
        label="照片、扫描件，或者采集的节目",
        kinds=(JPG, PNG, PDF, MP4, WEBM),
        megabytes=settings.UPLOAD_MEGABYTES,
        required=False,
    )
    field_order = (
        "channel",
        "outlet",
        "series",
        "title",
        "aired_on",
        "edition",
        "minutes",
        "theme",
        "index_number",
        "file",
    )

    @property
    def aired(self) -> Aired:
        """节目登记."""
        names = ("channel", "outlet", "series", "title", "aired_on", "edition", "theme")
        return Aired(**{name: self.cleaned_data[name] for name in names}, minutes=self.cleaned_data["minutes"] or 0)

    def clean(self) -> dict[str, Any]:
        """Ask the law before anything is stored."""
        cleaned = super().clean() or {}
        if not self.errors:
            _ask(self, "aired")
        return cleaned


class CoverageForm(_OfContent):
    """登记外部报道."""

    outlet = forms.CharField(label="媒体", max_length=60)
    level = WordField(CoverageLevel, label="级别", empty="请选择")
    source = WordField(CoverageSource, label="稿件来源", empty="请选择")
    reported_on = DateField(label="日期")
    title = forms.CharField(label="标题", max_length=200)
    address = forms.CharField(label="网址", max_length=500, required=False, help_text="报刊上的可以不填")
    matter = forms.CharField(label="所报道的事项", max_length=200, required=False, help_text="没有填索引号的必填")
    field_order = ("outlet", "level", "source", "reported_on", "title", "address", "index_number", "matter")

    @property
    def reported(self) -> Reported:
        """报道登记."""
        names = ("outlet", "level", "source", "reported_on", "title", "address", "matter")
        return Reported(*(self.cleaned_data[name] for name in names))

    def clean(self) -> dict[str, Any]:
        """Ask the law before anything is entered."""
        cleaned = super().clean() or {}
        if not self.errors:
            _ask(self, "reported")
            if not cleaned.get("index_number") and not str(cleaned.get("matter") or "").strip():
                self.add_error("matter", "请写明所报道的公开内容（索引号）或者事项")
        return cleaned


def _ask(form: Form, value: str) -> None:
    try:
        getattr(form, value)
    except Unlawful as refusal:
        form.add_error(refusal.field or None, refusal.reason)


class StrikeForm(Form):
    """作废."""

    reason = forms.CharField(label="作废的理由", max_length=180, help_text="登记错了、登记重了；更正的另行登记")
    on = DateField(label="作废日期")


class _Filters(Form):
    """筛选: the figures lead here with theirs."""

    year = forms.IntegerField(label="年度", required=False, min_value=1949, max_value=2100)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("standing", "有效"), ("struck", "已作废")]
    )

    def told(self, names: tuple[str, ...], day: str) -> dict[str, Any]:
        """What rows are asked for; nonsense in the address asks for all."""
        self.is_valid()
        data = self.cleaned_data
        wanted = {name: data[name] for name in names if data.get(name)}
        if year := data.get("year"):
            wanted[f"{day}__year"] = year
        if state := data.get("state"):
            wanted["struck_on__isnull"] = state == "standing"
        return wanted


class ProgrammeFilters(_Filters):
    """节目筛选."""

    channel = forms.ChoiceField(
        label="媒体", required=False, choices=[("", "全部"), *((each.value, each.label) for each in BROADCASTING)]
    )
    carries = forms.ChoiceField(
        label="公开内容", required=False, choices=[("", "全部"), ("yes", "涉及公开内容的"), ("no", "不涉及的")]
    )

    def apply(self, rows: OwnedQuerySet[Programme]) -> OwnedQuerySet[Programme]:
        """Keep the rows that fit."""
        rows = rows.filter(**self.told(("channel",), "aired_on"))
        carries = self.cleaned_data.get("carries")
        return rows.filter(content__isnull=carries == "no") if carries else rows


class CoverageFilters(_Filters):
    """报道筛选."""

    level = forms.ChoiceField(label="级别", required=False, choices=[("", "全部"), *CoverageLevel.choices()])
    source = forms.ChoiceField(label="稿件来源", required=False, choices=[("", "全部"), *CoverageSource.choices()])

    def apply(self, rows: OwnedQuerySet[PressReport]) -> OwnedQuerySet[PressReport]:
        """Keep the rows that fit."""
        return rows.filter(**self.told(("level", "source"), "reported_on"))
