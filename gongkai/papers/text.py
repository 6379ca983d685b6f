"""文字: which characters a paper may carry, and the one way text becomes fit for every carrier.

The rule, applied when a cell, a block or a letter is made, so that no carrier needs a rule of its own:

- line ends of every kind (CR, CRLF, VT, FF, NEL, U+2028, U+2029) become ``\\n``; a tab becomes a space;
- characters that cannot stand in an XML file or on paper are dropped: other control characters, lone surrogates,
  U+FFFE and U+FFFF, byte order marks and zero-width spaces;
- marks that turn the direction of writing are dropped, since they can make a number read differently from what is
  stored; right-to-left scripts are laid out by the characters themselves and need none.
"""

from __future__ import annotations

import re
from datetime import date


class PaperError(ValueError):
    """纸面错误: what was handed over cannot be put on paper, or a file cannot be read as one; says why in Chinese."""


_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"  # control characters, surrogates, no characters at all
    "\ufeff\u200b\u2060\ufff9-\ufffb"  # invisible: byte order mark, zero-width space, word joiner, annotations
    "\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # marks of writing direction
)
_TIDY = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff\u200b\u2060\ufff9-\ufffb"
    r"\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
)
"""Texts with nothing to clean and no blank at all, as most cells are."""
_BLANKS = re.compile("[ \u00a0]+")
_NARROW = re.compile("[\u0000-\u1fff]")


def decoded(data: bytes) -> str | None:
    """解码: by the mark it begins with, else as UTF-8 or GB18030; None where it is no text in any of them."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    return None


def clean(text: str) -> str:
    """洗净: the text with every character no carrier can hold removed, lines ended by ``\\n`` (module's rule)."""
    return _UNFIT.sub("", _LINE_END.sub("\n", text).replace("\t", " "))


def tidy(text: str) -> str:
    """理齐: clean text as a table cell holds it: no blanks at the ends of a line, one between words, no empty edge lines.

    Files made by people and by programs differ in nothing else; full-width blanks inside a label (合　计) are kept.
    """
    if _TIDY.fullmatch(text):
        return text
    lines = [_BLANKS.sub(" ", line).strip() for line in clean(text).split("\n")]
    return "\n".join(lines).strip("\n")


def width(text: str) -> float:
    """字宽: the width of one line of text, counted in full-width characters (a Latin letter or digit counts half)."""
    return len(text) - len(_NARROW.findall(text)) / 2


def chinese_date(day: date) -> str:
    """成文日期: a day as official papers write it, full year, no leading zeros: 2025年10月9日."""
    return f"{day.year}年{day.month}月{day.day}日"
