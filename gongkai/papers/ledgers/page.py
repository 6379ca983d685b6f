"""一个保存的网页: its title, its box of metadata, its text and its attachments, whichever system made it.

Pages of the usual makers (拓尔思, 大汉, 龙讯, 开普, CICRO) differ in where the text stands; all write their metadata as labels
with values in a table, a list, or one line, or as META tags.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.papers.ledgers.lines import shown
from gongkai.papers.text import PaperError

BODIES = (
    *("#UCAP-CONTENT", ".ucap-content", ".TRS_Editor", ".trs_editor_view", ".trs_paper_default", "#zoom", "#Zoom"),
    *(".pages_content", ".j-fontContent", ".newsContent", ".news_content", ".article-content", ".article_content"),
    *(".bt_content", ".content_text", ".xl-content", "#content_body", "#vsb_content", "#artibody", ".wzcon", "article"),
)
"""正文所在: where the makers put the text of a page, in the order they are looked for."""
TITLES = (".article-title", ".bt_title", ".xl-title", ".news_title", ".title", "#title", "h1", "h2")
METAS = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "contentsource": "来源",
    "columnname": "公开栏目",
    "keywords": "主题词",
    "url": "网址",
}
"""META标签: those of the norm for government sites."""
ATTACHED = frozenset({".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".txt", ".zip", ".rar", ".7z"})
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_PAIR = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff/\s\u3000\xa0]{1,14}?)\s*[:：]")
_CELLS = ("td", "th", "dt", "dd")
_LINES = ("li", "p", "div", "span", "h3", "h4")
_TAGS = {
    *("p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "b", "i", "u", "sup", "sub"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "a", "blockquote", "hr"),
}
_ATTRIBUTES = {"a": {"href"}, "td": {"rowspan", "colspan"}, "th": {"rowspan", "colspan", "scope"}}


@dataclass(frozen=True, slots=True)
class SavedPage:
    """读出的网页: cells by label, and the attachments with their address as the page writes it."""

    cells: dict[str, str]
    attachments: tuple[tuple[str, str], ...]


def read_page(data: bytes, name: str, named: Callable[[str], str | None]) -> SavedPage:
    """读网页: what a saved page says. ``named`` tells which field a label is. Raises PaperError where it is no page."""
    located = ""
    if PurePosixPath(name).suffix.lower() in (".mht", ".mhtml"):
        data, located = _unfolded(data)
    html = page_text(data)
    tree = LexborHTMLParser(html)
    if tree.body is None or not (tree.body.text(strip=True)):
        raise PaperError("网页是空的")
    cells = dict(_metas(tree))
    title = tree.css_first("title")
    body = _body(tree)
    attachments = tuple(_attachments(tree))
    for silent in body.css("script, style, noscript") if body else ():
        silent.decompose()
    cells["正文"] = _text(body) if body else ""
    cells["正文网页"] = _clean(body) if body else ""
    if body is not None:
        body.decompose()
    for label, value in _pairs(tree, named):
        cells.setdefault(label, value)
    if "标题" not in cells:
        cells["标题"] = _title(tree) or (re.split(r"[_|\-—]", title.text(strip=True))[0].strip() if title else "")
    if not cells["标题"] and not cells["正文"]:
        raise PaperError("网页中找不到标题和正文")
    cells["网址"] = _address(tree, html, located, cells.get("网址", ""))
    return SavedPage(cells, attachments)


def _unfolded(data: bytes) -> tuple[bytes, str]:
    """The page within a file of several parts, and the address it was saved from."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            located = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
            if isinstance(content, bytes):
                charset = part.get_content_charset()
                text = content.decode(charset, "replace").encode() if charset and _known(charset) else content
                return text, located if "://" in located else ""
    raise PaperError("mht文件中没有网页")


def _known(charset: str) -> bool:
    return (
        charset.lower() in {"utf-8", "gb2312", "gbk", "gb18030", "big5", "us-ascii"} and charset.lower() != "us-ascii"
    )


def page_text(data: bytes) -> str:
    """网页文字: decoded as it says, else as UTF-8 or GB18030. Raises PaperError for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")):
        raise PaperError("文件内容不是网页")
    stated = _CHARSET.search(data[:4096])
    said = "gb18030" if stated and stated[1].lower() in (b"gb2312", b"gbk", b"gb18030") else "utf-8"
    for encoding in (said, "utf-8", "gb18030"):
        try:
            return data.decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError:
            continue
    text = data.decode(said, "replace")
    if text.count("\ufffd") * 50 > len(text) or "\x00" in text:
        raise PaperError("文字编码已损坏")
    return text


def _metas(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for meta in tree.css("meta"):
        label = METAS.get((meta.attributes.get("name") or "").lower())
        value = shown(meta.attributes.get("content") or "")
        if label and value:
            yield label, value


def _body(tree: LexborHTMLParser) -> LexborNode | None:
    for selector in BODIES:
        found = tree.css_first(selector)
        if found is not None and len(found.text(strip=True)) > 10:
            return found
    parents = [each.parent for each in tree.css("p") if each.parent is not None]
    sizes: dict[int, tuple[int, LexborNode]] = {}
    for parent in parents:
        key = parent.mem_id
        if key not in sizes:
            sizes[key] = (sum(len(each.text(strip=True)) for each in parent.iter() if each.tag == "p"), parent)
    best = max(sizes.values(), key=lambda each: each[0], default=None)
    return best[1] if best and best[0] > 40 and best[1].tag not in ("body", "html") else None


def _pairs(tree: LexborHTMLParser, named: Callable[[str], str | None]) -> Iterator[tuple[str, str]]:
    for node in tree.css("td, th, dt, b, strong, label, em, i"):
        label = named(node.text())
        beside = _next(node)
        if label and beside is not None and (value := _text(beside)) and not (named(value) and beside.tag in _CELLS):
            yield label, value
    for node in tree.css(", ".join((*_CELLS, *_LINES))):
        text = _text(node)
        if len(text) < 400 and not any(child.tag in ("table", "ul", "div", "p", "li") for child in node.iter()):
            yield from _in_line(text, named)


def _next(node: LexborNode) -> LexborNode | None:
    beside = node.next
    while beside is not None and (beside.is_text_node or (beside.tag or "-").startswith(("-", "_"))):
        beside = beside.next
    return beside if beside is not None and beside.tag not in ("br", "tr") else None


def _in_line(text: str, named: Callable[[str], str | None]) -> Iterator[tuple[str, str]]:
    """来源：… 时间：…: labels with their values in one line."""
    found = list(_PAIR.finditer(text))
    for place, each in enumerate(found, 1):
        value = shown(text[each.end() : found[place].start() if place < len(found) else len(text)])
        label = named(each[1])
        if label and value:
            yield label, value


def _title(tree: LexborHTMLParser) -> str:
    found = (tree.css_first(each) for each in TITLES)
    return next((text for each in found if each is not None and 1 < len(text := _text(each)) <= 300), "")


def _address(tree: LexborHTMLParser, html: str, located: str, stated: str) -> str:
    canonical = tree.css_first('link[rel="canonical"]')
    shared = tree.css_first('meta[property="og:url"]')
    base = tree.css_first("base")
    saved = _SAVED.search(html[:4096])
    given = (
        saved[1] if saved else "",
        located,
        (canonical.attributes.get("href") or "") if canonical else "",
        (shared.attributes.get("content") or "") if shared else "",
    )
    plain = next((each for each in given if "://" in each and not each.startswith("file:")), "")
    root = (base.attributes.get("href") or "") if base else ""
    return plain or (urljoin(root, stated) if stated else root if urlsplit(root).path.strip("/") else "")


def _attachments(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    told = set()
    for link in tree.css("a[href]"):
        href = (link.attributes.get("href") or "").strip()
        if PurePosixPath(href.split("?")[0].split("#")[0]).suffix.lower() in ATTACHED and href not in told:
            told.add(href)
            yield shown(link.text()), href if "%25" in href else unquote(href)


def _text(node: LexborNode) -> str:
    lines = (re.sub(r"[ \t\r\n\xa0]+", " ", each) for each in node.text(separator="\n").split("\n"))
    return (
        shown("\n".join(each.strip() for each in lines if each.strip()))
        if node.css_first("p, br, tr")
        else shown(re.sub(r"[ \t\r\n\xa0]+", " ", node.text()))
    )


def _clean(node: LexborNode) -> str:
    return nh3.clean(
        node.html or "",
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https"},
        clean_content_tags={"script", "style"},
    ).strip()
