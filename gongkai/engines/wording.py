"""标志和词语: markings of secrecy, and the words of the lists that a county imports itself. We ship no list of words.

Words are matched through blanks, tags, signs that nobody sees and full-width forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARKED = re.compile(
    r"(?:绝\s{0,2}密|机\s{0,2}密|秘\s{0,2}密)\s{0,2}[★☆✩✭*＊]\s{0,2}(?:\d{1,2}\s{0,2}年|\d{1,2}个月|长期|启用前)?"
    r"|^[\s（(【\[]*(?:绝\s{0,4}密|机\s{0,4}密|秘\s{0,4}密)[\s）)】\]]*$"
    r"|密\s{0,2}级\s{0,2}[：:]\s{0,2}(?:绝密|机密|秘密|内部)|内部(?:资料|文件|材料)[，,；;\s]{0,2}(?:注意保存|注意保密|严禁外传|不得外传|不得公开)"
    r"|工作秘密\s{0,2}[★☆]|(?:严禁|不得|禁止)外传|(?:此件|本件)不(?:得|予)公开|仅供(?:领导|内部)参阅|阅后(?:收回|即焚|销毁)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """出现: where a word or a marking stands and how it is written there."""

    start: int
    end: int
    text: str


def markings(text: str) -> Iterator[Spoken]:
    """密级和涉密标志."""
    for hit in _MARKED.finditer(text):
        yield Spoken(hit.start(), hit.end(), hit[0].strip())


class Words:
    """词表: words to be looked for, made alike once."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {word: plain for word in words if (plain := folded(word))}

    def in_text(self, text: str) -> Iterator[tuple[str, Spoken]]:
        """出现的词: each word at its first place in the text."""
        if not self._words:
            return
        places = [(place, sign) for place, each in enumerate(text) for sign in folded(each)]
        plain = "".join(sign for _, sign in places)
        for word, wanted in self._words.items():
            if (at := plain.find(wanted)) >= 0:
                start, end = places[at][0], places[at + len(wanted) - 1][0] + 1
                yield word, Spoken(start, end, text[start:end])


def folded(text: str) -> str:
    """归一: width, case, blanks and signs that nobody sees do not count."""
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKC", text).casefold()
        if not (sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc"))
    )
