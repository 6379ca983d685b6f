"""工作组: answers come in order; whatever a job does to its process, the others are done."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from multiprocessing import active_children

import pytest

from gongkai.reading.runs.crew import Crew
from tests.published.hands import act, lost


def done(
    jobs: Iterable[str], size: int = 2, seconds: float = 60, jobs_each: int = 500, beginning: float = 0
) -> list[str]:
    crew = Crew(act, lost, size=size, seconds=lambda _: seconds, jobs_each=jobs_each, beginning=beginning)
    return list(crew.do(jobs))


@pytest.mark.parametrize("size", [1, 2])
def test_answers_come_in_the_order_of_the_jobs(size: int) -> None:
    assert done(map(str, range(200)), size) == [f"{number}已办" for number in range(200)]


def test_no_jobs_need_no_answers() -> None:
    assert done([]) == []


def test_a_job_that_ends_its_process_is_answered_for_and_the_rest_goes_on() -> None:
    answers = done(["一", "die", "二", "die", "三"])
    assert [answer for answer in answers if "意外终止" not in answer] == ["一已办", "二已办", "三已办"]
    assert [answer[:4] for answer in answers if "意外终止" in answer] == ["die：", "die："]


def test_a_job_that_takes_too_long_is_given_up() -> None:
    answers = done(["hang", "一", "二"], seconds=8)
    assert answers == ["hang：超过8秒未能核对完，已放弃", "一已办", "二已办"]


def test_what_a_process_loads_first_is_not_the_time_of_its_first_job() -> None:
    assert done(["一", "二"], size=1, seconds=0.001, beginning=60)[0] == "一已办"


def test_a_job_that_asks_for_too_much_memory_fails_alone() -> None:
    assert done(["hungry", "一"], size=1) == ["没有内存", "一已办"]


def test_processes_are_replaced_after_so_many_jobs() -> None:
    pids = done(["who"] * 7, size=1, jobs_each=3)
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


def test_nobody_is_left_when_the_caller_stops_listening() -> None:
    answers = Crew(act, lost, size=2, seconds=lambda _: 60).do(["一", "hang", "hang"])
    assert list(islice(answers, 1)) == ["一已办"]
    answers.close()  # type: ignore[attr-defined]
    assert active_children() == []
