"""切词: how a text and a query become words and pairs, in one width, case and script, so that both always meet.

Words (by the segmenter) rank; pairs (each sign with the next) find. A sign is one Chinese character or one run of letters
and digits; punctuation counts for nothing. Whatever run of signs stands in a text has its pairs there in a row, so no word
can be hidden by how the text was cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import opencc
import rjieba

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LONGEST_RUN = 64
_RUN = re.compile(rf"[^\W_{HAN}]{{1,{_LONGEST_RUN}}}")
_SIGN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+_")
_HAN = re.compile(f"[{HAN}]+")
_PIECE = re.compile(rf"[{HAN}]+|[^\W_{HAN}]{{1,{_LONGEST_RUN}}}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """词典与同义词: the county's own words and its groups of equal words, with the version they are indexed under."""

    words: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    version: str = ""


@cache
def _simplified() -> tuple[re.Pattern[str], dict[str, str]]:
    """Traditional characters, each with its simplified one; sign by sign, so that a text keeps its length."""
    signs = [chr(code) for code in range(0x3400, 0xA000)]
    told = opencc.OpenCC("t2s").convert("\n".join(signs)).split("\n")
    pairs = {sign: simple for sign, simple in zip(signs, told, strict=True) if sign != simple and len(simple) == 1}
    return re.compile(f"[{''.join(pairs)}]"), pairs


def folded(text: str) -> str:
    """归一: one width (NFKC), one case, simplified characters; what both texts and queries are compared in."""
    text = unicodedata.normalize("NFKC", text).casefold()
    traditional, simple = _simplified()
    return traditional.sub(lambda found: simple[found[0]], text)


def signs(text: str) -> list[str]:
    """字: each Chinese character and each run of letters or digits of a folded text, in order; a run ends in ``_``."""
    return _SIGN.findall(_RUN.sub(r"\g<0>_", text))


def pairs(text: str) -> list[str]:
    """字对: each sign of a folded text with the one after it; the last stands alone, and so nothing joins two texts."""
    row = signs(text)
    return [*map(str.__add__, row, row[1:]), row[-1]] if row else []


def spaced(tokens: Iterable[str]) -> str:
    """分隔: tokens as the engines' whitespace analyzers read them."""
    return " ".join(tokens)


class Segmenter:
    """切词器: rjieba with the county's own words; the same one cuts texts and queries."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        """Take up a lexicon; each segmenter keeps its own."""
        self.lexicon = lexicon or Lexicon()
        self._jieba = rjieba.Jieba()
        for word in _own_words(self.lexicon):
            self._jieba.add_word(word, None, None)  # as often as it takes to stay whole, and no more

    def of_text(self, text: str) -> list[str]:
        """文本的词: the words of a folded text, and the shorter words inside the longer ones."""
        return [piece for each in self._jieba.cut_for_search(text) for piece in _PIECE.findall(each)]

    def of_query(self, text: str) -> list[str]:
        """检索的词: the words of a folded query, each once in its longest form, in order."""
        found: list[str] = []
        for piece in _PIECE.findall(text):
            found.extend(self._jieba.cut(piece) if _HAN.fullmatch(piece) else (piece,))
        return found


def _own_words(lexicon: Lexicon) -> list[str]:
    """What stays whole: words of the dictionary and members of the groups that are one run of characters."""
    members: Sequence[str] = [*lexicon.words, *(each for group in lexicon.synonyms for each in group)]
    return sorted({word for each in members if _HAN.fullmatch(word := folded(each).strip()) and len(word) > 1})
