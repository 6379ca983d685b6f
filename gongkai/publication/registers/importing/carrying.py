"""导入文件: kept as sealed pieces, opened in the memory of the process that reads it; no readable copy touches a disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vault
from gongkai.papers.ledgers.delimited import DelimitedFile
from gongkai.papers.ledgers.lines import LedgerFile
from gongkai.papers.ledgers.workbook import LedgerBook
from gongkai.papers.package import part_names
from gongkai.papers.text import PaperError
from gongkai.publication.registers.importing.models import ImportPiece, RecordImport

FIELD = "registers.import piece"
PIECE = 512 * 1024
XLSX, CSV = "xlsx", "csv"


def pieces(content: bytes) -> list[bytes]:
    """分块: a file as it is kept, each piece sealed under the key of the house."""
    keys = vault.secrets_of(None)
    cut = (content[start : start + PIECE] for start in range(0, len(content), PIECE))
    return [keys.seal_file(FIELD, each) for each in cut]


def keep(batch: RecordImport, content: bytes) -> None:
    """存放: the file beside its import."""
    rows = (
        ImportPiece(authority=batch.authority, batch=batch, place=place, sealed=sealed)
        for place, sealed in enumerate(pieces(content))
    )
    ImportPiece.objects.of(batch.authority).bulk_create(rows, batch_size=8)


def unsealed(authority: Authority, batch: RecordImport) -> Iterator[bytes]:
    """解封: the pieces of a file, in their order."""
    keys = vault.secrets_of(None)
    rows = ImportPiece.objects.of(authority).filter(batch=batch).order_by("place")
    for sealed in rows.values_list("sealed", flat=True).iterator(8):
        yield keys.unseal_file(FIELD, sealed)


def digest_of(content: bytes) -> str:
    """文件摘要."""
    return sha256(content).hexdigest()


def carrier_of(content: bytes) -> str:
    """载体: judged by content, never by name. Raises PaperError for what holds no rows."""
    if not content:
        raise PaperError("文件是空的")
    return XLSX if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) else CSV


@contextmanager
def opened(content: Iterable[bytes], carrier: str) -> Iterator[LedgerFile]:
    """打开: ready to be read line by line, as long as the context lasts. Raises PaperError."""
    with _held(content) as path:
        if carrier == XLSX:
            names = part_names(path)
            if names is not None and "xl/workbook.xml" not in names:
                raise PaperError("压缩文件中没有工作簿")
            yield LedgerBook(path)
        else:
            yield DelimitedFile(path)


@contextmanager
def _held(content: Iterable[bytes]) -> Iterator[Path]:
    """The bytes under a path that only this process has; where the system keeps no file in memory, in one without readers."""
    if hasattr(os, "memfd_create"):
        handle = os.memfd_create("registers")
        try:
            for each in content:
                os.write(handle, each)
            yield Path(f"/proc/self/fd/{handle}")
        finally:
            os.close(handle)
        return
    with NamedTemporaryFile(prefix="registers-") as file:
        for each in content:
            file.write(each)
        file.flush()
        yield Path(file.name)
