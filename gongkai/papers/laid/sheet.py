"""字与线: what stands on a page, whatever drew it: characters with their boxes, lines, and how much of it is pictures.

Places are in points from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

THIN = 3.0
"""细线: what is no thicker than this, in points, is a line and no shape."""

Box = tuple[float, float, float, float]
"""框: left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """字: a character and its box, which is as high as its type; whether a blank was written before it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    spaced: bool = False

    @property
    def middle(self) -> float:
        """中线: how far down its middle stands."""
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        """中点: how far across its middle stands."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """字高."""
        return max(self.bottom - self.top, 1.0)


@dataclass
class Sheet:
    """页面: size, characters, lines that go across and down, the share of pictures, characters without a meaning."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[tuple[float, float, float]] = field(default_factory=list)
    """横线: how far down, from where, to where."""
    down: list[tuple[float, float, float]] = field(default_factory=list)
    """竖线: how far across, from where, to where."""
    pictured: float = 0.0
    unknown: int = 0
    drawn: int = 0

    def take_line(self, box: Box) -> None:
        """收线: a thin shape as a line across or down, whichever it is longer."""
        left, top, right, bottom = box
        if right - left >= bottom - top:
            self.across.append(((top + bottom) / 2, left, right))
        else:
            self.down.append(((left + right) / 2, top, bottom))

    def take_picture(self, box: Box) -> None:
        """收图: how much of the page a picture covers."""
        left, top, right, bottom = box
        area = max(0.0, right - left) * max(0.0, bottom - top)
        self.pictured += area / max(self.width * self.height, 1.0)
