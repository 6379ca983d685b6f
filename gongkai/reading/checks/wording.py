"""文字: document numbers with broken brackets, brackets that do not pair, words known to be wrong, sentences said twice.

The list of wrong words is short on purpose: each is wrong in every report it stands in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.rule import Check
from gongkai.reading.report import Reading
from gongkai.reading.tables.cells import Place
from gongkai.reading.texts.prose import Sentence

NUMBER = Check(
    "B21",
    "发文字号的年份用一对六角括号括起",
    Level.YELLOW,
    "发文字号改为“机关代字〔年份〕序号号”",
    basis="GB/T 9704—2012",
)
BRACKETS = Check("B22", "括号、书名号成对", Level.QUESTION, "补上缺少的一半，或删去多余的一半")
REPEATED = Check("B23", "同一句话不写两遍", Level.QUESTION, "删去重复的一处；有意重复的不必改")
WORDS = Check("B24", "用词正确", Level.YELLOW, "改正错别字、重复字，并通读全文")
ACCOUNTS = Check("B25", "同一账号前后名称一致", Level.QUESTION, "统一账号名称；确是两个账号的不必改")

_BROKEN = (
    (re.compile(r"〔(?P<year>20\d\d)(?=\d)"), "年份后缺“〕”"),
    (re.compile(r"〔(?P<year>20\d\d)(?![〕\d])"), "年份后缺“〕”"),
    (re.compile(r"〔20\d\d〕\d{1,4}号〕"), "序号后多“〕”"),
    (re.compile(r"(?<=[发办函字文])(?P<year>20\d\d)〕\d{1,4}号"), "年份前缺“〔”"),
)
_NEAR = 14
_PAIRS = (("《", "》", "书名号"), ("(", ")", "括号"))
_POINT = re.compile(r"\([一二三四五六七八九十\d]{1,3}\)|(?:^|[。;:,、])?\d{1,2}\)|[①-⑳]|(?<=[一二三四五六七八九十])\)")
_LONG = 30
_MOST = 3
_WRONG: Mapping[str, str] = {
    "一季一通过": "一季一通报",
    "一月一通过": "一月一通报",
    "诉讼和申述": "诉讼和申诉",
    "诉讼、申述": "诉讼、申诉",
    "行政申述": "行政申诉",
    "行政复仪": "行政复议",
    "行政诉颂": "行政诉讼",
    "主动公布开": "主动公开",
    "依申请公开公开": "依申请公开",
    "信息公开公开": "信息公开",
    "规范性文体": "规范性文件",
    "行政处法": "行政处罚",
    "行政许司": "行政许可",
    "需讲一步": "需进一步",
    "进一步步": "进一步",
    "下一歩": "下一步",
    "布署": "部署",
    "不泄密密": "不泄密",
    "既时公开": "及时公开",
    "重重之重": "重中之重",
}
_DOUBLED = re.compile(
    r"(?<!目)的的(?!士|确)|了了(?!解)|和和(?![气美谐睦])|资金资金|政府信息政府信息|年年(?=\d)|\d年年(?=\d)"
)
_ACCOUNT = re.compile(r"“(?P<name>[^“”]{2,16})”(?:官方|政务|新浪|腾讯)*(?P<kind>微博|微信公众号|抖音|头条)")


def of_wording(reading: Reading) -> Iterator[Finding]:
    """文字的问题."""
    yield from _accounts(reading)
    yield from _said_twice(reading)
    unpaired: list[tuple[Sentence, str]] = []
    for sentence in reading.sentences:
        if "〔" in sentence.text or "〕" in sentence.text:
            yield from _numbers(sentence)
        yield from _words(sentence)
        unpaired += [(sentence, name) for first, last, name in _PAIRS if _is_unpaired(sentence.text, first, last)]
    yield from _brackets(unpaired)


def _place(sentence: Sentence, start: int, end: int) -> Place:
    return Place(sentence.line_at(start), sentence.text[max(0, start - _NEAR) : end + _NEAR])


def _numbers(sentence: Sentence) -> Iterator[Finding]:
    taken = 0
    for pattern, what in _BROKEN:
        for match in pattern.finditer(sentence.text):
            if match.start() >= taken:
                taken = match.end()
                written = re.split(r"[(,;《》]", sentence.text[max(0, match.start() - 8) : match.end() + 8])
                text = f"发文字号“{_containing(written, match.group())}”{what}"
                yield NUMBER.found(text, _place(sentence, match.start(), match.end()))


def _containing(pieces: list[str], words: str) -> str:
    return next((piece for piece in pieces if words in piece), words)


def _words(sentence: Sentence) -> Iterator[Finding]:
    for wrong, right in _WRONG.items():
        if wrong in sentence.text:
            at = sentence.text.index(wrong)
            yield WORDS.found(f"“{wrong}”疑为“{right}”", _place(sentence, at, at + len(wrong)))
    for match in _DOUBLED.finditer(sentence.text):
        yield WORDS.found(f"“{match.group()}”重复", _place(sentence, match.start(), match.end()))


def _is_unpaired(text: str, first: str, last: str) -> bool:
    """Whether one half is missing. Points (1) written 1) have no first half, and a sentence may end inside brackets."""
    if first not in text and last not in text:
        return False
    if first == "(":
        text = _POINT.sub("", text)
        return text.count(first) > text.count(last) + 1 or text.count(last) > text.count(first) + 1
    return text.count(first) != text.count(last)


def _brackets(unpaired: list[tuple[Sentence, str]]) -> Iterator[Finding]:
    """One question for the report, with its first place."""
    if not unpaired:
        return
    sentence, name = unpaired[0]
    mark = next(first for first, _, each in _PAIRS if each == name)
    at = max(0, sentence.text.find(mark))
    more = f"，全文共{len(unpaired)}处" if len(unpaired) > 1 else ""
    text = f"“…{sentence.text[at : at + 40]}…”一句{name}不成对{more}"
    yield BRACKETS.found(text, _place(sentence, at, at + 20))


def _said_twice(reading: Reading) -> Iterator[Finding]:
    """A long sentence that comes again word for word in the chapters; repeated chapters are told as such.

    An annex may well say again what the chapters say.
    """
    chapters = reading.outline.chapters
    end = chapters[-1].lines[-1].number if chapters and chapters[-1].lines else 0
    seen: dict[str, Sentence] = {}
    found: list[tuple[Sentence, Sentence]] = []
    for sentence in reading.sentences:
        text = sentence.text
        if len(text) < _LONG or not text.endswith("。") or sentence.lines[-1] > end:
            continue
        earlier = seen.setdefault(text, sentence)
        if (
            earlier is not sentence
            and earlier.lines[-1] != sentence.lines[-1]
            and not _same_title(reading, earlier, sentence)
        ):
            found.append((earlier, sentence))
    if found:
        earlier, again = found[0]
        more = f"等{len(found)}句" if len(found) > 1 else ""
        text = f"“{again.text[:30]}…”{more}与第{earlier.lines[-1]}行相同"
        yield REPEATED.found(text, Place(again.lines[-1], again.text[:40]), left=2, right=1)


def _same_title(reading: Reading, one: Sentence, other: Sentence) -> bool:
    chapters = [reading.outline.at(sentence.lines[-1]) for sentence in (one, other)]
    first, second = chapters
    return bool(first and second and first is not second and first.title == second.title)


def _accounts(reading: Reading) -> Iterator[Finding]:
    """Accounts of one kind called by two names in two chapters, each name once: one account or two?"""
    named: dict[str, dict[str, list[tuple[Sentence, int]]]] = defaultdict(lambda: defaultdict(list))
    for sentence in reading.sentences:
        if "”" in sentence.text:
            for match in _ACCOUNT.finditer(sentence.text):
                named[match["kind"]][match["name"]].append((sentence, match.start()))
    for kind, names in named.items():
        if len(names) == 2 and all(len(places) == 1 for places in names.values()):
            (one, [(first, _)]), (other, [(second, at)]) = names.items()
            if reading.outline.at(first.lines[-1]) is not reading.outline.at(second.lines[-1]):
                text = f"{kind}前称“{one}”（第{first.lines[-1]}行），后称“{other}”，是一个账号还是两个"
                yield ACCOUNTS.found(text, _place(second, at, at + len(other) + 4))
