"""示例政务服务: what the reports print of items, halls and packages follows from the invented registers, and moves with them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongkai.casework.services.halls import queries as halls
from gongkai.casework.services.halls.models import ServiceHall
from gongkai.casework.services.items import acts as items
from gongkai.casework.services.items import queries
from gongkai.casework.services.items.models import ServiceItem
from gongkai.casework.services.packages import queries as packages
from gongkai.demo import halling, serving
from gongkai.demo.places.linxia import LINXIA
from gongkai.demo.places.minhe import MINHE
from gongkai.demo.settling import Settled, settle
from gongkai.law.grammar.flow import Step
from gongkai.law.halls import ZoneKind
from gongkai.law.service_figures import ItemFigure, ItemFigures, ItemRate, item_figures
from gongkai.law.service_versions import Act
from gongkai.office.authorities.models import Authority
from gongkai.web import clock
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2021, 1, 4)


def settled(place: object) -> Settled:
    assert place in (LINXIA, MINHE)
    return settle(LINXIA if place is LINXIA else MINHE, PASSWORD, clock.today(), lambda what: None)


def figures(authority: Authority, on: date) -> ItemFigures:
    return item_figures(queries.facts(authority, on))


def test_minhe_2020_has_eight_themes_and_39_packages_whose_days_follow_from_their_items() -> None:
    there = settled(MINHE)
    serving.enter(there, MINHE)
    government = there.bodies[""]
    told = packages.summary(government, NEW_YEAR)
    assert (told.themes, len(told.rows), told.before, told.after) == (8, 39, "26.5", "11.5")
    longest = max((row for row in told.rows if row.days), key=lambda row: row.days.after if row.days else 0)
    code = longest.content.items[0]
    item = ServiceItem.objects.of(government).get(code=code)
    version = queries.version_on(item, NEW_YEAR)
    assert version is not None
    signers = {account.person.office: account.official for account in there.accounts}
    slower = {**version.value.told(), "promised_days": version.value.promised_days + 39, "statutory_days": 200}
    change = Step(Act.CHANGE.value, NEW_YEAR, {"content": slower, "reason": "示例改动"})
    items.act(item, change, today=NEW_YEAR, by=signers["disclosure_office"])
    sign = Step(Act.SIGN_CHANGE.value, NEW_YEAR, {"from": NEW_YEAR.isoformat()})
    items.act(item, sign, today=NEW_YEAR, by=signers["deputy_leadership"])
    moved = packages.summary(government, NEW_YEAR)
    assert Decimal(moved.after) == Decimal("12.5")
    assert Decimal(moved.before) > Decimal(told.before)
    assert packages.summary(government, date(2020, 12, 31)).after == "11.5"


def test_linxia_2018_has_its_rates_from_items_and_its_hall_of_37_general_windows() -> None:
    there = settled(LINXIA)
    serving.enter(there, LINXIA)
    on = date(2018, 12, 31)
    state, county = figures(there.bodies["zhengwu"], on), figures(there.bodies["shixian"], on)
    assert (state.count(ItemFigure.IN_HALL), county.count(ItemFigure.IN_HALL)) == (654, 4962)
    assert state.rate(ItemRate.IN_HALL) == Decimal("93.97")
    assert county.rate(ItemRate.IN_HALL) == Decimal("79.40")
    assert state.rate(ItemRate.ONLINE) == Decimal("100.00")
    assert figures(there.bodies[""], on).rate(ItemRate.ONE_WINDOW) == 0, "no window is registered yet"
    halling.enter(there, LINXIA, clock.today())
    assert figures(there.bodies[""], on).rate(ItemRate.ONE_WINDOW) == Decimal("55.49")
    assert figures(there.bodies["zhengwu"], on).count(ItemFigure.ONE_WINDOW) == 386
    hall = ServiceHall.objects.of(there.bodies["zhengwu"]).get(kind="main")
    shown = halls.shown(hall, on)
    assert (shown.general, shown.professional) == (37, 2)
    assert sum(each.zone.kind == ZoneKind.FUNCTION for each in shown.zones) == 7 and "示例" in hall.name
