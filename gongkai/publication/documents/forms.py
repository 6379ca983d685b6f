"""公文的表: a draft and its facts, another version, the order of reviews, three reviews, and what narrows a list."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q

from gongkai.law.documents import RE_REVIEW, USUAL_ORDER, Attribute, DocumentKind, Phase, Review, State
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.reviews import CHECKS, FOCUS, THREE, read_order
from gongkai.office.authorities.models import Official, OwnedQuerySet
from gongkai.papers.pasted import Pasted
from gongkai.publication.documents.acts import FACTS, Draft
from gongkai.publication.documents.models import Document, ReleaseReview
from gongkai.publication.documents.pasting import pasted
from gongkai.publication.documents.statistics import BY_KEY, MEASURES, of_year
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.uploads import DOCX, UploadField

LONGEST_BODY = 200_000
NO_SECTION = "-"
"""未填科室: in an address, documents of no section."""


def check_boxes(label: str, help_text: str = "", *, required: bool = True) -> forms.MultipleChoiceField:
    """审查清单: one box for each check."""
    return forms.MultipleChoiceField(
        label=label,
        required=required,
        choices=list(CHECKS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


class FactsForm(Form):
    """登记内容: what is entered about a document besides its text."""

    title = forms.CharField(label="标题", max_length=200, help_text="写全称，如“关于做好……工作的通知”")
    issuer = forms.CharField(
        label="发文机关", max_length=200, required=False, help_text="不填为本机关；联合发文的写全各机关，用顿号隔开"
    )
    addressees = forms.CharField(label="主送机关", max_length=500, required=False)
    section = forms.CharField(label="起草科室", max_length=60, required=False)
    phase = WordField(Phase, label="五公开阶段", empty="暂不确定", required=False)
    theme = forms.CharField(label="主题分类", max_length=20, required=False)
    effective_on = DateField(label="施行日期", required=False)
    expires_on = DateField(label="有效期至", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """A document does not expire before it takes effect."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("effective_on"), cleaned.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", "有效期至不能早于施行日期")
        return cleaned

    def facts(self) -> dict[str, Any]:
        """The facts as the act takes them."""
        return {name: self._fact(name) for name in FACTS}

    def _fact(self, name: str) -> Any:
        value = self.cleaned_data.get(name)
        if name in {"effective_on", "expires_on"}:
            return value or None
        return value.value if isinstance(value, Phase) else str(value or "").strip()


def _body() -> forms.CharField:
    return forms.CharField(
        label="正文",
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="一行一段；有表格、标题层次的可以贴网页代码，多余的格式自动去掉。末页附注由系统按公开属性印制",
    )


class DraftForm(FactsForm):
    """拟稿: kind, facts and the first version."""

    kind = WordField(DocumentKind, label="公文种类", empty="请选择")
    policy = forms.BooleanField(
        label="涉及公众的政策", required=False, help_text="勾选的也须解读；规章、规范性文件不论是否勾选都须解读"
    )
    body = _body()
    field_order = (
        "kind",
        "policy",
        "title",
        "issuer",
        "addressees",
        "section",
        "phase",
        "theme",
        "effective_on",
        "expires_on",
    )

    def draft(self) -> Draft:
        """草稿: the value the act takes."""
        written = pasted(self.cleaned_data["body"])
        given = self.cleaned_data
        return Draft(kind=given["kind"], body=written.body, text=written.text, policy=given["policy"], **self.facts())


class TextForm(Form):
    """正文: another version; ``edition`` is the one the page showed."""

    body = _body()
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def written(self) -> Pasted:
        """录入结果."""
        return pasted(self.cleaned_data["body"])


class WordFileForm(Form):
    """从Word文件取正文: another version; ``edition`` is the one the page showed."""

    file = UploadField(
        label="Word文件",
        kinds=(DOCX,),
        megabytes=settings.UPLOAD_MEGABYTES,
        help_text="docx格式；字体、字号等格式自动去掉，原文件存为原件，不对外公开",
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)


class OrderForm(Form):
    """审查次序: which review comes at which place, since when, on what basis."""

    since = DateField(label="起用日期", help_text="对这一天以后拟稿的公文起作用；已经拟稿的按原来的次序审查")
    basis = forms.CharField(label="依据", max_length=200, required=False, help_text="本机关的制度名称或者文号")
    re_review_months = forms.IntegerField(
        label="不公开的复审周期（月）",
        min_value=1,
        max_value=RE_REVIEW.length,
        help_text=f"最长{RE_REVIEW.length}个月（{RE_REVIEW.note}）",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = [f"place_{number}" for number in range(1, len(Review) + 1)]
        for number, place in enumerate(self.places, 1):
            usual = USUAL_ORDER[number - 1].value if number <= len(USUAL_ORDER) else ""
            field = forms.ChoiceField(
                label=f"第{number}环", required=False, choices=[("", "（无）"), *Review.choices()], initial=usual
            )
            self.fields[place] = field
        self.order_fields([*self.places, "re_review_months", "since", "basis"])

    def clean(self) -> dict[str, Any]:
        """Say at the first place what is wrong with the whole."""
        cleaned = super().clean() or {}
        try:
            read_order([each.value for each in self.order()])
        except Unlawful as refusal:
            self.add_error(self.places[0], ValidationError(refusal.reason))
        return cleaned

    def order(self) -> list[Review]:
        """次序: the reviews chosen, in their order."""
        chosen = (self.cleaned_data.get(place) for place in self.places)
        return [Review(each) for each in chosen if each]

    @property
    def focuses(self) -> list[tuple[str, str]]:
        """各环节看什么."""
        return [(review.label, focus) for review, focus in FOCUS.items()]


class ThreeReviewsForm(Form):
    """登记三审: what is no document, with its three reviewers and the checklist."""

    title = forms.CharField(label="信息名称", max_length=200)
    source = forms.CharField(label="来源", max_length=100, help_text="提供信息的科室、单位或者系统")
    on = DateField(label="审查日期")
    checks = check_boxes("审查清单", "逐项确认；有一项不能确认的，不得发布")

    def __init__(self, *args: Any, people: list[Official], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.username: person for person in people}
        choices = [("", "请选择"), *((person.username, person.name) for person in people)]
        for number, name in enumerate(THREE, 1):
            self.fields[f"reviewer_{number}"] = forms.ChoiceField(label=f"{name}人", choices=choices)
        self.order_fields(["title", "source", *self.places, "on", "checks"])

    @property
    def places(self) -> list[str]:
        """三审各项."""
        return [f"reviewer_{number}" for number in range(1, len(THREE) + 1)]

    def clean(self) -> dict[str, Any]:
        """Three people, none of them twice; said at the one who comes again."""
        cleaned = super().clean() or {}
        taken: set[str] = set()
        for place in self.places:
            person = cleaned.get(place)
            if person and person in taken:
                self.add_error(place, ValidationError("同一人不能承担两个审查环节"))
            taken.add(person or "")
        return cleaned

    def reviewers(self) -> list[Official]:
        """三审人: in their order."""
        return [self.people[self.cleaned_data[place]] for place in self.places]


class Filters(Form):
    """筛选: of the list of documents; ``only`` keeps what a figure counted."""

    words = forms.CharField(label="标题、文号", required=False, max_length=60)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *State.choices()])
    attribute = forms.ChoiceField(
        label="公开属性", required=False, choices=[("", "全部"), *Attribute.choices(), ("none", "未标注")]
    )
    kind = forms.ChoiceField(label="公文种类", required=False, choices=[("", "全部"), *DocumentKind.choices()])
    section = forms.CharField(label="起草科室", required=False, max_length=60)
    phase = forms.ChoiceField(
        label="五公开阶段", required=False, choices=[("", "全部"), *Phase.choices(), ("none", "未填")]
    )
    year = forms.IntegerField(label="年份", required=False, min_value=1990, max_value=2100)
    only = forms.ChoiceField(
        label="统计项",
        required=False,
        choices=[("", "全部"), *((measure.key, measure.label) for measure in MEASURES)],
    )

    def apply(self, rows: OwnedQuerySet[Document]) -> OwnedQuerySet[Document]:
        """Keep the rows that fit; nonsense in the address keeps all."""
        self.is_valid()
        given = self.cleaned_data
        measure = BY_KEY.get(str(given.get("only") or ""), BY_KEY["drafted"])
        rows = of_year(rows, measure, given["year"]) if given.get("year") else rows.filter(measure.condition)
        if words := str(given.get("words") or "").strip():
            rows = rows.filter(Q(title__contains=words) | Q(number__contains=words))
        chosen = {
            "dossier__state": given.get("state"),
            "attribute": given.get("attribute"),
            "kind": given.get("kind"),
            "section": given.get("section"),
            "phase": given.get("phase"),
        }
        blank = {"none", NO_SECTION}
        kept = {name: "" if value in blank else value for name, value in chosen.items() if value}
        return rows.filter(**kept)


class RegisterFilters(Form):
    """登记簿筛选."""

    words = forms.CharField(label="信息名称", required=False, max_length=60)
    year = forms.IntegerField(label="年份", required=False, min_value=2008, max_value=2100)
    of = forms.ChoiceField(
        label="类别", required=False, choices=[("", "全部"), ("document", "公文"), ("other", "其他信息")]
    )

    def apply(self, rows: OwnedQuerySet[ReleaseReview]) -> OwnedQuerySet[ReleaseReview]:
        """Keep the rows that fit; nonsense in the address keeps all."""
        self.is_valid()
        given = self.cleaned_data
        if year := given.get("year"):
            rows = rows.filter(reviewed_on__year=cast(int, year))
        if words := str(given.get("words") or "").strip():
            rows = rows.filter(title__contains=words)
        if of := given.get("of"):
            rows = rows.filter(document__isnull=of == "other")
        return rows
