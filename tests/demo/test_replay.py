"""往年公开内容: the quick demo holds a sample, the replay makes it whole, and then the figures are those of the reports."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.demo import logins
from gongkai.demo.place import Place
from gongkai.demo.places.linze import LINZE
from gongkai.demo.places.minhe import MINHE
from gongkai.demo.places.pingchuan import PINGCHUAN
from gongkai.demo.places.wudu import WUDU
from gongkai.demo.publications.plan import WEB, Leaf
from gongkai.demo.publications.replaying import sources, years
from gongkai.demo.publications.writing import MOST, Part, is_backfilled, rows, sampled, size
from gongkai.law.disclosure import ContentClass, check_stated
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ledger_rows import RowRule
from gongkai.law.ledgers import Stage
from gongkai.oversight.reports import queries as reports
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.ledger import queries as ledgers
from gongkai.publication.disclosure.ledger.acts import check_claim
from gongkai.publication.disclosure.ledger.models import OldAddress
from gongkai.publication.disclosure.models import Release
from tests.demo.conftest import PASSWORD, Demo
from tests.demo.counting import counted, held, planned

REPLAYED = (PINGCHUAN, LINZE, MINHE)

# -- what is written ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", REPLAYED, ids=lambda place: place.code)
def test_sample_and_rest_are_the_whole_plan_and_no_two_rows_are_alike(place: Place) -> None:
    for published in years(place):
        parts = {part: list(rows(published, part, place.mark)) for part in Part}
        assert {part: len(some) for part, some in parts.items()} == {part: size(published, part) for part in Part}
        whole = [row for some in parts.values() for row in some]
        told = Counter((row.leaf.slug, row.channel) for row in whole)
        assert told == {(leaf.slug, way): n for leaf in published.leaves for way, n in leaf.channels.items()}
        assert len({(row.title, row.published_on, row.number) for row in whole}) == len(whole)
        assert {row.published_on.year for row in whole} == {published.year}
        assert sum(row.original_on is not None for row in whole) == sum(leaf.backfilled for leaf in published.leaves)
        assert all(row.original_on < row.published_on for row in whole if row.original_on)


@given(st.integers(1, 10_000), st.data())
def test_as_many_are_backfilled_as_the_plan_says_however_they_are_spread(web: int, data: st.DataObject) -> None:
    backfilled = data.draw(st.integers(0, web))
    leaf = Leaf("栏目", "lanmu", ContentClass.DATA, web, backfilled=backfilled)
    assert sum(is_backfilled(leaf, serial) for serial in range(web)) == backfilled


@given(st.integers(1, 100_000))
def test_a_sample_is_never_empty_never_more_than_there_is_and_never_large(total: int) -> None:
    assert 1 <= sampled(total) <= min(total, MOST)


def test_what_is_written_is_the_same_each_time() -> None:
    [published] = years(PINGCHUAN)
    assert list(rows(published, Part.SAMPLE, "平")) == list(rows(published, Part.SAMPLE, "平"))


# -- the quick demo ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_quick_demo_holds_the_sample_of_each_column_and_says_so(demo: Demo) -> None:
    for place in REPLAYED:
        for source in sources(place):
            assert held(source) == {key: sampled(number) for key, number in planned(source).items()}
            [row] = ledgers.ledgers(source.authority)
            assert (row.stage, row.title) == (Stage.DONE, source.title(Part.SAMPLE))
            assert {column.slug for column in Column.objects.of(source.authority)} == {
                leaf.slug for leaf in source.published.leaves
            }
    note = logins.keep(demo.built, PASSWORD)
    assert "临泽县、临夏州、武都区、平川区、民和县往年公开的内容和登记簿只装入了样本" in note
    assert "manage.py demo --replay all" in note


@pytest.mark.django_db
def test_the_imported_report_stays_what_was_published_though_the_sample_counts_less(demo: Demo) -> None:
    government = demo.government("pingchuan")
    report = reports.report_of(government, 2018)
    assert report is not None
    published = reports.as_published(report, reports.standing(report)).sheets["statistics"]
    assert published["disclosed_total", "value"] == 12457
    assert counted(government, 2018)["disclosed_total"] == sum(
        sampled(n) for n in planned(sources(PINGCHUAN)[0]).values()
    )


@pytest.mark.django_db
def test_what_has_no_page_on_the_old_portal_is_flagged_and_everything_else_leads_there(demo: Demo) -> None:
    [source] = sources(PINGCHUAN)
    [row] = ledgers.ledgers(source.authority)
    assert {rule for rule, _ in ledgers.found(row).by_rule} == {RowRule.NO_ORIGINAL}
    online = Release.objects.of(source.authority).filter(channel=WEB)
    assert OldAddress.objects.of(source.authority).count() == online.count()


# -- what is impossible ------------------------------------------------------------------------------------------------


def test_the_channels_wudu_states_are_refused_and_the_145_are_named() -> None:
    [report] = [report for report in WUDU.reports if report.year == 2017]
    stated = {name: int(value) for name, value, unit in report.stated if name.endswith("公开政府信息数")}
    total = stated.pop("主动公开政府信息数")
    channels = stated
    assert (total, sum(channels.values()), len(channels)) == (22484, 22339, 4)
    with pytest.raises(Unlawful, match="差145条没有任何渠道"):
        check_stated(total, channels)
    with pytest.raises(Unlawful, match="差145条没有任何渠道"):
        check_claim({"total": total, **channels})
