"""首页各栏: what is newest on a site: documents, interpretations, notices and news, of its own and of everybody beneath."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.law.disclosure import ContentClass
from gongkai.office.authorities.models import Authority
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.models import Content
from gongkai.web.jinja import url_or_none

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Item:
    """首页一条."""

    title: str
    href: str
    on: date


Column = tuple[str, list[Item], str | None, str]
"""One column of the front page: its heading, what is newest in it, where the rest is, and what is said where it is empty."""


def columns(root: Authority, today: date) -> list[Column]:
    """首页各栏: each with the newest of its class; one question for all would read every row, so each has its own."""
    code = root.code
    return [
        (
            "最新文件",
            _newest(root, today, ContentClass.DOCUMENT),
            url_or_none("disclosure:policies", code),
            "本网站还没有公开文件。",
        ),
        (
            "政策解读",
            _newest(root, today, ContentClass.INTERPRETATION),
            url_or_none("interpretation:index", code),
            "还没有解读：公开文件后三个工作日内发布解读。",
        ),
        ("公告公示", _newest(root, today, ContentClass.NOTICE), _all(root, ContentClass.NOTICE), "目前没有公告公示。"),
        (
            "执法和办理结果",
            _newest(root, today, ContentClass.ENFORCEMENT),
            _all(root, ContentClass.ENFORCEMENT),
            "目前没有公示的执法和办理结果。",
        ),
    ]


def _all(root: Authority, kind: ContentClass) -> str:
    return f"{reverse('disclosure:latest', args=[root.code])}?kind={kind.value}"


def _newest(root: Authority, today: date, kind: ContentClass) -> list[Item]:
    alone = not Authority.objects.filter(parent=None).exclude(pk=root.pk).exists()
    mine = (
        Content.objects.everywhere() if alone else Content.objects.under(root)
    )  # the whole tree is found by its order
    rows = queries.public(mine, today).filter(kind=kind).select_related("authority")
    newest = queries.newest(rows).defer("body", "text", "extra")[:SHOWN]
    return [Item(row.title, queries.address(row), row.published_on) for row in newest]
