"""工作: killed after any step the result is the same, cancelled between any two nothing is left, and it is nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.jobs import acts, checkups, chores, kinds, queries, results, running
from gongkai.office.jobs.kinds import Going, Kind, NotDone, Outcome, RowError, Step
from gongkai.office.jobs.models import Job, JobError, JobPiece, State
from gongkai.office.journal.models import Access
from gongkai.office.notices import leases
from gongkai.office.notices.models import Lease
from gongkai.web import clock
from gongkai.web.examining import Level
from tests.cast import Cast, cast, official
from tests.office.killing import a_step, again, die_at, due

DAY = date(2025, 9, 18)
STEPS = 5
WHOLE = b"".join(b"%d;" % number for number in range(STEPS))
pytestmark = pytest.mark.django_db


def written(job: Job, today: date) -> Going:
    """Five pieces, one to a step."""
    for place in range(int(job.cursor.get("place", 0)), STEPS):
        results.put(job, place, b"%d;" % place)
        errors = (RowError(f"第{place}行", "日期不对"),) if place == 2 else ()
        yield Step(place + 1, STEPS, f"第{place + 1}步", {"place": place + 1}, errors)
    return Outcome("五步", file_name="五步.txt", file_type="text/plain")


def refused(job: Job, today: date) -> Going:
    yield Step(1, 2)
    raise NotDone("不能办")


def broken(job: Job, today: date) -> Going:
    yield Step(1, 2)
    raise ZeroDivisionError


TOYS = {
    each.key: each
    for each in (
        Kind("toy.written", "写五步", written),
        Kind("toy.kept", "写五步并保留", written, shared=True, keeps=True),
        Kind("toy.refused", "不能办的", refused),
        Kind("toy.broken", "出错的", broken),
    )
}


@pytest.fixture(autouse=True)
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    known = kinds.kinds()
    for module in (kinds, acts, running, queries):
        monkeypatch.setattr(module, "kinds", lambda: known | TOYS)


@pytest.fixture
def people() -> Cast:
    return cast()


def asked(people: Cast, kind: str = "toy.written", *, cancellable: bool = True) -> Job:
    return acts.ask(people.bureau, kind, "试写", by=people.wang, cancellable=cancellable)


def content(job: Job) -> bytes:
    return b"".join(queries.content(job))


@given(deaths=st.lists(st.tuples(st.integers(1, STEPS + 1), st.booleans()), max_size=6))
def test_killed_after_any_step_and_taken_up_again_it_comes_to_the_same(
    people: Cast, deaths: list[tuple[int, bool]]
) -> None:
    """Each death is so many steps on, before or after the step was noted."""
    job = asked(people)
    for steps, noted in deaths:
        die_at(steps, noted=noted)
    running.work_off("乙机")
    job = again(job)
    assert (job.state, job.done, job.says, content(job)) == (State.DONE, STEPS, "五步", WHOLE)
    assert [str(each) for each in JobError.objects.of(job.authority).filter(job=job)] == ["第2行：日期不对"]


@pytest.mark.parametrize("steps", range(STEPS + 1))
def test_cancelled_between_any_two_steps_nothing_half_is_left(people: Cast, steps: int) -> None:
    job = asked(people)
    for _ in range(steps):
        assert a_step()
    acts.cancel(job, on=DAY, by=people.wang)
    running.work_off("甲机")
    job = again(job)
    assert (job.state, job.cancelled_by, job.goes_on) == (State.CANCELLED, people.wang, False)
    assert not JobPiece.objects.of(job.authority).exists()
    anew = asked(people)
    running.work_off("甲机")
    assert anew.pk != job.pk and content(again(anew)) == WHOLE


@pytest.mark.parametrize("steps", range(1, STEPS))
def test_what_keeps_its_work_is_gone_on_with_after_a_cancellation(people: Cast, steps: int) -> None:
    job = asked(people, "toy.kept")
    for _ in range(steps):
        a_step()
    acts.cancel(job, on=DAY, by=people.wang)
    running.work_off("甲机")
    assert (again(job).state, again(job).goes_on, again(job).done) == (State.CANCELLED, True, steps)
    acts.go_on(job, on=DAY, by=people.wang)
    running.work_off("甲机")
    assert (again(job).state, content(again(job))) == (State.DONE, WHOLE)


def test_no_two_workers_take_one_and_who_lost_it_notes_nothing(people: Cast) -> None:
    job = asked(people)
    with leases.turn("乙机", f"job {job.pk}") as theirs:
        assert theirs.ours() and not a_step("甲机")
    first = acts.begin(job)
    second = acts.begin(job)
    assert first and second
    assert acts.note(first, Step(4, 5)) is None and again(job).done == 0
    with pytest.raises(NotDone, match="另一个值守进程"):
        results.put(first, 0, b"late")
    acts.end(first, Outcome("早了"))
    acts.fail(first, "早了", goes_on=True)
    assert again(job).is_open and acts.note(second, Step(1, 5)) is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite在内存中只有一个连接；并发在PostgreSQL上试")
def test_many_workers_at_once_do_every_job_once(people: Cast) -> None:
    several = [acts.ask(people.bureau, "toy.written", f"第{n}件", subject=str(n), by=people.wang) for n in range(6)]
    together = Barrier(4)

    def at_work(holder: str) -> None:
        together.wait()
        running.work_off(holder, seconds=0)
        connection.close()

    workers = [Thread(target=at_work, args=(holder,)) for holder in "甲乙丙丁"]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    running.work_off("戊")
    assert {(again(job).state, content(job)) for job in several} == {(State.DONE, WHOLE)}
    assert [JobError.objects.of(people.bureau).filter(job=job).count() for job in several] == [1] * 6


def test_the_one_that_waited_longest_is_next(people: Cast) -> None:
    several = [acts.ask(people.bureau, "toy.written", f"第{n}件", subject=str(n), by=people.wang) for n in range(3)]
    for _ in range(3):
        a_step()
    assert [again(job).done for job in several] == [1, 1, 1]


def test_the_same_asked_twice_is_one_job_and_another_persons_is_another(people: Cast) -> None:
    assert asked(people).pk == asked(people).pk
    assert acts.ask(people.bureau, "toy.written", "试写", by=people.li).pk != asked(people).pk
    shared = asked(people, "toy.kept")
    assert acts.ask(people.bureau, "toy.kept", "试写", by=people.li).pk == shared.pk


def test_one_that_is_refused_says_why_and_one_that_breaks_is_tried_again_and_given_up(people: Cast) -> None:
    no, bad = asked(people, "toy.refused"), asked(people, "toy.broken")
    for _ in range(2 * running.MOST_TROUBLES + 2):
        running.work_off("甲机")
        due()
    assert (again(no).state, again(no).says, again(no).goes_on) == (State.FAILED, "不能办", True)
    assert "ZeroDivisionError" in again(bad).says
    assert (again(bad).state, again(bad).goes_on) == (State.FAILED, True)
    acts.go_on(bad, on=DAY, by=people.wang)
    with pytest.raises(Unlawful, match="不能接着办"):
        acts.go_on(bad, on=DAY, by=people.wang)


def test_what_was_accepted_is_not_cancelled_and_what_is_over_neither(people: Cast) -> None:
    job = asked(people, cancellable=False)
    with pytest.raises(Unlawful, match="只能办完"):
        acts.cancel(job, on=DAY, by=people.wang)
    running.work_off("甲机")
    with pytest.raises(Unlawful, match="已办完"):
        acts.cancel(job, on=DAY, by=people.wang)


def test_files_go_after_a_week_and_records_after_three_months(people: Cast) -> None:
    job = asked(people)
    running.work_off("甲机")
    chores.let_go(clock.now() + queries.KEPT - timedelta(hours=1))
    assert content(again(job)) == WHOLE
    chores.let_go(clock.now() + queries.KEPT + timedelta(hours=1))
    assert not JobPiece.objects.of(people.bureau).exists() and again(job).state == State.DONE
    chores.let_go(clock.now() + queries.REMEMBERED + timedelta(hours=1))
    assert not Job.objects.of(people.bureau).exists() and not Lease.objects.filter(name__startswith="job ").exists()


def test_the_doctor_tells_of_jobs_that_nobody_takes_and_of_those_that_failed(people: Cast) -> None:
    job = asked(people, "toy.refused")
    now = clock.now()
    assert [each.level for each in checkups.waiting(now)] == [Level.FINE]
    assert "排队超过15分钟" in next(iter(checkups.waiting(now + timedelta(minutes=20)))).what
    running.work_off("甲机")
    assert again(job).state == State.FAILED
    assert "1件后台工作未办成" in next(iter(checkups.waiting(now))).what


# -- the pages -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def clients(people: Cast) -> Iterator[dict[str, Client]]:
    keeper = official("guan", "管样例", people.bureau, "engineer")
    told = {each.username: Client() for each in (people.wang, people.li, people.zhao, keeper)}
    for person in (people.wang, people.li, people.zhao, keeper):
        told[person.username].force_login(person)
    yield told


def test_only_who_asked_and_who_administers_see_cancel_and_fetch_it(people: Cast, clients: dict[str, Client]) -> None:
    job = asked(people)
    at = f"/desk/jobs/{job.pk}/"
    for name in ("li", "zhao"):
        assert "试写" not in clients[name].get("/desk/jobs/").content.decode()
        assert clients[name].get(at).status_code == clients[name].get(f"{at}file").status_code == 404
        assert clients[name].post(f"{at}cancel/").status_code == clients[name].post(f"{at}go-on/").status_code == 404
    for name in ("wang", "guan"):
        assert "试写" in clients[name].get("/desk/jobs/").content.decode()
        assert "撤销" in clients[name].get(at).content.decode()
    assert clients["guan"].post(f"{at}cancel/").status_code == 302
    assert again(job).state == State.CANCELLED
    assert Client().get(at).headers["Location"].startswith("/desk/login/")


def test_a_job_is_watched_to_its_end_without_scripts_and_its_file_is_taken(
    people: Cast, clients: dict[str, Client]
) -> None:
    job = asked(people)
    for _ in range(3):
        a_step()
    shown = clients["wang"].get("/desk/jobs/").content.decode()
    assert '<progress max="5" value="3"' in shown and "3/5" in shown and "刷新" in shown
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in shown
    page = clients["wang"].get(f"/desk/jobs/{job.pk}/").content.decode()
    assert "第2行" in page and "日期不对" in page and "下载" not in page
    assert clients["wang"].get(f"/desk/jobs/{job.pk}/file").status_code == 404
    running.work_off("甲机")
    over = clients["wang"].get(f"/desk/jobs/{job.pk}/").content.decode()
    assert "下载五步.txt" in over and "http-equiv" not in over
    taken = clients["wang"].get(f"/desk/jobs/{job.pk}/file")
    assert b"".join(taken) == WHOLE and "attachment" in taken.headers["Content-Disposition"]
    assert Access.objects.of(people.bureau).filter(what="试写").exists()


def test_what_is_begun_on_the_page_is_offered_to_who_may(people: Cast, clients: dict[str, Client]) -> None:
    assert "begin/press.anew" in clients["guan"].get("/desk/jobs/").content.decode()
    assert "begin/press.anew" not in clients["wang"].get("/desk/jobs/").content.decode()
    assert clients["wang"].post("/desk/jobs/begin/press.anew/").status_code == 404
    assert clients["guan"].post("/desk/jobs/begin/press.anew/").status_code == 302
    assert clients["guan"].get("/desk/jobs/begin/press.anew/").status_code == 405
