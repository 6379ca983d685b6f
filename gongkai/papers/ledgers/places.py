"""旧网址: the addresses a saved page had on its old site, by where it lies in the folder, and the key one is found by again.

wget keeps ``show.shtml?id=5`` as it is, on Windows with ``@`` for the question mark, and may add ``.html``; HTTrack makes a name
of its own and writes the address into the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote, unquote_to_bytes, urlsplit

PAGES = frozenset({".htm", ".html", ".shtml", ".mht", ".mhtml"})
MADE = frozenset({".asp", ".aspx", ".jsp", ".php", ".do", ".action", ".jspx", ".cgi"})
"""动态网页: endings of pages that were made when they were asked for."""
LONGEST = 400
_HOST = re.compile(
    r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*\.(?:cn|com|net|org|gov|invalid|test)(?:[:+_]\d{1,5})?", re.IGNORECASE
)
_IP = re.compile(r"\d{1,3}(\.\d{1,3}){3}(?:[:+_]\d{1,5})?")
_ASKED = re.compile(
    r"(?P<page>.+?\.(?:s?html?|aspx?|jspx?|php|do|action|cgi))(?:[?@]|%3[Ff])(?P<query>.+?)(?:\.html?)?"
)
_ADDED = re.compile(r"(?P<page>.+\.(?:aspx?|jspx?|php|do|action|cgi))\.html?")
_FRONT = re.compile(r"(?:index|default|main)\.(?:s?html?|aspx?|jspx?|php)", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def is_page(name: str) -> bool:
    """网页: by the ending of its name, whatever was asked of it."""
    last = PurePosixPath(name).name
    asked = _ASKED.fullmatch(last)
    endings = {PurePosixPath(last).suffix.lower(), PurePosixPath(asked["page"]).suffix.lower() if asked else ""}
    return bool(endings & (PAGES | MADE))


def by_place(name: str, root: str = "") -> Iterator[str]:
    """按存放处的旧网址: of a page by its place in a folder named ``root``; without a host where none is named."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    at = next((place for place, part in enumerate(parts[:-1]) if is_host(part)), None)
    host = parts[at] if at is not None else root if is_host(root) else ""
    folders, last = parts[(at + 1) if at is not None else 0 : -1], parts[-1] if parts else ""
    head = f"http://{re.sub('[+_]', ':', host)}" if host else ""
    way = "/".join(["", *folders, ""])
    for each in _names(last):
        yield f"{head}{way}{each}"


def _names(last: str) -> Iterator[str]:
    if asked := _ASKED.fullmatch(last):
        yield f"{asked['page']}?{asked['query']}"
        return
    if added := _ADDED.fullmatch(last):
        yield added["page"]
    yield last
    if _FRONT.fullmatch(last):
        yield ""


def is_host(part: str) -> bool:
    """主机名: whether a folder is named for a host, as those who save whole sites name it."""
    return bool(_HOST.fullmatch(part) or _IP.fullmatch(part))


def key_of(address: str) -> tuple[str, str]:
    """旧网址的键: host and path with query, without scheme, port, ``www.``, fragment and case; ("", "") for no address.

    The path is decoded once, from UTF-8 or the GBK old sites wrote; a folder and its front page are one.
    """
    told = address.strip()
    if not told or _UNFIT.search(told) or "\\" in told or len(told) > LONGEST * 3:
        return "", ""
    if "://" not in told and not told.startswith("/"):
        if "." not in told.partition("/")[0] or ":" in told.partition("/")[0].rpartition(":")[0]:
            return "", ""
        told = f"http://{told}"
    try:
        parts = urlsplit(told)
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return "", ""
    if parts.scheme not in ("", "http", "https"):
        return "", ""
    path = re.sub(r"/{2,}", "/", _decoded(parts.path or "/"))
    folder, _, last = path.rpartition("/")
    path = f"{folder}/" if _FRONT.fullmatch(last) else path
    query = _decoded(parts.query).strip("&")
    key = f"{path}?{query}" if query else path
    return (host, key.lower()) if key.startswith("/") and not _UNFIT.search(key) else ("", "")


def _decoded(text: str) -> str:
    raw = unquote_to_bytes(text)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return text


def onward(address: str, host: str) -> str:
    """站内链接: a link of an old page as it stands in the content now: by its path where it led to the same site."""
    try:
        parts = urlsplit(address)
        same = (parts.hostname or "").lower().removeprefix("www.") == host
    except ValueError:
        return ""
    if not same:
        return address
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{parts.query}" if parts.query else path
