"""引导式模糊测试: files of each carrier changed again and again, towards code that no file before has reached.

    python -m tests.published.fuzzing [SECONDS] [CARRIER] [FOLDER]

Atheris counts the branches of ``gongkai.reading`` and ``gongkai.papers`` that a file goes through and keeps those that go
through new ones. What ``oracle.judge`` objects to, what is slow and what ends the process is read again in the cage, with
no counting; what is a fault there as well is kept in the folder, and the command ends with 1. It prints what was run.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from time import monotonic

from gongkai.law.annual_report import EDITIONS
from tests.published.broken import broken, with_error
from tests.published.cage import MEMORY, SECONDS, Outcome, outcomes
from tests.published.carried import CARRIERS
from tests.published.damaged import damaged
from tests.published.figures import SCALES, filled
from tests.published.zoo import Trap, beasts
from tests.published.zoo_papers import pdf

KINDS = ("text", "csv", "html", "mhtml", "docx", "xlsx", "ofd", "pdf")
LONGEST = 120_000
"""The longest file, in bytes: longer ones take the time of many."""
_SEEDS = 60
_FAULTS = 40
_COVERED = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)/\S+ .*?exec/s: (\d+)")
_RAN = re.compile(r"^#(\d+)\t", re.MULTILINE)


@dataclass(frozen=True)
class Ran:
    """所跑: of one carrier: executions, branches reached, files that reached new ones, faults that stand."""

    kind: str
    seconds: float
    executions: int
    covered: int
    corpus: int
    faults: tuple[Outcome, ...]

    def __str__(self) -> str:
        said = (
            f"{self.kind:6} {self.seconds:5.0f} s {self.executions:8} files, {self.covered} branches reached, "
            f"{self.corpus} kept, {len(self.faults)} faults"
        )
        told = (f"  {each.name}: {each.fault or 'slow or large'} ({each.seconds} s)" for each in self.faults)
        return "\n".join([said, *told])


def fuzz(kind: str, seconds: float, folder: Path) -> Ran:
    """模糊测试: one carrier for so many seconds. What ends the process is noted and the rest of the time goes on."""
    suspects, corpus = folder / "suspects", folder / "corpus"
    for each in (suspects, corpus):
        each.mkdir(parents=True, exist_ok=True)
    for data in seeds(kind):
        (corpus / sha256(data).hexdigest()[:16]).write_bytes(data)
    begun, executions, covered, kept = monotonic(), 0, 0, 0
    while (left := int(seconds - (monotonic() - begun))) > 0:
        said = _run(kind, left, corpus, suspects)
        executions += max(map(int, _RAN.findall(said)), default=0)
        found = _COVERED.findall(said)
        spoilt = _spoilt(corpus, suspects)
        for path in spoilt:
            path.unlink()
        if not found and not spoilt:
            raise RuntimeError(f"the fuzzer did not run:\n{said[-3_000:]}")
        if not found:
            continue
        covered, kept = max(covered, int(found[-1][0])), int(found[-1][2])
    return Ran(kind, monotonic() - begun, executions, covered, kept, tuple(_standing(suspects, folder / "faults")))


def _spoilt(corpus: Path, suspects: Path) -> list[Path]:
    """The seeds over which the process ended: they are suspects now, and the others shall have their turn."""
    ended = {path.read_bytes() for path in suspects.glob("*-*")}
    return [path for path in corpus.iterdir() if path.read_bytes() in ended]


def _run(kind: str, seconds: int, corpus: Path, suspects: Path) -> str:
    command = [sys.executable, "-m", "tests.published.fuzzed", kind, str(suspects), str(corpus)]
    bounds = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        "-timeout=40",
        "-rss_limit_mb=2048",
        "-len_control=0",
    ]
    told = [f"-artifact_prefix={suspects}/", "-print_final_stats=1", "-use_value_profile=0", f"-seed={seconds + 1}"]
    return subprocess.run([*command, *bounds, *told], capture_output=True, check=False).stderr.decode(errors="replace")


def _standing(suspects: Path, kept: Path) -> Iterator[Outcome]:
    """Those that are faults in the cage as well, where nothing is counted."""
    names = [str(path) for path in sorted(suspects.iterdir())[:_FAULTS]]
    for outcome in outcomes(names) if names else ():
        if outcome.fault or outcome.seconds > SECONDS or outcome.memory > MEMORY:
            kept.mkdir(exist_ok=True)
            (kept / Path(outcome.name).name).write_bytes(Path(outcome.name).read_bytes())
            yield outcome


def seeds(kind: str) -> Iterator[bytes]:
    """种子: files of a carrier: of the generator, and the small ones of the zoo."""
    yield from _SEEDED.get(kind, _carried)(kind)
    trap = Trap("http://127.0.0.1:9", Path("/nowhere"), Path("/nowhere"))
    for beast in beasts().values():
        if _begins(kind, beast.name) and not (beast.office or beast.long or "bomb" in beast.name):
            data = beast.make(trap)
            if len(data) <= LONGEST:
                yield data


def _begins(kind: str, name: str) -> bool:
    return any(word in name for word in _OF_THE_ZOO[kind])


_OF_THE_ZOO: Mapping[str, tuple[str, ...]] = {
    "text": ("NUL", "encod", "surrogate", "marks", "control", "txt"),
    "csv": ("csv", "quote"),
    "html": ("page", "html", "spans", "hidden"),
    "mhtml": ("mail", "part", "codec", "base64", "boundary never"),
    "docx": ("docx", "macros: docm", "deep"),
    "xlsx": ("xlsx", "macros: xlsm"),
    "ofd": ("OFD",),
    "pdf": ("pdf",),
}


def _texts(kind: str) -> Iterator[bytes]:
    del kind
    for seed in range(_SEEDS):
        made = (broken, with_error, damaged)[seed % 3](seed)
        yield made.text.encode("gb18030" if seed % 5 == 4 else "utf-8")


def _pages(kind: str) -> Iterator[bytes]:
    for seed in range(_SEEDS // 2):
        yield with_error(seed, shape="html").text.encode()
    yield from _carried(kind)


def _carried(kind: str) -> Iterator[bytes]:
    """The sheets of each edition in a file of the kind."""
    for at, edition in enumerate(EDITIONS * 2):
        yield CARRIERS[kind](
            edition, edition.first, filled(edition, Random(at), list(SCALES.values())[at % len(SCALES)])
        )


def _drawn(kind: str) -> Iterator[bytes]:
    yield pdf()
    yield next(_carried(kind))


_SEEDED: Mapping[str, Callable[[str], Iterator[bytes]]] = {"text": _texts, "html": _pages, "pdf": _drawn}


def main(seconds: str = "60", kind: str = "", folder: str = "") -> int:
    """Every carrier, or one, so many seconds each."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="gongkai-fuzzing-") as thrown_away:
        for each in [kind] if kind else KINDS:
            ran = fuzz(each, float(seconds), Path(folder or thrown_away) / each)
            print(ran, flush=True)
            failed += len(ran.faults)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
