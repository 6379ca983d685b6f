"""Word 文件成网页: a docx file as the HTML ``cleaning`` reads, with the same hints a paste from Word would bring."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from gongkai.papers.docx.marked import Look, Marked, WordFile, read_marked
from gongkai.papers.grid import Grid
from gongkai.papers.html import table_html

_BIG = 40
"""Half points: type as large as that of a title (二号 is 44)."""
_ALIGN = {"center": "center", "right": "right", "end": "right"}


def word_html(data: bytes) -> tuple[str, list[str]]:
    """成网页: the text of a docx file and what to tell of it. Raises PaperError."""
    found = read_marked(data)
    return "".join(_part(part) for part in found.content), list(_left_behind(found))


def _left_behind(found: WordFile) -> Iterator[str]:
    if found.deletions:
        yield f"有{found.deletions}处修订标记为删除的文字，没有带入"
    if found.pictures:
        yield f"有{found.pictures}个图片没有带入，需要的请作为附件上传"


def _part(part: Marked | Grid) -> str:
    return table_html(part) if isinstance(part, Grid) else _paragraph(part)


def _paragraph(part: Marked) -> str:
    text = escape(part.number) + "".join(_run(text, look) for text, look in part.parts)
    if part.note:
        return f'<p id="note-{part.note}"><a href="#noted-{part.note}">[{part.note}]</a> {text}</p>'
    if part.bullet:
        return "<ul>" * part.bullet + f"<li>{text}</li>" + "</ul>" * part.bullet
    if part.title:
        return f'<p class="MsoTitle">{text}</p>'
    tag = f"h{part.level}" if part.level and not _is_title(part) else "p"
    return f'<{tag} style="text-align:{_ALIGN.get(part.align, "start")}">{text}</{tag}>'


def _is_title(part: Marked) -> bool:
    return part.align == "center" and any(look.size >= _BIG for _, look in part.parts)


def _run(text: str, look: Look) -> str:
    """Blanks of a Word file are seen, each of them; its line ends are breaks."""
    said = escape(text).replace("  ", "\u00a0\u00a0").replace("\n", "<br>")
    if look.raised == "note":
        return f'<a href="#note-{text}">[{text}]</a>'
    if look.raised:
        said = f"<{look.raised}>{said}</{look.raised}>"
    if look.size >= _BIG:
        said = f'<span style="font-size:{look.size / 2}pt">{said}</span>'
    return f"<strong>{said}</strong>" if look.bold and text.strip() else said
