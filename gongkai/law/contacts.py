"""与申请人联系（条例第三十一条）: the clock of what came online, by fax or by plain post begins when both sides have confirmed.

So every attempt is worth an entry: who could not be reached cannot have confirmed, and the file shows that it was tried.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

CONFIRMING = regulation(31)
"""确认: receipt of what nobody signs for is the day on which both sides confirm it."""


class ContactWay(Word):
    """联系方式: how somebody was called."""

    PHONE = "phone", "电话"
    MESSAGE = "message", "短信"
    EMAIL = "email", "电子邮件"
    IN_PERSON = "in_person", "当面"


class Reached(Word):
    """联系结果: what came of it."""

    CONFIRMED = "confirmed", "已联系上并确认收到申请"
    TALKED = "talked", "已联系上，告知有关事项"
    UNANSWERED = "unanswered", "未联系上（无人接听、关机等）"
    WRONG = "wrong", "联系方式有误"


@dataclass(frozen=True, slots=True)
class Contact:
    """联系记录: one attempt; ``text`` says what was told or why nobody could be reached."""

    way: ContactWay
    reached: Reached
    text: str = ""

    def __post_init__(self) -> None:
        if self.reached is Reached.TALKED and not self.text.strip():
            raise Unlawful("应写明告知了什么", CONFIRMING, field="text")

    @property
    def told(self) -> str:
        """联系记录的说法: as the timeline tells it."""
        said = f"{self.way.label}，{self.reached.label}"
        return f"{said}。{self.text.strip()}" if self.text.strip() else said
