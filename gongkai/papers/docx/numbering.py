"""自动编号: the numbers Word puts before paragraphs by itself, which stand in no text of the file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from gongkai.papers.docx.elements import NAMESPACE
from gongkai.papers.package import Package

_W = f"{{{NAMESPACE}}}"
_DIGITS = "〇一二三四五六七八九"
_LEVELS = 9
_MOST = 9999


@dataclass(frozen=True, slots=True)
class Level:
    """编号级: how the numbers of a level are written, around what, and from where they count."""

    form: str
    text: str
    start: int


class Numbering:
    """编号: counts as paragraphs go by."""

    def __init__(self, package: Package) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        for name in package.related(package.main(), "numbering").values():
            if name in package.names():
                self._read(package.xml(name))

    def _read(self, root: etree._Element) -> None:
        for abstract in root.iterfind(f"{_W}abstractNum"):
            levels = {_whole(level.get(f"{_W}ilvl")): _level(level) for level in abstract.iterfind(f"{_W}lvl")}
            self._levels[str(abstract.get(f"{_W}abstractNumId"))] = levels
        for number in root.iterfind(f"{_W}num"):
            self._lists[str(number.get(f"{_W}numId"))] = _stated(number, "abstractNumId")

    def next(self, number: str, depth: int) -> tuple[str, bool]:
        """下一号: what stands before the next paragraph of this list, and whether that is a bullet."""
        abstract = self._lists.get(number, "")
        levels = self._levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < _LEVELS:
            return "", False
        if level.form == "bullet":
            return "", True
        counts = self._counts[abstract]
        before = counts[depth]
        counts[depth] = min(_MOST, level.start if before is None else before + 1)
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        text = level.text
        for place in range(depth + 1):
            above = levels.get(place, level)
            text = text.replace(f"%{place + 1}", _written(counts[place] or above.start, above.form))
        return text, False


class Lists:
    """各级编号: which number stands before each paragraph, by its own properties or those of its style."""

    def __init__(self, package: Package) -> None:
        self._numbering = Numbering(package)
        self._styles: dict[str, tuple[str, tuple[str, str]]] = {}
        for name in package.related(package.main(), "styles").values():
            if name in package.names():
                for style in package.xml(name).iterfind(f"{_W}style"):
                    listed = _listed(style.find(f"{_W}pPr"))
                    self._styles[str(style.get(f"{_W}styleId"))] = _stated(style, "basedOn"), listed

    def before(self, paragraph: etree._Element) -> str:
        """段前编号: as it prints; empty for none and for bullets. Each paragraph is asked once, in order."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        number, depth = _listed(properties)
        style = _stated(properties, "pStyle")
        for _ in range(_LEVELS):
            if number or style not in self._styles:
                break
            style, (number, depth) = self._styles[style]
        text, _ = self._numbering.next(number, _whole(depth)) if number else ("", False)
        return f"{text} " if text[-1:].isalnum() and text[-1:].isascii() else text


def _listed(properties: etree._Element | None) -> tuple[str, str]:
    """The list and the level that properties name."""
    listed = None if properties is None else properties.find(f"{_W}numPr")
    return ("", "") if listed is None else (_stated(listed, "numId"), _stated(listed, "ilvl"))


def _level(element: etree._Element) -> Level:
    return Level(_stated(element, "numFmt"), _stated(element, "lvlText"), _whole(_stated(element, "start") or "1"))


def _stated(element: etree._Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else 0


def _written(number: int, form: str) -> str:
    if "hinese" in form or form in ("japaneseCounting", "ideographTraditional", "taiwaneseCounting"):
        return chinese(number)
    if form == "decimalEnclosedCircleChinese" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((0x61 if form == "lowerLetter" else 0x41) + number - 1)
    return str(number)


def chinese(number: int) -> str:
    """汉字数: 1 to 99 as headings count them; larger numbers digit by digit."""
    if not 1 <= number <= 99:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
