"""样式: the styles of our Word files, by the measures of GB/T 9704, and the empty file that carries them.

The styles have the names Word knows (Normal, Title, heading 1 …), so the navigation pane, the table of contents and
WPS find them.
"""

from __future__ import annotations

import io
from functools import cache

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE

from gongkai.papers.docx.elements import NAMESPACE, Element, fonts, twips, w
from gongkai.papers.layout import (
    BODY,
    CHARACTER,
    FACES,
    FOOT_RISE,
    HEADING_FACES,
    NOTE,
    PITCH,
    POINT,
    SMALL,
    TABLE,
    TITLE,
    TITLE_PITCH,
    TRACKING,
)

_UNUSED_PARTS = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


def blank_file() -> WordFile:
    """空白文件: an empty Word file with our styles and settings and nothing else of the library's template."""
    return docx.Document(io.BytesIO(_template()))


@cache
def _template() -> bytes:
    file = docx.Document()
    for part in (file.part, file.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype in _UNUSED_PARTS:
                del part.rels[key]
    _replace(file.styles.element, _styles())
    _replace(file.settings.element, _settings())
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def _replace(element: Element, children: list[Element]) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(children)


def _settings() -> list[Element]:
    modern = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return [
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", w("useFELayout"), modern),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    ]


def _styles() -> list[Element]:
    return [
        w("docDefaults", w("rPrDefault", w("rPr", *_type("body", BODY), _language())), w("pPrDefault")),
        _style("Normal", "Normal", _page_lines(), [], based_on=""),
        _style("Body", "Body Text First Indent", [_indent()], []),
        _style("Title", "Title", [*_kept(), _pitch(TITLE_PITCH), _middle()], _type("title", TITLE)),
        _style("Subtitle", "Subtitle", [*_kept(), _middle()], _type("script", BODY)),
        *(_heading(level, face) for level, face in HEADING_FACES.items()),
        _style("Caption", "caption", [*_kept(), _middle()], _type("black", SMALL)),
        _style("Note", "Note", [_pitch(20, before=4), _indent(NOTE)], _type("body", NOTE, tracking=0)),
        _style("Cell", "Table Text", [_pitch(), w("jc", val="left")], _type("song", TABLE, tracking=0)),
        _style("Head", "Table Head", [], _type("black", TABLE, tracking=0), based_on="Cell"),
        _style("Break", "Page Break", [_pitch(1)], []),
        _style("Rule", "Letter Rule", [_pitch(1)], _type("song", 1, tracking=0)),
        _style("Mark", "Letter Mark", [_middle()], _type("title", TITLE, tracking=0)),
        _style("Header", "header", [_pitch()], []),
        _style("Footer", "footer", [_pitch(SMALL, after=FOOT_RISE / POINT)], _type("song", SMALL, tracking=0)),
    ]


def _style(
    identity: str, name: str, paragraph: list[Element], text: list[Element], based_on: str = "Normal"
) -> Element:
    style = w("style", w("name", val=name), type="paragraph", styleId=identity)
    if based_on:
        style.append(w("basedOn", val=based_on))
    else:
        style.set(f"{{{NAMESPACE}}}default", "1")
    style.extend([w("qFormat"), w("pPr", *paragraph), w("rPr", *text)])
    return style


def _heading(level: int, face: str) -> Element:
    properties = [*_kept(), _indent(), w("outlineLvl", val=level - 1)]
    return _style(f"Heading{level}", f"heading {level}", properties, _type(face, BODY))


def _page_lines() -> list[Element]:
    """Justified, no overhanging punctuation, and neither widows nor orphans held back, so that a page has its lines."""
    off = ("widowControl", "kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN")
    return [*(w(name, val=int(name == "kinsoku")) for name in off), _pitch(PITCH), w("jc", val="both")]


def _middle() -> Element:
    return w("jc", val="center")


def _kept() -> list[Element]:
    return [w("keepNext"), w("keepLines")]


def _pitch(points: float = 0.0, before: float = 0.0, after: float = 0.0) -> Element:
    """Exactly so many points to a line, or as the type asks where none are given."""
    exact = {"line": twips(points), "lineRule": "exact"} if points else {"line": 240, "lineRule": "auto"}
    return w("spacing", before=twips(before), after=twips(after), **exact)


def _indent(size: float = CHARACTER) -> Element:
    return w("ind", firstLine=twips(2 * size))


def _type(face: str, size: float, tracking: float = TRACKING) -> list[Element]:
    spacing = w("spacing", val=twips(tracking))
    return [fonts(FACES[face].official), spacing, w("sz", val=round(size * 2)), w("szCs", val=round(size * 2))]


def _language() -> Element:
    return w("lang", val="zh-CN", eastAsia="zh-CN", bidi="ar-SA")
