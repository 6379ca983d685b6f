"""保险柜: personal data are readable only where they belong and only until they are shredded."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.journal import acts, queries, vault, veil
from gongkai.office.journal.models import Dossier, DossierKey
from gongkai.office.journal.verify import verify
from tests.cast import Cast

MONDAY = date(2025, 9, 8)
texts = st.text(st.characters(codec="utf-8"))


@pytest.fixture
def errand(people: Cast) -> Dossier:
    return acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang, title="甲事")


@pytest.fixture
def another(people: Cast) -> Dossier:
    return acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang)


@given(texts)
def test_what_was_sealed_reads_back(errand: Dossier, text: str) -> None:
    assert vault.unseal(errand, "name", vault.seal(errand, "name", text)) == text
    assert vault.unseal(None, "name", vault.seal(None, "name", text)) == text


@given(text=texts, place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_single_changed_bit_makes_it_unreadable(errand: Dossier, text: str, place: int, bit: int) -> None:
    sealed = bytearray(vault.seal(errand, "name", text))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(vault.Unreadable):
        vault.unseal(errand, "name", bytes(sealed))


def test_a_sealed_text_cannot_be_moved_to_another_field_or_file(errand: Dossier, another: Dossier) -> None:
    sealed = vault.seal(errand, "name", "陈样例")
    for dossier, field in ((errand, "phone"), (another, "name"), (None, "name")):
        with pytest.raises(vault.Unreadable):
            vault.unseal(dossier, field, sealed)


def test_a_wrapped_key_cannot_be_moved_to_another_file(errand: Dossier, another: Dossier) -> None:
    key = DossierKey.objects.of(errand.authority).get(dossier=errand)
    DossierKey.objects.of(errand.authority).filter(dossier=another).update(wrapped=key.wrapped)
    with pytest.raises(vault.Unreadable):
        vault.seal(another, "name", "陈样例")
    assert any("案卷密钥被改动" in str(finding) for finding in verify())


def test_the_same_text_is_sealed_differently_each_time_but_found_by_its_blind_index(errand: Dossier) -> None:
    assert vault.seal(errand, "name", "陈样例") != vault.seal(errand, "name", "陈样例")
    assert vault.blind("identity", "11010119900101001x") == vault.blind("identity", " １１０１０１ 19900101001X")
    assert vault.blind("identity", "1") != vault.blind("identity", "2")
    assert vault.blind("identity", "1") != vault.blind("phone", "1")


@given(texts, texts)
def test_a_fingerprint_is_of_one_row_in_one_file(errand: Dossier, another: Dossier, one: str, other: str) -> None:
    prints = {vault.fingerprint(errand, {"name": text}) for text in (one, other)}
    assert len(prints) == len({one, other})
    assert vault.fingerprint(another, {"name": one}) not in prints


def test_an_entry_holds_the_fingerprint_of_personal_data_and_never_the_data(people: Cast) -> None:
    personal = {"name": "陈样例", "phone": "13800000000"}
    dossier = acts.open_dossier(
        people.bureau, "errand", Step("begin", MONDAY), by=people.wang, title="陈样例的申请", personal=personal
    )
    acts.take(dossier, Step("add", MONDAY, {"amount": 1}), by=people.wang, personal={"phone": "13900000000"})
    written = "".join(queries.entries(dossier).values_list("data", flat=True))
    assert vault.fingerprint(dossier, personal) in written
    assert not any(told in written for told in ("陈样例", "13800000000", "13900000000"))


def test_shredding_leaves_a_valid_chain_that_says_which_entry_did_it(errand: Dossier, people: Cast) -> None:
    sealed = vault.seal(errand, "name", "陈样例")
    with pytest.raises(Unlawful, match="尚未办结"):
        acts.shred(errand, on=MONDAY, by=people.li, reason="保管期满")
    acts.take(errand, Step("end", MONDAY), by=people.li)
    acts.shred(errand, on=MONDAY, by=people.li, reason="保管期满")
    with pytest.raises(vault.Shredded, match="第3号条目"):
        vault.unseal(errand, "name", sealed)
    assert Dossier.objects.of(people.bureau).get().title == ""
    assert vault.secrets_of_many([errand]) == {}
    assert [str(finding) for finding in verify(whole=True)] == []
    assert queries.timeline(errand)[-1].label == "销毁个人信息"
    with pytest.raises(Unlawful, match="第3号条目"):
        acts.shred(errand, on=MONDAY, by=people.li, reason="保管期满")


def test_many_files_are_opened_with_one_question(errand: Dossier, another: Dossier) -> None:
    secrets = vault.secrets_of_many([errand, another])
    assert secrets[errand.pk].unseal("name", vault.seal(errand, "name", "甲")) == "甲"
    assert secrets.keys() == {errand.pk, another.pk}


def test_what_the_law_calls_private_is_sealed_in_its_entry_and_reads_back(errand: Dossier, people: Cast) -> None:
    steps = [Step("add", MONDAY, {"amount": 2, "remark": told}) for told in ("与陈样例通话", "", "  ")]
    for step in steps:
        acts.take(errand, step, by=people.wang)
    acts.enter(people.bureau, "note", on=MONDAY, by=None, data={"text": "陈样例来电"}, dossier=errand)
    written = "".join(queries.entries(errand).values_list("data", flat=True))
    assert "陈样例" not in written
    assert list(queries.steps(errand)[1:]) == steps
    assert queries.timeline(errand)[-1].data == {"note": {"text": "陈样例来电"}}
    acts.take(errand, Step("end", MONDAY), by=people.li)
    acts.shred(errand, on=MONDAY, by=people.li, reason="保管期满")
    assert [step.details.get("remark") for step in queries.steps(errand)[1:4]] == ["（已销毁）", "", "  "]
    assert queries.timeline(errand)[4].data == {"note": {"text": "（已销毁）"}}
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_sealed_piece_moved_to_another_file_is_found_by_the_seal_and_does_not_open(
    errand: Dossier, another: Dossier, people: Cast
) -> None:
    acts.take(errand, Step("add", MONDAY, {"amount": 2, "remark": "与陈样例通话"}), by=people.wang)
    piece = json.loads(queries.entries(errand)[1].data)
    assert piece["private"]
    with pytest.raises(vault.Unreadable):
        veil.uncovered(piece, vault.secrets_of(another))
