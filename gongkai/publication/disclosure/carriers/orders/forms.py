"""印刷品订制表单."""

from __future__ import annotations

from django import forms

from gongkai.law.carriers import PrintedKind
from gongkai.law.print_orders import Accepted, Placed
from gongkai.publication.disclosure.carriers.orders.acts import Wanted
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.traps import new_once_token


class OpenOrderForm(Form):
    """征订."""

    index_number = forms.CharField(label="内容的索引号", max_length=60, help_text="从内容页面上抄下索引号")
    title = forms.CharField(label="名称", max_length=200)
    kind = WordField(PrintedKind, label="类型", empty="请选择")
    asked_until = DateField(label="订数截止", required=False, help_text="各单位在这一天以前报订数；不填为订制时截止")
    on = DateField(label="征订日期")
    once = forms.CharField(required=False, widget=forms.HiddenInput, initial=new_once_token)

    def wanted(self) -> Wanted:
        """要印什么."""
        return Wanted(self.cleaned_data["title"], self.cleaned_data["kind"], self.cleaned_data["asked_until"])


class AskForm(Form):
    """报订数."""

    copies = forms.IntegerField(label="订数", min_value=0, max_value=1000000, help_text="改报的填新的数；不要了填0")
    on = DateField(label="报送日期")


class PlaceForm(Form):
    """订制."""

    kept = forms.IntegerField(
        label="本机关留用", min_value=0, max_value=1000000, help_text="订制数量为各单位订数加上留用"
    )
    printer = forms.CharField(label="承印单位", max_length=100)
    price = forms.DecimalField(
        label="价款（元）", min_value=0, max_digits=12, decimal_places=2, required=False, help_text="没有价款的不填"
    )
    due_on = DateField(label="交货日期")
    on = DateField(label="订制日期")

    def placed(self) -> Placed:
        """订制单."""
        said = self.cleaned_data
        return Placed(said["kept"], said["printer"], said["due_on"], said["price"])


class AcceptForm(Form):
    """验收."""

    count = forms.IntegerField(label="到货数量", min_value=1, max_value=1000000)
    faulty = forms.IntegerField(
        label="其中不合格", min_value=0, max_value=1000000, initial=0, help_text="不入库，仍算欠交"
    )
    wrong = forms.CharField(label="问题", max_length=200, required=False, help_text="有不合格的应当写明")
    on = DateField(label="验收日期")

    def clean(self) -> dict[str, object]:
        """What is faulty is among what came, and somebody says what is wrong."""
        cleaned = super().clean() or {}
        count, faulty = cleaned.get("count") or 0, cleaned.get("faulty") or 0
        if count and faulty > count:
            self.add_error("faulty", "不合格数不能超过到货数量")
        if faulty and not str(cleaned.get("wrong") or "").strip():
            self.add_error("wrong", "有不合格的，应当写明问题")
        return cleaned

    def accepted(self) -> Accepted:
        """验收."""
        said = self.cleaned_data
        return Accepted(said["count"], said["faulty"], said["wrong"])


class CallOffOrderForm(Form):
    """取消."""

    reason = forms.CharField(label="取消的理由", max_length=200)
    on = DateField(label="取消日期")
