"""痕迹: what a Word, Excel or OFD file carries that its page does not show: comments, revisions, what is hidden, names.

Every part is unpacked piece by piece, no further than the limits, and nothing is kept: a file of any size is looked
through in little memory. Raises PaperError for a file that unpacks beyond reason.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import IO

from gongkai.papers import zips
from gongkai.papers.package import BROKEN
from gongkai.papers.text import PaperError, clean

MOST_UNPACKED = 512 * 1024 * 1024
MOST_RATIO = 300
"""最大压缩比: of one part that unpacks to more than a megabyte."""
MOST_PARTS = 20_000

_CHUNK = 1024 * 1024
_OVERLAP = 512
_COUNTED: tuple[tuple[str, re.Pattern[str], re.Pattern[bytes]], ...] = (
    ("批注", re.compile(r"(?:word|xl)/(?:threadedComments/)?(?:comments|threadedComment)\w*\.xml|xl/comments/.+\.xml"),
     re.compile(rb"<(?:\w+:)?(?:comment|threadedComment)\b(?!s)")),
    ("修订标记", re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml"),
     re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[\s>]")),
    ("隐藏文字", re.compile(r"word/(?:document|header\d*|footer\d*)\.xml"), re.compile(rb"<w:vanish(?:/>|\s*/>)")),
    ("隐藏的工作表", re.compile(r"xl/workbook\.xml"), re.compile(rb"<sheet\b[^>]*\bstate=\"(?:hidden|veryHidden)\"")),
    ("隐藏的行", re.compile(r"xl/worksheets/.+\.xml"), re.compile(rb"<row\b[^>]*\bhidden=\"(?:1|true)\"")),
    ("隐藏的列", re.compile(r"xl/worksheets/.+\.xml"), re.compile(rb"<col\b[^>]*\bhidden=\"(?:1|true)\"")),
)  # fmt: skip
_PARTS = (
    ("内嵌的文件", re.compile(r"(?:word|xl|ppt)/embeddings/.+")),
    ("指向其他工作簿的链接", re.compile(r"xl/externalLinks/externalLink\d+\.xml")),
)
_NAMES = (
    ("docProps/core.xml", "作者", re.compile(rb"<dc:creator>([^<]{1,200})</dc:creator>")),
    ("docProps/core.xml", "最后修改人", re.compile(rb"<cp:lastModifiedBy>([^<]{1,200})</cp:lastModifiedBy>")),
    ("docProps/app.xml", "单位", re.compile(rb"<Company>([^<]{1,200})</Company>")),
)


def traces(file: IO[bytes], what: str = "文件") -> list[str]:
    """痕迹: each kind with how often it occurs, and the names in the properties; empty for a clean file."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    file.seek(0)
    try:
        with zips.opened(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise PaperError(f"{what}含有过多的部件，不予接收")
            total = 0
            for part in parts:
                total = _look_through(archive, part, total, counts, names, what)
    except BROKEN as error:
        raise PaperError(f"{what}已损坏或者加密，不能检查") from error
    return list(_told(counts, names))


def _look_through(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, total: int, counts: Counter[str], names: dict[str, str], what: str
) -> int:
    counts.update(title for title, named in _PARTS if named.fullmatch(part.filename))
    counted = [(title, pattern) for title, named, pattern in _COUNTED if named.fullmatch(part.filename)]
    named = [(title, pattern) for name, title, pattern in _NAMES if name == part.filename]
    size, rest = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if total + size > MOST_UNPACKED or (size > _CHUNK and size > MOST_RATIO * max(part.compress_size, 1)):
                raise PaperError(f"{what}解开后过大，疑似压缩炸弹，不予接收")
            piece = rest + chunk
            for title, pattern in counted:
                counts[title] += sum(found.end() > len(rest) for found in pattern.finditer(piece))
            for title, pattern in named:
                if found := pattern.search(piece):
                    names[title] = " ".join(clean(unescape(found[1].decode("utf-8", "replace"))).split())
            rest = chunk[-_OVERLAP:]
    return total + size


def _told(counts: Counter[str], names: dict[str, str]) -> Iterator[str]:
    titles = [*(counted[0] for counted in _COUNTED), *(part[0] for part in _PARTS)]
    yield from (f"有{counts[title]}处{title}" for title in titles if counts[title])
    yield from (f"文件属性中有{title}“{name}”" for title, name in names.items() if name)
