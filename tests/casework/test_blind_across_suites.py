"""盲索引与国密套件: what one suite indexed the other finds; nothing is there twice; after the rewrap the old digest is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.applications import acts, queries
from gongkai.casework.applications.acts import Receipted
from gongkai.casework.applications.corrections import queries as corrections
from gongkai.casework.applications.drafts import acts as drafts
from gongkai.casework.applications.drafts import queries as drafted
from gongkai.casework.applications.finding import queries as found
from gongkai.casework.applications.finding.models import Mark
from gongkai.casework.applications.finding.queries import SameApplicant
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.sameness import AlreadySubmitted
from gongkai.casework.villages.villagers import queries as villagers
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.receipt import Channel
from gongkai.law.registers.decisions import PERMIT
from gongkai.office.journal import codes, reindexing, rewrapping, vault
from gongkai.office.journal.reindexing import BlindIndexed, BlindMarked
from gongkai.office.journal.verify import verify
from gongkai.office.security.factors import acts as factors
from gongkai.office.security.factors import codes as passing
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers import storing
from gongkai.publication.registers.interface import acts as interface
from gongkai.publication.registers.models import Record
from gongkai.web import clock, suites
from tests.casework.conftest import PERSON, Receive, take
from tests.casework.villages.conftest import PERSON as VILLAGER
from tests.casework.villages.conftest import Country, applied, certified, settled, slip_of
from tests.cast import Cast
from tests.doors.watch.conftest import trouble
from tests.publication.registers.rows import row

DAY = date(2025, 9, 18)
SUITES = (suites.INTERNATIONAL, suites.NATIONAL)
ROADS = "示例县2024年农村道路养护资金的分配结果"
INDEXED = {
    "code_digest",
    "passing_digest",
    "identity_index",
    "alike",
    "external",
}
STAGED = {"registers.ImportRow.alike", "engagement.TicketImportRow.external"}
"""Gone when their batch is decided."""


@pytest.fixture(autouse=True)
def forgotten(db: None) -> Iterator[None]:
    vault.forget()
    yield
    vault.forget()


@pytest.fixture
def country(people: Cast) -> Country:
    return settled(people)


@pytest.fixture(params=[SUITES, SUITES[::-1]], ids=["to national", "back"])
def way(request: pytest.FixtureRequest, settings: Any) -> tuple[str, str]:
    """From one suite to the other; the test begins in the first."""
    first, second = request.param
    settings.CRYPTO = first
    return first, second


def switch(settings: Any, suite: str) -> None:
    settings.CRYPTO = suite
    vault.forget()


def submit(people: Cast, once: str, **values: str) -> Receipted:
    filled = Filled(ApplicantKind.PERSON, Channel.ONLINE, {**PERSON, **values})
    return acts.receive(people.bureau, filled, on=DAY, today=DAY, once=once)


def old_left() -> dict[str, list[str]]:
    """索引中仍可见的SHA-256: by column."""
    left = {}
    for each in reindexing.columns():
        if isinstance(each, BlindIndexed):
            kept = each.model._base_manager.exclude(**{each.column: None}).values_list(each.column, flat=True)
            if plain := [index for index in kept if re.fullmatch(r"[0-9a-f]{64}", index)]:
                left[f"{each.model.__name__}.{each.column}"] = plain
    return left


# -- the index itself ------------------------------------------------------------------------------------------------------


@given(st.sampled_from(SUITES), st.sampled_from(SUITES), st.text(), st.text(), st.sampled_from(["identity", "code"]))
def test_what_one_suite_indexed_the_other_finds_and_nothing_else(
    one: str, other: str, text: str, another: str, field: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.CRYPTO", one)
        made = vault.blind(field, text)
        patch.setattr("django.conf.settings.CRYPTO", other)
        for kept in (made, vault.blind_over(made)):
            assert kept is None or (kept in vault.blinds(field, text) and vault.is_blind(kept, field, text))
            assert kept is None or len(kept) <= 64, "it fits where the old one stood"
            same = vault.blind(field, another) == vault.blind(field, text)
            assert kept is None or vault.is_blind(kept, field, another) == same
            assert not vault.is_blind(kept, f"{field} of another", text)
    assert made.startswith("sm3:") == (one == suites.NATIONAL)


@given(st.sampled_from(SUITES), st.sampled_from(SUITES), st.text(max_size=40))
def test_a_code_that_was_handed_out_opens_under_either_suite(one: str, other: str, told: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.CRYPTO", one)
        code = codes.code_from("use", told)
        kept = vault.blind("kept", codes.plain(code))
        patch.setattr("django.conf.settings.CRYPTO", other)
        assert codes.opens(codes.spaced(code).lower(), "use", told) and not codes.opens(code, "another use", told)
        assert codes.code_kept("use", told, kept, "kept") == code


# -- files of citizens -----------------------------------------------------------------------------------------------------


def test_a_query_code_opens_before_and_after_the_rewrap_and_the_form_sent_again_gets_the_same_receipt(
    people: Cast, settings: Any, way: tuple[str, str]
) -> None:
    receipt = submit(people, "a" * 32)
    number = receipt.application.dossier.number
    for suite in (way[1], way[0], way[1]):
        switch(settings, suite)
        again = submit(people, "a" * 32)
        assert (again.application, again.code) == (receipt.application, receipt.code)
        assert queries.by_code(people.bureau, number, receipt.spaced_code) == receipt.application
        assert queries.by_code(people.bureau, number, "2222-2222-2222-2222") is None
        assert not rewrapping.rewrap()
        assert queries.by_code(people.bureau, number, receipt.code) == receipt.application
        assert submit(people, "a" * 32).code == receipt.code
    assert list(verify(whole=True)) == []


def test_the_same_words_on_the_same_day_are_refused_whichever_suite_marked_them(
    people: Cast, settings: Any, way: tuple[str, str]
) -> None:
    submit(people, "a" * 32)
    switch(settings, way[1])
    with pytest.raises(AlreadySubmitted):
        submit(people, "b" * 32)
    assert not rewrapping.rewrap()
    with pytest.raises(AlreadySubmitted):
        submit(people, "c" * 32)


def test_who_applied_before_is_known_as_the_same_and_counted_once(
    people: Cast, receive: Receive, settings: Any, way: tuple[str, str]
) -> None:
    first = receive(date(2025, 9, 3), description=ROADS)
    stranger = receive(date(2025, 9, 4), description=ROADS, identity_number="110101190001010022")
    switch(settings, way[1])
    again = receive(DAY, description=ROADS)
    for moved in (False, True):
        if moved:
            assert not rewrapping.rewrap()
            first, stranger, again = (
                Application.objects.everywhere().get(pk=each.pk) for each in (first, stranger, again)
            )
            assert first.identity_index == again.identity_index
        assert queries.earlier_items(again) == 1
        told = {each.application.pk: each.applicant for each in found.alike(again, top=people.bureau, on=DAY)}
        assert told == {first.pk: SameApplicant.SAME, stranger.pk: SameApplicant.OTHER}
        assert found.asked_for_the_same(again).applicants == 2


def test_marks_are_made_anew_and_only_of_what_can_still_be_read(people: Cast, receive: Receive, settings: Any) -> None:
    kept, gone = receive(DAY, description=ROADS), receive(DAY, description="另一件事的办理结果")
    switch(settings, suites.NATIONAL)
    take(gone, Act.WITHDRAW, DAY, people.wang, reason="不再需要")
    acts.shred(gone, on=DAY, by=people.wang, reason="保管期满")
    assert not rewrapping.rewrap()
    marks = list(Mark.objects.of(people.bureau).values_list("application", "mark"))
    assert {key for key, _ in marks} == {kept.pk} and all(mark < 0 for _, mark in marks)


def test_a_draft_opens_by_its_code_after_a_change_and_is_sent_once(
    people: Cast, settings: Any, way: tuple[str, str]
) -> None:
    saved = drafts.save(people.bureau, dict(PERSON), organization=False, once="a" * 32, on=DAY)
    for suite in (way[1], way[0]):
        switch(settings, suite)
        draft = drafted.by_code(people.bureau, saved.code, DAY)
        assert draft and drafted.values(draft, saved.code)["description"] == PERSON["description"]
        assert drafted.by_code(people.bureau, "2222222222222222", DAY) is None
        assert not rewrapping.rewrap()
    filled = Filled(ApplicantKind.PERSON, Channel.ONLINE, PERSON)
    sent = drafts.send(people.bureau, filled, [], on=DAY, once="b" * 32, code=saved.code)
    switch(settings, way[1])
    again = drafts.send(people.bureau, filled, [], on=DAY, once="c" * 32, code=saved.code)
    assert again.again and again.receipted.code == sent.receipted.code
    assert Application.objects.of(people.bureau).count() == 1


# -- villagers, records, factors, keys ------------------------------------------------------------------------------------------


def test_nobody_is_certified_twice_and_a_slip_lets_in_whichever_suite_is_in_use(
    country: Country, settings: Any, way: tuple[str, str]
) -> None:
    villager = certified(country.village, country.clerk)
    slip = slip_of(villager, country.clerk)
    for moved in (False, True):
        switch(settings, way[1])
        if moved:
            assert not rewrapping.rewrap()
        with pytest.raises(Unlawful, match="已经在本村申请或者认证"):
            applied(country.village, VILLAGER)
        assert villagers.by_code(country.village, slip.number, slip.code, now=clock.now()) == villager
        assert villagers.by_code(country.village, slip.number, "2222222222222222", now=clock.now()) is None
    applied(country.other, VILLAGER)


def test_a_record_is_registered_once_across_the_suites(people: Cast, settings: Any, way: tuple[str, str]) -> None:
    def enter(number: int) -> Record:
        return registers.enter(people.bureau, PERMIT, row(PERMIT, number), on=DAY, today=DAY, by=people.wang)

    first = enter(1)
    switch(settings, way[1])
    with pytest.raises(Unlawful, match="同样的记录已经登记"):
        enter(1)
    second = enter(2)
    said = storing.written(second)
    with pytest.raises(Unlawful, match="重复"):
        registers.correct(
            second,
            storing.written(first),
            "登记有误",
            seen=second.edition,
            on=DAY,
            today=DAY,
            by=people.wang,
        )
    assert said == storing.written(Record.objects.of(people.bureau).get(pk=second.pk))
    assert not rewrapping.rewrap()
    with pytest.raises(Unlawful, match="同样的记录已经登记"):
        enter(1)
    assert list(verify(whole=True)) == []


def test_a_recovery_code_opens_once_and_a_key_still_works(people: Cast, settings: Any, way: tuple[str, str]) -> None:
    now = datetime(2025, 9, 18, 12, tzinfo=clock.BEIJING)
    secret = factors.begin(people.wang)
    drawn = factors.confirm(people.wang, passing.code_at(secret, now), now=now)
    told = "gk-" + "a" * 40
    kept = interface.digest_of(told)
    switch(settings, way[1])
    assert kept in interface.digests_of(told) and kept not in interface.digests_of(told + "b")
    assert factors.answers(people.wang, drawn[0], now=now)
    assert not rewrapping.rewrap()
    assert not factors.answers(people.wang, drawn[0], now=now + timedelta(seconds=1)), "spent"
    assert factors.answers(people.wang, drawn[1], now=now)
    renewed = factors.renew_codes(people.wang, on=DAY)
    assert factors.answers(people.wang, renewed[0], now=now)


# -- the rewrap ------------------------------------------------------------------------------------------------------------


def test_after_the_rewrap_no_digest_of_the_old_suite_is_left(country: Country, receive: Receive, settings: Any) -> None:
    people = country.people
    receive(DAY, description=ROADS)
    submit(people, "a" * 32)
    slip_of(certified(country.village, country.clerk), country.clerk)
    drafts.save(people.bureau, dict(PERSON), organization=False, once="b" * 32, on=DAY)
    registers.enter(people.bureau, PERMIT, row(PERMIT, 1), on=DAY, today=DAY, by=people.wang)
    assert len(old_left()) >= 7 and reindexing.remaining() == 0
    switch(settings, suites.NATIONAL)
    assert reindexing.remaining() > 7
    assert "条盲索引还是以前的算法" in trouble("indexes").what
    assert not rewrapping.rewrap()
    assert old_left() == {} and reindexing.remaining() == 0
    before = [list(each.model._base_manager.order_by("pk").values()) for each in reindexing.columns()]
    assert not rewrapping.rewrap()
    assert before == [list(each.model._base_manager.order_by("pk").values()) for each in reindexing.columns()]
    assert list(verify(whole=True)) == []


def test_where_the_new_form_is_taken_the_row_stays_and_is_told(people: Cast, settings: Any) -> None:
    """No way leads there but two processes under two suites; then nothing is lost and somebody hears of it."""
    first = registers.enter(people.bureau, PERMIT, row(PERMIT, 1), on=DAY, today=DAY, by=people.wang)
    second = registers.enter(people.bureau, PERMIT, row(PERMIT, 2), on=DAY, today=DAY, by=people.wang)
    switch(settings, suites.NATIONAL)
    taken = storing.alike(PERMIT, {**first.data, **storing.opened(first.sealed)})
    Record.objects.of(people.bureau).filter(pk=second.pk).update(alike=taken)
    left = rewrapping.rewrap()
    assert left.indexes == 1 and Record.objects.of(people.bureau).get(pk=first.pk).alike == first.alike


def test_an_index_whose_text_is_not_there_is_laid_over_and_owed_no_more(receive: Receive, settings: Any) -> None:
    application = receive(DAY, description=ROADS, identity_number="")
    application.identity_index = vault.blind("identity", "110101190001010022")
    application.save(update_fields=["identity_index"])
    switch(settings, suites.NATIONAL)
    assert not rewrapping.rewrap()
    application.refresh_from_db(from_queryset=Application.objects.everywhere())
    assert application.identity_index.startswith(vault.OVER)
    assert vault.is_blind(application.identity_index, "identity", "110101190001010022")
    switch(settings, suites.INTERNATIONAL)
    assert not rewrapping.rewrap()


def test_every_column_that_holds_a_blind_index_is_named() -> None:
    named = {
        f"{each.model._meta.label}.{each.column}" for each in reindexing.columns() if isinstance(each, BlindIndexed)
    }
    columns = {
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if column.name in INDEXED and isinstance(column, models.CharField) and column.max_length == 64
    }
    assert columns - STAGED <= named and columns >= STAGED
    marked = {each.model for each in reindexing.columns() if isinstance(each, BlindMarked)}
    assert marked == {
        model
        for model in apps.get_models()
        if any(
            column.name == "mark" and isinstance(column, models.BigIntegerField)
            for column in model._meta.concrete_fields
        )
    }


def test_codes_kept_nowhere_open_under_either_suite(settings: Any, way: tuple[str, str]) -> None:
    class Sent:
        once = "a" * 64

    code = corrections.code_of(Sent)  # type: ignore[arg-type]  # all that is asked of it
    switch(settings, way[1])
    assert codes.opens(code, "correction code", Sent.once)
