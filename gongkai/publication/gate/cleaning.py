"""清洁件: a copy with everything found covered and nothing hidden, given out only when a second look finds nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.engines import privacy
from gongkai.papers import redacting
from gongkai.papers.redacting import Span, find_words, readable
from gongkai.papers.said.asking import COPIED, clean_copy, clean_pages, hear
from gongkai.papers.said.pieces import Heard
from gongkai.papers.text import PaperError
from gongkai.publication.gate.crossing import crossing
from gongkai.publication.gate.findings import NO_WORDS, Lists, findings_in
from gongkai.publication.gate.scanning import covered, tables_of

_LEAST = 2
"""Of a PDF a cell is looked for by its text; an age alone would black out every such number."""


@dataclass(frozen=True, slots=True)
class Copy:
    """清洁件: its bytes and its name, also covered."""

    data: bytes
    name: str


def cleaned(data: bytes, kind: str, name: str, lists: Lists = NO_WORDS) -> Copy:
    """生成清洁件: raises PaperError where there can be none, or where the second look still finds something."""
    if kind not in COPIED:
        raise PaperError("这种文件不能生成清洁件，请另存为docx、xlsx或者pdf后再来")
    copy = _pages(data) if kind == "pdf" else clean_copy(data, kind, dict(_covers(hear(data, kind))))
    left = [each for each in findings_in(hear(copy, kind), lists) if each.holds]
    if left:
        places = "、".join(f"{each.where}（{each.kind}）" for each in left[:3])
        raise PaperError(f"清洁后复查仍有{len(left)}处，不给出清洁件：{places}；请在原文件里改后再来")
    return Copy(copy, covered(name, privacy.look(name)))


def _covers(told: Heard) -> Iterator[tuple[str, str]]:
    """By the keys of the pieces that show, their covered texts; what is hidden needs none, for it is left out."""
    texts = {said.key: said.text for said in told.texts if said.key and not said.hidden}
    before = dict(texts)
    for number in crossing(told.texts):
        for said, start, end in number.parts:
            if said.key in texts:
                texts[said.key] = texts[said.key][:start] + "*" * (end - start) + texts[said.key][end:]
    for key, text in texts.items():
        if (cover := covered(text, privacy.look(text))) != before[key]:
            yield key, cover
    for board in told.boards:
        cells: dict[tuple[int, int], list[privacy.Found]] = {}
        for each in privacy.look_in([line.cells for line in board.lines]):
            cells.setdefault((each.row or 0, each.column or 0), []).append(each)
        for (row, column), found in cells.items():
            line = board.lines[row]
            if column < len(line.keys):
                yield from _keyed(line.keys[column], line.cells[column], covered(line.cells[column], found))


def _keyed(key: str, text: str, cover: str) -> Iterator[tuple[str, str]]:
    """A cell of a text holds several paragraphs, each with a key of its own, parted by the ends of lines."""
    keys = key.split(" ") if "#" in key and " " in key else [key]
    start = 0
    for place, (one, part) in enumerate(zip(keys, _split(text, len(keys)), strict=True)):
        yield one, cover[start : start + len(part)]
        start += len(part) + (place < len(keys) - 1)


def _split(text: str, many: int) -> list[str]:
    return text.split("\n", many - 1) if many > 1 else [text]


def _pages(data: bytes) -> bytes:
    pages = redacting.read_pages(data)
    blind = [str(number) for number, page in enumerate(pages, 1) if page.wordless]
    if blind:
        raise PaperError(f"第{'、'.join(blind[:10])}页是图片，机器看不见，不能自动遮盖；请人工遮盖后再上传")
    spans = [
        (number, each.start, each.end)
        for number, page in enumerate(pages)
        for each in privacy.look(readable(page.text))
    ]
    words = set(_personal_cells(data))
    placed: list[Span] = [span for found in find_words(pages, words).values() for span in found]
    return clean_pages(data, [*spans, *((span.page, span.start, span.end) for span in placed)])


def _personal_cells(data: bytes) -> Iterator[str]:
    for board in tables_of(data):
        for each in privacy.look_in([line.cells for line in board.lines]):
            text = board.lines[each.row or 0].cells[each.column or 0][each.start : each.end]
            if len(text) >= _LEAST and not text.isdecimal():
                yield text
