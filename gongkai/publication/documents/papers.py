"""公文纸面: a document as it is printed, in the file format of GB/T 9704, the mark of its attribute under the date.

What the text itself says at its head and foot (issuer, number, title, signature, date, mark) is set by the fields instead, so
that paper and record cannot differ; what it says otherwise is shown before signing (``law.contradictions``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.law.contradictions import own_lines
from gongkai.law.documents import Standing
from gongkai.law.grammar.flow import Unlawful
from gongkai.papers.blocks import blocks, lines, lines_of
from gongkai.papers.document import Block, Document, Heading, PageBreak, Paragraph, Signature
from gongkai.publication.documents.models import Document as Record
from gongkai.publication.documents.models import Version

_NUMBERED = (re.compile(r"[一二三四五六七八九十]{1,3}、"), re.compile(r"（[一二三四五六七八九十]{1,3}）"))
UNNUMBERED = "（签发时编号）"
"""未编号: stands in the place of the number until the document is signed."""


def paper(record: Record, standing: Standing, version: Version | None, *, today: date) -> Document:
    """成文: the document on paper; a draft bears the day it is printed and no number."""
    if standing.label is None:
        raise Unlawful("尚未标注公开属性，末页没有附注，不能印制", field="attribute")
    issuer, made_on = record.issued_by, standing.signed_on or today
    body, after = _parts(version) if version else ([], [])
    told: list[Block] = [*_addressed(record.addressees, body)]
    told += [Signature(issuer, made_on, seal=True), Paragraph(standing.label.mark)]
    if after:
        told += [PageBreak(), *after]
    return Document(
        title=record.title,
        blocks=tuple(told),
        authority=issuer,
        made_on=made_on,
        mark=f"{record.authority.profile.letter_head or issuer}文件",
        number=standing.number or UNNUMBERED,
    )


def _addressed(addressees: str, body: Sequence[Block]) -> Iterator[Block]:
    """The addressees above the text, flush left, from the field; where the text names them first, they are not said twice."""
    first = body[0] if body else None
    own = (
        first.text
        if isinstance(first, Paragraph) and first.text.endswith(("：", ":")) and len(first.text) < 200
        else ""
    )
    if named := addressees.rstrip("：: ") or own.rstrip("：: "):
        yield Paragraph(f"{named}：", indent=False)
    yield from map(_headed, body[1:] if own else body)


def _headed(block: Block) -> Block:
    """A short line that is numbered as a heading and ends no sentence is one (一、 黑体；（一） 楷体)."""
    if not isinstance(block, Paragraph) or len(block.text) > 40 or block.text.endswith(("。", "；", "：")):
        return block
    level = next((level for level, mark in enumerate(_NUMBERED, 1) if mark.match(block.text)), 0)
    return Heading(block.text, level) if level else block


def last_mark(printed: Document) -> str:
    """末页附注: the mark a printed document bears under its date; empty where it bears none."""
    signed = next((place for place, block in enumerate(printed.blocks) if isinstance(block, Signature)), None)
    mark = printed.blocks[signed + 1] if signed is not None else None
    return mark.text if isinstance(mark, Paragraph) else ""


def _parts(version: Version) -> tuple[list[Block], list[Block]]:
    """The body up to its signature, and what follows it (attachments, copies to), without what the fields say anyway.

    Where the words are not those of the body line by line (imports), the body is printed whole.
    """
    body = blocks(version.body)
    if [line.strip() for line in version.text.split("\n") if line.strip()] != [
        line.strip() for line in lines(version.body) if line.strip()
    ]:
        return list(body), []
    head, foot = own_lines(version.text)
    end = max(foot, default=version.text.count("\n") + 1)
    before: list[Block] = []
    after: list[Block] = []
    for block, line in _numbered(body, version.text):
        if line not in head | foot:
            (before if line < end else after).append(block)
    return before, after


def _numbered(body: Sequence[Block], text: str) -> Iterator[tuple[Block, int]]:
    """Each block with the number of the line it begins on; a table has a line for each of its rows."""
    written = [number for number, line in enumerate(text.split("\n")) if line.strip()]
    place = 0
    for block in body:
        yield block, written[place] if place < len(written) else len(written)
        place += sum(bool(line.strip()) for line in lines_of(block))
