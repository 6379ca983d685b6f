"""Word 的样子: why characters of a Word file are not seen: hidden, white, tiny, or as dark as what lies under them."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from gongkai.papers.docx.elements import NAMESPACE
from gongkai.papers.package import Package

_OFF = frozenset({"0", "false", "off", "none"})
_TINY = 4
"""Half points: type of two points and less is not read by anybody."""
_BLACK = "000000"
_WHITE = frozenset({"FFFFFF", "FEFEFE", "FDFDFD", "FCFCFC"})


def q(tag: str) -> str:
    """全名: of an element or attribute of Word."""
    return f"{{{NAMESPACE}}}{tag}"


class Looks:
    """样子: of the runs of one file, its styles among them."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main

    @cached_property
    def _styles(self) -> dict[str, etree._Element]:
        name = next(iter(self._package.related(self._main, "styles").values()), "")
        if not name or name not in self._package.names():
            return {}
        return {str(each.get(q("styleId"))): each for each in self._package.xml(name).iter(q("style"))}

    def why_unseen(self, run: etree._Element, paragraph: etree._Element) -> str:
        """为何看不见: empty for what is seen."""
        settings = [
            run.find(q("rPr")),
            *self._of_styles(run, "rPr", "rStyle"),
            *self._of_styles(paragraph, "pPr", "pStyle"),
        ]
        properties = [each for each in settings if each is not None]
        if _on(properties, "vanish") or _on(properties, "webHidden"):
            return "隐藏文字"
        colour = _value(properties, "color").upper()
        size = _value(properties, "sz")
        if size.isdecimal() and int(size) <= _TINY:
            return "极小的文字"
        fill = self._fill(properties, run, paragraph)
        if colour in _WHITE and fill in ("", "AUTO", *_WHITE):
            return "白色的文字"
        if fill == _BLACK and colour in ("", "AUTO", _BLACK):
            return "黑框下的文字"
        return ""

    def _of_styles(self, element: etree._Element, properties: str, kind: str) -> list[etree._Element | None]:
        named = element.find(f"{q(properties)}/{q(kind)}")
        found, name = list[etree._Element | None](), named.get(q("val")) if named is not None else None
        for _ in range(8):
            style = self._styles.get(str(name))
            if style is None:
                break
            found.append(style.find(q("rPr")))
            based = style.find(q("basedOn"))
            name = based.get(q("val")) if based is not None else None
        return found

    @staticmethod
    def _fill(properties: list[etree._Element], run: etree._Element, paragraph: etree._Element) -> str:
        """What lies under the characters: a highlight, a shading of theirs, of the paragraph or of the cell."""
        if _value(properties, "highlight") == "black":
            return _BLACK
        shades = [each.find(q("shd")) for each in properties]
        shades.append(paragraph.find(f"{q('pPr')}/{q('shd')}"))
        cell = next(run.iterancestors(q("tc")), None)
        if cell is not None:
            shades.append(cell.find(f"{q('tcPr')}/{q('shd')}"))
        for shade in shades:
            if shade is not None and (fill := str(shade.get(q("fill"), "")).upper()) not in ("", "AUTO"):
                return fill
        return ""


def _on(properties: list[etree._Element], name: str) -> bool:
    for each in properties:
        found = each.find(q(name))
        if found is not None:
            return str(found.get(q("val"), "1")) not in _OFF
    return False


def _value(properties: list[etree._Element], name: str) -> str:
    for each in properties:
        found = each.find(q(name))
        if found is not None:
            return str(found.get(q("val"), ""))
    return ""
