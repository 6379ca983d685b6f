"""附件: when a file may be added to a document or taken away, and what its name may be.

An attachment is part of what the reviewers read: it changes while the document is drafted and at no other time
(先审查后公开). The original (全真版, the sealed file) exists only after signing and may be added until the document is out.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from gongkai.law.documents import State
from gongkai.law.grammar.flow import Objection
from gongkai.law.grammar.statute import regulation

LONGEST_NAME = 80
"""最长文件名: in characters, the extension included; file systems stop at 255 bytes, a character has three."""
_KNOWN = frozenset(
    {
        *(
            "pdf",
            "docx",
            "xlsx",
            "doc",
            "xls",
            "ppt",
            "pptx",
            "wps",
            "et",
            "ofd",
            "png",
            "jpg",
            "jpeg",
            "gif",
            "txt",
            "csv",
        ),
        *(
            "zip",
            "rar",
            "7z",
            "exe",
            "com",
            "bat",
            "cmd",
            "scr",
            "js",
            "vbs",
            "html",
            "htm",
            "php",
            "jsp",
            "asp",
            "lnk",
        ),
    }
)
"""扩展名: endings that are no part of a name."""

_BEFORE_SIGNING = (State.DRAFTING,)
_UNTIL_OUT = (State.DRAFTING, State.REVIEWING, State.TO_SIGN, State.TO_PUBLISH, State.TO_ARCHIVE)
_UNFIT = re.compile(
    r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff<>:"|?*]'
)
_TWICE_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")


def objection_to_attaching(state: State, *, original: bool) -> Objection | None:
    """不能上传的理由: None where the file may be added."""
    if state in (_UNTIL_OUT if original else _BEFORE_SIGNING):
        return None
    if original:
        return Objection(f"公文{state.label}，不能再上传原件", regulation(17))
    return Objection(f"公文{state.label}，附件已在审查之列，改动附件应当先退文", regulation(17))


def objection_to_detaching(state: State) -> Objection | None:
    """不能撤下的理由: None while the document is drafted."""
    if state in _BEFORE_SIGNING:
        return None
    return Objection(f"公文{state.label}，不能撤下附件；确需撤下的应当先退文", regulation(17))


def file_name(given: str, extension: str) -> str:
    """文件名: the name as it may stand in lists and headers, with the extension its content has.

    Folders, control characters, marks that turn the direction of writing and further extensions (报告.pdf.exe) are dropped;
    a name encoded once or twice too often by another system is decoded.
    """
    name = unicodedata.normalize("NFC", _decoded(given)).replace("\\", "/").rsplit("/", 1)[-1]
    stem = _UNFIT.sub("", name)
    while (dot := stem.rfind(".")) >= 0 and stem[dot + 1 :].strip().lower() in _KNOWN:
        stem = stem[:dot]
    stem = " ".join(stem.split()).strip(". ")
    return f"{stem[: LONGEST_NAME - len(extension) - 1].rstrip('. ') or '附件'}.{extension}"


def _decoded(name: str) -> str:
    for _ in range(2):
        if not _TWICE_ENCODED.search(name):
            break
        try:
            name = unquote(name, errors="strict")
        except UnicodeDecodeError:
            break
    try:
        return name.encode("latin-1").decode("utf-8") if not name.isascii() else name
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name
