"""案卷: opened by a first step, moved by take, put right by an amendment; what follows is never typed in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.journal import acts, queries
from gongkai.office.journal.models import Dossier
from gongkai.web import clock
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


def seqs(dossier: Dossier) -> list[int]:
    return [entry.seq for entry in queries.entries(dossier)]


def test_an_amendment_puts_an_entry_right_and_everything_that_follows_from_it(errand: Dossier, people: Cast) -> None:
    acts.take(errand, Step("add", TUESDAY, {"amount": 30}), by=people.wang)
    acts.take(errand, Step("add", TUESDAY, {"amount": 4}), by=people.wang)
    _, wrong, _ = seqs(errand)
    right = Step("add", TUESDAY, {"amount": 3})
    standing = acts.amend(errand, wrong, right, on=TUESDAY, by=people.li, reason="多写了一个零")
    assert standing == queries.standing(errand)
    assert [step.details.get("amount") for step in queries.steps(errand)] == [None, 3, 4]


def test_a_void_entry_counts_no_more_but_stays_to_be_read(errand: Dossier, people: Cast) -> None:
    acts.take(errand, Step("end", TUESDAY), by=people.wang)
    _, ended = seqs(errand)
    acts.amend(errand, ended, None, on=TUESDAY, by=people.li, reason="误点")
    assert (errand.state, errand.closed_on, errand.version) == ("open", None, 3)
    line = queries.timeline(errand)[1]
    assert (line.void, line.entered, line.step, line.amended_by) == (True, Step("end", TUESDAY), None, 3)


def test_a_later_amendment_prevails_and_may_bring_a_void_step_back(errand: Dossier, people: Cast) -> None:
    acts.take(errand, Step("hold", TUESDAY), by=people.wang)
    _, held = seqs(errand)
    acts.amend(errand, held, Step("end", TUESDAY), on=TUESDAY, by=people.li, reason="选错")
    assert errand.state == "ended"
    acts.amend(errand, held, Step("hold", TUESDAY), on=TUESDAY, by=people.li, reason="原来没错")
    assert errand.state == "held"


def test_the_day_a_file_was_opened_follows_its_amended_first_step(errand: Dossier, people: Cast) -> None:
    friday = date(2025, 9, 5)
    acts.amend(errand, seqs(errand)[0], Step("begin", friday), on=TUESDAY, by=people.li, reason="收到日写错")
    assert (errand.opened_on, errand.received_on, errand.due_on) == (friday, friday, date(2025, 9, 12))


@pytest.mark.parametrize(
    ("seq", "step", "reason", "refusal"),
    [
        (1, None, "误点", "立卷的条目不能作废"),
        (9, None, "误点", "第9号条目不是"),
        (2, Step("add", TUESDAY), "误点", "数量应为整数"),
        (2, Step("resume", TUESDAY), "误点", "不能办理"),
        (2, Step("add", MONDAY, {"amount": 1}), " ", "更正理由不能为空"),
    ],
)
def test_an_amendment_must_be_lawful_from_the_first_step_to_the_last(
    errand: Dossier, people: Cast, seq: int, step: Step | None, reason: str, refusal: str
) -> None:
    acts.take(errand, Step("add", TUESDAY, {"amount": 3}), by=people.wang)
    before = queries.timeline(errand)
    with transaction.atomic(), pytest.raises(Unlawful, match=refusal):
        acts.amend(errand, seq, step, on=TUESDAY, by=people.li, reason=reason)
    assert queries.timeline(errand) == before


def test_another_files_entry_cannot_be_amended_from_here(errand: Dossier, people: Cast) -> None:
    other = acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang)
    acts.take(other, Step("add", TUESDAY, {"amount": 3}), by=people.wang)
    with pytest.raises(Unlawful, match="不是本案卷"):
        acts.amend(errand, seqs(other)[1], None, on=TUESDAY, by=people.li, reason="误点")


def test_the_timeline_says_each_act_in_chinese_with_who_and_when(errand: Dossier, people: Cast) -> None:
    acts.take(errand, Step("add", TUESDAY, {"amount": 3}), by=people.li)
    acts.enter(people.bureau, "note", on=TUESDAY, by=None, data={"text": "电话联系"}, dossier=errand)
    first, second, third = queries.timeline(errand)
    assert (first.act, first.by, first.on) == ("begin", people.wang, MONDAY)
    assert (second.label, second.by, second.step) == ("办理", people.li, Step("add", TUESDAY, {"amount": 3}))
    assert (third.act, third.by, third.step, third.data) == ("note", None, None, {"note": {"text": "电话联系"}})


def test_the_moments_of_entries_never_run_backwards(
    people: Cast, errand: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    present = clock.now()
    monkeypatch.setattr(clock, "now", lambda: present - timedelta(hours=1))
    acts.take(errand, Step("add", TUESDAY, {"amount": 3}), by=people.wang)
    first, second = queries.entries(errand)
    assert first.at <= second.at


def test_what_is_due_is_one_list_of_open_files_the_most_urgent_first(people: Cast) -> None:
    days = [date(2025, 9, 10), MONDAY, TUESDAY, date(2025, 12, 1)]
    opened = [acts.open_dossier(people.bureau, "errand", Step("begin", day), by=None) for day in days]
    acts.take(opened[2], Step("end", date(2025, 9, 10)), by=people.li)
    elsewhere = acts.open_dossier(people.elsewhere, "errand", Step("begin", MONDAY), by=None)
    day = date(2025, 9, 17)
    assert list(queries.due_by(people.bureau, day)) == [opened[1], opened[0]]
    assert list(queries.due_by(people.county, day)) == []
    assert list(queries.due_by(people.prefecture, day, beneath=True)) == [opened[1], elsewhere, opened[0]]
    assert list(queries.open_on(people.bureau, TUESDAY)) == [opened[2], opened[1]]


def test_a_kind_the_law_does_not_know_opens_no_file(people: Cast) -> None:
    with pytest.raises(Unlawful, match="没有“nothing”这一类案卷"):
        acts.open_dossier(people.bureau, "nothing", Step("begin", MONDAY), by=None)


def test_text_that_cannot_be_stored_is_refused_in_chinese(errand: Dossier, people: Cast) -> None:
    with pytest.raises(Unlawful, match="不能保存的字符"):
        acts.take(errand, Step("add", TUESDAY, {"amount": 1, "note": "\ud800"}), by=people.wang)
