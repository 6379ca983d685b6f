"""留言导入的工作: killed anywhere every row becomes one ticket; given up before it is accepted nothing is left."""

from __future__ import annotations

from importlib import import_module
from itertools import count
from threading import Barrier, Event, Thread
from types import SimpleNamespace

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.casework.engagement import chores
from gongkai.casework.engagement.tickets import texts
from gongkai.casework.engagement.tickets.importing import acts, queries, reading, staging
from gongkai.casework.engagement.tickets.models import Ticket, TicketImport, TicketImportRow
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ledgers import Stage
from gongkai.law.ticket_kinds import ConcernKind, TicketSource
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.jobs import acts as jobs
from gongkai.office.jobs import running
from gongkai.office.jobs.models import Job, JobError, State
from gongkai.office.journal import vault
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.web import clock
from tests.casework.engagement.conftest import ON, logged_in, who
from tests.casework.engagement.test_ticket_import import BAD, GOOD, table
from tests.cast import Cast, authority, official
from tests.office.killing import a_step, again, die_at
from tests.publication.failpoints import points_of, survives

ROWS = 7
_NAMES = count()
DEATHS = st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=3)


@pytest.fixture(autouse=True)
def two_rows_to_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts.going, "__kwdefaults__", {"chunk": 2})
    monkeypatch.setattr(staging.read_in_chunks, "__kwdefaults__", {"chunk": 2})


def rows(mark: str) -> list[str]:
    """So many good rows, numbered under a mark, and one that is refused."""
    good = [GOOD[n % 3].replace(f"A{n % 3 + 1}", f"{mark}-{n}") for n in range(ROWS)]
    return [*good[:3], BAD.replace("A5", f"{mark}-x"), *good[3:]]


def uploaded(of: Authority, by: Official, mark: str = "") -> TicketImport:
    content = table(*rows(mark or f"N{next(_NAMES)}"))
    source, kind = TicketSource.HOTLINE, ConcernKind.CONSULT
    return acts.upload(of, "热线工单", content, source=source, kind=kind, on=ON, by=by)


def read(people: Cast, mark: str = "") -> tuple[TicketImport, Job]:
    """Uploaded and read by whoever works."""
    batch = uploaded(people.county, who("sun"), mark)
    running.work_off("甲机")
    batch.refresh_from_db()
    return batch, last_job(people)


def last_job(people: Cast) -> Job:
    return Job.objects.of(people.county).order_by("-pk")[0]


def told(batch: TicketImport) -> list[tuple[str, ...]]:
    """Everything the tickets of a batch say, their numbers without their mark."""
    found = []
    for ticket in Ticket.objects.of(batch.authority).filter(batch=batch).select_related("dossier"):
        letter, dossier = texts.letter_of(ticket), ticket.dossier
        said = (letter.number.partition("-")[2], letter.title, letter.text, letter.name, letter.phone)
        standing = (dossier.state, dossier.timeliness, ticket.unit_name, ticket.satisfaction, str(dossier.closed_on))
        entries = Entry.objects.everywhere().filter(dossier=dossier).order_by("seq")
        found.append((*said, *standing, *entries.values_list("act", flat=True)))
    return sorted(found)


@settings(max_examples=12)
@given(reading=DEATHS, writing=DEATHS)
def test_killed_after_any_chunk_it_comes_to_the_same_tickets(
    people: Cast, reading: list[tuple[int, bool]], writing: list[tuple[int, bool]]
) -> None:
    undisturbed = uploaded(people.county, who("sun"))
    assert acts.bring_in(undisturbed, skip=True, on=ON, by=who("sun")) == ROWS
    batch = uploaded(people.county, who("sun"))
    for at, noted in reading:
        die_at(at, noted=noted)
    running.work_off("乙机")
    batch.refresh_from_db()
    assert batch.stage == Stage.TO_ACCEPT and not told(batch)
    acts.accept(batch, skip=True, on=ON, by=who("sun"))
    for at, noted in writing:
        die_at(at, noted=noted)
    running.work_off("乙机")
    batch.refresh_from_db()
    assert (batch.stage, batch.accepted, batch.refused, batch.content) == (Stage.DONE, ROWS, 1, None)
    assert told(batch) == told(undisturbed) and len(told(batch)) == ROWS
    assert not TicketImportRow.objects.of(people.county).exists()
    assert not Job.objects.of(people.county).exclude(state=State.DONE).exists()
    assert [str(finding) for finding in verify(whole=True)] == []


@pytest.mark.soak
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # who is killed closes no cursors
@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(900)
def test_killed_at_any_statement_it_goes_on_and_every_row_comes_in_once() -> None:
    def county(number: int) -> Authority:
        made = authority(f"xian-{number}", f"示例{number}县人民政府", AuthorityKind.COUNTY)
        official(f"sun-{number}", "孙接线", made, "hotline")
        return made

    def work(number: int, made: Authority) -> None:
        by = who(f"sun-{number}")
        batch = queries.imports(made).first() or uploaded(made, by, "A")
        if batch.stage != Stage.DONE:
            acts.bring_in(batch, skip=True, on=ON, by=by)

    def is_whole(made: Authority) -> None:
        batch = TicketImport.objects.of(made).get()
        assert (batch.stage, batch.accepted, len(told(batch))) == (Stage.DONE, ROWS, ROWS)
        assert not TicketImportRow.objects.of(made).exists()

    first = county(0)
    points = points_of(lambda: work(0, first))
    is_whole(first)
    for at in range(1, points + 1, 3):
        made = county(at)
        survives(lambda at=at, made=made: work(at, made), at)  # type: ignore[misc]
        batch = TicketImport.objects.of(made).first()
        assert Ticket.objects.of(made).count() == (batch.accepted or 0 if batch else 0)
        work(at, made)
        is_whole(made)
    assert [str(finding) for finding in verify(whole=True)] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite在内存中只有一个连接；并发在PostgreSQL上试")
def test_several_who_write_at_once_write_every_row_once(people: Cast) -> None:
    batch, _ = read(people)
    acts.accept(batch, skip=True, on=ON, by=who("sun"))
    together = Barrier(3)

    def at_work() -> None:
        mine = queries.imports(people.county).get(pk=batch.pk)
        together.wait()
        for _ in acts.going(mine, today=ON):
            pass
        connection.close()

    several = [Thread(target=at_work) for _ in range(3)]
    for each in several:
        each.start()
    for each in several:
        each.join()
    batch.refresh_from_db()
    assert (batch.stage, batch.accepted, len(told(batch))) == (Stage.DONE, ROWS, ROWS)
    assert Entry.objects.everywhere().filter(act=acts.IMPORTED).count() == 1
    assert [str(finding) for finding in verify(whole=True)] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite在内存中只有一个连接；并发在PostgreSQL上试")
def test_who_drives_an_import_beside_a_worker_brings_it_to_its_end(people: Cast) -> None:
    over = Event()

    def at_work() -> None:
        while not over.is_set():
            running.work_off("甲机", seconds=0)
        connection.close()

    batch = uploaded(people.county, who("sun"))
    worker = Thread(target=at_work)
    worker.start()
    try:
        assert acts.bring_in(batch, skip=True, on=ON, by=who("sun")) == ROWS
    finally:
        over.set()
        worker.join()
    assert len(told(batch)) == ROWS and [str(finding) for finding in verify(whole=True)] == []


@pytest.mark.parametrize("steps", range(6))
def test_given_up_between_any_two_steps_before_it_is_accepted_nothing_is_left(people: Cast, steps: int) -> None:
    batch = uploaded(people.county, who("sun"))
    for _ in range(steps):
        a_step()
    job = last_job(people)
    if again(job).is_open:
        jobs.cancel(job, on=ON, by=who("sun"))
    else:
        acts.give_up(batch, on=ON)
    running.work_off("甲机")
    batch.refresh_from_db()
    assert (batch.stage, batch.content, batch.accepted) == (Stage.CANCELLED, None, 0)
    assert not TicketImportRow.objects.of(people.county).exists() and not Ticket.objects.of(people.county).exists()
    assert not again(job).is_open
    chores.adopt_imports(clock.now())
    assert Job.objects.of(people.county).count() == 1, "what was given up is nobody's work"


def test_what_is_accepted_is_carried_to_its_end_and_says_so(people: Cast) -> None:
    batch, _ = read(people)
    acts.accept(batch, skip=True, on=ON, by=who("sun"))
    job = last_job(people)
    assert (job.title, job.cancellable) == ("热线工单", False)
    assert a_step() and Ticket.objects.of(people.county).count() == 2
    with pytest.raises(Unlawful, match="只能办完"):
        jobs.cancel(job, on=ON, by=who("sun"))
    with pytest.raises(Unlawful, match="导入中"):
        acts.give_up(batch, on=ON)
    page = logged_in("sun").get(f"/desk/engagement/imports/{batch.pk}/").content.decode()
    assert f'<progress max="{ROWS}" value="2"' in page and "只能办完，不能取消" in page
    running.work_off("甲机")
    assert (again(job).state, again(job).says) == (State.DONE, f"已导入{ROWS}件，不收1行")
    assert logged_in("sun").get(again(job).page).status_code == 200


def test_a_row_that_is_refused_is_told_with_its_rule_and_not_with_what_it_says(people: Cast) -> None:
    _, job = read(people)
    assert [str(each) for each in JobError.objects.of(people.county).filter(job=job)] == [
        "第5行：受理日期：不是有效日期"
    ]
    assert f"可以导入{ROWS}行，不收1行" in job.says


def test_a_number_that_another_import_has_brought_in_meanwhile_stays_out(people: Cast) -> None:
    first, _ = read(people, "S")
    second, _ = read(people, "S")
    acts.accept(first, skip=True, on=ON, by=who("sun"))
    running.work_off("甲机")
    acts.accept(second, skip=True, on=ON, by=who("sun"))
    running.work_off("甲机")
    second.refresh_from_db()
    assert (second.stage, second.accepted, second.refused) == (Stage.DONE, 0, ROWS + 1)
    errors = JobError.objects.of(people.county).filter(job=last_job(people))
    assert errors.count() == ROWS and all(each.text == "原编号：已经导入" for each in errors)
    assert Ticket.objects.of(people.county).count() == ROWS


def test_an_import_of_an_older_version_is_taken_up_and_no_ticket_is_written_twice(people: Cast) -> None:
    """As it was kept: its file, the day it was begun, some tickets, and nothing of its rows."""
    batch, _ = read(people, "O")
    acts.accept(batch, skip=True, on=ON, by=who("sun"))
    a_step()
    Job.objects.of(people.county).delete()
    TicketImportRow.objects.of(people.county).delete()
    content = vault.seal(None, reading.FIELD, table(*rows("O")).hex())
    former = {"stage": Stage.READING, "read": 0, "lines": 0, "counts": {}, "taken": 0}
    TicketImport.objects.of(people.county).update(**former, accepted=None, accepted_by=None, content=content)
    chores.adopt_imports(clock.now())
    chores.adopt_imports(clock.now())
    assert Job.objects.of(people.county).count() == 1
    running.work_off("甲机")
    batch.refresh_from_db()
    assert (batch.stage, queries.found(batch).to_take) == (Stage.TO_ACCEPT, ROWS)
    with pytest.raises(Unlawful, match="再次接受"):
        acts.give_up(batch, on=ON)
    acts.accept(batch, skip=True, on=ON, by=who("sun"))
    running.work_off("甲机")
    batch.refresh_from_db()
    assert (batch.accepted, len(told(batch))) == (ROWS, ROWS)
    assert [str(finding) for finding in verify(whole=True)] == []


def test_the_upgrade_tells_where_each_import_is(people: Cast) -> None:
    batches = [uploaded(people.county, who("sun")) for _ in range(3)]
    rows = TicketImport.objects.of(people.county)
    rows.filter(pk=batches[0].pk).update(ended_on=ON, accepted=3)
    rows.filter(pk=batches[1].pk).update(ended_on=ON, accepted=0)
    then = SimpleNamespace(get_model=lambda *_: SimpleNamespace(objects=TicketImport._base_manager))
    import_module("gongkai.casework.engagement.migrations.0005_import_as_a_job").tell_the_stages(then, None)
    assert list(rows.order_by("pk").values_list("stage", flat=True)) == [Stage.DONE, Stage.CANCELLED, Stage.READING]


def test_the_page_shows_what_was_read_and_reads_no_file(people: Cast) -> None:
    batch, _ = read(people)
    TicketImport.objects.of(people.county).update(content=b"")
    page = logged_in("sun").get(f"/desk/engagement/imports/{batch.pk}/").content.decode()
    assert "不是日期" in page and f"{ROWS}行" in page


def test_who_is_of_another_authority_sees_neither_the_import_nor_its_work(people: Cast) -> None:
    batch, job = read(people)
    zhao = logged_in("zhao")
    assert zhao.get(f"/desk/engagement/imports/{batch.pk}/").status_code in {403, 404}
    assert zhao.get(f"/desk/jobs/{job.pk}/").status_code == 404
    for deed in ("accept", "give-up"):
        assert zhao.post(f"/desk/engagement/imports/{batch.pk}/{deed}/").status_code in {403, 404}
    batch.refresh_from_db()
    assert batch.stage == Stage.TO_ACCEPT
