"""巡检记录: one line of JSON for each address, written as it is known; a line that was cut off by a kill is passed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from os import SEEK_END
from pathlib import Path
from typing import Any, TextIO

from gongkai.law.supervision.page_dates import DaySaid
from gongkai.law.supervision.pages import LinkSeen, PageSeen, PersonSeen, SeenKind, WordSeen


def line_of(page: PageSeen, trace: str = "") -> str:
    """一行: with the trace of its text by which traps are known again."""
    told = {name: value for name, value in asdict(page).items() if value or name == "address"}
    told["kind"] = page.kind.value
    if page.marks:
        told["marks"] = sorted(page.marks)
    if page.waiting:
        told["waiting"] = [day.isoformat() for day in page.waiting]
    return json.dumps({**told, "trace": trace} if trace else told, ensure_ascii=False)


def page_of(told: dict[str, Any]) -> PageSeen:
    """所见网页: of a line."""
    given = {**told}
    given.pop("trace", None)
    return PageSeen(
        **given
        | {
            "kind": SeenKind(given["kind"]),
            "days": tuple(DaySaid(**each) for each in given.get("days", ())),
            "waiting": tuple(date.fromisoformat(each) for each in given.get("waiting", ())),
            "links": tuple(LinkSeen(**each) for each in given.get("links", ())),
            "words": tuple(WordSeen(**each) for each in given.get("words", ())),
            "persons": tuple(PersonSeen(**each) for each in given.get("persons", ())),
            "marks": frozenset(given.get("marks", ())),
        }
    )


def going_on(path: Path) -> TextIO:
    """接着记: line by line; a line that was cut off is ended first, so that the next one stands by itself."""
    file = path.open("a", encoding="utf-8", errors="replace", buffering=1)
    if file.tell() and not _ends_a_line(path):
        file.write("\n")
    return file


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as written:
        written.seek(-1, SEEK_END)
        return written.read(1) == b"\n"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """各行: those that are whole."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                told = json.loads(line)
            except ValueError:
                continue
            if isinstance(told, dict) and "address" in told and "kind" in told:
                yield told
