"""整个目录: ``gongkai check`` over a folder of thousands, killed in the middle and taken up: memory of every process meanwhile.

``python -m bench.folder [N] [FOLDER]``: N files (10,000 if not told) of mixed carriers, some of them broken, checked by two
processes. Memory is read from the system every few seconds and written to ``memory.csv`` beside the results.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from bench.house import say
from gongkai.law.annual_report import EDITIONS
from gongkai.papers.document import Document
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from tests.published import carried
from tests.published.broken import broken, with_error
from tests.published.damaged import damaged
from tests.published.figures import SCALES, filled
from tests.published.zoo import Trap, beasts

FILES = 10_000
YEARS = 8
HANDS = 2
EVERY = 5.0
"""Seconds between two looks at the memory."""
MARKS = (0.2, 0.5, 1.0)
"""The parts of a run at which its peaks are told."""
_COMMAND = "from gongkai.doors.cli import main; main()"
_MB = 2**20

Made = tuple[str, bytes]


# ---- the files


def _text(number: int, name: str, chance: Random) -> Made:
    made = chance.choice((broken, with_error, damaged))(
        number, shape=chance.choice(("tabs", "bars", "markdown", "stacked", "aligned"))
    )
    data = made.text.replace(made.authority, name).encode(chance.choice(("utf-8", "gb18030")), "replace")
    return ".txt", data


def _page(number: int, name: str, chance: Random) -> Made:
    made = chance.choice((broken, with_error))(number, shape="html")
    return ".html", f"<!doctype html><meta charset=utf-8><body>{made.text.replace(made.authority, name)}".encode()


def _word(number: int, name: str, chance: Random) -> Made:
    return ".docx", write_docx(_document(number, name, chance))


def _pdf(number: int, name: str, chance: Random) -> Made:
    return ".pdf", write_pdf(_document(number, name, chance)).data


def _book(number: int, name: str, chance: Random) -> Made:
    edition = EDITIONS[-1]
    return ".xlsx", carried.xlsx(edition, edition.first + number % YEARS, filled(edition, chance, SCALES["town"]))


def _document(number: int, name: str, chance: Random) -> Document:
    edition = chance.choice(EDITIONS)
    year = min(edition.first + number % YEARS, edition.last or 9999)
    document = carried.document(edition, year, filled(edition, chance, SCALES["county"]))
    return replace(document, title=f"{name}{year}年政府信息公开工作年度报告")


def _cut(number: int, name: str, chance: Random) -> Made:
    suffix, data = chance.choice((_word, _pdf, _book))(number, name, chance)
    return suffix, data[: len(data) * chance.randint(1, 9) // 10]


def _beast(number: int, name: str, chance: Random) -> Made:
    del number, name
    daily = [each for each in beasts().values() if not each.long and not each.office]
    trap = Trap("http://127.0.0.1:9", Path("/nowhere"), Path("/nowhere"))
    return chance.choice((".docx", ".pdf", ".html")), chance.choice(daily).make(trap)


KINDS: Mapping[Callable[[int, str, Random], Made], int] = {
    _text: 400,
    _page: 300,
    _word: 230,
    _book: 30,
    _pdf: 20,
    _cut: 12,
    _beast: 8,
}
"""Which files, of a thousand."""


def make(folder: Path, files: int) -> None:
    """造目录: files of invented authorities, some years of each, in a folder for every hundred authorities."""
    for number in range(files):
        chance = Random(number)
        [kind] = chance.choices(list(KINDS), list(KINDS.values()))
        whose = number // YEARS
        name = f"示例州{chr(0x4E00 + whose % 4_000)}{chr(0x5000 + whose // 4_000)}县"
        suffix, data = kind(number, name, chance)
        path = folder / f"{whose // 100:03}" / f"{number:05}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


# ---- the run


@dataclass
class Watched:
    """所见: of one run: seconds, the most megabytes of the asked process and of one that reads, by the files done."""

    seconds: float = 0.0
    exit_code: int = 0
    done: int = 0
    peaks: dict[int, tuple[float, float, float]] = field(default_factory=dict)


def watched(command: list[str], spool: Path, log: Path, stop_at: int = 0) -> Watched:
    """看着跑: the command to its end, or killed with all it started when so many files are done."""
    found, begun = Watched(), monotonic()
    with log.open("a", encoding="ascii") as out, Path(os.devnull).open("wb") as nothing:
        process = subprocess.Popen(command, stdout=nothing, stderr=nothing, start_new_session=True)
        while process.poll() is None:
            sleep(EVERY)
            found.done = _lines(spool)
            own, helpers = _memory(process.pid)
            if own:
                found.peaks[found.done] = (own, max(helpers, default=0.0), own + sum(helpers))
            told = "|".join(f"{each:.0f}" for each in helpers)
            out.write(f"{monotonic() - begun:.0f},{found.done},{own:.0f},{told}\n")
            out.flush()
            if stop_at and found.done >= stop_at:
                os.kill(process.pid, signal.SIGKILL)
    found.seconds, found.exit_code = monotonic() - begun, process.wait()
    return found


def _lines(path: Path) -> int:
    if not path.exists():
        return 0
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_MB), b""))


def _memory(parent: int) -> tuple[float, list[float]]:
    """Resident megabytes of a process, and of each of its descendants."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    beneath, at = list(children.get(parent, ())), 0
    while at < len(beneath):
        beneath += children.get(beneath[at], ())
        at += 1
    return _resident(parent), [_resident(each) for each in beneath]


def _resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / _MB
    except (OSError, IndexError):
        return 0.0


def told(name: str, found: Watched, files: int) -> Iterator[str]:
    yield f"{name}: {found.done:,} results in {found.seconds:,.0f} s, exit code {found.exit_code}"
    for mark in MARKS:
        seen = [peaks for done, peaks in found.peaks.items() if done <= files * mark]
        if seen:
            own, helper, together = (max(each) for each in zip(*seen, strict=True))
            most = f"asked {own:.0f} MB, one that reads {helper:.0f} MB, all {together:.0f} MB"
            yield f"  peaks up to {int(files * mark):,} files: {most}"


def measured(folder: Path, out: Path, files: int) -> Iterator[str]:
    """量: half a run, killed; the other half, taken up; whether every file is there once; the overview of all."""
    spool, log = out / "results.jsonl", out / "memory.csv"
    check = [sys.executable, "-c", _COMMAND, "check", str(folder), "--jobs", str(HANDS), "--jsonl", str(spool)]
    yield from told("killed in the middle", watched(check, spool, log, stop_at=files // 2), files)
    kept = _lines(spool)
    yield from told("taken up", watched([*check, "--resume"], spool, log), files)
    with spool.open(encoding="utf-8") as file:
        named = [json.loads(line)["file"] for line in file]
    yield f"results {len(named):,}, different files {len(set(named)):,}, kept from the killed run {kept:,}"
    for suffix in ("html", "xlsx", "csv"):
        begun, before = monotonic(), getrusage(RUSAGE_CHILDREN).ru_utime
        command = [sys.executable, "-m", "bench.folder", "overview", str(spool), str(out / f"overview.{suffix}")]
        most = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        used = getrusage(RUSAGE_CHILDREN).ru_utime - before
        yield f"overview as {suffix}: {monotonic() - begun:.1f} s, of a processor {used:.1f} s, {most} MB"


def overview(spool: str, path: str) -> None:
    """The overview alone, in a process of its own; prints the most megabytes it held."""
    from gongkai.reading.outputs.overview import write_overview
    from gongkai.reading.outputs.survey import survey
    from gongkai.reading.runs.spool import Spool

    outlines = Spool(Path(spool)).outlines
    write_overview(Path(path), survey(outlines), outlines)
    status = Path("/proc/self/status").read_text()
    print(int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024)


def main() -> None:
    """Make, run, tell."""
    if sys.argv[1:2] == ["overview"]:
        overview(*sys.argv[2:])
        return
    files = next((int(each) for each in sys.argv[1:] if each.isdigit()), FILES)
    with TemporaryDirectory(prefix="gongkai-folder-") as thrown_away:
        out = Path(next((each for each in sys.argv[1:] if not each.isdigit()), thrown_away))
        folder = out / "reports"
        if not folder.exists():
            say(f"making {files:,} files")
            make(folder, files)
        for line in measured(folder, out, files):
            print(line, flush=True)


if __name__ == "__main__":
    main()
