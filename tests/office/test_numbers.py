"""编号与并发: numbers without gaps and never twice, and nobody's act overwritten, whoever works at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.journal import acts, numbers
from gongkai.office.journal.models import Counter
from gongkai.office.journal.verify import verify
from tests.cast import Cast, authority
from tests.office import clerk

DAY = date(2025, 9, 8)
ROOT = Path(__file__).resolve().parent.parent.parent


def test_numbers_run_by_authority_kind_and_year(people: Cast) -> None:
    opened = [
        acts.open_dossier(at, "errand", Step("begin", day), by=None).number
        for at, day in (
            (people.bureau, DAY),
            (people.bureau, DAY),
            (people.elsewhere, DAY),
            (people.bureau, date(2026, 1, 4)),
        )
    ]
    assert opened == ["〔2025〕001号", "〔2025〕002号", "〔2025〕001号", "〔2026〕001号"]


def test_an_act_that_fails_gives_its_number_back(people: Cast) -> None:
    with pytest.raises(Unlawful):
        acts.open_dossier(people.bureau, "errand", Step("add", DAY), by=None)
    with transaction.atomic():
        acts.open_dossier(people.bureau, "errand", Step("begin", DAY), by=None)
        transaction.set_rollback(True)
    assert acts.open_dossier(people.bureau, "errand", Step("begin", DAY), by=None).number == "〔2025〕001号"


def test_a_document_number_is_written_as_the_standard_has_it(people: Cast) -> None:
    with transaction.atomic():
        assert numbers.document(people.bureau, "示民公复", 2025).text == "示民公复〔2025〕1号"
        assert numbers.document(people.bureau, "示民公复", 2025).text == "示民公复〔2025〕2号"
        assert numbers.document(people.bureau, "示民公告", 2025).text == "示民公告〔2025〕1号"


@given(st.text(max_size=6))
def test_every_document_number_keeps_to_its_form_or_is_refused(people: Cast, code: str) -> None:
    with transaction.atomic():
        try:
            text = numbers.document(people.bureau, code, 2025).text
        except Unlawful as refused:
            assert refused.field == "letter_code"
        else:
            assert numbers.DOCUMENT_NUMBER.fullmatch(text)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_a_number_drawn_outside_an_act_is_refused() -> None:
    county = authority("shili", "示例县人民政府", AuthorityKind.COUNTY)
    with pytest.raises(RuntimeError, match="同一事务"):
        numbers.document(county, "示民公复", 2025)


def test_a_number_that_no_entry_used_or_two_entries_used_is_found(people: Cast) -> None:
    dossier = acts.open_dossier(people.bureau, "errand", Step("begin", DAY), by=None)
    with transaction.atomic():
        number = numbers.document(people.bureau, "示民公复", 2025)
    assert any("1号没有条目使用" in str(finding) for finding in verify(whole=True))
    acts.take(dossier, Step("add", DAY, {"amount": 1}), by=None, numbers=[number])
    assert list(verify(whole=True)) == []
    acts.take(dossier, Step("add", DAY, {"amount": 1}), by=None, numbers=[number])
    assert any("1号用了不止一次" in str(finding) for finding in verify(whole=True))
    Counter.objects.of(people.bureau).filter(series="errand").update(last=0)
    assert any("超出编号簿的末号0" in str(finding) for finding in verify(whole=True))


# --- several at once --------------------------------------------------------------------------------------------------

CLERKS = 4


def judge(outcomes: list[str], evening: str) -> None:
    """Only one of the clerks acted on the version all had seen; the numbers are whole; the journal verifies."""
    assert outcomes.count(clerk.ENDED) == 1
    assert all("已被他人办理" in told for told in outcomes if told != clerk.ENDED)
    assert evening == f"{CLERKS * clerk.FILES + 1} files, nothing found"


@pytest.mark.postgres
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="threads cannot share SQLite in memory; processes do it below"
)
@pytest.mark.django_db(transaction=True)
def test_clerks_in_threads_never_share_a_number_nor_overwrite_each_other() -> None:
    def in_a_thread(_: int) -> str:
        try:
            return clerk.toil()
        finally:
            connections.close_all()

    clerk.morning()
    with ThreadPoolExecutor(CLERKS) as office:
        outcomes = list(office.map(in_a_thread, range(CLERKS)))
    judge(outcomes, clerk.evening())


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="a database in a file; threads do the same on PostgreSQL above"
)
def test_clerks_in_processes_never_share_a_number_nor_overwrite_each_other(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'office.sqlite3'}"
    environment = {**os.environ, "GONGKAI_DATABASE": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}

    def in_a_process(call: str) -> str:
        code = f"import django; django.setup(); from tests.office import clerk; print(clerk.{call})"
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    in_a_process("morning(fresh=True)")
    with ThreadPoolExecutor(CLERKS) as office:
        outcomes = list(office.map(in_a_process, ["toil()"] * CLERKS))
    judge(outcomes, in_a_process("evening()"))
