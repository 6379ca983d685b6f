"""登记簿的工作: exports and imports killed, cancelled and gone on with; what comes of them is the same, or nothing."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ledgers import Choice, Stage
from gongkai.law.registers.trades import PURCHASE
from gongkai.office.jobs import acts as jobs
from gongkai.office.jobs import queries, running
from gongkai.office.jobs.models import Job, JobError, JobPiece, State
from gongkai.publication.registers import chores, exporting
from gongkai.publication.registers.importing import acts
from gongkai.publication.registers.importing.models import ImportPiece, ImportRow, RecordImport
from gongkai.publication.registers.models import Record
from gongkai.web import clock
from tests.cast import Cast, cast
from tests.office.killing import a_step, again, die_at
from tests.publication.registers.files import DAY, imported, kept_kind, workbook
from tests.publication.registers.rows import row

pytestmark = pytest.mark.django_db
ROWS = 5
WRONG = "八千"
GOOD = workbook(PURCHASE, [row(PURCHASE, number) for number in range(1, ROWS + 1)])
FAULTY = workbook(
    PURCHASE, [row(PURCHASE, number, **({"amount": WRONG} if number == 3 else {})) for number in range(1, ROWS + 1)]
)
DEATHS = st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=3)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Two rows to a step, so that a few rows are several steps."""
    monkeypatch.setattr(exporting, "CHUNK", 2)
    monkeypatch.setattr(acts.going, "__kwdefaults__", {"chunk": 2})
    return cast()


def result(job: Job) -> bytes:
    return b"".join(queries.content(job))


@pytest.mark.parametrize("form", exporting.FORMS)
@settings(max_examples=5)
@given(deaths=DEATHS)
def test_an_export_killed_anywhere_writes_the_same_bytes(
    people: Cast, form: str, deaths: list[tuple[int, bool]]
) -> None:
    if not Record.objects.of(people.bureau).exists():
        imported(people.bureau, PURCHASE, GOOD)
    whole = exporting.ask(people.bureau, PURCHASE, form, by=people.li)
    running.work_off("甲机")
    job = exporting.ask(people.bureau, PURCHASE, form, by=people.wang)
    for at, noted in deaths:
        die_at(at, noted=noted)
    running.work_off("乙机")
    job, whole = again(job), again(whole)
    assert (job.state, job.done, job.says) == (State.DONE, ROWS, f"共{ROWS}条记录")
    assert result(job) == result(whole) != b""
    assert not JobPiece.objects.of(people.bureau).filter(made=False).exists()


def test_an_export_holds_every_record_with_its_state_and_figures_as_figures(people: Cast) -> None:
    imported(people.bureau, PURCHASE, GOOD)
    both = {form: exporting.ask(people.bureau, PURCHASE, form, by=people.wang) for form in exporting.FORMS}
    running.work_off("甲机")
    lines = list(csv.reader(io.StringIO(result(again(both["csv"])).decode("utf-8-sig"))))
    book = CalamineWorkbook.from_filelike(io.BytesIO(result(again(both["xlsx"]))))
    told = book.get_sheet_by_index(0).to_python()
    assert lines[0] == told[0] and lines[0][:2] == ["状态", "版次"] and len(lines) == len(told) == ROWS + 1
    assert {line[0] for line in lines[1:]} == {line[0] for line in told[1:]} == {"待公开"}
    amount = lines[0].index(PURCHASE.field("amount").heading)
    assert isinstance(told[1][amount], float) and float(lines[1][amount]) == told[1][amount]


@pytest.mark.parametrize("steps", range(5))
def test_an_export_cancelled_between_two_steps_leaves_no_piece(people: Cast, steps: int) -> None:
    imported(people.bureau, PURCHASE, GOOD)
    job = exporting.ask(people.bureau, PURCHASE, "xlsx", by=people.wang)
    for _ in range(steps):
        a_step()
    jobs.cancel(job, on=DAY, by=people.wang)
    running.work_off("甲机")
    assert again(job).state == State.CANCELLED and not JobPiece.objects.of(people.bureau).exists()


# -- imports ---------------------------------------------------------------------------------------------------------------


def uploaded(people: Cast, content: bytes = FAULTY) -> tuple[RecordImport, Job]:
    kept_kind(people.bureau, PURCHASE)
    batch = acts.upload(people.bureau, PURCHASE, content, name="采购.xlsx", on=DAY, by=people.wang)
    acts.map_columns(batch, [key for _, key in batch.mapping])
    return batch, Job.objects.of(people.bureau).get(kind=acts.JOB)


@pytest.mark.parametrize(
    ("reading", "entering"),
    [((1, True), (1, False)), ((2, False), (1, True)), ((3, True), (2, False)), ((1, False), (2, True))],
)
def test_an_import_killed_anywhere_comes_in_once(
    people: Cast, reading: tuple[int, bool], entering: tuple[int, bool]
) -> None:
    batch, job = uploaded(people)
    die_at(reading[0], noted=reading[1])
    running.work_off("乙机")
    batch.refresh_from_db()
    assert (batch.stage, again(job).state) == (Stage.TO_ACCEPT, State.DONE)
    assert not Record.objects.of(people.bureau).exists()
    acts.accept(batch, Choice.SKIP, on=DAY, by=people.wang)
    die_at(entering[0], noted=entering[1])
    running.work_off("乙机")
    batch.refresh_from_db()
    assert (batch.stage, batch.entered) == (Stage.DONE, ROWS - 1)
    assert Record.objects.of(people.bureau).count() == ROWS - 1
    assert not Job.objects.of(people.bureau).exclude(state=State.DONE).exists()


def test_a_row_that_is_refused_is_told_with_its_rule_and_not_with_what_it_says(people: Cast) -> None:
    _, job = uploaded(people)
    running.work_off("甲机")
    told = [str(each) for each in JobError.objects.of(people.bureau).filter(job=job)]
    assert len(told) == 1 and PURCHASE.field("amount").label in told[0] and WRONG not in told[0]
    assert "不收1行" in again(job).says and "registers/imports" in again(job).page


@pytest.mark.parametrize("steps", range(4))
def test_an_import_cancelled_between_two_steps_of_reading_leaves_nothing(people: Cast, steps: int) -> None:
    batch, job = uploaded(people)
    for _ in range(steps):
        a_step()
    if again(job).is_open:
        jobs.cancel(job, on=DAY, by=people.wang)
    else:
        acts.cancel(batch)
    running.work_off("甲机")
    assert not Job.objects.of(people.bureau).filter(state__in=[State.QUEUED, State.RUNNING]).exists()
    assert Job.objects.of(people.bureau).order_by("-pk")[0].state == State.CANCELLED
    for left in (RecordImport, ImportRow, ImportPiece, Record):
        assert not left.objects.of(people.bureau).exists()


def test_an_import_that_is_accepted_is_carried_to_its_end(people: Cast) -> None:
    batch, _ = uploaded(people)
    running.work_off("甲机")
    batch.refresh_from_db()
    acts.accept(batch, Choice.SKIP, on=DAY, by=people.wang)
    job = Job.objects.of(people.bureau).order_by("-pk")[0]
    a_step()
    with pytest.raises(Unlawful, match="只能办完"):
        jobs.cancel(job, on=DAY, by=people.wang)
    running.work_off("甲机")
    assert again(job).says == f"已登记{ROWS - 1}条，其中公开0条"


def test_an_import_that_is_nobodys_job_is_taken_up(people: Cast) -> None:
    batch, job = uploaded(people)
    job.delete()
    chores.adopt_imports(clock.now())
    chores.adopt_imports(clock.now())
    assert Job.objects.of(people.bureau).count() == 1
    running.work_off("甲机")
    batch.refresh_from_db()
    assert batch.stage == Stage.TO_ACCEPT
    chores.adopt_imports(clock.now())
    assert Job.objects.of(people.bureau).count() == 1


def test_a_register_is_exported_from_its_page_and_waits_among_ones_jobs(people: Cast) -> None:
    kept_kind(people.bureau, PURCHASE)
    client: Client = Client()
    client.force_login(people.wang)
    shown = client.get(f"/desk/registers/{PURCHASE.key}/").content.decode()
    assert "导出为Excel" in shown and "导出为CSV" in shown
    sent = client.post(f"/desk/registers/{PURCHASE.key}/export/csv/")
    job = Job.objects.of(people.bureau).get()
    assert sent.headers["Location"] == f"/desk/jobs/{job.pk}/"
    assert client.post(f"/desk/registers/{PURCHASE.key}/export/exe/").status_code == 404
    running.work_off("甲机")
    taken = client.get(f"/desk/jobs/{job.pk}/file")
    assert b"".join(taken).decode("utf-8-sig").startswith("状态,版次")
