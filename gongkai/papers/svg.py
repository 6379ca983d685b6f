"""矢量图: an SVG drawn anew from what is known to be harmless. Scripts, styles and whatever is outside stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from gongkai.papers.text import PaperError

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
MOST_BYTES = 256 * 1024
"""最大图形: an emblem is drawn with a few kilobytes."""
MOST_DEPTH = 40
DRAWN = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "path", "circle", "ellipse", "rect", "line"),
        *("polyline", "polygon", "clipPath", "mask", "linearGradient", "radialGradient", "stop"),
    }
)
"""图形元素: everything else is left out with what it holds."""
_WORDS = frozenset({"title", "desc"})
_ATTRIBUTES = frozenset(
    {
        *("id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height"),
        *("viewBox", "preserveAspectRatio", "points", "transform", "fill", "fill-rule", "fill-opacity", "clip-rule"),
        *("clip-path", "mask", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
        *("stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "opacity", "offset", "stop-color"),
        *("stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "maskUnits"),
        *("maskContentUnits", "pathLength", "color", "display", "visibility"),
    }
)
_HARMLESS = re.compile(r"[\w\s#.,()%+\-/]*")
_INSIDE = re.compile(r"url\(\s*#[\w.-]+\s*\)")
_REFERENCE = re.compile(r"#[\w.-]+")


def clean_svg(data: bytes) -> bytes:
    """清洗矢量图: the same picture without anything that acts or fetches. Raises PaperError for what is no SVG."""
    if len(data) > MOST_BYTES:
        raise PaperError(f"图形超过{MOST_BYTES // 1024}KB")
    drawn = _Drawn()
    try:
        drawn.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise PaperError("不是有效的SVG图形，或者文件已损坏") from error
    except (LookupError, ValueError) as error:
        raise PaperError("SVG图形的文字编码不能识别") from error
    if not drawn.told or not drawn.shapes:
        raise PaperError("SVG图形里没有可以显示的内容")
    return "".join(drawn.told).encode()


class _Drawn:
    """The picture as it is drawn anew; ``left_out`` is the depth within something that is not taken along."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.shapes = self.depth = self.left_out = 0
        self.words = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse

    def refuse(self, *_: object) -> None:
        raise PaperError("SVG图形里含有文档类型或者实体声明，不能使用")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise PaperError("SVG图形嵌套过深")
        if self.depth == 1 and (space, tag) != (SVG, "svg"):
            raise PaperError("不是SVG图形")
        if self.left_out or space != SVG or tag not in DRAWN:
            self.left_out += 1
            return
        self.words = tag in _WORDS
        self.shapes += tag in {"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
        root = f' xmlns="{SVG}"' if self.depth == 1 else ""
        self.told.append(f"<{tag}{root}{''.join(_kept(tag, attributes))}>")

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.left_out:
            self.left_out -= 1
            return
        self.words = False
        self.told.append(f"</{name.rpartition(' ')[2]}>")

    def text(self, told: str) -> None:
        if self.words and not self.left_out:
            self.told.append(escape(told))


def _kept(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        if tag == "use" and name in {"href", f"{XLINK} href"}:
            if _REFERENCE.fullmatch(value):
                yield f" href={quoteattr(value)}"
        elif name in _ATTRIBUTES and _HARMLESS.fullmatch(value) and "url(" not in _INSIDE.sub("", value.lower()):
            yield f" {name}={quoteattr(value)}"
