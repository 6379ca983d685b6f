"""待筛查的: what is said of a picture, video or chart, and its file, as the gate takes them."""

from __future__ import annotations

from gongkai.publication.disclosure.media.models import Media
from gongkai.publication.documents.screening import of_file
from gongkai.publication.gate.parts import Part, of_words


def parts_of(row: Media) -> list[Part]:
    """各件: its words, the names and figures of a chart, and the file, into which no machine sees."""
    subject = f"content {row.content_id}"
    said = {
        "图注和来源": [row.caption, row.credit],
        "替代文字、文字稿": row.words,
        "图表数据": [row.unit, *_cells(row)],
    }
    words = of_words(subject, {name: value for name, value in said.items() if value != [""]})
    return [*words, *([of_file(subject, row.stored)] if row.stored else [])]


def _cells(row: Media) -> list[str]:
    return ["，".join(line) for line in row.table]
