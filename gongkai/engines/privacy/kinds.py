"""种类与发现: what is looked for, and what a finding says of it: never the number itself."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.grammar.words import Word


class Kind(Word):
    """个人信息种类: in the order in which a run of digits is judged."""

    IDENTITY = "identity", "身份证件号码"
    BANK = "bank", "银行账号"
    MOBILE = "mobile", "手机号码"
    PHONE = "phone", "固定电话"
    PASSPORT = "passport", "护照、通行证号码"
    EMAIL = "email", "电子邮箱"
    PLATE = "plate", "车牌号码"
    ADDRESS = "address", "详细住址"
    NAME = "name", "姓名"
    BIRTH = "birth", "出生日期"
    MINOR = "minor", "未成年人信息"
    HEALTH = "health", "健康和残疾状况"


class Certainty(Word):
    """把握: whether its own checksum or the words beside it prove it, or a person must look, or only a person can say."""

    SURE = "sure", "确定"
    LIKELY = "likely", "疑似"
    ASKED = "asked", "请核实"


@dataclass(frozen=True, slots=True)
class Found:
    """发现: a kind, where it stands (characters ``start`` to ``end``; in a table also the cell), and its covered form."""

    kind: Kind
    start: int
    end: int
    masked: str
    certainty: Certainty
    row: int | None = None
    column: int | None = None
    note: str = ""
    """What is odd about it: disguised, damaged, covered by another rule."""
    whole: bool = False
    """Whether its column was judged as a whole, by its head and by what stands in it."""

    @property
    def place(self) -> str:
        """位置: as people count, from 1."""
        if self.row is None or self.column is None:
            return f"第{self.start + 1}字"
        return f"第{self.row + 1}行第{self.column + 1}列"

    def __str__(self) -> str:
        return f"{self.place}：{self.certainty.label}有{self.kind.label}（{self.masked}）"
