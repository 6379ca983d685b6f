"""大厅和办件样例: the prefecture's hall of 2018 as its report counts zones and windows, and a small one alive today.

The report prints seven zones, two professional and thirty-seven general windows and where people used to go; names of zones,
staff and cases are examples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongkai.casework.services.cases import acts as cases
from gongkai.casework.services.cases import queries
from gongkai.casework.services.cases.acts import CaseGiven
from gongkai.casework.services.cases.applicants import CaseApplicant
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.casework.services.halls import acts as halls
from gongkai.casework.services.halls.models import (
    HallFacility,
    HallUnit,
    HallWindow,
    HallZone,
    MergedWindow,
    ServiceHall,
)
from gongkai.casework.services.items.models import ServiceItem
from gongkai.demo.lively import Days
from gongkai.demo.people import identity_number, person_name
from gongkai.demo.place import Place
from gongkai.demo.serving import COUNTY_ONE_WINDOW, STATE_ONE_WINDOW
from gongkai.demo.settling import Account, Settled
from gongkai.law.case_flow import Act
from gongkai.law.case_kinds import CaseChannel, CaseParty
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.halls import FacilityKind, HallKind, OpenPeriod, WindowDuty, WindowKind, WindowShift, ZoneKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of

WORKWEEK = frozenset(range(1, 6))
COUNTIES = 8
"""县市数."""
ZONES_2018 = ("投资项目审批", "市场准入", "社会民生", "人社医保", "公安政务", "交通运输", "不动产和公积金")
WINDOWS_2018 = (6, 6, 5, 5, 5, 5, 5)
MERGED_2018 = (("人社分中心", 3), ("工商分中心", 1), ("运政分中心", 5), ("公安分中心", 4), ("公积金服务厅", 6))
"""并入的旧大厅: four branches and the hall of the housing fund, each with the zone that takes it now."""


@dataclass(frozen=True)
class Staff:
    """大厅的人: who leads it, who sits at the window, and who examines and decides at the unit."""

    leader: Official
    clerk: Official
    examiner: Official
    approver: Official
    unit: Authority


def enter(settled: Settled, place: Place, today: date) -> None:
    """登记: of the places that have somebody at a window."""
    people = {account.person.username: account for account in settled.accounts}
    if place.code == "linxia":
        at = settled.bodies["zhengwu"]
        staff = _staff(people, ("hall", "window", "examiner", "approver"), at)
        _of_2018(at, staff)
        _of_counties(settled.bodies["shixian"], staff)
    if place.lively:
        at = settled.bodies[""]
        staff = _staff(people, ("hall", "window", "informant", "vice"), settled.bodies[place.lively[-1]])
        _alive(at, staff, Days(calendar_of(at), today), today)


def _staff(people: Mapping[str, Account], names: Sequence[str], unit: Authority) -> Staff:
    leader, clerk, examiner, approver = (people[name].official for name in names)
    return Staff(leader, clerk, examiner, approver, unit)


# --- 大厅 -------------------------------------------------------------------------------------------------------------


def _hall(own: Authority, name: str, area: int, on: date, by: Official) -> ServiceHall:
    row = ServiceHall(
        authority=own,
        name=name,
        kind=HallKind.MAIN.value,
        place="示例路100号",
        area=Decimal(area),
        hours="工作日9:00—12:00，14:30—18:00",
        phone="0900-0000100",
        opened_on=on,
    )
    return halls.add(row, on=on, by=by)


def _zone(
    hall: ServiceHall, name: str, order: int, on: date, by: Official, kind: ZoneKind = ZoneKind.FUNCTION
) -> HallZone:
    row = HallZone(authority=hall.authority, hall=hall, name=name, kind=kind.value, order=order, opened_on=on)
    return halls.add(row, on=on, by=by)


def _window(zone: HallZone, number: int, on: date, by: Official, kind: WindowKind = WindowKind.GENERAL) -> HallWindow:
    row = HallWindow(
        authority=zone.authority, zone=zone, number=f"{number:02}", name=kind.label, kind=kind.value, opened_on=on
    )
    return halls.add(row, on=on, by=by)


def _facilities(hall: ServiceHall, zone: HallZone, on: date, by: Official) -> None:
    told = ((FacilityKind.QUERY, 2), (FacilityKind.TERMINAL, 4), (FacilityKind.BANK, 1), (FacilityKind.COPY, 2))
    for kind, many in (*told, (FacilityKind.COURIER, 1), (FacilityKind.WATER, 3), (FacilityKind.CHAIRS, 60)):
        row = HallFacility(authority=hall.authority, hall=hall, zone=zone, kind=kind.value, many=many, opened_on=on)
        halls.add(row, on=on, by=by)


def _of_2018(own: Authority, staff: Staff) -> None:
    """临夏州2018年: 7 zones, 37 general and 2 professional windows; the items of one window go to general ones, in turn."""
    on, by = date(2018, 7, 2), staff.leader
    hall = _hall(own, "临夏州政务服务大厅（示例）", 4000, on, by)
    zones = [_zone(hall, f"{name}综合功能区", n, on, by) for n, name in enumerate(ZONES_2018)]
    service = _zone(hall, "自助服务、银行缴费、等候、邮寄", 90, on, by, ZoneKind.SERVICE)
    spread = [zone for zone, many in zip(zones, WINDOWS_2018, strict=True) for _ in range(many)]
    general = [_window(zone, n, on, by) for n, zone in enumerate(spread, start=1)]
    special = [_window(zones[n], 38 + n, on, by, WindowKind.PROFESSIONAL) for n in range(2)]
    _facilities(hall, service, on, by)
    halls.add(HallUnit(authority=own, hall=hall, unit=own, opened_on=on), on=on, by=by)
    for was, zone in MERGED_2018:
        merged = MergedWindow(authority=own, zone=zones[zone], was=was, many=3, merged_on=on)
        halls.add(merged, on=on, by=by)
    chosen, rest = _by_window(own, STATE_ONE_WINDOW)
    for windows, own_items in ((general, chosen), (special, rest)):
        for n, window in enumerate(windows):
            halls.assign(window, own_items[n :: len(windows)], on=on, by=by)
    _seat(general[0], own, staff, on)
    days = Days(calendar_of(own), date(2018, 9, 28))
    _take_in(own, general[0], staff, days, PAST, date(2018, 9, 28), chosen)


def _of_counties(own: Authority, staff: Staff) -> None:
    """八县市合计: one invented hall for all of them, whose general windows take what the report's share asks for."""
    on, by = date(2018, 7, 2), staff.leader
    hall = _hall(own, "八县市政务服务大厅（合计，示例）", 9000, on, by)
    zone = _zone(hall, "综合受理区", 1, on, by)
    halls.add(HallUnit(authority=own, hall=hall, unit=own, opened_on=on), on=on, by=by)
    general = [_window(zone, n, on, by) for n in range(1, COUNTIES + 1)]
    special = _window(zone, COUNTIES + 1, on, by, WindowKind.PROFESSIONAL)
    chosen, rest = _by_window(own, COUNTY_ONE_WINDOW)
    for n, window in enumerate(general):
        halls.assign(window, chosen[n::COUNTIES], on=on, by=by)
    halls.assign(special, rest, on=on, by=by)


def _by_window(own: Authority, many: int) -> tuple[list[ServiceItem], list[ServiceItem]]:
    """So many at general windows, and the rest of those in the hall."""
    rows = list(ServiceItem.objects.of(own).filter(versions__in_hall=True).distinct().order_by("code"))
    return rows[:many], rows[many:]


def _alive(own: Authority, staff: Staff, days: Days, today: date) -> None:
    """今天的大厅: three zones, four windows, and cases in every state."""
    on, by = days.ago(120), staff.leader
    hall = _hall(own, f"{own.short_name}政务服务大厅（示例）", 1200, on, by)
    zones = [_zone(hall, f"{name}综合功能区", n, on, by) for n, name in enumerate(ZONES_2018[1:3])]
    service = _zone(hall, "自助和等候", 90, on, by, ZoneKind.SERVICE)
    windows = [_window(zones[n // 2], n + 1, on, by) for n in range(3)]
    special = _window(zones[1], 4, on, by, WindowKind.PROFESSIONAL)
    _facilities(hall, service, on, by)
    for unit in (own, staff.unit):
        halls.add(HallUnit(authority=own, hall=hall, unit=unit, opened_on=on), on=on, by=by)
    items = list(ServiceItem.objects.of(own).order_by("code"))
    for window in windows:
        halls.assign(window, items[:-2], on=on, by=by)
    halls.assign(special, items[-2:], on=on, by=by)
    _seat(windows[0], own, staff, on)
    _take_in(own, windows[0], staff, days, ALIVE, today, items[:-2])


def _seat(window: HallWindow, unit: Authority, staff: Staff, on: date) -> None:
    shift = WindowShift(window.pk, OpenPeriod(on), WORKWEEK)
    halls.post(window, staff.clerk, unit, WindowDuty.CLERK, shift, on=on, by=staff.leader)


# --- 办件 -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CaseDid:
    """一步: an act so many working days ago, by whom of the staff."""

    act: Act
    ago: int
    by: str
    details: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True)
class CaseCame:
    """一件办件: how it came, how many working days ago, how many matters, and what was done since."""

    ago: int
    done: tuple[CaseDid, ...] = ()
    matters: int = 1
    channel: CaseChannel = CaseChannel.WINDOW
    short: bool = False


def _accepted(ago: int) -> tuple[CaseDid, ...]:
    return CaseDid(Act.ACCEPT, ago, "clerk"), CaseDid(Act.DISPATCH, ago, "leader")


def _decided(came: int, ago: int, result: str = "granted") -> tuple[CaseDid, ...]:
    said: dict[str, JSON] = {"opinion": result, "note": "（示例）"}
    return (
        *_accepted(came),
        CaseDid(Act.EXAMINE, ago, "examiner", said),
        CaseDid(Act.APPROVE, ago, "approver", {"result": result, "reason": "（示例）"}),
    )


def _collected(came: int, ago: int, handed: int, result: str = "granted") -> tuple[CaseDid, ...]:
    return (
        *_decided(came, ago, result),
        CaseDid(Act.ISSUE, ago, "clerk"),
        CaseDid(Act.HAND_OVER, handed, "clerk", {"way": "collect", "to": "（示例）本人"}),
    )


def _stars(stars: str, ago: int) -> CaseDid:
    return CaseDid(Act.RATE, ago, "", {"stars": stars})


SENT: tuple[CaseDid, ...] = (
    CaseDid(Act.ISSUE, 12, "clerk"),
    CaseDid(Act.SEND, 12, "clerk", {"courier": "示例0001", "company": "示例快递"}),
)
CALLED: Mapping[str, JSON] = {"finding": "true", "facts": "电话联系（示例），反映等候太久", "days": 5}
PAST = (
    *(
        CaseCame(ago, (*_collected(ago, ago - 4, ago - 5), _stars(stars, ago - 6)))
        for ago, stars in ((30, "5"), (26, "4"), (22, "5"))
    ),
    CaseCame(28, _collected(28, 12, 11)),
    CaseCame(20, _collected(20, 16, 15, "denied")),
)
ALIVE = (
    CaseCame(24, (*_collected(24, 22, 21), _stars("5", 18))),
    CaseCame(22, (*_collected(22, 20, 19), _stars("4", 17))),
    CaseCame(
        18,
        (
            *_collected(18, 17, 16),
            _stars("2", 12),
            CaseDid(Act.CALL_BACK, 11, "leader", CALLED),
            CaseDid(Act.RECTIFY, 8, "leader", {"measure": "增开一个窗口，已电话告知（示例）"}),
        ),
    ),
    CaseCame(6, (*_collected(6, 5, 4), _stars("1", 1))),
    CaseCame(16, (*_decided(16, 14), *SENT)),
    CaseCame(9, _decided(9, 7)),
    CaseCame(8, _accepted(8), matters=2),
    CaseCame(25, _accepted(25)),
    CaseCame(5, (CaseDid(Act.ACCEPT, 4, "clerk"),)),
    CaseCame(3, (CaseDid(Act.NOTIFY, 2, "clerk"),), short=True),
    CaseCame(2, channel=CaseChannel.POST),
    CaseCame(10, (CaseDid(Act.NOT_ACCEPT, 8, "clerk", {"reason": "不属于本大厅职责（示例）"}),)),
    CaseCame(1, short=True),
    CaseCame(0),
)


def _take_in(
    own: Authority,
    window: HallWindow,
    staff: Staff,
    days: Days,
    came: Sequence[CaseCame],
    today: date,
    items: Sequence[ServiceItem],
) -> None:
    for number, each in enumerate(came):
        on = days.ago(each.ago)
        chosen = [item.pk for item in items[number % len(items) :][: each.matters]]
        case = _received(own, window, staff, each, chosen, on, today, number)
        for did in each.done:
            for step in _steps(case, did, staff, days.ago(did.ago)):
                cases.act(case, step, today=today, by=getattr(staff, did.by) if did.by else None)


def _received(
    own: Authority,
    window: HallWindow,
    staff: Staff,
    each: CaseCame,
    chosen: list[int],
    on: date,
    today: date,
    number: int,
) -> ServiceCase:
    parts = [queries.part_of(version) for version in queries.versions(own, chosen, on)]
    known = list(dict.fromkeys(material.name for part in parts for material in part.materials))
    name, identity = person_name(700 + number), identity_number(700 + number)
    applicant = CaseApplicant(name, identity, f"0900-{1_000_700 + number}", "示例市样本路1号")
    at = window if each.channel is CaseChannel.WINDOW else None
    handed = known[1:] if each.short else known
    given = CaseGiven(parts, applicant, CaseParty.PERSON, each.channel, handed, at)
    once = f"demo case {own.code} {number}"
    return cases.receive(own, given, on=on, today=today, once=once, by=staff.clerk).case


def _steps(case: ServiceCase, did: CaseDid, staff: Staff, on: date) -> Iterator[Step]:
    """One step, or one for each matter where the act names one."""
    parts = queries.standing(case).parts
    if did.act is Act.DISPATCH:
        units: dict[str, JSON] = {part.item: staff.unit.code for part in parts}
        yield Step(did.act.value, on, {"units": units})
    elif did.act in (Act.EXAMINE, Act.APPROVE):
        for part in parts:
            granted = did.details.get("opinion") == "granted"
            points: list[JSON] = [granted for _ in part.points]
            yield Step(did.act.value, on, {**did.details, "part": part.item, "points": points})
    else:
        yield Step(did.act.value, on, did.details)
