"""定结构: which paragraph is the title, a heading, the addressee, the signature, a remark, a list of attachments.

Official papers number their levels (一、 （一） 1. （1）, GB/T 9704—2012) and end with the authority and the day; that is
read from the words. What the carrier hinted (styles, the middle of the line, bold) counts once and is not kept: so a
clean text read again is told the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.papers.grid import Grid
from gongkai.papers.pasted.blocks import Block, Role, Sheet, Text
from gongkai.papers.pasted.tables import headed

_LEVELS = (
    (1, re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}[编章](?=[\s　]|[^条款项])")),
    (1, re.compile(r"附件\s?[\d一二三四五六七八九十]{0,3}[:：]?$")),
    (2, re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}节(?=[\s　]|\S)")),
    (2, re.compile(r"[一二三四五六七八九十百]{1,4}、")),
    (3, re.compile(r"[（(][一二三四五六七八九十百]{1,4}[)）]")),
    (4, re.compile(r"\d{1,2}[.．](?!\d)")),
    (5, re.compile(r"[（(]\d{1,2}[)）]")),
)
_NEEDS_BODY = 4
"""From this level on a number alone makes no heading: something must stand under it."""
_LEAST_BODY = 20
_LONGEST_NUMBERED, _LONGEST_BARE, _LONGEST_STYLED, _LONGEST_TITLE = 50, 36, 100, 120
_ENDS = re.compile(r"[。；;，,、：:！!？?]$")
_DEEPEST = 6

_DAY = re.compile(
    r"(?:\d{4}|[〇○Оo0O零一二三四五六七八九]{4})\s?年\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?月\s?"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日"
)
_AUTHORITY = re.compile(
    r"[^，。；：、,;:.（）()\s\d]{2,30}(?:政府|委员会|委|办公室|局|厅|部|中心|院|处|所|协会|指挥部|领导小组|街道办事处|"
    r"[镇乡]|支队|大队|管理站|学校|公司)"
)
_MOST_SIGNERS = 3
_LONGEST_SIGNER = 40
_REMARK = re.compile(r"[（(]此[件文][^()（）]{1,30}[)）]")
_ADDRESSEE = re.compile(r"[^。；;\n]{2,200}[:：]")
_LEADS_ON = re.compile(r"下列|如下|以下|决定")
"""What ends in a colon with one of these announces a list; it addresses nobody."""
_NUMBER = re.compile(r"[^\s，。；]{1,20}[〔\[（(【]\d{4}[〕\]）)】]\s?第?\d{1,5}\s?号")
_MASTHEAD = re.compile(r"[^，。；：\d]{2,40}(?:文件|公告|令|公报)|第\s?\d{1,5}\s?号")
_ENCLOSURES = re.compile(r"附\s?件\s?[:：]")
_NUMBERED_NAME = re.compile(r"\d{1,2}\s?[.．、]\s?\S")
_CAPTION = re.compile(r"附?表\s?[\d一二三四五六七八九十]{1,3}(?:[\-－.．]\d{1,2})?(?:[\s　:：]|$)")


@dataclass(frozen=True)
class Structure:
    """结构: the title apart, and every block with its role."""

    title: str
    blocks: tuple[Block, ...]


def structured(blocks: Sequence[Block]) -> Structure:
    """定结构: roles for the paragraphs, captions and heads for the tables, headings without a level left out."""
    title, rest = _without_title(list(blocks))
    rest = [headed(block) if isinstance(block, Sheet) else block for block in _captioned(rest)]
    return Structure(title, tuple(_levelled(_told(rest))))


# -- title and captions ------------------------------------------------------------------------------------------------


def _without_title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The title is the first thing that stands in the middle, in large type or in the style of a title.

    Before it a masthead (示例县人民政府文件) and the document number may stand; they stay in the text.
    """
    begin = 0
    while begin < len(blocks) and begin < 4 and _is_masthead(blocks[begin]):
        begin += 1
    end = begin
    while end < len(blocks) and _is_title(blocks[end], first=end == begin):
        end += 1
    title = "".join(block.words for block in blocks[begin:end] if isinstance(block, Text))
    if not title or len(title) > _LONGEST_TITLE:
        return "", blocks
    return title.replace("\n", ""), blocks[:begin] + blocks[end:]


def _is_masthead(block: Block) -> bool:
    if not isinstance(block, Text) or block.hints.title:
        return False
    return bool(_NUMBER.fullmatch(block.words) or _MASTHEAD.fullmatch(block.words))


def _is_title(block: Block, *, first: bool) -> bool:
    if not isinstance(block, Text) or _is_masthead(block) or block.words[0] in "（(" or block.hints.role:
        return False
    hints = block.hints
    if first and hints.title:
        return True
    return (
        (hints.center or hints.big) and not hints.level and not _ENDS.search(block.words) and not _pattern(block.words)
    )


def _captioned(blocks: Sequence[Block]) -> Iterator[Block]:
    """The line right over a table that names it goes into the table."""
    waiting: Text | None = None
    for block in blocks:
        if isinstance(block, Sheet) and waiting is not None and not block.grid.caption:
            if _names_table(waiting):
                block = replace(block, grid=Grid(block.grid.cells, waiting.words))
            else:
                yield waiting
            waiting = None
        if waiting is not None:
            yield waiting
        waiting = block if isinstance(block, Text) else None
        if waiting is None:
            yield block
    if waiting is not None:
        yield waiting


def _names_table(text: Text) -> bool:
    if len(text.words) > _LONGEST_NUMBERED or text.hints.level or text.hints.role or _ENDS.search(text.words):
        return False
    return bool(text.hints.center or _CAPTION.match(text.words)) and not _pattern(text.words)


# -- roles -------------------------------------------------------------------------------------------------------------


def _told(blocks: Sequence[Block]) -> Iterator[Block]:
    signed = set(_signatures(blocks))
    first = next((place for place, block in enumerate(blocks) if not _is_masthead(block)), -1)
    enclosed = False
    for place, block in enumerate(blocks):
        if not isinstance(block, Text):
            enclosed = False
            yield block
            continue
        enclosed = bool(
            _ENCLOSURES.match(block.words) or (enclosed and (_NUMBERED_NAME.match(block.words) or not block.words))
        )
        if block.hints.role:
            yield block.as_role(block.hints.role)
        elif place in signed:
            yield block.as_role(Role.SIGNATURE)
        elif enclosed and not block.hints.level:
            yield block.as_role(Role.ENCLOSURE)
        else:
            yield _one(block, place == first, blocks[place + 1] if place + 1 < len(blocks) else None)


def _one(block: Text, first: bool, after: Block | None) -> Text:
    hints, words = block.hints, block.words
    if hints.level and len(words) <= _LONGEST_STYLED:
        return block.as_role(Role.HEADING, hints.level)
    if _REMARK.fullmatch(words):
        return block.as_role(Role.REMARK)
    if level := _pattern(words):
        return block.as_role(Role.HEADING, level) if _is_heading(block, level, after) else block
    if first and _ADDRESSEE.fullmatch(words) and not (_REMARK.search(words) or _LEADS_ON.search(words)):
        return block.as_role(Role.ADDRESSEE)
    if len(words) <= _LONGEST_BARE and block.bold and not _ENDS.search(words) and "\n" not in words:
        return block.as_role(Role.HEADING, 1 if hints.center else _DEEPEST)
    return block


def _pattern(words: str) -> int:
    return next((level for level, pattern in _LEVELS if pattern.match(words)), 0)


def _is_heading(block: Text, level: int, after: Block | None) -> bool:
    words = block.words
    if len(words) > _LONGEST_NUMBERED or "\n" in words or (_ENDS.search(words) and not _LEVELS[1][1].match(words)):
        return False
    if level < _NEEDS_BODY or block.bold:
        return True
    return isinstance(after, Text) and not _pattern(after.words) and len(after.words) >= _LEAST_BODY


def _signatures(blocks: Sequence[Block]) -> Iterator[int]:
    """Places of signing authorities and of the days under them."""
    for place, block in enumerate(blocks):
        if not isinstance(block, Text) or not _DAY.fullmatch(block.words):
            continue
        signers = list(_signers(blocks, place))
        if signers or block.hints.right or block.hints.role is Role.SIGNATURE:
            yield place
            yield from signers


def _signers(blocks: Sequence[Block], day: int) -> Iterator[int]:
    for place in range(day - 1, max(-1, day - 1 - _MOST_SIGNERS), -1):
        block = blocks[place]
        if not isinstance(block, Text) or len(block.words) > _LONGEST_SIGNER:
            return
        if block.hints.level and block.hints.role is not Role.SIGNATURE:
            return
        stated = block.hints.right or block.hints.role is Role.SIGNATURE
        if not stated and not _AUTHORITY.fullmatch(block.words.replace("　", "").replace(" ", "")):
            return
        yield place


# -- levels ------------------------------------------------------------------------------------------------------------


def _levelled(blocks: Iterator[Block]) -> Iterator[Block]:
    """Headings from level 2 on, none deeper than one step under the heading before it."""
    stack: list[tuple[int, int]] = []
    for block in blocks:
        if not isinstance(block, Text) or block.role is not Role.HEADING:
            yield block
            continue
        while stack and stack[-1][0] > block.level:
            stack.pop()
        if not stack or stack[-1][0] < block.level:
            stack.append((block.level, min(_DEEPEST, stack[-1][1] + 1 if stack else 2)))
        yield replace(block, level=stack[-1][1])


# -- attachments -------------------------------------------------------------------------------------------------------


def enclosures(blocks: Sequence[Block]) -> tuple[str, ...]:
    """附件名: the names of the attachments a text lists, without their numbers."""
    listed = "\n".join(block.words for block in blocks if isinstance(block, Text) and block.role is Role.ENCLOSURE)
    parts = re.split(r"附\s?件\s?[:：]|(?:^|(?<=[\s　\n]))\d{1,2}\s?[.．、]|\n", listed)
    parts = [re.sub(r"^\s*\d{1,2}\s?[.．、]\s*", "", part) for part in parts]
    return tuple(dict.fromkeys(name for part in parts if (name := part.strip(" 　\n。；;，,"))))
