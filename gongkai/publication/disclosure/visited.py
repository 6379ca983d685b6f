"""网页的名称: which content or column stands at an address, for whoever counts how often it was read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.queries import public

_CONTENT = re.compile(r"/([a-z0-9-]+)/zfxxgk/([^/]+)/")
_COLUMN = re.compile(r"/([a-z0-9-]+)/lm/([^/]+)/")


def named(paths: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """网页的名称: title and column of each that is known; of a content that is not public its column alone."""
    contents = {path: found[2].replace("~", "/") for path in paths if (found := _CONTENT.fullmatch(path))}
    columns = {path: (found[1], found[2]) for path in paths if (found := _COLUMN.fullmatch(path))}
    told: dict[str, tuple[str, str]] = {}
    if contents:
        rows = Content.objects.everywhere().filter(index_number__in=set(contents.values()))
        open_ones = set(public(rows).values_list("pk", flat=True))
        stood = {
            number: (title if key in open_ones else "（已撤下）", column)
            for key, number, title, column in rows.values_list("pk", "index_number", "title", "column__name")
        }
        told |= {path: stood[number] for path, number in contents.items() if number in stood}
    if columns:
        kept = Column.objects.everywhere().filter(slug__in={slug for _, slug in columns.values()})
        names = {(code, slug): name for code, slug, name in kept.values_list("authority__code", "slug", "name")}
        told |= {path: (names[key], names[key]) for path, key in columns.items() if key in names}
    return told
