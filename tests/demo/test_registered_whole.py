"""登记簿的补齐: after the whole replay the registers count what the reports print, and where they do not, both are seen."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from gongkai.demo import published, registering
from gongkai.demo.place import Place
from gongkai.demo.places.linxia import LINXIA
from gongkai.demo.places.linze import LINZE
from gongkai.demo.places.minhe import MINHE
from gongkai.demo.places.pingchuan import PINGCHUAN
from gongkai.demo.publications.replaying import clerk
from gongkai.demo.publications.writing import Part
from gongkai.demo.registered.pingchuan import KEY_AREAS
from gongkai.demo.registered.plan import Lot
from gongkai.demo.settling import Settled, settle
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers import KINDS
from gongkai.law.registers.chains import TRADE
from gongkai.law.registers.communal import AID_PAPER
from gongkai.law.registers.decisions import COERCION, PENALTY, PERMIT
from gongkai.law.registers.livelihood import LEVELS, POVERTY_NOTICE, POVERTY_RESULT
from gongkai.law.registers.money import BUDGET, FINAL_ACCOUNT
from gongkai.law.registers.powers import FEE, POWER, PUBLIC_SERVICE
from gongkai.law.registers.trades import (
    AWARD,
    CORRECTION,
    PERFORMANCE,
    PREQUALIFICATION,
    PURCHASE,
    TENDER,
    TRADE_NOTICES,
)
from gongkai.law.registers.watching import MARKET_ENTITY
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.verify import verify
from gongkai.oversight.reports import queries as reports
from gongkai.publication.registers import queries
from gongkai.publication.registers.models import RecordVersion
from tests.cast import PASSWORD
from tests.demo.registers import by_kind, came, joints, left, spread, stood, worth

pytestmark = [pytest.mark.django_db, pytest.mark.soak]
TODAY = date(2026, 5, 20)
WAN = 1_000_000
"""一万元, in 分."""


def replayed(place: Place) -> Settled:
    """The place with its report and the whole of its registers."""
    there = settle(place, PASSWORD, TODAY, lambda what: None)
    published.publish(there.bodies[""], place, TODAY, lambda what: None)
    for book in registering.books(place):
        for part in Part:
            many = registering.bring(place, book, part, clerk(place))
        assert many == book.total
    return there


def printed(government: Authority, year: int, table: str) -> dict[tuple[str, str], object]:
    report = reports.report_of(government, year)
    assert report is not None
    sheet = reports.as_published(report, reports.standing(report)).sheets[table]
    return {cell: value.number for cell, value in sheet.filled.items()}


def test_linxia_2018_has_4188_notices_of_eight_kinds_and_its_chains_show_what_is_missing() -> None:
    there = replayed(LINXIA)
    centre, state = there.bodies["jiaoyi"], there.bodies[""]
    found = by_kind(centre)
    assert [found[kind.key] for kind in TRADE_NOTICES] == [1589, 64, 85, 1501, 928, 5, 8, 8]
    assert sum(found.values()) == 4188
    there_are = {kind.key: joints(centre, kind, "project_code") for kind in (TENDER, AWARD, PERFORMANCE)}
    tendered, awarded, performed = (there_are[kind.key] for kind in (TENDER, AWARD, PERFORMANCE))
    assert performed <= awarded <= tendered
    assert (len(tendered - awarded), len(awarded - performed)) == (88, 573)
    assert joints(centre, CORRECTION, "project_code") | joints(centre, PREQUALIFICATION, "project_code") <= tendered
    missing = Counter(
        gap.kind
        for code in sorted(tendered - awarded)[:5] + sorted(awarded - performed)[:5]
        for gap in TRADE.gaps(queries.stages_of(centre, code))
        if gap.late(TODAY)
    )
    assert missing == {AWARD.key: 5, PERFORMANCE.key: 5}
    end = date(2018, 12, 31)
    assert (stood(state, POWER, end), stood(state, PUBLIC_SERVICE, end)) == (3199, 215)
    the_1790_of_aid_are_135_in_the_column_and_the_rest_at_four_levels(state)
    assert [str(finding) for finding in verify(whole=True)] == []


def the_1790_of_aid_are_135_in_the_column_and_the_rest_at_four_levels(state: Authority) -> None:
    kinds = spread(state, AID_PAPER, "matter")
    assert kinds == {"政策性文件": 65, "资金项目计划": 24, "信息简报": 43, "": 3}
    assert (kinds.total(), kinds.total() - kinds[""]) == (135, 132)
    at_levels = spread(state, POVERTY_NOTICE, "level") + spread(state, POVERTY_RESULT, "level")
    assert set(at_levels) == set(LEVELS)
    assert kinds.total() + at_levels.total() == 1790
    noticed, answered = joints(state, POVERTY_NOTICE, "name"), joints(state, POVERTY_RESULT, "answers")
    assert answered <= noticed
    assert len(noticed - answered) == 65


def test_minhe_2020_has_24423_entities_172_permits_left_and_a_published_165_that_nothing_carries() -> None:
    minhe = replayed(MINHE).bodies[""]
    kinds = spread(minhe, MARKET_ENTITY, "entity_kind")
    assert kinds == {"企业": 3103, "农民专业合作社": 1537, "个体工商户": 19783}
    assert kinds.total() == 24423
    assert came(minhe, MARKET_ENTITY, 2020) == 3638
    permits = {"power_kind": "行政许可"}
    before, after = (stood(minhe, POWER, date(year, 12, 31), **permits) for year in (2019, 2020))
    assert (before, left(minhe, POWER, 2020, **permits), after) == (189, 17, 172)
    reasons = Counter(
        reason.partition("：")[0]
        for reason in RecordVersion.objects.of(minhe)
        .filter(record__kind=POWER.key, record__data__power_kind="行政许可")
        .values_list("reason", flat=True)
    )
    assert reasons == {"取消": 13, "下放": 4}
    told = printed(minhe, 2020, "article_20_5")
    assert (told["permits", "previous"], told["permits", "change"]) == (165, 0)
    assert (before, after - before) == (189, -17), "the register says otherwise, and both are kept"
    others = {"penalties": (POWER, "行政处罚"), "coercion": (POWER, "行政强制")}
    table = printed(minhe, 2020, "article_20_6")
    for row, (kind, power) in others.items():
        stock = [stood(minhe, kind, date(year, 12, 31), power_kind=power) for year in (2019, 2020)]
        assert (stock[0], stock[1] - stock[0]) == (table[row, "previous"], table[row, "change"])
    assert [stood(minhe, FEE, date(year, 12, 31)) for year in (2019, 2020)] == [22, 18]
    assert came(minhe, PURCHASE, 2020) == 94
    assert Decimal(worth(minhe, PURCHASE, 2020)) / WAN == Decimal("8208.93")
    assert [str(finding) for finding in verify(whole=True)] == []


def test_linze_2019_decided_974_897_and_29_and_its_lists_held_as_many_items_counted_from_other_records() -> None:
    linze = replayed(LINZE).bodies[""]
    rows: dict[str, tuple[Kind, str, tuple[int, int]]] = {
        "permits": (PERMIT, "行政许可", (1022, -48)),
        "penalties": (PENALTY, "行政处罚", (915, -18)),
        "coercion": (COERCION, "行政强制", (24, 5)),
    }
    told = printed(linze, 2019, "article_20_5") | printed(linze, 2019, "article_20_6")
    for row, (decided, power, (before, change)) in rows.items():
        stock = [stood(linze, POWER, date(year, 12, 31), power_kind=power) for year in (2018, 2019)]
        assert (stock[0], stock[1] - stock[0]) == (before, change)
        decisions = came(linze, decided, 2019)
        assert decisions == stock[1] == told[row, "handled"], "equal, as printed; an item is no decision"
        assert decided.measure is not POWER.measure
    end = date(2019, 12, 31)
    assert stood(linze, POWER, end) == 3428
    standing = queries.records(linze, POWER).filter(left_on=None)
    assert len(set(standing.values_list("unit", flat=True))) == 39
    assert (stood(linze, PUBLIC_SERVICE, end), stood(linze, FEE, end)) == (117, 33)
    assert came(linze, PURCHASE, 2019) == 275
    assert Decimal(worth(linze, PURCHASE, 2019)) / WAN == 3852
    assert came(linze, BUDGET, 2019) + came(linze, FINAL_ACCOUNT, 2019) == 307
    assert [str(finding) for finding in verify(whole=True)] == []


def test_pingchuan_2018_counts_each_leaf_of_its_key_areas_from_records() -> None:
    pingchuan = replayed(PINGCHUAN).bodies[""]
    counted = {
        area: {leaf: sum(came(pingchuan, lot.kind, 2018, **_own(lot)) for lot in lots) for leaf, lots in leaves.items()}
        for area, leaves in KEY_AREAS.items()
    }
    assert {area: sum(leaves.values()) for area, leaves in counted.items()} == {
        "财政资金": 184,
        "公共资源配置": 654,
        "公共监管": 7992,
        "公共服务": 645,
    }
    assert list(counted["公共资源配置"].values()) == [19, 2, 2, 10, 621]
    assert list(counted["公共监管"].values()) == [21, 413, 75, 7483]
    assert list(counted["公共服务"].values()) == [28, 4, 312, 43, 14, 12, 2, 2, 228]
    assert sum(by_kind(pingchuan).values()) == 9475
    assert set(by_kind(pingchuan)) <= set(KINDS)
    assert [str(finding) for finding in verify(whole=True)] == []


def _own(lot: Lot) -> dict[str, str]:
    """What tells the records of a lot from others of its kind."""
    return dict(lot.fixed) if lot.kind.key == "housing_notice" else {}


def test_the_command_brings_the_registers_of_a_place_in_and_says_how_many(db: None) -> None:
    settle(PINGCHUAN, PASSWORD, TODAY, lambda what: None)
    out = StringIO()
    call_command("demo", replay="pingchuan", only="registers", stdout=out)
    assert "登记簿：9475条" in out.getvalue()
