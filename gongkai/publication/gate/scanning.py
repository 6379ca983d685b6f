"""筛查: a part is read, everything found is told by its place, and a covered preview of it is made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from gongkai.engines import privacy
from gongkai.law.screening import Concern
from gongkai.papers.laid.reading import read_pdf
from gongkai.papers.said.asking import READ, hear
from gongkai.papers.said.markup import read_markup
from gongkai.papers.said.pieces import Board, Heard, Line, Said, Unseen
from gongkai.papers.text import PaperError
from gongkai.publication.gate.findings import NO_WORDS, Finding, Lists, Looked, findings_in, looked_into, of_name
from gongkai.publication.gate.parts import BODY, TEXT, Part

RULES = "2"
"""规则版本: changed where what is found changes, so that what was screened before is screened anew."""
MOST_FINDINGS = 400
_LINES, _LINES_MORE = 12, 28
_PIECES = 60
_INSIDE = re.compile(r"^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|localhost$|169\.254\.)|^[^.]+$")


@dataclass(frozen=True)
class Scan:
    """筛查结果: what was found, the covered preview, and why nothing could be read, where nothing could."""

    findings: list[Finding]
    preview: dict[str, Any] = field(default_factory=dict)
    unread: str = ""


def scan(part: Part, lists: Lists = NO_WORDS) -> Scan:
    """筛查一件: never raises for what cannot be read; that is a thing for a person to look at."""
    named = of_name(part.name, lists) if part.is_file else []
    try:
        told, links = heard(part)
    except PaperError as refusal:
        unseen = Finding(Concern.UNSEEN, "须人工查看", part.name if not named else "文件", note=str(refusal))
        return Scan([*named, unseen], unread=str(refusal)[:200])
    looked = looked_into(told)
    found = [*named, *findings_in(told, lists, looked), *_dead(links), *_absent(part)]
    held = [each for each in found if each.holds]
    rest = sorted((each for each in found if not each.holds), key=lambda each: not each.asks)
    return Scan([*held, *rest][:MOST_FINDINGS] if len(held) <= MOST_FINDINGS else held, preview(told, looked))


def heard(part: Part) -> tuple[Heard, tuple[str, ...]]:
    """读出一件: and where its links lead. Raises PaperError."""
    if part.kind == BODY:
        return read_markup(part.load().decode("utf-8", "surrogatepass"))
    if part.kind == TEXT:
        text = part.load().decode("utf-8", "surrogatepass")
        return Heard([Said(f"第{number}段", line) for number, line in enumerate(_paragraphs(text), 1)]), ()
    if part.kind not in READ:
        return Heard(unseen=[Unseen("文件", f"机器看不了{part.kind}文件，须人工查看，或者另存为docx后再上传")]), ()
    data = part.load()
    told = hear(data, part.kind)
    if part.kind == "pdf":
        told.boards += tables_of(data)
    return told, ()


def _paragraphs(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.strip())


def tables_of(data: bytes) -> list[Board]:
    """The tables of a PDF as they are laid out; where the layout cannot be read, its text was read anyway."""
    try:
        pages = read_pdf(data).pages
    except PaperError:
        return []
    return [
        Board(f"第{page.number}页的表", tuple(Line(number, row) for number, row in enumerate(part, 1)))
        for page in pages
        for part in page.parts
        if not isinstance(part, str)
    ]


def _absent(part: Part) -> Iterator[Finding]:
    for name in part.listed:
        yield Finding(Concern.MISSING, "缺少的附件", "正文", name[:60], suggestion="补传附件，或者改正文")


def _dead(links: tuple[str, ...]) -> Iterator[Finding]:
    """Links of which it is plain that the public cannot follow them; whether the others lead anywhere, ``links`` asks."""
    for link in dict.fromkeys(links):
        if why := _why_dead(link):
            yield Finding(
                Concern.LINK,
                "打不开的链接",
                "正文",
                privacy.covered(link, likely=True)[:60],
                note=why,
                suggestion="改正或者去掉",
            )


def _why_dead(link: str) -> str:
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return "地址写法有误"
    if re.match(r"^[A-Za-z]:[\\/]|^\\\\", link) or parts.scheme == "file":
        return "指向本机或者内网的文件"
    if parts.scheme in ("http", "https"):
        return "指向内网" if not host or _INSIDE.search(host) else ""
    if not link or link == "#":
        return "没有地址"
    return "" if parts.scheme in ("", "mailto", "tel") else "公众打不开这种地址"


# -- the preview -----------------------------------------------------------------------------------------------------------


def preview(told: Heard, looked: Looked) -> dict[str, Any]:
    """预览: tables with their columns judged and every finding covered; of texts the pieces with findings."""
    texts = [shown for said in told.texts if (shown := _text(said))]
    return {
        "texts": texts[:_PIECES],
        "more": max(0, len(texts) - _PIECES),
        "boards": [_board(board, cells) for board, cells in zip(told.boards, looked, strict=True) if board.lines],
    }


def _text(said: Said) -> dict[str, Any] | None:
    parts = _marked(said.text, privacy.look(said.text))
    return (
        {"where": said.where, "hidden": said.hidden, "parts": parts}
        if len(parts) > 1 or (parts and parts[0][1])
        else None
    )


def _marked(text: str, found: list[privacy.Found]) -> list[list[str]]:
    """The text in runs: what was found covered and named, what stands around it cut short."""
    parts: list[list[str]] = []
    end = 0
    for each in found:
        if before := _short(text[end : each.start]):
            parts.append([before, ""])
        parts.append([each.masked, each.kind.label])
        end = each.end
    if found and (after := text[end : end + 30]):
        parts.append([after, ""])
    return parts


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"…{text[-30:]}"


def _board(board: Board, looked: list[privacy.Found]) -> dict[str, Any]:
    found: dict[tuple[int, int], list[privacy.Found]] = {}
    for each in looked:
        found.setdefault((each.row or 0, each.column or 0), []).append(each)
    shown = sorted({*range(min(_LINES, len(board.lines))), *sorted({row for row, _ in found})[:_LINES_MORE]})
    width = min(max((len(board.lines[row].cells) for row in shown), default=0), 60)
    often = Counter(column for _, column in found)
    kinds = {column: each[0].kind.label for (_, column), each in reversed(found.items()) if often[column] > 1}
    return {
        "where": board.where,
        "hidden": board.hidden,
        "kinds": [kinds.get(column, "") for column in range(width)],
        "hides": [column in board.hidden_columns for column in range(width)],
        "rows": [
            [board.lines[row].number, board.lines[row].hidden, _cells(board.lines[row], row, width, found)]
            for row in shown
        ],
        "more": len(board.lines) - len(shown),
    }


def _cells(line: Line, row: int, width: int, found: dict[tuple[int, int], list[privacy.Found]]) -> list[list[str]]:
    cells = []
    for column in range(width):
        text = line.cells[column] if column < len(line.cells) else ""
        here = sorted(found.get((row, column), []), key=lambda each: each.start)
        cells.append([covered(text, here)[:80], here[0].kind.label if here else ""])
    return cells


def covered(text: str, found: list[privacy.Found]) -> str:
    """遮盖后的文字: as long as before."""
    parts, end = [], 0
    for each in found:
        if each.start >= end:
            parts += [text[end : each.start], each.masked]
            end = each.end
    return "".join([*parts, text[end:]])
