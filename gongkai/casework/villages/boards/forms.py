"""村务公告表单: what goes up, why it comes down, the photograph that proves it, and the days that hold."""

from __future__ import annotations

from datetime import date
from typing import cast

from django import forms

from gongkai.casework.villages.boards.acts import LONGEST_TEXT, NoticeText
from gongkai.law.village_affairs import VillageAffair
from gongkai.law.villages import LONGEST_SHOWING, LONGEST_TERM, Readership, VillageRule
from gongkai.web.forms import DateField, Form, WordField, long_text
from gongkai.web.uploads import JPG, PNG, UploadField


class NoticeForm(Form):
    """张贴公告."""

    affair = WordField(VillageAffair, label="事项", empty="请选择")
    title = forms.CharField(label="标题", max_length=80)
    text = long_text("正文", "不写身份证号、电话、银行账号和住址；空一行另起一段", rows=12, most=LONGEST_TEXT)
    readership = WordField(Readership, label="阅读范围", help_text="只给村民看的，公众网页、海报上都没有")
    since = DateField(label="公示自")
    until = DateField(label="公示至", help_text="到这一天为止（含），过后自动离开公告栏")
    contact = forms.CharField(
        label="监督电话", max_length=40, required=False, help_text="有意见的打这个电话；不写个人手机"
    )

    def notice(self) -> NoticeText:
        """公告内容."""
        said = self.cleaned_data
        return NoticeText(
            affair=said["affair"],
            title=said["title"],
            text=said["text"],
            since=cast(date, said["since"]),
            until=cast(date, said["until"]),
            readership=said["readership"],
            contact=said["contact"],
        )


class ReasonForm(Form):
    """写明理由."""

    reason = long_text("理由", rows=2, most=200)


class PhotoForm(Form):
    """上传张贴照片."""

    photo = UploadField(
        label="照片", kinds=(JPG, PNG), megabytes=10, help_text="拍下公告和张贴的地方；照片里的位置、机型等信息不保存"
    )
    place = forms.CharField(label="张贴的地方", max_length=80, help_text="如村委会公告栏、三组路口")
    taken_on = DateField(label="拍摄日期")


class RuleForm(Form):
    """设定村级规则."""

    certifying = forms.IntegerField(label="认证的工作日", min_value=1, max_value=LONGEST_TERM)
    answering = forms.IntegerField(label="答复提问的工作日", min_value=1, max_value=LONGEST_TERM)
    showing = forms.IntegerField(label="公示至少几日", min_value=1, max_value=LONGEST_SHOWING)
    source = forms.CharField(label="依据", max_length=200, help_text="本地规定的名称、文号和条款")

    def rule(self) -> VillageRule:
        """村级规则."""
        return VillageRule(**{name: self.cleaned_data[name] for name in VillageRule.__slots__})
