"""示例标准目录: 平川区 2018, down to the counter of each leaf."""

from __future__ import annotations

from gongkai.demo.places.pingchuan import PINGCHUAN
from gongkai.demo.standards import read
from gongkai.law.limits import LimitKind
from gongkai.law.standards import Tally, check_catalogue, tally
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue.slots.models import Slot
from gongkai.publication.catalogue.standards import queries
from gongkai.web import clock
from tests.demo.conftest import Demo


def test_pingchuan_has_30_areas_46_matters_and_72_standards_each_with_elements_and_an_understood_limit() -> None:
    told = read("pingchuan-2018")
    check_catalogue(told.standards)
    assert tally(told.standards) == Tally(30, 46, 72)
    assert [standard.name for standard in told.standards if not standard.elements or standard.read.kind is None] == []
    kinds = {standard.read.kind for standard in told.standards}
    named = {LimitKind.REALTIME, LimitKind.DAILY, LimitKind.MONTHLY, LimitKind.QUARTERLY, LimitKind.YEARLY}
    assert named <= kinds, "the five limits the report names"


def test_the_counters_of_the_report_are_the_sums_of_their_leaves() -> None:
    groups = {group: sum(areas.values()) for group, areas in read("pingchuan-2018").released.items()}
    assert groups == {"财政资金信息": 184, "公共资源配置信息": 654, "公共监管信息": 7992, "公共服务信息": 645}
    assert sum(groups.values()) == 9475


def test_every_name_says_where_it_comes_from() -> None:
    sources = list(read("pingchuan-2018").sources.values())
    assert (sources.count("报告"), sources.count("试点领域")) == (24, 6)


def test_the_demo_takes_the_catalogue_over_and_expects_what_is_still_to_come(demo: Demo) -> None:
    government = Authority.objects.get(code=PINGCHUAN.code)
    (catalogue,) = queries.catalogues(government)
    assert tally(queries.standards(catalogue)) == Tally(30, 46, 72)
    assert queries.items(government, clock.today()).count() == 72
    slots = Slot.objects.of(government)
    assert slots.exists() and not slots.filter(due__lt=clock.today()).exists()
    assert [str(finding) for finding in verify(whole=True)] == []
