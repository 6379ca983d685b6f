"""所称: what a report says it consists of: the number of its parts, their names, the annexes it promises.

「本报告由总体情况、……、其他需要报告的事项六个部分组成」: names are told apart by their last words (情况, 事项 …), for
they have 、 inside as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from gongkai.reading.texts.chapters import Outline

_MOST = 20
_DIGITS = {"两": 2, **{numeral: at for at, numeral in enumerate("一二三四五六七八九十", 1)}}
_COUNT = re.compile(
    r"(?P<before>[,;、]?(?:共|等|分为)*)(?P<count>[一二三四五六七八九十]|\d{1,2})个?(?:大)?(?:部分|章节?)(?!内容的)"
)
_OPENING = re.compile(
    r"(?:报告|全文|年报|内容)[^。:]{0,12}?(?:主要)?(?:由|包括|包含|分为|涵盖|共分|组成)(?:了|如下|以下)?[:,]?(?:了)?"
)
_FAR = 600
_LAST_WORD = re.compile(r"(?:情况|概述|概况|综述|事项|措施|打算|问题|说明|附表|统计表|附件|工作|安排|计划)$")
_AND = re.compile(r"(?:以及|和|及|与)(?=其[他它]需要|需要(?:说明|报告)|其[他它]应|存在的?主?要?问题)")
_ANNEX_NAME = re.compile(r"^(?:及|和|与)?(?:附[表件]|.{0,8}统计表|相关.{0,4}附表)$")
_ANNEX = re.compile(
    r"(?:并|后|另)附[^。;]{0,12}?(?P<one>统计表|附表|附件|一览表)|(?:详见|见|参见)(?P<two>附[件表]\d?)|事项及(?P<three>统计表)等|"
    r"附[^。;,]{0,12}(?P<four>指标统计附?表)"
)


@dataclass(frozen=True)
class Announced:
    """所称部分: how many parts a report says it has, those it names, and the words in which it does."""

    count: int
    names: tuple[str, ...]
    words: str

    @property
    def agrees(self) -> bool:
        """名实相符: whether as many are named as are announced; an annex at the end may be counted or not."""
        annexed = bool(self.names) and bool(_ANNEX_NAME.search(self.names[-1]))
        return len(self.names) - self.count in ((0, 1) if annexed else (0,))


def announced(outline: Outline) -> Announced | None:
    """所称几个部分: what the text before the first chapter says; None where it gives no number."""
    for sentence in re.split(r"(?<=[。!?])", outline.preface):
        for match in islice(_COUNT.finditer(sentence), _MOST):
            openings = list(_OPENING.finditer(sentence, max(0, match.start() - _FAR), match.start()))
            if openings:
                listed = sentence[openings[-1].end() : match.start()]
                count = _DIGITS.get(match["count"]) or int(match["count"])
                return Announced(count, _names(listed), sentence[openings[-1].start() : match.end()])
    return None


def _names(listed: str) -> tuple[str, ...]:
    """The names in a list; a piece that does not end as names do is the beginning of the next one."""
    mark = ";" if listed.count(";") > 1 else "[,;、]"
    names: list[str] = []
    begun = ""
    for piece in re.split(mark, _AND.sub("、" if mark != ";" else ";", listed)):
        begun = f"{begun}、{piece}" if begun else piece
        if _LAST_WORD.search(begun):
            names.append(begun)
            begun = ""
    return tuple(name for name in (*names, begun) if name)


def promised_annex(text: str) -> str:
    """所附: the words in which a text without blanks promises a table or an annex; empty where it promises none."""
    match = _ANNEX.search(text)
    return match.group() if match else ""
