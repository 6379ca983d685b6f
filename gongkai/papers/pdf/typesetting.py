"""排版: papers set by typst, with the fonts that are there and 〓 for a character that no font has."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import pylopdf_fonts_zh_cn
import typst

from gongkai.papers.document import Document, Letter
from gongkai.papers.layout import FACES, Face
from gongkai.papers.pdf.data import DESCRIPTION, Data, as_data

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
"""标准: archival with structure (PDF/A-2a, which includes 2b) and accessible (PDF/UA-1)."""

MISSING_SORT = "〓"
"""缺字: what printers have always set for a character they do not have."""

_MOST_MISSING = 50
_MARKED_SORT = re.compile(MISSING_SORT + "[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\u20d0-\u20ff\U0001f3fb-\U0001f3ff]+")
_REFUSED = re.compile(r'the (?:text|PDF contains the codepoint) `"(.+?)"`', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "paper.typ"
_FONTS = Path(pylopdf_fonts_zh_cn.serif_path()).parent


@dataclass(frozen=True, slots=True)
class Pdf:
    """PDF 文件: its bytes; which characters no font could print (〓 stands in their place); whether it is PDF/A."""

    data: bytes
    missing: str = ""
    archival: bool = True


class Typesetter:
    """排字员: a compiler with its fonts, to be kept and reused; safe to be called from several threads.

    The fonts installed with the platform suffice; with ``system_fonts`` those of the machine come first where they
    are better, the official ones before all.
    """

    def __init__(self, *, system_fonts: bool = True, template: Path = _TEMPLATE) -> None:
        """Gather the fonts; takes about a tenth of a second."""
        fonts = typst.Fonts(include_system_fonts=system_fonts, font_paths=[_FONTS])
        families = set(fonts.families())
        self._faces = {name: _families(face, families) for name, face in FACES.items()}
        self._official = all(any(own in families for own in face.own) for face in FACES.values())
        self._has_bold = any(
            font.family == self._faces["title"][0] and (font.weight >= 600 or font.family in FACES["title"].own)
            for font in fonts.fonts()
        )
        self._compiler = typst.Compiler(template, font_paths=fonts)
        self._lock = Lock()

    def pdf(self, paper: Document | Letter) -> Pdf:
        """排成 PDF: the paper as a PDF file; the same paper and fonts always give the same bytes."""
        return self.laid_out(as_data(paper))

    def laid_out(self, paper: Data) -> Pdf:
        """按数据排版: what the template prints, with the faces that are there."""
        data = paper | {
            "faces": self._faces,
            "has_bold": self._has_bold,
            "description": "" if self._official else DESCRIPTION,
        }
        return self._set(json.dumps(data, ensure_ascii=False))

    def _set(self, data: str) -> Pdf:
        """Set it by the standards, replacing what cannot be printed; if that is too much, without the standards."""
        missing = ""
        while len(missing) < _MOST_MISSING:
            try:
                return Pdf(self._compiled(data, STANDARDS), missing)
            except typst.TypstError as error:
                found = _unprintable(str(error), data)
            if not found:
                break
            missing += found
            data = _without(found, data)
        return Pdf(self._compiled(data, []), missing, archival=False)

    def _compiled(self, data: str, standards: list[typst.PDFStandard]) -> bytes:
        with self._lock:
            result = self._compiler.compile(sys_inputs={"paper": data}, pdf_standards=standards, timestamp=0)
        if not isinstance(result, bytes):
            raise TypeError("typst gave no PDF")
        return result


def write_pdf(paper: Document | Letter) -> Pdf:
    """写成 PDF: by the typesetter this process keeps."""
    return _typesetter().pdf(paper)


@cache
def _typesetter() -> Typesetter:
    return Typesetter()


def _families(face: Face, present: set[str]) -> list[str]:
    return [family for family in (*face.own, *face.free) if family in present]


def _unprintable(message: str, data: str) -> str:
    """The characters the compiler complains of, or "" if it complains of something else.

    It refuses what no font has, and characters for private use, which mean something in one font only.
    """
    found = _REFUSED.search(message)
    if not found:
        return ""
    text = _ESCAPE.sub(lambda escape: chr(int(escape.group(1), 16)), found.group(1))
    if text.isascii():
        text = _mark_on(text, data)
    return text if text and text in data and MISSING_SORT not in text else ""


def _mark_on(text: str, data: str) -> str:
    """Every font has plain letters and digits: what could not be set is the mark that stands on one in the data, if any."""
    followers = (match.group(1) for match in re.finditer(re.escape(text) + "(?=(.))", data))
    return next((character for character in followers if unicodedata.category(character).startswith("M")), "")


def _without(missing: str, data: str) -> str:
    """The data with 〓 for what is missing; marks that were set on it (accents, skin colours) go with it."""
    return _MARKED_SORT.sub(MISSING_SORT, data.replace(missing, MISSING_SORT))
