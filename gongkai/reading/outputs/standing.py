"""要目: of a report as an overview shows it: taken from its JSON, of which only the ends are read."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.reading.shapes import OutlineJson
from gongkai.reading.summary import Figure


@dataclass(frozen=True, slots=True)
class Standing:
    """要目: of one report: whose, which year and form, how much was read, how many findings, the figures of MEASURES."""

    file: str
    authority: str
    year: int | None
    form: str
    read: int
    unread: int
    levels: tuple[int, ...]
    figures: tuple[Figure, ...]
    error: str

    @property
    def red(self) -> int:
        """红错: how many."""
        return self.levels[0]

    @property
    def yellow(self) -> int:
        """黄警: how many."""
        return self.levels[1]


def standing(outline: OutlineJson) -> Standing:
    """要目: of a report."""
    own = outline["summary"]
    return Standing(
        file=outline["file"],
        authority=outline["authority"],
        year=outline["year"],
        form=outline["edition"] or "",
        read=own["read"],
        unread=own["unread"],
        levels=(own["red"], own["yellow"], own["question"]),
        figures=tuple(each["value"] for each in own["figures"]),
        error=outline["error"],
    )
