"""案卷: opened by a first step, moved by take, put right by an amendment; what follows is never typed in."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.journal import acts, queries
from gongkai.office.journal.models import Dossier
from tests.cast import Cast

MONDAY = date(2025, 9, 8)
TUESDAY = date(2025, 9, 9)


@pytest.fixture
def errand(people: Cast) -> Dossier:
    return acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang, title="修桥")


def test_a_dossier_is_opened_under_the_next_number_and_shows_what_follows_from_its_step(errand: Dossier) -> None:
    assert (errand.number, errand.state, errand.version) == ("〔2025〕001号", "open", 1)
    assert (errand.received_on, errand.due_on, errand.due_provisional) == (MONDAY, date(2025, 9, 15), False)


def test_taking_a_step_moves_the_file_and_its_shadows(errand: Dossier, people: Cast) -> None:
    standing = acts.take(errand, Step("add", TUESDAY, {"amount": 3}), by=people.wang)
    assert (standing.state, errand.due_on, errand.version) == ("open", date(2025, 9, 16), 2)
    acts.take(errand, Step("end", TUESDAY), by=people.li)
    stored = Dossier.objects.of(people.bureau).get()
    assert (stored.state, stored.due_on, stored.closed_on, stored.outcome) == ("ended", None, TUESDAY, "done")


def test_an_unlawful_step_writes_nothing(errand: Dossier, people: Cast) -> None:
    with pytest.raises(Unlawful, match="数量应为整数"):
        acts.take(errand, Step("add", TUESDAY), by=people.wang)
    assert queries.entries(errand).count() == 1
    assert Dossier.objects.of(people.bureau).get().version == 1


def test_who_acts_on_an_old_page_is_told_to_look_again(errand: Dossier, people: Cast) -> None:
    seen = errand.version
    acts.take(errand, Step("add", TUESDAY, {"amount": 3}), by=people.wang, seen=seen)
    with pytest.raises(Unlawful, match="已被他人办理"):
        acts.take(errand, Step("end", TUESDAY), by=people.li, seen=seen)
    acts.take(errand, Step("end", TUESDAY), by=people.li, seen=errand.version)
