"""网页的名称: which notice stands at an address, for whoever counts how often it was read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.casework.villages.boards.models import VillageNotice
from gongkai.law.villages import Readership

COLUMN = "村务公开"
_BOARD = re.compile(r"/[a-z0-9-]+/cun/")
_NOTICE = re.compile(r"/([a-z0-9-]+)/cun/gs/(\d{1,18})/")


def named(paths: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """网页的名称: title and column; of what is for villagers, or was taken down, the column alone."""
    told = {path: ("村务公告栏", COLUMN) for path in paths if _BOARD.fullmatch(path)}
    asked = {path: (found[1], int(found[2])) for path in paths if (found := _NOTICE.fullmatch(path))}
    rows = VillageNotice.objects.everywhere().filter(pk__in={key for _, key in asked.values()})
    shown = rows.filter(readership=Readership.EVERYBODY, withdrawn_on=None)
    known = {(code, key): title for code, key, title in shown.values_list("authority__code", "pk", "title")}
    return told | {path: (known.get(key, "（不再公示的公告）"), COLUMN) for path, key in asked.items()}
