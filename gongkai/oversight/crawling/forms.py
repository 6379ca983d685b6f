"""站群巡检的表单."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from gongkai.law.supervision.patrols import LEAST_DELAY, MOST_DELAY, MOST_EVERY, MOST_PAGES, WatchFacts
from gongkai.office.authorities.models import Authority
from gongkai.office.sites.models import Site
from gongkai.web.forms import Form


class WatchForm(Form):
    """列入巡检表."""

    unit = forms.ChoiceField(label="主办单位")
    name = forms.CharField(label="网站名称", max_length=60)
    start = forms.CharField(label="起始网址", max_length=300, help_text="首页的完整网址，如https://www.example.gov.cn/")
    pages = forms.IntegerField(label="最多网页数", min_value=1, max_value=MOST_PAGES)
    delay = forms.IntegerField(
        label="两次访问之间（毫秒）",
        min_value=LEAST_DELAY,
        max_value=MOST_DELAY,
        help_text="对方网站慢的会自动放慢，robots.txt要求更慢的照办",
    )
    every = forms.IntegerField(label="每隔几天巡检", min_value=0, max_value=MOST_EVERY, help_text="填0的只在点击时巡检")
    outside = forms.BooleanField(label="检查站外链接", required=False)

    def __init__(self, data: Any = None, *, units: list[Authority], **kwargs: Any) -> None:
        """Offer the units within reach."""
        super().__init__(data, **kwargs)
        cast(forms.ChoiceField, self.fields["unit"]).choices = [(each.code, each.name) for each in units]

    @staticmethod
    def first(site: Site | None) -> dict[str, object]:
        """初值: of a registered site."""
        usual: dict[str, object] = {"pages": 20_000, "delay": 500, "every": 7, "outside": True}
        if site is None:
            return usual
        return usual | {"unit": site.authority.code, "name": site.card.name, "start": site.card.address}

    def facts(self) -> WatchFacts:
        """巡检网站要素."""
        said = self.cleaned_data
        return WatchFacts(
            *(said["name"], said["start"], said["pages"], said["delay"], said["every"]), outside=said["outside"]
        )
