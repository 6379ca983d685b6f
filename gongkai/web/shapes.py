"""语句形状: a statement of SQL without anything that stood in it: no parameter, no text, no number."""

from __future__ import annotations

import re

LONGEST = 1000
_TEXT = re.compile(r"'(?:[^']|'')*'|\$(\w*)\$.*?\$\1\$", re.DOTALL)
_NUMBER = re.compile(r"(?<![\w\"$.])\d+(?:\.\d+)?(?![\w\"])")
_MANY = re.compile(r"(?:%s|\?)(?:\s*,\s*(?:%s|\?))+")
_ROWS = re.compile(r"\((?:…|%s|\?)\)(?:\s*,\s*\((?:…|%s|\?)\))+")
_COLUMNS = re.compile(r"^SELECT (DISTINCT )?(.{200,}?) FROM ", re.DOTALL)
_LEFT = re.compile(r"[\u3400-\u9fff]+")


def shape(sql: str) -> str:
    """语句形状: the same for the same question, whatever is asked for and of however many."""
    text = " ".join(_NUMBER.sub("?", _TEXT.sub("?", sql)).split())
    text = _ROWS.sub("(…)", _MANY.sub("…", text))
    text = _COLUMNS.sub(r"SELECT \1… FROM ", text)
    text = _LEFT.sub("…", text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
