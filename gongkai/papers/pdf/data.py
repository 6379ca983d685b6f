"""排版数据: a paper as plain data for the template ``templates/paper.typ``, which holds no text and no measure itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gongkai.papers import layout
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
from gongkai.papers.grid import Cell, Grid
from gongkai.papers.text import chinese_date
from gongkai.papers.widths import PADDING, ROW_HEIGHT, Columns, columns_of

Data = dict[str, object]

DESCRIPTION = "本文件以开源字体代替公文规范字体排版"
"""说明: written into the properties of a PDF set without the official fonts."""

_MEASURES: Data = {
    "page": layout.PAGE,
    "top": layout.TOP,
    "bottom": layout.BOTTOM,
    "left": layout.LEFT,
    "right": layout.RIGHT,
    "title": layout.TITLE,
    "body": layout.BODY,
    "small": layout.SMALL,
    "note": layout.NOTE,
    "pitch": layout.PITCH,
    "title_pitch": layout.TITLE_PITCH,
    "tracking": layout.TRACKING,
    "character": layout.CHARACTER,
    "page_number_gap": layout.PAGE_NUMBER_GAP,
    "heading_faces": [layout.HEADING_FACES[level] for level in sorted(layout.HEADING_FACES)],
    "mark_top": layout.MARK_TOP,
    "mark_gap": layout.MARK_GAP,
    "number_gap": layout.NUMBER_GAP,
    "rule_length": layout.RULE_LENGTH,
    "rule_bottom": layout.RULE_BOTTOM,
    "rule_thick": layout.RULE_THICK,
    "rule_thin": layout.RULE_THIN,
    "rule_space": layout.RULE_SPACE,
    "head_top": layout.HEAD_TOP,
    "head_rule_gap": layout.HEAD_RULE_GAP,
    "head_rule": layout.HEAD_RULE,
    "red": layout.RED,
    "tallest": layout.PAGE[1] - layout.TOP - layout.BOTTOM - layout.PITCH * layout.POINT,
    "longest_end": layout.LONGEST_END,
}


def as_data(paper: Document | Letter) -> Data:
    """成数据: everything the template prints, and the measures it prints by."""
    made_on = paper.made_on
    data: Data = {
        "title": paper.title.replace("\n", ""),
        "title_lines": layout.title_lines(paper.title),
        "authority": paper.authority,
        "layout": _MEASURES | {"mark": layout.mark_size(paper.authority)},
        "made_on": {"year": made_on.year, "month": made_on.month, "day": made_on.day} if made_on else None,
    }
    return data | (_letter(paper) if isinstance(paper, Letter) else _document(paper))


def _document(document: Document) -> Data:
    blocks = list(_blocks(document.blocks))
    head = {"mark": document.mark, "number": document.number, "size": layout.mark_size(document.mark)}
    return {"kind": "document", "subtitle": document.subtitle, "blocks": blocks, "head": head}


def _letter(letter: Letter) -> Data:
    end: tuple[Block, ...] = (letter.signature,)
    if letter.contact:
        end += (Paragraph(f"（{letter.contact}）"),)
    if letter.enclosures:
        *before, last = letter.body
        kept = [_block(last)] if isinstance(last, Paragraph | Note) else []
        signed = [*kept, {"type": "enclosures", "names": letter.enclosures}, _block(letter.signature)]
        body = _blocks(tuple(before) if kept else letter.body)
        blocks: list[Data] = [*body, {"type": "together", "blocks": signed}, *map(_block, end[1:])]
    else:
        blocks = list(_blocks(letter.body + end))
    if letter.contact:
        blocks[-1] |= {
            "justify": False
        }  # a telephone number does not break, and the line before it would be torn apart
    blocks += map(_block, letter.annex)
    return {
        "kind": "letter",
        "number": letter.number,
        "salutation": letter.salutation,
        "blocks": blocks,
    }


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Data]:
    """The blocks, a signature joined with the text before it."""
    followed = [
        isinstance(after, Signature) and isinstance(block, Paragraph | Note) for block, after in pairwise(blocks)
    ]
    for number, block in enumerate(blocks):
        if number < len(followed) and followed[number]:
            yield {"type": "together", "blocks": [_block(block), _block(blocks[number + 1])]}
        elif not (number and followed[number - 1]):
            yield _block(block)


def _block(block: Block) -> Data:
    match block:
        case Heading():
            text = "\n".join(layout.title_lines(block.text)) if block.grand else block.text
            return {
                "type": "heading",
                "level": block.level,
                "text": text,
                "grand": block.grand,
                "flush": block.flush,
            }
        case Paragraph():
            return {
                "type": "paragraph",
                "text": _breakable(block.text, 40),
                "align": block.align,
                "indent": block.indent,
            }
        case Note():
            return {"type": "note", "text": _breakable(block.text, 40)}
        case Table():
            return _table(block)
        case Signature():
            return _signature(block)
        case PageBreak():
            return {"type": "page_break"}


def _table(table: Table) -> Data:
    grid, columns = table.grid, columns_of(table.grid, table.widths)
    return {
        "type": "table",
        "caption": grid.caption,
        "size": columns.size,
        "widths": columns.widths,
        "padding": PADDING,
        "row_height": ROW_HEIGHT,
        "heads": grid.head_rows,
        "cells": [_cell(grid, cell, columns) for cell in grid.cells],
    }


def _cell(grid: Grid, cell: Cell, columns: Columns) -> Data:
    return {
        "x": cell.column,
        "y": cell.row,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": _breakable(cell.text, int(columns.room(cell) * 5 / 3)),
        "align": grid.aligned(cell),
        "head": grid.in_band(cell),
        "together": columns.joins(cell),
    }


def _signature(signature: Signature) -> Data:
    indents = layout.signature_indents(signature.authority, signature.made_on, signature.seal)
    return {
        "type": "signature",
        "authority": signature.authority,
        "date": chinese_date(signature.made_on),
        "space": layout.SEAL_LINES if signature.seal else 1,
        "name_right": indents.name,
        "date_right": indents.date,
    }


def _breakable(text: str, longest: int) -> str:
    """The text with places to break in runs of letters longer than so many, such as addresses of the web."""
    return re.sub(rf"[!-~]{{{max(longest, 2)},}}", lambda run: "\u200b".join(run.group()), text)
