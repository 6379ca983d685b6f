"""读废止条款: what a text says of itself and of other documents: from when, until when, and which ones it repeals.

The words are read, never guessed: a document is recognised by its number alone. Whatever is found is a proposal that a person
confirms; a number that nobody has registered is reported as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.words import Word
from gongkai.law.validity import ChangeKind, expiry

_HAN = r"[\u3400-\u9fff]"
_OPEN, _SHUT = r"[〔\[［【﹝〖(（]", r"[〕\]］】﹞〗)）]"
_NUMBER = (
    rf"{_HAN}{{1,20}}\s*{_OPEN}\s*\d{{4}}\s*{_SHUT}\s*第?\s*\d{{1,5}}\s*号|{_HAN}{{0,20}}令\s*第?\s*\d{{1,5}}\s*号"
)
_TITLE = r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》"
_CITED = re.compile(rf"{_TITLE}(?:\s*[（(]\s*(?P<number>{_NUMBER})[^（）()]{{0,40}}[）)])?|(?P<bare>{_NUMBER})")
_DATE = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_DIGITS = {name: value for value, name in enumerate("零一二三四五六七八九十")} | {"两": 2}


def normal_number(text: str) -> str:
    """规整文号: a number as the standard writes it, whatever brackets, widths and spaces somebody typed."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"[\[(【﹝〖](\d{4})[\])】﹞〗]", r"〔\1〕", plain)
    return re.sub(r"(〔\d{4}〕|令)第?0*(\d+)号", r"\1\2号", plain)


def normal_title(text: str) -> str:
    """规整标题: a title without its marks and spaces, for comparing."""
    return re.sub(r"[\s《》〈〉<>“”\"'、，,（）()]", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Mention:
    """提及: a document a text names, what the text does to it, from when (None: with the text itself), and the sentence."""

    kind: ChangeKind
    title: str
    number: str
    sentence: str
    on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Provisions:
    """施行条款: what a text says of its own days, and the documents it changes."""

    effective_on: date | None = None
    from_publication: bool = False
    years: int | None = None
    until: date | None = None
    mentions: tuple[Mention, ...] = ()

    def last_day(self, made_on: date) -> date | None:
        """届满之日: the last day in force, by a date or by a number of years from the day of effect."""
        if self.until is not None:
            return self.until
        return expiry(self.effective_on or made_on, self.years) if self.years else None


def read_provisions(text: str) -> Provisions:
    """读条款: the own days and the mentions of a text; what is not said stays None."""
    effective, years, until = _effective(text), _years(text), _until(text)
    return Provisions(
        effective_on=effective,
        from_publication=bool(re.search(r"自(?:公布|发布|印发|下发)之日起(?:施行|实施|执行|生效)", text)),
        years=years,
        until=until,
        mentions=tuple(_Reader(text, effective).mentions()),
    )


def _effective(text: str) -> date | None:
    own = re.search(rf"自\s*({_DATE})\s*起\s*(?:开始|正式)?(?:施行|实施|执行|生效)", text)
    return _day(own[1]) if own else None


def _years(text: str) -> int | None:
    found = re.search(r"(?:有效期|试行期|试行)(?:限)?(?:为|：)?\s*(\d{1,2}|[一二两三四五六七八九十])\s*年", text)
    if not found:
        return None
    return _DIGITS.get(found[1]) or int(found[1])


def _until(text: str) -> date | None:
    found = re.search(rf"(?<!延长)(?:有效期|有效期限)\s*(?:截至|截止|至|到)\s*({_DATE})", text)
    return _day(found[1]) if found else None


def _day(text: str) -> date | None:
    try:
        return read_date(re.sub(r"\s", "", text))
    except ValueError:
        return None


# -- reading sentences -----------------------------------------------------------------------------------------------------

_VERBS: tuple[tuple[ChangeKind, re.Pattern[str]], ...] = (
    (ChangeKind.EXTEND, re.compile(rf"有效期(?:限)?(?:延长|延续)(?:至|到)\s*(?P<until>{_DATE})")),
    (ChangeKind.REPEAL_PARTLY, re.compile(r"部分(?:条款|内容)?(?:予以)?(?:废止|失效)")),
    (ChangeKind.LAPSE, re.compile(r"(?:宣布|同时|予以|自行)?失效(?!目录|的)")),
    (ChangeKind.REPEAL, re.compile(r"(?:废止|停止执行|不再执行)(?!前|后|之前|之后|的|目录|决定)")),
    (ChangeKind.AMEND, re.compile(r"(?:修改|修订|修正)(?!后|前|的|建议|意见)")),
)
_PLACE = re.compile(r"第[一二三四五六七八九十百零〇\d]+(?:条|款|项|章|部分)")
_LIST = re.compile(
    r"(?P<keep>继续有效)|(?P<lapse>宣布失效|失效)|(?P<repeal>废止)|(?P<amend>修改)",
)
_HEADING = re.compile(r"目录|清单|如下|下列|以下")
_BASIS = re.compile(r"(?:根据|依据|按照|依照|遵照|参照|贯彻|落实|执行)[^。；]*$")
_HEADS = re.compile(r"^[\s|]*(?:序号|文件名称|名称|标题|文号|发文字号|发布日期|备注|制定机关|[\s|])+$")
_TOKEN = re.compile("\x01(\\d+)\x02")
_ONLY_TOKENS = re.compile("[\x01\\d\x02、和及与以及等文件\\s]+")


@dataclass
class _Reader:
    """Reads line by line; ``listing`` is what a heading says of the rows beneath it."""

    text: str
    effective: date | None
    cited: list[re.Match[str]] = field(default_factory=list)
    listing: ChangeKind | None = None

    def mentions(self) -> Iterator[Mention]:
        seen: set[tuple[ChangeKind, str, str]] = set()
        for line in self.text.splitlines():
            for mention in self._line(line.strip()):
                told = (mention.kind, normal_number(mention.number), normal_title(mention.title))
                if told not in seen:
                    seen.add(told)
                    yield mention

    def _line(self, line: str) -> Iterator[Mention]:
        if not line or _HEADS.match(line):
            return
        masked = self._masked(line)
        if self._is_heading(masked):
            self.listing = self._listed(masked)
            return
        found = [each for sentence in re.split("[。；;]", masked) for each in self._sentence(sentence)]
        if found:
            yield from found
        elif self.listing and (row := self._row(line, masked)):
            yield row
        elif not _TOKEN.search(masked):
            self.listing = None

    def _masked(self, line: str) -> str:
        """The line with every cited document replaced by a token, so that no title is read as a sentence."""

        def token(found: re.Match[str]) -> str:
            self.cited.append(found)
            return f"\x01{len(self.cited) - 1}\x02"

        return _CITED.sub(token, line)

    def _is_heading(self, masked: str) -> bool:
        if _TOKEN.search(masked):
            return False
        said = _LIST.search(masked)
        return said is not None and bool(_HEADING.search(masked) or masked.endswith(("：", ":")))

    def _listed(self, masked: str) -> ChangeKind | None:
        said = _LIST.search(masked)
        kinds = {"lapse": ChangeKind.LAPSE, "repeal": ChangeKind.REPEAL, "amend": ChangeKind.AMEND}
        return kinds.get(said.lastgroup or "") if said else None

    def _row(self, line: str, masked: str) -> Mention | None:
        """A row of a list: its title in marks or bare before the number."""
        found = _TOKEN.search(masked)
        if not found or self.listing is None:
            return None
        title, number = self._told(int(found[1]))
        if not title:
            before = _TOKEN.split(masked)[0]
            title = re.sub(r"^[\s\d.．、|（）()一二三四五六七八九十]+|[\s|（(、，,]+$", "", before)
        if not number:
            number = next((self._told(int(key))[1] for key in _TOKEN.findall(masked) if self._told(int(key))[1]), "")
        return Mention(self.listing, title, number, line.replace("|", " ").strip())

    def _sentence(self, sentence: str) -> Iterator[Mention]:
        clauses = re.split("[，,：:]", sentence)
        for place, clause in enumerate(clauses):
            said = self._verb(clause)
            if said is None:
                continue
            kind, verb = said
            for key in self._objects(clauses, place, verb):
                if self._narrowed(clause, key, kind):
                    kind = ChangeKind.REPEAL_PARTLY
                title, number = self._told(key)
                day = self._from(sentence)
                until = _day(verb["until"]) if kind is ChangeKind.EXTEND else None
                yield Mention(kind, title, number, self._unmasked(sentence), day, until)

    def _verb(self, clause: str) -> tuple[ChangeKind, re.Match[str]] | None:
        return next(((kind, found) for kind, verb in _VERBS if (found := verb.search(clause))), None)

    def _objects(self, clauses: Sequence[str], place: int, verb: re.Match[str]) -> list[int]:
        """The documents a verb acts on: those after it, with the bare rows that follow; otherwise those before it."""
        clause = clauses[place]
        after = _keys(clause[verb.end() :])
        if after:
            return after + [key for other in _while_tokens(clauses[place + 1 :]) for key in _keys(other)]
        before = clause[: verb.start()]
        if not _TOKEN.search(before):
            return []
        own = [key for key in _keys(before) if not _BASIS.search(before[: before.index(f"\x01{key}\x02")])]
        earlier = reversed(list(_while_tokens(reversed(clauses[:place]))))
        return [key for other in earlier for key in _keys(other)] + own

    def _narrowed(self, clause: str, key: int, kind: ChangeKind) -> bool:
        """Whether the verb meets an article of the document and not the whole of it."""
        after = clause.partition(f"\x01{key}\x02")[2]
        return kind is ChangeKind.REPEAL and bool(_PLACE.match(after.lstrip("的中 ")))

    def _from(self, sentence: str) -> date | None:
        own = re.search(rf"自\s*({_DATE})\s*起\s*(?:同时|予以)?(?:废止|失效|停止执行)", sentence)
        if own:
            return _day(own[1])
        return self.effective if "同时" in sentence else None

    def _told(self, key: int) -> tuple[str, str]:
        found = self.cited[key]
        return (found["title"] or "").strip(), normal_number(found["number"] or found["bare"] or "")

    def _unmasked(self, sentence: str) -> str:
        return _TOKEN.sub(lambda token: self.cited[int(token[1])][0], sentence).strip()


def _keys(masked: str) -> list[int]:
    return [int(key) for key in _TOKEN.findall(masked)]


def _while_tokens(clauses: Iterable[str]) -> Iterator[str]:
    """The clauses that name documents and say nothing else, up to the first that does."""
    for clause in clauses:
        if not _TOKEN.search(clause) or not _ONLY_TOKENS.fullmatch(clause):
            return
        yield clause


# -- matching --------------------------------------------------------------------------------------------------------------


class Match(Word):
    """比对结果: what the register knows of a mention. Only the first two can be confirmed."""

    FOUND = "found", "文号、标题相符"
    TITLE_DIFFERS = "title_differs", "文号相符，标题不同"
    UNKNOWN = "unknown", "没有登记这个文号"
    NO_NUMBER = "no_number", "没有写明文号"
    SEVERAL = "several", "这个文号登记了不止一件"


@dataclass(frozen=True, slots=True)
class Candidate:
    """登记在册: a registered document as it can be recognised."""

    key: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Matched:
    """比对: a mention with what was found; ``note`` tells the person what to look at."""

    mention: Mention
    match: Match
    candidate: Candidate | None = None
    note: str = ""


def match(mentions: Iterable[Mention], register: Sequence[Candidate]) -> tuple[Matched, ...]:
    """比对登记簿: each mention by its number; a title alone names nothing and is only told."""
    by_number: dict[str, list[Candidate]] = {}
    by_title: dict[str, list[Candidate]] = {}
    for each in register:
        by_number.setdefault(normal_number(each.number), []).append(each)
        by_title.setdefault(normal_title(each.title), []).append(each)
    return tuple(
        _matched(
            mention, by_number.get(normal_number(mention.number), []), by_title.get(normal_title(mention.title), [])
        )
        for mention in mentions
    )


def _matched(mention: Mention, numbered: list[Candidate], titled: list[Candidate]) -> Matched:
    same_title = "、".join(each.number or "无文号" for each in titled)
    if not mention.number:
        return Matched(mention, Match.NO_NUMBER, note=f"同名文件登记的文号：{same_title}" if titled else "")
    if not numbered:
        hint = f"同名文件登记的文号是{same_title}，请核对文号" if titled else "请核对文号，或者先登记该文件"
        return Matched(mention, Match.UNKNOWN, note=hint)
    if len(numbered) > 1:
        return Matched(mention, Match.SEVERAL, note="、".join(f"《{each.title}》" for each in numbered))
    [one] = numbered
    if mention.title and normal_title(mention.title) != normal_title(one.title):
        return Matched(mention, Match.TITLE_DIFFERS, one, f"登记的标题是《{one.title}》")
    return Matched(mention, Match.FOUND, one)
