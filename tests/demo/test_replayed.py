"""往年公开内容的补齐: after the replay the figures are those of the reports, down to each column and channel."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongkai.demo.building import build
from gongkai.demo.places.linze import LINZE
from gongkai.demo.places.minhe import MINHE
from gongkai.demo.places.pingchuan import PINGCHUAN
from gongkai.demo.publications import replaying
from gongkai.demo.publications.replaying import sources
from gongkai.demo.publications.writing import Part
from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.ledgers import Stage
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.oversight.reports import queries as reports
from gongkai.publication.catalogue.lists import year_of
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.ledger import queries as ledgers
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.publication.disclosure.models import Content, Release
from gongkai.web import clock
from tests.demo.conftest import PASSWORD
from tests.demo.counting import counted, held, planned


def replay(code: str) -> str:
    out = StringIO()
    call_command("demo", replay=code, only="contents", stdout=out)
    return out.getvalue()


@pytest.fixture
def minhe(db: None) -> None:
    build([MINHE], PASSWORD, clock.today(), lambda place, what: None)


PART_ONE = (
    *("disclosed_total", "disclosed_normative", "normative_made", "by_gazette", "by_website", "by_weibo"),
    *("by_wechat", "by_other", "interpretations"),
)


@pytest.mark.soak
def test_pingchuan_2018_is_counted_as_it_was_published(db: None) -> None:
    build([PINGCHUAN], PASSWORD, clock.today(), lambda place, what: None)
    replay("pingchuan")
    government = Authority.objects.get(code="pingchuan")
    part_one_of_the_sheet_is_the_published_one(government)
    each_leaf_holds_what_the_report_counts_and_each_key_area_their_sum(government)
    year = year_of(government, 2018)
    assert (year.opened, year.backfilled) == (16, 1645)
    assert [str(finding) for finding in verify(whole=True)] == []


def part_one_of_the_sheet_is_the_published_one(government: Authority) -> None:
    report = reports.report_of(government, 2018)
    assert report is not None
    published = reports.as_published(report, reports.standing(report)).sheets["statistics"]
    found = counted(government, 2018)
    assert {row: found[row] for row in PART_ONE} == {row: published[row, "value"] for row in PART_ONE}
    assert (found["disclosed_total"], found["by_website"], found["interpretations"]) == (12457, 11201, 70)
    assert (found["disclosed_normative"], found["normative_made"]) == (1, 1)


def each_leaf_holds_what_the_report_counts_and_each_key_area_their_sum(government: Authority) -> None:
    [source] = sources(PINGCHUAN)
    assert held(source) == planned(source)
    columns = {column.slug: column for column in Column.objects.of(government)}
    contents = Content.objects.of(government).filter(published_on__year=2018)
    sums = {
        slug: contents.filter(column__path__startswith=columns[slug].path).count()
        for slug in ("czzj", "ggzy", "ggjg", "ggfw", "zdly")
    }
    assert sums == {"czzj": 184, "ggzy": 654, "ggjg": 7992, "ggfw": 645, "zdly": 9475}


def test_minhe_2020_is_3445_of_the_county_and_807_of_its_bodies_however_often_it_is_replayed(minhe: None) -> None:
    said = replay("minhe")
    assert "其余部分" in said
    county = Authority.objects.get(code="minhe")
    mine = Content.objects.of(county).filter(published_on__year=2020)
    beneath = Content.objects.under(county).filter(published_on__year=2020)
    assert (mine.count(), beneath.count() - mine.count(), beneath.count()) == (3445, 807, 4252)
    for source in sources(MINHE):
        assert held(source) == planned(source)
    assert beneath.filter(kind=ContentClass.NEWS).count() == 3443
    entries = Entry.objects.everywhere().count()
    replay("minhe")
    assert Entry.objects.everywhere().count() == entries
    assert [str(finding) for finding in verify(whole=True)] == []


class Killed(BaseException):
    """Somebody pulled the plug."""


def test_a_replay_that_was_killed_goes_on_where_it_was(minhe: None) -> None:
    source = sources(MINHE)[0]
    clerk = replaying.clerk(MINHE)
    seen: list[tuple[str, int]] = []

    def pull(row: Ledger, done: int, whole: int) -> None:
        seen.append((row.stage, done))
        if len(seen) in (3, 9):
            raise Killed

    for _ in range(2):
        with pytest.raises(Killed):
            replaying.bring(source, Part.REST, clock.today(), clerk, pull)
    assert Content.objects.of(source.authority).count() < source.published.total
    replaying.bring(source, Part.REST, clock.today(), clerk, pull)
    assert held(source) == planned(source)
    assert ledgers.ledgers(source.authority).count() == 2
    assert [stage for stage, _ in seen].count(Stage.READING) == len({n for stage, n in seen if stage == Stage.READING})


def test_a_place_that_is_not_there_is_not_replayed(db: None) -> None:
    with pytest.raises(CommandError, match="没有这个地方的示例数据"):
        call_command("demo", replay="linze")


@pytest.mark.soak
def test_linze_2019_is_34186_by_five_ways_in_83_columns_and_13_beneath(db: None) -> None:
    build([LINZE], PASSWORD, clock.today(), lambda place, what: None)
    replay("linze")
    [source] = sources(LINZE)
    assert held(source) == planned(source)
    found = Content.objects.of(source.authority).filter(published_on__year=2019)
    news = found.filter(column__slug="mhdt", releases__channel=ReleaseChannel.WEBSITE).count()
    ways = Counter(
        Release.objects.of(source.authority).filter(released_on__year=2019).values_list("channel", flat=True)
    )
    assert found.count() == 34186
    assert (news, ways["website"] - news, ways["wechat"], ways["weibo"]) == (7898, 6746, 162, 1296)
    assert ways["other_site"] == 18084
    columns = Column.objects.of(source.authority).exclude(slug__in=["mhdt", "bmpt"])
    assert (columns.filter(parent=None).count(), columns.exclude(parent=None).count()) == (83, 13)
    assert [str(finding) for finding in verify(whole=True)] == []
