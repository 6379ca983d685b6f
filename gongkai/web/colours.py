"""主色: the main colours an authority may choose; ``tokens.css`` gives each its shades, all with enough contrast."""

from __future__ import annotations

from gongkai.law.grammar.words import Word


class Colour(Word):
    """主色: one main colour per site (一个网站主色调只有一种)."""

    BLUE = "blue", "政务蓝"
    RED = "red", "中国红"
    GREEN = "green", "松柏绿"
    TEAL = "teal", "湖水青"
    INDIGO = "indigo", "靛青"
