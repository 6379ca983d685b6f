"""在线: a pressed county is read by many while contents are published and withdrawn beneath it, ten a second.

``python -m bench.serving [AUTHORITIES] [CONTENTS] [SECONDS] [URL]`` makes the county in a throw-away house, presses it whole,
starts the one-command server on it, lets readers in processes of their own ask for pages they know, and publishes and withdraws
meanwhile. Every answer is held against what it must say; at the end every page is compared with one drawn from nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter, sleep

from bench.house import open_house, say
from tests.ports import free_port

READERS = 2
SEED = 20260101
STARTS_WITHIN = 60


@dataclass
class Course:
    """经过: how long answers took by kind, and every answer that was not what it must be."""

    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def told(self) -> Iterator[str]:
        """Medians and tails, and the first wrong answers."""
        for kind, times in sorted(self.took.items()):
            cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
            yield f"{kind}: {len(times):,}, p50 {cuts[49] * 1000:.1f} ms, p95 {cuts[94] * 1000:.1f}, p99 {cuts[98] * 1000:.1f}"
        yield f"wrong answers: {len(self.wrong)}"
        yield from self.wrong[:10]


@dataclass(frozen=True)
class Asked:
    """一问: an address, the status it must have and words that must or must not stand in the answer."""

    kind: str
    address: str
    status: int
    says: str = ""
    hides: str = ""


class Reader:
    """读者: asks over one connection and holds each answer against what it must say."""

    def __init__(self, port: int, course: Course) -> None:
        self.port, self.course = port, course
        self.line = HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, what: Asked) -> None:
        """问."""
        began = perf_counter()
        try:
            self.line.request("GET", what.address, headers={"Host": "localhost"})
            response = self.line.getresponse()
            body = response.read().decode("utf-8", "replace")
        except (OSError, HTTPException) as trouble:
            self.course.wrong.append(f"{what.kind} {what.address}: {trouble!r}")
            self.line = HTTPConnection("127.0.0.1", self.port, timeout=30)
            return
        self.course.took.setdefault(what.kind, []).append(perf_counter() - began)
        if response.status != what.status:
            self.course.wrong.append(f"{what.kind} {what.address}: {response.status}, not {what.status}")
        elif what.says not in body or (what.hides and what.hides in body):
            self.course.wrong.append(f"{what.kind} {what.address}: says the wrong thing")


def read(port: int, known: Path, seconds: float, seed: int) -> Course:
    """One reader: pages that stand, lists, and the front page, in a random order."""
    asked = [Asked(*each) for each in json.loads(known.read_text(encoding="utf-8"))]
    random, course = Random(seed), Course()
    reader, until = Reader(port, course), perf_counter() + seconds
    while perf_counter() < until:
        reader.ask(random.choice(asked))
    return course


@contextmanager
def served(port: int) -> Iterator[None]:
    """在线: the server and the worker of the one-command installation, over the house that stands."""
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ)
    try:
        _until_it_answers(port)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _until_it_answers(port: int) -> None:
    for _ in range(STARTS_WITHIN * 5):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError:
            sleep(0.2)
    raise RuntimeError("the server did not start")


def readers(port: int, known: Path, seconds: float) -> list[subprocess.Popen[str]]:
    """读者: each a process of its own."""
    command = [sys.executable, "-m", "bench.serving", "read", str(port), str(known), str(seconds)]
    return [
        subprocess.Popen([*command, str(SEED + number)], stdout=subprocess.PIPE, text=True) for number in range(READERS)
    ]


def course(folder: Path, authorities: int, contents: int, seconds: int) -> Iterator[str]:
    """经过: of a house that stands and is empty, line by line."""
    from bench.serving_county import busy, known_to_readers, made, pressed, sound

    say(f"making {contents:,} contents of {authorities} authorities")
    columns = made(authorities, contents)
    say("pressing every page")
    yield from pressed()
    known = folder / "known.json"
    known.write_text(json.dumps(known_to_readers(columns)), encoding="utf-8")
    port = free_port()
    with served(port):
        say(f"reading, publishing and withdrawing for {seconds} seconds")
        reading = readers(port, known, seconds)
        seen = busy(port, seconds, columns)
        for each in reading:
            told = json.loads(each.communicate()[0])
            seen.wrong += told["wrong"]
            for kind, times in told["took"].items():
                seen.took.setdefault(kind, []).extend(times)
    yield from seen.told()
    yield from sound()


def main() -> None:
    """The whole course, printed."""
    authorities, contents, seconds = [
        int(each) for each in [*sys.argv[1:4], *("40", "100000", "60")[len(sys.argv) - 1 :]]
    ]
    with open_house("") as folder:
        for line in course(folder, authorities, contents, seconds):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["read"]:
        _, _, at, path, during, seeded = sys.argv
        json.dump(asdict(read(int(at), Path(path), float(during), int(seeded))), sys.stdout)
    else:
        main()
