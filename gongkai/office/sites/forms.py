"""站点表单: a site, its end, a group of links, the emblem, and the steps of a ticket."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from gongkai.law.maintenance import Act, TicketKind
from gongkai.law.sites import LinkGroup, SiteEnd, SiteKind, SiteLinkFacts, SiteState
from gongkai.office.sites.acts import SiteFacts
from gongkai.office.sites.models import Site, SiteLink
from gongkai.office.sites.tickets.acts import Trouble
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.step_forms import StepForm
from gongkai.web.uploads import PNG, FileKind, Upload, UploadField


class SiteForm(Form):
    """站点登记表."""

    kind = WordField(SiteKind, label="站点类型", empty="请选择")
    here = forms.BooleanField(
        label="就是本平台的网站",
        required=False,
        help_text="勾选的，名称、域名、标识码和备案号取自“机关信息”，以下五项不填",
    )
    name = forms.CharField(label="网站名称", max_length=60, required=False)
    domain = forms.CharField(label="域名", max_length=200, required=False, help_text="如www.example.gov.cn")
    identity = forms.CharField(
        label="网站标识码", max_length=10, required=False, help_text="10位数字：6位行政区划代码和4位顺序码"
    )
    icp = forms.CharField(label="ICP备案号", max_length=40, required=False)
    police = forms.CharField(label="公安联网备案号", max_length=40, required=False)
    opened_on = DateField(label="开办日期")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def facts(self) -> SiteFacts:
        """站点要素."""
        given = self.cleaned_data
        texts = {name: str(given[name]).strip() for name in ("name", "domain", "identity", "icp", "police")}
        texts["domain"] = texts["domain"].lower()
        return SiteFacts(cast(SiteKind, given["kind"]), cast(date, given["opened_on"]), bool(given["here"]), **texts)

    @staticmethod
    def first(site: Site) -> dict[str, Any]:
        """原来的内容."""
        names = ("kind", "here", "name", "domain", "identity", "icp", "police", "opened_on")
        return {**{name: getattr(site, name) for name in names}, "seen": site.edition}


class EndForm(Form):
    """合并、关停表."""

    state = forms.TypedChoiceField(
        label="合并还是关停",
        choices=[(each.value, each.label) for each in (SiteState.MERGED, SiteState.CLOSED)],
        coerce=SiteState,
        widget=forms.RadioSelect,
    )
    on = DateField(label="终止日期")
    reason = forms.CharField(label="理由", max_length=300)
    announced_on = DateField(label="公告日期")
    announcement = forms.CharField(label="公告", max_length=300, help_text="公告的标题或者网址")
    leads_to = forms.CharField(label="引导去向", max_length=300, help_text="读者被引导到的网址")
    shortened = forms.CharField(label="提前终止的原因", max_length=300, required=False, help_text="公告期不足的填写")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def end(self) -> SiteEnd:
        """终止."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return SiteEnd(**given)


class ReopenForm(Form):
    """恢复运行表."""

    reason = forms.CharField(label="理由", max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class LinksForm(Form):
    """链接表: one link a line: its words, its address, and to a site outside gov.cn the reason, with bars between."""

    links = forms.CharField(
        label="链接",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="每行一个：名称｜网址｜理由。gov.cn以外的网站必须写理由，例如：新华网｜https://www.example.com/｜国家通讯社",
    )

    def __init__(self, data: Any = None, *, group: LinkGroup, links: list[SiteLink]) -> None:
        """Show the group as it stands."""
        super().__init__(data, initial={"links": "\n".join(_line(link) for link in links)})
        self.group = group

    def clean_links(self) -> list[SiteLinkFacts]:
        """Cut the lines, and say which of them is not whole."""
        found = []
        lines = [line.strip() for line in str(self.cleaned_data["links"]).splitlines() if line.strip()]
        for place, line in enumerate(lines, 1):
            parts = [part.strip() for part in re.split(r"[｜|]", line)]
            if not 2 <= len(parts) <= 3:
                raise ValidationError(f"第{place}行应为“名称｜网址”或者“名称｜网址｜理由”")
            if len(parts[0]) > 40:
                raise ValidationError(f"第{place}行的名称超过40个字")
            found.append(SiteLinkFacts(self.group, *parts))
        return found


def _line(link: SiteLink) -> str:
    return "｜".join(part for part in (link.label, link.address, link.reason) if part)


def _may_be_svg(file: Upload) -> bool:
    file.seek(0)
    return b"<svg" in file.read(4096)


SVG = FileKind("svg", "SVG图形", _may_be_svg)
"""矢量图: what may be one; it is drawn anew before it is kept."""


class EmblemForm(Form):
    """徽标表."""

    file = UploadField(kinds=(PNG, SVG), megabytes=1, label="徽标文件", help_text="PNG图片或者SVG图形，不超过256KB")
    source = forms.CharField(
        label="来源",
        max_length=200,
        help_text="国徽图案应当用国家公布的标准文件，不得自行绘制（国徽法）；写明文件从哪里来",
    )


class ReportForm(Form):
    """报告问题表."""

    kind = WordField(TicketKind, label="问题种类", empty="请选择")
    address = forms.CharField(label="所在网址", max_length=400, required=False)
    text = forms.CharField(label="问题说明", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))

    def trouble(self) -> Trouble:
        """问题."""
        given = self.cleaned_data
        return Trouble(cast(TicketKind, given["kind"]), given["text"], given["address"])


class TakeUpForm(StepForm):
    """受理工单表."""

    act = Act.TAKE_UP


class DeclineForm(StepForm):
    """不予受理表."""

    act = Act.DECLINE
    reason = forms.CharField(label="不予受理的理由", max_length=300)


class MendForm(StepForm):
    """处理完毕表."""

    act = Act.MEND
    done = forms.CharField(label="处理情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class PassForm(StepForm):
    """验收表."""

    act = Act.PASS


class ReturnForm(StepForm):
    """验收退回表."""

    act = Act.RETURN
    reason = forms.CharField(label="退回的理由", max_length=300)


class CloseForm(StepForm):
    """关闭工单表."""

    act = Act.CLOSE


STEPS: dict[Act, type[StepForm]] = {
    Act(form.act): form for form in (TakeUpForm, DeclineForm, MendForm, PassForm, ReturnForm, CloseForm)
}
"""工单各环节的表单."""
