"""写法: how the figures and the labels of a report are written, and what a reader can then know of them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from gongkai.law.grammar.sheets import State, Value

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_TENS = "〇一二三四五六七八九十"
_MOST_IN_CHINESE = 10


@dataclass(frozen=True)
class Writing:
    """写法: what stands for 0 (nothing, a mark, a letter), and the manner of all other numbers."""

    zero: str
    manner: str
    chance: Random

    def __call__(self, digits: str) -> str:
        if digits == "0":
            return self.zero
        if self.manner == "thousands" and digits.isdigit():
            return f"{int(digits):,}"
        if self.manner == "full width":
            return digits.translate(_WIDE)
        if self.manner == "with unit" and digits.isdigit():
            return f"{digits}件"
        if self.manner == "Chinese numerals" and digits.isdigit() and int(digits) <= _MOST_IN_CHINESE:
            return _TENS[int(digits)]
        return f" {digits} " if self.manner == "blanks around" else digits

    def truth(self, value: Value) -> Value:
        """What the cell then says: the number, or the blank or mark that stands for none."""
        if value.number != 0 or self.zero in ("0", "〇", "O", "零", "○"):
            return value
        return Value.mark(self.zero) if self.zero else Value(state=State.BLANK)


WORDINGS = {
    "一、本年新收政府信息公开申请数量": "一、本年新收申请数量",
    "二、上年结转政府信息公开申请数量": "二、上年结转申请数量",
    "四、结转下年度继续办理": "四、结转下年度",
    "（七）总计": "（七）合计",
    "规范性文件": "行政规范性文件",
    "本年制发件数": "本年制发",
    "现行有效件数": "现行有效",
    "社会公益组织": "社会公益机构",
    "本年新制作数量": "本年制作数量",
}
"""别称: other words real reports use for a label."""

_NOTES = {
    "规章": "规章（设区的市、自治州人民政府应提供相关数据）",
    "规范性文件": "规范性文件（行政机关制定发布的决定、公告、通告、意见、通知等公文）",
    "行政规范性文件": "行政规范性文件（含以本机关办公室名义印发的）",
    "本年制发件数": "本年（度）制发件数",
    "本年废止件数": "本年（度）废止件数",
    "（一）予以公开": "（一）予以公开（含主动公开）",
    "行政许可": "行政许可（件）",
    "行政处罚": "行政处罚（件）",
}


def noted(label: str) -> str:
    """The label with what a province had printed behind it."""
    return _NOTES.get(label, label)
