"""示例的村: the printed totals come out of the single villages; killed and begun again nothing is twice; boards look alive."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.casework.villages.boards import queries as boards
from gongkai.casework.villages.figures import queries as figures
from gongkai.casework.villages.groups.models import VillageGroup
from gongkai.casework.villages.villagers.models import Villager
from gongkai.casework.villages.whose import villages
from gongkai.demo import villaged, villaging
from gongkai.demo.places.wudu import WUDU
from gongkai.demo.settling import settle
from gongkai.demo.villaged import PAST, PastVillages
from gongkai.law.application_figures import Period
from gongkai.law.village_questions import State
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from gongkai.office.visits import queries as visits

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)
FEW = PastVillages(2017, townships=2, villages=5, villagers=63, notices=12, visitors=999)


def test_what_the_single_villages_have_is_together_what_the_report_prints() -> None:
    past = PAST["wudu"]
    shares = [past.of(number) for number in range(past.villages)]
    assert (past.townships, past.villages, past.visitors) == (40, 704, 741_989)
    assert sum(people for people, _ in shares) == 151_104
    assert sum(notices for _, notices in shares) == 2_039
    assert min(people for people, _ in shares) > 50 and len({people for people, _ in shares}) > 100


@pytest.mark.parametrize("odd", [1, 4, 7])
def test_the_shares_add_up_whatever_the_number_of_villages(odd: int) -> None:
    past = PastVillages(2017, 1, odd, 100 * odd + 3, 2 * odd + 1, 0)
    assert sum(past.of(number)[0] for number in range(odd)) == past.villagers
    assert sum(past.of(number)[1] for number in range(odd)) == past.notices


def test_a_replay_that_was_killed_goes_on_and_counts_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    villaging.enter(settle(WUDU, "Demo-TEST-0450", TODAY, lambda what: None), TODAY)
    wudu = Authority.objects.get(code="wudu")
    alive = [village for village in villages(wudu, TODAY) if boards.up(village, TODAY).exists()]
    assert len(alive) == 1, "the village with a clerk looks alive, the other is not built yet"
    assert Dossier.objects.of(alive[0]).filter(kind="village_question").count() == 3
    assert Dossier.objects.of(alive[0]).filter(state=State.HANDED_ON.value).count() == 1
    before = villages(wudu, TODAY).count(), Villager.objects.under(wudu).count()

    def killed(done: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        villaged.bring(wudu, FEW, TODAY, killed)
    assert villaged.bring(wudu, FEW, TODAY) == before[0] + 5 == villaged.bring(wudu, FEW, TODAY)
    assert Villager.objects.under(wudu).count() == before[1] + 63
    assert VillageGroup.objects.under(wudu).filter(name=villaged.GROUP).count() == 5
    december = figures.monthly(wudu, Period.month(2017, 12), TODAY).whole
    assert (december.villagers, december.groups) == (63, 5)
    assert [each.figure for each in visits.past(wudu)] == [999]
    assert [str(finding) for finding in verify(whole=True)] == []
