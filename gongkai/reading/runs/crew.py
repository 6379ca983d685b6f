"""工作组: jobs done by several processes, one at a time each; what a job does to its process, it does to no other job.

Answers come in the order of the jobs. A job that takes too long, or ends its process, is answered by ``lost`` with the
reason in Chinese, and another process takes its place. Processes are replaced after so many jobs, so that whatever a
library keeps does not grow. A library's pool breaks as a whole when one process dies; so the pipes are held here.
"""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic
from typing import Generic, TypeVar

from gongkai.bootstrap import settle

Job = TypeVar("Job")
Answer = TypeVar("Answer")

JOBS_EACH = 2_000
"""What a process does before another takes its place: to begin one costs as much as fifty reports."""

MOST_MEMORY = 2 * 2**30
"""What a process may ask for in bytes, where the system knows such a limit; a job that asks for more fails alone."""

_AHEAD = 64
"""How many jobs, for each process, may be answered before the first of them is: answers wait for their turn."""

BEGINNING = 20.0
"""Seconds more for the first job of a process, which has everything to load first; on a busy machine that takes a while."""

_FAREWELL = 2
"""Seconds a process is given to end by itself."""

# spawn 在各种系统上都一样，子进程也不带走已打开的文件。
_CONTEXT = get_context("spawn")


@dataclass
class _Hand(Generic[Job]):
    """One process with its pipe and the job it is at, with its number; idle while there is none."""

    process: SpawnProcess
    pipe: Connection
    at: tuple[int, Job] | None = None
    until: float = 0.0
    done: int = 0

    def give(self, number: int, job: Job, seconds: float) -> None:
        self.at, self.until = (number, job), monotonic() + seconds
        with suppress(OSError):  # 进程已经不在的，等答复时自会知道
            self.pipe.send(job)

    def dismiss(self) -> None:
        """End the process: with a word where it is idle, without one where it is at a job."""
        if self.at is None:
            with suppress(OSError):
                self.pipe.send(None)
            self.process.join(_FAREWELL)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.pipe.close()


class Crew(Generic[Job, Answer]):
    """工作组: ``act`` does a job; ``lost`` answers for one that could not be done; ``seconds`` says how long a job may take.

    Both job and answer go through a pipe, so they must be plain data, and ``act`` a function of a module.
    """

    def __init__(
        self,
        act: Callable[[Job], Answer],
        lost: Callable[[Job, str], Answer],
        *,
        size: int,
        seconds: Callable[[Job], float],
        jobs_each: int = JOBS_EACH,
        beginning: float = BEGINNING,
    ) -> None:
        self._act = act
        self._lost = lost
        self._size = size
        self._seconds = seconds
        self._jobs_each = jobs_each
        self._beginning = beginning
        self._hands: list[_Hand[Job]] = []

    def do(self, jobs: Iterable[Job]) -> Iterator[Answer]:
        """办理: the answers, in the order of the jobs. Processes end when all is done or the caller stops listening."""
        waiting = enumerate(jobs)
        answers: dict[int, Answer] = {}
        turn, given, more = 0, 0, True
        try:
            while more or turn < given:
                while more and given - turn < _AHEAD * self._size and (hand := self._idle()):
                    following = next(waiting, None)
                    more = following is not None
                    if following is not None:
                        given += 1
                        hand.give(*following, self._seconds(following[1]) + (0 if hand.done else self._beginning))
                answers |= self._listen()
                while turn in answers:
                    yield answers.pop(turn)
                    turn += 1
        finally:
            for hand in self._hands:
                hand.dismiss()
            self._hands.clear()

    def _idle(self) -> _Hand[Job] | None:
        """A process that waits for a job, a new one if there are still fewer than there may be."""
        idle = next((hand for hand in self._hands if hand.at is None), None)
        if idle is None and len(self._hands) < self._size:
            ours, theirs = _CONTEXT.Pipe()
            process = _CONTEXT.Process(target=_work, args=(theirs, self._act), daemon=True)
            process.start()
            theirs.close()
            idle = _Hand(process, ours)
            self._hands.append(idle)
        return idle

    def _listen(self) -> dict[int, Answer]:
        """What has been answered by the time a process speaks, ends or is out of time."""
        busy = [(hand, *hand.at) for hand in self._hands if hand.at is not None]
        if not busy:
            return {}
        rest = max(0.0, min(hand.until for hand, _, _ in busy) - monotonic())
        spoke = wait([hand.pipe for hand, _, _ in busy], timeout=rest)
        found: dict[int, Answer] = {}
        for hand, number, job in busy:
            if hand.pipe in spoke:
                found[number] = self._heard(hand, job)
            elif hand.until <= monotonic():
                self._dismiss(hand)
                found[number] = self._lost(job, f"超过{self._seconds(job):g}秒未能核对完，已放弃")
        return found

    def _heard(self, hand: _Hand[Job], job: Job) -> Answer:
        try:
            answer: Answer = hand.pipe.recv()
        except (EOFError, OSError):
            self._dismiss(hand)
            return self._lost(job, "核对时进程意外终止，文件可能已损坏，或者展开后过大")
        hand.at, hand.done = None, hand.done + 1
        if hand.done >= self._jobs_each:
            self._dismiss(hand)
        return answer

    def _dismiss(self, hand: _Hand[Job]) -> None:
        self._hands.remove(hand)
        hand.dismiss()


def _work(pipe: Connection, act: Callable[[Job], Answer]) -> None:
    """What a process does: jobs, until it is told to end or nobody is there any more."""
    # 中断由发起的进程处理：它写完已有的结果，再让大家结束。
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # 限所用的内存而不限地址空间：LibreOffice占的地址空间很大，用的不多。
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    with suppress(EOFError, OSError):
        first = True
        while (job := pipe.recv()) is not None:
            pipe.send(act(job))
            if first:
                settle()  # 头一件办完，每件都用得着的就都在了
            first = False
