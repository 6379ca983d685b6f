"""元素: WordprocessingML built by hand where python-docx has no word for it: runs, paragraphs, borders, indents.

Lengths given to the format are twips (twentieths of a point); the children of ``w:pPr`` follow the order its schema
demands, for Word refuses files where they do not.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from gongkai.papers.grid import Align
from gongkai.papers.layout import CHARACTER, POINT

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element

_JUSTIFY = {Align.START: "both", Align.CENTER: "center", Align.END: "right"}


def w(tag: str, *children: Element, **values: object) -> Element:
    """An element ``w:tag`` with attributes ``w:name="value"`` and children; ``w("b")`` is ``<w:b/>``."""
    element = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap={"w": NAMESPACE})
    for name, value in values.items():
        element.set(f"{{{NAMESPACE}}}{name}", str(value))
    element.extend(children)
    return element


def twips(points: float) -> int:
    """缇: points in the unit of the format."""
    return round(points * 20)


def twips_of_mm(millimetres: float) -> int:
    """毫米成缇: millimetres in the unit of the format."""
    return twips(millimetres / POINT)


def fonts(official: str) -> Element:
    """字体: one official font for Latin and Chinese alike; Word takes Chinese from ``eastAsia`` only."""
    return w("rFonts", ascii=official, hAnsi=official, eastAsia=official, cs=official)


@dataclass(frozen=True, slots=True)
class Setting:
    """段落设置: what one paragraph adds to its style; indents in characters of text, space before in points."""

    align: Align | None = None
    first_line: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    keep_next: bool = False
    page_break_before: bool = False
    flush: bool = False


PLAIN = Setting()


def paragraph(style: str, *runs: Element, setting: Setting = PLAIN) -> Element:
    """段: a paragraph in a style of ``papers.docx.styles``."""
    properties = w("pPr", w("pStyle", val=style))
    if setting.keep_next:
        properties.append(w("keepNext"))
    if setting.page_break_before:
        properties.append(w("pageBreakBefore"))
    if setting.before:
        properties.append(w("spacing", before=twips(setting.before)))
    if setting.flush or setting.first_line or setting.left or setting.right:
        properties.append(_indent(setting))
    if setting.align:
        properties.append(w("jc", val=_JUSTIFY[setting.align]))
    return w("p", properties, *runs)


def run(text: str, *properties: Element) -> Element:
    """字: a run of text; its line breaks become breaks of the line."""
    element = w("r", w("rPr", *properties)) if properties else w("r")
    for number, line in enumerate(text.split("\n")):
        if number:
            element.append(w("br"))
        content = w("t")
        content.text = line
        content.set(SPACE, "preserve")
        element.append(content)
    return element


def _indent(setting: Setting) -> Element:
    indent = w("ind", left=twips(setting.left * CHARACTER), right=twips(setting.right * CHARACTER))
    side = "firstLine" if setting.first_line >= 0 else "hanging"
    indent.set(f"{{{NAMESPACE}}}{side}", str(twips(abs(setting.first_line) * CHARACTER)))
    return indent
