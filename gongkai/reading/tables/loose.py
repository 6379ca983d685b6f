"""散排的行: a line with nothing but blanks between its pieces: the words, and the figures at its end one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.reading.tables.numerals import chinese_figure, figure, is_sign, is_unit
from gongkai.reading.tables.rows import Piece, Row, Shape

_STRETCH = re.compile(r"\S+(?: \S+)*")
_ALONE = re.compile(r"\s*[^\s#>]+\s*")
_TOKEN = re.compile(r"\S+")


def loose_row(text: str, line: int, *, in_chinese: bool) -> Row:
    """散排的行: its words parted by two blanks or more."""
    return Row(Shape.LOOSE, _pieces(text, line, _STRETCH, in_chinese), line, in_chinese)


def crammed_rows(text: str, line: int, *, in_chinese: bool) -> Iterator[Row]:
    """挤在一行的各行: a line that holds many rows, parted behind every run of figures; its words parted by any blank."""
    start = 0
    tokens = list(_TOKEN.finditer(text))
    ends = [
        token.end()
        for token, following in pairwise(tokens)
        if figure(token.group()) is not None and figure(following.group()) is None and not is_unit(following.group())
    ]
    for end in (*ends, len(text)):
        yield Row(Shape.LOOSE, _pieces(text[start:end], line, _TOKEN, in_chinese), line, in_chinese)
        start = end


def _pieces(text: str, line: int, words: re.Pattern[str], in_chinese: bool) -> tuple[Piece, ...]:
    """Words as the pattern parts them; the figures at the end of the line one by one."""
    if _ALONE.fullmatch(text):
        return (Piece(text.strip(), len(text) - len(text.lstrip()), line),)
    tail = _figures_at_end(text, in_chinese)
    before = text[: tail[0][1]] if tail else text
    marks = len(before) - len(before.lstrip("#>"))
    found = [Piece(match.group(), match.start() + marks, line) for match in words.finditer(before[marks:])]
    return (*found, *(Piece(token, start, line) for token, start in tail))


def _figures_at_end(text: str, in_chinese: bool) -> list[tuple[str, int]]:
    """The figures (and units before them) a line ends with, each with its place."""
    tokens = _joined([(match.group(), match.start()) for match in _TOKEN.finditer(text)])
    tail: list[tuple[str, int]] = []
    for token, start in reversed(tokens):
        if figure(token) is None and not is_unit(token) and not (in_chinese and chinese_figure(token)):
            break
        tail.insert(0, (token, start))
    while tail and is_unit(tail[-1][0]):
        tail.pop()
    return tail


def _joined(tokens: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Tokens that make one figure together, joined: 减 40, 8208. 93 万元."""
    joined: list[tuple[str, int]] = []
    for token, start in tokens:
        before = joined[-1][0] if joined else ""
        belongs = (
            (is_sign(before) and len(before) > 0 and token[0].isdigit() and before not in "-+")
            or (before.endswith(".") and before[:-1].isdigit() and token[0].isdigit())
            or (is_unit(token) and token.endswith("元") and before[-1:].isdigit())
        )
        if belongs:
            joined[-1] = (before + token, joined[-1][1])
        else:
            joined.append((token, start))
    return joined
