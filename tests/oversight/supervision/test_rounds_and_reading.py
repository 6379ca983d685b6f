"""检查轮次、读网和指标: the draw can be repeated, what people see becomes findings, ten pages a day, signed thresholds."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.supervision.indicators import IndicatorValue
from gongkai.law.supervision.paging import ReadVerdict
from gongkai.law.supervision.rectifications import Gravity
from gongkai.law.supervision.rounds import CHECKLIST, RoundKind
from gongkai.office.authorities.models import Official
from gongkai.office.journal import queries as journal
from gongkai.oversight.supervision.dials import measuring
from gongkai.oversight.supervision.findings import acts as findings
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.findings.names import NAMES
from gongkai.oversight.supervision.indicators import acts as indicators
from gongkai.oversight.supervision.indicators import queries as in_force
from gongkai.oversight.supervision.reading import acts as reading
from gongkai.oversight.supervision.reading import queries as to_read
from gongkai.oversight.supervision.reading.models import PageReading
from gongkai.oversight.supervision.rounds import acts, queries
from gongkai.oversight.supervision.rounds.acts import Seen
from gongkai.oversight.supervision.rounds.models import InspectionRound, RoundCheck
from tests.cast import official
from tests.oversight.supervision.conftest import TODAY, Site

pytestmark = pytest.mark.django_db


def opened(site: Site, kind: RoundKind = RoundKind.SAMPLE, rate: float = 0.4) -> InspectionRound:
    if not queries.units(site.people.county, TODAY):
        site.column()
    return acts.open_round(
        site.people.county, kind, seed="25112001", rate=rate, on=TODAY, today=TODAY, by=site.inspector
    )


def found_before(site: Site, indicator: str, times: int) -> None:
    for ago in range(times):
        on = TODAY - timedelta(days=30 + ago)
        given = Given(indicator, Gravity.ORDINARY, "样例", "样例", "一处", "截图")
        findings.find(site.people.county, site.people.bureau, given, on=on, today=TODAY, by=site.inspector)


def test_a_sample_is_recorded_with_its_seed_and_can_be_drawn_again(site: Site) -> None:
    row = opened(site)
    (note,) = journal.notes(site.people.county, "open_inspection_round")
    assert (note.data["seed"], note.data["period"]) == ("25112001", "2025年11月")
    assert {tuple(pair) for pair in note.data["drawn"]} == set(map(tuple, queries.drawn_again(row)))
    assert queries.is_as_drawn(row)
    RoundCheck.objects.of(site.people.county).filter(round=row).first().delete()  # type: ignore[union-attr]
    assert not queries.is_as_drawn(row)
    with pytest.raises(Unlawful, match="已经开始"):
        opened(site)


def test_a_repeated_fault_raises_the_rate_of_its_kind_in_its_unit_alone(site: Site) -> None:
    found_before(site, "dead", 4)
    found_before(site, "stale", 1)
    rates = queries.rates(site.people.county, 0.1, TODAY)
    assert rates == {("shili-minzheng", "files"): 0.8, ("shili-minzheng", "links"): 0.8}


def test_what_people_see_becomes_findings_and_the_round_ends_when_all_is_seen(site: Site) -> None:
    row = opened(site, RoundKind.FULL)
    checks = list(queries.checks(row))
    assert len(checks) == len(CHECKLIST)
    with pytest.raises(Unlawful, match=f"还有{len(CHECKLIST)}项没有检查"):
        acts.close_round(row, on=TODAY, today=TODAY, by=site.inspector)
    with pytest.raises(Unlawful, match="什么问题"):
        acts.see(checks[0], Seen(ReadVerdict.FAULT), on=TODAY, today=TODAY, by=site.inspector)
    fault = Seen(ReadVerdict.FAULT, "二维码指向别处", "dead", Gravity.SERIOUS, "/shili-minzheng/")
    acts.see(checks[0], fault, on=TODAY, today=TODAY, by=site.inspector)
    with pytest.raises(Unlawful, match="已经登记"):
        acts.see(checks[0], fault, on=TODAY, today=TODAY, by=site.inspector)
    for check in checks[1:]:
        acts.see(check, Seen(ReadVerdict.FINE), on=TODAY, today=TODAY, by=site.inspector)
    acts.close_round(row, on=TODAY, today=TODAY, by=site.inspector)
    finding = Finding.objects.of(site.people.county).get()
    assert (finding.indicator, finding.by_machine, finding.unit) == ("dead", False, site.people.bureau)
    told = queries.report(row, NAMES, TODAY)
    assert (told.planned, told.seen, told.faults, told.whole.found) == (len(checks), len(checks), 1, 1)
    assert [(each.name, each.found) for each in told.by_kind] == [("链接或者附件打不开", 1)]


def test_ten_pages_a_day_chosen_by_risk_and_each_is_read_once(site: Site) -> None:
    column = site.column(opened=TODAY - timedelta(days=100))
    old = site.publish(column, "旧的", on=TODAY - timedelta(days=29))
    for number in range(4):
        site.publish(column, f"新的{number}")
    chosen = to_read.to_read(site.people.county, TODAY)
    assert len(chosen) == 3, "no unit fills the day"
    assert old.pk not in {each.content.pk for each in chosen}
    first = chosen[0].content
    for _ in range(2):
        reading.read(site.people.county, first, ReadVerdict.FAULT, "words", on=TODAY, today=TODAY, by=site.inspector)
    assert PageReading.objects.of(site.people.county).get().finding == Finding.objects.of(site.people.county).get()
    assert first.pk not in {each.content.pk for each in to_read.to_read(site.people.county, TODAY)}
    with pytest.raises(Unlawful, match="选明是哪一种"):
        reading.read(
            site.people.county, chosen[1].content, ReadVerdict.FAULT, "x", on=TODAY, today=TODAY, by=site.inspector
        )
    with pytest.raises(Unlawful, match="检查范围"):
        reading.read(
            site.people.elsewhere, chosen[1].content, ReadVerdict.FINE, on=TODAY, today=TODAY, by=site.people.zhao
        )


def test_a_signed_threshold_holds_for_the_county_and_beneath_until_a_unit_sets_its_own(site: Site) -> None:
    for place in range(3):
        site.column(f"栏目{place}", f"l{place}")
    head = official("zhang", "张县长", site.people.county, "leadership")

    def limit() -> Decimal:
        dials = {each.veto.key: each for each in measuring.reading(site.people.bureau, TODAY).dials}
        return dials["V4.3"].veto.limit

    assert limit() == 5
    value = IndicatorValue("V4.3", "县政办发〔2025〕9号", limit=Decimal(3), warn_from=Decimal(2))
    indicators.set_indicator(site.people.county, value, on=TODAY, today=TODAY, by=head)
    assert limit() == 3
    own = IndicatorValue("V4.3", "局内规定", limit=Decimal(4))
    indicators.set_indicator(site.people.bureau, own, on=TODAY, today=TODAY, by=site.people.li)
    assert limit() == 4
    assert in_force.vetoes(site.people.elsewhere, TODAY)[4].limit == 5
    (note,) = journal.notes(site.people.county, "set_indicator")
    assert note.data["source"] == "县政办发〔2025〕9号"


def client(username: str) -> Client:
    made = Client()
    made.force_login(Official.objects.get(username=username))
    return made


def test_the_pages_of_rounds_lead_from_the_seed_to_the_report(site: Site) -> None:
    site.column()
    qian, wang = client("qian"), client("wang")
    assert "人工检查单" in qian.get("/desk/supervision/rounds/").content.decode()
    without = qian.post(
        "/desk/supervision/rounds/open/", {"kind": "sample", "seed": "", "rate": "0.5", "on": "2025-11-20"}
    )
    assert "抽查应当填写种子" in without.content.decode()
    made = qian.post("/desk/supervision/rounds/open/", {"kind": "sample", "seed": "7", "rate": "1", "on": "2025-11-20"})
    row = InspectionRound.objects.of(site.people.county).get()
    at = f"/desk/supervision/rounds/{row.pk}/"
    assert made.headers["Location"] == at
    page = qian.get(at).content.decode()
    assert "结果与这里相同" in page and "未查" in page
    assert wang.get(at).status_code == 404
    assert wang.post(f"{at}close/").status_code == 403
    check = queries.checks(row).first()
    assert check is not None
    form = {
        "verdict": "fault",
        "note": "打不开",
        "fault": "slow",
        "gravity": "serious",
        "where": "首页",
        "on": "2025-11-20",
    }
    assert qian.post(f"{at}checks/{check.pk}/", form).status_code == 302
    assert "网页打开缓慢" in qian.get(at).content.decode()


def test_the_page_for_the_telephone_takes_a_press_for_each_page(site: Site) -> None:
    column = site.column()
    fine, faulty = site.publish(column, "好的一页"), site.publish(column, "坏的一页")
    qian = client("qian")
    page = qian.get("/desk/supervision/read/").content.decode()
    assert "好的一页" in page and "坏的一页" in page and "没有问题" in page
    at = "/desk/supervision/read/{}/"
    assert qian.post(at.format(fine.pk), {"verdict": "fine"}).status_code == 302
    assert qian.post(at.format(faulty.pk), {"verdict": "fault", "kind": "dated"}).status_code == 302
    assert "今天要读的都读完了" in qian.get("/desk/supervision/read/").content.decode()
    assert client("wang").get("/desk/supervision/read/").status_code == 403
    assert client("zhao").post(at.format(fine.pk), {"verdict": "fine"}).status_code in (403, 404)
    assert Finding.objects.of(site.people.county).get().indicator == "dated"


def test_the_page_of_indicators_tells_what_is_unverified_and_only_who_signs_sets_it(site: Site) -> None:
    official("zhang", "张县长", site.people.county, "leadership")
    page = client("zhang").get("/desk/supervision/indicators/").content.decode()
    assert "待核" in page and "首页链接可用" in page and "栏目超期未更新" in page
    at = "/desk/supervision/indicators/D4.2/"
    assert client("qian").get(at).status_code == 403
    said = {"points": "2", "source": "省办发〔2025〕1号", "on": "2025-11-20"}
    assert client("zhang").post(at, {**said, "source": ""}).status_code == 200
    assert client("zhang").post(at, said).status_code == 302
    assert "省办发〔2025〕1号" in client("zhang").get("/desk/supervision/indicators/").content.decode()
    assert client("zhang").get("/desk/supervision/indicators/X/").status_code == 404
