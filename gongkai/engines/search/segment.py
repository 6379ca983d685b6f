"""切词: how a text and a query become words and pairs, in one width, case and script, so that both always meet.

Words (by the segmenter) rank; pairs (each sign with the next) find. A sign is one Chinese character or one run of letters
and digits; punctuation counts for nothing. Whatever run of signs stands in a text has its pairs there in a row, so no word
can be hidden by how the text was cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc
import rjieba

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LONGEST_RUN = 64
_SIGNS = re.compile(rf"([{HAN}]+)|([^\W_{HAN}]{{1,{_LONGEST_RUN}}})")
_RUN_OF_LETTERS = re.compile(rf"[^\W_{HAN}]+")
_ASIDE_MARKS = re.compile(r"[\W_]+")
_HAN = re.compile(f"[{HAN}]+")
_BETWEEN = re.compile(r"[^\w ]|_")
_PIECE = re.compile(rf"[{HAN}]+|[^\W_{HAN}]{{1,{_LONGEST_RUN}}}")
_ASKING = "怎么 怎么样 怎样 如何 什么 哪里 哪儿 哪些 哪个 多少 为什么 有没有 可以 能 能否 一下 请问 吗 呢 吧 啊"
_JOINING = "的 了 和 与 及 或 在 是 我 你 您 想 要 请 关于"
ASIDE = frozenset(re.split(" ", f"{_ASKING} {_JOINING}"))
"""Words that ask or join rather than name; they are left aside where others are left."""


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


@cache
def _odd() -> re.Pattern[str]:
    """What has to be changed by more than its case, beside full-width punctuation, which counts for nothing anyway."""
    usual = "\x00-\x7f\u3000-\u3037\u4e00-\u9fff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65‐-‧·"
    return re.compile(f"[^{usual}]|[{''.join(_simplified()[1])}]")


def is_usual(text: str) -> bool:
    """寻常: whether folding changes nothing but the case of Latin letters, and so no place."""
    return not _odd().search(text)


def folded(text: str) -> str:
    """归一: one width (NFKC), one case, simplified characters; what both texts and queries are compared in."""
    if is_usual(text):
        return text.lower()
    text = unicodedata.normalize("NFKC", text.encode(errors="ignore").decode()).casefold()
    traditional, simple = _simplified()
    return traditional.sub(lambda found: simple[found[0]], text)


def signs(text: str) -> list[str]:
    """字: each Chinese character and each run of letters or digits of a folded text, in order; a run ends in ``_``."""
    row: list[str] = []
    for characters, run in _SIGNS.findall(text):
        row.extend(characters or (f"{run}_",))
    return row


def pairs(text: str) -> list[str]:
    """字对: each sign of a folded text with the one after it; the last stands alone, and so nothing joins two texts."""
    row = signs(text)
    return [*map(str.__add__, row, row[1:]), row[-1]] if row else []


@cache
def _plain() -> rjieba.Jieba:
    """The dictionary as it is installed; without the county's own words, so that its versions do not touch it."""
    return rjieba.Jieba()


def long_words(text: str) -> str:
    """长词: every dictionary word of three characters or more that stands in a folded text anywhere, blanks between them."""
    found = _plain().cut_all(_RUN_OF_LETTERS.sub(" ", _ASIDE_MARKS.sub("", text)))
    return " ".join({word for word in found if len(word) > 2 and word[0] != " "})


def is_long_word(row: str) -> bool:
    """是否长词: whether ``long_words`` tells of it wherever it stands."""
    return len(row) > 2 and _HAN.fullmatch(row) is not None and _plain().has_word(row)


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

    def of_text(self, text: str) -> str:
        """文本的词: the words of a folded text and the shorter words inside the longer ones, blanks between them."""
        return _BETWEEN.sub(" ", " ".join(self._jieba.cut_for_search(text)))

    def of_query(self, text: str) -> list[str]:
        """检索的词: the words of a folded query in their longest form, in order.

        Nobody types single characters: where the segmenter leaves several in a row, and where two are all that was typed,
        they are one word that it does not know.
        """
        found: list[str] = []
        for piece in _PIECE.findall(text):
            if len(piece) <= 2 or not _HAN.fullmatch(piece):
                found.append(piece)
            else:
                found.extend(_rejoined(self._jieba.cut(piece)))
        return found


@lru_cache(maxsize=4)
def segmenter(lexicon: Lexicon | None) -> Segmenter:
    """切词器: the one for a lexicon; its dictionary takes a moment to load and is shared by all who need it."""
    return Segmenter(lexicon)


def _rejoined(words: list[str]) -> Iterator[str]:
    single = ""
    for word in words:
        if len(word) == 1 and word not in ASIDE:
            single += word
            continue
        if single:
            yield single
            single = ""
        yield word
    if single:
        yield single


def _own_words(lexicon: Lexicon) -> list[str]:
    """What stays whole: words of the dictionary and members of the groups that are one run of characters."""
    members: Sequence[str] = [*lexicon.words, *(each for group in lexicon.synonyms for each in group)]
    return sorted({word for each in members if _HAN.fullmatch(word := folded(each).strip()) and len(word) > 1})
