"""繁體: a finished page in traditional characters, and what a reader typed in them in simplified ones.

Only what is read is turned: text, and the few attributes that are shown or read aloud. Addresses, scripts and everything a
form sends back stay as they are, so that the same record is found and kept in whichever characters it was read. Characters
follow the usage of 臺灣 (``s2tw``); words are never exchanged, for a statute must read as it was passed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from opencc import OpenCC

from gongkai.web.markup import name, pieces

_SHOWN = re.compile(r'(\s(?:title|alt|aria-label|placeholder|data-label|label)=")([^"]*)"')
_OPTION_WITHOUT_VALUE = re.compile(r"<option(?![^>]*\svalue=)", re.IGNORECASE)
_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_OTHER_LANGUAGE = re.compile(r'\slang="(?!zh)[^"]+"|\stranslate="no"')
PROGRAM = frozenset({"script", "style"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SHORT = 64


def page(html: str) -> str:
    """繁體页面: the page with its text in traditional characters."""
    done: list[str] = []
    left, depth = "", 0  # inside an element that is left alone: its name, and how many of that name are open
    for text, tag in pieces(html):
        kind = name(tag)
        if left:
            done += [text, tag]
            depth += (kind == left) - (kind == f"/{left}")
            left = left if depth else ""
        elif kind in PROGRAM:
            done += [traditional(text), tag]
        else:
            left, depth = (kind, 1) if _is_left_alone(kind, tag) else ("", 0)
            shown = tag if left else _SHOWN.sub(lambda each: f'{each[1]}{traditional(each[2])}"', tag)
            done += [traditional(text), shown]
    return "".join(done)


def _is_left_alone(kind: str, tag: str) -> bool:
    """What is sent back as it stands, and what is in another language."""
    if kind in VOID or kind.startswith("/") or tag.endswith("/>"):
        return False
    if kind == "textarea" or (kind == "option" and _OPTION_WITHOUT_VALUE.match(tag) is not None):
        return True
    return kind != "html" and _OTHER_LANGUAGE.search(tag) is not None


def traditional(text: str) -> str:
    """繁體: the same text in traditional characters."""
    if not _HAN.search(text):
        return text
    return _short(text) if len(text) <= SHORT else _to_traditional().convert(text)


def simplified(text: str) -> str:
    """简体: the same text in simplified characters; simplified text stays as it is."""
    return str(_to_simplified().convert(text)) if _HAN.search(text) else text


@lru_cache(16384)
def _short(text: str) -> str:
    """Labels and titles come again from page to page."""
    return str(_to_traditional().convert(text))


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2tw")


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")
