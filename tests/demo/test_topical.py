"""专题样例: every place has a topic open and one archived, and both pages are read by the public."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.demo import topical
from gongkai.demo.place import Place
from gongkai.demo.places import PLACES
from gongkai.demo.settling import settle
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.specials import queries, verifying
from gongkai.web import clock


@pytest.mark.django_db
@pytest.mark.parametrize("place", PLACES[:2], ids=lambda place: str(place.code))
def test_a_place_has_a_topic_open_and_one_archived(place: Place) -> None:
    today = clock.today()
    settled = settle(place, "Only-for-tests-0451", today, lambda _: None)
    government = settled.bodies[""]
    catalogue.hatch_columns(government, "示例科室", on=today, by=settled.accounts[2].official)
    topical.enter(settled, today)
    told = queries.figures(queries.specials(government), today.year, today)
    assert {which: number for which, _, number in told.counts} == {"opened": 2, "closed": 1, "standing": 1}
    for slug in ("yshj", "zwgk"):
        assert Client().get(f"/{government.code}/ztzl/{slug}/").status_code == 200
    assert list(verifying.findings(whole=True)) == []
