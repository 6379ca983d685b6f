"""离线包: the board of a village as a folder of plain pages that opens from a stick where there is no network.

No script, no address that leads out, nothing but relative links: ``index.html`` opens by a double click. The same board on the
same day is the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import HttpRequest
from django.template.loader import render_to_string

from gongkai.casework.villages.boards import queries
from gongkai.casework.villages.boards.models import NoticePhoto, VillageNotice
from gongkai.casework.villages.boards.paper import address_of, days_told
from gongkai.law.village_affairs import VillageAffair
from gongkai.office.authorities.models import Authority
from gongkai.papers import qr

_STYLE = Path(__file__).resolve().parent.parent / "static" / "villages" / "bundle.css"
_MADE = (1980, 1, 1, 0, 0, 0)
MOST_NOTICES = 200
READ_ME = (
    "{name} 村务公告离线包\n\n"
    "截至{on:%Y-%m-%d}，共{many}份公告。双击 index.html 打开，不用联网；每一页都可以直接打印张贴。\n"
    "公示期满的公告请撕下，以网站上的为准。\n"
)


def bundle(request: HttpRequest, village: Authority, on: date) -> bytes:
    """离线包: what hangs for everybody on a day."""
    notices = list(queries.up(village, on).select_related("authority")[:MOST_NOTICES])
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        _put(archive, "说明.txt", READ_ME.format(name=village.name, on=on, many=len(notices)))
        _put(archive, "style.css", _STYLE.read_text(encoding="utf-8"))
        _put(archive, "index.html", _drawn("index", village=village, on=on, notices=_listed(notices)))
        for notice in notices:
            _put_notice(archive, request, notice)
    return made.getvalue()


def _put_notice(archive: ZipFile, request: HttpRequest, notice: VillageNotice) -> None:
    address = address_of(request, notice)
    pictures = list(NoticePhoto.objects.of(notice.authority).filter(notice=notice))
    names = [(picture, f"{notice.pk}-{number}.{picture.kind}") for number, picture in enumerate(pictures, 1)]
    for picture, name in names:
        _put(archive, f"notices/{name}", bytes(picture.content))
    _put(archive, f"notices/{notice.pk}.svg", qr.as_svg(address))
    page = _drawn(
        "notice",
        notice=notice,
        affair=VillageAffair(notice.affair).label,
        days=days_told(notice.showing),
        lines=[line for line in notice.text.splitlines() if line.strip()],
        address=address,
        photos=[(picture.place, picture.taken_on, name) for picture, name in names],
    )
    _put(archive, f"notices/{notice.pk}.html", page)


def _listed(notices: Sequence[VillageNotice]) -> list[tuple[VillageNotice, str, str]]:
    return [(each, VillageAffair(each.affair).label, days_told(each.showing)) for each in notices]


def _drawn(name: str, **context: object) -> str:
    return render_to_string(f"villages/bundle/{name}.html", context)


def _put(archive: ZipFile, name: str, content: str | bytes) -> None:
    entry = ZipInfo(name, _MADE)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    archive.writestr(entry, content)
