"""线下载体表单: paper in; a valid form hands over what an act takes."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from gongkai.law.carriers import BoardKind, PointKind, PrintedKind, Recipient
from gongkai.office.authorities.models import Official, OwnedQuerySet
from gongkai.publication.disclosure.carriers.acts import Selected
from gongkai.publication.disclosure.carriers.delivering import GazetteAddressee
from gongkai.publication.disclosure.carriers.models import Board, GazetteIssue, ReadingPoint
from gongkai.publication.disclosure.models import Content
from gongkai.web import uploads
from gongkai.web.forms import DateField, Form, WordField

SECTIONS = ("本级政府文件", "部门文件", "人事任免", "政策解读", "大事记")
"""公报栏目: the usual ones; a content stands in the first unless another is chosen."""


def _contents(label: str, help_text: str = "") -> forms.ModelMultipleChoiceField[Content]:
    box = forms.CheckboxSelectMultiple
    return forms.ModelMultipleChoiceField(Content.objects.none(), label=label, widget=box, help_text=help_text)


class ComposeForm(Form):
    """编辑公报."""

    title = forms.CharField(label="公报名称", max_length=100)
    on = DateField(label="编辑日期")
    section = forms.ChoiceField(label="栏目", choices=[(each, each) for each in SECTIONS])
    contents = _contents("选用的文件", "按发布日期先后编排；已在其他期刊登的不再列出")

    def __init__(self, *args: Any, contents: OwnedQuerySet[Content], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelMultipleChoiceField[Content]", self.fields["contents"]).queryset = contents

    def selected(self) -> list[Selected]:
        """选用: in the order of publication."""
        chosen = sorted(self.cleaned_data["contents"], key=lambda each: (each.published_on, each.pk))
        return [Selected(content, self.cleaned_data["section"]) for content in chosen]


class IssueForm(Form):
    """出刊."""

    on = DateField(label="出刊日期")
    copies = forms.IntegerField(label="印数", min_value=0, help_text="只出电子版的填0")


class SendGazetteForm(Form):
    """发放公报."""

    recipient = WordField(Recipient, label="发放给")
    point = forms.ModelChoiceField(
        ReadingPoint.objects.none(), label="查阅点", required=False, empty_label="不是发放给查阅点的不选"
    )
    to = forms.CharField(
        label="单位或者村（社区）的名称", max_length=100, required=False, help_text="发放给查阅点的不填"
    )
    copies = forms.IntegerField(label="份数", min_value=1)
    on = DateField(label="发放日期")

    def __init__(self, *args: Any, points: OwnedQuerySet[ReadingPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[ReadingPoint]", self.fields["point"]).queryset = points

    def to_whom(self) -> GazetteAddressee:
        """发放对象."""
        said = self.cleaned_data
        return GazetteAddressee(said["recipient"], said["to"], said["point"])


class TakeBackForm(Form):
    """收回."""

    on = DateField(label="收回日期")
    reason = forms.CharField(label="理由", max_length=200, help_text="如无人签收退回、登记有误")


class PointForm(Form):
    """设立查阅点."""

    name = forms.CharField(label="名称", max_length=100)
    kind = WordField(PointKind, label="类型", empty="请选择")
    address = forms.CharField(label="地址", max_length=200)
    keeper = forms.CharField(label="管理单位", max_length=100)
    on = DateField(label="设立日期")


class CloseForm(Form):
    """撤销."""

    on = DateField(label="撤销日期")
    reason = forms.CharField(label="理由", max_length=200)


class TransferForm(Form):
    """移送."""

    through = DateField(label="内容截至", help_text="自上次移送之后至这一天发布的，件数由系统点数")
    on = DateField(label="移送日期")
    issue = forms.ModelChoiceField(GazetteIssue.objects.none(), label="附送公报", required=False, empty_label="无")

    def __init__(self, *args: Any, issues: OwnedQuerySet[GazetteIssue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[GazetteIssue]", self.fields["issue"]).queryset = issues


class ReceiptForm(Form):
    """登记签收."""

    receipt = forms.CharField(label="签收凭证", max_length=200, help_text="签收单编号；签收人的姓名留在签收单上")
    on = DateField(label="签收日期")


class KeeperForm(Form):
    """指定签收人."""

    official = forms.ModelChoiceField(Official.objects.none(), label="签收人", empty_label="请选择")

    def __init__(self, *args: Any, officials: QuerySet[Official], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Official]", self.fields["official"]).queryset = officials


class VisitsForm(Form):
    """登记查阅人次."""

    year = forms.IntegerField(label="年", min_value=2008, max_value=2100)
    month = forms.IntegerField(label="月", min_value=1, max_value=12)
    count = forms.IntegerField(label="人次", min_value=0)
    source = forms.CharField(label="数据来源", max_length=100, help_text="如查阅登记簿、计数闸机")


class _OfContent(Form):
    """对一项公开内容."""

    index_number = forms.CharField(label="内容的索引号", max_length=60, help_text="从内容页面上抄下索引号")


class PrintForm(_OfContent):
    """登记印制."""

    title = forms.CharField(label="名称", max_length=200)
    kind = WordField(PrintedKind, label="类型", empty="请选择")
    quantity = forms.IntegerField(label="印制数量", min_value=1)
    on = DateField(label="印制日期")


class DistributeForm(Form):
    """发放."""

    to = forms.CharField(label="发放对象", max_length=100, help_text="单位、乡镇、村的名称")
    copies = forms.IntegerField(label="数量", min_value=1)
    receipt = forms.CharField(label="签收凭证", max_length=200)
    on = DateField(label="发放日期")


class BoardForm(Form):
    """设立公开栏."""

    name = forms.CharField(label="名称", max_length=100)
    kind = WordField(BoardKind, label="类型", empty="请选择")
    location = forms.CharField(label="位置", max_length=200)
    keeper = forms.CharField(label="责任单位", max_length=100)
    on = DateField(label="设立日期")


class PutUpForm(_OfContent):
    """张贴."""

    board = forms.ModelChoiceField(Board.objects.none(), label="公开栏", empty_label="请选择")
    on = DateField(label="张贴日期")
    ends_on = DateField(label="公示期满", required=False, help_text="没有期限的不填")

    def __init__(self, *args: Any, boards: OwnedQuerySet[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Board]", self.fields["board"]).queryset = boards


class ProveForm(Form):
    """照片为证."""

    photo = uploads.UploadField(label="照片", kinds=(uploads.JPG, uploads.PNG))


class TakeDownForm(Form):
    """撤下."""

    on = DateField(label="撤下日期")
