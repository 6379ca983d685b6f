"""访问日志的自写: without a server in front the application writes the same lines to a file of its own, one a day.

With ``GONGKAI_VISITS_LOG`` the server in front writes them, and the application is silent: nothing is counted twice. Only
what may count is written. A file that cannot be written costs a figure and no page.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from gongkai.law.visits import ANSWERED, is_ahead, is_crawler, page_of
from gongkai.office.visits import lines
from gongkai.web import clock

Respond = Callable[[HttpRequest], HttpResponseBase]
_SAFE = "/%~!$&'()*+,;=:@-._"


def own_folder() -> Path:
    """自写日志的文件夹."""
    return Path(settings.VAR_DIR) / "visits"


def readings_written(respond: Respond) -> Respond:
    """自写访问日志: one line for each page a reader was given."""
    if settings.VISITS_LOG:
        return respond

    def with_line(request: HttpRequest) -> HttpResponseBase:
        path = quote(request.path, _SAFE)
        response = respond(request)
        if response.status_code in ANSWERED and page_of(path) and _is_read(request):
            with contextlib.suppress(OSError):
                _write(request, response.status_code, path)
        return response

    return with_line


def _is_read(request: HttpRequest) -> bool:
    """By a reader and now; the press, which asks for every page there is, names no browser."""
    purpose = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    crawler = is_crawler(request.headers.get("User-Agent", ""))
    return request.method == "GET" and not crawler and not is_ahead(purpose)


def _write(request: HttpRequest, status: int, path: str) -> None:
    words = (lines.READER, lines.NOW, lines.OUTSIDE if _came_from_outside(request) else lines.INSIDE)
    now = clock.now()
    told = lines.line(now, "GET", status, words, uuid4().hex, path)
    folder = own_folder()
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / f"{now:%Y-%m-%d}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(handle, told.encode())  # one write of one line: lines of several processes do not mix
    finally:
        os.close(handle)


def _came_from_outside(request: HttpRequest) -> bool:
    try:
        return urlsplit(request.headers.get("Referer", "")).netloc.lower() != request.get_host().lower()
    except ValueError:
        return True
