"""政务服务的夹具: items of the bureau of 王 and 李, proposed by the one and signed by the other."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client, RequestFactory

from gongkai.casework.services.items import acts
from gongkai.casework.services.items.models import ServiceItem
from gongkai.casework.services.packages import acts as package_acts
from gongkai.casework.services.packages.models import ServicePackage
from gongkai.law.grammar.flow import Step
from gongkai.law.service_items import ItemContent
from gongkai.law.service_materials import read_material
from gongkai.law.service_packages import PackageContent, read_stages
from gongkai.law.service_versions import Act
from gongkai.law.situations import read_outline
from tests.cast import PASSWORD, Cast
from tests.law.services import PLAIN, item

ON = date(2025, 3, 3)
OUTLINE = """
问：在哪里开？
- 沿街门面
  事项：XF002
- 商场里
  免交：场地证明
"""


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def put_in_force(people: Cast, code: str, content: ItemContent, on: date = ON) -> ServiceItem:
    """An item in force from the day it is signed."""
    made = acts.list_item(people.bureau, code, content, "列入清单", on=on, today=on, by=people.wang)
    acts.act(made, Step(Act.SIGN, on, {"from": on.isoformat()}), today=on, by=people.li)
    return made


def changed(people: Cast, row: ServiceItem, content: ItemContent, on: date, reason: str = "压缩时限") -> None:
    """A change proposed by the one and signed by the other, in force that day."""
    acts.act(row, Step(Act.CHANGE, on, {"content": content.told(), "reason": reason}), today=on, by=people.wang)
    acts.act(row, Step(Act.SIGN_CHANGE, on, {"from": on.isoformat()}), today=on, by=people.li)


@pytest.fixture
def food(people: Cast) -> ServiceItem:
    """食品经营许可: 20 days by law, 8 as promised."""
    return put_in_force(people, "SP001", PLAIN)


@pytest.fixture
def restaurant(people: Cast, food: ServiceItem) -> ServicePackage:
    """我要开餐馆: the licence, beside it the fire check where it is needed, then the sign."""
    papers = (read_material("身份证；复印件2份"), read_material("场地证明"))
    fire = item(name="消防检查", promised_days=3, statutory_days=10, materials=papers)
    sign = item(name="招牌设置", promised_days=1, statutory_days=5, materials=papers[1:])
    put_in_force(people, "XF002", fire)
    put_in_force(people, "ZP003", sign)
    content = PackageContent("我要开餐馆", "企业开办", read_stages("SP001、XF002\nZP003"), read_outline(OUTLINE))
    made = package_acts.list_package(people.bureau, "YJS01", content, "一件事", on=ON, today=ON, by=people.wang)
    package_acts.act(made, Step(Act.SIGN, ON, {"from": ON.isoformat()}), today=ON, by=people.li)
    return made
