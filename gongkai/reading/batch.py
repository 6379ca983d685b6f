"""成批核对: many files by several processes; results kept as they come; neighbouring years of one authority compared.

A run has two rounds: every file by itself; then, where the same authority's report of the year before is among the files,
the two against each other. What a file needs, from its bytes to its marked page, is made in the process that reads it;
only one line of JSON and the lines for the terminal come back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gongkai.law.grammar.tables import Level
from gongkai.reading.command import Checked, check_file, refused
from gongkai.reading.crew import Crew
from gongkai.reading.outputs.annotated import annotate
from gongkai.reading.outputs.page import page_html
from gongkai.reading.outputs.standing import same_authority
from gongkai.reading.record import ReportJson, Trace
from gongkai.reading.spool import Spool
from gongkai.reading.telling import Detail, told, told_new

SECONDS = 10.0
"""每个文件的时限: in seconds."""

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


def do(task: Task) -> Outcome:
    """办一件: never raises."""
    checked = check_file(task.path, task.last_year, task.parts)
    lines = told_new(checked) if task.again else told(checked, task.detail)
    return _outcome(checked, (*lines, *_write_page(task, checked), *_write_annotated(task, checked)))


def lost(task: Task, why: str) -> Outcome:
    """未办成: the answer for a file its process could not be done with."""
    checked = refused(task.path, why)
    return _outcome(checked, tuple(told(checked)))


def _outcome(checked: Checked, lines: tuple[str, ...]) -> Outcome:
    line = json.dumps(checked.json, ensure_ascii=False, separators=(",", ":"))
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


def _stands(record: ReportJson, task: Task) -> bool:
    """Whether a result is still that of the file: it was read whole, its bytes are the same, what it made is there."""
    try:
        same = bool(record["digest"]) and Trace.of(task.path.read_bytes()).digest == record["digest"]
    except OSError:
        return False
    return same and (bool(record["error"]) or all(path.exists() for path in task.wanted))


def _of_record(record: ReportJson) -> Outcome:
    red = any(finding["level"] == Level.RED for finding in record["findings"])
    code = 2 if record["error"] else int(red)
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
            for record in self.spool.records()
            if record["file"] in tasks and _stands(record, tasks[record["file"]])
        }
        for record in self.spool.keep(lambda record: {record["file"], record["last_year"]} <= standing | {""}):
            yield self._noted(_of_record(record))

    def first_round(self) -> Iterator[Outcome]:
        """逐份核对: every file that has no result yet, in the order of the tasks."""
        for outcome in self._done([task for task in self.tasks if str(task.path) not in self._seen]):
            self.spool.add(outcome.line)
            yield self._noted(outcome)

    def second_round(self) -> Iterator[Outcome]:
        """与上年对照: every file whose authority's report of the year before is in the batch."""
        before = dict(self._years_before())
        tasks = [
            replace(task, last_year=Path(before[str(task.path)]), again=True)
            for task in self.tasks
            if str(task.path) in before
        ]
        if not tasks:
            return
        again = Spool(self.spool.path.with_name(f"{self.spool.path.name}.again"))
        again.start()
        try:
            for outcome in self._done(tasks):
                if outcome.exit_code != 2:
                    again.add(outcome.line)
                    yield outcome
        finally:
            self.spool.merge(again)
            again.path.unlink()

    def _years_before(self) -> Iterator[tuple[str, str]]:
        """For each file its predecessor, where there is one and the two have not been compared yet."""
        by_year: dict[tuple[str, int | None], str] = {}
        for file, (authority, year, _) in self._seen.items():
            if authority and year:
                by_year.setdefault((same_authority(authority), year), file)
        for file, (authority, year, compared) in self._seen.items():
            last = by_year.get((same_authority(authority), year - 1)) if authority and year else None
            if last and last != compared:
                yield file, last

    def _noted(self, outcome: Outcome) -> Outcome:
        self._seen[outcome.file] = (outcome.authority, outcome.year, outcome.last_year)
        return outcome

    def _done(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        if not self.hands:
            return map(do, tasks)
        return Crew(do, lost, size=min(self.hands, len(tasks)) or 1, seconds=self.seconds).do(tasks)
