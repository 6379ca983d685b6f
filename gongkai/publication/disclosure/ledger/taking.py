"""旧网页的附件: judged by content while a folder is read, stored just before the rows they belong to are published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile

from gongkai.engines.store.values import Kept
from gongkai.law.ledger_rows import RowRule
from gongkai.law.ledgers import LedgerField
from gongkai.papers.ledgers.saved import SavedPages
from gongkai.papers.text import PaperError
from gongkai.publication.disclosure.ledger import reading
from gongkai.publication.disclosure.ledger.models import Ledger, StagedRow
from gongkai.publication.disclosure.ledger.privacy import FLAGGED
from gongkai.publication.disclosure.ledger.rows import Staged
from gongkai.publication.documents import inspection, storage
from gongkai.web.uploads import DOC, DOCX, JPG, OFD, PDF, PNG, TXT, XLSX, FileKind

KINDS = (PDF, DOCX, XLSX, DOC, OFD, PNG, JPG, TXT)
"""可带入的附件: kinds known by their content; archives, programs and pages stay behind and are named."""
FILES = LedgerField.ATTACHMENTS.label


@dataclass(frozen=True)
class Taken:
    """已存的附件: what it is and where it is kept."""

    kind: FileKind
    kept: Kept


def judge(folder: SavedPages, rows: Iterable[Staged]) -> None:
    """核对附件: a file that is not what it is called, or holds personal numbers, stays behind; the row says so."""
    for each in rows:
        kept = [line for line in each.row.files if _may_come(folder, line, each)]
        each.row.files = tuple(kept)


def _may_come(folder: SavedPages, line: str, each: Staged) -> bool:
    place = line.split("\t")[0]
    try:
        upload = ContentFile(folder.file(place), place)
        kind = kind_of(upload)
        if kind is None:
            each.row.finds(RowRule.ATTACHMENT_BROKEN, FILES, f"{place}：不是能带入的文件，或者已加密、含宏、已损坏")
            return False
        if found := inspection.personal_kinds(upload, kind) & FLAGGED:
            told = "、".join(sorted(one.label for one in found))
            each.row.finds(RowRule.PERSONAL, FILES, f"{place}：{told}")
            return False
    except PaperError as refusal:
        each.row.finds(RowRule.ATTACHMENT_BROKEN, FILES, f"{place}：{refusal}")
        return False
    return True


def kind_of(upload: ContentFile[bytes]) -> FileKind | None:
    """附件种类: by its content."""
    return next((kind for kind in KINDS if kind.recognises(upload)), None)


class Folder:
    """旧网站的文件夹: opened when the first row has files, and once for a whole run."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._pages: SavedPages | None = None

    def taken(self, rows: Sequence[StagedRow]) -> dict[str, Taken]:
        """存入附件: those of these rows, by their place; what is gone meanwhile is left out."""
        places = {line.split("\t")[0] for row in rows for line in row.row.get("files", ())}
        found: dict[str, Taken] = {}
        for place in sorted(places):
            try:
                upload = ContentFile(self._opened().file(place), place)
            except PaperError:
                continue
            if kind := kind_of(upload):
                found[place] = Taken(kind, storage.keep(upload))
        return found

    def _opened(self) -> SavedPages:
        if self._pages is None:
            file = reading.opened(Path(self._ledger.source), self._ledger.carrier, self._ledger.sheet)
            if not isinstance(file, SavedPages):
                raise PaperError("只有保存的网页带有附件")
            self._pages = file
        return self._pages
