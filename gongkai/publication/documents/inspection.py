"""文件检查: what an uploaded file carries that should be looked at before it goes out: traces and personal data.

Nothing is refused here but what cannot be opened: a person decides, with the warnings before them. No warning holds the
number it warns of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.files.base import File

from gongkai.engines import privacy
from gongkai.engines.privacy import Found
from gongkai.papers.docx import read_docx
from gongkai.papers.grid import Grid
from gongkai.papers.sheets_in import read_sheets
from gongkai.papers.text import PaperError
from gongkai.papers.traces import traces
from gongkai.web.uploads import DOCX, OFD, TXT, XLSX, FileKind

_PACKAGES = (DOCX, XLSX, OFD)
_SHOWN = 3


def warnings(upload: File[Any], kind: FileKind) -> list[str]:
    """检查结果: one line for each thing to look at. Raises PaperError for a file that unpacks beyond reason or not at all."""
    told = traces(upload, kind.label) if kind in _PACKAGES else []
    if kind.extension in ("doc", "pdf", "png", "jpg", "ofd"):
        told.append(f"{kind.label}的内容不能自动检查个人信息，请逐页核对")
    try:
        told += _personal(upload, kind)
    except PaperError as refusal:
        told.append(f"内容没有能够检查个人信息（{refusal}），请逐页核对")
    return told


def personal_kinds(upload: File[Any], kind: FileKind) -> frozenset[privacy.Kind]:
    """个人信息种类: what kinds of personal data a file holds, as far as its content can be read. Raises PaperError."""
    upload.seek(0)
    return frozenset(each.kind for each, _ in _found(upload, kind))


def _personal(upload: File[Any], kind: FileKind) -> Iterator[str]:
    upload.seek(0)
    found: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], list[str]] = {}
    for each, where in _found(upload, kind):
        key = (each.kind.label, each.certainty.label)
        found[key] += 1
        if len(examples.setdefault(key, [])) < _SHOWN:
            examples[key].append(f"{where}（{each.masked}）")
    for key, times in found.items():
        yield f"{key[1]}有{times}处{key[0]}：{'、'.join(examples[key])}{'等' if times > _SHOWN else ''}"


def _found(upload: File[Any], kind: FileKind) -> Iterator[tuple[Found, str]]:
    if kind == XLSX:
        for sheet in read_sheets(upload.read()):
            where = f"工作表“{sheet.name}”{'（隐藏的）' if sheet.hidden else ''}"
            lines = ["表头", *(f"第{row.number}行" for row in sheet.rows)]
            for each in privacy.find_in([sheet.heads, *(row.cells for row in sheet.rows)]):
                yield each, f"{where}{lines[each.row or 0]}第{(each.column or 0) + 1}列"
    elif kind == DOCX:
        for place, part in enumerate(read_docx(upload.read()), 1):
            if isinstance(part, Grid):
                yield from ((each, f"第{place}段的表格{each.place}") for each in privacy.find_in(part.texts))
            else:
                yield from ((each, f"第{place}段{each.place}") for each in privacy.find(part))
    elif kind == TXT:
        content = upload.read()
        text = content.decode("utf-8") if _is_utf8(content) else content.decode("gb18030", "replace")
        for number, line in enumerate(text.splitlines(), 1):
            yield from ((each, f"第{number}行{each.place}") for each in privacy.find(line))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
