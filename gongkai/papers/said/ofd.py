"""OFD 所说: the characters of its pages and notes, its properties; pictures and attachments are for a person to look at."""

from __future__ import annotations

import re
from posixpath import basename

from lxml import etree

from gongkai.papers.package import Package
from gongkai.papers.said.pieces import Heard, Unseen
from gongkai.papers.text import PaperError

_PAGE = re.compile(r"(?:^|/)Pages/[^/]+/Content\.xml$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|bmp|tiff?|gb2)$", re.IGNORECASE)
_DULL = frozenset({"DocID", "CreationDate", "ModDate", "Creator", "CreatorVersion", "DocRoot", "DocUsage", "Cover"})


def read(data: bytes) -> Heard:
    """读出: raises PaperError for a file that is broken."""
    package = Package(data, "OFD")
    package.unpack()
    names = [name for name in package.names() if name.endswith(".xml")]
    pages = sorted(filter(_PAGE.search, names), key=_numbers)
    if not pages:
        raise PaperError("OFD文件里没有页面，或文件已损坏")
    told = Heard()
    for number, name in enumerate(pages, 1):
        told.say(f"第{number}页", "\n".join(_texts(package.xml(name))))
    for name in sorted(set(names) - set(pages)):
        root = package.xml(name)
        if basename(name) == "OFD.xml":
            for each in root.iter("*"):
                local = etree.QName(each).localname
                if local not in _DULL and not len(each):
                    told.say(f"文档属性：{local}", each.text, hidden=True)
        else:
            told.say(f"部件“{name}”", "\n".join([*_texts(root), *_remarks(root)]), hidden=True)
    for name in package.names():
        if _PICTURE.search(name):
            told.unseen.append(Unseen(f"图片“{basename(name)}”", "图片，机器看不见，须人工查看"))
        elif "/attach" in name.lower() and not name.endswith((".xml", "/")):
            told.unseen.append(Unseen(f"内嵌的文件“{basename(name)}”", "机器看不了这种内嵌的文件，须人工查看"))
    return told


def _numbers(name: str) -> list[int]:
    return [int(number[:9]) for number in re.findall(r"\d+", name)]


def _texts(root: etree._Element) -> list[str]:
    """Each text as one run: a number is often laid out piece by piece."""
    return ["".join(code.text or "" for code in each.iter("{*}TextCode")) for each in root.iter("{*}TextObject")]


def _remarks(root: etree._Element) -> list[str]:
    return [each.text or "" for each in root.iter("{*}Remark", "{*}Parameter", "{*}CustomTag")]
