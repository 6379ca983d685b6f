"""链头外存: each day's heads of all chains, signed and written outside the database.

Who cuts off the end of a chain and mends every table still contradicts yesterday's line. The lines are chained among
themselves; a copy goes by mail where ``HEADS_MAIL`` names somebody, so that the file itself cannot be shortened unnoticed.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail

from gongkai.law.grammar.flow import JSON
from gongkai.office.journal.queries import heads
from gongkai.office.journal.seals import GENESIS, Purpose, bears, canonical, moment, seal
from gongkai.web import clock


@dataclass(frozen=True, slots=True)
class Kept:
    """外存链头: one authority's head as a line holds it."""

    authority_id: int
    code: str
    seq: int
    seal: str


@dataclass(frozen=True, slots=True)
class Line:
    """外存一行: the heads at a moment; ``sound`` says whether the signature is ours and the line follows the one before."""

    place: str
    at: str
    kept: tuple[Kept, ...]
    signature: str
    sound: bool


def folder() -> Path:
    """外存目录: where the files lie, one a year."""
    return Path(settings.VAR_DIR) / "heads"


def append() -> Path:
    """外存: add a line with the heads of this moment; returns the file."""
    with _alone():
        now = clock.now()
        path = folder() / f"{now.year}.jsonl"
        body: dict[str, JSON] = {"at": moment(now), "heads": [[*head] for head in heads()], "prev": _last_signature()}
        text = canonical({**body, "signature": _signature(canonical(body))})
        with path.open("a", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
    _mail(f"台账链头 {now:%Y-%m-%d}", text)
    return path


@contextmanager
def _alone() -> Iterator[None]:
    """One writer at a time, of however many processes: a line must follow the one before it."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _last_signature() -> str:
    last = GENESIS
    for line in lines():
        last = line.signature
    return last


def last_day() -> date | None:
    """末次外存: the day of the last line, in Beijing time; None when there is none."""
    at = next((line.at for line in reversed(list(lines()))), "")
    return datetime.fromisoformat(at).astimezone(clock.BEIJING).date() if at else None


def lines() -> Iterator[Line]:
    """外存全部: every line of every year in order, each judged."""
    last = GENESIS
    for path in sorted(folder().glob("*.jsonl")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            line = _read(f"{path.name}第{number}行", text, last)
            last = line.signature
            yield line


def _read(place: str, text: str, last: str) -> Line:
    try:
        written = json.loads(text)
        signature = written.pop("signature")
        kept = tuple(Kept(*head) for head in written["heads"])
        reckoned = partial(_signature, canonical(written))
        sound = bears(signature, reckoned) and written["prev"] == last
        return Line(place, written["at"], kept, signature, sound)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Line(place, "", (), "", sound=False)


def _signature(body: str, by: str = "") -> str:
    return seal(Purpose.HEADS, body, by=by)


def _mail(subject: str, body: str) -> None:
    to = settings.HEADS_MAIL
    if to:
        send_mail(subject, body, None, [to])
        _mailed().write_text(clock.now().isoformat(), encoding="utf-8")


def _mailed() -> Path:
    return folder() / "mailed"


def mailed_at() -> datetime | None:
    """末次寄出: when a line last went to ``HEADS_MAIL``; None where none ever did."""
    try:
        return datetime.fromisoformat(_mailed().read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None
