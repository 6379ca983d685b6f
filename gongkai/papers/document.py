"""文书: what a paper says and in what order, before any carrier: a document of blocks, and a letter.

Every text is cleaned when a block is made (``papers.text``); line breaks inside a text are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.papers.grid import Align, Grid
from gongkai.papers.text import PaperError, clean


@dataclass(frozen=True, slots=True)
class Heading:
    """标题: a heading with its own number in the text (一、 （一） 1. （1）); levels 1 to 4.

    A ``grand`` one opens a piece within a volume, such as a document in the gazette, and is set like a title; a ``flush`` one
    begins at the edge, as the word 附件 over an attachment does.
    """

    text: str
    level: int = 1
    grand: bool = False
    flush: bool = False

    def __post_init__(self) -> None:
        _clean(self, "text")
        _require(self.text, "标题")
        if not 1 <= self.level <= 4:
            raise PaperError(f"标题层级应为1至4，收到{self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """段落: running text; ``indent`` sets the first line in by two characters."""

    text: str
    align: Align = Align.START
    indent: bool = True

    def __post_init__(self) -> None:
        _clean(self, "text")


@dataclass(frozen=True, slots=True)
class Note:
    """注: a small explanation, such as under a table."""

    text: str

    def __post_init__(self) -> None:
        _clean(self, "text")


@dataclass(frozen=True, slots=True)
class Table:
    """表: a grid; ``widths`` are the shares of the columns, reckoned from the texts where none are given."""

    grid: Grid
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.widths and (len(self.widths) != self.grid.width or min(self.widths) <= 0):
            raise PaperError(f"列宽应为{self.grid.width}个正数，收到{len(self.widths)}个")


@dataclass(frozen=True, slots=True)
class Signature:
    """落款: authority and date; with ``seal`` a place is left where the seal is set by hand or by a signing service."""

    authority: str
    made_on: date
    seal: bool = False

    def __post_init__(self) -> None:
        _clean(self, "authority")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """分页: what follows begins on a new page."""


Block = Heading | Paragraph | Note | Table | Signature | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """文件: a title and blocks, such as an annual report.

    ``authority`` and ``made_on`` are also written into the properties of the file. With a ``mark`` (发文机关标志) it is an
    official paper in the file format of GB/T 9704: the red mark, the ``number`` and the red line stand above the title.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    authority: str = ""
    made_on: date | None = None
    mark: str = ""
    number: str = ""

    def __post_init__(self) -> None:
        _clean(self, "title", "subtitle", "authority", "mark", "number")
        _require(self.title, "文件标题")


@dataclass(frozen=True, slots=True)
class Letter:
    """信函: a letter in the letter format of GB/T 9704 (信函格式).

    ``number`` (文号) may be empty while the letter is a draft; ``contact`` is printed in brackets under the date.
    A ``slip`` (回执), to be filled in and sent back, stands on a page of its own as the last of the attachments.
    The place of the seal is left free: no picture of a seal is ever drawn.
    """

    authority: str
    title: str
    addressee: str
    body: tuple[Block, ...]
    made_on: date
    number: str = ""
    attachments: tuple[str, ...] = ()
    contact: str = ""
    slip: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        _clean(self, "authority", "title", "addressee", "number", "contact")
        object.__setattr__(self, "attachments", tuple(clean(name) for name in self.attachments))
        _require(self.authority, "发文机关")
        _require(self.title, "标题")
        _require(self.addressee, "主送")
        if not self.body:
            raise PaperError("正文不能为空")

    @property
    def signature(self) -> Signature:
        """落款: authority and date with the place of the seal."""
        return Signature(self.authority, self.made_on, seal=True)

    @property
    def salutation(self) -> str:
        """主送: the addressee with the full-width colon that ends it."""
        return self.addressee.rstrip("：: ") + "："

    @property
    def enclosures(self) -> tuple[str, ...]:
        """附件说明: the attachments as they are listed under the body; a single one bears no number."""
        if len(self.attachments) == 1:
            return self.attachments
        return tuple(f"{number}. {name}" for number, name in enumerate(self.attachments, 1))

    @property
    def annex(self) -> tuple[Block, ...]:
        """附件: the slip as an attachment is set: on a page of its own, 附件 at the upper left, its title on the third line."""
        if not self.slip:
            return ()
        name = self.attachments[-1] if self.attachments else "回执"
        order = str(len(self.attachments)) if len(self.attachments) > 1 else ""
        mark = Heading(f"附件{order}", flush=True)
        return (PageBreak(), mark, Paragraph(""), Heading(name, grand=True), Paragraph(""), *self.slip)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """分段: each line of a text that is not blank as a paragraph."""
    return tuple(Paragraph(line.strip()) for line in clean(text).split("\n") if line.strip())


def _clean(block: object, *names: str) -> None:
    for name in names:
        object.__setattr__(block, name, clean(getattr(block, name)))


def _require(text: str, name: str) -> None:
    if not text.strip():
        raise PaperError(f"{name}不能为空")
