"""主色: the main colours an authority may choose; ``tokens.css`` gives each its shades, all with enough contrast."""

from __future__ import annotations

from gongkai.law.grammar.words import Word


class Colour(Word):
    """主色: one main colour per site (一个网站主色调只有一种)."""

    BLUE = "blue", "蓝色"
    RED = "red", "红色"
    GREEN = "green", "绿色"
    TEAL = "teal", "青色"
    INDIGO = "indigo", "靛色"
