"""台账行: a row of a ledger read field by field, with everything that is wrong with it.

A fault either refuses the row or flags it. Past years may hold releases without an original on the portal; they are flagged,
not refused (公开的事实以当年台账为凭).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.grammar.words import Word
from gongkai.law.ledgers import (
    LedgerField,
    channel_of,
    class_of,
    day_in,
    is_openness,
    is_withheld,
    link_in,
    read_day,
    said_yes,
    words_of,
)


class Verdict(Word):
    """行的结论: whether a row may be imported."""

    GOOD = "good", "合格"
    FLAGGED = "flagged", "有提示"
    REFUSED = "refused", "不收"


class RowRule(Word):
    """行的规则: what may be wrong with a row of a ledger."""

    NO_TITLE = "no_title", "没有标题"
    TOO_LONG = "too_long", "超过该项允许的长度"
    NO_DAY = "no_day", "没有发布日期"
    DAY_UNREADABLE = "day_unreadable", "日期不能读出"
    DAY_TO_COME = "day_to_come", "日期在今天之后"
    OTHER_YEAR = "other_year", "日期不在台账的年度内"
    MADE_LATER = "made_later", "成文日期晚于发布日期"
    INDEX_WRITTEN = "index_written", "索引号写法有误"
    INDEX_TWICE = "index_twice", "索引号与台账中另一行相同"
    INDEX_TAKEN = "index_taken", "索引号已被库中另一内容使用"
    SAME_TWICE = "same_twice", "标题、日期、文号与台账中另一行都相同"
    NEARLY_TWICE = "nearly_twice", "正文与台账中另一行几乎相同"
    PRESENT = "present", "内容已经在库"
    WITHHELD = "withheld", "台账列为不主动公开"
    COLUMN_MISSING = "column_missing", "没有写明栏目，归入默认栏目"
    COLUMN_UNKNOWN = "column_unknown", "栏目不在目录中，须对应或者新设"
    COLUMN_REFUSES = "column_refuses", "栏目不收这一类内容"
    KIND_UNKNOWN = "kind_unknown", "内容类别不能识别，按默认类别"
    CHANNEL_UNKNOWN = "channel_unknown", "渠道不能识别，计入其他方式"
    CHANNEL_ASSUMED = "channel_assumed", "没有写明渠道，按默认渠道"
    NO_ORIGINAL = "no_original", "门户上没有原文地址"
    LINK_BROKEN = "link_broken", "网址写法有误"
    ATTACHMENT_BROKEN = "attachment_broken", "附件名称有误或者附件缺失"
    ANSWER_UNKNOWN = "answer_unknown", "应当填“是”或者“否”"
    PERSONAL = "personal", "含有个人信息"
    PHONE = "phone", "含有手机号码"
    ROW_BROKEN = "row_broken", "这一行不完整"
    PAGE_UNREADABLE = "page_unreadable", "网页不能读出"


REFUSES = frozenset(
    {
        *(RowRule.NO_TITLE, RowRule.TOO_LONG, RowRule.NO_DAY, RowRule.DAY_UNREADABLE, RowRule.DAY_TO_COME),
        *(RowRule.INDEX_WRITTEN, RowRule.INDEX_TWICE, RowRule.INDEX_TAKEN, RowRule.SAME_TWICE),
        *(RowRule.PRESENT, RowRule.WITHHELD, RowRule.COLUMN_REFUSES, RowRule.PERSONAL, RowRule.ROW_BROKEN),
        RowRule.PAGE_UNREADABLE,
    }
)
"""不收的规则: these refuse a row; every other flags it."""
LONGEST: Mapping[LedgerField, int] = {
    LedgerField.INDEX_NUMBER: 60,
    LedgerField.TITLE: 300,
    LedgerField.NUMBER: 60,
    LedgerField.ISSUER: 100,
    LedgerField.ORIGIN: 200,
    LedgerField.COLUMN: 60,
    LedgerField.SECTION: 60,
    LedgerField.ADDRESS: 400,
}
SAMPLE = 60
EVERY_YEAR = 0
"""各年: the year of an old site, whose pages are of many."""
INDEX_NUMBER = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff/_.·—()（）〔〕\[\]-]*")
_ROUNDED = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
_LINK = re.compile(r"(https?://|www\.)[^\s/]+\.[^\s/.]{2,}(/\S*)?|/\S+|\.{0,2}/?[\w./%~-]+\.\w+", re.IGNORECASE)
_EXTENSIONS = {"pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd", "zip", "rar", "7z", "jpg", "jpeg", "png", "txt"}
_MANGLED = re.compile("%25[0-9A-Fa-f]{2}|\ufffd|锟斤拷|[\u00c2-\u00ef][\u0080-\u00bf]")


@dataclass(frozen=True, slots=True)
class RowFault:
    """行的问题: the rule, the field it was found in, and a sample of what stands there."""

    rule: RowRule
    field: str = ""
    sample: str = ""

    @property
    def refuses(self) -> bool:
        """不收: whether the row cannot be imported with it."""
        return self.rule in REFUSES

    def __str__(self) -> str:
        where = f"{self.field}：" if self.field else ""
        return f"{where}{self.rule.label}" + (f"（{self.sample}）" if self.sample else "")


@dataclass(frozen=True, slots=True)
class PastRelease:
    """往年发布: by which channel, on which carrier and day, with which proof as the ledger names it."""

    channel: ReleaseChannel
    on: date | None = None
    carrier: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Assumed:
    """台账默认: what holds where the ledger says nothing: its year, and the class and channel of its contents."""

    year: int
    today: date
    kind: ContentClass = ContentClass.DOCUMENT
    channel: ReleaseChannel = ReleaseChannel.WEBSITE


@dataclass(frozen=True, slots=True)
class Written:
    """台账原文: a row as it stands: cells by field, those of columns that stand for one channel, those kept as they are."""

    cells: Mapping[LedgerField, str]
    channels: Sequence[tuple[ReleaseChannel, str]] = ()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class PastRow:
    """往年内容: a row as it was read; what could not be read is None and named in ``faults``."""

    title: str
    kind: ContentClass
    index_number: str = ""
    number: str = ""
    issuer: str = ""
    theme: str = ""
    origin: str = ""
    column: str = ""
    section: str = ""
    address: str = ""
    text: str = ""
    body: str = ""
    normative: bool = False
    backfilled: bool = False
    made_on: date | None = None
    published_on: date | None = None
    original_on: date | None = None
    ends_on: date | None = None
    attachments: tuple[str, ...] = ()
    old_addresses: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    releases: tuple[PastRelease, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)

    @property
    def places(self) -> list[str]:
        """附件所在: where in the folder its files lie."""
        return [line.split("\t")[0] for line in self.files]

    def finds(self, rule: RowRule, where: str = "", sample: str = "") -> None:
        """查出: one more thing that is wrong."""
        self.faults.append(RowFault(rule, where, sample[:SAMPLE]))

    @property
    def verdict(self) -> Verdict:
        """结论: good, flagged, or refused."""
        if any(fault.refuses for fault in self.faults):
            return Verdict.REFUSED
        return Verdict.FLAGGED if self.faults else Verdict.GOOD


def read_row(written: Written, assumed: Assumed) -> PastRow:
    """读台账行: every field read, and everything that is wrong with the row by itself."""
    cells = written.cells
    row = PastRow(title=_text(cells, LedgerField.TITLE), kind=assumed.kind, extra=dict(written.extra))
    for name in ("index_number", "number", "issuer", "origin", "column", "section", "address", "text", "body"):
        setattr(row, name, _text(cells, LedgerField(name)))
    _texts(row, cells)
    _days(row, cells, assumed)
    _answers(row, cells)
    _kind(row, cells)
    _releases(row, written, assumed)
    _attachments(row, cells)
    row.old_addresses = _lines(cells, LedgerField.OLD_ADDRESSES)
    row.files = _lines(cells, LedgerField.FILES)
    if not row.column:
        row.finds(RowRule.COLUMN_MISSING, LedgerField.COLUMN.label)
    if is_withheld(cells.get(LedgerField.ATTRIBUTE, "")) or is_withheld(cells.get(LedgerField.CHANNELS, "")):
        said = cells.get(LedgerField.ATTRIBUTE) or cells.get(LedgerField.CHANNELS, "")
        row.finds(RowRule.WITHHELD, LedgerField.ATTRIBUTE.label, said)
    return row


def _text(cells: Mapping[LedgerField, str], name: LedgerField) -> str:
    return cells.get(name, "").strip()


def _lines(cells: Mapping[LedgerField, str], name: LedgerField) -> tuple[str, ...]:
    return tuple(line for line in cells.get(name, "").split("\n") if line.strip())


def _texts(row: PastRow, cells: Mapping[LedgerField, str]) -> None:
    if not row.title:
        row.finds(RowRule.NO_TITLE, LedgerField.TITLE.label)
    for name, longest in LONGEST.items():
        if len(text := _text(cells, name)) > longest:
            row.finds(RowRule.TOO_LONG, name.label, f"{len(text)}字，最多{longest}字：{text}")
    if row.index_number and (not INDEX_NUMBER.fullmatch(row.index_number) or _ROUNDED.fullmatch(row.index_number)):
        row.finds(RowRule.INDEX_WRITTEN, LedgerField.INDEX_NUMBER.label, row.index_number)
    theme = _text(cells, LedgerField.THEME)
    row.theme = theme if len(theme) <= 20 and theme not in {"无", "/", "-"} else ""
    for name in (LedgerField.VALIDITY, LedgerField.KEYWORDS, LedgerField.ATTRIBUTE, LedgerField.SECTION):
        if text := _text(cells, name):
            row.extra[name.label] = text
    if theme and not row.theme:
        row.extra[LedgerField.THEME.label] = theme
    if row.address and not _LINK.fullmatch(row.address):
        row.finds(RowRule.LINK_BROKEN, LedgerField.ADDRESS.label, row.address)


def _days(row: PastRow, cells: Mapping[LedgerField, str], assumed: Assumed) -> None:
    for name in (LedgerField.MADE_ON, LedgerField.PUBLISHED_ON, LedgerField.ORIGINAL_ON, LedgerField.ENDS_ON):
        setattr(row, name.value, _day(row, cells.get(name, ""), name.label))
    if row.published_on is None:
        if not any(fault.field == LedgerField.PUBLISHED_ON.label for fault in row.faults):
            row.finds(RowRule.NO_DAY, LedgerField.PUBLISHED_ON.label)
        return
    if row.published_on > assumed.today:
        row.finds(RowRule.DAY_TO_COME, LedgerField.PUBLISHED_ON.label, f"{row.published_on:%Y-%m-%d}")
    if assumed.year != EVERY_YEAR and row.published_on.year != assumed.year:
        row.finds(RowRule.OTHER_YEAR, LedgerField.PUBLISHED_ON.label, f"{row.published_on:%Y-%m-%d}")
    if row.made_on is not None and row.made_on > row.published_on:
        row.finds(RowRule.MADE_LATER, LedgerField.MADE_ON.label, f"{row.made_on:%Y-%m-%d}")


def _day(row: PastRow, cell: str, where: str) -> date | None:
    try:
        return read_day(cell)
    except (ValueError, OverflowError):
        row.finds(RowRule.DAY_UNREADABLE, where, cell)
        return None


def _answers(row: PastRow, cells: Mapping[LedgerField, str]) -> None:
    for name in (LedgerField.NORMATIVE, LedgerField.BACKFILLED):
        answer = said_yes(cells.get(name, ""))
        if answer is None:
            row.finds(RowRule.ANSWER_UNKNOWN, name.label, cells[name])
        setattr(row, name.value, bool(answer))
    if row.original_on and row.published_on and row.original_on < row.published_on:
        row.backfilled = True


def _kind(row: PastRow, cells: Mapping[LedgerField, str]) -> None:
    said = _text(cells, LedgerField.KIND)
    if said:
        found = class_of(said)
        row.kind = found or row.kind
        row.extra[LedgerField.KIND.label] = said
        if found is None:
            row.finds(RowRule.KIND_UNKNOWN, LedgerField.KIND.label, said)


def _releases(row: PastRow, written: Written, assumed: Assumed) -> None:
    made = [*_listed(row, written.cells.get(LedgerField.CHANNELS, "")), *_by_column(row, written.channels)]
    if not made:
        made = [PastRelease(assumed.channel)]
        row.finds(RowRule.CHANNEL_ASSUMED, LedgerField.CHANNELS.label, assumed.channel.label)
    row.releases = tuple({(each.channel, each.carrier, each.on): each for each in made}.values())
    original = row.address or any(
        each.proof for each in row.releases if each.channel is ReleaseChannel.WEBSITE and link_in(each.proof)
    )
    if not original:
        row.finds(RowRule.NO_ORIGINAL, LedgerField.ADDRESS.label)
    for each in row.releases:
        if each.on is not None and assumed.year not in (EVERY_YEAR, each.on.year):
            row.finds(RowRule.OTHER_YEAR, each.channel.label, f"{each.on:%Y-%m-%d}")


def _listed(row: PastRow, cell: str) -> Iterable[PastRelease]:
    """The channels named in one cell; a word that names none goes out otherwise, under its own name."""
    for word in words_of(cell):
        if is_openness(word):
            continue
        channel = channel_of(word)
        if channel is None:
            row.finds(RowRule.CHANNEL_UNKNOWN, LedgerField.CHANNELS.label, word)
        yield PastRelease(channel or ReleaseChannel.OTHER, carrier="" if channel else word[:100])


def _by_column(row: PastRow, cells: Sequence[tuple[ReleaseChannel, str]]) -> Iterable[PastRelease]:
    """The channels that have a column each: ticked, or with the day or the address of the release."""
    for channel, cell in cells:
        said = said_yes(cell)
        if said is False:
            continue
        text = cell.strip()
        if said:
            yield PastRelease(channel)
            continue
        try:
            on = day_in(text) or (read_day(text) if text.replace(".", "").isdecimal() else None)
        except (ValueError, OverflowError):
            row.finds(RowRule.DAY_UNREADABLE, channel.label, text)
            continue
        yield PastRelease(channel, on, proof="" if on and not link_in(text) else text[:500])


def _attachments(row: PastRow, cells: Mapping[LedgerField, str]) -> None:
    names = [name.strip() for name in re.split(r"[;；\n|]+", cells.get(LedgerField.ATTACHMENTS, "")) if name.strip()]
    row.attachments = tuple(name for name in names if name not in {"无", "/", "-"})
    for name in row.attachments:
        if wrong := attachment_fault(name):
            row.finds(RowRule.ATTACHMENT_BROKEN, LedgerField.ATTACHMENTS.label, f"{wrong}：{name}")


def attachment_fault(name: str) -> str:
    """附件名称的毛病: what is wrong with the name or link of an attachment; empty where nothing is."""
    path = name.split("?")[0].split("#")[0]
    _, dot, extension = path.rpartition(".")
    if _MANGLED.search(name):
        return "名称经过两次编码或者是乱码"
    if not dot or "/" in extension or not extension.isalnum():
        return "没有扩展名"
    if extension.lower() not in _EXTENSIONS:
        return "扩展名不是常用的文件类型"
    return "" if extension == extension.lower() else "扩展名是大写"
