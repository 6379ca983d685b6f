"""装订案卷: the cover, the index with its pages, every paper in order; and the same packed with the originals.

Everything is written to files in a folder of its own and read from there piece by piece, however large it is.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from gongkai.casework.applications import queries
from gongkai.casework.applications.case_file.pieces import Options, Piece, pieces
from gongkai.casework.applications.evidence import queries as evidence
from gongkai.casework.applications.evidence.listing import Exhibit, listed
from gongkai.casework.applications.evidence.models import EvidencePaper
from gongkai.casework.applications.evidence.queries import Held
from gongkai.casework.applications.models import Application
from gongkai.law.applications import Act
from gongkai.law.grammar.dates import chinese_date
from gongkai.papers.binding import BINDABLE, BoundPart, bind, pages_of
from gongkai.papers.document import Document, Letter, Note, Paragraph, Table
from gongkai.papers.docx import write_docx
from gongkai.papers.grid import Grid
from gongkai.papers.pdf import write_pdf
from gongkai.papers.xlsx import write_xlsx

CASE_FILE = "案卷.pdf"
_LONGEST_NAME = 40


@dataclass(frozen=True)
class Indexed:
    """目录行: a paper with its number and the pages it stands on; no page where it was left out."""

    number: int
    piece: Piece
    first: int
    last: int

    @property
    def pages(self) -> str:
        """页次: as the index prints it."""
        if not self.first:
            return "—"
        return str(self.first) if self.first == self.last else f"{self.first}—{self.last}"

    @property
    def remark(self) -> str:
        """备注: what the pages do not say."""
        if self.piece.withheld:
            return self.piece.withheld
        held = self.piece.held
        return "见随附原件" if held and held.paper.extension not in BINDABLE else ""


@dataclass(frozen=True)
class Compiled:
    """案卷: the bound file in its folder, its index and how many pages it has."""

    folder: Path
    bound: Path
    index: tuple[Indexed, ...]
    pages: int


@contextmanager
def compiled(application: Application, options: Options, *, made_on: date) -> Iterator[Compiled]:
    """装订: the case file in a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="case-file-") as name:
        yield _compile(application, options, Path(name), made_on)


def _compile(application: Application, options: Options, folder: Path, made_on: date) -> Compiled:
    chosen = pieces(application, options)
    parts = [_part(folder, number, piece) for number, piece in enumerate(chosen, 1)]
    counts = pages_of([part for part in parts if part is not None])
    parts, counted = _mended(folder, chosen, parts, counts)
    cover = _written(folder, "cover", _cover(application, options, len(chosen), 0, made_on))
    index = _written(folder, "index", _contents(application, _numbered(chosen, parts, counted, 0)))
    before = sum(pages or 0 for pages in pages_of([cover, index]))
    rows = _numbered(chosen, parts, counted, before)
    exhibits = _written(folder, "exhibits", _exhibits(application, rows, made_on))
    bound_before = [cover, _written(folder, "index", _contents(application, rows))]
    total = before + sum(counted)
    _written(folder, "cover", _cover(application, options, len(chosen), total, made_on))
    bound = folder / "bound.pdf"
    pages = bind([*bound_before, *(part for part in parts if part is not None), exhibits], bound)
    return Compiled(folder, bound, tuple(rows), pages)


def _part(folder: Path, number: int, piece: Piece) -> BoundPart | None:
    """The piece on the disk, ready to be bound; what cannot become pages is stood for by a slip."""
    if piece.withheld:
        return None
    if piece.paper is not None:
        return _written(folder, f"part-{number}", piece.paper)
    assert piece.held is not None  # noqa: S101 (a piece is a paper, an original, or withheld)
    if piece.held.paper.extension not in BINDABLE:
        return _written(folder, f"part-{number}", _slip(piece.held))
    place = folder / f"part-{number}.{piece.held.paper.extension}"
    place.write_bytes(evidence.content(_whole(piece.held)))
    return BoundPart(place, piece.held.paper.extension)


def _mended(
    folder: Path, chosen: Sequence[Piece], parts: list[BoundPart | None], counts: Sequence[int | None]
) -> tuple[list[BoundPart | None], list[int]]:
    """An original that is locked or broken is stood for by a slip as well."""
    told, mended, numbers = iter(counts), list(parts), list[int]()
    for place, part in enumerate(parts):
        if part is None:
            continue
        pages = next(told)
        held = chosen[place].held
        if pages is None and held is not None:
            slip = _written(folder, f"slip-{place}", _slip(held))
            mended[place], pages = slip, pages_of([slip])[0]
        numbers.append(pages or 0)
    return mended, numbers


def _numbered(
    chosen: Sequence[Piece], parts: Sequence[BoundPart | None], counts: Sequence[int], before: int
) -> list[Indexed]:
    rows, page, told = [], before + 1, iter(counts)
    for number, (piece, part) in enumerate(zip(chosen, parts, strict=True), 1):
        pages = next(told) if part is not None else 0
        rows.append(Indexed(number, piece, page if pages else 0, page + pages - 1 if pages else 0))
        page += pages
    return rows


def _written(folder: Path, name: str, paper: Document | Letter) -> BoundPart:
    place = folder / f"{name}.pdf"
    place.write_bytes(write_pdf(paper).data)
    return BoundPart(place, "pdf")


# -- the cover, the index, the slips -----------------------------------------------------------------------------------------


def _cover(application: Application, options: Options, count: int, pages: int, made_on: date) -> Document:
    dossier = application.dossier
    standing = queries.standing(application)
    rows = [
        ("机关", dossier.authority.name),
        ("案由", "政府信息公开申请"),
        ("编号", dossier.number),
        ("申请事项", application.subject),
        ("申请人", queries.applicant_masked(application)),
        ("收到申请之日", chinese_date(standing.received_on) if standing.received_on else "尚未确认"),
        ("办结之日", chinese_date(standing.closed_on) if standing.closed_on else "尚未办结"),
        ("办理结果", standing.result.label if standing.result else "无"),
        ("材料件数", f"{count}件"),
        ("页数", f"{pages}页（不含证据清单）" if pages else ""),
        ("第三方个人信息", "附" if options.third_parties else "未附"),
        ("内部拟办意见", "附" if options.opinions else "未附"),
        ("制作日期", chinese_date(made_on)),
    ]
    table = Table(Grid.from_rows(rows, head_columns=1), widths=(1, 3))
    return Document("政府信息公开申请案卷", (table,), subtitle=dossier.authority.name, authority=dossier.authority.name)


def _contents(application: Application, rows: Sequence[Indexed]) -> Document:
    head = ("序号", "材料名称", "来源或者文号", "日期", "页次", "备注")
    body = [
        (
            str(row.number),
            row.piece.name,
            row.piece.source,
            f"{row.piece.on:%Y-%m-%d}" if row.piece.on else "",
            row.pages,
            row.remark,
        )
        for row in rows
    ]
    table = Table(Grid.from_rows([head, *body], head_rows=1), widths=(1, 5, 5, 2.4, 1.8, 3))
    last = max((row.last for row in rows), default=0)
    note = Note(f"页次为案卷右上角的连续页码；目录之后依次为各项材料，证据清单自第{last + 1}页。")
    return Document("卷内目录", (table, note), subtitle=f"（申请编号{application.dossier.number}）")


def _exhibits(application: Application, rows: Sequence[Indexed], made_on: date) -> Document:
    proving = [row for row in rows if row.piece.proves and row.piece.on and row.piece.key != Act.DRAFT]
    exhibits = [
        Exhibit(number, row.piece.name, row.piece.source, row.piece.on, row.piece.proves, row.pages)
        for number, row in enumerate(proving, 1)
        if row.piece.on
    ]
    dossier = application.dossier
    return listed(exhibits, dossier.authority, dossier.number, made_on)


def _slip(held: Held) -> Document:
    told = (
        Paragraph(f"本件为{held.paper.extension}格式，或者已经加密、损坏，不能装订成页，见随附原件。"),
        Paragraph(f"文件名：{held.file}"),
        Paragraph(f"大小：{held.paper.size}字节"),
        Paragraph(f"SHA-256：{held.paper.digest}"),
    )
    return Document(held.name, told, subtitle=f"（{held.paper.get_kind_display()}）")


# -- packed ------------------------------------------------------------------------------------------------------------------


def pack(application: Application, found: Compiled, out: IO[bytes], *, made_on: date) -> None:
    """打包: the bound file, the originals, the index for people and for machines, and the digests of all of them."""
    digests: dict[str, str] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed:
        _add_file(packed, digests, CASE_FILE, found.bound)
        for row in found.index:
            for name, data in _originals(row):
                _add(packed, digests, name, data)
        _add(packed, digests, "目录.xlsx", _index_xlsx(found, application, made_on))
        _add(packed, digests, "目录.json", _index_json(found, application, made_on))
        lines = "".join(f"{digest}  {name}\n" for name, digest in digests.items())
        packed.writestr("SHA256SUMS.txt", lines)


def _originals(row: Indexed) -> Iterator[tuple[str, bytes]]:
    stem = f"原件/{row.number:03d}-{_plain(row.piece.name)}"
    if row.piece.held is not None:
        yield f"{stem}.{row.piece.held.paper.extension}", evidence.content(_whole(row.piece.held))
    elif isinstance(row.piece.paper, Letter):
        yield f"{stem}.docx", write_docx(row.piece.paper)
        yield f"{stem}.pdf", write_pdf(row.piece.paper).data


def _plain(name: str) -> str:
    return "".join(character for character in name if character.isalnum())[:_LONGEST_NAME] or "材料"


def _whole(held: Held) -> EvidencePaper:
    """The row with its content, which lists leave where it is."""
    rows = EvidencePaper.objects.everywhere().select_related("application__dossier")
    return rows.get(pk=held.paper.pk)


def _add(packed: zipfile.ZipFile, digests: dict[str, str], name: str, data: bytes) -> None:
    digests[name] = sha256(data).hexdigest()
    packed.writestr(name, data)


def _add_file(packed: zipfile.ZipFile, digests: dict[str, str], name: str, place: Path) -> None:
    with place.open("rb") as content:
        digests[name] = file_digest(content, "sha256").hexdigest()
    with place.open("rb") as content, packed.open(name, "w") as into:
        shutil.copyfileobj(content, into)


def _index_xlsx(found: Compiled, application: Application, made_on: date) -> bytes:
    head = ("序号", "材料名称", "来源或者文号", "日期", "首页", "末页", "证明对象", "备注")
    rows = [_index_row(row) for row in found.index]
    grid = Grid.from_rows([head, *rows], head_rows=1, caption="目录")
    return write_xlsx([grid], title=f"{application.dossier.number}案卷目录", made_on=made_on)


def _index_row(row: Indexed) -> tuple[str, ...]:
    piece = row.piece
    day = f"{piece.on:%Y-%m-%d}" if piece.on else ""
    first, last = (str(row.first), str(row.last)) if row.first else ("", "")
    return str(row.number), piece.name, piece.source, day, first, last, piece.proves, row.remark


def _index_json(found: Compiled, application: Application, made_on: date) -> bytes:
    names = ("number", "name", "source", "on", "first_page", "last_page", "proves", "remark")
    told = {
        "authority": application.dossier.authority.name,
        "application": application.dossier.number,
        "made_on": made_on.isoformat(),
        "pages": found.pages,
        "papers": [dict(zip(names, _index_row(row), strict=True)) for row in found.index],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
