"""成批核对: many files by several processes; results kept as they come; neighbouring years of one authority compared.

A run has two rounds: every file by itself; then, where the same authority's report of the year before is among the files,
the two against each other. What a file needs, from its bytes to its marked page, is made in the process that reads it;
only one line of JSON and the lines for the terminal come back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from gongkai.reading.checks.traits import same_authority
from gongkai.reading.outputs.annotated import annotate
from gongkai.reading.outputs.page import page_html
from gongkai.reading.record import Trace
from gongkai.reading.runs.command import Checked, Shelf, check_file, refused
from gongkai.reading.runs.crew import Crew
from gongkai.reading.runs.spool import Spool
from gongkai.reading.runs.telling import Detail, told, told_new
from gongkai.reading.shapes import OutlineJson

SECONDS = 10.0
"""每个文件的时限: in seconds."""

_OLD = (".doc", ".wps", ".rtf")
_CONVERTED = 3
"""Old Word files are converted by LibreOffice first, which takes seconds to begin."""

FEW = 8
"""So few files are checked in the process that was asked; more by a crew."""


@dataclass(frozen=True, slots=True)
class Task:
    """一件: a file, how much is told of it, where its marked page and annotated copy go, what it is compared with.

    In the second round (``again``) only what the comparison adds is told.
    """

    path: Path
    detail: Detail = Detail.SHORT
    page: Path | None = None
    annotated: Path | None = None
    last_year: Path | None = None
    parts: tuple[Path, ...] = ()
    again: bool = False

    @property
    def wanted(self) -> tuple[Path, ...]:
        """应有的产物: the files this task writes whatever the report is."""
        return (self.page,) if self.page else ()


Chain = tuple[Task, ...]
"""一串: tasks of one process; reports of one authority, year after year, where they are compared."""

_LONGEST = 12
"""The longest chain: a job should not last too long."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """结果: of one file: exit code, the lines to tell, the line of JSON; whose report and of which year."""

    file: str
    exit_code: int
    told: tuple[str, ...]
    line: str
    authority: str = ""
    year: int | None = None
    last_year: str = ""


def do_all(tasks: Chain) -> tuple[Outcome, ...]:
    """办一串: each report is read once, however often it is compared. Never raises."""
    shelf: Shelf = {}
    return tuple(do(task, shelf) for task in tasks)


def lost_all(tasks: Chain, why: str) -> tuple[Outcome, ...]:
    """一串都未办成: the answers for the tasks their process could not be done with."""
    return tuple(lost(task, why) for task in tasks)


def do(task: Task, shelf: Shelf) -> Outcome:
    """办一件: never raises."""
    checked = check_file(task.path, task.last_year, task.parts, shelf)
    lines = told_new(checked) if task.again else told(checked, task.detail)
    return _outcome(checked, (*lines, *_write_page(task, checked), *_write_annotated(task, checked)))


def lost(task: Task, why: str) -> Outcome:
    """未办成: the answer for a file its process could not be done with."""
    checked = refused(task.path, why)
    return _outcome(checked, tuple(told(checked)))


def _outcome(checked: Checked, lines: tuple[str, ...]) -> Outcome:
    line = json.dumps(checked.json, ensure_ascii=False, check_circular=False, separators=(",", ":"))
    reading = checked.reading
    authority, year = (reading.authority, reading.year) if reading else ("", None)
    return Outcome(checked.file, checked.exit_code, lines, line, authority, year, checked.last_year)


def _write_page(task: Task, checked: Checked) -> Iterator[str]:
    if task.page and checked.reading:
        yield from _written(task.page, page_html(checked.file, checked.reading, checked.findings).encode())


def _write_annotated(task: Task, checked: Checked) -> Iterator[str]:
    if task.annotated and checked.reading:
        made = annotate(checked.data, checked.reading, checked.findings)
        yield from _written(task.annotated, made.content) if made.content else [f"  批注　{made.why}"]


def _written(path: Path, content: bytes) -> Iterator[str]:
    """Write a file; the words for people where that could not be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError:
        yield f"  不能写入{path}，请检查路径、权限和磁盘空间"


def _stands(record: OutlineJson, task: Task) -> bool:
    """Whether a result is still that of the file: it was read whole, its bytes are the same, what it made is there."""
    try:
        same = bool(record["digest"]) and Trace.of(task.path.read_bytes()).digest == record["digest"]
    except OSError:
        return False
    return same and (bool(record["error"]) or all(path.exists() for path in task.wanted))


def _of_record(record: OutlineJson) -> Outcome:
    code = 2 if record["error"] else int(record["summary"]["red"] > 0)
    told = (f"{record['file']}：前次已核对",)
    return Outcome(record["file"], code, told, "", record["authority"], record["year"], record["last_year"])


@dataclass
class Batch:
    """一批: the tasks, where results are kept, how many processes, seconds for each file; no crew where ``hands`` is 0."""

    tasks: Sequence[Task]
    spool: Spool
    hands: int = 0
    seconds: float = SECONDS
    _seen: dict[str, tuple[str, int | None, str]] = field(default_factory=dict)

    def resume(self) -> Iterator[Outcome]:
        """接着办: the results of the last run that still stand: same bytes, same report of last year, no product missing."""
        tasks = {str(task.path): task for task in self.tasks}
        standing = {
            record["file"]
            for record in self.spool.outlines()
            if record["file"] in tasks and _stands(record, tasks[record["file"]])
        }
        self.spool.keep(lambda record: {record["file"], record["last_year"]} <= standing | {""})
        yield from (self._noted(_of_record(record)) for record in self.spool.outlines())

    def first_round(self) -> Iterator[Outcome]:
        """逐份核对: every file that has no result yet, in the order of the tasks."""
        for outcome in self._done([(task,) for task in self.tasks if str(task.path) not in self._seen]):
            self.spool.add(outcome.line)
            yield self._noted(outcome)

    def second_round(self) -> Iterator[Outcome]:
        """与上年对照: every file whose authority's report of the year before is in the batch."""
        before = dict(self._years_before())
        if not before:
            return
        tasks = {str(task.path): task for task in self.tasks}
        again_tasks = [replace(tasks[file], last_year=Path(last), again=True) for file, last in before.items()]
        again = Spool(self.spool.path.with_name(f"{self.spool.path.name}.again"))
        again.start()
        try:
            for outcome in self._done(_chained(again_tasks)):
                if outcome.exit_code != 2:
                    again.add(outcome.line)
                    yield outcome
        finally:
            self.spool.merge(again)
            again.path.unlink()

    def _years_before(self) -> Iterator[tuple[str, str]]:
        """For each file its predecessor, where there is one and the two have not been compared yet; year after year."""
        files: dict[tuple[str, int], list[str]] = defaultdict(list)
        for file, (authority, year, _) in self._seen.items():
            if authority and year:
                files[same_authority(authority), year].append(file)
        for authority, year in sorted(files):
            if (authority, year - 1) in files:
                last = files[authority, year - 1][0]
                yield from ((file, last) for file in files[authority, year] if self._seen[file][2] != last)

    def _noted(self, outcome: Outcome) -> Outcome:
        self._seen[outcome.file] = (outcome.authority, outcome.year, outcome.last_year)
        return outcome

    def _done(self, chains: Sequence[Chain]) -> Iterator[Outcome]:
        if self.hands and chains:
            answers = Crew(do_all, lost_all, size=min(self.hands, len(chains)), seconds=self._allowed).do(chains)
        else:
            answers = map(do_all, chains)
        return chain.from_iterable(answers)

    def _allowed(self, tasks: Chain) -> float:
        """The time for a chain: so much for each report in it, more where another program helps."""
        files = {path for task in tasks for path in (task.path, task.last_year, *task.parts) if path}
        return sum(self.seconds * (_CONVERTED if path.suffix.lower() in _OLD else 1) for path in files)


def _chained(tasks: Sequence[Task]) -> list[Chain]:
    """Tasks that follow each other, the report of one being last year's of the next, drawn together."""
    chains: list[list[Task]] = []
    for task in tasks:
        if chains and len(chains[-1]) < _LONGEST and task.last_year in {each.path for each in chains[-1]}:
            chains[-1].append(task)
        else:
            chains.append([task])
    return [tuple(each) for each in chains]
