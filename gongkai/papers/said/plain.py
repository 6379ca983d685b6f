"""文本所说: a plain text line by line, a csv as the table it is; their cleaned copies."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from gongkai.papers.said.pieces import Board, Heard, Line
from gongkai.papers.text import PaperError, decoded

MOST_CELLS = 4_000_000
MOST_LINES = 200
"""Of a paragraph of a text."""


def read_text(data: bytes) -> Heard:
    """读文本: paragraph by paragraph, for a number may go over the end of a line. Raises PaperError for what is no text."""
    told = Heard()
    for first, lines in _paragraphs(_text(data).splitlines()):
        last = first + len(lines) - 1
        told.say(f"第{first}行" if first == last else f"第{first}至{last}行", "\n".join(lines), key=str(first))
    return told


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The number of its first line, and the lines of each run without a blank one."""
    run: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip() and len(run) < MOST_LINES:
            run.append(line)
        else:
            if run:
                yield number - len(run), run
            run = [line] if line.strip() else []


def cleaned_text(data: bytes, covers: Mapping[str, str]) -> bytes:
    """清洁文本."""
    lines = _text(data).splitlines()
    for first, cover in covers.items():
        part = cover.split("\n")
        lines[int(first) - 1 : int(first) - 1 + len(part)] = part
    return "\n".join(lines).encode() + b"\n"


def read_csv(data: bytes) -> Heard:
    """读csv: raises PaperError for what is no text."""
    lines = [
        Line(number, tuple(row), keys=tuple(f"{number}:{column}" for column in range(len(row))))
        for number, row in enumerate(_rows(_text(data)), 1)
    ]
    return Heard(boards=[Board("表", tuple(lines))])


def cleaned_csv(data: bytes, covers: Mapping[str, str]) -> bytes:
    """清洁csv: with a mark, so that Excel reads it as it is."""
    out = io.StringIO()
    writer = csv.writer(out)
    for number, row in enumerate(_rows(_text(data)), 1):
        writer.writerow([covers.get(f"{number}:{column}", cell) for column, cell in enumerate(row)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _rows(text: str) -> list[list[str]]:
    first = text[: text.find("\n")] if "\n" in text else text
    rows, cells = list[list[str]](), 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;；，", key=first.count)):
            rows.append(row)
            cells += len(row)
            if cells > MOST_CELLS:
                raise PaperError("表格过大，请分成几个文件")
    except csv.Error as error:
        raise PaperError("不能按csv读取，请检查引号和长度") from error
    return rows


def _text(data: bytes) -> str:
    text = decoded(data)
    if text is None:
        raise PaperError("不是能读的文本")
    return text
