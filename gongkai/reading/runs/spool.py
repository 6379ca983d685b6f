"""结果簿: the results of a run in a file, one report a line (JSON Lines), so that a run can go on where it stopped.

A line is written whole before the next file is answered for. What an interruption left of a last line is thrown away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from gongkai.reading.shapes import OutlineJson, ReportJson


class Spool:
    """结果簿: the file of results; ``add`` appends, ``records`` reads them one by one, memory never holds them all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def start(self) -> None:
        """开簿: an empty one. Raises OSError."""
        self.path.write_text("", encoding="utf-8")

    def add(self, line: str) -> None:
        """记一行: the JSON of one report. Raises OSError."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def records(self) -> Iterator[ReportJson]:
        """各份结果: in the order they were written."""
        for line in self._lines():
            if (record := _record(line)) is not None:
                yield record

    def outlines(self) -> Iterator[OutlineJson]:
        """各份要目: of each result only the ends of its line are read; what is long stands between them."""
        for line in self._lines():
            if (outline := _outline(line)) is not None:
                yield outline

    def keep(self, wanted: Callable[[OutlineJson], bool]) -> None:
        """留用: keep the results that are wanted and throw the others away."""
        lines = (line for line in self._lines() if (outline := _outline(line)) is not None and wanted(outline))
        self._rewrite(lines)

    def merge(self, newer: Spool) -> None:
        """换行: the results of files that another spool has too are taken from there; the order stays."""
        places = dict(newer._places())

        def merged() -> Iterator[bytes]:
            with newer.path.open("rb") as file:
                for line in self._lines():
                    outline = _outline(line)
                    if outline is not None and outline["file"] in places:
                        file.seek(places[outline["file"]])
                        yield file.readline()
                    elif outline is not None:
                        yield line

        self._rewrite(merged())

    def _places(self) -> Iterator[tuple[str, int]]:
        """Where the result of each file begins, in bytes."""
        with self.path.open("rb") as file:
            while line := file.readline():
                outline = _outline(line)
                if outline is not None:
                    yield outline["file"], file.tell() - len(line)

    def _rewrite(self, lines: Iterator[bytes]) -> None:
        """Write beside the file and put in its place at once: an interruption leaves the old one or the new one."""
        beside = self.path.with_name(f"{self.path.name}.new")
        with beside.open("wb") as file:
            file.writelines(lines)
        beside.replace(self.path)

    def _lines(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            for line in file:
                yield line if line.endswith(b"\n") else line + b"\n"


_HEAD, _TAIL = b',"cells":[', b',"size":'
"""Where a line's head ends and its tail begins. In texts the marks are written otherwise, so they stand nowhere else."""


def _outline(line: bytes) -> OutlineJson | None:
    """The outline of a line; None as with ``_record``."""
    head, tail = line.find(_HEAD), line.rfind(_TAIL)
    try:
        found = json.loads(line[:head] + line[tail:]) if 0 < head < tail else None
    except (ValueError, RecursionError):
        return None
    return (
        cast(OutlineJson, found) if isinstance(found, dict) and set(OutlineJson.__annotations__) <= set(found) else None
    )


def _record(line: bytes) -> ReportJson | None:
    """The report of a line; None for a line that was cut off or is none of ours."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return (
        cast(ReportJson, found) if isinstance(found, dict) and set(ReportJson.__annotations__) <= set(found) else None
    )
