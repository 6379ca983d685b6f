"""A few pages of our own behind the real doors, so that shells and components can be tried without a room."""

from __future__ import annotations

from datetime import date
from itertools import count

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from gongkai import urls
from gongkai.law.annual_report import edition
from gongkai.law.applications import REPLY, ApplicantKind
from gongkai.law.clock import Span, run
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import Objection, Unlawful
from gongkai.law.grammar.layout import grid
from gongkai.law.grammar.sheets import Origin, Sheet
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.tables import Table
from gongkai.web.doors import public
from gongkai.web.forms import DateField, Form, WordField
from gongkai.web.limits import limited
from gongkai.web.traps import PublicForm
from gongkai.web.uploads import UploadField

EXTENDED_ONCE = Unlawful("答复期限只能延长一次", regulation(33, 2, gist="延长不超过20个工作日"), field="reason")


class ShowForm(PublicForm):
    name = forms.CharField(label="姓名", max_length=5)
    applicant = WordField(ApplicantKind, label="申请人类型", widget=forms.RadioSelect)
    on = DateField(label="收到日期", help_text="如2025-09-18")
    email = forms.EmailField(label="电子邮箱", required=False)
    description = forms.CharField(label="所需政府信息的内容描述", widget=forms.Textarea, help_text="一份申请只写一项")
    carrier = forms.ChoiceField(label="提供形式", choices=[("", "请选择"), ("paper", "纸质"), ("file", "电子文档")])
    checked = forms.BooleanField(label="我已核对以上内容")
    attachment = UploadField(label="附件", required=False)


class ExtendForm(Form):
    reason = forms.CharField(label="延长理由", max_length=50)
    days = forms.IntegerField(label="延长的工作日数", min_value=1, max_value=20)


def filled(table: Table) -> Sheet:
    """The table with a number in every cell."""
    return Sheet.of(table, dict(zip(table.cells, count(), strict=False)), Origin.COUNTED)


def shown() -> dict[str, object]:
    """Every component with something in it."""
    calendar, on = national(), date(2025, 10, 13)
    waiting = Span(date(2025, 9, 22), date(2025, 9, 26), "征求第三方意见", regulation(33, 3))
    clock = run(calendar, term=REPLY, starts_on=date(2025, 9, 18), begun_by="收到申请", spans=(waiting,))
    tables = edition(2023).tables
    return {
        "clock": clock,
        "on": on,
        "remaining": clock.remaining(on, calendar),
        "late": date(2025, 11, 13),
        "overdue": clock.remaining(date(2025, 11, 13), calendar),
        "refused": [
            ("延长", Objection("答复期限只能延长一次", regulation(33, 2))),
            ("告知补正", Objection("已告知过补正")),
        ],
        "sheets": [(tables[key].title, grid(tables[key], filled(tables[key]))) for key in ("applications", "remedies")],
        "origins": {("new", "person"): Origin.COUNTED, ("new", "business"): Origin.TYPED},
        "events": [
            {"on": on, "title": "收到申请", "by": "王小样", "text": "网上提交，当日确认"},
            {"on": on, "title": "告知补正", "amended": True},
        ],
    }


@public
def portal_show(request: HttpRequest) -> HttpResponse:
    form = ShowForm(request.POST or None, request.FILES or None)
    return render(request, "show/portal.html", {"form": form, **shown()})


def desk_show(request: HttpRequest) -> HttpResponse:
    messages.success(request, "已登记。")
    return render(request, "show/desk.html", {"form": ExtendForm(), **shown()})


def extend(request: HttpRequest) -> HttpResponse:
    form = ExtendForm(request.POST or None)
    if form.is_valid():
        raise EXTENDED_ONCE
    return render(request, "show/extend.html", {"form": form})


def withdraw(request: HttpRequest) -> HttpResponse:
    raise Unlawful("案卷已办结", regulation(45))


@public
@limited("show", limit=2, per_seconds=600)
def twice(request: HttpRequest) -> HttpResponse:
    return redirect("portal:home")


@public
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the inside")


urlpatterns = [
    path("desk/show/", desk_show, name="desk_show"),
    path("desk/show/extend/", extend),
    path("desk/show/withdraw/", withdraw),
    path("view/show/", portal_show, name="portal_show"),
    path("view/twice/", twice),
    path("view/broken/", broken),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
