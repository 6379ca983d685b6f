"""责任样例: every place gets its group, people, drill, parts, funds and a change under way, by the acts of the house."""

from __future__ import annotations

import pytest

from gongkai.demo import organised
from gongkai.demo.place import Place
from gongkai.demo.places import PLACES
from gongkai.demo.settling import settle
from gongkai.law.people.drills import DrillState
from gongkai.oversight.people.changes import queries as changes
from gongkai.oversight.people.changes.inventory import orphans
from gongkai.oversight.people.division.models import FlowPart
from gongkai.oversight.people.drills.models import DeputyDrill
from gongkai.oversight.people.funds import figures
from gongkai.oversight.people.groups import queries as groups
from gongkai.oversight.people.responsibility import queries as responsibility
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue import queries as kept
from gongkai.web import clock


@pytest.mark.django_db
@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place.code))
def test_the_pages_of_a_place_are_alive(place: Place) -> None:
    today = clock.today()
    settled = settle(place, "Only-for-tests-0451", today, lambda _: None)
    government = settled.bodies[""]
    catalogue.hatch_columns(government, "示例科室", on=today, by=settled.accounts[2].official)
    organised.enter(settled, place, today)
    group = groups.as_of(government, today)
    assert group is not None and group.edition == 2
    nobody = [row for row in kept.columns(government, today) if row.owner is None]
    assert len(nobody) == organised.UNNAMED, "two are left to be found"
    assert any(line.kept_by == 2 for line in responsibility.table(government, today))
    states = set(DeputyDrill.objects.of(government).values_list("dossier__state", flat=True))
    assert states == {DrillState.PASSED, DrillState.ASKED}
    assert FlowPart.objects.of(government).count() == 3 * len(organised.PARTS)
    assert figures.funds_of(government, today.year, beneath=True) == pytest.approx(7.5)
    assert changes.changes(government).count() <= 1
    assert list(orphans(today)) == []
