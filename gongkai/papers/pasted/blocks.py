"""片段: what pasted text is made of once its carrier is gone: runs of inline text, paragraphs, list items, tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from gongkai.papers.grid import Grid

MARKS = ("strong", "em", "s", "sup", "sub")
"""行内标记: those that mean something, from the outermost inwards."""


class Role(StrEnum):
    """段落作用: what a paragraph is in an official paper; also the class it bears."""

    HEADING = "heading"
    ADDRESSEE = "addressee"
    SIGNATURE = "signature"
    REMARK = "remark"
    ENCLOSURE = "enclosure"
    FOOTNOTE = "footnote"


CLASSES = frozenset(role.value for role in Role if role is not Role.HEADING)


@dataclass(frozen=True, slots=True)
class Run:
    """文字段: a text with its marks and where it leads; a line break is ``\\n``."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """痕迹: what the carrier said of a paragraph: none of it is kept, it only helps to tell what the paragraph is."""

    level: int = 0
    title: bool = False
    center: bool = False
    right: bool = False
    big: bool = False
    role: Role | None = None
    anchor: str = ""


UNHINTED = Hints()
"""没有痕迹."""


@dataclass(frozen=True, slots=True)
class Text:
    """段落: runs with what the carrier hinted and, once told, its role and the level of a heading."""

    runs: tuple[Run, ...]
    hints: Hints = UNHINTED
    role: Role | None = None
    level: int = 0

    @property
    def words(self) -> str:
        """文字: without marks."""
        return "".join(run.text for run in self.runs)

    @property
    def bold(self) -> bool:
        """通段加粗: whether every word is bold."""
        return all("strong" in run.marks for run in self.runs if run.text.strip())

    def as_role(self, role: Role, level: int = 0) -> Text:
        """定作用: the same paragraph with its role; a heading is bold by itself."""
        if role is not Role.HEADING:
            return replace(self, role=role)
        runs = (replace(run, marks=run.marks - {"strong"}) for run in self.runs)
        return replace(self, runs=joined(runs), role=role, level=level)


@dataclass(frozen=True, slots=True)
class Item:
    """列表项: its depth from 1, whether its list is numbered, and from which number where it begins one."""

    runs: tuple[Run, ...]
    depth: int = 1
    ordered: bool = False
    begins: bool = False
    number: int = 1

    @property
    def words(self) -> str:
        """文字: without marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Sheet:
    """表格: a grid and, for the upper left slot of each cell, its runs."""

    grid: Grid
    contents: dict[tuple[int, int], tuple[Run, ...]] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """文字: a row a line, its cells apart by tabs."""
        rows = ("\t".join(cell.text.replace("\n", " ") for cell in row) for row in self.grid.rows)
        return "\n".join([*filter(None, [self.grid.caption]), *rows])


Block = Text | Item | Sheet


def apart(before: Run, between: str, after: Run) -> Run:
    """间隔: what keeps two runs apart bears what both of them bear, or reading it again would part what was one."""
    return Run(between, before.marks & after.marks, after.href if after.href == before.href else "")


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """合并: neighbours with the same marks as one run; none empty."""
    made: list[Run] = []
    for run in runs:
        if made and (made[-1].marks, made[-1].href) == (run.marks, run.href):
            made[-1] = replace(made[-1], text=made[-1].text + run.text)
        elif run.text:
            made.append(run)
    return tuple(made)
