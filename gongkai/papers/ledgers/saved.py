"""保存的网页: a folder or a zip of saved pages as a ledger, one page a row; each page is opened only when its turn comes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from gongkai.papers.ledgers.lines import Line, Shape, must_be_no_bomb
from gongkai.papers.ledgers.page import SavedPage, read_page
from gongkai.papers.text import PaperError

PAGES = frozenset({".htm", ".html", ".shtml", ".mht", ".mhtml"})
MOST_BYTES = 16 * 2**20
"""最大网页: in bytes; the largest page seen, pasted from Word with its pictures, is a third of it."""
ATTACHMENTS = "附件"


class SavedPages:
    """网页文件夹: pages in the order of their names. ``labels`` name the cells of every line; the first line repeats them."""

    def __init__(self, path: Path, labels: Sequence[str], named: Callable[[str], str | None]) -> None:
        """List the pages. ``named`` tells which of ``labels`` a label of a page is; None for one that is none."""
        self._folder = _Zipped(path) if path.is_file() else _Folder(path)
        self._labels, self._named = tuple(labels), named
        self._pages = sorted(name for name in self._folder.sizes if PurePosixPath(name).suffix.lower() in PAGES)
        if not self._pages:
            raise PaperError("文件夹中没有网页（html、mht）")
        others = len(self._folder.sizes) - len(self._pages)
        self.shape = Shape(len(self._pages) + 1, (f"{len(self._pages)}个网页，{others}个附带的文件",))

    def lines(self, after: int = 0) -> Iterator[Line]:
        """各行."""
        if after < 1:
            yield Line(1, "网页的要素", self._labels)
        for place, name in enumerate(self._pages, 2):
            if place > after:
                yield self._line(place, name)

    def _line(self, place: int, name: str) -> Line:
        try:
            page = read_page(self._folder.content(name), name, self._named)
        except PaperError as refusal:
            return Line(place, name, (), f"网页不能读出：{refusal}")
        cells = {**page.cells, ATTACHMENTS: "\n".join(self._attachments(name, page))}
        return Line(place, name, tuple(cells.get(label, "") for label in self._labels))

    def _attachments(self, page: str, read: SavedPage) -> Iterator[str]:
        """The attachments of a page by their address; one saved beside it that is missing or empty says so in its name."""
        for name, href in read.attachments:
            beside = PurePosixPath(page).parent / href
            size = self._folder.sizes.get(str(beside)) if "://" not in href else None
            if "://" in href or href.startswith("/") or not self._folder.keeps_files:
                yield href or name
            elif size is None:
                yield f"{href}（文件缺失）"
            elif size <= 2:
                yield f"{href}（文件只有{size}字节，已损坏）"
            else:
                yield href


class _Folder:
    """A folder on disk; links that lead out of it are not followed."""

    def __init__(self, path: Path) -> None:
        root = path.resolve()
        self._root = root
        files = (each for each in root.rglob("*") if each.is_file() and each.resolve().is_relative_to(root))
        self.sizes = {each.relative_to(root).as_posix(): each.stat().st_size for each in files}
        self.keeps_files = any(PurePosixPath(name).suffix.lower() not in PAGES for name in self.sizes)

    def content(self, name: str) -> bytes:
        if self.sizes[name] > MOST_BYTES:
            raise PaperError(f"网页超过{MOST_BYTES // 2**20}兆字节")
        return (self._root / name).read_bytes()


class _Zipped:
    """A zip; nothing of it is ever written to disk. Names without the mark of UTF-8 are those of a Chinese Windows."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise PaperError("不是有效的压缩文件（zip），或文件已损坏") from error
        must_be_no_bomb(self._zip, "压缩文件")
        entries = [each for each in self._zip.infolist() if not each.is_dir()]
        if any(each.flag_bits & 1 for each in entries):
            raise PaperError("压缩文件有密码，请去掉密码后再导入")
        self._entries = {_name(each): each for each in entries if "__MACOSX" not in each.filename}
        self.sizes = {name: each.file_size for name, each in self._entries.items()}
        self.keeps_files = any(PurePosixPath(name).suffix.lower() not in PAGES for name in self.sizes)

    def content(self, name: str) -> bytes:
        if self.sizes[name] > MOST_BYTES:
            raise PaperError(f"网页超过{MOST_BYTES // 2**20}兆字节")
        try:
            with self._zip.open(self._entries[name]) as stream:
                return stream.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
            raise PaperError("压缩文件的这一部分已损坏") from error
        except Exception as error:
            raise PaperError("压缩文件的这一部分不能解开") from error


def _name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
