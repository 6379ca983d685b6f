"""工作种类: what a room declares so that its long work waits, tells how far it is, and goes on after a kill.

A room lists its kinds as ``JOBS`` in a module ``jobs``. The work itself is a generator: each ``yield`` ends a step, and what
is yielded says where to go on from; what it returns is the outcome. Whoever dies between two steps is followed by another
who calls the generator again with the cursor that was noted last. So a step may be done twice and must do no harm by it, and
no transaction may be open at a ``yield``.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongkai.law.grammar.flow import JSON, Role
from gongkai.office.authorities.models import Official
from gongkai.office.jobs.models import Job, State

AT_ONCE = timedelta(0)


@dataclass(frozen=True, slots=True)
class RowError:
    """逐行问题: where, and which rule; never what the row says of anybody."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """一步: how much of how much is done, and where to go on from; ``rest`` is how long nothing more is to be done."""

    done: int
    total: int | None = None
    says: str = ""
    cursor: Mapping[str, JSON] = field(default_factory=dict)
    errors: tuple[RowError, ...] = ()
    rest: timedelta = AT_ONCE


@dataclass(frozen=True, slots=True)
class Outcome:
    """办理结果: a sentence, and the page that shows it or the name and type of the file that holds it."""

    says: str
    state: State = State.DONE
    page: str = ""
    file_name: str = ""
    file_type: str = ""


class NotDone(Exception):
    """未办成: the reason, as the official reads it; ``goes_on`` where it can be taken up again from where it stands."""

    def __init__(self, reason: str, *, goes_on: bool = True) -> None:
        super().__init__(reason)
        self.goes_on = goes_on


Going = Generator[Step, None, Outcome]
Told = Callable[[Job, Official, date], object]


@dataclass(frozen=True, slots=True)
class Kind:
    """工作种类: ``go_on`` does the work, from the cursor of the job.

    ``shared`` work is of the authority, and only one of a subject is open; other work is of the person who asked. ``keeps``
    says that what was done before a cancellation stands and can be gone on from; otherwise nothing of it is left. A room that
    winds its work up itself gives ``stop`` and, where it can be taken up again, ``resume``; its generator then tells the end.
    ``offered_to`` are those who may begin it on the page of jobs, told what it is for by ``offer``.
    """

    key: str
    label: str
    go_on: Callable[[Job, date], Going]
    shared: bool = False
    keeps: bool = False
    stop: Told | None = None
    resume: Told | None = None
    offered_to: frozenset[Role] = frozenset()
    offer: str = ""


def kinds() -> dict[str, Kind]:
    """全部种类: of every room that has a module ``jobs``."""
    found: list[Kind] = []
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "jobs"):
            found += import_module(f"{room.name}.jobs").JOBS
    return {each.key: each for each in found}


def label_of(job: Job) -> str:
    """种类名称: a kind that is no more keeps its key."""
    kind = kinds().get(job.kind)
    return kind.label if kind else job.kind
