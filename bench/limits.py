"""限度: pages that do nothing behind the same middlewares, and the bare statement: what no page of the same rows can beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

from bench.measures import wall
from gongkai.office.authorities.guards import STAFF, DeskRequest, PortalRequest, role
from gongkai.web.doors import public

PAGE = "<!doctype html><html lang=zh-CN><title>空白页</title>"
_EMPTY = """{% extends "web/desk.html" %}{% block title %}空白页{% endblock %}{% block content %}{% endblock %}"""


@public
def nothing(request: PortalRequest, code: str) -> HttpResponse:
    """空白页: of the public; what is sent to it is read, for the middlewares look for their token in it."""
    return HttpResponse(f"{PAGE}<p>{len(request.POST)}</p>")


@role(*STAFF)
def nothing_at_the_desk(request: DeskRequest) -> HttpResponse:
    """空白页: of the desk, for who is logged in and holds an office."""
    return HttpResponse(PAGE)


@role(*STAFF)
def empty_desk(request: DeskRequest) -> HttpResponse:
    """空白的办公页: the shell with its menu and counts, and nothing in it."""
    whole: HttpRequest = request
    return HttpResponse(engines["jinja"].from_string(_EMPTY).render({}, whole))


def bare(statements: Sequence[tuple[str, Sequence[int | str]]]) -> float:
    """Milliseconds of the same rows by bare statements, fetched and thrown away."""

    def asked() -> None:
        with connection.cursor() as cursor:
            for statement, values in statements:
                cursor.execute(statement, values)
                cursor.fetchall()

    return wall(asked, 9) * 1000


@dataclass
class Spent:
    """用时: milliseconds the database worked."""

    milliseconds: float = 0.0


@contextmanager
def of_the_database() -> Iterator[Spent]:
    """数据库用时: what the statements of a piece of work take by themselves, as the cursor sees them."""
    spent = Spent()

    def timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.milliseconds += (perf_counter() - begun) * 1000

    with connection.execute_wrapper(timed):
        yield spent
