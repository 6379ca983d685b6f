"""读 OFD 的任务: done in the guarded process."""

from __future__ import annotations

import re

from gongkai.papers.laid.ofd import sheet_of
from gongkai.papers.laid.pages import MOST_PAGES, LaidJson, laid
from gongkai.papers.package import Package
from gongkai.papers.text import PaperError

_MOST_XML = 12 * 2**20
_PAGE = re.compile(r"(?:^|/)Pages/[^/]+/Content\.xml$", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def task(data: bytes) -> LaidJson:
    """任务: raises PaperError for a file that is broken or unpacks beyond measure."""
    package = Package(data, "OFD", most=_MOST_XML)
    names = sorted(filter(_PAGE.search, package.names()), key=_numbers)
    if not names:
        raise PaperError("OFD文件里没有页面，或文件已损坏")
    return laid([sheet_of(package.xml(name)) for name in names[:MOST_PAGES]], len(names))


def _numbers(name: str) -> list[int]:
    """The numbers in a name, by which pages follow each other."""
    return [int(number[:9]) for number in _NUMBER.findall(name)]
