"""换钥: after the key outside was changed everything reads as before, whoever was killed on the way; codes stay valid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import models

from gongkai.law.grammar.flow import Step
from gongkai.office.authorities.models import Owned
from gongkai.office.journal import acts, rewrapping, vault
from gongkai.office.journal.models import Dossier, DossierKey, HouseKey
from gongkai.office.journal.verify import verify
from gongkai.office.notices import acts as notices
from gongkai.office.notices.models import Message
from tests.cast import Cast
from tests.publication.failpoints import survives

MONDAY = date(2025, 9, 8)
OLD = "the key of the first years, of nobody"
NEW = "the key that came afterwards, of nobody"
OPEN = {"sites.Emblem.content", "villages.NoticePhoto.content"}
"""Bytes that anybody may read."""
BY_A_CODE = {"applications.ApplicationDraft.values", "applications.ApplicationDraft.receipt"}
"""Sealed by a code that is not kept and the blind key, which does not rotate."""
OF_WHO_SPOKE = {"villages.VillagePost.personal"}
"""Sealed under the file of the villager; what a clerk says has no villager and is not sealed."""
NEWEST = "the key that came last of all, of nobody"


@pytest.fixture(autouse=True)
def keys(settings: Any) -> Iterator[None]:
    """Begin with the old key, and leave nothing remembered."""
    settings.VAULT_KEY, settings.VAULT_KEYS_FORMER = OLD, ()
    vault.forget()
    yield
    vault.forget()


def change(settings: Any, new: str, *former: str) -> None:
    """更换: as the operator does, in the environment, and every process starts anew."""
    settings.VAULT_KEY, settings.VAULT_KEYS_FORMER = new, former
    vault.forget()


class Planted:
    """What was sealed under the old key: three files, one of them shredded, and messages of the house."""

    def __init__(self, people: Cast) -> None:
        self.files = [self._file(people, number) for number in range(3)]
        self.texts = [vault.seal(dossier, "name", f"王小样{dossier.pk}") for dossier in self.files]
        self.indexes = (vault.blind("identity", "110101190001010014"), vault.blind("query code", "ABCD"))
        gone = self._file(people, 3)
        acts.take(gone, Step("end", MONDAY), by=people.wang)
        acts.shred(gone, on=MONDAY, by=people.wang, reason="保管期满")
        notices.write_email(people.bureau, "of no file", to="chen@example.org", subject="通知", body="平台通知")
        notices.notify(people.bureau, "of no file either", people.wang, subject="通知", body="内部通知")
        notices.write_email(
            people.bureau, "of a file", to="li@example.org", subject="通知", body="案卷通知", dossier=self.files[0]
        )

    @staticmethod
    def _file(people: Cast, number: int) -> Dossier:
        return acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang, title=f"事{number}")

    def reads_as_before(self) -> bool:
        told = [vault.unseal(dossier, "name", text) for dossier, text in zip(self.files, self.texts, strict=True)]
        bodies = sorted(message.text() for message in Message.objects.everywhere())
        indexes = (vault.blind("identity", "110101190001010014"), vault.blind("query code", "ABCD"))
        named = told == [f"王小样{dossier.pk}" for dossier in self.files]
        return named and bodies == ["内部通知", "平台通知", "案卷通知"] and indexes == self.indexes


@pytest.fixture
def planted(people: Cast) -> Planted:
    return Planted(people)


def test_while_both_keys_are_named_everything_reads_and_verify_tells_what_is_owed(
    planted: Planted, settings: Any
) -> None:
    change(settings, NEW, OLD)
    assert planted.reads_as_before()
    assert any("3个案卷密钥、3条平台加密的内容仍由以前的密钥保护" in str(each) for each in verify(whole=True))
    assert "journal.W001" in {message.id for message in run_checks(databases=["default"])}


def test_when_all_is_rewrapped_the_old_key_may_go(planted: Planted, settings: Any) -> None:
    change(settings, NEW, OLD)
    told = StringIO()
    call_command("rewrap", stdout=told)
    assert "已重新包裹3个案卷密钥" in told.getvalue() and "可以撤去以前的密钥" in told.getvalue()
    change(settings, NEW)
    assert planted.reads_as_before() and list(verify(whole=True)) == []
    call_command("rewrap", "--check", stdout=StringIO())


def test_a_second_rotation_keeps_the_indexes_of_the_first(planted: Planted, settings: Any) -> None:
    for new, former in ((NEW, OLD), (NEWEST, NEW)):
        change(settings, new, former)
        assert not rewrapping.rewrap()
        change(settings, new)
    assert planted.reads_as_before()
    assert {key.key_id for key in HouseKey.objects.all()} == {vault.house_key_id()}


def test_to_rewrap_again_changes_nothing(planted: Planted, settings: Any) -> None:
    change(settings, NEW, OLD)
    rewrapping.rewrap()
    before = _everything()
    assert not rewrapping.rewrap()
    assert _everything() == before


def _everything() -> list[object]:
    keys = DossierKey.objects.everywhere().order_by("pk").values_list("pk", "wrapped", "key_id")
    texts = Message.objects.everywhere().order_by("pk").values_list("pk", "recipient", "body")
    return [tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in [*keys, *texts]]


def test_a_shredded_file_is_not_brought_back(planted: Planted, settings: Any) -> None:
    change(settings, NEW, OLD)
    rewrapping.rewrap()
    assert DossierKey.objects.everywhere().filter(wrapped=None).count() == 1


def test_an_old_key_given_up_too_early_is_told_and_can_be_put_back(planted: Planted, settings: Any) -> None:
    change(settings, NEW)
    with pytest.raises(vault.Unreadable, match="没有提供"):
        vault.unseal(planted.files[0], "name", planted.texts[0])
    assert "journal.E002" in {message.id for message in run_checks(databases=["default"])}
    assert any("由没有提供的密钥" in str(finding) for finding in verify())
    with pytest.raises(CommandError, match="3个案卷密钥"):
        call_command("rewrap", stdout=StringIO(), stderr=StringIO())
    change(settings, NEW, OLD)
    assert not rewrapping.rewrap() and planted.reads_as_before()


@pytest.mark.soak
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # who is killed closes no cursors
@pytest.mark.django_db(transaction=True)
def test_killed_at_any_point_nothing_is_lost_and_done_again_it_is_done(
    people: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewrapping, "CHUNK", 1)
    planted = Planted(people)
    new, at, done = OLD, 0, False
    while not done:
        new, old, at = f"{NEW} {at}", new, at + 1
        change(settings, new, old)
        done = survives(rewrapping.rewrap, at)
        vault.forget()
        assert planted.reads_as_before(), f"killed at point {at}"
        assert not rewrapping.rewrap()
        change(settings, new)
        assert planted.reads_as_before()
    assert at > 20, "several transactions, each of several statements"
    assert list(verify(whole=True)) == []


def test_every_sealed_column_belongs_to_a_dossier_or_is_named_as_sealed_by_the_house() -> None:
    named = {(each.model, each.column) for each in rewrapping.house_sealed()}
    house = {model for model, _ in named}
    ours = [model for model in apps.get_models() if issubclass(model, Owned) or model in house]
    sealed = {
        (model, column.name)
        for model in ours
        if model is not DossierKey
        for column in model._meta.concrete_fields
        if isinstance(column, models.BinaryField)
        and f"{model._meta.label}.{column.name}" not in OPEN | BY_A_CODE | OF_WHO_SPOKE
    }
    assert named <= sealed
    assert {(model, name) for model, name in sealed if not _leads_to_a_dossier(model)} <= named


def _leads_to_a_dossier(model: type[models.Model], far: int = 3) -> bool:
    """By references that are always there: such a row is sealed under the key of that file."""
    leading = [column for column in model._meta.concrete_fields if column.is_relation and not column.null]
    targets = [column.related_model for column in leading if isinstance(column.related_model, type)]
    return Dossier in targets or (far > 0 and any(_leads_to_a_dossier(each, far - 1) for each in targets))
