"""样式: what the style and the class of a tag say that helps to tell what it is. Nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from gongkai.papers.pasted.blocks import CLASSES, Hints, Role

_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]*)")
_SIZE = re.compile(r"([\d.]{1,6})\s*(pt|px|em|rem)?")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, None: 0.75}
_BIG = 20.0
"""Type of a title, in points: 二号 is 22, the body's 三号 16."""

_LEVEL = re.compile(r"(?:heading|标题)\s*([1-9])|MsoHeading([1-9])", re.IGNORECASE)
_LIST = re.compile(r"level([1-9])")


@lru_cache(4096)
def declared(style: str) -> Mapping[str, str]:
    """样式声明: the declarations of a style attribute, in small letters."""
    return {name.lower(): value.strip().lower() for name, value in _DECLARATION.findall(style[:4000])}


def is_hidden(style: Mapping[str, str]) -> bool:
    """不显示: text nobody saw before it was pasted."""
    return style.get("display") == "none" or style.get("visibility") == "hidden" or style.get("mso-hide") == "all"


def is_bold(style: Mapping[str, str]) -> bool | None:
    """加粗: None where the style does not say."""
    weight = style.get("font-weight", "")
    if weight.isdecimal():
        return int(weight[:4]) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def points(style: Mapping[str, str]) -> float:
    """字号: in points; 0 where the style does not say."""
    found = _SIZE.match(style.get("font-size", ""))
    try:
        return float(found[1]) * _POINTS[found[2]] if found else 0.0
    except ValueError:
        return 0.0


def is_big(style: Mapping[str, str]) -> bool:
    """大字: type as large as that of a title."""
    return points(style) >= _BIG


def list_level(style: Mapping[str, str]) -> int:
    """Word 列表层级: 0 for what is no item of a list of Word's."""
    listed = style.get("mso-list", "")
    found = _LIST.search(listed)
    return min(int(found[1]), 6) if found else 0


def hints(tag: str, attributes: Mapping[str, str], over: Hints) -> Hints:
    """痕迹: of a block, on top of those of the blocks it stands in."""
    style = declared(attributes.get("style", ""))
    name = attributes.get("class", "")
    align = style.get("text-align") or attributes.get("align", "").lower() or ("center" if tag == "center" else "")
    told = over
    if align:
        told = replace(told, center=align == "center", right=align in ("right", "end"))
    if name in CLASSES:
        told = replace(told, role=Role(name))
    found = _LEVEL.search(name) or _LEVEL.search(style.get("mso-style-name", ""))
    outline = style.get("mso-outline-level", "")
    level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal() else 0
    level = level or (int(found[1] or found[2]) if found else 0) or (int(outline) if outline in list("123456") else 0)
    if level:
        told = replace(told, level=min(level, 6))
    if name in ("MsoTitle", "MsoTitleCxSpFirst") or (tag == "h1" and not found):
        told = replace(told, title=True)
    return replace(told, big=True) if is_big(style) else told
