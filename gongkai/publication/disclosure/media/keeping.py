"""存媒体文件: a picture or a film is kept without its traces, anything else as it came; stored first, its row comes after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.attachments import file_name
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Authority, Official
from gongkai.papers import pictures, videos
from gongkai.papers.text import PaperError
from gongkai.publication.disclosure.media.queries import PICTURES, VIDEOS
from gongkai.publication.documents import storage
from gongkai.publication.documents.models import StoredFile
from gongkai.web.uploads import FileKind, Upload


@dataclass(frozen=True)
class KeptFile:
    """已存的文件: its row, not saved yet, and how large and long what it shows is."""

    row: StoredFile
    width: int = 0
    height: int = 0
    seconds: int = 0


def keep(authority: Authority, upload: Upload, kind: FileKind, *, on: date, by: Official) -> KeptFile:
    """存入: ``upload`` has been through ``UploadField``, which says its ``kind``; what no row names in the end is swept."""
    upload.seek(0)
    shown = (0, 0, 0)
    try:
        if kind.extension in PICTURES:
            clean = pictures.without_traces(upload.read())
            shown = (*pictures.size_of(clean), 0)
            kept = storage.store().keep([clean])
        elif kind.extension in VIDEOS:
            film = videos.looked_at(upload)
            shown = (film.width, film.height, film.seconds)
            kept = storage.store().keep(videos.without_traces(upload, film))
        else:
            kept = storage.keep(upload)
    except PaperError as refusal:
        raise Unlawful(str(refusal), field="file") from refusal
    row = StoredFile(
        authority=authority,
        name=file_name(upload.name or "", kind.extension),
        kind=kind.extension,
        size=kept.size,
        digest=kept.digest,
        stored_on=on,
        by=by,
    )
    return KeptFile(row, *shown)
