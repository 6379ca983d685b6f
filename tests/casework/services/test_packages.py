"""一件事套餐的页面: a citizen answers without a script and gets a list; who changes an item changes the days."""

from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client

from gongkai.casework.services.items import queries as items
from gongkai.casework.services.items.models import ServiceItem
from gongkai.casework.services.packages import queries
from gongkai.casework.services.packages.models import ServicePackage
from gongkai.law.service_packages import Days
from gongkai.papers.docx import read_docx
from gongkai.web import clock
from tests.casework.services.conftest import ON, OUTLINE, changed, logged_in
from tests.casework.services.test_items import page, sent
from tests.cast import Cast
from tests.law.services import item

LATER = ON + timedelta(days=10)


def test_answers_lead_to_the_list_of_one_s_own(people: Cast, restaurant: ServicePackage) -> None:
    base = f"/{people.bureau.code}/yjs/{restaurant.dossier_id}/"
    assert "在哪里开？" in page(Client(), base)
    street = page(Client(), f"{base}?a=0")
    assert "消防检查" in street and "依次办要35个工作日，合成一件办承诺9个工作日" in street
    assert street.count(">场地证明</th>") == 1, "asked for once, though two items need it"
    assert "少交2份次材料" in street
    mall = page(Client(), f"{base}?a=1")
    assert "消防检查" not in mall and ">场地证明</th>" not in mall
    assert "还缺1样" in page(Client(), f"{base}?a=1&asked=1&m=0")
    stamp = items.versions_of(ServiceItem.objects.of(people.bureau).get(code="SP001"))[0].stamp
    printed = str(read_docx(Client().get(f"{base}list.docx?a=1&m=0").content))
    assert str(stamp) in printed and "已经带来" in printed
    for wrong in ("?a=7", "?a=x", "?a=0.0", f"?a={'0.' * 30}0"):
        page(Client(), base + wrong, 404)


def test_who_changes_an_item_changes_the_days_of_its_package(people: Cast, restaurant: ServicePackage) -> None:
    before = queries.reckoned(people.bureau, LATER - timedelta(days=1))[0].days
    food = ServiceItem.objects.of(people.bureau).get(code="SP001")
    changed(people, food, item(promised_days=2), LATER)
    after = queries.reckoned(people.bureau, LATER)[0].days
    assert (before, after) == (Days(35, 9), Days(35, 4))
    assert queries.reckoned(people.bureau, LATER - timedelta(days=1))[0].days == before, "what was stays"
    assert f">{4}</td>" in page(Client(), f"/{people.bureau.code}/yjs/")


def test_a_package_is_written_as_an_outline_and_signed_by_another(people: Cast, food: ServiceItem) -> None:
    wang, li = logged_in("wang"), logged_in("li")
    told = {
        "code": "YJS02",
        "name": "我要开店",
        "theme": "企业开办",
        "stages": "SP001、XF002",
        "situations": OUTLINE,
        "reason": "一件事",
    }
    wrong = wang.post("/desk/services/packages/new/", {**told, "on": f"{clock.today()}", "stages": "SP001、A1"})
    assert "情形里的事项XF002不在步骤里" in wrong.content.decode()
    sent(wang, "/desk/services/packages/new/", **told)
    row = ServicePackage.objects.of(people.bureau).get()
    sent(li, f"/desk/services/packages/{row.dossier_id}/sign/", start=f"{clock.today()}")
    shown = page(wang, f"/desk/services/packages/{row.dossier_id}/")
    assert "XF002" in shown and "没有现行版本" in shown
    assert re.search(r"我要开店.*—", page(wang, "/desk/services/packages/"), re.DOTALL)
