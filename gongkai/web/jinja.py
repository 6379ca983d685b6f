"""模板: Jinja2 over each room's ``templates/``, with the few filters the pages speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, MutableMapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain, repeat
from typing import Any

from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import NoReverseMatch, URLResolver, get_resolver, get_script_prefix, reverse
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from gongkai.law.grammar.dates import chinese_date, chinese_weekday
from gongkai.law.grammar.flow import label
from gongkai.web import structured
from gongkai.web.beside import beside
from gongkai.web.clock import BEIJING

MANY_ADDRESSES = 20_000
MANY_PARTS = 2_000
Draw = Callable[..., Markup]


class Rooms(Jinja2):
    """房间模板: Django's Jinja2 backend reading ``templates/``; the same folder holds pages, letters and notices."""

    app_dirname = "templates"

    def __init__(self, params: Mapping[str, Any]) -> None:
        options = {"environment": "gongkai.web.jinja.environment", **params["OPTIONS"]}
        super().__init__({**params, "OPTIONS": options})


class PlainEnvironment(Environment):
    """模板环境: what every template knows is one dictionary, asked for a dozen times on each page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same for all templates; Jinja2 would lay a second mapping over it, which Python looks through slowly."""
        return super().make_globals(d) if d else self.globals


def environment(**options: Any) -> Environment:
    """模板环境: escapes pages, leaves plain text alone, and stops at a name nobody has given."""
    options |= {
        "autoescape": select_autoescape(("html", "xml", "svg"), ("txt",), default_for_string=True, default=True),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    env = PlainEnvironment(**options)
    env.filters |= {
        "date": day_in_words,
        "weekday": weekday,
        "isodate": iso_date,
        "moment": moment,
        "number": number,
        "money": money,
        "label": shown,
        "labelled": labelled,
    }
    env.globals |= {
        "structured": structured,
        "static": static if settings.DEBUG else cache(static),
        "url": url,
        "url_or_none": url_or_none,
        "htmx_script": htmx_script,
        "drawn_once": drawn_once,
        "beside": beside,
    }
    return env


def day_in_words(day: date | None) -> str:
    """日期: 2025年9月18日, no leading zeros; nothing for no day."""
    day = _local(day)
    return chinese_date(day) if day else ""


def weekday(day: date | None) -> str:
    """星期: 周四."""
    day = _local(day)
    return chinese_weekday(day) if day else ""


def iso_date(day: date | None) -> str:
    """日期: 2025-09-18, for lists, ``datetime`` attributes and addresses."""
    day = _local(day)
    return f"{day:%Y-%m-%d}" if day else ""


def moment(at: datetime | None) -> str:
    """时刻: 2025-09-18 14:30 in Beijing time, the form the META tables ask for."""
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if at else ""


def number(value: float | Decimal | None) -> str:
    """数: 12,345; an empty cell stays empty, it is not 0."""
    return "" if value is None else f"{value:,}"


def money(value: float | Decimal | None) -> str:
    """金额: 1,234.50, two decimals; the unit (元, 万元) is said by the page."""
    return "" if value is None else f"{value:,.2f}"


def shown(word: object) -> str:
    """显示名: the Chinese label of a word of the law; any other value as it prints."""
    return label(word) if isinstance(word, StrEnum) else str(word)


def labelled(row: Markup, columns: Sequence[str | tuple[str, str]]) -> Markup:
    """标明列名: give each cell of a drawn row the name of its column, which narrow screens print before it."""
    labels = chain(_labels(tuple(columns)), repeat(' data-label=""'))
    return Markup(_CELL.sub(lambda tag: tag[0] + next(labels), row))  # noqa: S704  # the row is drawn, the labels are escaped


_CELL = re.compile("<t[hd](?= )")


@lru_cache(MANY_PARTS)
def _labels(columns: tuple[str | tuple[str, str], ...]) -> tuple[str, ...]:
    """The same for each row of a list."""
    return tuple(f' data-label="{escape(column if isinstance(column, str) else column[0])}"' for column in columns)


def url(name: str, *args: object, **kwargs: object) -> str:
    """地址: the address of a named page; raises when there is none. The same names give the same address in each look."""
    if kwargs or not all(isinstance(each, str | int) for each in args):
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return _address(get_resolver(), get_script_prefix(), name, args)


@lru_cache(MANY_ADDRESSES)
def _address(resolver: URLResolver, prefix: str, name: str, args: tuple[object, ...]) -> str:
    """A page has dozens of addresses, most of them those of the page before: ``reverse`` is asked once for each."""
    return reverse(name, args=args or None)


def url_or_none(name: str, *args: object, **kwargs: object) -> str | None:
    """地址（可无）: the address of a named page, or None where nobody has built it: a page shows no dead link."""
    try:
        return url(name, *args, **kwargs)
    except NoReverseMatch:
        return None


def drawn_once(draw: Draw, *of: Hashable) -> Markup:
    """画一次: what a macro draws of these, drawn once for all the pages that show it; nothing else may decide what it says."""
    return _drawn_once(get_script_prefix(), draw, of)


@lru_cache(MANY_PARTS)
def _drawn_once(prefix: str, draw: Draw, of: tuple[Hashable, ...]) -> Markup:
    """The foot of an authority's pages is the same on each of them; addresses hang on the prefix of the look."""
    return draw(*of)


def _local(day: date | None) -> date | None:
    return day.astimezone(BEIJING) if isinstance(day, datetime) else day
