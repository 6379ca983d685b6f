"""所见网页: what a patrol of a site tells of each address it asked for: facts alone, nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote, urlsplit

from gongkai.law.grammar.words import Word
from gongkai.law.supervision.page_dates import DaySaid

ATTACHMENT_ENDS: Mapping[str, frozenset[str]] = {
    "pdf": frozenset({"pdf"}),
    **dict.fromkeys(("doc", "wps", "xls", "et", "ppt", "dps"), frozenset({"ole", "zip", "rtf"})),
    **dict.fromkeys(("docx", "xlsx", "pptx", "ofd"), frozenset({"zip", "ole"})),
    "zip": frozenset({"zip"}),
    "rar": frozenset({"rar"}),
    "7z": frozenset({"7z"}),
    "csv": frozenset({"text"}),
    "txt": frozenset({"text"}),
}
"""附件后缀: how the name of an attachment ends, and what its first bytes may then say it is."""
_BROKEN = 500
OPEN_DOORS = frozenset({401, 403, 405, 429})
"""有应答: a door that is locked or busy is there."""


class SeenKind(Word):
    """所见种类: what stands at an address, or why nothing was looked at."""

    PAGE = "page", "网页"
    ATTACHMENT = "attachment", "附件"
    MOVED = "moved", "转到别处"
    OUTSIDE = "outside", "站外链接"
    SILENT = "silent", "没有应答"
    SKIPPED = "skipped", "没有访问"


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """所见链接: where it leads, and whether a reader cannot see it."""

    address: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class WordSeen:
    """所见词语: a word of the county's lists, as the page writes it, and what to write instead."""

    word: str
    shown: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """所见个人信息: its kind and its covered form; never the thing itself."""

    kind: str
    masked: str


@dataclass(frozen=True, slots=True)
class PageSeen:
    """所见网页: one address, what it answered and what it says.

    ``status`` is that of HTTP, 0 for none; ``why`` tells why there was none; ``seconds`` until all of it had come; ``file`` is
    what the first bytes of an attachment say it is; ``waiting`` are the days of letters a list says nobody has answered.
    """

    address: str
    kind: SeenKind
    status: int = 0
    why: str = ""
    at: str = ""
    seconds: float = 0.0
    depth: int = 0
    title: str = ""
    metas: Mapping[str, str] = field(default_factory=dict)
    days: tuple[DaySaid, ...] = ()
    waiting: tuple[date, ...] = ()
    links: tuple[LinkSeen, ...] = ()
    words: tuple[WordSeen, ...] = ()
    persons: tuple[PersonSeen, ...] = ()
    marks: frozenset[str] = frozenset()
    viewport: bool = False
    file: str = ""

    @property
    def dead(self) -> bool:
        """断了: gone, not found, broken or silent; what was not looked at is not dead."""
        if self.kind is SeenKind.SKIPPED:
            return False
        return self.status == 0 or (self.status >= 400 and self.status not in OPEN_DOORS)

    @property
    def failing(self) -> bool:
        """出错: silent, or broken on the side of the server; it may be there again tomorrow."""
        return self.kind is not SeenKind.SKIPPED and (self.status == 0 or self.status >= _BROKEN)

    @property
    def told(self) -> str:
        """应答的说法."""
        return self.why or f"答{self.status}"

    @property
    def column(self) -> str:
        """栏目名: of the page of a column; empty for a page of an article and for one that says nothing of itself."""
        return "" if self.metas.get("ArticleTitle") else self.metas.get("ColumnName", "")

    def newest(self, on: date) -> date | None:
        """最近的日期: of those the page says, up to a day."""
        return max((day for said in self.days if (day := said.on) and day <= on), default=None)


def attachment_end(address: str) -> str:
    """附件后缀: of an address; empty where it is none of an attachment."""
    end = unquote(urlsplit(address).path).rsplit("/", 1)[-1].rpartition(".")[2].lower()
    return end if end in ATTACHMENT_ENDS else ""


def host_seen(address: str) -> str:
    """所在主机: without www, with its port."""
    return urlsplit(address).netloc.lower().rpartition("@")[2].removeprefix("www.")
