"""责任样例: a leading group with its versions, who answers for columns, a drill done, parts given, funds, a change under way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from gongkai.demo.people import official_name
from gongkai.demo.place import Place
from gongkai.demo.settling import Settled
from gongkai.law.authorities import AuthorityKind
from gongkai.law.catalogue import NOTHING
from gongkai.law.grammar.flow import Role, Step
from gongkai.law.people.division import WorkPart
from gongkai.law.people.drills import DrillAct, DrillWay
from gongkai.law.people.funds import BudgetLine, FundUse
from gongkai.law.people.institutional_changes import ChangeKind
from gongkai.law.people.leading_groups import Group, Member, Seat
from gongkai.law.people.lights import Light
from gongkai.law.people.responsibility import Duty
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import holders
from gongkai.oversight.people.changes import acts as changes
from gongkai.oversight.people.changes.acts import Proposed
from gongkai.oversight.people.division import acts as division
from gongkai.oversight.people.drills import acts as drills
from gongkai.oversight.people.drills.models import DeputyDrill
from gongkai.oversight.people.funds import acts as funds
from gongkai.oversight.people.groups import acts as groups
from gongkai.oversight.people.lights import acts as lights
from gongkai.oversight.people.lights.queries import lights_of
from gongkai.oversight.people.responsibility import acts as responsibility
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.catalogue.models import Column

ANSWERED = 8
"""确定第一责任人的栏目: the first so many."""
UNNAMED = 2
"""没有责任人的栏目: the last so many of a place are left to be found; every other has a keeper."""
SPENT = ((FundUse.TRAINING, "3.2"), (FundUse.PRINTING, "1.8"), (FundUse.READING, "2.5"), (FundUse.WEBSITE, "20"))
PARTS = (("proposal", WorkPart.LEAD), ("annual_report", WorkPart.LEAD), ("rectification", WorkPart.LEAD))


def enter(settled: Settled, place: Place, today: date) -> None:
    """责任样例: of one place."""
    government = settled.bodies[""]
    people = {account.person.office: account.official for account in settled.accounts if not account.person.at}
    clerk, deputy = people["disclosure_office"], people["deputy_leadership"]
    _group(government, place, clerk, today)
    _columns(government, clerk, deputy, today)
    _columns_of_units((body for code, body in settled.bodies.items() if code), deputy, today)
    _drill(government, clerk, deputy, today)
    _parts(settled.bodies, clerk, today)
    _funds(government, clerk, today)
    _lights(settled.bodies, clerk, today)
    _change(settled.bodies, clerk, today)


def _group(government: Authority, place: Place, clerk: Official, today: date) -> None:
    """Set up in 2018 and adjusted this year: one of its deputies changed."""
    offices = ("leadership", "unit_head", "unit_deputy", "disclosure_office", "legal")
    names = {office: official_name(place.surname, office) for office in offices}
    for since, second in ((date(2018, 3, 1), "unit_head"), (date(today.year, 1, 2), "unit_deputy")):
        members = (
            Member(Seat.HEAD, names["leadership"], f"{place.short_name}政府主要负责人（示例）"),
            Member(Seat.DEPUTY, names[second], f"{place.short_name}政府分管负责人（示例）"),
            Member(Seat.MEMBER, names["disclosure_office"], f"{place.short_name}政府办公室负责人（示例）"),
            Member(Seat.MEMBER, names["legal"], f"{place.short_name}司法行政部门负责人（示例）"),
        )
        name = f"{place.short_name}政务公开领导小组"
        basis = f"{place.mark}政办发〔{since.year}〕1号（示例）"
        group = Group(name, f"{name}办公室", f"{government.name}办公室", basis, members)
        edition = 0 if since.year == 2018 else 1
        groups.issue(government, group, since, on=today, by=clerk, seen=edition)


def _columns(government: Authority, clerk: Official, deputy: Official, today: date) -> None:
    every = catalogue.columns(government, today)
    rows = [row for row in every if NOTHING not in row.accepts]
    _kept(every, clerk, deputy, today, left={row.pk for row in rows[max(ANSWERED, len(rows) - UNNAMED) :]})
    for number, row in enumerate(rows[:ANSWERED]):
        row.refresh_from_db()
        responsibility.appoint(row, Duty.FIRST, deputy, on=today, by=clerk)
        row.refresh_from_db()
        if number % 2 == 0 and row.deputy_id is None and row.owner_id != deputy.pk:
            responsibility.appoint(row, Duty.DEPUTY, deputy, on=today, by=clerk)


def _kept(
    rows: Iterable[Column], keeper: Official, by: Official, today: date, left: Collection[int] = frozenset()
) -> None:
    for row in rows:
        if row.owner_id is None and row.pk not in left:
            responsibility.appoint(row, Duty.INFORMANT, keeper, on=today, by=by)


def _columns_of_units(units: Iterable[Authority], by: Official, today: date) -> None:
    """Of the units in which somebody publishes."""
    for unit in units:
        if keepers := holders(unit, Role.PUBLISHER, today):
            _kept(catalogue.columns(unit, today), keepers[0], by, today)


def _drill(government: Authority, clerk: Official, deputy: Official, on: date) -> None:
    """Asked of everybody who owes one; the first was done with a sample and went well."""
    drills.ask_all(government, on=on, by=clerk)
    first = DeputyDrill.objects.of(government).filter(deputy=deputy).order_by("pk").first()
    if first is None:
        return
    did = {
        "way": DrillWay.SAMPLE.value,
        "did": "照栏目要求独立完成一条信息的录入、审查和预览（示例）",
        "proof": "样件一",
    }
    drills.act(first, Step(DrillAct.DO.value, on, did), today=on, by=deputy)
    drills.act(first, Step(DrillAct.PASS.value, on, {}), today=on, by=clerk)


def _parts(bodies: Mapping[str, Authority], clerk: Official, today: date) -> None:
    government, units = bodies[""], [each for code, each in bodies.items() if code]
    for kind, part in PARTS:
        division.give(government, kind, government, part, on=today, by=clerk, basis="工作分工（示例）")
        division.give(government, kind, units[0], WorkPart.OPERATE, on=today, by=clerk, basis="工作分工（示例）")
        division.give(government, kind, units[-1], WorkPart.COOPERATE, on=today, by=clerk, basis="工作分工（示例）")


def _funds(government: Authority, clerk: Official, today: date) -> None:
    for year in range(today.year - 2, today.year + 1):
        for use, amount in SPENT:
            line = BudgetLine(year, use, Decimal(amount))
            funds.enter(government, line, f"{year}年部门预算（示例）", on=today, by=clerk)


def _lights(bodies: Mapping[str, Authority], clerk: Official, today: date) -> None:
    """One unit that has nobody yet says why; the others stay red, as a place that has just begun has them."""
    unit = next((each for each in bodies.values() if lights_of(each, today).waiting), None)
    if unit is not None:
        light: Light = lights_of(unit, today).waiting[0].light
        until = today + timedelta(days=45)
        lights.explain(unit, light, "人员调整中，正在按程序任命（示例）", until, on=today, by=clerk)


def _change(bodies: Mapping[str, Authority], clerk: Official, today: date) -> None:
    """Two townships are to become one next month; what must move is listed and nothing has moved yet."""
    townships = [each for each in bodies.values() if each.kind == AuthorityKind.TOWNSHIP]
    if len(townships) < 2:
        return
    heir, unit = townships[:2]
    given = Proposed(ChangeKind.MERGE, "乡镇区划调整的批复（示例）", today + timedelta(days=30), heir)
    changes.begin(bodies[""], unit, given, on=today, today=today, by=clerk)
