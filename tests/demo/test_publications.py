"""示例公开内容: the plans add up to what the reports state, down to each leaf."""

from __future__ import annotations

import pytest

from gongkai.demo.places import PLACES
from gongkai.demo.publications import PUBLISHED
from gongkai.demo.publications.minhe import with_bodies
from gongkai.law.disclosure import ContentClass, ReleaseChannel


def test_pingchuan_2018_adds_up_as_its_report_does() -> None:
    [year] = PUBLISHED["pingchuan"]
    assert year.total == 12457
    assert year.by_channel() == {
        ReleaseChannel.WEBSITE: 11201,
        ReleaseChannel.WEIBO: 210,
        ReleaseChannel.WECHAT: 346,
        ReleaseChannel.OTHER: 700,
    }
    sums = {slug: sum(leaf.total for leaf in year.beneath(slug)) for slug in ("zdly", "czzj", "ggzy", "ggjg", "ggfw")}
    assert sums == {"zdly": 9475, "czzj": 184, "ggzy": 654, "ggjg": 7992, "ggfw": 645}
    assert sum(leaf.new for leaf in year.leaves) == 16
    assert sum(leaf.backfilled for leaf in year.leaves) == 1645
    assert [leaf.total for leaf in year.leaves if leaf.normative] == [1]
    assert [leaf.total for leaf in year.leaves if leaf.kind is ContentClass.INTERPRETATION] == [70]
    assert [leaf.total for leaf in year.leaves if leaf.slug == "zfhy"] == [27], "meetings"


def test_linze_2019_adds_up_as_its_report_does() -> None:
    [year] = PUBLISHED["linze"]
    channels = year.by_channel()
    assert year.total == 34186 == 7898 + 6746 + 162 + 1296 + 18084
    assert channels[ReleaseChannel.WEBSITE] == 7898 + 6746
    assert (channels[ReleaseChannel.WECHAT], channels[ReleaseChannel.WEIBO]) == (162, 1296)
    assert channels[ReleaseChannel.OTHER_SITE] == 18084
    apart = {"mhdt", "bmpt"}
    assert sum(not leaf.under and leaf.slug not in apart for leaf in year.leaves) == 83
    assert sum(bool(leaf.under) for leaf in year.leaves) == 13
    assert sum(leaf.total for leaf in year.leaves if leaf.kind is ContentClass.INTERPRETATION) == 62


def test_minhe_2020_adds_up_as_its_report_does() -> None:
    [place] = [place for place in PLACES if place.code == "minhe"]
    years = with_bodies([body.code for body in place.bodies])
    assert [years[0].total, sum(year.total for year in years[1:])] == [3445, 807]
    news = [leaf.total for year in years for leaf in year.leaves if leaf.kind is ContentClass.NEWS]
    assert sum(news) == 3443


@pytest.mark.parametrize("code", PUBLISHED)
def test_no_column_stands_twice_and_each_hangs_under_one_that_is_there(code: str) -> None:
    for year in PUBLISHED[code]:
        slugs = [leaf.slug for leaf in year.leaves]
        assert len(slugs) == len(set(slugs))
        assert {leaf.under for leaf in year.leaves} - {""} <= set(slugs)
        assert all(leaf.backfilled <= leaf.web for leaf in year.leaves)
