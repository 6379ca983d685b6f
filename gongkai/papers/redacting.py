"""隐去: words of a PDF found by its text, and the file written again as images with their places painted black.

What people upload is read and painted in a process of its own, with bounds on memory and time. Only what has a text can be
searched: a page without one is named, and so is a page on which an image or an unreadable character may hide more words.
"""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gongkai.papers.document import Document
from gongkai.papers.pdf import write_pdf
from gongkai.papers.text import PaperError

MOST_PAGES = 60
MOST_BYTES = 40 * 1024 * 1024
MOST_SECONDS = 120
MOST_MEMORY = 2 * 1024**3
DOTS = 150
"""分辨率: dots to the inch of a page that is kept; it reads and prints well."""
PICTURE_DOTS = 80
MOST_PIXELS = 6_000_000
_MOSTLY, _STAMPED = 0.5, 20
"""扫描页: an image over more than half of the page and fewer characters than this are a scan with a stamp, not a text."""
_PROGRAM = Path(__file__).with_name("redacting_program.py")
_REFUSALS = {
    "locked": "PDF文件已加密，请去掉密码后再上传",
    "broken": "PDF文件已损坏，读不出页面",
    "size": f"隐去后的文件超过{MOST_BYTES // 1024 // 1024}兆字节，请分成几份办理",
    "page": "没有这一页",
}


@dataclass(frozen=True, slots=True)
class PageText:
    """页文字: the characters of a page in their places; whether it holds images, unreadable characters, nothing at all.

    ``covered`` is how much of the page its largest image covers: a scan with a stamped page number is still a scan.
    """

    text: str
    images: bool = False
    covered: float = 0
    unsure: bool = False
    empty: bool = False

    @property
    def wordless(self) -> bool:
        """没有文字层: there is something on the page, but no text in it, or no more than is stamped upon a scan."""
        signs = len(fold(self.text))
        return not self.empty and (not signs or (self.covered > _MOSTLY and signs < _STAMPED))

    @property
    def doubtful(self) -> bool:
        """须目视: there may be words on it that no search finds."""
        return self.images or self.unsure


@dataclass(frozen=True, slots=True)
class Span:
    """位置: a run of characters of one page, both counted from 0."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Painted:
    """隐去件: the file, and the boxes painted on each page, in pixels."""

    data: bytes
    boxes: tuple[tuple[tuple[int, int, int, int], ...], ...]


def read_pages(data: bytes) -> list[PageText]:
    """读页: the text of every page; raises PaperError for what is locked, broken or too long."""
    told, _ = _run(data, {"do": "read"})
    return [
        PageText(
            "".join(map(_character, page["codes"])), page["images"], page["covered"], page["unsure"], page["empty"]
        )
        for page in told["read"]
    ]


def paint(data: bytes, spans: Iterable[Span], slips: Mapping[int, Document]) -> Painted:
    """涂黑: every page as an image with the spans black, a page with a slip replaced by it; nothing of the original stays."""
    by_page: dict[str, list[tuple[int, int]]] = {}
    for span in spans:
        by_page.setdefault(str(span.page), []).append((span.start, span.end))
    told, out = _run(data, {"do": "paint", "spans": by_page}, slips)
    boxes = tuple(tuple((left, top, right, bottom) for left, top, right, bottom in page) for page in told["painted"])
    return Painted(out, boxes)


def picture(data: bytes, page: int) -> bytes:
    """页面图: one page as a PNG, to be looked at."""
    _, out = _run(data, {"do": "picture", "page": page, "dots": PICTURE_DOTS})
    return out


def _run(data: bytes, job: dict[str, Any], slips: Mapping[int, Document] | None = None) -> tuple[dict[str, Any], bytes]:
    with TemporaryDirectory(prefix="redacting-") as name:
        folder = Path(name)
        source, out = folder / "source.pdf", folder / "out"
        source.write_bytes(data)
        bounds = {"most_pages": MOST_PAGES, "most_bytes": MOST_BYTES, "most_pixels": MOST_PIXELS, "dots": DOTS}
        places = {"source": str(source), "out": str(out), "slips": _written(folder, slips or {})}
        told = _ask({**bounds, **places, **job})
        if told.get("refused") == "pages":
            raise PaperError(f"文件有{told['pages']}页，一份最多{MOST_PAGES}页，请分成几份办理")
        if refused := told.get("refused"):
            raise PaperError(_REFUSALS[refused])
        return told, out.read_bytes() if out.exists() else b""


def _written(folder: Path, slips: Mapping[int, Document]) -> dict[str, str]:
    written = {}
    for page, slip in slips.items():
        place = folder / f"slip-{page}.pdf"
        place.write_bytes(write_pdf(slip).data)
        written[str(page)] = str(place)
    return written


def _ask(job: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_PROGRAM), str(MOST_SECONDS), str(MOST_MEMORY)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=json.dumps(job).encode(), capture_output=True, timeout=MOST_SECONDS, check=False
        )
        told: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, OSError, ValueError) as trouble:
        raise PaperError("文件过大或者过于复杂，没有能够隐去，请分成几份办理") from trouble
    return told


def _character(code: int) -> str:
    """One character for one place, whatever the file says stands there; a rare character may stand there in two halves."""
    return chr(code) if 0 < code < 0x110000 else " "


# -- finding ---------------------------------------------------------------------------------------------------------------

_BROKEN_LINE = "\x02\ufffe\uffff\u00ad"
"""What a reader of PDF puts where a line was broken at a hyphen."""


def find_words(pages: Sequence[PageText], words: Iterable[str], without: Iterable[int] = ()) -> dict[str, list[Span]]:
    """找词: every place of every word, over the ends of lines and pages; width, case, spaces and hyphens do not count.

    Pages that are left out are not searched. A word that stands nowhere has no places.
    """
    left_out = set(without)
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for number, page in enumerate(pages):
        if number not in left_out:
            for place, text in _folded_places(page.text):
                signs += text
                places += [(number, place)] * len(text)
    whole = "".join(signs)
    return {word: _spans(whole, places, fold(word)) for word in words}


def fold(text: str) -> str:
    """归一: how a word and a page are compared."""
    return "".join(each for _, each in _folded_places(text))


def _folded_places(text: str) -> Iterable[tuple[int, str]]:
    """Each place with what counts of it; the two halves of a rare character count at the first of their places."""
    for place, half in enumerate(text):
        sign = _mended(half, text[place + 1 : place + 2])
        kept = "".join(each for each in unicodedata.normalize("NFKC", sign).casefold() if _counts(each))
        if kept:
            yield place, kept


def _mended(sign: str, after: str) -> str:
    if "\ud800" <= sign < "\udc00" <= after < "\ue000":
        return chr(0x10000 + ((ord(sign) - 0xD800) << 10) + ord(after) - 0xDC00)
    return "" if "\ud800" <= sign < "\ue000" else sign


def _counts(sign: str) -> bool:
    return not (sign.isspace() or sign in _BROKEN_LINE or unicodedata.category(sign) in ("Cf", "Cc", "Pd"))


def readable(text: str) -> str:
    """可读: the text with a space for each half of a rare character, every place where it was."""
    return "".join(" " if "\ud800" <= sign < "\ue000" else sign for sign in text)


def _spans(whole: str, places: Sequence[tuple[int, int]], word: str) -> list[Span]:
    found: list[Span] = []
    at = whole.find(word) if word else -1
    while at >= 0:
        found += _by_page(places[at : at + len(word)])
        at = whole.find(word, at + 1)
    return found


def _by_page(places: Sequence[tuple[int, int]]) -> list[Span]:
    pages = sorted({page for page, _ in places})
    return [
        Span(
            page, min(place for on, place in places if on == page), max(place for on, place in places if on == page) + 1
        )
        for page in pages
    ]
