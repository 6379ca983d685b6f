"""读网页: the words, links, days and marks of one page as a reader and as a machine find them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode
from w3lib.url import canonicalize_url

from gongkai.engines import privacy
from gongkai.engines.links import absolute
from gongkai.engines.privacy import Certainty
from gongkai.engines.wording import Words
from gongkai.law.page_marks import META_NAMES, FootMark
from gongkai.law.supervision.page_dates import days_said, letters_waiting
from gongkai.law.supervision.pages import LinkSeen, PersonSeen, WordSeen

MOST_TEXT = 200_000
"""最多文字: so many characters of a page are read."""
MOST_LINKS, MOST_SAID = 2_000, 20
_NAMES = {name.lower(): name for names in META_NAMES.values() for name in names}
_BLOCKS = frozenset(
    {
        *("p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "ul", "ol", "table", "caption"),
        *("section", "article", "header", "footer", "nav", "form", "blockquote", "pre", "option"),
    }
)
_CELLS = frozenset({"td", "th", "span", "a", "em", "i", "label"})
_SILENT = frozenset({"script", "style", "noscript", "template"})
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}(?:px|em)?",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^?#]*|(?<=[?&])(?:phpsessid|jsessionid|sid|utm_[a-z]+)=[^&#]*&?", re.IGNORECASE)
_MARKS: Mapping[FootMark, re.Pattern[str]] = {
    FootMark.IDENTITY: re.compile(r"标识码\s*[:：]?\s*[0-9a-zA-Z]{10}"),
    FootMark.ICP: re.compile(r"ICP备"),
    FootMark.POLICE: re.compile(r"公网安备"),
    FootMark.OWNER: re.compile(r"主办|承办"),
    FootMark.CONTACT: re.compile(r"联系(?:电话|方式|我们)|电话\s*[:：]"),
    FootMark.SITEMAP: re.compile(r"(?:网站|站点)地图"),
}


@dataclass(frozen=True)
class Glossed:
    """词表: words to look for, with what to write instead."""

    look: Words
    instead: Mapping[str, str]

    @classmethod
    def of(cls, words: tuple[tuple[str, str], ...]) -> Glossed:
        """由词语."""
        return cls(Words(word for word, _ in words), dict(words))


@dataclass(frozen=True)
class Read:
    """读到的: the facts of ``PageSeen`` that the page itself says, and its text."""

    facts: Mapping[str, Any]
    text: str


def read_page(html: str, address: str, glossed: Glossed) -> Read:
    """读一页."""
    tree = LexborHTMLParser(html)
    metas = _metas(tree)
    lines = list(_lines(tree.body))
    text = "\n".join(lines)[:MOST_TEXT]
    title = tree.css_first("title")
    facts = {
        "title": " ".join((title.text() if title else "").split())[:200],
        "metas": metas,
        "viewport": bool(tree.css_first("meta[name=viewport]")),
        "days": days_said(metas.get("PubDate", ""), published=True) + days_said(text),
        "waiting": letters_waiting(lines),
        "links": tuple(_links(tree, address)),
        "words": tuple(_words(text, glossed)),
        "persons": tuple(_persons(text)),
        "marks": frozenset(mark.value for mark, sign in _MARKS.items() if sign.search(text)),
    }
    return Read(facts, text)


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """The names the norm knows, however they are cased."""
    found: dict[str, str] = {}
    for node in tree.css("meta[name]"):
        if name := _NAMES.get((node.attributes.get("name") or "").strip().lower()):
            found.setdefault(name, " ".join((node.attributes.get("content") or "").split())[:200])
    return found


def _lines(body: LexborNode | None) -> Iterator[str]:
    """The text by blocks; cells of a row stand in one line."""
    parts: list[str] = []
    for node in body.traverse(include_text=True) if body is not None else ():
        tag = node.tag or ""
        if tag in _BLOCKS:
            if line := " ".join("".join(parts).split()):
                yield line
            parts = []
        elif tag in _CELLS:
            parts.append(" ")
        elif tag == "-text" and (node.parent is None or node.parent.tag not in _SILENT):
            parts.append(node.text_content or "")
    if line := " ".join("".join(parts).split()):
        yield line


def _links(tree: LexborHTMLParser, page: str) -> Iterator[LinkSeen]:
    """Each address once; hidden where it stands in nothing but what nobody sees."""
    seen: dict[str, int] = {}
    unseen: dict[str, int] = {}
    for address in _addresses(tree.root, page):
        seen[address] = seen.get(address, 0) + 1
        if len(seen) >= MOST_LINKS:
            break
    for holder in tree.css("[style], [hidden]"):
        if _unseen(holder) and not _within(holder):
            for address in _addresses(holder, page):
                unseen[address] = unseen.get(address, 0) + 1
    for address, times in seen.items():
        yield LinkSeen(address, unseen.get(address, 0) >= times)


def _unseen(node: LexborNode) -> bool:
    return "hidden" in node.attributes or bool(_UNSEEN.search(node.attributes.get("style") or ""))


def _within(node: LexborNode) -> bool:
    """Whether what is around it is unseen already."""
    around = node.parent
    while around is not None and around.tag != "-document":
        if _unseen(around):
            return True
        around = around.parent
    return False


def _addresses(node: LexborNode | None, page: str) -> Iterator[str]:
    for each in node.css("a[href], area[href], iframe[src], frame[src]") if node is not None else ():
        if given := (each.attributes.get("href") or each.attributes.get("src") or "").strip():
            address = cleaned(page, given)
            if address:
                yield address


def cleaned(page: str, given: str) -> str:
    """通行网址: absolute, without its fragment and the number of a session, its parameters in one order; empty for none."""
    found = absolute(page, given)
    if not found:
        return ""
    try:
        address: str = canonicalize_url(_SESSION.sub("", found).rstrip("?&"))
    except ValueError:
        return ""
    return address


def _words(text: str, glossed: Glossed) -> Iterator[WordSeen]:
    for word, spoken in glossed.look.in_text(text):
        yield WordSeen(word, spoken.text, glossed.instead.get(word, ""))


def _persons(text: str) -> list[PersonSeen]:
    """What a machine is sure of; whatever is only likely is a matter for people before publication, not for a patrol."""
    sure = (found for found in privacy.look(text) if found.certainty is Certainty.SURE)
    return list(dict.fromkeys(PersonSeen(each.kind.label, each.masked) for each in sure))[:MOST_SAID]


_BEGINS = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
)
_IS_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def file_of(data: bytes) -> str:
    """附件内容: what its first bytes say it is."""
    head = data[:1024]
    if not head.strip():
        return "empty"
    if b"%PDF-" in head:
        return "pdf"
    known = next((name for begin, name in _BEGINS if head.startswith(begin)), "")
    if known:
        return known
    if _IS_PAGE.search(head):
        return "html"
    return "other" if b"\x00" in head else "text"
