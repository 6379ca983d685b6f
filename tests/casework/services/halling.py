"""大厅和办件的样例: a county's hall with a general window, a matter of each of two units, and the people at both ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import count

from django.test import Client, RequestFactory

from gongkai.casework.services.cases import acts as cases
from gongkai.casework.services.cases import queries
from gongkai.casework.services.cases.acts import CaseGiven, CaseReceipted
from gongkai.casework.services.cases.applicants import CaseApplicant
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.casework.services.halls import acts as halls
from gongkai.casework.services.halls.models import HallUnit, HallWindow, HallZone, ServiceHall
from gongkai.casework.services.items import acts as items
from gongkai.casework.services.items.models import ServiceItem
from gongkai.law.authorities import AuthorityKind
from gongkai.law.case_flow import Act
from gongkai.law.case_kinds import CaseChannel, CaseParty
from gongkai.law.cases import Standing
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.halls import HallKind, OpenPeriod, WindowDuty, WindowKind, WindowShift, ZoneKind
from gongkai.law.service_materials import read_material
from gongkai.office.authorities.models import Authority, Official
from tests.cast import PASSWORD, Cast, authority, official
from tests.law.services import PLAIN

OPENED = date(2025, 3, 3)
ON = date(2025, 9, 18)
EVERY_DAY = frozenset(range(1, 8))
CHEN = CaseApplicant("陈样例", "110101190001010014", "13900000000", "示例县样本路1号")
PAPERS = ("食品经营许可申请书", "身份证")
_TOKENS = count()


@dataclass(frozen=True)
class Hall:
    """大厅: what a test needs of it."""

    people: Cast
    hall: ServiceHall
    zone: HallZone
    window: HallWindow
    food: ServiceItem
    sign: ServiceItem
    other: Authority


def who(username: str) -> Official:
    return Official.objects.get(username=username)


def hall(people: Cast) -> Hall:
    """吴窗口 takes in, 郝大厅 leads, 纪监察 monitors; 王 examines and 李 decides at the bureau, 牛 and 马 at the other."""
    county = people.county
    official("wu", "吴窗口", county, "window")
    official("hao", "郝大厅", county, "hall")
    official("ji", "纪监察", county, "case_monitor")
    other = authority("shili-chengguan", "示例县城市管理局", AuthorityKind.DEPARTMENT, parent=county)
    official("niu", "牛审查", other, "handling_unit")
    official("ma", "马决定", other, "unit_head")
    food = listed(people.bureau, "SP001", by=("wang", "li"))
    sign = listed(other, "CG002", ("牌匾设置备案", 3, 7, ("身份证", "效果图")), by=("niu", "ma"))
    hao = who("hao")
    made = halls.add(
        ServiceHall(
            authority=county,
            name="示例县政务服务大厅",
            kind=HallKind.MAIN.value,
            place="样本路8号",
            area=Decimal(4000),
            hours="工作日9:00至17:00",
            opened_on=OPENED,
        ),
        on=OPENED,
        by=hao,
    )
    zone = HallZone(
        authority=county, hall=made, name="市场准入综合功能区", kind=ZoneKind.FUNCTION.value, opened_on=OPENED
    )
    halls.add(zone, on=OPENED, by=hao)
    window = opened(zone, "01")
    for unit in (people.bureau, other):
        halls.add(HallUnit(authority=county, hall=made, unit=unit, opened_on=OPENED), on=OPENED, by=hao)
    halls.assign(window, [food, sign], on=OPENED, by=hao)
    shift = WindowShift(window.pk, OpenPeriod(OPENED), EVERY_DAY)
    halls.post(window, who("wu"), people.bureau, WindowDuty.CLERK, shift, on=OPENED, by=hao)
    return Hall(people, made, zone, window, food, sign, other)


def opened(zone: HallZone, number: str, kind: WindowKind = WindowKind.GENERAL) -> HallWindow:
    row = HallWindow(
        authority=zone.authority, zone=zone, number=number, name=kind.label, kind=kind.value, opened_on=OPENED
    )
    return halls.add(row, on=OPENED, by=who("hao"))


def listed(
    unit: Authority,
    code: str,
    told: tuple[str, int, int, tuple[str, ...]] = (PLAIN.name, PLAIN.promised_days, 20, PAPERS),
    *,
    by: tuple[str, str],
) -> ServiceItem:
    name, promised, statutory, papers = told
    content = replace(
        PLAIN,
        name=name,
        promised_days=promised,
        statutory_days=statutory,
        materials=tuple(read_material(each) for each in papers),
    )
    item = items.list_item(unit, code, content, "列入清单", on=OPENED, today=OPENED, by=who(by[0]))
    items.act(item, Step("sign", OPENED, {"from": OPENED.isoformat()}), today=OPENED, by=who(by[1]))
    return item


def took(
    made: Hall,
    *codes: str,
    handed: tuple[str, ...] | None = None,
    on: date = ON,
    applicant: CaseApplicant = CHEN,
    channel: CaseChannel = CaseChannel.WINDOW,
    by: str = "wu",
) -> CaseReceipted:
    keys = {"SP001": made.food.pk, "CG002": made.sign.pk}
    versions = queries.versions(made.people.county, [keys[code] for code in codes or ("SP001",)], on)
    parts = [queries.part_of(version) for version in versions]
    known = tuple(each.name for part in parts for each in part.materials)
    given = CaseGiven(
        parts,
        applicant,
        CaseParty.PERSON,
        channel,
        tuple(dict.fromkeys(known)) if handed is None else handed,
        made.window if channel is CaseChannel.WINDOW else None,
    )
    token = f"{next(_TOKENS):032x}"
    return cases.receive(made.people.county, given, on=on, today=on, once=token, by=who(by))


def take(case: ServiceCase, act: Act, by: str, on: date = ON, **details: JSON) -> Standing:
    return cases.act(case, Step(act.value, on, details), today=on, by=who(by))


def to_units(case: ServiceCase, on: date = ON) -> Standing:
    take(case, Act.ACCEPT, "wu", on)
    return take(case, Act.DISPATCH, "hao", on)


def decided(
    case: ServiceCase, code: str = "SP001", on: date = ON, by: tuple[str, str] = ("wang", "li"), result: str = "granted"
) -> Standing:
    points: list[JSON] = [result == "granted"] * len(PLAIN.review_points)
    take(case, Act.EXAMINE, by[0], on, part=code, opinion=result, points=points, note="样例")
    return take(case, Act.APPROVE, by[1], on, part=code, result=result, reason="样例")


def delivered(case: ServiceCase, on: date = ON) -> Standing:
    take(case, Act.ISSUE, "wu", on)
    return take(case, Act.HAND_OVER, "wu", on, way="collect", to="陈样例")


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client
