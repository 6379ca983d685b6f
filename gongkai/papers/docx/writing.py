"""写 Word: a document or a letter as the bytes of a docx file; the same paper always gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from docx.document import Document as WordFile

from gongkai.papers.document import (
    Block,
    Document,
    Heading,
    Letter,
    Note,
    PageBreak,
    Paragraph,
    Signature,
    Table,
)
from gongkai.papers.docx.elements import PLAIN, Element, Setting, paragraph, run
from gongkai.papers.docx.letterhead import red_head, set_letterhead, set_page
from gongkai.papers.docx.styles import blank_file
from gongkai.papers.docx.tables import word_table
from gongkai.papers.grid import Align
from gongkai.papers.layout import BODY, NUMBER_GAP, PITCH, SEAL_LINES, signature_indents, title_lines
from gongkai.papers.text import chinese_date

_EPOCH = date(1980, 1, 1)
"""The first day a zip file can name; it stands for "no date" in what must not depend on the clock."""

_LONGEST_PROPERTY = 255


def write_docx(paper: Document | Letter) -> bytes:
    """写成 Word: the paper as a docx file."""
    file = blank_file()
    section = set_page(file)
    if isinstance(paper, Letter):
        set_letterhead(section, paper.authority)
        elements = _letter(paper)
    else:
        elements = _document(paper)
    for element in elements:
        file.element.body.insert_element_before(element, "w:sectPr")
    _describe(file, paper)
    return _frozen(file)


def _document(document: Document) -> Iterator[Element]:
    if document.mark:
        yield from red_head(document.mark, document.number)
    yield from _title(document.title)
    if document.subtitle:
        yield paragraph("Subtitle", run(document.subtitle))
    yield _blank()
    yield from _blocks(document.blocks)


def _letter(letter: Letter) -> Iterator[Element]:
    above = NUMBER_GAP - (PITCH - BODY)
    yield paragraph("Normal", run(letter.number), setting=Setting(align=Align.END, before=above))
    yield from (_blank(), _blank())
    yield from _title(letter.title)
    yield _blank()
    yield paragraph("Normal", run(letter.salutation))
    yield from _blocks(letter.body, signed=True)
    yield from _enclosures(letter.enclosures)
    yield from _signature(letter.signature)
    if letter.contact:
        yield paragraph("Body", run(f"（{letter.contact}）"), setting=Setting(align=Align.START))
    yield from _blocks(letter.annex)


def _title(title: str) -> Iterator[Element]:
    yield paragraph("Title", run("\n".join(title_lines(title))))


def _blank(setting: Setting = PLAIN) -> Element:
    return paragraph("Normal", setting=setting)


def _blocks(blocks: tuple[Block, ...], *, signed: bool = False) -> Iterator[Element]:
    """The blocks one by one; each that precedes a signature is kept on its page, so that none stands alone."""
    for number, block in enumerate(blocks):
        last = number + 1 == len(blocks)
        before_signature = signed if last else isinstance(blocks[number + 1], Signature)
        yield from _block(block, Setting(keep_next=before_signature))


def _block(block: Block, setting: Setting) -> Iterator[Element]:
    match block:
        case Heading(grand=True):
            yield from _title(block.text)
        case Heading(flush=True):
            yield paragraph(f"Heading{block.level}", run(block.text), setting=Setting(flush=True))
        case Heading():
            yield paragraph(f"Heading{block.level}", run(block.text))
        case Paragraph():
            style = "Body" if block.indent and block.align is Align.START else "Normal"
            yield paragraph(style, run(block.text), setting=replace(setting, align=block.align))
        case Note():
            yield paragraph("Note", run(block.text), setting=setting)
        case Table():
            yield from _table(block)
        case Signature():
            yield from _signature(block)
        case PageBreak():
            yield paragraph("Break", setting=Setting(page_break_before=True))


def _table(table: Table) -> Iterator[Element]:
    if table.grid.caption:
        yield paragraph("Caption", run(table.grid.caption))
    yield word_table(table)
    yield paragraph("Cell")


def _enclosures(names: tuple[str, ...]) -> Iterator[Element]:
    """附件说明: one line under the body, two characters in; further attachments stand under the first."""
    if names:
        yield _blank(Setting(keep_next=True))
    for number, name in enumerate(names):
        lead = "附件：" if number == 0 else ""
        hanging = Setting(left=6, first_line=-4 if lead else -1, keep_next=True)
        yield paragraph("Normal", run(lead + name), setting=hanging)


def _signature(signature: Signature) -> Iterator[Element]:
    indents = signature_indents(signature.authority, signature.made_on, signature.seal)
    for _ in range(SEAL_LINES if signature.seal else 1):
        yield _blank(Setting(keep_next=True))
    right = Setting(align=Align.END, right=indents.name, keep_next=True)
    yield paragraph("Normal", run(signature.authority), setting=right)
    right = Setting(align=Align.END, right=indents.date)
    yield paragraph("Normal", run(chinese_date(signature.made_on)), setting=right)


def _describe(file: WordFile, paper: Document | Letter) -> None:
    properties = file.core_properties
    made = datetime.combine(paper.made_on or _EPOCH, time())
    title = paper.title.replace("\n", "")
    properties.title, properties.author = title[:_LONGEST_PROPERTY], paper.authority[:_LONGEST_PROPERTY]
    properties.language = "zh-CN"
    properties.created = properties.modified = made
    properties.last_modified_by = properties.comments = properties.keywords = ""


def _frozen(file: WordFile) -> bytes:
    """The file packed without the time of packing."""
    packed, frozen = io.BytesIO(), io.BytesIO()
    file.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(frozen, "w") as target:
        for part in source.namelist():
            target.writestr(zipfile.ZipInfo(part), source.read(part), zipfile.ZIP_DEFLATED)
    return frozen.getvalue()
