"""所说的各段: texts and tables of a file with their places, and what no machine can see in it. They travel as plain JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_CHARACTERS = 20_000_000
"""最多字数: of all that is read of one file; beyond it nobody looks any more, and the file is refused."""


@dataclass(frozen=True, slots=True)
class Said:
    """一段文字: where it stands, and by which ``key`` the cleaned copy puts another text there; without one it is left out."""

    where: str
    text: str
    hidden: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """一行: its number as people see it, its cells, whether it is hidden, and the keys of its cells, where they have any."""

    number: int
    cells: tuple[str, ...]
    hidden: bool = False
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """一张表: a worksheet or a table of a text; ``hidden_columns`` are counted from 0."""

    where: str
    lines: tuple[Line, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()

    def is_hidden(self, line: int, column: int) -> bool:
        """不显示: whether nobody sees this cell."""
        return self.hidden or self.lines[line].hidden or column in self.hidden_columns

    def place(self, line: int, column: int) -> str:
        """位置: as people count."""
        hidden = "（隐藏）" if not self.hidden and self.is_hidden(line, column) else ""
        return f"{self.where}第{self.lines[line].number}行第{column + 1}列{hidden}"


@dataclass(frozen=True, slots=True)
class Unseen:
    """机器看不见的: a picture, a file within a file, a page without text: a person must look."""

    where: str
    why: str


@dataclass(slots=True)
class Heard:
    """文件所说: everything that was read of one file."""

    texts: list[Said] = field(default_factory=list)
    boards: list[Board] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    inner: list[tuple[str, bytes]] = field(default_factory=list)
    """Files within it, still to be read; they do not leave the guarded process."""

    def say(self, where: str, text: str | None, *, hidden: bool = False, key: str = "") -> None:
        """记下: a text, where there is one."""
        if text and text.strip():
            self.texts.append(Said(where, text, hidden, key))

    def within(self, where: str, other: Heard) -> None:
        """其中的文件: all that a file inside this one says, none of which the copy keeps."""
        self.texts += [Said(f"{where}{each.where}", each.text, hidden=True) for each in other.texts]
        for board in other.boards:
            lines = tuple(Line(each.number, each.cells) for each in board.lines)
            self.boards.append(Board(f"{where}{board.where}", lines, hidden=True))
        self.unseen += [Unseen(f"{where}{each.where}", each.why) for each in other.unseen]

    def as_json(self) -> dict[str, Any]:
        """成为JSON: to leave the guarded process."""
        return {
            "texts": [[each.where, each.text, each.hidden, each.key] for each in self.texts],
            "boards": [
                {
                    "where": board.where,
                    "hidden": board.hidden,
                    "columns": sorted(board.hidden_columns),
                    "lines": [[each.number, each.cells, each.hidden, each.keys] for each in board.lines],
                }
                for board in self.boards
            ],
            "unseen": [[each.where, each.why] for each in self.unseen],
        }


def heard(said: dict[str, Any]) -> Heard:
    """由JSON: what the guarded process has answered."""
    return Heard(
        [Said(*each) for each in said["texts"]],
        [
            Board(board["where"], tuple(_lines(board["lines"])), board["hidden"], frozenset(board["columns"]))
            for board in said["boards"]
        ],
        [Unseen(*each) for each in said["unseen"]],
    )


def _lines(said: list[Any]) -> Iterator[Line]:
    for number, cells, hidden, keys in said:
        yield Line(number, tuple(cells), hidden, tuple(keys))
