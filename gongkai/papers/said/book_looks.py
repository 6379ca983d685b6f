"""Excel 的样子: how a cell looks, so far as it decides what is seen of it: white on white, tiny, shown as nothing; days."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Context, Decimal, InvalidOperation

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_FIFTEEN = Context(prec=15)
"""Excel knows fifteen digits of a number; what follows is how it is kept."""
_WHITE, _BLACK = "FFFFFF", "000000"


class Looks:
    """样子: of the cells of a workbook by the number of their style."""

    def __init__(self, root: etree._Element | None, *, later: bool) -> None:
        self._epoch = datetime(1904, 1, 1) if later else datetime(1899, 12, 30)  # noqa: DTZ001 (no zone in a sheet)
        self._fonts, self._fills, self._uses = list[etree._Element](), list[etree._Element](), list[etree._Element]()
        self._codes: dict[int, str] = {}
        if root is not None:
            self._fonts, self._fills = _children(root, "fonts"), _children(root, "fills")
            self._uses = _children(root, "cellXfs")
            self._codes = {
                int(str(each.get("numFmtId"))): str(each.get("formatCode")) for each in root.iter(f"{MAIN}numFmt")
            }

    def why_unseen(self, style: int) -> str:
        """为何看不见: empty for what is seen."""
        if style >= len(self._uses):
            return ""
        if re.fullmatch(r";{2,3}", self.code(style)):
            return "格式使其不显示的内容"
        use = self._uses[style]
        font = self._of(self._fonts, use.get("fontId"))
        fill = self._of(self._fills, use.get("fillId"))
        colour, under = _colour(font, "color") or _BLACK, _fill(fill)
        size = font.find(f"{MAIN}sz") if font is not None else None
        if size is not None and float(size.get("val") or 11) <= 2:
            return "极小的文字"
        if colour == _WHITE and under in ("", _WHITE):
            return "白色的文字"
        return "黑框下的文字" if under == _BLACK and colour == _BLACK else ""

    @staticmethod
    def _of(rows: list[etree._Element], number: str | None) -> etree._Element | None:
        place = int(number or 0)
        return rows[place] if place < len(rows) else None

    def code(self, style: int) -> str:
        """数字格式: as written; built-in ones are empty but for days."""
        number = int(self._uses[style].get("numFmtId") or 0) if style < len(self._uses) else 0
        return self._codes.get(number, "yyyy-mm-dd" if number in _DATES else "")

    def is_day(self, style: int) -> bool:
        """日期格式."""
        code = self.code(style)
        return bool(re.search("[yd]|年|月", _QUOTED.sub("", code).lower()) or re.search("年|月", code))

    def number(self, text: str, style: int) -> str:
        """数字: a day as yyyy-mm-dd, any other without an exponent and without the tail that Excel's reckoning leaves."""
        if self.is_day(style):
            try:
                at = self._epoch + timedelta(days=float(text))
                return f"{at:%Y-%m-%d}" if at.hour == at.minute == 0 else f"{at:%Y-%m-%d %H:%M}"
            except (ValueError, OverflowError):
                return text
        try:
            value = Decimal(text)
        except InvalidOperation:
            return text
        if not value.is_finite() or abs(value.adjusted()) > 30:
            return text
        value = _FIFTEEN.plus(value)
        whole = value == value.to_integral_value()
        return f"{value.to_integral_value():f}" if whole else f"{float(value):.10f}".rstrip("0").rstrip(".")


def _children(root: etree._Element, name: str) -> list[etree._Element]:
    found = root.find(f"{MAIN}{name}")
    return list(found) if found is not None else []


def _colour(element: etree._Element | None, name: str) -> str:
    """As six digits; of a theme only its white and its black are known."""
    found = element.find(f"{MAIN}{name}") if element is not None else None
    if found is None:
        return ""
    if found.get("theme") in ("0", "1"):
        return (
            _WHITE
            if found.get("theme") == "0" and not found.get("tint")
            else _BLACK
            if found.get("theme") == "1"
            else ""
        )
    if found.get("indexed") in ("1", "9"):
        return _WHITE
    if found.get("indexed") in ("0", "8", "64"):
        return _BLACK
    return str(found.get("rgb") or "")[-6:].upper()


def _fill(fill: etree._Element | None) -> str:
    pattern = fill.find(f"{MAIN}patternFill") if fill is not None else None
    if pattern is None or pattern.get("patternType") in (None, "none"):
        return ""
    return _colour(pattern, "fgColor") or "?"
