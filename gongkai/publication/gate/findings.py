"""发现: one thing to be decided or to be known, by its place; grouped where a whole column is one thing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gongkai.engines import privacy
from gongkai.engines.privacy import Found
from gongkai.engines.wording import Words, markings
from gongkai.law.screening import ASKING, HOLDING, Concern, WordLevel
from gongkai.papers.said.pieces import Board, Heard
from gongkai.publication.gate.crossing import crossing

_SHOWN = 60
_ASK = "核实本人是否同意公开姓名；不需要写姓名的，改为“某”"
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """发现: what it is about, what kind, where, how it looks when covered, how often, and what is suggested."""

    concern: str
    kind: str
    where: str
    shown: str = ""
    count: int = 1
    hidden: bool = False
    sure: bool = True
    note: str = ""
    suggestion: str = ""

    @property
    def key(self) -> str:
        """发现的标记: the same as long as the content is the same."""
        told = "|".join((self.concern, self.kind, self.where, self.shown, str(self.count)))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def holds(self) -> bool:
        """须决定: whether it keeps a publication back."""
        return Concern(self.concern) in HOLDING

    @property
    def asks(self) -> bool:
        """请核实: whether it keeps nothing back and waits for an answer."""
        return Concern(self.concern) in ASKING

    @property
    def concern_label(self) -> str:
        """事项."""
        return Concern(self.concern).label

    def as_json(self) -> dict[str, Any]:
        """成为JSON."""
        return asdict(self)


def of_json(said: Sequence[dict[str, Any]]) -> list[Finding]:
    """由JSON."""
    return [Finding(**each) for each in said]


@dataclass(frozen=True)
class Lists:
    """词表: the words in force, by their level, with what to write instead."""

    words: dict[str, tuple[WordLevel, str]]
    look: Words

    @classmethod
    def of(cls, words: dict[str, tuple[WordLevel, str]]) -> Lists:
        """由词语."""
        return cls(words, Words(words))


NO_WORDS = Lists.of({})


Looked = list[list[Found]]
"""各表的发现: of each board of what was heard, cell by cell."""


def looked_into(told: Heard) -> Looked:
    """查各表: once, for the findings, for the preview and for the cleaned copy alike."""
    return [list(privacy.look_in([line.cells for line in board.lines])) for board in told.boards]


def findings_in(told: Heard, lists: Lists = NO_WORDS, looked: Looked | None = None) -> list[Finding]:
    """全部发现: in what a file or a text says."""
    found: list[Finding] = []
    for said in told.texts:
        found += _of_text(said.where, said.text, lists, hidden=said.hidden)
    found += [_finding(each.where, each.found, hidden=False) for each in crossing(told.texts)]
    for board, cells in zip(told.boards, looked_into(told) if looked is None else looked, strict=True):
        found += _of_board(board, cells, lists)
    found += _of_hidden(told, {each.where for each in found if each.hidden})
    found += [Finding(Concern.UNSEEN, "须人工查看", each.where, note=each.why) for each in told.unseen[:200]]
    return list(dict.fromkeys(found))


def of_name(name: str, lists: Lists = NO_WORDS) -> list[Finding]:
    """文件名里的发现."""
    return _of_text("文件名", name, lists, hidden=False)


def _of_text(where: str, text: str, lists: Lists, *, hidden: bool) -> list[Finding]:
    return [*_personal(where, text, hidden=hidden), *_worded(where, text, lists, hidden=hidden)]


def _personal(where: str, text: str, *, hidden: bool) -> Iterator[Finding]:
    for each in privacy.look(text):
        line = f"（其中第{text.count(chr(10), 0, each.start) + 1}行）" if "\n" in text.strip() else ""
        yield _finding(where + line, each, hidden=hidden)


def _finding(where: str, each: Found, *, hidden: bool, count: int = 1) -> Finding:
    suggestion = "清洁件里去掉" if hidden else "按全县统一的规则遮盖"
    sure = each.certainty is privacy.Certainty.SURE
    shown = each.masked[:_SHOWN]
    if each.certainty is privacy.Certainty.ASKED:
        return Finding(Concern.NAMED, each.kind.label, where, shown, count, hidden, False, suggestion=_ASK)
    return Finding(Concern.PERSONAL, each.kind.label, where, shown, count, hidden, sure, each.note, suggestion)


def _worded(where: str, text: str, lists: Lists, *, hidden: bool) -> Iterator[Finding]:
    for marked in markings(text):
        yield Finding(
            Concern.SECRET, "密级标志", where, marked.text[:_SHOWN], hidden=hidden, suggestion="停止公开，送保密审查"
        )
    for word, spoken in lists.look.in_text(text):
        level, instead = lists.words[word]
        suggestion = f"改为“{instead}”" if instead else "改去或者说明"
        yield Finding(
            level.concern, f"{level.label}词", where, spoken.text[:_SHOWN], hidden=hidden, suggestion=suggestion
        )


def _of_board(board: Board, found: list[Found], lists: Lists) -> Iterator[Finding]:
    """A column of which much is personal is one finding; the rest stands cell by cell."""
    grouped: dict[tuple[int, str, str, bool], list[Found]] = {}
    for each in found:
        line, column = each.row or 0, each.column or 0
        grouped.setdefault((column, each.kind.value, each.note, board.is_hidden(line, column)), []).append(each)
    for (column, _, _, hidden), cells in grouped.items():
        if len(cells) > 1:
            head = _head(board, column)
            told = f"“{head}”" if head else ""
            where = f"{board.where}第{column + 1}列{told}{'（隐藏）' if hidden and not board.hidden else ''}"
            yield _finding(where, cells[0], hidden=hidden, count=len(cells))
        else:
            yield _finding(board.place(cells[0].row or 0, column), cells[0], hidden=hidden)
    for row in board.lines:
        for column, text in enumerate(row.cells):
            if len(text) > 1 and not text.isdecimal():
                where = f"{board.where}第{row.number}行第{column + 1}列"
                yield from _worded(where, text, lists, hidden=board.hidden or row.hidden)


def _head(board: Board, column: int) -> str:
    """The nearest text over a column that is no value, itself looked through."""
    for line in board.lines[:4]:
        if sum(bool(cell.strip()) for cell in line.cells) > 1:
            text = line.cells[column].strip() if column < len(line.cells) else ""
            return "" if privacy.look(text) else " ".join(text.split())[:20]
    return ""


def _of_hidden(told: Heard, known: set[str]) -> Iterator[Finding]:
    """What is hidden without telling of anybody: to be known, for the cleaned copy leaves it out."""
    spoken = (each.where for each in told.texts if each.hidden and not _is_dull(each.where))
    places = [where for where in dict.fromkeys(spoken) if where not in known]
    places += [board.where for board in told.boards if board.hidden and board.lines]
    places += [f"{board.where}的隐藏行列" for board in told.boards if not board.hidden and _hides(board)]
    for where in places[:_LISTED]:
        yield Finding(Concern.HIDDEN, "隐藏的内容", where, hidden=True, suggestion="清洁件里去掉")
    if len(places) > _LISTED:
        yield Finding(
            Concern.HIDDEN, "隐藏的内容", f"另有{len(places) - _LISTED}处", hidden=True, suggestion="清洁件里去掉"
        )


def _hides(board: Board) -> bool:
    return bool(board.hidden_columns) or any(line.hidden for line in board.lines)


def _is_dull(where: str) -> bool:
    return where.startswith(("部件“", "文档属性：其他", "链接的地址", "图片和链接的说明"))
