"""保存的网页: a folder or a zip of saved pages as a ledger, one page a row; each page is opened only when its turn comes.

A page is told with every address it had: by its place in the folder, by what it says itself, and by the pages that only lead
to it. Links within the old site are written by their path, so that they go on leading where the old addresses lead.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from gongkai.papers import zips
from gongkai.papers.ledgers.lines import Line, Shape, must_be_no_bomb
from gongkai.papers.ledgers.page import SavedPage, read_page
from gongkai.papers.ledgers.places import LONGEST, PAGES, by_place, is_page, key_of, onward
from gongkai.papers.ledgers.stubs import leads
from gongkai.papers.package import entry_name
from gongkai.papers.text import PaperError

__all__ = ["PAGES", "SavedPages"]

MOST_BYTES = 16 * 2**20
"""最大网页: in bytes; the largest page seen, pasted from Word with its pictures, is a third of it."""
ATTACHMENTS, OLD_ADDRESSES, FILES = "附件", "全部旧网址", "附件文件"
_START = 4096
_MIRRORED = re.compile(r"<!--\s*Mirrored from (\S+) by HTTrack", re.IGNORECASE)


class SavedPages:
    """网页文件夹: pages in the order of their names. ``labels`` name the cells of every line; the first line repeats them."""

    def __init__(self, path: Path, labels: Sequence[str], named: Callable[[str], str | None]) -> None:
        """List the pages. ``named`` tells which of ``labels`` a label of a page is; None for one that is none."""
        self._folder = _Zipped(path) if path.is_file() else _Folder(path)
        self._labels, self._named = tuple(labels), named
        every = sorted(name for name in self._folder.sizes if is_page(name) and "hts-cache" not in name.split("/"))
        if not every:
            raise PaperError("文件夹中没有网页（html、mht）")
        self._addresses = {
            name: self._own_addresses(name, path.stem if path.is_file() else path.name) for name in every
        }
        led = leads(every, self._addresses, self._folder.sizes, self._folder.content)
        self._led_from: dict[str, list[str]] = defaultdict(list)
        for stub, page in led.items():
            self._led_from[page] += self._addresses[stub]
        self._pages = [name for name in every if name not in led]
        others = len(self._folder.sizes) - len(every)
        notes = [f"{len(self._pages)}个网页，{others}个附带的文件"]
        if led:
            notes.append(f"{len(led)}个跳转或者框架网页并入所指的网页")
        self.shape = Shape(len(self._pages) + 1, tuple(notes))

    def lines(self, after: int = 0) -> Iterator[Line]:
        """各行."""
        if after < 1:
            yield Line(1, "网页的要素", self._labels)
        for place, name in enumerate(self._pages, 2):
            if place > after:
                yield self._line(place, name)

    def file(self, name: str) -> bytes:
        """附带的文件: by its place in the folder. Raises PaperError where it is none, or too large."""
        if name not in self._folder.sizes or is_page(name):
            raise PaperError("文件缺失")
        return self._folder.content(name)

    def _line(self, place: int, name: str) -> Line:
        try:
            page = read_page(self._folder.content(name), name, self._named)
        except PaperError as refusal:
            return Line(place, name, (), f"网页不能读出：{refusal}")
        said = page.cells.get("网址", "")
        known = list(dict.fromkeys(filter(None, (said, *self._addresses[name], *self._led_from[name]))))
        here = next((each for each in known if "://" in each), known[0] if known else "")
        cells = {
            **page.cells,
            "网址": said or next((each for each in self._addresses[name] if "://" in each), ""),
            "正文网页": _rebased(page.cells.get("正文网页", ""), here),
            ATTACHMENTS: "\n".join(self._attachments(name, page)),
            OLD_ADDRESSES: "\n".join(known),
            FILES: "\n".join(self._files(name, page, here)),
        }
        return Line(place, name, tuple(cells.get(label, "") for label in self._labels))

    def _own_addresses(self, name: str, root: str) -> tuple[str, ...]:
        """By what HTTrack wrote into the page, else by its place."""
        if self._folder.sizes[name] <= MOST_BYTES:
            start = self._folder.start(name).decode("latin-1")
            if mirrored := _MIRRORED.search(start):
                return (f"http://{mirrored[1].removeprefix('http://').removeprefix('https://')}",)
        return tuple(each for each in by_place(name, root) if len(each) <= LONGEST)

    def _attachments(self, page: str, read: SavedPage) -> Iterator[str]:
        """The attachments of a page by their address; one saved beside it that is missing or empty says so in its name."""
        for name, href in read.attachments:
            beside = _beside(page, href)
            size = self._folder.sizes.get(beside) if "://" not in href else None
            if "://" in href or href.startswith("/") or not self._folder.keeps_files:
                yield href or name
            elif size is None:
                yield f"{href}（文件缺失）"
            elif size <= 2:
                yield f"{href}（文件只有{size}字节，已损坏）"
            else:
                yield href

    def _files(self, page: str, read: SavedPage, here: str) -> Iterator[str]:
        """The attachments that lie in the folder: where, what the page calls them, and the address they had."""
        for name, href in read.attachments:
            found = next((each for each in self._where(page, href) if self._folder.sizes.get(each, 0) > 2), "")
            if found:
                yield "\t".join((found, " ".join(name.split()), urljoin(here, href) if here else ""))

    def _where(self, page: str, href: str) -> Iterator[str]:
        """Where an attachment may lie: beside its page, or at its path under the host's folder or the top."""
        path = urlsplit(href).path if "://" in href else href.split("?")[0]
        if "://" not in href and not href.startswith("/"):
            yield _beside(page, path)
            return
        host = urlsplit(href).netloc
        folders = page.split("/")[:-1]
        tops = ["/".join(folders[:depth]) for depth in range(len(folders), -1, -1)]
        for top in [host, *tops] if host else tops:
            yield f"{top}{path}".lstrip("/")


def _beside(page: str, href: str) -> str:
    """A path from a page, with its dots walked; what leads out of the folder is nowhere."""
    walked: list[str] = []
    for part in [*page.split("/")[:-1], *href.split("/")]:
        if part == ".." and not walked:
            return ""
        if part == "..":
            walked.pop()
        elif part not in ("", "."):
            walked.append(part)
    return "/".join(walked)


def _rebased(html: str, here: str) -> str:
    """The text with the links of the old site by their path; without an address of the page it stays as it is."""
    host, _ = key_of(here)
    if "href" not in html or not here:
        return html
    tree = LexborHTMLParser(html)
    for link in tree.css("a[href]"):
        href = (link.attributes.get("href") or "").strip()
        if href and not href.startswith("#"):
            try:
                link.attrs["href"] = onward(urljoin(here, href), host)
            except ValueError:
                link.attrs["href"] = ""
    return (tree.body.inner_html or "") if tree.body is not None else html


class _Folder:
    """A folder on disk; links that lead out of it are not followed."""

    def __init__(self, path: Path) -> None:
        root = path.resolve()
        self._root = root
        files = (each for each in root.rglob("*") if each.is_file() and each.resolve().is_relative_to(root))
        self.sizes = {each.relative_to(root).as_posix(): each.stat().st_size for each in files}
        self.keeps_files = any(not is_page(name) for name in self.sizes)

    def content(self, name: str) -> bytes:
        if self.sizes[name] > MOST_BYTES:
            raise PaperError(f"文件超过{MOST_BYTES // 2**20}兆字节")
        return (self._root / name).read_bytes()

    def start(self, name: str) -> bytes:
        with (self._root / name).open("rb") as stream:
            return stream.read(_START)


class _Zipped:
    """A zip; nothing of it is ever written to disk. Names without the mark of UTF-8 are those of a Chinese Windows."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zips.opened(path)
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise PaperError("不是有效的压缩文件（zip），或文件已损坏") from error
        must_be_no_bomb(self._zip, "压缩文件")
        entries = [each for each in self._zip.infolist() if not each.is_dir()]
        if any(each.flag_bits & 1 for each in entries):
            raise PaperError("压缩文件有密码，请去掉密码后再导入")
        self._entries = {entry_name(each): each for each in entries if "__MACOSX" not in each.filename}
        self.sizes = {name: each.file_size for name, each in self._entries.items()}
        self.keeps_files = any(not is_page(name) for name in self.sizes)

    def content(self, name: str) -> bytes:
        if self.sizes[name] > MOST_BYTES:
            raise PaperError(f"文件超过{MOST_BYTES // 2**20}兆字节")
        try:
            with self._zip.open(self._entries[name]) as stream:
                return stream.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, RuntimeError, EOFError, OSError) as error:
            raise PaperError("压缩文件的这一部分已损坏") from error
        except Exception as error:
            raise PaperError("压缩文件的这一部分不能解开") from error

    def start(self, name: str) -> bytes:
        return self.content(name)[:_START]
